// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Content } from "../complaint/content.ts";
import { begin, cut, cutAll, keptOf, made, resume } from "./redaction.ts";

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

test("a place is counted as a field on a page counts it, whatever ends the lines", () => {
  const words = "Eén.\r\nTwee.\r\nJoost zag het.";
  const shown = words.replaceAll("\r\n", "\n"); // what a textarea gives back (HTML, 4.10.11)
  const from = shown.indexOf("Joost");
  assert.equal(made(cut(begin({ ...content, text: words }), 2, from, from + 5, "bystander"), mark).text, "Eén.\nTwee.\n[bystander] zag het.");
});

test("a name that stands in the name of a file that goes along is told", () => {
  const files = [{ name: "Gesprek met joost bakker.pdf", type: "application/pdf", data: "" }];
  const r = cut(begin({ ...content, text: "Joost Bakker zag het.", files }), 2, 0, 12, "bystander");
  assert.deepEqual(made(r, mark).left, []); // it doesn't go along
  assert.deepEqual(made({ ...r, files: r.files.map((f) => ({ ...f, keep: true })) }, mark).left, ["Joost Bakker"]);
});

test("what was done is kept and done again, a file that was left out too", () => {
  const r = begin(content);
  assert.equal(keptOf(r), "");
  const out = { ...r, files: r.files.map((f) => ({ ...f, keep: false })) };
  assert.deepEqual(resume(r, keptOf(out)), out);
  const some = cut(r, 2, 0, 5, "bystander");
  assert.deepEqual(resume(r, keptOf(some)), some);
  for (const none of ["", "{", "null", "{}"]) assert.deepEqual(resume(r, none), r, none);
});
