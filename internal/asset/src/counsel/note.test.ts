// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { newKeyring } from "../seal/index.ts";
import { type Content, newest, open, seal } from "./note.ts";

const content: Content = {
  kind: "conversation", day: "2026-11-20", text: "A word.", to: "", conduct: ["bullying"], grounds: [], source: "",
};

test("a note opens for who sealed it, in its own place alone", async () => {
  const [ring, other] = [await newKeyring(), await newKeyring()];
  const kept = { id: "a", version: 2, org: "o", on: "2026-11-21", envelope: await seal(ring, "p", "a", 2, content) };
  assert.deepEqual((await open(ring, "p", kept)).content, content);
  for (const [rule, note] of Object.entries({
    "in the place of another": open(ring, "p", { ...kept, id: "b" }),
    "under a newer number": open(ring, "p", { ...kept, version: 3 }),
    "as somebody else's": open(ring, "q", kept),
    "with other keys": open(other, "p", kept),
  })) {
    assert.equal((await note).content, null, rule);
  }
});

test("the last conversation comes first, and what doesn't open last", () => {
  const note = (id: string, day: string | null) =>
    ({ id, version: 1, org: "o", on: "2026-11-21", envelope: "", content: day === null ? null : { ...content, day } });
  const ids = [note("a", null), note("b", "2026-01-01"), note("c", "2026-11-20")].sort(newest).map((n) => n.id);
  assert.deepEqual(ids, ["c", "b", "a"]);
});
