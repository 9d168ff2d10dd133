// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A case as its reporter opens it. The server is believed in nothing that can
// be checked: who may read was signed, each message is signed for its place,
// and whom to believe follows from the report itself.

import { bytes, fromUtf8 } from "../desk/bytes.ts";
import { type Content, readContent } from "../desk/content.ts";
import { refOf } from "../desk/refs.ts";
import { type CaseKey, Fault, fingerprintOf, openEpoch, type ReceiptKeys, type VerifyKey } from "../seal/index.ts";
import type { Case, EpochOf, Kept } from "./api.ts";
import { type Pin, readPins } from "./pins.ts";

/** Sign is what can be seen of somebody changing things; "report.warn." and its name says it in words. */
export type Sign =
  | "keys" // the keys of the case aren't those that it was made with
  | "reader" // somebody was added by one who may not do so
  | "dropped" // a message isn't there
  | "replayed" // a message is there again
  | "reordered" // a message was made for another place or case
  | "forged" // a message isn't by whom it says
  | "closed"; // a message can't be opened

export interface Alarm {
  readonly sign: Sign;
  readonly seq?: number;
}

/** Turn is a message that passed all checks. */
export interface Turn {
  readonly seq: number;
  readonly epoch: number;
  readonly from: "you" | "desk" | "independent";
  readonly later: boolean; // by somebody who came after the report
  readonly at: number;
  readonly sender: VerifyKey;
  readonly content: Content;
}

export interface Dossier {
  readonly case: Case;
  readonly keys: ReadonlyMap<number, CaseKey>;
  readonly turns: readonly Turn[];
  readonly alarms: readonly Alarm[];
  readonly now: CaseKey | undefined; // to seal the next message with; nothing when that isn't safe
}

// Known is whom the reporter believes, by the key that they sign with.
type Known = Map<string, { independent: boolean; later: boolean }>;

const purpose = "dialogue";
const fromReporter = ["report", "text", "identity-answer", "correction", "withdrawal"];
const fromDesk = ["text", "identity-request", "feedback", "action"];

/** openCase opens what it can of a case and says what is wrong with the rest. */
export async function openCase(c: Case, mine: ReceiptKeys): Promise<Dossier> {
  const opening = new Opening(c, mine);
  await opening.epochs();
  opening.places();
  for (const m of c.messages) await opening.message(m);
  return opening.dossier();
}

class Opening {
  readonly #keys = new Map<number, CaseKey>();
  readonly #turns: Turn[] = [];
  readonly #alarms: Alarm[] = [];
  readonly #known: Known = new Map();
  readonly #twice = new Set<Kept>();

  constructor(
    private readonly c: Case,
    private readonly mine: ReceiptKeys,
  ) {}

  dossier(): Dossier {
    const unsafe = this.#alarms.some((a) => a.sign === "keys" || a.sign === "reader");
    const now = unsafe ? undefined : this.#keys.get(this.c.epoch);
    return { case: this.c, keys: this.#keys, turns: this.#turns, alarms: this.#alarms, now };
  }

  // epochs opens the keys in order: the first was made by the reporter, each
  // other one by somebody who is known by then.
  async epochs(): Promise<void> {
    const { c, mine } = this;
    if (c.reporter.recipient !== mine.identity.recipient || c.reporter.verify !== mine.signing.verifyKey) this.#alarm("keys");
    for (const [i, epoch] of c.epochs.entries()) {
      if (epoch.number !== i + 1) return this.#alarm("keys");
      const makers = i === 0 ? [mine.signing.verifyKey] : [...this.#known.keys()];
      try {
        const key = await openEpoch(bytes(epoch.sealedKey), mine.identity, { case: this.#case, number: i + 1, makers: makers as VerifyKey[] });
        this.#keys.set(i + 1, key);
        this.#judge(key, epoch);
        if (i === 0) await this.#meet(key);
        else this.#add(key);
      } catch (e) {
        return this.#alarm(codeOf(e) === "seal.maker" ? "reader" : "keys");
      }
    }
    if (c.epoch !== c.epochs.length) this.#alarm("keys");
  }

  get #case(): { organisation: string; id: string } {
    return { organisation: this.c.org, id: this.c.case };
  }

  // judge compares what the server says of an epoch with what was signed.
  #judge(key: CaseKey, said: EpochOf): void {
    const signed = new Set(key.epoch.readers.map(refOf));
    const same = said.recipients.length === signed.size && said.recipients.every((r) => signed.has(r));
    if (!same || said.recipient !== key.epoch.recipient) this.#alarm("keys");
  }

  // meet learns whom the report was sealed to, from the report itself. One that
  // the server sealed doesn't say; then those are believed whom it names, as
  // far as the key was sealed to them.
  async #meet(key: CaseKey): Promise<void> {
    const readers = new Set(key.epoch.readers.map(refOf));
    for (const pin of (await this.#pins(key)) ?? this.#named()) {
      if (readers.has(pin.ref)) this.#known.set(pin.verify, { independent: pin.independent, later: false });
    }
  }

  async #pins(key: CaseKey): Promise<Pin[] | undefined> {
    const first = this.c.messages.find((m) => m.seq === 1);
    if (!first) return undefined;
    try {
      const senders = [this.mine.signing.verifyKey];
      const opened = await key.open(bytes(first.envelope), { sequence: 1, purpose, senders, kinds: ["report"] });
      return readPins(JSON.parse(fromUtf8(opened.content)));
    } catch (e) {
      codeOf(e);
      return []; // told when the message itself is opened; nobody is believed
    }
  }

  #named(): Pin[] {
    return Object.entries(this.c.members).flatMap(([id, m]) =>
      (m.keys ?? [m]).map((k) => ({ id, ref: refOf(fingerprintOf(k.recipient)), verify: k.verify, independent: false })),
    );
  }

