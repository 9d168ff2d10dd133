// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** newID draws 26 letters and digits: 130 bits that nobody can guess. */
export function newID(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(26)), (b) => alphabet[b & 31]).join("");
}

/** pick draws that many different numbers from 0 up to n, in order. */
export function pick(count: number, n: number): number[] {
  const left = Array.from({ length: n }, (_, i) => i);
  const out: number[] = [];
  while (out.length < count) out.push(...left.splice(below(left.length), 1));
  return out.sort((a, b) => a - b);
}

// below draws a number under n, each as likely as the others.
function below(n: number): number {
  const end = 256 - (256 % n);
  for (;;) {
    const b = crypto.getRandomValues(new Uint8Array(1))[0]!;
    if (b < end) return b % n;
  }
}
