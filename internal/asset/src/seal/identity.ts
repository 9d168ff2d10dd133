// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { identityToRecipient } from "age-encryption";
import { bech32 } from "@scure/base";
import { copy, equal, random } from "./bytes.ts";
import { Fault, need } from "./errors.ts";

/** Recipient is the public key to seal to, age1pq1…, as parseRecipient or an Identity gave it. */
export type Recipient = string & { readonly recipient: unique symbol };

const publicBytes = 1216; // ML-KEM-768 and X25519
const prefix = "AGE-SECRET-KEY-PQ-";

/** parseRecipient reads age1pq1…. */
export function parseRecipient(text: string): Recipient {
  try {
    const { prefix, words } = bech32.decode(text as `${string}1${string}`, false);
    const raw = bech32.fromWords(words);
    if (prefix === "age1pq" && text === text.toLowerCase() && raw.length === publicBytes && isReduced(raw)) {
      return text as Recipient;
    }
  } catch {
    // not bech32
  }
  throw new Fault("seal.recipient");
}

/** isReduced checks the coefficients of an ML-KEM key, as FIPS 203, 7.2 demands. */
function isReduced(raw: Uint8Array): boolean {
  for (let i = 0; i < 1152; i += 3) {
    const [a, b, c] = [raw[i]!, raw[i + 1]!, raw[i + 2]!];
    if ((a | ((b & 15) << 8)) >= 3329 || ((b >> 4) | (c << 4)) >= 3329) return false;
  }
  return true;
}

/** Hidden is what holds a secret: no way of printing it shows it. */
export class Hidden {
  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}

/** Identity is the secret key to read with, from a seed of 32 bytes. */
export class Identity extends Hidden {
  readonly #seed: Uint8Array<ArrayBuffer>;
  readonly recipient: Recipient;

  private constructor(seed: Uint8Array<ArrayBuffer>, recipient: Recipient) {
    super();
    this.#seed = seed;
    this.recipient = recipient;
  }

  static async fromSeed(seed: Uint8Array): Promise<Identity> {
    need(seed.length === 32, "seal.identity");
    const own = copy(seed);
    return new Identity(own, (await identityToRecipient(write(own))) as Recipient);
  }

  /** seed is secret. */
  seed(): Uint8Array<ArrayBuffer> {
    return copy(this.#seed);
  }

  /** export gives the identity as the age tool takes it. The text is secret. */
  export(): string {
    return write(this.#seed);
  }

  equal(other: Identity): boolean {
    return equal(this.#seed, other.#seed);
  }
}

function write(seed: Uint8Array): string {
  return bech32.encodeFromBytes(prefix, seed).toUpperCase();
}

export const newIdentity = (): Promise<Identity> => Identity.fromSeed(random(32));

export const identityFromSeed = (seed: Uint8Array): Promise<Identity> => Identity.fromSeed(seed);

/** parseIdentity reads what export wrote. */
export async function parseIdentity(text: string): Promise<Identity> {
  let seed: Uint8Array;
  try {
    seed = bech32.decodeToBytes(text).bytes;
  } catch {
    throw new Fault("seal.identity");
  }
  need(seed.length === 32 && write(seed) === text, "seal.identity");
  return Identity.fromSeed(seed);
}
