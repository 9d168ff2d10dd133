// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is counted of a case, without saying of which. The name of a tally
// follows from the key of the case: all who handle it send the same, so that it
// is counted once, and the server can't come from the one to the other.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Classification } from "./api.ts";
import { utf8 } from "./bytes.ts";
import type { Dossier } from "./dossier.ts";

/** tallyId names the tally of a case; nothing for who can't read its beginning. */
export function tallyId(dossier: Dossier): string | undefined {
  const seed = dossier.keys.get(1)?.identity.seed();
  return seed && bytesToHex(hkdf(sha256, seed, undefined, utf8("baken/tally/triage/v1"), 16));
}

/** classify reads from the report itself what it is about; nothing for who can't read it. */
export function classify(dossier: Dossier): Classification | undefined {
  const first = dossier.turns.find((t) => t.content.kind === "report")?.content;
  if (first?.kind !== "report") return undefined;
  return { grounds: first.grounds, conduct: first.conduct, sources: first.source ? [first.source] : [] };
}
