// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A case as it is opened: each message is checked on its own and in its place,
// and what fails a check is told and never shown.

import { sha256 } from "@noble/hashes/sha2.js";

import { type CaseKey, Fault, type Fingerprint, fingerprintOf, type Keyring, openEpoch, type VerifyKey } from "../seal/index.ts";
import { concat } from "../seal/encode.ts";
import type { Case, Envelope, EpochOf } from "./api.ts";
import { bytes, fromUtf8, text64 } from "./bytes.ts";
import { type Content, readContent } from "./content.ts";
import { refOf } from "./refs.ts";

/** What can be seen of somebody changing things. Each has its own message. */
export type Sign =
  | "missing" // a message between others isn't there
  | "twice" // a place holds two messages
  | "moved" // a message was made for another place
  | "elsewhere" // a message was made for another case
  | "forged" // a message isn't by whom it says
  | "damaged" // a message isn't as it was sealed
  | "epoch" // a message was made for other readers
  | "locked" // a message isn't sealed with this case's key
  | "kind" // a message that its sender can't send
  | "gone" // messages that were read here are no longer there
  | "changed" // messages that were read here aren't the same
  | "maker" // an epoch by somebody who may not start one
  | "grant" // access given by somebody who may not give it
  | "readers" // the server names other readers than were signed
  | "swapped" // not sealed to one's own key, while the server says that it is
  | "stranger"; // sealed to a key that belongs to nobody

/** Alarm is a sign with where it was seen. */
export interface Alarm {
  sign: Sign;
  seq?: number;
  epoch?: number;
}

/** Turn is a message that passed all checks. */
export interface Turn {
  seq: number;
  epoch: number;
  from: string; // "reporter" or a member
  at: number;
  sure: boolean; // the sender's key is one that this member confirmed
  content: Content;
}

/** Dossier is an open case. */
export interface Dossier {
  case: Case;
  keys: Map<number, CaseKey>; // of the epochs that one can read
  closed: number[]; // epochs that aren't sealed to one's key
  turns: Turn[];
  alarms: Alarm[];
  chain: string; // digest of all messages as they came
}

/** Trust is whom the opener believes. */
export interface Trust {
  self: string;
  verify(member: string): readonly string[]; // keys that were confirmed
  granters: readonly string[];
  owned(key: Fingerprint): boolean; // a key of a member, present or former, that is known or logged
}

/** What was read of a case before. */
export interface Seen {
  seen: number;
  chain: string;
}

const fromReporter = ["report", "text", "identity-answer", "correction", "withdrawal"];
const fromDesk = ["text", "identity-request", "feedback", "action"];

/** openCase opens what it can of a case and says what is wrong with the rest. */
export async function openCase(answer: Case, ring: Keyring, trust: Trust, before?: Seen): Promise<Dossier> {
  const dossier: Dossier = { case: answer, keys: new Map(), closed: [], turns: [], alarms: [], chain: "" };
  await openEpochs(dossier, ring, trust);
  dossier.alarms.push(...places(answer));
  for (const message of answer.messages) await openMessage(dossier, message, trust);
  dossier.chain = chain(answer.messages, answer.messages.length);
  if (!dossier.alarms.some((a) => a.seq !== undefined)) dossier.alarms.push(...remember(answer.messages, before));
  return dossier;
}

async function openEpochs(dossier: Dossier, ring: Keyring, trust: Trust): Promise<void> {
  const { case: id, org: organisation, reporter, epochs, members } = dossier.case;
  const before = new Set(dossier.case.missing.find((m) => m.id === trust.self)?.epochs); // one's time, or one's new keys
  for (const [i, epoch] of epochs.entries()) {
    if (epoch.number !== i + 1) {
      dossier.alarms.push({ sign: "maker", epoch: i + 1 });
      return;
    }
    if (before.has(epoch.number)) {
      dossier.closed.push(epoch.number);
      continue;
    }
    const makers = epoch.number === 1 ? [reporter.verify] : keysOf(epoch.madeBy, members, trust);
    const want = { case: { organisation, id }, number: epoch.number, makers: makers as VerifyKey[], granters: trust.granters as VerifyKey[] };
    try {
      const key = await openEpoch(bytes(epoch.sealedKey), ring.identity, want);
      dossier.alarms.push(...readersOf(key, epoch, dossier.case, trust));
      dossier.keys.set(epoch.number, key);
    } catch (e) {
      dossier.alarms.push({ sign: signOfEpoch(e), epoch: epoch.number });
    }
  }
}

