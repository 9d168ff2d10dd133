// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The mail that says that there is a message: switched on with an address, and
// off. The address is kept in no draft and isn't shown again.

import { fault, field, part, submit } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { ask, type Case, Refused, Unreachable } from "./api.ts";

// A slip is told before anything is sent; the server looks more closely.
const looksRight = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export class Notice {
  constructor(
    private readonly view: HTMLElement,
    private readonly texts: Texts,
    private readonly lookup: string,
  ) {
    submit(view, "notice", () => this.#on());
    submit(view, "notice-end", () => this.#off());
  }

  /** draw shows how it stands in a case; nothing where no mail leaves. */
  draw(c: Case): void {
    part(this.view, "notice", c.notice !== undefined);
    this.#show(c.notice?.on ?? false);
  }

  #show(on: boolean): void {
    part(this.view, "notice-on", on);
    part(this.view, "notice-off", !on);
  }

  async #on(): Promise<void> {
    const { view, texts } = this;
    const typed = field(view, "address");
    const address = typed.value.trim();
    const wrong = !address ? "report.notice.none" : looksRight.test(address) ? null : "report.address";
    fault(view, "address", wrong && texts.say(wrong));
    if (wrong) return;
    if (await this.#send("/notice", { address })) {
      typed.value = "";
      this.#done(true, texts.say("report.notice.switched_on"));
    }
  }

  async #off(): Promise<void> {
    if (await this.#send("/notice/end", {})) this.#done(false, this.texts.say("report.notice.switched_off"));
  }

  // The button that was pressed is gone with its part: the reader is led to
  // what is said instead.
  #done(on: boolean, said: string): void {
    this.#show(on);
    const place = part(this.view, "notice-said");
    place.textContent = said;
    place.tabIndex = -1;
    place.focus();
  }

  async #send(path: string, said: Record<string, string>): Promise<boolean> {
    part(this.view, "notice-said").textContent = "";
    try {
      await ask("POST", path, JSON.stringify({ lookup: this.lookup, ...said }));
      return true;
    } catch (e) {
      if (e instanceof Refused && e.key === "report.address") fault(this.view, "address", e.message);
      else if (e instanceof Refused) part(this.view, "notice-said").textContent = e.message;
      else if (e instanceof Unreachable) part(this.view, "notice-said").textContent = this.texts.say("report.notice.fail");
      else throw e;
      return false;
    }
  }
}
