// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { toBytes } from "./bytes.ts";
import type { CaseKey } from "./casekey.ts";
import { type Attachment, checkAttachment, chunkSize, chunksOf } from "./chunk.ts";
import { Decoder, Encoder, formed } from "./encode.ts";
import { need } from "./errors.ts";
import { isName } from "./name.ts";
import type { SigningKey, VerifyKey } from "./sign.ts";

const domain = "baken/seal/manifest/v1";
const maxFileName = 255; // bytes

/** Manifest tells what an attachment is. It travels as the content of a message. */
export interface Manifest extends Attachment {
  name: string; // as fileName gives it
  type: string; // media type, such as image/jpeg
}

export function encodeManifest(m: Manifest): Uint8Array {
  checkManifest(m);
  return new Encoder(domain).text(m.id).number(m.size).text(m.name).text(m.type).bytes();
}

export function parseManifest(content: Uint8Array): Manifest {
  return formed(() => {
    const d = new Decoder(content, domain);
    const m = { id: d.text(), size: d.number(), name: d.text(), type: d.text() };
    d.done();
    checkManifest(m);
    return m;
  });
}

function checkManifest(m: Manifest): void {
  checkAttachment(m);
  need(m.name === fileName(m.name), "seal.name", { field: "name" });
  need(isName(m.type), "seal.name", { field: "type" });
}

/** fileName makes a name fit to be shown and saved elsewhere: no path, nothing invisible, at most 255 bytes. */
export function fileName(name: string): string {
  const unfit = /[\0-\x1f\x7f-\x9f\x2f\x5c\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/gu;
  const letters = [...name.replace(unfit, "_").replace(/^\.+/, "")];
  let length = toBytes(letters.join("")).length;
  while (length > maxFileName) length -= toBytes(letters.pop()!).length;
  return letters.join("") || "file";
}

/** sealAttachment seals the chunks of a file from the chunk with this index on, one at a time. */
export async function* sealAttachment(
  key: CaseKey, by: SigningKey, a: Attachment, file: Blob, from = 0,
): AsyncGenerator<{ index: number; envelope: Uint8Array }> {
  need(file.size === a.size, "seal.size");
  for (let index = from; index < chunksOf(a); index++) {
    const part = file.slice(index * chunkSize, (index + 1) * chunkSize);
    const data = new Uint8Array(await part.arrayBuffer());
    yield { index, envelope: await key.sealChunk(by, a, index, data) };
  }
}

/**
 * openAttachment gives the file in order, asking fetch for its chunks. All that it gives was checked, but who
 * takes it must forget it when an error is thrown: it isn't the whole file.
 */
export async function* openAttachment(
  key: CaseKey, a: Attachment, senders: readonly VerifyKey[], fetch: (index: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < chunksOf(a); index++) yield key.openChunk(await fetch(index), a, index, senders);
}
