// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Taking something out of a text so that it is gone: what is handed on never
// held it. A mark stands in its place that says why, and is as long whatever it
// replaces: the length of a name can give it away.

/** Reasons lists why something may be taken out, as ground/document does. */
export const reasons = ["bystander", "private", "health", "safety", "source", "elsewhere"] as const;

export type Reason = (typeof reasons)[number];

/** Cut is a piece of a text, from one place up to another, in UTF-16 units as selections in a page are. */
export interface Cut {
  readonly from: number;
  readonly to: number;
  readonly reason: Reason;
}

export interface Redacted {
  readonly text: string;
  readonly cuts: number; // how many marks stand in it
  readonly left: readonly string[]; // what was taken out and still stands elsewhere in the text
}

/** redact takes the cuts out; mark says what stands in place of one. It throws a RangeError for a cut that is none. */
export function redact(text: string, cuts: readonly Cut[], mark: (reasons: readonly Reason[]) => string): Redacted {
  const whole = joined(text, cuts);
  let out = "";
  let at = 0;
  for (const c of whole) {
    out += text.slice(at, c.from) + mark(c.reasons);
    at = c.to;
  }
  out += text.slice(at);
  const kept = folded(pieces(text, whole).join("\n"));
  const left = new Set(whole.map((c) => text.slice(c.from, c.to).trim()).filter((w) => w.length > 1 && kept.includes(folded(w))));
  return { text: out, cuts: whole.length, left: [...left] };
}

/** alike gives a cut for each place where the same words stand, in capitals or not. */
export function alike(text: string, words: string, reason: Reason): Cut[] {
  const look = words.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  if (look === "") return [];
  return [...text.matchAll(new RegExp(look, "giu"))].map((m) => ({ from: m.index, to: m.index + m[0].length, reason }));
}

interface Joined {
  from: number;
  to: number;
  reasons: Reason[];
}

// joined puts the cuts in order, makes one of those that touch, and widens each
// to whole characters as they are read: of a letter with an accent, or of a face
// with a colour, nothing may stay.
function joined(text: string, cuts: readonly Cut[]): Joined[] {
  const edges = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map((s) => s.index);
  edges.push(text.length);
  const all: Joined[] = [];
  for (const c of [...cuts].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (!Number.isInteger(c.from) || !Number.isInteger(c.to) || c.from < 0 || c.to > text.length || c.from >= c.to) throw new RangeError("no such place in the text");
    const from = edges[edges.findIndex((e) => e > c.from) - 1]!;
    const to = edges.find((e) => e >= c.to)!;
    const last = all.at(-1);
    if (!last || from > last.to) {
      all.push({ from, to, reasons: [c.reason] });
      continue;
    }
    last.to = Math.max(last.to, to);
    if (!last.reasons.includes(c.reason)) last.reasons.push(c.reason);
  }
  return all;
}

// pieces gives what stays of the text, without the marks.
function pieces(text: string, whole: readonly Joined[]): string[] {
  const starts = [0, ...whole.map((c) => c.to)];
  return starts.map((from, i) => text.slice(from, whole[i]?.from ?? text.length));
}

// folded makes words that read alike the same.
function folded(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
}
