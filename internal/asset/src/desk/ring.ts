// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Making, opening and changing the keys of a member. A passphrase comes in here
// and goes nowhere.

import { Fault, type Keyring, newKeyring, unwrap } from "../seal/index.ts";
import { api, type Me } from "./api.ts";
import { bytes, text64 } from "./bytes.ts";

async function closed(ring: Keyring, passphrase: string) {
  return { wrapped: text64(await ring.wrap(passphrase)), recipient: ring.identity.recipient, verify: ring.signing.verifyKey };
}

/** setUp makes the first keys. */
export async function setUp(passphrase: string): Promise<Keyring> {
  const ring = await newKeyring();
  await api.setUp(await closed(ring, passphrase));
  return ring;
}

/** renew makes other keys, where the passphrase of the present ones is forgotten. */
export async function renew(passphrase: string): Promise<Keyring> {
  const ring = await newKeyring();
  await api.renew(await closed(ring, passphrase));
  return ring;
}

/** rewrap closes the same keys with another passphrase. */
export async function rewrap(ring: Keyring, passphrase: string): Promise<void> {
  await api.setUp(await closed(ring, passphrase));
}

/** What can come of a passphrase. */
export type Opening = { ring: Keyring } | "wrong" | "damaged" | "swapped";

/** open opens the keys that the server keeps. They must be the ones that it shows to others. */
export async function open(kept: NonNullable<Me["keyring"]>, passphrase: string): Promise<Opening> {
  try {
    const ring = await unwrap(bytes(kept.wrapped), passphrase);
    const same = ring.identity.recipient === kept.recipient && ring.signing.verifyKey === kept.verify;
    return same ? { ring } : "swapped";
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    return e.code === "seal.passphrase" ? "wrong" : "damaged";
  }
}
