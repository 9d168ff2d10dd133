// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is counted of a year: people, which are first conversations, and of how
// many of them it was about what. The words stay here; the counts go.

import type { Note } from "./note.ts";

/** Counted is all that the server is told of a year in an organisation. */
export interface Counted {
  n: number;
  codes: Record<string, number>;
}

/** countYear counts the notes of a year; broader tells under which grounds one is counted. */
export function countYear(notes: readonly Note[], org: string, year: number, broader: Record<string, string[]>): Counted {
  const counted: Counted = { n: 0, codes: {} };
  for (const note of notes) {
    const { content } = note;
    if (note.org !== org || content?.kind !== "conversation" || !content.first || !content.day.startsWith(`${year}-`)) continue;
    counted.n++;
    const answers = {
      ground: content.grounds.flatMap((g) => broader[g] ?? []), conduct: content.conduct, source: content.source ? [content.source] : [],
    };
    for (const [field, values] of Object.entries(answers)) {
      for (const value of new Set(values.length > 0 ? values : ["unsaid"])) {
        counted.codes[`${field}:${value}`] = (counted.codes[`${field}:${value}`] ?? 0) + 1;
      }
    }
  }
  return counted;
}

/** openYears gives the years of which a count is still taken: up to the first of March after it. */
export function openYears(today: string): number[] {
  const [year, month] = today.split("-").map(Number) as [number, number, number];
  return month < 3 ? [year - 1, year] : [year];
}
