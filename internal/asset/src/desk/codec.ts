// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How an index is written: column by column, and words by their number in one
// list, so that ten thousand reports go in two megabytes.

import { bytes, fromUtf8, text64, utf8 } from "./bytes.ts";
import type { Entry } from "./search.ts";

interface Columns {
  format: 1;
  ids: string[];
  orgs: string[];
  titles: string[];
  snippets: string[];
  at: number[];
  seen: number[];
  chains: string[];
  vocabulary: string;
  words: string; // per entry, the steps between the numbers of its words, as varints
}

export function encodeEntries(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const vocabulary = [...new Set(entries.flatMap((e) => e.words))].sort();
  const number = new Map(vocabulary.map((w, i) => [w, i]));
  const steps: number[] = [];
  for (const entry of entries) {
    const numbers = entry.words.map((w) => number.get(w)!).sort((a, b) => a - b);
    varint(steps, numbers.length);
    numbers.forEach((n, i) => varint(steps, n - (numbers[i - 1] ?? 0)));
  }
  const columns: Columns = {
    format: 1,
    ids: entries.map((e) => e.id), orgs: entries.map((e) => e.org),
    titles: entries.map((e) => e.title), snippets: entries.map((e) => e.snippet),
    at: entries.map((e) => e.at), seen: entries.map((e) => e.seen), chains: entries.map((e) => e.chain),
    vocabulary: vocabulary.join(" "), words: text64(Uint8Array.from(steps)),
  };
  return utf8(JSON.stringify(columns));
}

export function decodeEntries(raw: Uint8Array): Entry[] {
  const c = JSON.parse(fromUtf8(raw)) as Columns;
  if (c.format !== 1) throw new Error(`index format ${String(c.format)}`);
  const vocabulary = c.vocabulary.split(" ");
  const next = numbers(bytes(c.words));
  return c.ids.map((id, i) => {
    const words: string[] = [];
    let at = 0;
    for (let left = next(); left > 0; left--) words.push(vocabulary[(at += next())]!);
    return {
      id, org: c.orgs[i]!, title: c.titles[i]!, snippet: c.snippets[i]!,
      at: c.at[i]!, seen: c.seen[i]!, chain: c.chains[i]!, words,
    };
  });
}

function varint(out: number[], n: number): void {
  for (; n > 127; n = Math.floor(n / 128)) out.push((n % 128) | 128);
  out.push(n);
}

function numbers(raw: Uint8Array): () => number {
  let at = 0;
  return () => {
    let n = 0;
    for (let place = 1; ; place *= 128) {
      const b = raw[at++]!;
      n += (b & 127) * place;
      if (b < 128) return n;
    }
  };
}
