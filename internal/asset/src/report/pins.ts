// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Whom a report was sealed to is written in the report itself, inside the seal
// and under the reporter's signature. Who comes back with the receipt so knows
// the desk as it was, whatever the server says then.

import { refOf } from "../desk/refs.ts";
import { fingerprintOf } from "../seal/index.ts";
import type { Desk, Officer } from "./api.ts";

/** Pin names a member's keys: the key to read with by its hash, since it is long. */
export interface Pin {
  readonly id: string;
  readonly ref: string;
  readonly verify: string;
  readonly independent: boolean;
}

export function pinsOf(desk: Desk): Pin[] {
  const pin = (independent: boolean) => (m: Officer): Pin => ({ id: m.id, ref: refOf(fingerprintOf(m.recipient)), verify: m.verify, independent });
  return [...desk.members.map(pin(false)), ...desk.independent.map(pin(true))];
}

/** readPins reads what a report says of its desk; nothing when it says nothing, as one that the server sealed. */
export function readPins(content: unknown): Pin[] | undefined {
  const desk = (content as { desk?: unknown } | null)?.desk;
  if (!Array.isArray(desk)) return undefined;
  return desk.flatMap((p: Partial<Pin> | null) =>
    typeof p?.id === "string" && typeof p.ref === "string" && typeof p.verify === "string"
      ? [{ id: p.id, ref: p.ref, verify: p.verify, independent: p.independent === true }]
      : [],
  );
}
