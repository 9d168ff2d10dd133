// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a desk does about a report: what was agreed, by whom and by which day,
// and whether it helped. The words are messages that the reporter reads; the
// server knows number, owner and days.

import { agreed, deedsOf, tell, wholeDesk } from "./actions.ts";
import { api, type Action, type DeedOf, Gone, Refused } from "./api.ts";
import { text64, utf8 } from "./bytes.ts";
import { nth } from "./deed.ts";
import { dateOf, fault, field, hear, make, need, part, slot, submit } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import { mark } from "./listview.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const most = 20; // as MostActions of hear/report

const pause = 800; // milliseconds without a key before what was typed is kept

type Do = DeedOf["do"];

/** ActionView is the part of a case's screen with its actions. */
export class ActionView {
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #root: HTMLElement;
  readonly #load: () => Promise<Dossier>;
  #dossier: Dossier | null = null;
  #can = false; // something can be sealed in the case now
  #at: { do: Do; action: Action } | null = null; // what the second form is about

  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, open: Unlocked, private readonly id: string, root: HTMLElement, load: () => Promise<Dossier>) {
    [this.#session, this.#open, this.#root, this.#load] = [session, open, root, load];
    submit(root, "plan", () => this.#plan());
    submit(root, "deed", () => this.#deed());
    hear(root, "deed-cancel", () => {
      this.#open.drafts.drop(this.#name("deed"));
      this.#choose(null);
      part(root, "action-list").focus();
    });
    part(root, "action-list").tabIndex = -1;
    root.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.keep(), pause);
    });
    void this.#restore();
  }

  /** show draws the actions as they are now. */
  show(dossier: Dossier, can: boolean): void {
    [this.#dossier, this.#can] = [dossier, can];
    const { case: c } = dossier;
    const over = c.state === "closed" || c.state === "withdrawn";
    this.#root.hidden = dossier.keys.size === 0;
    part(this.#root, "action-list").replaceChildren(...this.#list(dossier));
    part(this.#root, "plan", can && !over && c.actions.length < most);
    const at = c.actions.find((a) => a.number === this.#at?.action.number);
    this.#at = can && at && this.#possible(at).includes(this.#at!.do) ? { do: this.#at!.do, action: at } : null;
    part(this.#root, "deed", this.#at !== null);
    this.#owners("action-owner");
  }

  #name(form: "plan" | "deed"): string {
    return `${this.id}:${form}`;
  }

  /** keep seals what is typed to oneself, as an answer is. */
  async keep(): Promise<void> {
    clearTimeout(this.#waiting);
    const { drafts } = this.#open;
    const plan = [field(this.#root, "action-what").value, field(this.#root, "action-who").value];
    await drafts.keep(this.#name("plan"), { kind: "text", text: plan.some((p) => p) ? JSON.stringify(plan) : "" });
    const text = field(this.#root, "deed-text").value;
    if (this.#at) await drafts.keep(this.#name("deed"), { kind: "text", text: text && JSON.stringify([text, this.#at.do, this.#at.action.number]) });
  }

  // kept gives what was typed in a form, and not sent.
  async #kept(form: "plan" | "deed"): Promise<unknown[]> {
    const draft = await this.#open.drafts.find(this.#name(form));
    return draft ? JSON.parse(draft.text) as unknown[] : [];
  }

  async #restore(): Promise<void> {
    const [what, who] = await this.#kept("plan");
    const form = need<HTMLFormElement>(this.#root, "form[data-form=plan]");
    for (const [name, value] of [["action-what", what], ["action-who", who]] as const) {
      if (typeof value === "string" && value && !field(form, name).value) field(form, name).value = value;
    }
    if (what || who) need<HTMLDetailsElement>(part(this.#root, "plan"), "details").open = true;
  }

  #say(...given: Parameters<Session["page"]["say"]>): string {
    return this.#session.page.say(...given);
  }

  #list(dossier: Dossier): HTMLElement[] {
    const { actions } = dossier.case;
    if (actions.length === 0) return [make("p", { class: "baken-p" }, this.#say("report.desk.action.none"))];
    return [make("ol", { class: "baken-cases" }, ...actions.map((a) => this.#item(a)))];
  }

  #item(a: Action): HTMLElement {
    const told = tell(this.#session.page, this.#open, this.#dossier!, a);
    return make("li", { class: "baken-case" },
      make("p", { class: "baken-case__title" }, told.title),
      make("p", { class: "baken-case__about" }, told.about.join(" · ")),
      make("p", { class: "baken-case__badges" }, mark(told.state.kind, told.state.text)),
      told.checks.length > 0 ? make("ul", { class: "baken-list" }, ...told.checks.map((c) => make("li", {}, c.kind === "plain" ? c.text : mark(c.kind, c.text)))) : null,
      this.#can ? make("div", { class: "baken-case__act" }, ...this.#possible(a).map((d) => this.#button(d, a))) : null,
    );
  }

  // possible is what can be done to an action now.
  #possible(a: Action): Do[] {
    if (this.#dossier!.case.state === "withdrawn" || a.dropped) return [];
    if (a.done) return a.checks.some((c) => c.now) ? ["check"] : [];
    return ["done", "move", "drop"];
  }

  #button(what: Do, a: Action): HTMLButtonElement {
    const months = a.checks.find((c) => c.now)?.months ?? 0;
    const button = make("button", { type: "button", class: "baken-quiet", "data-deed": `${what}-${a.number}` },
      this.#say(`report.desk.action.do.${what}`, { months }),
      make("span", { class: "baken-hidden" }, ` (${nth(this.#session.page.texts, a.number)})`));
    button.addEventListener("click", () => this.#choose({ do: what, action: a }));
    return button;
  }

  // choose asks what has to be known for something that is done to an action.
  #choose(at: { do: Do; action: Action } | null): void {
    this.#at = at;
    part(this.#root, "deed", at !== null);
    if (!at) return;
    const months = at.action.checks.find((c) => c.now)?.months ?? 0;
    slot(this.#root, "deed-title", `${nth(this.#session.page.texts, at.action.number)}: ${this.#say(`report.desk.action.do.${at.do}`, { months })}`);
    slot(this.#root, "deed-asks", this.#say(`report.desk.action.ask.${at.do}`));
    part(this.#root, "deed-result", at.do === "check");
    part(this.#root, "deed-move", at.do === "move");
    if (at.do === "move") this.#moving(at.action);
    const text = field<HTMLTextAreaElement>(this.#root, "deed-text");
    text.value = "";
    fault(this.#root, "deed-text", null);
    text.focus();
    void this.#kept("deed").then(([typed, what, number]) => {
      if (this.#at === at && typeof typed === "string" && what === at.do && number === at.action.number && !text.value) text.value = typed;
    });
  }

  // moving fills in what was agreed, to be changed.
  #moving(a: Action): void {
    this.#owners("deed-owner", a.owner);
    field(this.#root, "deed-who").value = agreed(deedsOf(this.#dossier!, a.number))?.who ?? "";
    const [year, month, day] = a.due.split("-");
    for (const [name, value] of [["deed-due", day], ["deed-due-month", month], ["deed-due-year", year]] as const) field(this.#root, name).value = String(Number(value));
  }

  #owners(name: string, chosen?: string): void {
    const { case: c } = this.#dossier!;
    const select = field<HTMLSelectElement>(this.#root, name);
    const now = chosen ?? (select.options.length > 1 ? select.value : this.#open.me.person);
    const members = this.#open.today(c).filter((m) => c.desk.some((d) => d.id === m.id));
    select.required = false;
    select.replaceChildren(make("option", { value: wholeDesk }, this.#say("report.desk.assign.all")),
      ...members.map((m) => make("option", { value: m.id }, this.#open.nameOf(m.id, c))));
    select.value = [...select.options].some((o) => o.value === now) ? now : wholeDesk;
  }

  // asked reads a text that has to be there.
  #asked(name: string): string {
    const text = field(this.#root, name).value.trim();
    fault(this.#root, name, text ? null : this.#say("report.desk.action.missing"));
    return text;
  }

  #dayOf(name: string): string {
    const day = dateOf(this.#root, name);
    fault(this.#root, name, day ? null : this.#say("report.desk.triage.no_day"));
    return day;
  }

  async #plan(): Promise<void> {
    const due = this.#dayOf("action-due"), who = this.#asked("action-who"), text = this.#asked("action-what");
    if (!due || !who || !text) return;
    const owner = field<HTMLSelectElement>(this.#root, "action-owner").value;
    const number = this.#dossier!.case.actions.length + 1;
    const sent = await this.#send({ do: "plan", number, owner, due }, { text, who, until: due });
    if (!sent) return;
    this.#open.drafts.drop(this.#name("plan"));
    need<HTMLFormElement>(this.#root, "form[data-form=plan]").reset();
    this.#owners("action-owner", this.#open.me.person);
  }

  async #deed(): Promise<void> {
    const { do: what, action: a } = this.#at!;
    const deed: DeedOf = { do: what, number: a.number };
    const said: Record<string, unknown> = {};
    if (what === "move") {
      const due = this.#dayOf("deed-due"), who = this.#asked("deed-who");
      if (!due || !who) return;
      Object.assign(deed, { owner: field<HTMLSelectElement>(this.#root, "deed-owner").value, due });
      Object.assign(said, { who, until: due });
    }
    if (what === "check") {
      const result = this.#root.querySelector<HTMLInputElement>('input[name="result"]:checked')?.value;
      fault(this.#root, "result", result ? null : this.#say("report.desk.action.no_result"));
      if (!result) return;
      Object.assign(said, { result, months: a.checks.find((c) => c.now)?.months });
    }
    const text = this.#asked("deed-text");
    if (!text || !await this.#send(deed, { text, ...said })) return;
    this.#open.drafts.drop(this.#name("deed"));
    this.#choose(null);
  }

  // send seals the words for their place and sends them with what the server has
  // to know. What was typed stays until it has arrived.
  async #send(deed: DeedOf, said: Record<string, unknown>): Promise<boolean> {
    let sent = false;
    await this.#session.guard(async () => {
      const { case: c, keys } = this.#dossier!;
      const content = utf8(JSON.stringify({ do: deed.do, number: deed.number, ...said }));
      const envelope = await keys.get(c.epoch)!.seal(this.#open.ring.signing, { sequence: c.nextSeq, purpose: "dialogue", kind: "action", content });
      try {
        await api.send(c.case, { seq: c.nextSeq, epoch: c.epoch, envelope: text64(envelope) }, { deed });
      } catch (e) {
        if (!(e instanceof Refused) || e instanceof Gone) throw e;
        this.#tell(e.message);
        if (e.status === 409) await this.#load();
        return;
      }
      sent = true;
      await this.#load();
      this.#tell(this.#say(`report.desk.action.sent.${deed.do}`));
      part(this.#root, "action-list").focus();
    });
    return sent;
  }

  #tell(text: string): void {
    part(this.#root, "acted").textContent = text;
    this.#session.page.speak(text);
  }
}
