// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { text64, utf8 } from "./bytes.ts";
import { check, type Checkpoint, grew, type Log, LogFault, losses, openCheckpoint } from "./keylog.ts";

// A small log, as FORMAT.md of base/ledger has it.
const seed = new Uint8Array(32).fill(7);
const name = "log.example";
const join = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((p) => [...p]));
const raw = ed25519.getPublicKey(seed);
const id = sha256(join(utf8(`${name}\n`), Uint8Array.of(1), raw)).subarray(0, 4);
const hex = (b: Uint8Array): string => [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
const key = `${name}+${hex(id)}+${text64(join(Uint8Array.of(1), raw))}`;

const leaf = (entry: Uint8Array): Uint8Array => sha256(join(Uint8Array.of(0), entry));
const node = (a: Uint8Array, b: Uint8Array): Uint8Array => sha256(join(Uint8Array.of(1), a, b));

// Split as RFC 6962 does: the largest power of two below the size.
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));
function root(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 1) return leaf(entries[0]!);
  const k = split(entries.length);
  return node(root(entries.slice(0, k)), root(entries.slice(k)));
}
function path(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  return m < k
    ? [...path(m, entries.slice(0, k)), root(entries.slice(k))]
    : [...path(m - k, entries.slice(k)), root(entries.slice(0, k))];
}
function sub(m: number, entries: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === entries.length) return whole ? [] : [root(entries)];
  const k = split(entries.length);
  return m <= k
    ? [...sub(m, entries.slice(0, k), whole), root(entries.slice(k))]
    : [...sub(m - k, entries.slice(k), false), root(entries.slice(0, k))];
}

function note(entries: readonly Uint8Array[]): string {
  const text = `${name}\n${entries.length}\n${text64(root(entries))}\n`;
  return `${text}\n\u2014 ${name} ${text64(join(id, ed25519.sign(utf8(text), seed)))}\n`;
}

function event(number: number, change: string, member: string, recipient: string, desk = "d1"): Uint8Array {
  const lines = ["baken-key/1", "org o1", `desk ${desk}`, `number ${number}`, `change ${change}`, `member ${member}`, `recipient ${recipient}`];
  return utf8([...lines, "at 2026-03-02T10:11:11.123Z", `leaf ${"0".repeat(64)}`, ""].join("\n"));
}

const other = (n: number): Uint8Array => sha256(Uint8Array.of(n));
const entries = [other(1), event(1, "added", "p1", "age1a"), other(2), event(2, "added", "p2", "age1b"), event(3, "removed", "p1", "age1a"), other(3), other(4)];

function log(at: readonly number[], all = entries): Log {
  return {
    checkpoint: note(all),
    events: at.map((index) => ({ index, entry: text64(all[index]!), proof: path(index, all).map(text64) })),
  };
}

const refused = (l: Log, desk = "d1", k = key): void => assert.throws(() => check(l, desk, k), (e) => e instanceof LogFault);

test("the events of a desk are proved", () => {
  const { checkpoint, events } = check(log([1, 3, 4]), "d1", key);
  assert.equal(checkpoint.size, 7);
  assert.deepEqual(events.map((e) => `${e.change} ${e.recipient}`), ["added age1a", "added age1b", "removed age1a"]);
  assert.deepEqual(check(log([]), "d1", key).events, []);
  const one = [event(1, "added", "p1", "age1a")];
  assert.equal(check(log([0], one), "d1", key).events.length, 1);
});

test("what is left out, changed, moved or of another desk is refused", () => {
  refused(log([1, 4]));
  refused(log([3, 4]));
  refused(log([1, 3, 4].reverse()));
  refused(log([1, 3, 4]), "d2");
  refused({ ...log([1]), events: [{ ...log([1]).events[0]!, entry: text64(event(1, "added", "p1", "age1x")) }] });
  refused({ ...log([1]), events: [{ ...log([1]).events[0]!, index: 2 }] });
  refused({ ...log([1]), events: [{ ...log([1]).events[0]!, proof: null }] });
  refused({ ...log([1]), checkpoint: log([1]).checkpoint.replace("\n7\n", "\n8\n") });
  refused(log([0]));
});

test("a checkpoint of another key, name or form is refused", () => {
  const strange = `${name}+${hex(id)}+${text64(join(Uint8Array.of(1), ed25519.getPublicKey(new Uint8Array(32).fill(8))))}`;
  for (const k of [strange, key.replace(name, "other.example"), "", name]) assert.throws(() => openCheckpoint(note(entries), k), (e) => e instanceof LogFault);
  assert.throws(() => openCheckpoint("", key), (e) => e instanceof LogFault);
});

test("a log only grows", () => {
  const at = (n: number): Checkpoint => ({ size: n, root: text64(root(entries.slice(0, n))) });
  for (let from = 1; from <= entries.length; from++) {
    for (let to = from; to <= entries.length; to++) {
      const proof = sub(from, entries.slice(0, to), true).map(text64);
      assert.ok(grew(at(from), at(to), proof), `${from} to ${to}`);
      if (from === to) continue;
      assert.ok(!grew({ ...at(from), root: text64(other(9)) }, at(to), proof), `${from} to ${to}, changed`);
      assert.ok(!grew(at(from), { ...at(to), root: text64(other(9)) }, proof), `${from} to ${to}, another end`);
      assert.ok(!grew(at(from), at(to), [...proof, text64(other(9))]), `${from} to ${to}, longer`);
      assert.ok(!grew(at(to), at(from), proof), `${to} to ${from}`);
    }
  }
});

test("a declared loss is proved, where it was", () => {
  const text = (kept: number, reached = ""): Uint8Array =>
    utf8(`baken-loss/1\nkept ${kept}\nroot ${text64(other(1))}\nmade 2026-03-02T10:11:11.123Z\n${reached}at 2026-03-02T12:00:00.000Z\n`);
  const file = (entry: Uint8Array, index = 3) => {
    const all = [other(1), other(2), other(3), entry, other(4)];
    return { checkpoint: note(all), losses: [{ index, entry: text64(entry), proof: path(index, all).map(text64) }] };
  };
  const want = { kept: 3, made: "2026-03-02T10:11:11.123Z", at: "2026-03-02T12:00:00.000Z" };
  assert.deepEqual(losses(file(text(3)), key), [want]);
  assert.deepEqual(losses(file(text(3, `reached 9\ntop ${text64(other(9))}\n`)), key), [want]);
  const wrong = [file(text(2)), file(text(3), 2), file(utf8("baken-loss/1\n")), { ...file(text(3)), checkpoint: note(entries) }];
  for (const f of wrong) assert.throws(() => losses(f, key), (e) => e instanceof LogFault);
});
