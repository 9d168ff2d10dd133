// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Content } from "../complaint/content.ts";
import { begin, cut, cutAll, made } from "./redaction.ts";

const content: Content = {
  day: "2026-11-02", facts: [["name", "Amira Haddad"], ["when", "maandag, toen Joost erbij was"], ["about", ""]], text: "Joost Bakker zag het. Vraag het JOOST bakker.",
  files: [{ name: "foto.jpg", type: "image/jpeg", data: "" }, { name: "brief.pdf", type: "application/pdf", data: "" }],
};
const mark = (why: readonly string[]): string => `[${why.join("+")}]`;

test("a version begins with all words, and without files of which nothing can be taken out", () => {
  const r = begin(content);
  assert.deepEqual(made(r, mark), { facts: content.facts.slice(0, 2), text: content.text, cuts: 0, left: [] });
  assert.deepEqual(r.files.map((f) => f.keep), [true, false]);
});

test("what is taken out isn't there any more, and what still stands elsewhere is told", () => {
  const once = cut(begin(content), 2, 0, "Joost Bakker".length, "bystander");
  assert.deepEqual(made(once, mark), { facts: content.facts.slice(0, 2), text: "[bystander] zag het. Vraag het JOOST bakker.", cuts: 1, left: ["Joost Bakker"] });
  const { then, places } = cutAll(once, "joost  bakker", "private");
  assert.equal(places, 2);
  assert.deepEqual(made(then, mark), { facts: content.facts.slice(0, 2), text: "[bystander+private] zag het. Vraag het [private].", cuts: 2, left: [] });
});

test("a name that stands in another part of the paper is told", () => {
  const { then, places } = cutAll(begin({ ...content, text: "Joost zag het." }), "Joost", "bystander");
  assert.equal(places, 2);
  const back = { ...then, pieces: then.pieces.map((p) => (p.code === "when" ? { ...p, cuts: [] } : p)) };
  assert.deepEqual(made(back, mark).left, ["Joost"]);
});
