// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A short scale for retaliation, and when the counsellor is told that something
// gets worse. Both are our own design: no validated Dutch scale for this was
// found, so the sum is no measurement of anything. It only draws attention, of
// the counsellor alone, who reads and asks.

/** statements are what is asked, in the order in which it is asked. */
export const statements = ["left-out", "tasks", "gossip", "judged", "threatened", "unsafe"] as const;

export type Statement = (typeof statements)[number];

/** Answers say how often, from 0 (never) to 4 (very often). Who would rather not say leaves one out. */
export type Answers = Partial<Record<Statement, number>>;

export type Reason =
  | "threatened" // at least sometimes
  | "unsafe" // often, and more often than before
  | "high" // the whole is high
  | "rise"; // the whole rises

// When it alerts. Threats are never waited with; a rise is held against the
// check-in before and, so that what creeps is seen, against the lowest one.
const [threatened, unsafe, high, rise, creep] = [2, 3, 12, 3, 4];

const sum = (a: Answers): number => statements.reduce((n, s) => n + (a[s] ?? 0), 0);

/** worsens tells why the last of these check-ins, the first first, should be looked at. */
export function worsens(all: readonly Answers[]): Reason[] {
  const last = all.at(-1);
  if (!last) return [];
  const before = all.slice(0, -1);
  const was = before.at(-1) ?? {};
  const reasons: Reason[] = [];
  if ((last.threatened ?? 0) >= threatened) reasons.push("threatened");
  if ((last.unsafe ?? 0) >= unsafe && (last.unsafe ?? 0) > (was.unsafe ?? 0)) reasons.push("unsafe");
  if (sum(last) >= high) reasons.push("high");
  const lowest = Math.min(...before.map(sum));
  if (before.length > 0 && (sum(last) - sum(was) >= rise || sum(last) - lowest >= creep)) reasons.push("rise");
  return reasons;
}
