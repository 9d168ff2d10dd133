// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Giving a colleague the keys of what was before him: one who made new keys, or
// one who is new. Only a person decides that, and the log shows it.

import { fingerprintOf, type Recipient, reseal } from "../seal/index.ts";
import { api } from "./api.ts";
import { text64 } from "./bytes.ts";
import { blocks } from "./dialogue.ts";
import { breathe } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import { everyHead, read } from "./reading.ts";
import { refOf } from "./refs.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** giveCase seals the epochs of a case that a colleague can't read to his key, as far as one can read them oneself. */
export async function giveCase(open: Unlocked, dossier: Dossier, member: string): Promise<boolean> {
  const to = open.today(dossier.case).find((m) => m.id === member);
  const lacks = dossier.case.missing.find((m) => m.id === member)?.epochs ?? [];
  if (!to || !open.trusts(to) || blocks(dossier) || open.unsafe(dossier.case.org)) return false;
  const epochs = [];
  for (const number of lacks) {
    const key = dossier.keys.get(number);
    if (!key) continue;
    const sealedKey = text64(await reseal(key, open.ring.signing, [to.recipient as Recipient]));
    epochs.push({ number, sealedKey, recipients: [refOf(fingerprintOf(to.recipient))] });
  }
  if (epochs.length === 0) return false;
  await api.reseal(dossier.case.case, epochs);
  return true;
}

/** giveAll does so for every case. It stops when the screen goes. */
export async function giveAll(session: Session, open: Unlocked, member: string, stop: AbortSignal, tell: (n: number) => void): Promise<number> {
  let given = 0;
  for await (const head of everyHead(stop)) {
    if (stop.aborted || session.open !== open) break;
    if (!head.missing.some((m) => m.id === member)) continue;
    if (await giveCase(open, await read(open, await api.open(head.case)), member)) tell(++given);
    await breathe();
  }
  if (!stop.aborted && session.open === open) await open.gave(member);
  return given;
}
