// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What can be worked out about a report in the officer's browser alone.

import type { Line, Rule } from "./api.ts";

/** proposals gives the regimes all of whose facts were found. */
export function proposals(rules: readonly Rule[], found: readonly string[]): Rule[] {
  return rules.filter((r) => r.facts.length > 0 && r.facts.every((f) => found.includes(f)));
}

const shortest = 3; // letters of a name that is looked for by itself

/**
 * suspects gives the members who are named in what was said: by a part of the
 * name that is a word there. It is a hint for a person, who knows that others
 * have the name too, and that who is meant may not be named.
 */
export function suspects(members: readonly { id: string; name: string }[], texts: readonly string[]): Set<string> {
  const words = new Set(texts.flatMap((t) => wordsOf(t)));
  return new Set(members.filter((m) => wordsOf(m.name).some((part) => part.length >= shortest && !particles.has(part) && words.has(part))).map((m) => m.id));
}

/** leaders gives by officer who leads him and is named in what was said. It is a hint too. */
export function leaders(lines: readonly Line[], texts: readonly string[]): Map<string, string[]> {
  const named = suspects(lines.map((l, i) => ({ id: String(i), name: l.name })), texts);
  const out = new Map<string, string[]>();
  for (const [i, { name, under }] of lines.entries()) {
    if (!named.has(String(i))) continue;
    for (const officer of under) out.set(officer, [...(out.get(officer) ?? []), name]);
  }
  return out;
}

// particles are parts of names that tell nobody apart.
const particles = new Set(["van", "von", "den", "der", "ten", "ter", "het", "aan", "bij", "uit", "los", "las", "del", "dos", "bin", "ben", "ibn", "the"]);

function wordsOf(text: string): string[] {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/\p{L}+/gu) ?? [];
}
