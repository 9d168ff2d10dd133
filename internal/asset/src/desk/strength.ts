// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

/** The fewest characters of a passphrase, as base/seal has it. */
export const least = 12;

export type Strength = "short" | "weak" | "fair" | "strong";

/**
 * strength judges a passphrase roughly, by how many guesses it would take
 * somebody who knows how people make them: a word counts as one of a few
 * thousand, a run such as "1234" or "aaaa" as next to nothing. It can tell what
 * is bad; it can't promise that something is good.
 */
export function strength(passphrase: string): Strength {
  const text = passphrase.normalize("NFC");
  if ([...text].length < least) return "short";
  const bits = guesses(text);
  if (bits < 36) return "weak";
  return bits < 52 ? "fair" : "strong";
}

// guesses gives the bits of all its different pieces.
function guesses(text: string): number {
  let bits = 0;
  for (const token of new Set(text.split(/[\s._-]+/))) {
    const pieces = new Set(token.toLowerCase().match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu) ?? []);
    // Letters, digits and signs that keep changing weren't thought up as words.
    if ((token.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu) ?? []).length > 3) bits += 4 * new Set(token).size;
    else for (const piece of pieces) bits += weight(piece);
  }
  return bits;
}

function weight(piece: string): number {
  const letters = [...piece];
  if (new Set(letters).size <= 2 || isRun(letters)) return 2;
  if (/^\p{N}+$/u.test(piece)) return piece.length * 2.5; // years and dates, mostly
  if (!/^\p{L}+$/u.test(piece)) return letters.length * 2;
  const vowels = letters.filter((l) => "aeiouyáéíóúäëïöüàè".includes(l)).length;
  const spoken = vowels / letters.length > 0.2 && letters.length < 24;
  return spoken ? Math.min(13, 4 + letters.length * 1.5) : letters.length * 3.5;
}

// isRun tells whether each letter follows the one before it: "abcdef", "4321".
function isRun(letters: readonly string[]): boolean {
  const steps = letters.slice(1).map((l, i) => l.codePointAt(0)! - letters[i]!.codePointAt(0)!);
  return steps.every((s) => s === 1) || steps.every((s) => s === -1);
}
