// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The papers of a complaint as they are sealed: each has a key of its own, an
// epoch whose number is that of the paper, so that it has exactly its own
// readers. Whoever opens one checks that it is by whom it says, of the kind that
// it says, and sealed to nobody who doesn't sit here.

import { bytes, fromUtf8, text64, utf8 } from "../desk/bytes.ts";
import {
  type Case, type CaseKey, Fault, type Fingerprint, fingerprintOf, type Identity, newEpoch, openEpoch, parseRecipient, parseVerifyKey, reseal,
  type SigningKey, type VerifyKey,
} from "../seal/index.ts";
import type { Keys, Paper, Party, Seat, SealedPaper, View } from "./api.ts";
import { type Content, readContent } from "./content.ts";
import { sights } from "./table.ts";

const purpose = "complaint";

/** Mine is who opens and writes. */
export interface Mine {
  identity: Identity;
  signing: SigningKey;
}

/** Doubt is what is wrong with a paper. Each has its own message. */
export type Doubt =
  | "" // nothing
  | "closed" // it wasn't given to one's keys, yet
  | "damaged" // not as it was sealed, or not what it says to be
  | "forged" // not by whom it says
  | "stranger"; // sealed to somebody who doesn't read it

/** Opened is a paper with what stands in it; without content when it couldn't be opened. */
export interface Opened {
  paper: Paper;
  key: CaseKey | null;
  content: Content | null;
  doubt: Doubt;
}

const caseOf = (v: Pick<View, "org" | "id">): Case => ({ organisation: v.org, id: v.id });

/** reads tells whether a seat reads a kind of document by the table; the accused party does once it has its copy. */
function reads(v: Pick<View, "edition" | "facts">, s: Pick<Seat, "party">, kind: string): boolean {
  return partiesOf(v, kind).includes(s.party) && (s.party !== "accused" || v.facts.includes("copy-sent"));
}

/** readersOf gives the seats to which a document of a kind is sealed now; from is the party from which it is withheld. */
export function readersOf(v: Pick<View, "edition" | "facts" | "seats">, kind: string, from: Party | "" = ""): Seat[] {
  return v.seats.filter((s) => s.sits && s.party !== from && reads(v, s, kind));
}

/** partiesOf gives the parties that read a kind of document by the table. */
export const partiesOf = (v: Pick<View, "edition">, kind: string): readonly Party[] => sights[v.edition]?.[kind] ?? [];

/** sealPaper seals a paper to its readers. */
export async function sealPaper(mine: Mine, of: Pick<View, "org" | "id">, number: number, kind: string, to: readonly Seat[], content: Content): Promise<SealedPaper> {
  const { key, envelope } = await newEpoch(mine.signing, caseOf(of), number, to.map((s) => parseRecipient(s.recipient)));
  const message = await key.seal(mine.signing, { sequence: 1, purpose, kind, content: utf8(JSON.stringify(content)) });
  return { kind, number, readers: to.map((s) => s.number).sort((a, b) => a - b), key: text64(envelope), envelope: text64(message) };
}

/** openAll opens what it can of the papers of a complaint. */
export async function openAll(v: View, mine: Mine): Promise<Opened[]> {
  const out: Opened[] = [];
  for (const paper of v.papers) out.push(await open(v, paper, mine));
  return out;
}

async function open(v: View, paper: Paper, mine: Mine): Promise<Opened> {
  const closed: Opened = { paper, key: null, content: null, doubt: "closed" };
  if (!paper.key || !paper.envelope) return closed;
  let key: CaseKey | null = null;
  try {
    const senders = signsOf(v, paper.by);
    key = await openEpoch(bytes(paper.key), mine.identity, {
      case: caseOf(v), number: paper.number, makers: senders, granters: paper.giver ? signsOf(v, paper.giver) : [],
    });
    const message = await key.open(bytes(paper.envelope), { sequence: 1, purpose, senders, kinds: [paper.kind] });
    const content = readContent(textOf(message.content));
    if (!content) return { ...closed, key, doubt: "damaged" };
    return { paper, key, content, doubt: strangers(v, paper, key.epoch.readers) ? "stranger" : "" };
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    return { ...closed, key, doubt: key && e.code === "seal.key" ? "damaged" : doubtOf(e.code) }; // the key is his to seal anew, whatever it opens
  }
}

// textOf reads what one party may have sealed as no text at all: that spoils its
// own paper, and not the view of everybody else on the complaint.
function textOf(raw: Uint8Array): string {
  try {
    return fromUtf8(raw);
  } catch {
    return "";
  }
}

function doubtOf(code: string): Doubt {
  switch (code) {
    case "seal.key":
      return "closed";
    case "seal.maker": case "seal.sender": case "seal.grant":
      return "forged";
  }
  return "damaged";
}

// signsOf gives the keys with which a seat signs, or signed.
function signsOf(v: View, seat: number): VerifyKey[] {
  const s = v.seats.find((one) => one.number === seat);
  return s ? [s, ...s.was].map((k) => parseVerifyKey(k.verify)) : [];
}

// strangers tells whether somebody reads a paper who has no seat whose party
// reads it. Whether the accused party had its copy then doesn't matter here: the
// server refuses that, and the paper doesn't tell.
function strangers(v: View, { kind, withheld }: Paper, readers: readonly Fingerprint[]): boolean {
  const parties = partiesOf(v, kind).filter((p) => p !== withheld?.from);
  const known = new Set(v.seats.filter((s) => parties.includes(s.party)).flatMap((s: Seat): Keys[] => [s, ...s.was]).map((k) => fingerprintOf(k.recipient)));
  return readers.some((r) => !known.has(r));
}

/** give seals the key of a paper anew to seats that have to read it. */
export async function give(opened: readonly Opened[], mine: Mine, owed: readonly { paper: number; to: Seat }[]): Promise<{ paper: number; to: number; key: string }[]> {
  const out = [];
  for (const { paper, to } of owed) {
    const key = opened.find((o) => o.paper.number === paper)?.key;
    if (key) out.push({ paper, to: to.number, key: text64(await reseal(key, mine.signing, [parseRecipient(to.recipient)])) });
  }
  return out;
}
