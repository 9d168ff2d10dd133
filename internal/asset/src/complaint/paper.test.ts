// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { Fault, newEpoch, newKeyring, parseRecipient, reseal } from "../seal/index.ts";
import { text64, bytes } from "../desk/bytes.ts";
import type { Paper, Party, Seat, View } from "./api.ts";
import type { Content } from "./content.ts";
import { give, type Mine, openAll, readersOf, sealPaper } from "./paper.ts";

const [amira, kees, sam, mia, aya, stranger] = await Promise.all([newKeyring(), newKeyring(), newKeyring(), newKeyring(), newKeyring(), newKeyring()]);

const seatOf = (number: number, party: Party, { identity, signing }: Mine): Seat => ({
  number, party, capacity: "", name: "", sits: true, lent: false, post: false, was: [], recipient: identity.recipient, verify: signing.verifyKey,
});

const seats = [seatOf(1, "complainant", amira), seatOf(2, "secretary", sam), seatOf(3, "member", mia), seatOf(4, "authority", aya), seatOf(5, "accused", kees)];
const third = (s: Seat): Seat[] => [...seats.slice(0, 2), s, ...seats.slice(3)];
const content: Content = { day: "2026-11-02", facts: [["name", "Amira Haddad"]], text: "Hij noemde mij aap.", files: [], letters: {} };

// view is what a browser is shown; only what papers are opened with matters here.
function view(papers: Paper[], change: Partial<View> = {}): View {
  return {
    id: "0".repeat(26), version: 1, org: "agency", name: { nl: "", en: "" }, committee: { nl: "", en: "" }, edition: "2026-1", state: "handling", advice: "with",
    facts: ["copy-sent"], received: "2026-11-02", today: "2026-11-03", seat: 1, seats, taken: [], papers, next: papers.length + 1, clocks: [], steps: [], owed: [],
    terms: { conclude: 10, decline: 4, ombudsman: 1 }, ifAdjourned: [], hearings: [], posts: [], moved: [], barred: [], orphans: [], ...change,
  };
}

interface Written {
  by?: number;
  mine?: Mine;
  number?: number;
  kind?: string;
  to?: readonly Seat[];
  id?: string;
  org?: string;
}

// written seals a paper, by the complainant unless it says otherwise.
async function written({ by = 1, mine = amira, number = 1, kind = "complaint", to, id = "0".repeat(26), org = "agency" }: Written = {}): Promise<Paper> {
  const readers = to ?? readersOf(view([]), kind);
  const sealed = await sealPaper(mine, { org, id }, number, kind, readers, content);
  return { ...sealed, step: 0, by, on: "2026-11-02", giver: 0 };
}

const one = await written();

test("opens what was sealed, for each who reads it and nobody else", async () => {
  for (const who of [amira, sam, mia, aya, kees]) {
    const [got] = await openAll(view([one]), who);
    assert.equal(got?.doubt, "");
    assert.deepEqual(got?.content, content);
  }
  const [got] = await openAll(view([one]), stranger);
  assert.deepEqual([got?.doubt, got?.content, got?.key], ["closed", null, null]);
});

test("a paper that isn't what it says gives its doubt, and nothing of what stands in it", async () => {
  const other = await written({ mine: sam, by: 2 });
  for (const [rule, paper, want, change] of [
    ["moved to another number", { ...one, number: 2 }, "damaged"],
    ["of another kind", { ...one, kind: "enclosure" }, "damaged"],
    ["of another complaint", await written({ id: "1".repeat(26) }), "damaged"],
    ["of another organisation", await written({ org: "ministry" }), "damaged"],
    ["signed by somebody else here", { ...one, by: 2 }, "forged"],
    ["signed by somebody without a seat", await written({ mine: stranger }), "forged"],
    ["by a seat that there isn't", { ...one, by: 9 }, "forged"],
    ["with the key of another paper", { ...one, key: other.key!, by: 2 }, "damaged"],
    ["with the envelope of another paper", { ...one, envelope: other.envelope! }, "damaged"],
    ["cut short", { ...one, envelope: text64(bytes(one.envelope!).subarray(0, -1)) }, "damaged"],
    ["not given yet", { number: 1, kind: one.kind, step: 0, by: 1, on: one.on, readers: [1, 2], giver: 0 }, "closed"],
    ["by one whose keys were exchanged by the server", one, "forged", { seats: [{ ...seats[0]!, verify: stranger.signing.verifyKey }, ...seats.slice(1)] }],
  ] as [string, Paper, string, Partial<View>?][]) {
    const [got] = await openAll(view([paper], change), mia);
    assert.deepEqual([got?.doubt, got?.content], [want, null], rule);
  }
});

