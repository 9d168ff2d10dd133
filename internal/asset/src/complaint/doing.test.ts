// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { newKeyring } from "../seal/index.ts";
import type { Act, Paper, Party, Seat, Sitting, View } from "./api.ts";
import type { Content } from "./content.ts";
import { type Coming, lend, prepare } from "./doing.ts";
import { type Mine, openAll, sealPaper } from "./paper.ts";

const [amira, kees, sam, mia, aya, ada] = await Promise.all([newKeyring(), newKeyring(), newKeyring(), newKeyring(), newKeyring(), newKeyring()]);

const content: Content = { day: "2026-11-02", facts: [], text: "Hij noemde mij aap.", files: [], letters: {} };

const seatOf = (number: number, party: Party, { identity, signing }: Mine, person = ""): Seat => ({
  number, party, capacity: "", person, name: "", sits: true, lent: false, post: false, was: [], recipient: identity.recipient, verify: signing.verifyKey,
});
const sitting = (party: Party, { identity, signing }: Mine, person = ""): Sitting => ({
  party, capacity: "", ...(person && { person, at: "agency" }), recipient: identity.recipient, verify: signing.verifyKey,
});

const seats = [seatOf(1, "complainant", amira), seatOf(2, "secretary", sam, "sam"), seatOf(3, "authority", aya, "aya")];

async function complaint(change: Partial<View> = {}): Promise<View> {
  const at = { id: "0".repeat(26), org: "agency" };
  const sealed = await sealPaper(amira, at, 1, "complaint", seats, content);
  const first: Paper = { ...sealed, step: 0, by: 1, on: "2026-11-02", giver: 0 };
  return {
    ...at, version: 7, name: { nl: "", en: "" }, committee: { nl: "", en: "" }, edition: "2026-1", state: "handling", advice: "with", facts: [],
    received: "2026-11-02", today: "2026-11-03", seat: 2, seats, taken: [], papers: [first], next: 2, clocks: [], steps: [], owed: [],
    terms: { conclude: 10, decline: 4, ombudsman: 1 }, ifAdjourned: [], hearings: [], posts: [], moved: [], barred: [], orphans: [], ...change,
  };
}

async function does(v: View, coming: Coming): Promise<Act> {
  return prepare(v, await openAll(v, sam), sam, coming);
}

test("what comes with a step is sealed to who reads it once the step is taken", async () => {
  const papers = [{ kind: "confirmation", content }];
  for (const [rule, act, kind, readers, grants] of [
    ["nobody comes or goes", {}, "confirmation", [1, 2, 3], []],
    ["a member sits down", { sit: [sitting("member", mia, "mia")] }, "confirmation", [1, 2, 3, 4], [[1, 4]]],
    ["the accused party gets its copy", { step: "send-copy", sit: [sitting("accused", kees)] }, "copy", [1, 2, 3, 4], [[1, 4]]],
    ["the accused party sits, and hasn't its copy", { sit: [sitting("accused", kees)] }, "confirmation", [1, 2, 3], []],
    ["somebody leaves", { rise: [3] }, "confirmation", [1, 2], []],
    ["somebody is barred", { bar: ["aya"] }, "confirmation", [1, 2], []],
    ["somebody is barred who has no seat", { bar: ["ada"] }, "confirmation", [1, 2, 3], []],
    ["another body concludes", { step: "replace-decider", sit: [sitting("authority", ada, "ada")] }, "confirmation", [1, 2, 4], [[1, 4]]],
  ] as [string, Coming["act"], string, number[], number[][]][]) {
    const got = await does(await complaint(), { act, papers: papers.map((p) => ({ ...p, kind })) });
    assert.deepEqual(got.papers?.map((p) => [p.number, p.kind, p.readers]), [[2, kind, readers]], rule);
    assert.deepEqual(got.grants?.map((g) => [g.paper, g.to]), grants, rule);
    assert.equal(got.since, 7, rule);
  }
});

test("papers of one step are numbered on, and each opens", async () => {
  const v = await complaint();
  const act = await does(v, { act: {}, papers: [{ kind: "copy", content }, { kind: "enclosure", content: { ...content, text: "Twee." } }] });
  const kept = act.papers!.map((p): Paper => ({ ...p, step: 1, by: 2, on: v.today, giver: 0 }));
  const opened = await openAll({ ...v, papers: [...v.papers, ...kept] }, amira);
  assert.deepEqual(opened.map((o) => [o.paper.number, o.doubt, o.content?.text]), [[1, "", content.text], [2, "", content.text], [3, "", "Twee."]]);
});

test("what was given opens for who sits down", async () => {
  const v = await complaint();
  const act = await does(v, { act: { sit: [sitting("member", mia, "mia")] }, papers: [] });
  const then = { ...v, seats: [...seats, seatOf(4, "member", mia, "mia")], papers: [{ ...v.papers[0]!, readers: [1, 2, 3, 4], key: act.grants![0]!.key, giver: 2 }] };
  const [got] = await openAll(then, mia);
  assert.deepEqual([got?.doubt, got?.content], ["", content]);
});

test("whom the accused party brings reads nothing before its copy", async () => {
  const v = await complaint({ seats: [...seats, seatOf(4, "accused", kees)] });
  const act = await does(v, { act: {}, papers: [{ kind: "confirmation", content }] });
  assert.deepEqual([act.papers?.[0]?.readers, act.grants], [[1, 2, 3], []]);
});

test("words that are lent open the seat, and stand in nothing that is sent", async () => {
  const { sit, words } = await lend("complaint.example", "accused", "", true);
  const keys = await words.stretch("complaint.example");
  assert.deepEqual(sit, { party: "accused", capacity: "", post: true, lookup: keys.lookup(), recipient: keys.identity.recipient, verify: keys.signing.verifyKey });
  const sent = JSON.stringify(await does(await complaint(), { act: { step: "send-copy", sit: [sit] }, papers: [{ kind: "copy", content }] }));
  assert.ok(!sent.includes(words.export()));
  assert.ok(!sent.includes(content.text));
});
