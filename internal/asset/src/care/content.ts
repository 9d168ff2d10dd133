// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is said in aftercare. The other one wrote it: what isn't what it should be
// is left out.

import { date, list, object, parse, type Raw, text } from "../desk/raw.ts";
import type { VerifyKey } from "../seal/index.ts";
import { type Answers, statements } from "./pattern.ts";

export interface Measure {
  what: string;
  owner: string; // who sees to it, in words
  day: string; // by which day; empty when none was set
  done: boolean;
}

/** Begin is what the reporter says first. */
export interface Begin {
  kind: "begin";
  day: string;
  due: string[]; // the days from which it is asked how he fares
  follower: VerifyKey; // by which the counsellor's words are known
  text: string;
}

export const verdicts = ["yes", "partly", "no"] as const;

/** CheckIn is how the reporter fares. */
export interface CheckIn {
  kind: "check-in";
  day: string;
  answers: Answers;
  helps: "" | (typeof verdicts)[number]; // whether the plan does
  talk: boolean; // asks for a talk
  text: string;
}

/** Plan is what is done to protect the reporter. The last one holds. */
export interface Plan {
  kind: "plan";
  day: string;
  measures: Measure[];
}

export interface Words {
  kind: "words";
  day: string;
  text: string;
}

export type Content = Begin | CheckIn | Plan | Words;

/** readContent reads what was said; null when it isn't anything that can be. */
export function readContent(kind: string, json: string): Content | null {
  const raw = object(parse(json));
  const day = date(raw["day"]);
  if (day === "") return null;
  switch (kind) {
    case "begin":
      return { kind, day, due: list(raw["due"]).map(date).filter((d) => d !== ""), follower: text(raw["follower"]) as VerifyKey, text: text(raw["text"]) };
    case "check-in": {
      const helps = verdicts.find((v) => v === raw["helps"]) ?? "";
      return { kind, day, answers: answers(object(raw["answers"])), helps, talk: raw["talk"] === true, text: text(raw["text"]) };
    }
    case "plan":
      return { kind, day, measures: list(raw["measures"]).map(object).map(measure) };
    case "words":
      return { kind, day, text: text(raw["text"]) };
  }
  return null;
}

const measure = (raw: Raw): Measure =>
  ({ what: text(raw["what"]), owner: text(raw["owner"]), day: date(raw["day"]), done: raw["done"] === true });

function answers(raw: Raw): Answers {
  const out: Answers = {};
  for (const s of statements) {
    const n = raw[s];
    if (typeof n === "number" && Number.isInteger(n) && n >= 0 && n <= 4) out[s] = n;
  }
  return out;
}
