// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a visit to the desk goes through: locked, unlocked, and locked again.

import { Gone, type Me, SignedOut } from "./api.ts";
import { doubtful } from "./doubtview.ts";
import { hear } from "./dom.ts";
import { Idle } from "./idle.ts";
import type { Keyring } from "../seal/index.ts";
import type { Door } from "./keyview.ts";
import type { Page } from "./page.ts";
import { Unlocked } from "./unlocked.ts";

/** Why the desk was locked. */
export type Reason = "start" | "asked" | "idle" | "ended";

/** View is what is on the screen while the desk is unlocked. */
export interface View {
  /** leave keeps what was typed, before the screen goes. */
  leave?(): Promise<void>;
}

/** Screens draws what a session leads to. */
export interface Screens {
  locked(session: Session, reason: Reason): void;
  check(session: Session, open: Unlocked): void;
  show(session: Session, open: Unlocked): Promise<View>;
}

/** Session leads from screen to screen, and holds the keys while it is unlocked. */
export class Session implements Door {
  readonly page: Page;
  readonly titles = { unlock: "report.desk.unlock.title", locked: "report.desk.locked.title" };
  me: Me;
  open: Unlocked | null = null;
  #view: View = {};
  #idle: Idle | null = null;
  readonly #screens: Screens;
  readonly #others = new BroadcastChannel("baken-desk");

  constructor(page: Page, me: Me, screens: Screens) {
    this.page = page;
    this.me = me;
    this.#screens = screens;
    this.#others.addEventListener("message", () => void this.lock("asked"));
    window.addEventListener("popstate", () => void this.show());
    for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
      form.addEventListener("submit", (event) => this.#signOut(event, form));
    }
    document.addEventListener("click", (event) => this.#follow(event));
  }

  // What is typed is sealed first; then all windows lock, and the session ends.
  #signOut(event: SubmitEvent, form: HTMLFormElement): void {
    if (!this.open) return;
    event.preventDefault();
    this.#others.postMessage("lock");
    void this.lock("asked").finally(() => form.submit());
  }

  // A link to another screen of the desk keeps the page, and so the keys.
  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.hasAttribute("download") || !this.open) return;
    const to = new URL(link.href, location.href);
    if (to.origin !== location.origin || !/^\/desk\/reports(\/|$)/.test(to.pathname)) return;
    event.preventDefault();
    void this.go(to.pathname + to.search);
  }

  /** go leads to another screen of the desk. */
  async go(to: string): Promise<void> {
    if (to !== location.pathname + location.search) history.pushState(null, "", to);
    await this.show();
  }

  /** show draws the screen of the present address. */
  async show(): Promise<void> {
    const { open } = this;
    if (!open) return;
    await this.guard(async () => {
      await this.#view.leave?.();
      this.#view = {};
      this.#view = await this.#screens.show(this, open);
    });
  }

  /** enter unlocks the desk with the keys of a member. */
  async enter(ring: Keyring): Promise<void> {
    await this.unlock(await Unlocked.enter(ring));
  }

  /** unlock goes on with the keys. */
  async unlock(open: Unlocked): Promise<void> {
    this.open = open;
    this.me = open.me;
    this.#idle = new Idle(() => void this.lock("idle"));
    const bar = this.page.bar(open.me.name);
    if (bar) hear(bar, "lock", () => this.lock("asked"));
    if (doubtful(open)) this.check();
    else await this.show();
  }

  /** lock keeps what was typed, sealed, and forgets the keys and all that was opened. */
  async lock(reason: Reason): Promise<void> {
    const { open } = this;
    if (!open) return;
    this.#idle?.stop();
    await this.#view.leave?.();
    if (reason !== "ended") await open.vault.keep().catch(() => undefined); // what isn't kept is made again
    this.me = open.me;
    this.open = null;
    this.#view = {};
    this.page.bar(null);
    this.#screens.locked(this, reason);
  }

  /** check asks a person about keys that aren't known, and then goes on. */
  check(): void {
    if (this.open) this.#screens.check(this, this.open);
  }

  /**
   * guard does what may find that the session is over, and then locks; or that
   * one may no longer see what is on the screen, and then leads to the list.
   */
  async guard(what: () => Promise<unknown>): Promise<void> {
    try {
      await what();
    } catch (e) {
      if (e instanceof Gone) return this.#gone(e);
      if (!(e instanceof SignedOut)) throw e;
      await this.lock("ended");
    }
  }

  async #gone({ id, message }: Gone): Promise<void> {
    this.open?.vault.index.drop(id);
    this.open?.vault.changed();
    await this.go("/desk/reports");
    this.page.tell(message);
  }
}

/** path gives the screen that the address asks for. */
export function path(): { screen: "list" | "keys" | "case"; id: string } {
  const id = location.pathname.replace(/^\/desk\/reports\/?/, "");
  if (id === "") return { screen: "list", id };
  return { screen: id === "keys" ? "keys" : "case", id };
}
