// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Box, cover, covered, grains, type Pixels } from "./blackout.ts";
import { alike, type Cut, redact, type Reason } from "./redact.ts";

const mark = (why: readonly Reason[]): string => `[${why.join("+")}]`;
const cut = (from: number, to: number, reason: Reason = "bystander"): Cut => ({ from, to, reason });

test("what is cut is gone, and a mark says why", () => {
  const cases: [string, string, Cut[], string][] = [
    ["one", "Van Noor aan Sem", [cut(4, 8)], "Van [bystander] aan Sem"],
    ["two, in any order", "Van Noor aan Sem", [cut(13, 16, "health"), cut(4, 8)], "Van [bystander] aan [health]"],
    ["all of it", "Noor", [cut(0, 4)], "[bystander]"],
    ["two that overlap", "abcdef", [cut(1, 4), cut(3, 5, "private")], "a[bystander+private]f"],
    ["two that touch", "abcdef", [cut(1, 3), cut(3, 5)], "a[bystander]f"],
    ["one in another", "abcdef", [cut(1, 5), cut(2, 3)], "a[bystander]f"],
    ["half a pair", "a😀b", [cut(1, 2)], "a[bystander]b"],
    ["a letter without its accent", "ae\u0301b", [cut(1, 2)], "a[bystander]b"],
    ["an accent without its letter", "ae\u0301b", [cut(2, 3)], "a[bystander]b"],
    ["one face of a family", "a👩‍👧b", [cut(4, 6)], "a[bystander]b"],
    ["none", "abc", [], "abc"],
  ];
  for (const [name, text, cuts, want] of cases) assert.equal(redact(text, cuts, mark).text, want, name);
});

test("a mark is as long whatever it stands for", () => {
  assert.equal(redact("a", [cut(0, 1)], mark).text, redact("a".repeat(900), [cut(0, 900)], mark).text);
});

test("what still stands elsewhere is told", () => {
  assert.deepEqual(redact("Noor zag noor en NOÓR.", [cut(0, 4)], mark).left, ["Noor"]);
  assert.deepEqual(redact("Noor zag Sem.", [cut(0, 4)], mark).left, []);
  assert.deepEqual(redact("Van Noor de  Graaf; Noor\nde Graaf.", [cut(20, 33)], mark).left, ["Noor\nde Graaf"]);
});

test("a place that isn't in the text", () => {
  for (const [from, to] of [[-1, 2], [2, 2], [3, 2], [0, 4], [0.5, 2], [Number.NaN, 1]] as const) {
    assert.throws(() => redact("abc", [cut(from, to)], mark), (e) => e instanceof RangeError);
  }
});

test("the same words elsewhere", () => {
  const text = "Noor (06) zag NOOR  de Graaf; Noor de\nGraaf zei: 06.";
  assert.equal(redact(text, alike(text, "noor de graaf", "private"), mark).text, "Noor (06) zag [private]; [private] zei: 06.");
  assert.equal(redact(text, alike(text, "(06)", "private"), mark).text, text.replace("(06)", "[private]"));
  assert.deepEqual(alike(text, " ", "private"), []);
});

test("whatever is cut, nothing of it is left", () => {
  let state = 7;
  const below = (n: number): number => (state = (Math.imul(state, 48271) >>> 0) % 2147483647) % n;
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 40 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(""); // each once
    const cuts = Array.from({ length: 1 + below(4) }, () => {
      const from = below(39);
      return cut(from, from + 1 + below(40 - from));
    });
    const { text: out } = redact(text, cuts, mark);
    for (let i = 0; i < text.length; i++) {
      assert.equal(out.includes(text[i]!), !cuts.some((c) => c.from <= i && i < c.to), `round ${round}, place ${i}`);
    }
  }
});

const png = grains["image/png"]!;
const jpeg = grains["image/jpeg"]!;
const white = (width: number, height: number): Pixels => ({ width, height, data: new Uint8ClampedArray(4 * width * height).fill(255) });
const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height, reason: "health" });
const shown = (p: Pixels): string => Array.from({ length: p.height }, (_, y) =>
  Array.from({ length: p.width }, (_, x) => (p.data[4 * (y * p.width + x)] === 0 ? "#" : ".")).join("")).join("\n");

test("whole pixels are black where a box touches them", () => {
  const p = white(5, 3);
  const boxes = [box(0.5, 0.9, 1, 0.2), box(3.2, 1.5, 90, 90)];
  assert.equal(covered(p, boxes, png), false);
  cover(p, boxes, png);
  assert.equal(shown(p), "##...\n##.##\n...##");
  assert.equal(covered(p, boxes, png), true);
});

test("of a JPEG picture whole blocks are black, and their edges may take colour from beside them", () => {
  const p = white(40, 33);
  const boxes = [box(17, 2, 3, 3)];
  cover(p, boxes, jpeg);
  const rows = shown(p).split("\n");
  for (let y = 0; y < 33; y++) assert.equal(rows[y], y < 16 ? ".".repeat(16) + "#".repeat(16) + ".".repeat(8) : ".".repeat(40));
  p.data.set([90, 0, 0, 255], 4 * (40 * 5 + 17));
  assert.equal(covered(p, boxes, jpeg), true);
  p.data.set([90, 0, 0, 255], 4 * (40 * 5 + 18));
  assert.equal(covered(p, boxes, jpeg), false);
});

test("what can be seen through isn't black", () => {
  const p = white(1, 1);
  p.data.set([0, 0, 0, 254]);
  assert.equal(covered(p, [box(0, 0, 1, 1)], png), false);
});

test("a box beside the picture", () => {
  for (const b of [box(5, 0, 1, 1), box(-2, 0, 2, 1), box(0, 0, 0, 1), box(1, 1, -1, 1), box(Number.NaN, 0, 1, 1)]) {
    assert.throws(() => cover(white(5, 3), [b], png), (e) => e instanceof RangeError);
  }
});
