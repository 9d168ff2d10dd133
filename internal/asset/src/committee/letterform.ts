// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The letters of a step: what is known already is filled in, the rest is asked.
// They are made here, and sealed with the step.

import type { Party } from "../complaint/api.ts";
import type { Letter } from "../complaint/content.ts";
import { fault, field, make, part } from "../desk/dom.ts";
import type { Page } from "../desk/page.ts";
import { type Lang, letter, Missing, sheet, type Slot, type Template } from "../document/index.ts";

/** Known is what is known already, by field; and by party, of those that differ. */
export interface Known {
  all: Record<string, string>;
  of: Partial<Record<Party, Record<string, string>>>;
}

/** Asked is a field under its id on the page; one that differs is asked for each letter. */
interface Asked {
  id: string;
  slot: Slot;
  to: Party | null;
}

const byParty = ["addressee", "address"];
const bySelf = ["edition"];
const long = ["address", "about", "reasons", "steps", "findings", "advice", "conclusions", "judgement", "deviation", "missing", "enclosed"];

const idOf = (name: string, to: Party): string => (byParty.includes(name) ? `letter-${name}-${to}` : `letter-${name}`);

/** LetterForm asks for the fields of the letters of one step. */
export class LetterForm {
  readonly #asked: Asked[];

  constructor(
    private readonly page: Page,
    private readonly root: HTMLElement,
    private readonly letters: readonly { to: Party; template: Template }[],
    known: Known,
  ) {
    const asked = new Map<string, Asked>();
    for (const { to, template } of letters) {
      for (const slot of template.slots.filter((s) => !bySelf.includes(s.field))) {
        const id = idOf(slot.field, to);
        if (!asked.has(id)) asked.set(id, { id, slot, to: byParty.includes(slot.field) ? to : null });
      }
    }
    this.#asked = [...asked.values()];
    part(root, "fields").replaceChildren(...this.#asked.map((a) =>
      this.#field(a, (a.to ? known.of[a.to]?.[a.slot.field] : known.all[a.slot.field]) ?? "")));
    part(root, "fields").addEventListener("input", () => part(root, "preview").replaceChildren());
  }

  #field({ id, slot, to }: Asked, value: string): HTMLElement {
    const { page } = this;
    const name = slot.name[page.lang];
    const label = to && this.letters.length > 1 ? page.say("complaint.room.letter_field", { field: name, party: page.say(`complaint.party.${to}`) }) : name;
    const said = slot.optional ? page.say("complaint.room.letter_optional", { field: label }) : label;
    const control = long.includes(slot.field)
      ? make("textarea", { id, rows: 4, class: "utrecht-textarea utrecht-textarea--html-textarea" })
      : make("input", { id, type: "text", class: "utrecht-textbox utrecht-textbox--html-input" });
    control.defaultValue = value; // so that only what somebody changed is kept as a draft
    control.autocomplete = "off";
    return make("div", { class: "utrecht-form-field" }, make("label", { class: "utrecht-form-label", for: id }, said), control);
  }

  #values(): Record<string, string> {
    return Object.fromEntries(this.#asked.map(({ id }) => [id, field(this.root, id).value]));
  }

  /** set fills a field that follows from something else on the form. */
  set(name: string, value: string): void {
    const control = this.root.querySelector<HTMLInputElement>(`#letter-${name}`);
    if (control) control.value = value;
  }

  /** made gives the letters; nothing when a field is still empty, which is then said beside it. */
  made(): Partial<Record<Party, Letter>> | null {
    const lang: Lang = field<HTMLSelectElement>(this.root, "letter-lang").value === "en" ? "en" : "nl";
    const values = this.#values();
    const missing = new Set<string>();
    const out: Partial<Record<Party, Letter>> = {};
    for (const { to, template } of this.letters) {
      const fields = Object.fromEntries(template.slots.map((s) => [s.field, values[idOf(s.field, to)] ?? ""]));
      try {
        out[to] = { lang, blocks: letter(template, fields, lang) };
      } catch (e) {
        if (!(e instanceof Missing)) throw e;
        for (const name of e.fields) missing.add(idOf(name, to));
      }
    }
    for (const { id } of [...this.#asked].reverse()) fault(this.root, id, missing.has(id) ? this.page.say("complaint.room.letter_none") : null);
    return missing.size > 0 ? null : out;
  }

  /** preview shows the letters as they will be read. */
  preview(): void {
    const made = this.made();
    if (!made) return;
    part(this.root, "preview").replaceChildren(...Object.values(made).map(({ lang, blocks }) => sheet(document, blocks, lang)));
  }
}
