// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The complaints in which one sits: how many run where, and which waits first.

import { due, inCalendar, reference } from "../complaint/telling.ts";
import { SignedOut } from "../desk/api.ts";
import { field, hear, make, part, screen, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { api, type Count, type Filter, type Head, type List } from "./api.ts";
import { offerAway } from "./awayview.ts";
import { caseScreen } from "./caseview.ts";
import type { Open, Visit } from "./visit.ts";
import { writeScreen } from "./writeview.ts";

/** listScreen shows the list; said tells what was just done. */
export async function listScreen(visit: Visit, open: Open, filter: Filter = {}, said = ""): Promise<void> {
  const root = screen("list");
  const list = await api.list(filter);
  const view = new ListView(visit, open, root, filter);
  view.draw(list);
  visit.show(open, root, visit.page.say("complaint.room.title"), said);
}

class ListView {
  #heads: Head[] = [];

  constructor(private readonly visit: Visit, private readonly open: Open, private readonly root: HTMLElement, private readonly filter: Filter) {}

  #say(key: string, given: Record<string, string | number> = {}): string {
    return this.visit.page.say(key, given);
  }

  draw(list: List): void {
    const { root, filter } = this;
    part(root, "counts").replaceChildren(this.#counts(list.counts));
    part(root, "agenda").replaceChildren(make("ul", { class: "baken-list" }, ...list.agenda.map((m) => this.#meeting(m))));
    part(root, "has-agenda", list.agenda.length > 0);
    const which = filter.over ? "over" : filter.late ? "late" : "running";
    for (const radio of root.querySelectorAll<HTMLInputElement>('input[name="which"]')) radio.checked = radio.value === which;
    const select = field<HTMLSelectElement>(root, "org");
    for (const c of list.counts) select.append(make("option", { value: c.org }, this.#called(c)));
    select.value = filter.org ?? "";
    submit(root, "filter", () => this.#filter());
    hear(root, "more", () => this.#more());
    hear(root, "write", () => writeScreen(this.visit, this.open, (said) => this.#back(said)));
    part(root, "can-write", this.visit.who.parties.includes("secretary"));
    offerAway(this.visit, root);
    this.#add(list);
  }

  #called({ name }: Pick<Head, "name">): string {
    return this.visit.page.lang === "en" ? name.en : name.nl;
  }

  #counts(counts: Count[]): HTMLElement {
    const cells = (c: Count): HTMLElement[] => [c.running, c.received, c.overdue, c.late].map((n) => make("td", { class: "utrecht-table__cell utrecht-table__cell--numeric-column" }, this.visit.page.texts.number(n)));
    const rows = counts.map((c) => make("tr", {}, make("th", { scope: "row" }, this.#called(c)), ...cells(c)));
    const heads = ["org", "running", "received", "overdue", "late"].map((h) => make("th", { scope: "col", class: h === "org" ? null : "utrecht-table__cell--numeric-column" }, this.#say(`complaint.room.count.${h}`)));
    const table = make("table", { class: "utrecht-table utrecht-table--html-table" }, make("caption", { class: "baken-hidden" }, this.#say("complaint.room.counts")),
      make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
    return counts.length > 0 ? make("div", { class: "baken-table" }, make("div", {
      class: "utrecht-table-container utrecht-table-container--overflow-inline baken-table__scroll", tabindex: 0, role: "region", "aria-label": this.#say("complaint.room.counts"),
    }, table)) : make("p", { class: "baken-p" }, this.#say("complaint.room.none"));
  }

  #meeting(m: List["agenda"][number]): HTMLElement {
    const { texts } = this.visit.page;
    const line = this.#say("complaint.room.meeting", { day: texts.civil(m.on), at: m.at, party: this.#say(`complaint.party.${m.of}`), org: this.#called(m), ref: reference(m.id) });
    return make("li", {}, line, " ", inCalendar(`${m.id}-${m.of}`, m.on, m.at, texts));
  }

  #add(list: List): void {
    this.#heads.push(...list.complaints);
    part(this.root, "rows").replaceChildren(make("ul", { class: "baken-cases" }, ...this.#heads.map((h) => this.#row(h))));
    part(this.root, "empty", this.#heads.length === 0);
    part(this.root, "has-more", list.next !== "");
    this.filter.after = list.next;
  }

  #row(h: Head): HTMLElement {
    const { page } = this.visit;
    const title = this.#say("complaint.room.row", { org: this.#called(h), day: page.texts.civil(h.received), ref: reference(h.id) });
    const button = make("button", { type: "button", class: "baken-quiet" }, this.#say("complaint.room.open", { what: title }));
    button.addEventListener("click", () => void this.visit.guard(() => caseScreen(this.visit, this.open, h.id, () => this.#back())));
    return make("li", { class: "baken-case" },
      make("p", { class: "baken-case__title" }, title),
      make("p", { class: "baken-case__about" }, this.#say(`complaint.state.${h.state}`), h.next ? `. ${this.#next(h)}` : ""),
      make("p", { class: "baken-case__act" }, button),
    );
  }

  #next(h: Head): string {
    const { page } = this.visit;
    return due({ step: h.step, by: h.by, due: h.next!, late: h.late }, page.texts);
  }

  async #back(said = ""): Promise<void> {
    const { after: _, ...filter } = this.filter;
    await listScreen(this.visit, this.open, filter, said);
  }

  async #filter(): Promise<void> {
    const which = this.root.querySelector<HTMLInputElement>('input[name="which"]:checked')?.value;
    const filter: Filter = { org: field<HTMLSelectElement>(this.root, "org").value, late: which === "late", over: which === "over" };
    await this.visit.guard(() => listScreen(this.visit, this.open, filter));
  }

  async #more(): Promise<void> {
    await this.visit.guard(async () => {
      try {
        this.#add(await api.list(this.filter));
      } catch (e) {
        if (e instanceof SignedOut) throw e;
        part(this.root, "progress").textContent = trouble(this.visit.page, e);
      }
    });
  }
}