  // add believes those whom somebody known gave the key of a later epoch.
  #add(key: CaseKey): void {
    const readers = new Set(key.epoch.readers.map(refOf));
    for (const pin of this.#named()) {
      if (readers.has(pin.ref) && !this.#known.has(pin.verify)) this.#known.set(pin.verify, { independent: false, later: true });
    }
  }

  // places checks that messages stand one after the other from the first.
  places(): void {
    const { messages, nextSeq } = this.c;
    const seen = new Map<string, Kept>();
    const have = new Set<number>();
    for (const m of messages) {
      if (seen.has(m.envelope) || have.has(m.seq)) {
        this.#twice.add(m);
        this.#alarm("replayed", m.seq);
      }
      seen.set(m.envelope, m);
      have.add(m.seq);
    }
    const last = Math.max(nextSeq - 1, ...have);
    for (let seq = 1; seq <= last; seq++) if (!have.has(seq)) this.#alarm("dropped", seq);
  }

  async message(m: Kept): Promise<void> {
    if (this.#twice.has(m)) return;
    const key = this.#keys.get(m.epoch);
    if (!key) {
      if (m.epoch > this.c.epochs.length || m.epoch < 1) this.#alarm("closed", m.seq);
      return; // what is wrong with its epoch is told already
    }
    const own = m.from === "reporter";
    const senders = own ? [this.mine.signing.verifyKey] : ([...this.#known.keys()] as VerifyKey[]);
    const kinds = own ? fromReporter : fromDesk;
    try {
      const opened = await key.open(bytes(m.envelope), { sequence: m.seq, purpose, senders, kinds });
      if (own && (m.seq === 1) !== (opened.kind === "report")) return this.#alarm("forged", m.seq);
      const who = this.#known.get(opened.sender);
      this.#turns.push({
        seq: m.seq,
        epoch: m.epoch,
        from: own ? "you" : who?.independent ? "independent" : "desk",
        later: who?.later ?? false,
        at: Date.parse(m.at),
        sender: opened.sender,
        content: readContent(opened.kind, fromUtf8(opened.content)),
      });
    } catch (e) {
      this.#alarm(signOf(codeOf(e)), m.seq);
    }
  }

  #alarm(sign: Sign, seq?: number): void {
    if (this.#alarms.some((a) => a.sign === sign && a.seq === seq)) return;
    this.#alarms.push(seq === undefined ? { sign } : { sign, seq });
  }
}

function signOf(code: string): Sign {
  switch (code) {
    case "seal.sequence":
    case "seal.case":
    case "seal.organisation":
    case "seal.epoch":
      return "reordered";
    case "seal.sender":
    case "seal.signature":
    case "seal.kind":
    case "seal.purpose":
    case "seal.recipients":
      return "forged";
  }
  return "closed";
}

// codeOf says what was wrong. Bytes that aren't base64 and contents that can't
// be read count as damage; anything else is our own fault.
function codeOf(e: unknown): string {
  if (e instanceof Fault) return e.code;
  if (e instanceof SyntaxError || e instanceof TypeError || (e instanceof Error && e.message.includes("base64"))) return "seal.damaged";
  throw e;
}
