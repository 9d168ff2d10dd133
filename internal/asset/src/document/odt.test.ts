// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { strFromU8, unzipSync } from "fflate";

import { type Block, titleOf } from "./block.ts";
import { odt } from "./odt.ts";

const made = (...blocks: Block[]): Uint8Array => odt(blocks, { lang: "nl", title: titleOf(blocks) });
const part = (name: string, ...blocks: Block[]): string => strFromU8(unzipSync(made(...blocks))[name]!);
const content = (...blocks: Block[]): string => part("content.xml", ...blocks);

test("the kind of file stands first and isn't compressed", () => {
  const raw = made();
  const kind = "application/vnd.oasis.opendocument.text";
  assert.equal(strFromU8(raw.slice(30, 38)), "mimetype");
  assert.equal(raw[8], 0);
  assert.equal(strFromU8(raw.slice(38, 38 + kind.length)), kind);
});

test("the manifest names every file", () => {
  const names = Object.keys(unzipSync(made())).filter((n) => n !== "mimetype" && !n.startsWith("META-INF/"));
  for (const name of names) assert.ok(part("META-INF/manifest.xml").includes(`full-path="${name}"`), name);
});

test("what was typed is text, whatever it is", () => {
  const xml = content({ kind: "text", text: `<text:p>&amp; "x"   y\tz\r\na\u0000\ud800` });
  assert.ok(xml.includes("&lt;text:p&gt;&amp;amp; &quot;x&quot; <text:s text:c=\"2\"/>y<text:tab/>z<text:line-break/>a\ufffd\ufffd"), xml);
  assert.ok(part("meta.xml", { kind: "title", text: `<b>\u0001&` }).includes("<dc:title>&lt;b&gt;\ufffd&amp;</dc:title>"));
});

test("paragraphs, headings, lists and facts", () => {
  const xml = content(
    { kind: "title", text: "T" }, { kind: "text", text: "a\n\nb" }, { kind: "facts", facts: [["naam", "Noor"]] },
    { kind: "heading", text: "H" }, { kind: "numbered", text: "N" }, { kind: "list", items: ["c", "d"] },
  );
  assert.equal(xml.match(/<text:p /g)?.length, 5);
  assert.ok(xml.includes("naam: Noor"));
  assert.equal(xml.match(/<text:h /g)?.length, 3);
  assert.equal(xml.match(/<text:list-item>/g)?.length, 2);
  assert.equal(xml.match(/text:is-list-header="true">H</g)?.length, 1);
});

test("it says its title and language, and nothing of who made it, when, or with what", () => {
  const meta = part("meta.xml", { kind: "title", text: "Uw brief" });
  assert.ok(meta.includes("<dc:title>Uw brief</dc:title><dc:language>nl-NL</dc:language></office:meta>"), meta);
  assert.ok(!/generator|creator|date|initial/.test(meta));
  assert.equal(strFromU8(made({ kind: "text", text: "a" })), strFromU8(made({ kind: "text", text: "a" })));
  const styles = part("styles.xml");
  assert.equal(styles.match(/fo:language="nl" fo:country="NL"/g)?.length, 5);
});

test("every style that is used is there", () => {
  const xml = content(
    { kind: "title", text: "T" }, { kind: "text", text: "a" }, { kind: "heading", text: "H" }, { kind: "list", items: ["c"] },
  );
  const styles = part("styles.xml");
  for (const [, name] of xml.matchAll(/text:style-name="([^"]+)"/g)) assert.ok(styles.includes(`style:name="${name}"`), name);
});
