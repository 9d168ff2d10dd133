// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Who may read a case from now on, and what has to be done for that: a new
// epoch when the readers changed, and the keys of older epochs for a colleague
// who lost his.

import { type Fingerprint, fingerprintOf } from "../seal/index.ts";
import type { Dossier } from "./dossier.ts";
import type { Shown } from "./known.ts";

type Reader = Shown; // somebody of today whom a case must be sealed to

/** Plan is what the present epoch lacks. */
export type Plan =
  | { kind: "none" }
  | { kind: "rotate"; readers: string[]; without: Fingerprint[]; added: Reader[] } // without: keys that no longer belong
  | { kind: "blocked"; by: Reader[] }; // keys that no person confirmed yet

/** plan compares the readers of the present epoch with those of today. */
export function plan(dossier: Dossier, today: readonly Reader[], trusted: (r: Reader) => boolean): Plan {
  const present = dossier.keys.get(dossier.case.epoch);
  if (!present) return { kind: "none" }; // who can't read can't change who reads
  const readers = new Set([dossier.case.reporter.recipient, ...today.map((r) => r.recipient)]);
  const want = new Set([...readers].map(fingerprintOf));
  const have = new Set(present.epoch.readers);
  const without = [...have].filter((r) => !want.has(r));
  const added = today.filter((r) => !have.has(fingerprintOf(r.recipient)));
  const doubtful = today.filter((r) => !trusted(r));
  if (doubtful.length > 0) return { kind: "blocked", by: doubtful };
  if (without.length === 0 && added.length === 0) return { kind: "none" };
  return { kind: "rotate", readers: [...readers], without, added };
}

/** Change is what a new epoch meant for who can read. */
export interface Change {
  epoch: number;
  added: Fingerprint[];
  left: Fingerprint[];
}

/** changes gives, for each later epoch that one can read, who came and who left. */
export function changes(dossier: Dossier): Change[] {
  const out: Change[] = [];
  for (const [number, key] of dossier.keys) {
    const before = dossier.keys.get(number - 1);
    if (!before) continue;
    const [now, then] = [new Set(key.epoch.readers), new Set(before.epoch.readers)];
    out.push({ epoch: number, added: [...now].filter((r) => !then.has(r)), left: [...then].filter((r) => !now.has(r)) });
  }
  return out;
}
