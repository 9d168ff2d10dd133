// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { sha256 } from "@noble/hashes/sha2.js";
import { compare } from "./bytes.ts";
import { Decoder, Encoder } from "./encode.ts";
import { need } from "./errors.ts";
import { parseRecipient, type Recipient } from "./identity.ts";

const maxReaders = 64;

/** sortReaders gives the readers in their one order. */
export function sortReaders(readers: readonly Recipient[]): Recipient[] {
  const out = [...readers].sort(compare);
  need(out.length > 0 && out.length <= maxReaders && new Set(out).size === out.length, "seal.readers");
  return out;
}

export function writeReaders(e: Encoder, readers: readonly Recipient[]): Encoder {
  e.count(readers.length);
  for (const r of readers) e.text(r);
  return e;
}

export function readReaders(d: Decoder): Recipient[] {
  const n = d.count();
  need(n <= maxReaders, "seal.format");
  const out = Array.from({ length: n }, () => parseRecipient(d.text()));
  need(sortReaders(out).every((r, i) => r === out[i]), "seal.format");
  return out;
}

/** readersDigest stands in a message for all who can read it. */
export function readersDigest(epoch: Recipient, readers: readonly Recipient[]): Uint8Array {
  return sha256(writeReaders(new Encoder("baken/seal/readers/v1").text(epoch), readers).bytes());
}
