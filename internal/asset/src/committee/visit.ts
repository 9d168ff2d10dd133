// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A visit to the room in which complaints are worked on.

import { api as keys, type Me as Officer } from "../desk/api.ts";
import { Drafts } from "../desk/drafts.ts";
import type { Page } from "../desk/page.ts";
import type { Reason } from "../desk/session.ts";
import { Visit as Opening } from "../desk/visit.ts";
import type { Keyring } from "../seal/index.ts";
import { api, type Me } from "./api.ts";

/** Open is the room while it is unlocked. */
export interface Open {
  ring: Keyring;
  drafts: Drafts;
}

/** Screens draws what a visit leads to. */
export interface Screens {
  locked(visit: Visit, reason: Reason): void;
  list(visit: Visit, open: Open): Promise<void>;
}

/** Visit holds the keys while the room is unlocked. */
export class Visit extends Opening<Open> {
  readonly titles = { unlock: "complaint.room.unlock", locked: "complaint.room.locked" };

  private constructor(page: Page, readonly site: string, readonly who: Me, me: Pick<Officer, "keyring">, private readonly screens: Screens) {
    super(page, who.name, me);
  }

  static async begin(page: Page, site: string, screens: Screens): Promise<Visit> {
    return new Visit(page, site, await api.me(), { keyring: await keys.keyring() }, screens);
  }

  protected async unlock(ring: Keyring): Promise<Open> {
    return { ring, drafts: new Drafts(ring, this.who.person, sessionStorage) };
  }

  protected arrive(open: Open): Promise<void> {
    return this.screens.list(this, open);
  }

  protected away(reason: Reason): void {
    this.screens.locked(this, reason);
  }
}
