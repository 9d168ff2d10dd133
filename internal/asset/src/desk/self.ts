// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a person seals to himself alone: answers that aren't sent yet, an
// officer's index, a counsellor's notes. It is a case of which he is the only
// reader, with a fresh key each time; the envelope of that key goes before the
// pieces.

import { Fault, type Keyring, newEpoch, openEpoch } from "../seal/index.ts";
import { concat } from "../seal/encode.ts";

/** What is sealed: for which purpose, and about what. Both are signed, so that one can't pass for another. */
export interface Subject {
  purpose: "draft" | "index" | "note";
  person: string;
  about: string;
}

const caseOf = (s: Subject) => ({ organisation: `self.${s.person}`, id: s.about });

/** sealToSelf closes pieces of at most a mebibyte each, in their order. */
export async function sealToSelf(ring: Keyring, subject: Subject, pieces: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const { key, envelope } = await newEpoch(ring.signing, caseOf(subject), 1, [ring.identity.recipient]);
  const parts = [envelope];
  for (const [i, content] of pieces.entries()) {
    const kind = i === pieces.length - 1 ? "last" : "more";
    parts.push(await key.seal(ring.signing, { sequence: i, purpose: subject.purpose, kind, content }));
  }
  return concat(...parts, lengths(parts));
}

/** openFromSelf gives the pieces, all of them and none from elsewhere; else it throws a Fault. */
export async function openFromSelf(ring: Keyring, subject: Subject, raw: Uint8Array): Promise<Uint8Array[]> {
  const [envelope, ...sealed] = split(raw);
  const makers = [ring.signing.verifyKey];
  const key = await openEpoch(envelope!, ring.identity, { case: caseOf(subject), number: 1, makers });
  const pieces: Uint8Array[] = [];
  for (const [i, piece] of sealed.entries()) {
    const kinds = [i === sealed.length - 1 ? "last" : "more"];
    pieces.push((await key.open(piece, { sequence: i, purpose: subject.purpose, senders: makers, kinds })).content);
  }
  return pieces;
}

// The lengths stand at the end, so that the whole still begins as an age file.
function lengths(parts: readonly Uint8Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * (parts.length + 1)));
  for (const [i, part] of parts.entries()) view.setUint32(4 * i, part.length);
  view.setUint32(4 * parts.length, parts.length);
  return new Uint8Array(view.buffer);
}

function split(raw: Uint8Array): Uint8Array[] {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const count = raw.length < 4 ? 0 : view.getUint32(raw.length - 4);
  const start = raw.length - 4 * (count + 1);
  if (count < 2 || start < 0) throw new Fault("seal.format");
  const parts: Uint8Array[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(start + 4 * i);
    if (length > start - at) throw new Fault("seal.format");
    parts.push(raw.subarray(at, at + length));
    at += length;
  }
  if (at !== start) throw new Fault("seal.format");
  return parts;
}
