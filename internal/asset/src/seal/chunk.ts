// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { bytesToHex } from "@noble/hashes/utils.js";
import { equal, random } from "./bytes.ts";
import { Decoder, Encoder, formed, isNumber } from "./encode.ts";
import { lockTo, unlock } from "./envelope.ts";
import { need } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { type Case, checkCase } from "./name.ts";
import { classOf, pad, unpad } from "./pad.ts";
import { bytesOf, type SigningKey, verify, type VerifyKey, verifyKeyFrom } from "./sign.ts";

/** chunkSize is how many bytes of an attachment go into one envelope. */
export const chunkSize = 1 << 20;

const domain = "baken/seal/chunk/v1";

/** Attachment names a file in a case: what its chunks are signed for. */
export interface Attachment {
  id: string; // 32 hexadecimal digits, drawn at random
  size: number; // bytes in all
}

/** newAttachment draws a name for a file. An upload that is taken up again keeps the name, for the same file only. */
export const newAttachment = (size: number): Attachment => ({ id: bytesToHex(random(16)), size });

/** chunksOf gives in how many envelopes the attachment goes; an empty one is one envelope. */
export const chunksOf = (a: Attachment): number => Math.max(1, Math.ceil(a.size / chunkSize));

/** lengthOf gives how many bytes a chunk has. */
export const lengthOf = (a: Attachment, index: number): number => Math.min(chunkSize, a.size - index * chunkSize);

export function checkAttachment(a: Attachment): void {
  need(/^[0-9a-f]{32}$/.test(a.id), "seal.name", { field: "attachment" });
  need(isNumber(a.size), "seal.size");
}

/**
 * Chunk is what is signed for a chunk: its bytes by their hash, since a browser signs a whole megabyte in 40 ms and
 * a hash of it in one.
 */
export interface Chunk extends Attachment {
  case: Case;
  epoch: number;
  recipients: Uint8Array;
  sender: VerifyKey;
  index: number;
  last: boolean;
  hash: Uint8Array; // SHA-256 of the data
}

export async function hashOf(data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>));
}

/** sealChunk signs and closes a chunk as it stands: what is signed, the signature, and the data. */
export function sealChunk(id: Identity, by: SigningKey, c: Chunk, data: Uint8Array): Promise<Uint8Array> {
  const b = write(c);
  const body = new Encoder(b).field(by.sign(b)).field(data).bytes();
  return lockTo(pad(body, classOfChunk(body, data)), [id.recipient]);
}

/** classOfChunk fills up the data; what is signed beside them is of the same length in a whole case. */
const classOfChunk = (body: Uint8Array, data: Uint8Array): number => 4 + body.length - data.length + classOf(data.length);

/** openChunk opens a chunk and checks its signature, not its place. */
export async function openChunk(id: Identity, raw: Uint8Array): Promise<Chunk & { data: Uint8Array }> {
  const plain = await unlock(raw, id);
  const body = unpad(plain);
  const d = new Decoder(body);
  const [b, signature, data] = [d.field(), d.field(), d.field()];
  d.done();
  need(data.length <= chunkSize, "seal.format");
  const c = formed(() => read(b));
  need(plain.length === classOfChunk(body, data), "seal.padding");
  need(equal(c.hash, await hashOf(data)) && verify(c.sender, b, signature), "seal.signature");
  return { ...c, data };
}

function write(c: Chunk): Uint8Array {
  return new Encoder(domain)
    .text(c.case.organisation).text(c.case.id).number(c.epoch).field(c.recipients).field(bytesOf(c.sender))
    .text(c.id).number(c.size).number(c.index).number(c.last ? 1 : 0).field(c.hash).bytes();
}

function read(b: Uint8Array): Chunk {
  const d = new Decoder(b, domain);
  const of = { organisation: d.text(), id: d.text() };
  const [epoch, recipients, sender] = [d.number(), d.fixed(32), verifyKeyFrom(d.fixed(32))];
  const [id, size, index, last, hash] = [d.text(), d.number(), d.number(), d.flag(), d.fixed(32)];
  d.done();
  checkCase(of);
  checkAttachment({ id, size });
  return { case: of, epoch, recipients, sender, id, size, index, last, hash };
}
