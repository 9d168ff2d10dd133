// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A visit of a counsellor to his own space.

import { type Care, openCare } from "../care/care.ts";
import { api as keys, type Me as Officer } from "../desk/api.ts";
import { Drafts } from "../desk/drafts.ts";
import type { Page } from "../desk/page.ts";
import type { Reason } from "../desk/session.ts";
import { Visit as Opening } from "../desk/visit.ts";
import { Fault, type Keyring, parseVerifyKey } from "../seal/index.ts";
import { api, type KeptCare, type Me } from "./api.ts";
import { newest, type Note, open } from "./note.ts";
import { allAsked, type Asked } from "./request.ts";

/** Given is aftercare that the counsellor gives; without care when his keys don't open it. */
export interface Given {
  id: string;
  care: Care | null;
}

/** Open is a space that is unlocked. It is forgotten when it is locked. */
export interface Open {
  ring: Keyring;
  drafts: Drafts;
  notes: Note[];
  cares: Given[];
  today: string;
  asked: Asked[];
}

/** Screens draws what a visit leads to. */
export interface Screens {
  locked(visit: Visit, reason: Reason): void;
  space(visit: Visit, open: Open): Promise<void>;
}

/** Visit holds the space while it is unlocked. */
export class Visit extends Opening<Open> {
  readonly titles = { unlock: "counsel.space.unlock.title", locked: "counsel.space.locked.title" };

  private constructor(page: Page, readonly who: Me, me: Pick<Officer, "keyring">, private readonly screens: Screens) {
    super(page, who.name, me);
  }

  static async begin(page: Page, screens: Screens): Promise<Visit> {
    return new Visit(page, await api.me(), { keyring: await keys.keyring() }, screens);
  }

  protected async unlock(ring: Keyring): Promise<Open> {
    const space: Open = { ring, drafts: new Drafts(ring, this.who.person, sessionStorage), notes: [], asked: [], cares: [], today: "" };
    await this.#load(space);
    return space;
  }

  protected arrive(open: Open): Promise<void> {
    return this.screens.space(this, open);
  }

  protected away(reason: Reason): void {
    this.screens.locked(this, reason);
  }

  /** reload opens what the server has now. */
  async reload(): Promise<void> {
    if (this.open) await this.#load(this.open);
  }

  async #load(space: Open): Promise<void> {
    const { ring } = space;
    const notes: Note[] = [];
    for (const kept of await api.notes()) notes.push(await open(ring, this.who.person, kept));
    const { today, cares } = await api.cares();
    const given: Given[] = [];
    for (const kept of cares) given.push({ id: kept.id, care: await openGiven(ring, kept) });
    [space.notes, space.asked, space.cares, space.today] = [notes.sort(newest), await allAsked(ring), given, today];
  }
}

async function openGiven(ring: Keyring, kept: KeptCare): Promise<Care | null> {
  try {
    return await openCare(kept, { identity: ring.identity, followed: parseVerifyKey(kept.verify), follower: ring.signing.verifyKey });
  } catch (e) {
    if (e instanceof Fault) return null;
    throw e;
  }
}
