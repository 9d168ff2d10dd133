// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A visit of a counsellor to his own space: locked, unlocked, and locked again.

import { type Care, openCare } from "../care/care.ts";
import { api as keys, type Me as Officer, SignedOut } from "../desk/api.ts";
import { hear } from "../desk/dom.ts";
import { Drafts } from "../desk/drafts.ts";
import { Idle } from "../desk/idle.ts";
import type { Door } from "../desk/keyview.ts";
import type { Page } from "../desk/page.ts";
import type { Reason } from "../desk/session.ts";
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

/** Visit leads from screen to screen, and holds the keys while the space is unlocked. */
export class Visit implements Door {
  readonly page: Page;
  readonly titles = { unlock: "counsel.space.unlock.title", locked: "counsel.space.locked.title" };
  readonly who: Me;
  me: Pick<Officer, "keyring">;
  open: Open | null = null;
  /** leave keeps what is typed on the screen, before it goes. */
  leave: () => Promise<void> = async () => undefined;
  #idle: Idle | null = null;
  readonly #screens: Screens;
  readonly #others = new BroadcastChannel("baken-desk");

  private constructor(page: Page, who: Me, me: Pick<Officer, "keyring">, screens: Screens) {
    [this.page, this.who, this.me, this.#screens] = [page, who, me, screens];
    this.#others.addEventListener("message", () => void this.lock("asked"));
    for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
      form.addEventListener("submit", (event) => this.#signOut(event, form));
    }
  }

  static async begin(page: Page, screens: Screens): Promise<Visit> {
    return new Visit(page, await api.me(), { keyring: await keys.keyring() }, screens);
  }

  // What is typed is sealed first; then all windows lock, and the session ends.
  #signOut(event: SubmitEvent, form: HTMLFormElement): void {
    if (!this.open) return;
    event.preventDefault();
    this.#others.postMessage("lock");
    void this.lock("asked").finally(() => form.submit());
  }

  /** enter opens the space with the counsellor's keys. */
  async enter(ring: Keyring): Promise<void> {
    this.me = { keyring: await keys.keyring() };
    const space: Open = { ring, drafts: new Drafts(ring, this.who.person, sessionStorage), notes: [], asked: [], cares: [], today: "" };
    await this.#load(space);
    this.open = space;
    this.#idle = new Idle(() => void this.lock("idle"));
    const bar = this.page.bar(this.who.name);
    if (bar) hear(bar, "lock", () => this.lock("asked"));
    await this.#screens.space(this, space);
  }

  /**
   * show puts a screen of the open space on the page, and tells what was just
   * done. What comes after the space was locked isn't shown.
   */
  show(space: Open, root: HTMLElement, title: string, said = ""): void {
    if (this.open !== space) return;
    this.page.show(root, title);
    if (said) this.page.tell(said);
    else this.page.speak("");
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

  /** lock keeps what was typed, sealed, and forgets the keys and all that was opened. */
  async lock(reason: Reason): Promise<void> {
    if (!this.open) return;
    this.#idle?.stop();
    await this.leave();
    this.leave = async () => undefined;
    this.open = null;
    this.page.bar(null);
    this.page.speak("");
    this.#screens.locked(this, reason);
  }

  /** guard does what may find that the session is over, and then locks. */
  async guard(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
    } catch (e) {
      if (!(e instanceof SignedOut)) throw e;
      await this.lock("ended");
    }
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
