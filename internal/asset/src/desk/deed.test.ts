// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { readContent } from "./content.ts";
import { type Deed, deedFacts, deedWords } from "./deed.ts";
import { Texts } from "./texts.ts";

const texts = new Texts({
  "report.action.said.plan": "Afgesproken: {what}", "report.action.looked.partly": "Na {months} maanden: deels.",
  "report.action.who": "Door", "report.action.until": "Uiterlijk",
}, "nl");
const read = (given: object): Deed => readContent("action", JSON.stringify(given)) as Deed;

test("an action is told in words", () => {
  const plan = read({ do: "plan", number: 1, text: "Een gesprek.", who: "de directeur", until: "2026-12-05" });
  assert.equal(deedWords(texts, plan), "Afgesproken: Een gesprek.");
  assert.deepEqual(deedFacts(texts, plan), [["Door", "de directeur"], ["Uiterlijk", "5 december 2026"]]);
  const check = read({ do: "check", number: 1, text: "Minder.", months: 3, result: "partly" });
  assert.equal(deedWords(texts, check), "Na 3 maanden: deels.\n\nMinder.");
  assert.deepEqual(deedFacts(texts, check), []);
});

test("what isn't said of an action isn't read", () => {
  const good = { do: "check", number: 1, text: "x" };
  assert.equal(read(good).result, "");
  for (const bad of [{ do: "burn" }, { number: "1" }, { number: -1 }, { text: 1 }, { until: "morgen" }, { until: "2026-13-01" }, { months: 1.5 }, { result: "wel" }]) {
    assert.throws(() => read({ ...good, ...bad }), (e) => e instanceof SyntaxError);
  }
});
