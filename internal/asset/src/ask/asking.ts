// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The page on which somebody asks for a talk. The form stands in the page
// already, and works without this.

import { breathe, fault, need, part, slot } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { Refused, Unreachable } from "../report/api.ts";
import { copy, lead, leaving, live, retitle } from "../report/page.ts";
import { newID } from "../report/random.ts";
import { Fault, parseRecipient } from "../seal/index.ts";
import { api, type Counsellor } from "./api.ts";
import { sealWish, type Wish } from "./wish.ts";

// Sealed is a request as it is sent; sent again, it is the same one.
interface Sealed {
  said: string;
  to: Counsellor;
  id: string;
  envelope: Uint8Array;
}

export class Asking {
  readonly #form = need<HTMLFormElement>(document, '[data-part="form"] form');
  readonly #org: string;
  readonly #texts: Texts;
  #sealed: Sealed | undefined;
  #busy = false;

  constructor(org: string, texts: Texts) {
    [this.#org, this.#texts] = [org, texts];
  }

  /** open takes the form over. */
  open(): void {
    this.#form.append(copy("buttons"));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
    this.#form.addEventListener("input", () => (leaving.allowed = false));
    live();
  }

  async #send(): Promise<void> {
    const entry = this.#answer("with");
    const wish: Wish = { contact: this.#answer("contact"), when: this.#answer("when"), about: this.#answer("about"), sealedBy: "browser" };
    if (this.#busy || !this.#whole(entry, wish)) return;
    this.#busy = true;
    this.#failed(null);
    part(this.#form, "sending").textContent = this.#texts.say("counsel.talk.sending");
    try {
      await breathe();
      const sealed = await this.#seal(entry, wish);
      await api.send(this.#org, sealed.id, entry, sealed.envelope);
      this.#sent(sealed.to);
    } catch (e) {
      this.#failed(this.#why(e));
    } finally {
      this.#busy = false;
      part(this.#form, "sending").textContent = "";
    }
  }

  #answer(name: string): string {
    return String(new FormData(this.#form).get(name) ?? "").trim();
  }

  // whole says what is missing, the first field last, so that it is there that one goes on.
  #whole(entry: string, wish: Wish): boolean {
    fault(this.#form, "contact", wish.contact ? null : this.#texts.say("counsel.reach"));
    if (this.#form.querySelector("#with")) fault(this.#form, "with", entry ? null : this.#texts.say("counsel.talk.whom_none"));
    return wish.contact !== "" && entry !== "";
  }

  // seal seals to the key that the counsellor has at this moment.
  async #seal(entry: string, wish: Wish): Promise<Sealed> {
    const said = JSON.stringify([entry, wish]);
    if (this.#sealed?.said === said) return this.#sealed;
    const to = (await api.counsellors(this.#org)).find((c) => c.entry === entry);
    if (!to) throw new Refused(404, "counsel.nobody", this.#texts.say("counsel.nobody"));
    const id = newID();
    const envelope = await sealWish(parseRecipient(to.recipient), { org: this.#org, id }, wish);
    return (this.#sealed = { said, to, id, envelope });
  }

  #sent({ name }: Counsellor): void {
    leaving.allowed = true;
    this.#form.reset();
    for (const gone of ["form", "intro"]) part(document, gone).remove();
    const view = part(document, "view");
    view.replaceChildren(copy("sent"));
    slot(view, "name", name);
    retitle(this.#texts.say("counsel.talk.sent"));
    lead(need(document, "h1"));
  }

  #why(e: unknown): string {
    if (e instanceof Unreachable) return this.#texts.say("counsel.talk.offline");
    const large = e instanceof Fault ? e.code === "seal.large" : e instanceof Refused && e.status === 413;
    if (large) return this.#texts.say("counsel.request_large");
    if (e instanceof Refused) return e.message;
    throw e;
  }

  #failed(why: string | null): void {
    const place = part(this.#form, "failed", why !== null);
    slot(place, "why", why ?? "");
    if (why === null) return;
    place.tabIndex = -1;
    place.focus();
  }
}
