// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { hkdf } from "@noble/hashes/hkdf.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { copy, equal, random, toBytes } from "./bytes.ts";
import { Encoder } from "./encode.ts";
import { need } from "./errors.ts";
import { Hidden, Identity } from "./identity.ts";
import { isName } from "./name.ts";
import { SigningKey } from "./sign.ts";
import { position, splitWords, words } from "./words.ts";

const [count, wordBits, entropyBytes, maxReceipt] = [8, 11, 10, 1024];

/** Receipt is what a reporter keeps: eight words, which are 80 random bits and 8 that check them. */
export class Receipt extends Hidden {
  readonly #entropy: Uint8Array<ArrayBuffer>;

  /** From 10 random bytes: use newReceipt or parseReceipt. */
  constructor(entropy: Uint8Array) {
    super();
    this.#entropy = copy(entropy);
  }

  /** words gives the eight words. They are secret. */
  words(): string[] {
    const bits = [...this.#entropy, checkOf(this.#entropy)].map((b) => b.toString(2).padStart(8, "0")).join("");
    return Array.from({ length: count }, (_, i) => words[parseInt(bits.slice(i * wordBits, (i + 1) * wordBits), 2)]!);
  }

  /** export gives the words with spaces between them. The text is secret. */
  export(): string {
    return this.words().join(" ");
  }

  equal(other: Receipt): boolean {
    return equal(this.#entropy, other.#entropy);
  }

  /** stretch makes the keys of the receipt on one site. It takes half a second on purpose. */
  async stretch(site: string): Promise<ReceiptKeys> {
    need(isName(site), "seal.name", { field: "site" });
    const salt = new Encoder("baken/seal/receipt/v1").text(site).bytes();
    const secret = await scryptAsync(this.#entropy, salt, { N: 2 ** 16, r: 8, p: 1, dkLen: 32 });
    const derive = (what: string, length: number): Uint8Array =>
      hkdf(sha256, secret, undefined, toBytes("baken/seal/receipt/v1/" + what), length);
    return new ReceiptKeys(derive("lookup", 16), await Identity.fromSeed(derive("identity", 32)), new SigningKey(derive("signing", 32)));
  }
}

/** ReceiptKeys is all that follows from a receipt: where its case is found, and the two keys. */
export class ReceiptKeys extends Hidden {
  readonly #lookup: Uint8Array;
  readonly identity: Identity;
  readonly signing: SigningKey;

  constructor(lookup: Uint8Array, identity: Identity, signing: SigningKey) {
    super();
    this.#lookup = lookup;
    this.identity = identity;
    this.signing = signing;
  }

  /** lookup gives the id that finds the case, as it is sent: 32 hexadecimal digits. */
  lookup(): string {
    return bytesToHex(this.#lookup);
  }
}

export const newReceipt = (): Receipt => new Receipt(random(entropyBytes));

function checkOf(entropy: Uint8Array): number {
  return sha256(new Encoder("baken/seal/receipt-check/v1").field(entropy).bytes())[0]!;
}

/** parseReceipt reads a receipt as somebody types it. */
export function parseReceipt(text: string): Receipt {
  need(toBytes(text).length <= maxReceipt, "seal.large", { most: maxReceipt });
  const typed = splitWords(text);
  let bits = "";
  typed.forEach((w, i) => {
    const at = position(w);
    need(at !== undefined, "seal.receipt.word", { position: i + 1 });
    bits += at.toString(2).padStart(wordBits, "0");
  });
  need(typed.length === count, "seal.receipt.count", { have: typed.length, want: count });
  const raw = Uint8Array.from({ length: entropyBytes + 1 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8), 2));
  const entropy = raw.subarray(0, entropyBytes);
  need(raw[entropyBytes] === checkOf(entropy), "seal.receipt.check");
  return new Receipt(entropy);
}
