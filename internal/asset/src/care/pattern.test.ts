// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { type Answers, type Reason, type Statement, statements, worsens } from "./pattern.ts";

const all = (n: number): Answers => Object.fromEntries(statements.map((s) => [s, n])) as Answers;

test("when the counsellor is told", () => {
  const cases: [string, Answers[], Reason[]][] = [
    ["nothing was asked yet", [], []],
    ["nothing is wrong", [all(0)], []],
    ["some of everything, from the start", [all(1)], []],
    ["a first one that is high", [all(2)], ["threatened", "high"]],
    ["threatened once, and nothing else", [{ threatened: 1 }], []],
    ["threatened sometimes", [{}, { threatened: 2 }], ["threatened"]],
    ["two more than before", [{ gossip: 1 }, { gossip: 3 }], []],
    ["three more than before", [{ gossip: 1 }, { gossip: 3, tasks: 1 }], ["rise"]],
    ["creeping up by two", [{}, { gossip: 2 }, { gossip: 2, tasks: 2 }], ["rise"]],
    ["up, and down again", [{}, { gossip: 4 }, { gossip: 1 }], []],
    ["unsafe as before", [{ unsafe: 3 }, { unsafe: 3 }], []],
    ["unsafe, more than before", [{ unsafe: 2 }, { unsafe: 3 }], ["unsafe"]],
    ["high still", [{ gossip: 4, tasks: 4, judged: 4 }, { gossip: 4, tasks: 4, judged: 4 }], ["high"]],
  ];
  for (const [rule, given, want] of cases) assert.deepEqual(worsens(given), want, rule);
});

// Every pair of check-ins on a coarse grid: what is worse than something that
// alerts, alerts too.
test("worse never alerts less", () => {
  const some = (n: number): Answers => {
    const out: Answers = {};
    for (const s of statements) [out[s], n] = [2 * (n % 3), Math.floor(n / 3)];
    return out;
  };
  for (let before = 0; before < 3 ** 6; before += 7) {
    for (let last = 0; last < 3 ** 6; last++) {
      const had = worsens([some(before), some(last)]);
      for (const s of statements as readonly Statement[]) {
        const worse = { ...some(last), [s]: 4 };
        for (const reason of had) assert.ok(worsens([some(before), worse]).includes(reason), `${before} ${last} ${s} ${reason}`);
      }
    }
  }
});