// keysOf gives the keys that a member may have signed with: those confirmed
// here, or, of one who was never confirmed, those that the server names.
function keysOf(member: string, members: Case["members"], trust: Trust): readonly string[] {
  const sure = trust.verify(member);
  return sure.length > 0 ? sure : (members[member]?.keys ?? []).map((k) => k.verify);
}

function signOfEpoch(e: unknown): Sign {
  switch (codeOf(e)) {
    case "seal.key":
      return "swapped";
    case "seal.organisation": case "seal.case": case "seal.epoch":
      return "elsewhere";
    case "seal.maker": case "seal.signature":
      return "maker";
    case "seal.grant":
      return "grant";
    case "seal.recipients":
      return "readers";
    default:
      return "damaged";
  }
}

function readersOf(key: CaseKey, epoch: EpochOf, c: Case, trust: Trust): Alarm[] {
  const signed = key.epoch.readers;
  const alarms: Alarm[] = [];
  const named = new Set(epoch.recipients);
  const reporter = fingerprintOf(c.reporter.recipient);
  if (key.epoch.recipient !== epoch.recipient || signed.some((r) => !named.has(refOf(r))) || !signed.includes(reporter)) {
    alarms.push({ sign: "readers", epoch: epoch.number });
  }
  if (signed.some((r) => r !== reporter && !trust.owned(r))) alarms.push({ sign: "stranger", epoch: epoch.number });
  return alarms;
}

// places checks that messages stand one after the other from the first.
function places(c: Case): Alarm[] {
  const alarms: Alarm[] = [];
  const have = new Map<number, number>();
  for (const m of c.messages) have.set(m.seq, (have.get(m.seq) ?? 0) + 1);
  for (const [seq, times] of have) if (times > 1) alarms.push({ sign: "twice", seq });
  for (let seq = 1; seq < Math.max(c.nextSeq, ...c.messages.map((m) => m.seq + 1)); seq++) {
    if (!have.has(seq)) alarms.push({ sign: "missing", seq });
  }
  return alarms;
}

async function openMessage(dossier: Dossier, message: Envelope, trust: Trust): Promise<void> {
  const key = dossier.keys.get(message.epoch);
  if (!key) {
    if (!dossier.closed.includes(message.epoch) && !dossier.alarms.some((a) => a.epoch === message.epoch)) {
      dossier.alarms.push({ sign: "epoch", seq: message.seq });
    }
    return;
  }
  const own = message.from === "reporter";
  const { reporter, members } = dossier.case;
  const senders = own ? [reporter.verify] : keysOf(message.from, members, trust);
  try {
    const kinds = own ? fromReporter : fromDesk;
    const opened = await key.open(bytes(message.envelope), { sequence: message.seq, purpose: "dialogue", senders: senders as VerifyKey[], kinds });
    const sure = own || trust.verify(message.from).includes(opened.sender);
    dossier.turns.push({
      seq: message.seq, epoch: message.epoch, from: message.from, at: Date.parse(message.at), sure,
      content: readContent(opened.kind, fromUtf8(opened.content)),
    });
  } catch (e) {
    dossier.alarms.push({ sign: signOfMessage(e), seq: message.seq });
  }
}

function signOfMessage(e: unknown): Sign {
  switch (codeOf(e)) {
    case "seal.sequence":
      return "moved";
    case "seal.organisation": case "seal.case":
      return "elsewhere";
    case "seal.epoch": case "seal.recipients":
      return "epoch";
    case "seal.sender": case "seal.signature":
      return "forged";
    case "seal.kind": case "seal.purpose":
      return "kind";
    case "seal.key":
      return "locked";
    default:
      return "damaged";
  }
}

// codeOf says what was wrong with an envelope. Bytes that aren't base64, and
// contents that can't be read, count as damage; anything else is our own fault.
function codeOf(e: unknown): string {
  if (e instanceof Fault) return e.code;
  if (e instanceof SyntaxError || e instanceof TypeError || e instanceof Error && e.message.includes("base64")) return "seal.damaged";
  throw e;
}

/** chain gives the digest of the first messages, as they were sent. */
export function chain(messages: readonly Envelope[], count: number): string {
  let sum: Uint8Array = new Uint8Array(32);
  for (const m of messages.slice(0, count)) sum = sha256(concat(sum, sha256(new TextEncoder().encode(m.envelope))));
  return text64(sum.slice(0, 16));
}

// remember compares with what was read here before. Where a message is told
// already, it says nothing more.
function remember(messages: readonly Envelope[], before?: Seen): Alarm[] {
  if (!before) return [];
  if (messages.length < before.seen) return [{ sign: "gone" }];
  return chain(messages, before.seen) === before.chain ? [] : [{ sign: "changed" }];
}
