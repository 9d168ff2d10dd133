// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How the reporter was treated: asked once, when the case is closed. The answer
// is sent to be counted, and isn't part of the case.

import { fault, part, submit } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { ask, type Case, Refused, Unreachable } from "./api.ts";

const questions = ["heard", "retaliation"] as const;

export class Heard {
  constructor(
    private readonly view: HTMLElement,
    private readonly texts: Texts,
    private readonly lookup: string,
  ) {
    submit(view, "heard", () => this.#answer());
    submit(view, "heard-decline", () => this.#send("/heard/decline", {}, "report.heard.declined"));
  }

  /** draw shows the questions while they are asked. */
  draw(c: Case): void {
    part(this.view, "heard", c.asks === true);
  }

  async #answer(): Promise<void> {
    const said: Record<string, string> = {};
    for (const name of questions) {
      const chosen = this.view.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`);
      if (chosen) said[name] = chosen.value;
    }
    for (const name of [...questions].reverse()) fault(this.view, name, name in said ? null : this.texts.say("report.heard.none"));
    if (questions.every((name) => name in said)) await this.#send("/heard", said, "report.heard.thanks");
  }

  async #send(path: string, said: Record<string, string>, done: string): Promise<void> {
    try {
      await ask("POST", path, JSON.stringify({ lookup: this.lookup, ...said }));
    } catch (e) {
      if (e instanceof Refused) return this.#say(e.message);
      if (e instanceof Unreachable) return this.#say(this.texts.say("report.heard.fail"));
      throw e;
    }
    part(this.view, "heard", false);
    this.#say(this.texts.say(done));
  }

  // The button that was pressed may be gone: the reader is led to what is said.
  #say(text: string): void {
    const place = part(this.view, "heard-said");
    place.textContent = text;
    place.tabIndex = -1;
    place.focus();
  }
}
