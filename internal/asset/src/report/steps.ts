// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The steps of the form. Each has its own place in the browser's history, so
// that the way back is the one that people know.

import { need } from "../desk/dom.ts";

export class Steps {
  readonly names: readonly string[];
  readonly #stages: ReadonlyMap<string, HTMLElement>;
  #at = "";

  /** Steps shows one of the stages; may keeps the reader at a step, told is called when another is shown. */
  constructor(
    stages: readonly HTMLElement[],
    private readonly may: (from: string, to: string) => boolean,
    private readonly told: (at: string) => void,
  ) {
    this.names = stages.map((s) => s.dataset["stage"]!);
    this.#stages = new Map(stages.map((s) => [s.dataset["stage"]!, s]));
    addEventListener("hashchange", this.#follow);
  }

  get at(): string {
    return this.#at;
  }

  /** start shows the step that the address names, or else the one given. */
  start(otherwise: string): void {
    const named = location.hash.slice(1);
    this.#show(this.#stages.has(named) ? named : otherwise, false);
  }

  /** go leads to a step. */
  go(to: string): void {
    if (to === this.#at || !this.may(this.#at, to)) return;
    if (location.hash.slice(1) === to) this.#show(to, true);
    else location.hash = to;
  }

  /** step leads that many steps on, or back. */
  step(by: number): void {
    const to = this.names[this.names.indexOf(this.#at) + by];
    if (to) this.go(to);
  }

  /** end takes the steps from the page and from the address. */
  end(): void {
    removeEventListener("hashchange", this.#follow);
    history.replaceState(null, "", location.pathname);
  }

  readonly #follow = (): void => {
    const to = location.hash.slice(1) || this.names[0]!;
    if (!this.#stages.has(to) || to === this.#at) return;
    if (this.may(this.#at, to)) this.#show(to, true);
    else history.replaceState(null, "", "#" + this.#at);
  };

  #show(name: string, focus: boolean): void {
    this.#at = name;
    for (const [n, stage] of this.#stages) stage.hidden = n !== name;
    this.told(name);
    if (!focus) return;
    const heading = need(this.#stages.get(name)!, "h2");
    heading.focus({ preventScroll: true });
    scrollTo(0, Math.max(0, need(document, "main").getBoundingClientRect().top + scrollY));
  }
}
