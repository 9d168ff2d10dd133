// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Content, fact, readContent, valueKey } from "./content.ts";

const empty: Content = { day: "2026-11-02", facts: [], text: "", files: [], letters: {} };
const read = (more: object): Content | null => readContent(JSON.stringify({ day: "2026-11-02", ...more }));

test("what is no paper is nothing", () => {
  for (const json of ["", "{", "null", "5", "[]", '"x"', "{}", '{"day":5}', '{"day":"soon"}', '{"day":"2026-11-02T09:00"}', '{"day":["2026-11-02"]}']) {
    assert.equal(readContent(json), null, json);
  }
});

test("what isn't what it should be is left out", () => {
  for (const [rule, more, want] of [
    ["nothing else", {}, empty],
    ["text that is none", { text: { toString: "x" } }, empty],
    ["fields that nobody asked for", { html: "<b>", __proto__: { text: "x" } }, empty],
    ["facts that are none", { facts: [null, 5, "ab", [], [5, "x"], ["<b>", "x"], ["name", 5], ["name", "Amira"]] }, { ...empty, facts: [["name", ""], ["name", "Amira"]] }],
    ["facts that are no list", { facts: { 0: ["name", "x"], length: 1 } }, empty],
    ["files that are none", { files: [null, 5, {}, { name: "" }, { name: "a", type: 5, data: [] }] }, { ...empty, files: [{ name: "a", type: "", data: "" }] }],
    ["a letter to who gets none", { letters: { member: { lang: "nl", blocks: [] } } }, empty],
    ["letters that are none", { letters: { complainant: null, accused: "x", authority: { blocks: {} } } }, empty],
    ["blocks that are none", { letters: { accused: { lang: "fr", blocks: [null, { kind: "script", text: "x" }, { kind: "list", items: ["a", 5] }, { kind: "text", text: 5 }] } } },
      { ...empty, letters: { accused: { lang: "nl", blocks: [{ kind: "list", items: ["a", ""] }, { kind: "text", text: "" }] } } }],
  ] as [string, object, Content][]) {
    assert.deepEqual(read(more), want, rule);
  }
});

test("no more than a paper has", () => {
  const many = Array.from({ length: 1000 }, (_, i) => i);
  const got = read({ facts: many.map((i) => ["name", String(i)]), files: many.map((i) => ({ name: String(i) })) });
  assert.deepEqual([got?.facts.length, got?.files.length], [50, 50]);
});

test("a fact is the first of its name", () => {
  const got = read({ facts: [["name", "Amira"], ["name", "Kees"]] })!;
  assert.deepEqual([fact(got, "name"), fact(got, "about"), fact(got, "constructor")], ["Amira", "", ""]);
});

test("what somebody wrote himself isn't said in words of ours, some of which need more than he gave", () => {
  for (const [code, value, want] of [
    ["judgement", "partly", "complaint.judgement.partly"], ["sealed", "server", "complaint.sealed.server"], ["view", "taken", ""], ["follow", "about", ""], ["name", "Amira", ""],
  ] as const) assert.equal(valueKey(code, value), want, code);
});
