// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { make, need, part, screen } from "./dom.ts";
import { Texts } from "./texts.ts";

/** Page is the page that the server sent, with its places and words. */
export class Page {
  readonly texts: Texts;
  readonly lang: "nl" | "en";
  readonly #desk = part(document, "desk");
  readonly #bar = part(document, "bar");
  readonly #spoken = part(document, "spoken");
  readonly #heading = need(document, "main h1");
  #shown = false;

  constructor() {
    this.lang = document.documentElement.lang === "en" ? "en" : "nl";
    const raw = need(document, "#texts").dataset["texts"] ?? "{}";
    this.texts = new Texts(JSON.parse(raw) as Record<string, string>, this.lang);
    this.#heading.tabIndex = -1;
    document.querySelector("[data-plain]")?.remove();
    for (const event of ["error", "unhandledrejection"]) window.addEventListener(event, () => this.#broken());
  }

  // What nobody foresaw is told too, and what is on the screen stays there.
  #broken(): void {
    this.tell(this.texts.say("report.desk.broken"));
  }

  /** tell says something that nobody may miss. */
  tell(text: string): void {
    this.#spoken.replaceChildren(make("p", { class: "baken-p" }, text));
    this.#spoken.scrollIntoView({ block: "nearest" });
  }

  /** show puts a screen on the page under its title, and leads who reads with the keyboard there. */
  show(root: HTMLElement, title: string): void {
    this.#desk.replaceChildren(root);
    this.#heading.textContent = title;
    document.title = this.texts.say("web.page.title", { title });
    if (this.#shown) this.#heading.focus({ preventScroll: true });
    if (this.#shown) window.scrollTo(0, 0);
    this.#shown = true;
  }

  /** bar shows who has unlocked the desk, or nobody. */
  bar(name: string | null): HTMLElement | null {
    if (name === null) {
      this.#bar.replaceChildren();
      return null;
    }
    const bar = screen("bar");
    bar.className = "baken-bar";
    need(bar, '[data-slot="who"]').textContent = this.texts.say("report.desk.bar.who", { name });
    this.#bar.replaceChildren(bar);
    return bar;
  }

  /** speak says something to who can't see it happen. */
  speak(text: string): void {
    this.#spoken.replaceChildren(make("p", { class: "baken-hidden" }, text));
  }

  say(...given: Parameters<Texts["say"]>): string {
    return this.texts.say(...given);
  }
}
