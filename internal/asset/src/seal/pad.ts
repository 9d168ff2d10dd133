// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { need } from "./errors.ts";

const leastClass = 512;
const doubleUntil = 64 * 1024;
const steps = 9; // classes in a doubling above doubleUntil

/** classOf gives the size that a plaintext of n bytes is filled up to; Go calls it Class. */
export function classOf(n: number): number {
  if (n <= leastClass) return leastClass;
  let below = leastClass; // the largest power of two below n
  while (2 * below < n) below *= 2;
  if (n <= doubleUntil) return 2 * below;
  const step = Math.ceil((steps * (n - below)) / below);
  return Math.floor((below * (steps + step)) / steps);
}

export function pad(body: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(size);
  new DataView(out.buffer).setUint32(0, body.length);
  out.set(body, 4);
  return out;
}

/** unpad gives the body of what pad made. It doesn't judge the size. */
export function unpad(b: Uint8Array): Uint8Array {
  need(b.length >= 4, "seal.padding");
  const n = new DataView(b.buffer, b.byteOffset, 4).getUint32(0);
  need(n <= b.length - 4, "seal.padding");
  let rest = 0;
  for (let i = 4 + n; i < b.length; i++) rest |= b[i]!;
  need(rest === 0, "seal.padding");
  return b.subarray(4, 4 + n);
}
