// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { sha256 } from "@noble/hashes/sha2.js";

import { Encoder } from "../seal/encode.ts";
import { words } from "../seal/words.ts";

const count = 6;

/**
 * checkWords gives the words by which two people compare a pair of keys on the
 * telephone: six of 2,048 are 66 bits, and whoever wants other keys with the
 * same words has to try that many.
 */
export function checkWords(keys: { recipient: string; verify: string }): string[] {
  const sum = sha256(new Encoder("baken/desk/check-words/v1").text(keys.recipient).text(keys.verify).bytes());
  const bits = [...sum].map((b) => b.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: count }, (_, i) => words[parseInt(bits.slice(11 * i, 11 * i + 11), 2)]!);
}
