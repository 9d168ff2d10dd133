// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What can go wrong, under the keys that Go has in base/seal/errors.go.
export type Code =
  | "seal.format" | "seal.damaged" | "seal.key" | "seal.padding" | "seal.signature" | "seal.large"
  | "seal.organisation" | "seal.case" | "seal.epoch" | "seal.sequence" | "seal.purpose" | "seal.recipients"
  | "seal.sender" | "seal.kind" | "seal.maker" | "seal.grant"
  | "seal.attachment" | "seal.chunk" | "seal.size" | "seal.last"
  | "seal.identity" | "seal.recipient" | "seal.signingkey" | "seal.verifykey" | "seal.readers" | "seal.name"
  | "seal.weak" | "seal.passphrase"
  | "seal.receipt.count" | "seal.receipt.word" | "seal.receipt.check";

/** Fault is the only error that this module throws on purpose. It holds no secret. */
export class Fault extends Error {
  readonly code: Code;
  readonly args: Readonly<Record<string, string | number>>;

  constructor(code: Code, args: Record<string, string | number> = {}) {
    super(code);
    this.name = "Fault";
    this.code = code;
    this.args = args;
  }
}

/** need throws the fault unless what must hold does. */
export function need(holds: boolean, code: Code, args?: Record<string, string | number>): asserts holds {
  if (!holds) throw new Fault(code, args);
}
