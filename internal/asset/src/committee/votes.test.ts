// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Party, Seat } from "../complaint/api.ts";
import type { Doubt, Opened } from "../complaint/paper.ts";
import { draftOf, votesOf } from "./votes.ts";

const seat = (number: number, party: Party, sits = true): Seat => ({ number, party, capacity: "", name: "", sits, lent: false, post: false, was: [], recipient: "", verify: "" });
const said = (by: number, facts: [string, string][], text = "", kind = "deliberation", doubt: Doubt = ""): Opened => ({
  paper: { number: 1, kind, step: -1, by, on: "2026-11-02", readers: [], giver: 0 }, key: null, content: { day: "2026-11-02", facts, text, files: [] }, doubt,
});

const seats = [seat(1, "secretary"), seat(2, "member"), seat(3, "member"), seat(4, "member"), seat(5, "member", false)];

test("the last vote of each who sits counts, and who differs from more than half is seen", () => {
  for (const [rule, opened, want] of [
    ["nobody", [], ["", "", ""]],
    ["all alike", [2, 3, 4].map((by) => said(by, [["vote", "founded"]])), ["founded", "founded", "founded"]],
    ["one differs", [said(2, [["vote", "founded"]]), said(3, [["vote", "unfounded"], ["dissent", "yes"]]), said(4, [["vote", "founded"]])], ["founded", "unfounded differs dissent", "founded"]],
    ["two, and one who hasn't", [said(2, [["vote", "founded"]]), said(3, [["vote", "unfounded"]])], ["founded", "unfounded", ""]],
    ["one changes his mind", [said(2, [["vote", "founded"]]), said(2, [["vote", "partly"]]), said(2, [], "Nog iets.")], ["partly", "", ""]],
    ["one who left", [said(5, [["vote", "founded"]])], ["", "", ""]],
    ["a secretary", [said(1, [["vote", "founded"]])], ["", "", ""]],
    ["one that isn't his", [said(2, [["vote", "founded"]], "", "deliberation", "forged")], ["", "", ""]],
    ["no judgement", [said(2, [["vote", "founded"]]), said(2, [["vote", "whatever"]]), said(3, [["vote", "taken"]])], ["founded", "", ""]],
    ["in a draft", [said(2, [["vote", "founded"]], "", "draft")], ["", "", ""]],
  ] as [string, Opened[], string[]][]) {
    const got = votesOf({ seats }, opened).map((v) => [v.judgement, v.differs ? "differs" : "", v.dissent ? "dissent" : ""].filter(Boolean).join(" "));
    assert.deepEqual(got, want, rule);
  }
});

test("the findings begin with the last version of the draft, and not with what was said of it", () => {
  assert.equal(draftOf([said(1, [["draft", "version"]], "Een.", "draft"), said(2, [["draft", "version"]], "Twee.", "draft"), said(3, [["draft", "comment"]], "Nee.", "draft")]), "Twee.");
  assert.equal(draftOf([]), "");
});
