// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { leaders, proposals, suspects } from "./handling.ts";

const rules = [
  { regime: "report", facts: ["conduct"], article: "" },
  { regime: "complaint", facts: ["conduct", "judgement", "signed"], article: "Awb 9:4" },
];
const regimes = (found: string[]) => proposals(rules, found).map((r) => r.regime);

test("a regime is proposed when all its facts are found", () => {
  assert.deepEqual(regimes([]), []);
  assert.deepEqual(regimes(["conduct"]), ["report"]);
  assert.deepEqual(regimes(["conduct", "signed"]), ["report"]);
  assert.deepEqual(regimes(["signed", "judgement", "conduct"]), ["report", "complaint"]);
});

const members = [{ id: "a", name: "Ans de Vries" }, { id: "b", name: "José van den Berg" }, { id: "c", name: "Yu Li" }];
const named = (...texts: string[]) => [...suspects(members, texts)];

test("who is named in a report may be a party", () => {
  assert.deepEqual(named("Mijn chef Ans zei het."), ["a"]);
  assert.deepEqual(named("Het was meneer VRIES", "en ook jose"), ["a", "b"]);
});

test("a part of a word, a particle and a very short name say nothing", () => {
  assert.deepEqual(named("Een kans van de dag. Li en den berger."), []);
});

test("who works below somebody who is named is told", () => {
  const lines = [{ name: "Eva Smit", under: ["a", "b"] }, { name: "Rob de Wit", under: ["b"] }];
  const found = (...texts: string[]) => Object.fromEntries(leaders(lines, texts));
  assert.deepEqual(found("Niemand heeft een naam."), {});
  assert.deepEqual(found("Mevrouw Smit lachte."), { a: ["Eva Smit"], b: ["Eva Smit"] });
  assert.deepEqual(found("Smit en Wit."), { a: ["Eva Smit"], b: ["Eva Smit", "Rob de Wit"] });
});
