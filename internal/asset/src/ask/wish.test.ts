// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../desk/bytes.ts";
import { newIdentity, sealLetter } from "../seal/index.ts";
import { openWish, sealWish, type Wish } from "./wish.ts";

const wish: Wish = { contact: "06 12", when: "", about: "é 😀", sealedBy: "browser" };
const at = { org: "o", id: "a" };

test("a request opens for the counsellor who was asked, in its own place alone", async () => {
  const [his, other] = [await newIdentity(), await newIdentity()];
  const raw = await sealWish(his.recipient, at, wish);
  assert.deepEqual(await openWish(raw, his, at), wish);
  for (const [rule, got] of Object.entries({
    "in the place of another": openWish(raw, his, { ...at, id: "b" }),
    "in another organisation": openWish(raw, his, { ...at, org: "p" }),
    "with another key": openWish(raw, other, at),
    "cut off": openWish(raw.subarray(0, raw.length - 1), his, at),
  })) {
    assert.equal(await got, null, rule);
  }
});

test("what isn't a request stays closed, whatever it says", async () => {
  const id = await newIdentity();
  const sealed = (content: Uint8Array) => sealLetter(id.recipient, { case: { organisation: "o", id: "a" }, purpose: "request", content });
  for (const said of ["", "null", "[]", "7", '{"contact":1,"when":"","about":""}', '{"contact":"a"}']) {
    assert.equal(await openWish(await sealed(utf8(said)), id, at), null, said);
  }
  assert.equal(await openWish(await sealed(new Uint8Array([0xff])), id, at), null, "no text");
  const foreign = await openWish(await sealed(utf8('{"contact":"a","when":"","about":"","sealedBy":"x"}')), id, at);
  assert.equal(foreign?.sealedBy, "browser");
});
