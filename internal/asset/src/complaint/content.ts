// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What stands in a paper. Somebody else wrote it: what isn't what it should be is
// left out.

import { date, list, object, parse, type Raw, text } from "../desk/raw.ts";
import type { Block, Lang } from "../document/index.ts";
import type { Party } from "./api.ts";

/** Attached is a file inside a paper. */
export interface Attached {
  name: string;
  type: string;
  data: string; // base64
}

/** Letter is what one party is told, as it was filled in from a template. */
export interface Letter {
  lang: Lang;
  blocks: Block[];
}

export interface Content {
  day: string; // on which it was written
  facts: [string, string][]; // a code, and what somebody filled in
  text: string;
  files: Attached[];
  letters?: Partial<Record<Party, Letter>>;
}

/** readContent reads what stands in a paper; null when it isn't anything that can. */
export function readContent(json: string): Content | null {
  const raw = object(parse(json));
  const day = date(raw["day"]);
  if (day === "") return null;
  return {
    day, text: text(raw["text"]),
    facts: list(raw["facts"]).map(list).filter((f) => /^[a-z-]+$/.test(text(f[0]))).map((f) => [text(f[0]), text(f[1])]),
    letters: letters(object(raw["letters"])),
    files: list(raw["files"]).map(object).map((f) => ({ name: text(f["name"]), type: text(f["type"]), data: text(f["data"]) })).filter((f) => f.name !== ""),
  };
}

/** fact gives what was filled in; empty when nothing was. */
export const fact = (c: Content, code: string): string => c.facts.find(([name]) => name === code)?.[1] ?? "";

// Under these codes a value is a code of ours too.
const coded: readonly string[] = ["judgement", "deviates", "vote", "dissent", "draft", "sealed"];

/** valueKey gives the key of what a value is called that is a code of ours; empty for what somebody wrote himself, whatever he called it. */
export const valueKey = (code: string, value: string): string => (coded.includes(code) ? `complaint.${code}.${value}` : "");

function letters(raw: Raw): Partial<Record<Party, Letter>> {
  const out: Partial<Record<Party, Letter>> = {};
  for (const party of ["complainant", "accused", "authority"] as const) {
    const { lang, blocks } = object(raw[party]);
    if (Array.isArray(blocks)) out[party] = { lang: lang === "en" ? "en" : "nl", blocks: blocks.map(object).map(block).filter((b) => b !== null) };
  }
  return out;
}

function block(raw: Raw): Block | null {
  const { kind } = raw;
  if (kind === "list") return { kind, items: list(raw["items"]).map(text) };
  return kind === "title" || kind === "heading" || kind === "numbered" || kind === "text" ? { kind, text: text(raw["text"]) } : null;
}
