// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The log of a desk's keys, checked as base/ledger/FORMAT.md says: a server
// that adds a key for itself must log it, where this sees it, or show members
// and outsiders different logs, which a kept checkpoint and witnesses see.

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { bytes, equal, fromUtf8, utf8 } from "./bytes.ts";
import type { Logged } from "./known.ts";

/** Log is what the server says about the keys of one desk. */
export interface Log {
  checkpoint: string;
  events: { index: number; entry: string; proof: string[] | null }[];
}

/** Checkpoint is the size and root of the log at one moment. */
export interface Checkpoint {
  size: number;
  root: string; // in base64
}

/** Why a log isn't believed; shown to nobody, who reads is told what to do. */
export class LogFault extends Error {}

/** check gives the key events of a desk, proved by a checkpoint that the log's key signed. */
export function check(log: Log, desk: string, key: string): { checkpoint: Checkpoint; events: Logged[] } {
  return believed(() => checkAll(log, desk, key));
}

// believed takes what isn't in its form at all for a fault of the log as well.
function believed<T>(read: () => T): T {
  try {
    return read();
  } catch (e) {
    throw e instanceof LogFault ? e : new LogFault("not in its form", { cause: e });
  }
}

function checkAll(log: Log, desk: string, key: string): { checkpoint: Checkpoint; events: Logged[] } {
  const checkpoint = open(log.checkpoint, key);
  const events: Logged[] = [];
  let last = -1;
  for (const [i, event] of log.events.entries()) {
    const entry = bytes(event.entry);
    if (!included(entry, event.index, (event.proof ?? []).map(bytes), checkpoint)) throw new LogFault(`event ${i + 1}: not in the tree`);
    const read = parse(fromUtf8(entry));
    if (read.desk !== desk) throw new LogFault(`event ${i + 1}: of another desk`);
    if (read.number !== i + 1 || event.index <= last) throw new LogFault(`event ${i + 1}: one is missing before it`);
    last = event.index;
    events.push(read.event);
  }
  return { checkpoint, events };
}

/** Losses is what the log declares to have lost, as it is served. */
export interface Losses {
  checkpoint: string;
  losses: { index: number; entry: string; proof: string[] | null }[];
}

/** Loss says that the log was put back to a backup, of which so many entries are left. */
export interface Loss {
  kept: number;
  made: string; // when the backup was made
  at: string;
}

/** losses gives what the log declares to have lost, proved by a checkpoint that the log's key signed. */
export function losses(file: Losses, key: string): Loss[] {
  return believed(() => {
    const checkpoint = open(file.checkpoint, key);
    return file.losses.map(({ index, entry, proof }) => {
      if (!included(bytes(entry), index, (proof ?? []).map(bytes), checkpoint)) throw new LogFault("a loss that isn't in the tree");
      const loss = parseLoss(fromUtf8(bytes(entry)));
      if (loss.kept !== index) throw new LogFault("a loss that isn't where it was");
      return loss;
    });
  });
}

/** openCheckpoint checks the log's own signature of a signed note. */
export function openCheckpoint(note: string, key: string): Checkpoint {
  return believed(() => open(note, key));
}

function open(note: string, key: string): Checkpoint {
  const [name, id, raw] = splitKey(key);
  const at = note.lastIndexOf("\n\n");
  if (at < 0) throw new LogFault("no signed note");
  const text = note.slice(0, at + 1);
  const signature = note.slice(at + 2).split("\n").filter((l) => l.startsWith(`\u2014 ${name} `))
    .map((l) => bytes(l.slice(name.length + 3)))
    .find((s) => s.length === 68 && equal(s.subarray(0, 4), id));
  if (!signature || !ed25519.verify(signature.subarray(4), utf8(text), raw, { zip215: false })) {
    throw new LogFault("not signed by the log");
  }
  const [origin, size, root] = text.split("\n");
  if (origin !== name || !/^(0|[1-9][0-9]{0,15})$/.test(size ?? "") || bytes(root ?? "").length !== 32) {
    throw new LogFault("no checkpoint");
  }
  return { size: Number(size), root: root! };
}

// splitKey takes "name+id+key" apart.
function splitKey(key: string): [name: string, id: Uint8Array, raw: Uint8Array] {
  const [name, id, encoded] = key.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/);
  const raw = bytes(encoded ?? "");
  if (!name || !/^[0-9a-f]{8}$/.test(id ?? "") || raw.length !== 33 || raw[0] !== 1) throw new LogFault("no key of a log");
  return [name, Uint8Array.from(id!.match(/../g)!, (h) => parseInt(h, 16)), raw.subarray(1)];
}

// included walks from a leaf to the root (RFC 9162, 2.1.3.2).
function included(entry: Uint8Array, index: number, proof: Uint8Array[], tree: Checkpoint): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= tree.size) return false;
  let node = index;
  let last = tree.size - 1;
  let hash: Uint8Array = digest(0, entry);
  for (const next of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = digest(1, next, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = digest(1, hash, next);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(hash, bytes(tree.root));
}

/** grew tells whether the later checkpoint only adds to the earlier (RFC 9162, 2.1.4.2). */
export function grew(from: Checkpoint, to: Checkpoint, proof: readonly string[]): boolean {
  return believed(() => extended(from, to, proof));
}

function extended(from: Checkpoint, to: Checkpoint, proof: readonly string[]): boolean {
  if (from.size > to.size) return false;
  if (from.size === to.size) return from.root === to.root && proof.length === 0;
  if (from.size === 0) return proof.length === 0;
  const path = proof.map(bytes);
  let node = from.size - 1;
  let last = to.size - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const start = node === 0 ? bytes(from.root) : path.shift();
  if (!start) return false;
  let [old, now]: [Uint8Array, Uint8Array] = [start, start];
  for (const next of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [digest(1, next, old), digest(1, next, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = digest(1, now, next);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equal(old, bytes(from.root)) && equal(now, bytes(to.root));
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function digest(kind: 0 | 1, ...parts: Uint8Array[]): Uint8Array {
  const hash = sha256.create().update(Uint8Array.of(kind));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

// parse reads the text of a key event: its lines in their order, and nothing else.
function parse(text: string): { desk: string; number: number; event: Logged } {
  const names = ["org", "desk", "number", "change", "member", "recipient", "at", "leaf"];
  const lines = text.split("\n");
  if (lines[0] !== "baken-key/1" || lines.length !== names.length + 2 || lines.at(-1) !== "") throw new LogFault("no key event");
  const values = names.map((name, i) => {
    const line = lines[i + 1]!;
    if (!line.startsWith(`${name} `)) throw new LogFault(`no ${name}`);
    return line.slice(name.length + 1);
  });
  const [, desk, number, change, , recipient, at] = values as [string, string, string, string, string, string, string];
  if (change !== "added" && change !== "removed") throw new LogFault("no change");
  return { desk, number: Number(number), event: { change, recipient, at } };
}

// parseLoss reads the text of a declared loss; how far the log had come needn't be known.
function parseLoss(text: string): Loss {
  const line = /^baken-loss\/1\nkept (0|[1-9][0-9]{0,15})\nroot \S{44}\nmade (\S+)\n(?:reached [1-9][0-9]{0,15}\ntop \S{44}\n)?at (\S+)\n$/.exec(text);
  if (!line) throw new LogFault("no loss");
  return { kept: Number(line[1]), made: line[2]!, at: line[3]! };
}
