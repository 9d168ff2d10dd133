// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What somebody writes who asks for a talk, sealed to one counsellor.
// hear/counsel/counselserver does the same for who has no JavaScript.

import { fromUtf8, utf8 } from "../desk/bytes.ts";
import { object, parse } from "../desk/raw.ts";
import { Fault, type Identity, openLetter, type Recipient, sealLetter } from "../seal/index.ts";

const purpose = "request";

/** Wish is what stands in a request. Whoever made it chose every letter of it. */
export interface Wish {
  contact: string;
  when: string;
  about: string;
  sealedBy: "browser" | "server";
}

/** Place is where a request stands; it is sealed with it. */
export interface Place {
  org: string;
  id: string;
}

const caseOf = ({ org, id }: Place) => ({ organisation: org, id });

export function sealWish(to: Recipient, at: Place, wish: Wish): Promise<Uint8Array> {
  return sealLetter(to, { case: caseOf(at), purpose, content: utf8(JSON.stringify(wish)) });
}

/** openWish gives what was asked; nothing when it doesn't open with this key, or isn't for this place. */
export async function openWish(raw: Uint8Array, id: Identity, at: Place): Promise<Wish | null> {
  try {
    return read(fromUtf8(await openLetter(raw, id, caseOf(at), purpose)));
  } catch (e) {
    if (e instanceof Fault || e instanceof TypeError) return null;
    throw e;
  }
}

function read(json: string): Wish | null {
  const { contact, when, about, sealedBy } = object(parse(json));
  if (typeof contact !== "string" || typeof when !== "string" || typeof about !== "string") return null;
  return { contact, when, about, sealedBy: sealedBy === "server" ? "server" : "browser" };
}
