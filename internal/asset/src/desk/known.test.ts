// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { fingerprintOf } from "../seal/readers.ts";
import { confirm, type Desk, doubts, holder, type Known, type Logged, type Shown, signers, trusts } from "./known.ts";

const shown = (id: string, key = id): Shown => ({ id, name: id.toUpperCase(), recipient: `r-${key}`, verify: `v-${key}` });
const own = shown("me");
const fatima = shown("fatima");
const added = (...keys: string[]): Logged[] => keys.map((k) => ({ change: "added", recipient: `r-${k}`, at: "2026-03-02" }));
const desk = (members: Shown[], log: Logged[] | null = null): Desk => ({ org: "o", independent: false, members, log });
const kinds = (d: Desk, known: readonly Known[]): string[] => doubts(d, known, own).map((x) => x.kind);
const known = confirm([], "o", fatima, 1);

test("keys are doubted until a person confirms them", () => {
  assert.deepEqual(kinds(desk([own, fatima]), []), ["new"]);
  assert.deepEqual(kinds(desk([own, fatima]), known), []);
  assert.equal(confirm(known, "o", fatima, 2).length, 1);
});

test("another key of somebody known is told, with the one before", () => {
  const changed = doubts(desk([own, shown("fatima", "other")]), known, own);
  assert.deepEqual(changed.map((d) => d.kind === "changed" && d.before.recipient), ["r-fatima"]);
  // Half of a pair is enough to be another key.
  assert.deepEqual(kinds(desk([{ ...fatima, verify: "v-other" }]), known), ["changed"]);
  assert.deepEqual(kinds(desk([{ ...fatima, recipient: "r-other" }]), known), ["changed"]);
});

test("a key of somebody known under another person's name is doubted", () => {
  assert.deepEqual(kinds(desk([own, { ...fatima, id: "karim" }]), known), ["new"]);
});

test("one's own place with another key isn't trusted", () => {
  assert.equal(trusts(known, shown("me", "other"), own), false);
  assert.deepEqual(kinds(desk([shown("me", "other")]), known), ["new"]);
});

test("a key that isn't in the log is told, also when it is known", () => {
  assert.deepEqual(kinds(desk([own, fatima], added("me", "fatima")), known), []);
  assert.deepEqual(kinds(desk([own, fatima], added("me")), known), ["unlogged"]);
  const removed: Logged[] = [...added("me", "fatima"), { change: "removed", recipient: "r-fatima", at: "2026-03-03" }];
  assert.deepEqual(kinds(desk([own, fatima], removed), known), ["unlogged"]);
});

test("a key in the log that is nobody's is told", () => {
  const log = added("me", "fatima", "stranger");
  assert.deepEqual(kinds(desk([own, fatima], log), known), ["foreign"]);
  assert.deepEqual(kinds(desk([own, fatima], [...log, { change: "removed", recipient: "r-stranger", at: "2026-03-04" }]), known), []);
  // Who was known and isn't shown any more was a colleague.
  assert.deepEqual(kinds(desk([own], added("me", "fatima")), known), []);
});

test("who had several keys signed with all of them", () => {
  const twice = confirm(known, "o", shown("fatima", "second"), 2);
  assert.deepEqual(signers(twice, "fatima", own), ["v-fatima", "v-second"]);
  assert.deepEqual(signers(twice, "me", own), ["v-me"]);
  assert.deepEqual(signers(twice, "karim", own), []);
  assert.equal(holder(twice, fingerprintOf("r-second"), own), "FATIMA");
  assert.equal(holder(twice, fingerprintOf("r-else"), own), null);
});
