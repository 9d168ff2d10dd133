// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A visit to what one's own keys open: locked, unlocked, and locked again.

import type { Keyring } from "../seal/index.ts";
import { api as keys, type Me, SignedOut } from "./api.ts";
import { hear } from "./dom.ts";
import { Idle } from "./idle.ts";
import type { Door } from "./keyview.ts";
import type { Page } from "./page.ts";
import type { Reason } from "./session.ts";

/** Visit leads from screen to screen, and holds the keys while what they open is unlocked. */
export abstract class Visit<Open extends object> implements Door {
  abstract readonly titles: { unlock: string; locked: string };
  open: Open | null = null;
  /** leave keeps what is typed on the screen, before it goes. */
  leave: () => Promise<void> = async () => undefined;
  #idle: Idle | null = null;
  readonly #others = new BroadcastChannel("baken-desk");

  protected constructor(readonly page: Page, readonly name: string, public me: Pick<Me, "keyring">) {
    this.#others.addEventListener("message", () => void this.lock("asked"));
    for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
      form.addEventListener("submit", (event) => this.#signOut(event, form));
    }
  }

  /** unlock opens with the keys what is there. */
  protected abstract unlock(ring: Keyring): Promise<Open>;
  /** arrive shows what was unlocked. */
  protected abstract arrive(open: Open): Promise<void>;
  /** away shows the way in again. */
  protected abstract away(reason: Reason): void;

  // What is typed is sealed first; then all windows lock, and the session ends.
  #signOut(event: SubmitEvent, form: HTMLFormElement): void {
    if (!this.open) return;
    event.preventDefault();
    this.#others.postMessage("lock");
    void this.lock("asked").finally(() => form.submit());
  }

  /** enter unlocks. */
  async enter(ring: Keyring): Promise<void> {
    this.me = { keyring: await keys.keyring() };
    const open = await this.unlock(ring);
    this.open = open;
    this.#idle = new Idle(() => void this.lock("idle"));
    const bar = this.page.bar(this.name);
    if (bar) hear(bar, "lock", () => this.lock("asked"));
    await this.arrive(open);
  }

  /**
   * show puts a screen of what is open on the page, and tells what was just
   * done. What comes after it was locked isn't shown.
   */
  show(open: Open, root: HTMLElement, title: string, said = ""): void {
    if (this.open !== open) return;
    this.page.show(root, title);
    if (said) this.page.tell(said);
    else this.page.speak("");
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
    this.away(reason);
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
