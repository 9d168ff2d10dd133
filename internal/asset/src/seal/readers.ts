// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { compare, toBytes } from "./bytes.ts";
import { type Decoder, Encoder } from "./encode.ts";
import { need } from "./errors.ts";
import type { Recipient } from "./identity.ts";

const maxReaders = 64;

/** Fingerprint is the SHA-256 of a recipient's text in hexadecimals: it stands for a key that is only compared. */
export type Fingerprint = string & { readonly fingerprint: unique symbol };

export function fingerprintOf(recipient: string): Fingerprint {
  return bytesToHex(sha256(toBytes(recipient))) as Fingerprint;
}

/** sortReaders gives the readers in their one order, that of their fingerprints, and these. */
export function sortReaders(readers: readonly Recipient[]): { sorted: Recipient[]; prints: Fingerprint[] } {
  const of = new Map(readers.map((r) => [fingerprintOf(r), r]));
  need(readers.length > 0 && readers.length <= maxReaders && of.size === readers.length, "seal.readers");
  const prints = [...of.keys()].sort(compare);
  return { sorted: prints.map((f) => of.get(f)!), prints };
}

export function writeReaders(e: Encoder, readers: readonly Fingerprint[]): Encoder {
  e.count(readers.length);
  for (const r of readers) e.field(hexToBytes(r));
  return e;
}

/** readReaders reads fingerprints in their one order, none of them twice. */
export function readReaders(d: Decoder): Fingerprint[] {
  const n = d.count();
  need(n >= 1 && n <= maxReaders, "seal.format");
  const out = Array.from({ length: n }, () => readFingerprint(d));
  need(out.every((f, i) => i === 0 || out[i - 1]! < f), "seal.format");
  return out;
}

export function readFingerprint(d: Decoder): Fingerprint {
  return bytesToHex(d.fixed(32)) as Fingerprint;
}

/** readersDigest stands in a message for all who can read it. */
export function readersDigest(epoch: Recipient, readers: readonly Fingerprint[]): Uint8Array {
  return sha256(writeReaders(new Encoder("baken/seal/readers/v2").field(hexToBytes(fingerprintOf(epoch))), readers).bytes());
}
