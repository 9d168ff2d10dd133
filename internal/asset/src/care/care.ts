// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Aftercare as it is sealed: a case with two readers, the reporter and the
// counsellor who follows how he fares. Each message is signed for its place by
// the one whose it is; the counsellor's key is pinned in the first, so that the
// server can't put another one in its place afterwards.

import { bytes, fromUtf8, text64, utf8 } from "../desk/bytes.ts";
import {
  type CaseKey, Fault, type Fingerprint, fingerprintOf, type Identity, newEpoch, openEpoch, parseRecipient, type ReceiptKeys, type SigningKey,
  type VerifyKey,
} from "../seal/index.ts";
import { type Begin, type CheckIn, type Content, type Plan, readContent } from "./content.ts";

export type Party = "followed" | "follower";

/** Kept is aftercare as the server has it. */
export interface Kept {
  id: string;
  org: string;
  key: string;
  said: { from: Party; envelope: string }[];
}

/** Said is one message; without content when it isn't what it should be. */
export interface Said {
  from: Party;
  content: Content | null;
}

/** Care is aftercare that is open. */
export interface Care {
  kept: Kept;
  key: CaseKey;
  said: Said[];
}

/** Reader is who opens it. */
export interface Reader {
  identity: Identity;
  followed: VerifyKey; // with which the reporter signs
  follower?: VerifyKey; // with which the counsellor does; the reporter has it from his first words
}

const purpose = "aftercare";
const kinds: Record<Party, string[]> = { followed: ["begin", "check-in", "words"], follower: ["plan", "words"] };

const caseOf = (k: { org: string; id: string }) => ({ organisation: k.org, id: k.id });

const draft = (sequence: number, { kind, ...rest }: Content) => ({ sequence, purpose, kind, content: utf8(JSON.stringify(rest)) });

/** begin makes the key of new aftercare and seals what is said first. */
export async function begin(mine: ReceiptKeys, to: string, at: { org: string; id: string }, first: Begin): Promise<{ key: string; first: string; reader: Fingerprint }> {
  const { key, envelope } = await newEpoch(mine.signing, caseOf(at), 1, [mine.identity.recipient, parseRecipient(to)]);
  return { key: text64(envelope), first: text64(await key.seal(mine.signing, draft(1, first))), reader: fingerprintOf(to) };
}

/** sealNext seals what is said next. */
export async function sealNext(care: Care, by: SigningKey, content: Content): Promise<{ seq: number; envelope: string }> {
  const seq = care.said.length + 1;
  return { seq, envelope: text64(await care.key.seal(by, draft(seq, content))) };
}

/** openCare opens aftercare. It throws a Fault when its key isn't what it should be. */
export async function openCare(kept: Kept, who: Reader): Promise<Care> {
  const key = await openEpoch(bytes(kept.key), who.identity, { case: caseOf(kept), number: 1, makers: [who.followed] });
  if (key.epoch.readers.length !== 2) throw new Fault("seal.recipients");
  const care: Care = { kept, key, said: [] };
  const senders = { followed: who.followed, follower: who.follower };
  for (const [i, { from, envelope }] of kept.said.entries()) {
    const content = await open(key, i + 1, from, senders[from], envelope);
    if (content?.kind === "begin" && i === 0) senders.follower ??= content.follower;
    care.said.push({ from, content });
  }
  return care;
}

async function open(key: CaseKey, sequence: number, from: Party, sender: VerifyKey | undefined, envelope: string): Promise<Content | null> {
  try {
    const m = await key.open(bytes(envelope), { sequence, purpose, senders: sender ? [sender] : [], kinds: kinds[from] });
    return (m.kind === "begin") === (sequence === 1) ? readContent(m.kind, fromUtf8(m.content)) : null;
  } catch (e) {
    if (e instanceof Fault) return null;
    throw e;
  }
}

/** beginning gives what was said first. */
export function beginning(care: Care): Begin | null {
  const first = care.said[0]?.content;
  return first?.kind === "begin" ? first : null;
}

/** checkIns lists how the reporter fared, the first first. */
export function checkIns(care: Care): CheckIn[] {
  return care.said.map((s) => s.content).filter((c): c is CheckIn => c?.kind === "check-in");
}

/** plan gives the plan that holds, if there is one. */
export function plan(care: Care): Plan | null {
  return care.said.map((s) => s.content).filter((c): c is Plan => c?.kind === "plan").at(-1) ?? null;
}

/** Moment is a day from which it is asked how the reporter fares. */
export interface Moment {
  day: string;
  state: "later" | "due" | "missed" | "done";
}

/**
 * moments tells how it stands with each day on which it is asked. One is done by the first check-in on that day or
 * after it, before the next one; who was late to one is asked at the next.
 */
export function moments(due: readonly string[], done: readonly { day: string }[], today: string): Moment[] {
  return due.map((day, i) => {
    const next = due[i + 1] ?? "9999-12-31";
    if (done.some((c) => c.day >= day && c.day < next)) return { day, state: "done" };
    if (today < day) return { day, state: "later" };
    return { day, state: today < next ? "due" : "missed" };
  });
}
