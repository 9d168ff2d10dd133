// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Several reports of a list at once. Each is a call of its own over the version
// that is on the screen: what a colleague changed in between is refused, and
// stays chosen with the reason beside it.

import { api, Gone, type Head, Refused, SignedOut } from "./api.ts";
import { field, hear, make, part } from "./dom.ts";
import { trouble } from "./keyview.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** Many is the choice of reports in a list. */
export class Many {
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #root: HTMLElement;
  readonly #reload: () => Promise<void>;
  readonly #all: HTMLInputElement;
  #heads: readonly Head[] = [];
  #chosen = new Set<string>();
  #why = new Map<string, string>(); // what went wrong, by case
  #running = false;

  constructor(session: Session, open: Unlocked, root: HTMLElement, reload: () => Promise<void>) {
    [this.#session, this.#open, this.#root, this.#reload] = [session, open, root, reload];
    this.#all = field(root, "choose-all");
    this.#all.required = false;
    this.#all.addEventListener("change", () => this.#every(this.#all.checked));
    hear(root, "acknowledge-many", () => this.#run((h) => this.#acknowledge(h)));
    hear(root, "take-many", () => this.#run((h) => this.#take(h)));
  }

  /** show takes the cases of a page; of what was chosen stays what is still there. */
  show(heads: readonly Head[]): void {
    this.#heads = heads;
    this.#chosen = new Set(heads.map((h) => h.case).filter((id) => this.#chosen.has(id)));
    part(this.#root, "many", heads.length > 0);
    this.#count();
  }

  /** box gives the checkbox of a case. */
  box(head: Head, ref: string): HTMLInputElement {
    const box = make("input", {
      type: "checkbox", class: "baken-choice__input", value: head.case, "aria-label": this.#say("report.desk.many.choose", { ref }),
      "aria-describedby": this.#why.has(head.case) ? `why-${head.case}` : null,
    });
    box.checked = this.#chosen.has(head.case);
    box.addEventListener("change", () => {
      if (box.checked) this.#chosen.add(head.case);
      else this.#chosen.delete(head.case);
      this.#tell(this.#count());
    });
    return box;
  }

  /** why says what went wrong with a case, if something did. */
  why(head: Head): HTMLElement | null {
    const why = this.#why.get(head.case);
    return why === undefined ? null : make("p", { class: "baken-case__act baken-case__why", id: `why-${head.case}` }, why);
  }

  #say(...given: Parameters<Session["page"]["say"]>): string {
    return this.#session.page.say(...given);
  }

  #tell(text: string): void {
    part(this.#root, "many-status").textContent = text;
  }

  // count brings the box for all in line with the others, and says how many are chosen.
  #count(): string {
    const n = this.#chosen.size;
    this.#all.checked = n > 0 && n === this.#heads.length;
    this.#all.indeterminate = n > 0 && n < this.#heads.length;
    return n === 0 ? "" : this.#say("report.desk.many.chosen", { n });
  }

  #every(checked: boolean): void {
    this.#chosen = new Set(checked ? this.#heads.map((h) => h.case) : []);
    for (const box of part(this.#root, "rows").querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = checked;
    this.#tell(this.#count());
  }

  // Only what is new is acknowledged.
  async #acknowledge(head: Head): Promise<string | null> {
    if (head.state !== "new") return this.#say("report.desk.many.not_new");
    await api.state(head.case, "acknowledged", head.version);
    return null;
  }

  async #take(head: Head): Promise<string | null> {
    const { person } = this.#open.me;
    if (head.handler !== person) await api.handle(head.case, "assign", { to: person, version: head.version });
    return null;
  }

  // run does one thing to each chosen case, which gives why it can't, and then
  // shows the list as it is now.
  async #run(one: (head: Head) => Promise<string | null>): Promise<void> {
    const chosen = this.#heads.filter((h) => this.#chosen.has(h.case));
    if (chosen.length === 0) return this.#tell(this.#say("report.desk.many.nothing"));
    if (this.#running) return;
    this.#running = true;
    this.#why.clear();
    try {
      await this.#session.guard(async () => {
        let at = 0;
        for (const head of chosen) {
          this.#tell(this.#say("report.desk.many.progress", { at: ++at, of: chosen.length }));
          await this.#try(head, one);
        }
        await this.#reload();
        this.#done(chosen);
      });
    } finally {
      this.#running = false;
    }
  }

  async #try(head: Head, one: (head: Head) => Promise<string | null>): Promise<void> {
    let why: string | null;
    try {
      why = await one(head);
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      if (e instanceof Gone) this.#open.vault.index.drop(head.case);
      why = e instanceof Refused && e.key === "report.stale" ? this.#say("report.desk.many.stale") : trouble(this.#session.page, e);
    }
    if (why === null) this.#chosen.delete(head.case);
    else this.#why.set(head.case, why);
  }

  // done says how many went well. What isn't in the list any more can't show its reason there.
  #done(chosen: readonly Head[]): void {
    const failed = chosen.filter((h) => this.#why.has(h.case));
    const gone = failed.filter((h) => !this.#heads.some((now) => now.case === h.case)).map((h) => this.#why.get(h.case)!);
    const words = [this.#say("report.desk.many.done", { n: chosen.length - failed.length })];
    if (failed.length > 0) words.push(this.#say("report.desk.many.failed", { n: failed.length }));
    this.#tell([...words, ...new Set(gone)].join(" "));
  }
}
