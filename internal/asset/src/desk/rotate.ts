// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { newEpoch, type Recipient } from "../seal/index.ts";
import { api, Refused } from "./api.ts";
import { text64 } from "./bytes.ts";
import type { Dossier } from "./dossier.ts";
import { refOf } from "./refs.ts";
import type { Unlocked } from "./unlocked.ts";

/**
 * rotate starts an epoch that only these can read. The recipients were checked
 * by a person each; the server checks that they are those of today, and refuses
 * others. When a colleague's browser was first, there is nothing left to do.
 */
export async function rotate(open: Unlocked, dossier: Dossier, readers: readonly string[]): Promise<void> {
  const { case: id, org: organisation, epoch } = dossier.case;
  const { key, envelope } = await newEpoch(open.ring.signing, { organisation, id }, epoch + 1, readers as readonly Recipient[]);
  try {
    await api.epoch(id, {
      number: epoch + 1, recipient: key.epoch.recipient, sealedKey: text64(envelope), recipients: key.epoch.readers.map(refOf),
    });
  } catch (e) {
    if (!(e instanceof Refused) || e.status !== 409) throw e;
  }
}
