// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import file from "../../../../base/seal/words.txt";

/** words are the 2,048 of a receipt, in order. */
export const words: readonly string[] = file.trim().split("\n");

const positions = new Map(words.map((w, i) => [w, i]));

/** position gives where a word stands in the list. */
export const position = (word: string): number | undefined => positions.get(word);

/** splitWords gives the words in what was typed, as they would stand in the list. */
export function splitWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  return plain.split(/\P{L}+/u).filter((w) => w !== "");
}

/** suggest gives the nearest word of the list, or nothing when none is within two letters. It is secret. */
export function suggest(word: string): string {
  if ([...word].length > 16) return "";
  let [nearest, least] = ["", 3];
  for (const w of words) {
    const d = distance(word, w);
    if (d < least) [nearest, least] = [w, d];
  }
  return nearest;
}

/** distance counts the letters to add, drop, change or swap with their neighbour to make the one of the other. */
function distance(from: string, to: string): number {
  const [a, b] = [[...from], [...to]];
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2]! + 1);
      row.push(d);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
