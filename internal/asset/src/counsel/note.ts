// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a counsellor keeps for himself. It is sealed to him alone; which note it
// is, and its how manieth version, is signed, so that one can't pass for
// another.

import { bytes, fromUtf8, text64, utf8 } from "../desk/bytes.ts";
import { openFromSelf, sealToSelf, type Subject } from "../desk/self.ts";
import { Fault, type Keyring } from "../seal/index.ts";
import type { Kept } from "./api.ts";

export const kinds = ["conversation", "note", "referral"] as const;

export type Kind = (typeof kinds)[number];

/** Content is what stands in the envelope. */
export interface Content {
  kind: Kind;
  day: string; // of the conversation or the referral: year-month-day
  first?: boolean; // the first conversation with this person in that year
  text: string;
  to: string; // whom to, for a referral
  conduct: string[];
  grounds: string[];
  source: string;
}

/** Note is a note that was opened; without content when it couldn't be. */
export interface Note extends Kept {
  content: Content | null;
}

const subject = (person: string, id: string, version: number): Subject =>
  ({ purpose: "note", person, about: `note.${id}.${version}` });

/** seal closes the version of a note. */
export async function seal(ring: Keyring, person: string, id: string, version: number, content: Content): Promise<string> {
  return text64(await sealToSelf(ring, subject(person, id, version), [utf8(JSON.stringify(content))]));
}

/** open opens a note, if it is one's own. */
export async function open(ring: Keyring, person: string, kept: Kept): Promise<Note> {
  try {
    const [piece] = await openFromSelf(ring, subject(person, kept.id, kept.version), bytes(kept.envelope));
    return { ...kept, content: JSON.parse(fromUtf8(piece!)) as Content };
  } catch (e) {
    if (!(e instanceof Fault) && !(e instanceof SyntaxError)) throw e;
    return { ...kept, content: null };
  }
}

/** newest puts the last conversation first; what can't be opened goes last. */
export function newest(a: Note, b: Note): number {
  return (b.content?.day ?? "").localeCompare(a.content?.day ?? "") || b.id.localeCompare(a.id);
}
