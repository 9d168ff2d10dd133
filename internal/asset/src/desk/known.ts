// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Which keys a member knows, and what the server shows that he doesn't know.
//
// The server could put a key of its own in a desk and read along. So each
// member keeps his own list of keys, sealed to himself. A key that isn't in it
// counts only after a person has said that it is right. What a person never
// confirmed is never sealed to.

import { type Fingerprint, fingerprintOf } from "../seal/readers.ts";

/** Shown is a member of a desk as the server shows him. */
export interface Shown {
  id: string;
  name: string;
  recipient: string;
  verify: string;
  since?: string | undefined;
}

/** Known is a key that a person confirmed. */
export interface Known {
  desk: string; // the desk that it belongs to
  member: string;
  name: string; // as he was called when he was confirmed
  recipient: string;
  verify: string;
  at: number; // when it was confirmed
}

/** Logged is one entry of a desk's log of keys. */
export interface Logged {
  change: "added" | "removed";
  recipient: string;
  at: string;
}

/** Doubt is why a key isn't taken as it is. */
export type Doubt =
  | { kind: "new"; desk: Desk; shown: Shown } // a member whom this browser never saw
  | { kind: "changed"; desk: Desk; shown: Shown; before: Known } // a known member with another key
  | { kind: "unlogged"; desk: Desk; shown: Shown } // shown as a member, but the log doesn't hold the key
  | { kind: "foreign"; desk: Desk; recipient: string; at: string }; // in the log, but no member's

/** Desk is a desk as the server shows it. */
export interface Desk {
  org: string;
  independent: boolean; // of the whole government, beside one's own
  members: readonly Shown[];
  log: Logged[] | null; // null where the desk has no log of its own to check
}

/** doubts compares what is shown and logged with what is known. Own keys are known by being one's own. */
export function doubts(desk: Desk, known: readonly Known[], own: Shown): Doubt[] {
  const out: Doubt[] = [];
  const now = desk.log && current(desk.log);
  for (const shown of desk.members) {
    if (same(shown, own)) continue;
    if (now && !now.has(shown.recipient)) out.push({ kind: "unlogged", desk, shown });
    else if (!trusts(known, shown, own)) out.push(unknown(desk, shown, known));
  }
  return [...out, ...foreign(desk, known, own)];
}

/** trusts tells whether a key is known as this member's. */
export function trusts(known: readonly Known[], shown: Shown, own: Shown): boolean {
  if (shown.id === own.id) return same(shown, own);
  return known.some((k) => k.member === shown.id && same(k, shown));
}

function same(a: { recipient: string; verify: string }, b: { recipient: string; verify: string }): boolean {
  return a.recipient === b.recipient && a.verify === b.verify;
}

function unknown(desk: Desk, shown: Shown, known: readonly Known[]): Doubt {
  const before = known.filter((k) => k.member === shown.id).at(-1);
  return before ? { kind: "changed", desk, shown, before } : { kind: "new", desk, shown };
}

// foreign finds keys that reports are sealed to by the log, and that are
// neither shown as a member's nor known from before.
function foreign(desk: Desk, known: readonly Known[], own: Shown): Doubt[] {
  if (!desk.log) return [];
  const mine = new Set([own.recipient, ...known.map((k) => k.recipient), ...desk.members.map((m) => m.recipient)]);
  const added = [...current(desk.log)].filter(([recipient]) => !mine.has(recipient));
  return added.map(([recipient, at]) => ({ kind: "foreign", desk, recipient, at }));
}

// current gives the keys that are in force by the log, with when each came.
function current(log: readonly Logged[]): Map<string, string> {
  const now = new Map<string, string>();
  for (const entry of log) {
    if (entry.change === "added") now.set(entry.recipient, entry.at);
    else now.delete(entry.recipient);
  }
  return now;
}

/** confirm gives the list with one key more. Earlier keys of the member stay: they signed what he wrote then. */
export function confirm(known: readonly Known[], desk: string, shown: Shown, at: number): Known[] {
  if (known.some((k) => k.member === shown.id && same(k, shown))) return [...known];
  const { id: member, name, recipient, verify } = shown;
  return [...known, { desk, member, name, recipient, verify, at }];
}

/** trusted gives those of the members whose keys are known. */
export function trusted(members: readonly Shown[], known: readonly Known[], own: Shown): Shown[] {
  return members.filter((m) => trusts(known, m, own));
}

/** signers gives every key that a member ever signed with, as far as known. */
export function signers(known: readonly Known[], member: string, own: Shown): string[] {
  const keys = known.filter((k) => k.member === member).map((k) => k.verify);
  return member === own.id ? [own.verify, ...keys] : keys;
}

/** holder names whose key this is, present or former. */
export function holder(known: readonly Known[], key: Fingerprint, own: Shown): string | null {
  if (key === fingerprintOf(own.recipient)) return own.name;
  return known.find((k) => fingerprintOf(k.recipient) === key)?.name ?? null;
}
