// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import held from "../../../../ground/document/testdata/vectors.json";
import type { Block } from "./block.ts";
import { letter, Missing } from "./fill.ts";
import type { Lang, Template } from "./template.ts";

interface Vector {
  readonly rule: string;
  readonly lang: Lang;
  readonly fields: Readonly<Record<string, string>>;
  readonly blocks: Block[] | null;
  readonly missing: string[] | null;
}

const vectors = held as { readonly template: Template; readonly cases: readonly unknown[] };
const missing = (e: unknown): string[] => (e instanceof Missing ? [...e.fields] : []);

test("every filling that Go gives", () => {
  assert.ok(vectors.cases.length > 15);
  for (const v of vectors.cases as readonly Vector[]) {
    const fill = (): Block[] => letter(vectors.template, v.fields, v.lang);
    if (v.blocks) {
      assert.deepEqual(fill(), v.blocks, v.rule);
      continue;
    }
    assert.throws(fill, (e) => {
      assert.deepEqual(missing(e), v.missing ?? [], v.rule);
      return true;
    });
  }
});

test("a field by the name of something in JavaScript", () => {
  const said = { nl: "a {constructor}", en: "a" };
  const template: Template = { id: "x", edition: "", name: said, slots: [], parts: [{ code: "a", kind: "text", name: said, words: said }] };
  assert.throws(() => letter(template, {}, "nl"), (e) => missing(e).join() === "constructor");
});
