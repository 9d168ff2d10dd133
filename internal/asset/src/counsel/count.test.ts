// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { countYear, openYears } from "./count.ts";
import type { Content, Note } from "./note.ts";

const spoken: Content = { kind: "conversation", day: "2026-11-20", first: true, text: "", to: "", conduct: ["bullying"], grounds: ["anti-black", "race"], source: "" };

const note = (change: Partial<Content> | null, org = "o"): Note =>
  ({ id: "a", version: 1, org, on: "2026-11-21", envelope: "", content: change && { ...spoken, ...change } });

test("people are counted and not conversations, once under each ground", () => {
  const notes = [
    note({}), note({ grounds: [], conduct: [], source: "manager" }),
    note({ first: false }), note({ kind: "referral" }), note({ day: "2025-12-31" }), note({}, "p"), note(null),
  ];
  assert.deepEqual(countYear(notes, "o", 2026, { "anti-black": ["race"], race: ["race"] }), {
    n: 2,
    codes: { "ground:race": 1, "ground:unsaid": 1, "conduct:bullying": 1, "conduct:unsaid": 1, "source:manager": 1, "source:unsaid": 1 },
  });
});

test("a year is open until the first of March", () => {
  assert.deepEqual(["2026-02-28", "2026-03-01", "2026-12-31"].map(openYears), [[2025, 2026], [2026], [2026]]);
});
