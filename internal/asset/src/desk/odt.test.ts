// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { strFromU8, unzipSync } from "fflate";

import { type Block, odt } from "./odt.ts";

const made = (...blocks: Block[]): Uint8Array => odt(blocks, "nl");
const content = (...blocks: Block[]): string => strFromU8(unzipSync(made(...blocks))["content.xml"]!);

test("the kind of file stands first and isn't compressed", () => {
  const raw = made();
  const kind = "application/vnd.oasis.opendocument.text";
  assert.equal(strFromU8(raw.slice(30, 38)), "mimetype");
  assert.equal(raw[8], 0);
  assert.equal(strFromU8(raw.slice(38, 38 + kind.length)), kind);
});

test("what was typed is text, whatever it is", () => {
  const xml = content({ kind: "text", text: `<text:p>&amp; "x"   y\tz\r\na\u0000\ud800` });
  assert.ok(xml.includes("&lt;text:p&gt;&amp;amp; &quot;x&quot; <text:s text:c=\"2\"/>y<text:tab/>z<text:line-break/>a\ufffd\ufffd"), xml);
});

test("paragraphs, headings and facts", () => {
  const xml = content({ kind: "title", text: "T" }, { kind: "text", text: "a\n\nb" }, { kind: "facts", facts: [["naam", "Noor"]] });
  assert.equal(xml.match(/<text:p /g)?.length, 3);
  assert.ok(xml.includes("naam: Noor"));
  assert.equal(xml.match(/<text:h /g)?.length, 1);
});
