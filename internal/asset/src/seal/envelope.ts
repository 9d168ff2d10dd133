// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { Decrypter, Encrypter } from "age-encryption";
import { type Code, Fault, need } from "./errors.ts";
import type { Identity, Recipient } from "./identity.ts";
import { equal, toBytes } from "./bytes.ts";

const maxEnvelope = 2 << 20;
const intro = toBytes("age-encryption.org/v1\n");

/** lockTo encrypts to the readers. */
export async function lockTo(plain: Uint8Array, readers: readonly Recipient[]): Promise<Uint8Array> {
  const e = new Encrypter();
  try {
    for (const r of readers) e.addRecipient(r);
  } catch {
    throw new Fault("seal.recipient");
  }
  return e.encrypt(plain);
}

export async function lockWith(plain: Uint8Array, passphrase: string, workFactor: number): Promise<Uint8Array> {
  const e = new Encrypter();
  e.setPassphrase(passphrase);
  e.setScryptWorkFactor(workFactor);
  return e.encrypt(plain);
}

export function unlock(raw: Uint8Array, id: Identity): Promise<Uint8Array> {
  const d = new Decrypter();
  d.addIdentity(id.export());
  return decrypt(raw, d, "seal.key");
}

export function unlockWith(raw: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const d = new Decrypter();
  d.addPassphrase(passphrase);
  return decrypt(raw, d, "seal.passphrase");
}

/** decrypt tells, like Go, three things apart: no envelope, for another key, not as it was made. */
async function decrypt(raw: Uint8Array, d: Decrypter, other: Code): Promise<Uint8Array> {
  need(raw.length <= maxEnvelope, "seal.large", { most: maxEnvelope });
  need(equal(raw.subarray(0, intro.length), intro), "seal.format");
  try {
    return await d.decrypt(raw);
  } catch (err) {
    const unmatched = err instanceof Error && err.message.startsWith("no identity matched");
    throw new Fault(unmatched ? other : "seal.damaged");
  }
}
