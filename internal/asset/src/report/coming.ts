// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Where the eight words are typed. Each is judged as soon as it stands there,
// so that a slip is told at once and not after a wait.

import { breathe, fault, field, hear, need, part, slot } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { parseReceipt, type Receipt, type ReceiptKeys, splitWords, suggest } from "../seal/index.ts";
import { Unreachable } from "./api.ts";
import { hearAway, live, readTexts } from "./page.ts";

const count = 8;

/** Page is the page on which the words are typed. */
interface Page {
  texts: Texts;
  site: string;
  words: HTMLElement; // the part that asks for them
  view: HTMLElement; // where what belongs to them is shown
}

/**
 * comeBack asks for the words, where a browser can open what belongs to them; elsewhere the page stays as it is. It calls
 * back with their keys; the answer is whether anything belongs to them, so that the words are right.
 */
export function comeBack(open: (mine: ReceiptKeys, page: Page) => Promise<boolean>, opening = "report.back.opening"): void {
  hearAway();
  if (!globalThis.isSecureContext || !("subtle" in crypto)) return;
  live();
  const words = part(document, "words");
  const page = { texts: readTexts(), site: need<HTMLInputElement>(words, "input[name=site]").value, words, view: part(document, "view") };
  new Coming(page.texts, page.site, (mine) => open(mine, page), opening);
}

class Coming {
  readonly #form = need<HTMLFormElement>(document, '[data-part="words"] form');
  readonly #field = field<HTMLTextAreaElement>(document, "words");

  constructor(
    private readonly texts: Texts,
    private readonly site: string,
    private readonly open: (mine: ReceiptKeys) => Promise<boolean>,
    private readonly opening: string,
  ) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#open();
    });
    this.#field.addEventListener("input", () => this.#slips(false));
    this.#field.addEventListener("blur", () => this.#slips(true));
    hear(document, "take", () => this.#take());
  }

  // slips tells of the first word that isn't in the list. While typing, the
  // last word isn't finished.
  #slips(finished: boolean): boolean {
    const typed = splitWords(this.#field.value);
    const whole = finished || /\P{L}$/u.test(this.#field.value) ? typed : typed.slice(0, -1);
    const at = whole.findIndex((w) => suggest(w) !== w);
    part(document, "slip", at >= 0);
    if (at < 0) return false;
    const [word, other] = [whole[at]!, suggest(whole[at]!)];
    const said = other ? "web.receipt.suggest" : "web.receipt.unknown_word";
    part(document, "slip-said").textContent = this.texts.say(said, { n: at + 1, word, other });
    slot(document, "take", this.texts.say("web.receipt.take", { other }));
    need(document, '[data-do="take"]').hidden = other === "";
    return true;
  }

  // take puts the word that is meant in the place of the one that was typed.
  #take(): void {
    const typed = splitWords(this.#field.value);
    const at = typed.findIndex((w) => suggest(w) !== w);
    typed[at] = suggest(typed[at]!);
    this.#field.value = typed.join(" ") + (typed.length < count ? " " : "");
    this.#slips(true);
    this.#field.focus();
  }

  async #open(): Promise<void> {
    fault(document, "words", null);
    this.#wrong(null);
    const typed = splitWords(this.#field.value);
    if (this.#slips(true)) return this.#field.focus();
    if (typed.length === 0) return fault(document, "words", this.texts.say("web.receipt.none"));
    if (typed.length !== count) return fault(document, "words", this.texts.say("web.receipt.count", { n: typed.length }));
    const receipt = this.#receipt();
    if (!receipt) return this.#wrong("wrong");
    const opening = part(document, "opening", true);
    opening.textContent = this.texts.say(this.opening);
    try {
      await breathe();
      if (!(await this.open(await receipt.stretch(this.site)))) this.#wrong("wrong");
    } catch (e) {
      if (!(e instanceof Unreachable)) throw e;
      this.#wrong("fail");
    } finally {
      opening.textContent = "";
    }
  }

  #receipt(): Receipt | undefined {
    try {
      return parseReceipt(this.#field.value);
    } catch {
      return undefined; // all are words, but not these eight
    }
  }

  // wrong shows one of the messages, and takes the others away.
  #wrong(name: "wrong" | "fail" | null): void {
    for (const n of ["wrong", "fail"] as const) part(document, n, n === name);
    if (name === null) return;
    const place = part(document, name);
    place.tabIndex = -1;
    place.focus();
  }
}
