// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { deflate, inflate } from "./bytes.ts";
import { decodeEntries, encodeEntries } from "./codec.ts";
import { type Entry, Index, snippet, title, words } from "./search.ts";

function entry(id: string, text: string, at = 0): Entry {
  return { id, org: "o", title: title(text), snippet: snippet(text), at, seen: 1, chain: "AAAAAAAAAAAAAAAAAAAAAA==", words: words(text) };
}

const ids = (found: readonly Entry[]): string[] => found.map((e) => e.id);

test("words are told apart without capitals and accents", () => {
  assert.deepEqual(words("Geëerd: GEEERD, 3 nov. à l'été"), ["ete", "geeerd", "nov"]);
  assert.deepEqual(words("naïef naief"), ["naief"]);
  assert.deepEqual(words("  "), []);
});

test("a title is the first sentence, and never long", () => {
  assert.equal(title("Mijn chef lachte mij uit. Dat was gisteren."), "Mijn chef lachte mij uit.");
  assert.equal(title("Nee. Dat ging over mijn naam. En meer."), "Nee. Dat ging over mijn naam.");
  assert.equal(title("Eerste regel\nTweede regel"), "Eerste regel");
  assert.equal([...title("woord ".repeat(100))].length <= 80, true);
  assert.equal([...title("😀".repeat(100))].length, 80);
  assert.equal(snippet("een\n\n twee"), "een twee");
});

test("every word that is looked for has to be there, as the beginning of one", () => {
  const index = new Index([
    entry("a", "Opmerking over mijn hoofddoek", 1), entry("b", "Opmerking over mijn leeftijd", 2), entry("c", "Geen bonus", 3),
  ]);
  assert.deepEqual(ids(index.find("opmerk", 9)), ["b", "a"]);
  assert.deepEqual(ids(index.find("OPMERKING hoofd", 9)), ["a"]);
  assert.deepEqual(ids(index.find("merking", 9)), []);
  assert.deepEqual(ids(index.find("opmerking bonus", 9)), []);
  assert.deepEqual(ids(index.find("", 9)), []);
  assert.deepEqual(ids(index.find("opmerk", 1)), ["b"]);
});

test("what is read again takes the place of what was there", () => {
  const index = new Index([entry("a", "oude woorden")]);
  assert.deepEqual(ids(index.find("oude", 9)), ["a"]);
  index.put(entry("a", "nieuwe woorden"));
  assert.deepEqual(ids(index.find("oude", 9)), []);
  assert.deepEqual(ids(index.find("nieuwe", 9)), ["a"]);
  assert.equal(index.size, 1);
});

// A made-up language: 30,000 words, of which a report uses about 80 different
// ones, common ones more often.
function many(count: number): Entry[] {
  let state = 7;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const syllables = ["ka", "lo", "mi", "ter", "ver", "en", "ing", "straat", "be", "ge", "op", "huis", "man", "ste", "ra"];
  const vocabulary = Array.from({ length: 30_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join(""));
  return Array.from({ length: count }, (_, i) => {
    const text = Array.from({ length: 90 }, () => vocabulary[Math.floor(random() ** 3 * vocabulary.length)]).join(" ");
    return entry(`case${String(i).padStart(22, "0")}`, `Zaak${i} ${text}`, i);
  });
}

test("ten thousand reports are kept in less than two mebibytes, and found as by looking at each", async () => {
  const entries = many(10_000);
  const packed = await deflate(encodeEntries(entries));
  assert.ok(packed.length < 1.9 * 2 ** 20, `${packed.length} bytes`);
  const index = new Index(decodeEntries(await inflate(packed)));
  const latest = [...entries].reverse(); // each came after the one before it
  for (const query of ["zaak77", "ver", "ka ter", "straat huis be", "zaak9999", "ge", "zaak10000"]) {
    const asked = words(query);
    const each = latest.filter((e) => asked.every((start) => e.words.some((w) => w.startsWith(start))));
    assert.deepEqual(ids(index.find(query, 50)), each.slice(0, 50).map((e) => e.id), query);
  }
});

test("an index comes back as it was written", async () => {
  const entries = [entry("b", "één twee drie", 2), entry("a", "", 1), entry("c", "drie vier", 3)];
  assert.deepEqual(decodeEntries(await inflate(await deflate(encodeEntries(entries)))), entries);
  assert.deepEqual(decodeEntries(encodeEntries([])), []);
});
