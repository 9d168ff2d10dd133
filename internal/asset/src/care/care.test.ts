// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { newKeyring, newReceipt, type ReceiptKeys } from "../seal/index.ts";
import { begin, type Care, checkIns, type Kept, moments, openCare, plan, sealNext } from "./care.ts";
import { type Begin, type CheckIn, type Content, readContent } from "./content.ts";

const mine: ReceiptKeys = await newReceipt().stretch("aftercare.example");
const [counsellor, other] = [await newKeyring(), await newKeyring()];
const at = { id: "0".repeat(26), org: "agency" };
const first: Begin = { kind: "begin", day: "2026-01-31", due: ["2026-02-28", "2026-04-30"], follower: counsellor.signing.verifyKey, text: "Mijn verhaal." };
const checkIn: CheckIn = { kind: "check-in", day: "2026-03-01", answers: { gossip: 3 }, helps: "no", talk: true, text: "Roddel." };

const reporter = { identity: mine.identity, followed: mine.signing.verifyKey };
const listener = { identity: counsellor.identity, followed: mine.signing.verifyKey, follower: counsellor.signing.verifyKey };

async function begun(): Promise<Kept> {
  const sealed = await begin(mine, counsellor.identity.recipient, at, first);
  return { ...at, key: sealed.key, said: [{ from: "followed", envelope: sealed.first }] };
}

async function say(kept: Kept, as: "reporter" | "counsellor", content: Content): Promise<Kept> {
  const [who, by, from] = as === "reporter" ? ([reporter, mine.signing, "followed"] as const) : ([listener, counsellor.signing, "follower"] as const);
  const { envelope } = await sealNext(await openCare(kept, who), by, content);
  return { ...kept, said: [...kept.said, { from, envelope }] };
}

const texts = (c: Care): (string | null)[] => c.said.map(({ content }) => content?.kind ?? null);

test("both read all that is said, and nobody else does", async () => {
  let kept = await say(await begun(), "reporter", checkIn);
  kept = await say(kept, "counsellor", { kind: "plan", day: "2026-03-02", measures: [{ what: "Ander team.", owner: "P. Post", day: "", done: false }] });
  for (const who of [reporter, listener]) {
    const care = await openCare(kept, who);
    assert.deepEqual(texts(care), ["begin", "check-in", "plan"]);
    assert.deepEqual(checkIns(care), [checkIn]);
    assert.equal(plan(care)?.measures[0]?.owner, "P. Post");
  }
  await assert.rejects(openCare(kept, { ...reporter, identity: other.identity }));
});

test("what isn't by whom it says, or stands elsewhere, isn't shown", async () => {
  const kept = await say(await begun(), "reporter", checkIn);
  const theirs = await say(await begun(), "reporter", checkIn);
  const [a, b] = [kept.said[0]!, kept.said[1]!];
  for (const [rule, said, want] of [
    ["as the other one's", [a, { ...b, from: "follower" }], ["begin", null]],
    ["twice", [a, b, b], ["begin", "check-in", null]],
    ["from another aftercare", [a, theirs.said[1]!], ["begin", null]],
    ["without the first", [b], [null]],
  ] as [string, Kept["said"], (string | null)[]][]) {
    assert.deepEqual(texts(await openCare({ ...kept, said }, reporter)), want, rule);
  }
  const forged = await sealNext(await openCare(kept, listener), other.signing, { kind: "words", day: "2026-03-02", text: "Trek het in." });
  const care = await openCare({ ...kept, said: [a, b, { from: "follower", envelope: forged.envelope }] }, reporter);
  assert.deepEqual(texts(care), ["begin", "check-in", null], "by somebody who isn't the counsellor");
});

test("a day on which it is asked is done, due or missed", () => {
  const due = ["2026-02-28", "2026-04-30", "2026-07-31"];
  const states = (done: string[], today: string): string[] => moments(due, done.map((day) => ({ day })), today).map((m) => m.state);
  assert.deepEqual(states([], "2026-02-27"), ["later", "later", "later"]);
  assert.deepEqual(states([], "2026-02-28"), ["due", "later", "later"]);
  assert.deepEqual(states(["2026-04-29"], "2026-05-01"), ["done", "due", "later"]);
  assert.deepEqual(states(["2026-05-01"], "2026-05-01"), ["missed", "done", "later"]);
  assert.deepEqual(states(["2026-02-01"], "2026-08-01"), ["missed", "missed", "due"]);
});

test("what somebody else wrote is taken for nothing that it isn't", () => {
  for (const [kind, json] of [["words", "{"], ["words", "{}"], ["other", '{"day":"2026-01-01"}'], ["plan", '{"day":5}'], ["words", "null"]] as const) {
    assert.equal(readContent(kind, json), null, json);
  }
  assert.deepEqual(readContent("check-in", '{"day":"2026-01-01","answers":{"gossip":9,"tasks":2.5,"unsafe":"4","judged":4},"helps":"x","talk":1,"text":{}}'), {
    kind: "check-in", day: "2026-01-01", answers: { judged: 4 }, helps: "", talk: false, text: "",
  });
  assert.deepEqual(readContent("plan", '{"day":"2026-01-01","measures":[null,{"what":"a","day":"soon"}]}'), {
    kind: "plan", day: "2026-01-01", measures: [{ what: "", owner: "", day: "", done: false }, { what: "a", owner: "", day: "", done: false }],
  });
});
