// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a message says of an action, in the words that both sides read.

import type { Content } from "./content.ts";
import type { Texts } from "./texts.ts";

export type Deed = Content & { kind: "action" };

/** nth names an action among those of its report. */
export function nth(texts: Texts, number: number): string {
  return texts.say("report.action.nth", { number });
}

/** deedWords says what was agreed, done or seen. */
export function deedWords(texts: Texts, c: Deed): string {
  if (c.do === "check") return [looked(texts, c.months, c.result), c.text].filter((t) => t !== "").join("\n\n");
  return texts.say(`report.action.said.${c.do}`, { what: c.text });
}

/** looked says whether an action helped, so long after it was done. */
export function looked(texts: Texts, months: number, result: Deed["result"]): string {
  return texts.say(`report.action.looked.${result || "unsaid"}`, { months });
}

/** deedFacts gives who does it and by when, where that is agreed. */
export function deedFacts(texts: Texts, c: Deed): [string, string][] {
  const facts: [string, string][] = [];
  if (c.who) facts.push([texts.say("report.action.who"), c.who]);
  if (c.until) facts.push([texts.say("report.action.until"), texts.civil(c.until)]);
  return facts;
}
