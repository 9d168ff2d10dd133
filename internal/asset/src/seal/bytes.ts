// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

const utf8 = new TextEncoder();

export const toBytes = (text: string): Uint8Array<ArrayBuffer> => utf8.encode(text);

/** equal compares in a time that depends on the lengths only. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let differ = 0;
  for (let i = 0; i < a.length; i++) differ |= a[i]! ^ b[i]!;
  return differ === 0;
}

/** compare puts texts of ASCII in the order that Go gives them. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const copy = (b: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(b);

export function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}
