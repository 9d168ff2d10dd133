// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Filling a letter, as ground/document/fill.go does: the two are held together
// by ground/document/testdata/vectors.json. What a letter says comes from here;
// the server never sees it.

import type { Block } from "./block.ts";
import type { Kind, Lang, Template } from "./template.ts";

/** Missing says which fields have no value, in the order of the letter. */
export class Missing extends Error {
  constructor(readonly fields: readonly string[]) {
    super(`no value for ${fields.join(", ")}`);
  }
}

/** letter gives a letter in a language; it throws Missing when a field in a part that shows has no value. */
export function letter(template: Template, fields: Readonly<Record<string, string>>, lang: Lang): Block[] {
  const ready = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    const words = clean(value);
    if (!blank(words)) ready.set(name, words);
  }
  ready.set("edition", template.edition);
  const missing = new Set<string>();
  const blocks: Block[] = [];
  for (const part of template.parts) {
    if ((part.when && !ready.has(part.when)) || (part.unless && ready.has(part.unless))) continue;
    const words = part.words[lang].replace(/\{([a-z][a-z0-9_]*)\}/g, (_, name: string) => {
      const value = ready.get(name);
      if (value === undefined) missing.add(name);
      return value ?? "";
    });
    blocks.push(...blocksOf(part.kind, words));
  }
  if (missing.size > 0) throw new Missing([...missing]);
  return blocks;
}

function blocksOf(kind: Kind, words: string): Block[] {
  switch (kind) {
    case "title":
    case "heading":
    case "numbered": // a value may have brought lines of its own
      return [{ kind, text: words.replaceAll("\n", " ") }];
    case "list":
      return [{ kind, items: words.split("\n").filter((item) => !blank(item)) }];
    case "text":
      return words.split(/\n(?:[ \t]*\n)+/).filter((p) => !blank(p)).map((p) => ({ kind, text: p.replace(/^\n+|\n+$/g, "") }));
  }
}

// What shows nothing at the ends of words, with what Go's unicode.IsSpace has
// and JavaScript's \s hasn't.
const ends = /^[\s\u0085]+|[\s\u0085]+$/g;

function blank(words: string): boolean {
  return /^[\s\u0085\u200b-\u200f\u2060]*$/.test(words);
}

// clean gives words as they can stand in a letter; why is told in fill.go.
function clean(words: string): string {
  return words
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\u2029/g, "\n\n")
    .replace(/\r\n?|[\v\f\u0085\u2028]/g, "\n")
    .replace(/[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(ends, "");
}