// What is sealed to somebody without a right to it is shown, with a warning: who
// reads it has to know what the stranger knows.
test("a reader who doesn't read it is noticed", async () => {
  const away = { ...seats[2]!, sits: false };
  const before = { ...seats[2]!, recipient: stranger.identity.recipient, was: [{ recipient: mia.identity.recipient, verify: mia.signing.verifyKey }] };
  for (const [rule, paper, want, change] of [
    ["without a seat", await written({ to: [...seats, seatOf(6, "member", stranger)] }), "stranger"],
    ["of a party that doesn't read the kind", await written({ mine: mia, by: 3, kind: "draft", to: seats.slice(0, 3) }), "stranger"],
    ["who left since", one, "", { seats: third(away) }],
    ["who has other keys since", one, "", { seats: third(before) }],
    ["none", await written({ mine: mia, by: 3, kind: "draft" }), ""],
  ] as [string, Paper, string, Partial<View>?][]) {
    const [got] = await openAll(view([paper], change), sam);
    assert.deepEqual([got?.doubt, got?.content], [want, content], rule);
  }
});

test("a key that was sealed anew opens, if who did it sits here", async () => {
  const paper = await written({ to: seats.slice(0, 2) });
  const opened = await openAll(view([paper]), sam);
  const [given] = await give(opened, sam, [{ paper: 1, to: seats[2]! }]);
  assert.deepEqual([given?.paper, given?.to], [1, 3]);
  const as = (key: string, giver: number): Paper => ({ ...paper, readers: [1, 2, 3], key, giver });
  const byOther = text64(await reseal(opened[0]!.key!, stranger.signing, [parseRecipient(mia.identity.recipient)]));
  for (const [rule, again, want] of [
    ["by who it says", as(given!.key, 2), ""],
    ["said to be by another", as(given!.key, 4), "forged"],
    ["said to be by nobody", as(given!.key, 0), "forged"],
    ["by somebody without a seat", as(byOther, 2), "forged"],
  ] as const) {
    const [got] = await openAll(view([again]), mia);
    assert.deepEqual([got?.doubt, got?.content], [want, want ? null : content], rule);
  }
});

// A party seals what it likes. What is no paper spoils that one, and the others
// still open.
test("what one party sealed that is no paper keeps nobody from the others", async () => {
  for (const [rule, raw] of [["no text", Uint8Array.of(0xff, 0xfe)], ["no content", new TextEncoder().encode("[]")]] as const) {
    const { key, envelope } = await newEpoch(kees.signing, { organisation: "agency", id: "0".repeat(26) }, 2, seats.map((s) => parseRecipient(s.recipient)));
    const message = await key.seal(kees.signing, { sequence: 1, purpose: "complaint", kind: "enclosure", content: raw });
    const spoiled: Paper = { number: 2, kind: "enclosure", step: 1, by: 5, on: "2026-11-02", readers: [1, 2, 3, 4, 5], giver: 0, key: text64(envelope), envelope: text64(message) };
    const got = await openAll(view([one, spoiled]), sam);
    assert.deepEqual(got.map((o) => [o.doubt, o.content]), [["", content], ["damaged", null]], rule);
  }
});

test("who hasn't opened a paper gives nothing of it", async () => {
  const opened = await openAll(view([one]), stranger);
  assert.deepEqual(await give(opened, stranger, [{ paper: 1, to: seats[2]! }]), []);
});

test("who reads follows the table, and the accused party reads once it has its copy", () => {
  const numbers = (kind: string, facts: string[], change: Partial<View> = {}): number[] => readersOf(view([], { facts, ...change }), kind).map((s) => s.number);
  for (const [kind, before, since] of [
    ["complaint", [1, 2, 3, 4], [1, 2, 3, 4, 5]],
    ["acknowledgement", [1, 2, 3, 4], [1, 2, 3, 4]],
    ["findings", [1, 2, 3, 4], [1, 2, 3, 4, 5]],
    ["draft", [2, 3], [2, 3]],
    ["deliberation", [3], [3]],
    ["something else", [], []],
  ] as [string, number[], number[]][]) {
    assert.deepEqual(numbers(kind, []), before, kind);
    assert.deepEqual(numbers(kind, ["copy-sent"]), since, kind);
  }
  assert.deepEqual(numbers("complaint", [], { edition: "2099-1" }), [], "an edition that isn't known here");
  assert.deepEqual(numbers("deliberation", [], { seats: third({ ...seats[2]!, sits: false }) }), [], "who left");
});

const refused = (e: unknown): boolean => e instanceof Fault;

test("nothing is sealed to keys that are none", async () => {
  await assert.rejects(written({ to: [seats[0]!, { ...seats[1]!, recipient: "age1" }] }), refused);
  await assert.rejects(written({ to: [seats[0]!, seats[0]!] }), refused);
});
