// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { strength } from "./strength.ts";

test("a passphrase is judged by its pieces", () => {
  const cases: [string, string][] = [
    ["", "short"], ["elf tekens.", "short"], ["😀".repeat(11), "short"],
    ["aaaaaaaaaaaaaaaa", "weak"], ["welkomwelkom1", "weak"], ["abcdefghijklmnop", "weak"], ["123456789012", "weak"],
    ["haven haven haven haven", "weak"], ["amsterdam2026", "weak"],
    ["molen fiets haven citroen", "fair"],
    ["molen fiets haven citroen dijk", "strong"], ["T7#kq9!mZx2$vB4w", "strong"],
  ];
  for (const [passphrase, want] of cases) assert.equal(strength(passphrase), want, passphrase);
});
