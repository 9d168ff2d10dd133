// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { hexToBytes } from "@noble/hashes/utils.js";
import { Decoder, Encoder } from "./encode.ts";
import { lockTo, unlock } from "./envelope.ts";
import { need } from "./errors.ts";
import type { Identity, Recipient } from "./identity.ts";
import { maxContent } from "./message.ts";
import { type Case, checkCase, isLabel, isName } from "./name.ts";
import { classOf, pad, unpad } from "./pad.ts";
import { type Fingerprint, fingerprintOf, readFingerprint } from "./readers.ts";

const domain = "baken/seal/letter/v1";

/** Letter is what somebody who has no keys closes for one reader. Nobody signs it, so it proves no sender. */
export interface Letter {
  case: Case; // the organisation, and the id of the letter itself
  purpose: string;
  content: Uint8Array;
}

/** sealLetter closes a letter for its reader, whose key is named inside. */
export async function sealLetter(to: Recipient, l: Letter): Promise<Uint8Array> {
  checkCase(l.case);
  need(isLabel(l.purpose), "seal.name", { field: "purpose" });
  need(l.content.length <= maxContent, "seal.large", { most: maxContent });
  const body = new Encoder(domain)
    .text(l.case.organisation).text(l.case.id).text(l.purpose).field(hexToBytes(fingerprintOf(to))).field(l.content).bytes();
  return lockTo(pad(body, classOf(4 + body.length)), [to]);
}

/** openLetter gives the content of the letter of that id and purpose. */
export async function openLetter(raw: Uint8Array, id: Identity, of: Case, purpose: string): Promise<Uint8Array> {
  const plain = await unlock(raw, id);
  const body = unpad(plain);
  need(plain.length === classOf(4 + body.length), "seal.padding");
  const { letter, reader } = read(body);
  need(letter.case.organisation === of.organisation, "seal.organisation");
  need(letter.case.id === of.id, "seal.case");
  need(letter.purpose === purpose, "seal.purpose");
  need(reader === fingerprintOf(id.recipient), "seal.recipients");
  return letter.content;
}

function read(body: Uint8Array): { letter: Letter; reader: Fingerprint } {
  const d = new Decoder(body, domain);
  const of = { organisation: d.text(), id: d.text() };
  const [purpose, reader, content] = [d.text(), readFingerprint(d), d.field()];
  d.done();
  need(isName(of.organisation) && isName(of.id) && isLabel(purpose) && content.length <= maxContent, "seal.format");
  return { letter: { case: of, purpose, content }, reader };
}
