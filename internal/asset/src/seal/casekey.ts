// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { type Attachment, sealChunk, chunksOf, checkAttachment, hashOf, lengthOf, openChunk } from "./chunk.ts";
import { equal } from "./bytes.ts";
import { isNumber } from "./encode.ts";
import type { Epoch } from "./epoch.ts";
import { need } from "./errors.ts";
import { Hidden, type Identity } from "./identity.ts";
import { type Draft, maxContent, type Message, openMessage, sealMessage, type Want } from "./message.ts";
import { isLabel } from "./name.ts";
import { readersDigest } from "./readers.ts";
import type { SigningKey, VerifyKey } from "./sign.ts";

/** CaseKey reads and writes in one epoch of a case. */
export class CaseKey extends Hidden {
  readonly epoch: Epoch;
  readonly identity: Identity;
  readonly statement: Uint8Array;
  readonly signature: Uint8Array;
  readonly granter: VerifyKey | undefined; // who resealed the key to its reader
  readonly #digest: Uint8Array;

  /** For newEpoch and openEpoch only. */
  constructor(epoch: Epoch, identity: Identity, statement: Uint8Array, signature: Uint8Array, granter?: VerifyKey) {
    super();
    this.epoch = epoch;
    this.identity = identity;
    this.statement = statement;
    this.signature = signature;
    this.granter = granter;
    this.#digest = readersDigest(epoch.recipient, epoch.readers);
  }

  /** seal signs the draft and closes it for the readers of the epoch. */
  async seal(by: SigningKey, d: Draft): Promise<Uint8Array> {
    need(isLabel(d.purpose), "seal.name", { field: "purpose" });
    need(isLabel(d.kind), "seal.name", { field: "kind" });
    need(isNumber(d.sequence), "seal.sequence");
    need(d.content.length <= maxContent, "seal.large", { most: maxContent });
    return sealMessage(this.identity, by, { ...d, ...this.#place(by) });
  }

  /** open opens a message and checks that it is the one that is wanted. */
  async open(raw: Uint8Array, want: Want): Promise<Message> {
    const m = await openMessage(this.identity, raw);
    this.#checkCase(m);
    need(m.sequence === want.sequence, "seal.sequence");
    need(m.purpose === want.purpose, "seal.purpose");
    need(equal(m.recipients, this.#digest), "seal.recipients");
    need(want.senders.includes(m.sender), "seal.sender");
    need(want.kinds.includes(m.kind), "seal.kind");
    return m;
  }

  /** sealChunk signs and closes one chunk of an attachment, the index counted from 0. */
  async sealChunk(by: SigningKey, a: Attachment, index: number, data: Uint8Array): Promise<Uint8Array> {
    checkAttachment(a);
    need(isNumber(index) && index < chunksOf(a), "seal.chunk");
    need(data.length === lengthOf(a, index), "seal.size");
    const last = index === chunksOf(a) - 1;
    const chunk = { ...this.#place(by), id: a.id, size: a.size, index, last, hash: await hashOf(data) };
    return sealChunk(this.identity, by, chunk, data);
  }

  /** openChunk opens one chunk and checks that it is this one of this attachment, by one of the senders. */
  async openChunk(raw: Uint8Array, a: Attachment, index: number, senders: readonly VerifyKey[]): Promise<Uint8Array> {
    const c = await openChunk(this.identity, raw);
    this.#checkCase(c);
    need(equal(c.recipients, this.#digest), "seal.recipients");
    need(senders.includes(c.sender), "seal.sender");
    need(c.id === a.id, "seal.attachment");
    need(c.size === a.size, "seal.size");
    need(c.index === index, "seal.chunk");
    need(index < chunksOf(a) && c.last === (index === chunksOf(a) - 1), "seal.last");
    need(c.data.length === lengthOf(a, index), "seal.size");
    return c.data;
  }

  #place(by: SigningKey) {
    return { case: this.epoch.case, epoch: this.epoch.number, recipients: this.#digest, sender: by.verifyKey };
  }

  #checkCase(m: { case: { organisation: string; id: string }; epoch: number }): void {
    need(m.case.organisation === this.epoch.case.organisation, "seal.organisation");
    need(m.case.id === this.epoch.case.id, "seal.case");
    need(m.epoch === this.epoch.number, "seal.epoch");
  }
}
