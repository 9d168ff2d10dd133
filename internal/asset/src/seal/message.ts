// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { Decoder, Encoder, formed } from "./encode.ts";
import { lockTo, unlock } from "./envelope.ts";
import { need } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { type Case, checkCase, isLabel } from "./name.ts";
import { classOf, pad, unpad } from "./pad.ts";
import { bytesOf, type SigningKey, splitSignature, verify, type VerifyKey, verifyKeyFrom } from "./sign.ts";

/** maxContent is the most bytes in one message; what is larger is an attachment. */
export const maxContent = 1 << 20;

const domain = "baken/seal/message/v1";

/** Draft is a message before it is sealed. */
export interface Draft {
  sequence: number; // its place in the case, as the caller counts
  purpose: string; // what the envelope is for: a to z, 0 to 9, dot, dash
  kind: string; // what is said: the same letters
  content: Uint8Array;
}

/** Message is what was opened: it was signed, word for word, by its sender. */
export interface Message extends Draft {
  case: Case;
  epoch: number;
  recipients: Uint8Array; // hash of the fingerprints of the epoch's public key and its readers
  sender: VerifyKey;
}

/** Want is what the opener expects beside what the CaseKey says. An empty list accepts nobody and nothing. */
export interface Want {
  sequence: number;
  purpose: string;
  senders: readonly VerifyKey[];
  kinds: readonly string[];
}

/** sealMessage signs and closes a message as it stands. */
export function sealMessage(id: Identity, by: SigningKey, m: Message): Promise<Uint8Array> {
  const body = by.signed(write(m));
  return lockTo(pad(body, classOf(4 + body.length)), [id.recipient]);
}

/** openMessage opens a message and checks its signature, not its place. */
export async function openMessage(id: Identity, raw: Uint8Array): Promise<Message> {
  const plain = await unlock(raw, id);
  const body = unpad(plain);
  need(plain.length === classOf(4 + body.length), "seal.padding");
  const [b, signature] = splitSignature(body);
  const m = formed(() => read(b));
  need(verify(m.sender, b, signature), "seal.signature");
  return m;
}

function write(m: Message): Uint8Array {
  return new Encoder(domain)
    .text(m.case.organisation).text(m.case.id).number(m.epoch).number(m.sequence).text(m.purpose)
    .field(m.recipients).field(bytesOf(m.sender)).text(m.kind).field(m.content).bytes();
}

function read(b: Uint8Array): Message {
  const d = new Decoder(b, domain);
  const c = { organisation: d.text(), id: d.text() };
  const [epoch, sequence, purpose, recipients] = [d.number(), d.number(), d.text(), d.fixed(32)];
  const [sender, kind, content] = [verifyKeyFrom(d.fixed(32)), d.text(), d.field()];
  d.done();
  checkCase(c);
  need(isLabel(purpose) && isLabel(kind) && content.length <= maxContent, "seal.format");
  return { case: c, epoch, sequence, purpose, recipients, sender, kind, content };
}
