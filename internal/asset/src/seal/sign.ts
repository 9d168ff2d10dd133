// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { copy, equal, random } from "./bytes.ts";
import { concat } from "./encode.ts";
import { need } from "./errors.ts";
import { Hidden } from "./identity.ts";

/** VerifyKey names a sender and checks what he signed: ed25519: and 64 hexadecimal digits. */
export type VerifyKey = string & { readonly verifyKey: unique symbol };

const prefix = "ed25519:";

/** SigningKey is the secret key that a sender signs with, from a seed of 32 bytes. */
export class SigningKey extends Hidden {
  readonly #seed: Uint8Array<ArrayBuffer>;
  readonly verifyKey: VerifyKey;

  constructor(seed: Uint8Array) {
    super();
    need(seed.length === 32, "seal.signingkey");
    this.#seed = copy(seed);
    this.verifyKey = verifyKeyOf(ed25519.getPublicKey(this.#seed));
  }

  /** export gives the seed. It is secret. */
  export(): Uint8Array<ArrayBuffer> {
    return copy(this.#seed);
  }

  equal(other: SigningKey): boolean {
    return equal(this.#seed, other.#seed);
  }

  sign(b: Uint8Array): Uint8Array {
    return ed25519.sign(b, this.#seed);
  }

  /** signed puts a signature behind what it signs. */
  signed(b: Uint8Array): Uint8Array<ArrayBuffer> {
    return concat(b, this.sign(b));
  }
}

export const newSigningKey = (): SigningKey => new SigningKey(random(32));

export const signingKeyFromSeed = (seed: Uint8Array): SigningKey => new SigningKey(seed);

const verifyKeyOf = (raw: Uint8Array): VerifyKey => (prefix + bytesToHex(raw)) as VerifyKey;

/** isPoint reports whether the bytes are the one form of a point in the group of prime order. */
function isPoint(raw: Uint8Array): boolean {
  try {
    const p = ed25519.Point.fromBytes(raw, false);
    return !p.isSmallOrder() && p.isTorsionFree();
  } catch {
    return false;
  }
}

export function verifyKeyFrom(raw: Uint8Array): VerifyKey {
  need(isPoint(raw), "seal.verifykey");
  return verifyKeyOf(raw);
}

export function parseVerifyKey(text: string): VerifyKey {
  need(/^ed25519:[0-9a-f]{64}$/.test(text), "seal.verifykey");
  return verifyKeyFrom(bytesOf(text as VerifyKey));
}

export const bytesOf = (key: VerifyKey): Uint8Array => hexToBytes(key.slice(prefix.length));

/**
 * verify checks a signature as Go does: the library forgives a component of small order in the signature's own
 * point, so that point is checked apart.
 */
export function verify(key: VerifyKey, b: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, b, bytesOf(key), { zip215: false }) && isPoint(signature.subarray(0, 32));
  } catch {
    return false;
  }
}

/** splitSignature takes apart what signed put together. */
export function splitSignature(body: Uint8Array): [Uint8Array, Uint8Array] {
  const n = body.length - 64;
  need(n >= 0, "seal.format");
  return [body.subarray(0, n), body.subarray(n)];
}
