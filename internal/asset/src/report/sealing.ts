// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A report as it is being made: its receipt, its case and the key of its first
// epoch. They are drawn before the first attachment goes, since its chunks are
// sealed with that key, and kept in the draft, so that a crash loses nothing.

import { bytes, text64, utf8 } from "../desk/bytes.ts";
import { refOf } from "../desk/refs.ts";
import {
  type Case,
  type CaseKey,
  newEpoch,
  newReceipt,
  openEpoch,
  parseReceipt,
  parseRecipient,
  type ReceiptKeys,
} from "../seal/index.ts";
import { api, type Desk, type Manifest } from "./api.ts";
import { newID } from "./random.ts";
import { pinsOf } from "./pins.ts";

/** Begun is what the draft keeps of it. */
export interface Begun {
  readonly org: string;
  readonly words: string;
  readonly case: string;
  readonly upload: string;
  readonly sealedKey: string;
  readonly desk: Desk;
}

/** Answers are what the form asks. */
export interface Answers {
  readonly what: string;
  readonly conduct: readonly string[];
  readonly grounds: readonly string[];
  readonly source: string;
  readonly position: string;
  readonly when: string;
  readonly hope: readonly string[];
}

/** Sealing seals the parts of one report. */
export class Sealing {
  private constructor(
    readonly begun: Begun,
    readonly keys: ReceiptKeys,
    readonly key: CaseKey,
  ) {}

  /** begin draws a receipt and a case for the desk as it is now. */
  static async begin(org: string): Promise<Sealing> {
    const desk = await api.desk(org);
    const receipt = newReceipt();
    const keys = await receipt.stretch(desk.site);
    const of: Case = { organisation: org, id: newID() };
    const readers = new Set([...desk.members, ...desk.independent].map((m) => m.recipient));
    const recipients = [...readers].map(parseRecipient);
    const { key, envelope } = await newEpoch(keys.signing, of, 1, [...recipients, keys.identity.recipient]);
    const begun = { org, words: receipt.export(), case: of.id, upload: newID(), sealedKey: text64(envelope), desk };
    return new Sealing(begun, keys, key);
  }

  /** resume goes on with what a draft kept. */
  static async resume(begun: Begun): Promise<Sealing> {
    const keys = await parseReceipt(begun.words).stretch(begun.desk.site);
    const want = { case: { organisation: begun.org, id: begun.case }, number: 1, makers: [keys.signing.verifyKey] };
    return new Sealing(begun, keys, await openEpoch(bytes(begun.sealedKey), keys.identity, want));
  }

  /** chunk seals one chunk of an attachment. */
  chunk(file: { id: string; size: number }, index: number, data: Uint8Array): Promise<Uint8Array> {
    return this.key.sealChunk(this.keys.signing, file, index, data);
  }

  /** report seals the report and gives it as it is sent. Sent again, it is the same. */
  async report(answers: Answers, attachments: readonly Manifest[]): Promise<string> {
    const { begun, keys, key } = this;
    const content = utf8(JSON.stringify({ ...answers, attachments, desk: pinsOf(begun.desk) }));
    const envelope = await key.seal(keys.signing, { sequence: 1, purpose: "dialogue", kind: "report", content });
    return JSON.stringify({
      case: begun.case,
      org: begun.org,
      lookup: keys.lookup(),
      reporter: { recipient: keys.identity.recipient, verify: keys.signing.verifyKey },
      epoch: { number: 1, recipient: key.epoch.recipient, sealedKey: begun.sealedKey, recipients: key.epoch.readers.map(refOf) },
      message: { seq: 1, epoch: 1, envelope: text64(envelope) },
      ...(attachments.length > 0 && { upload: begun.upload, attachments: attachments.map(({ id, chunks }) => ({ id, chunks })) }),
    });
  }
}
