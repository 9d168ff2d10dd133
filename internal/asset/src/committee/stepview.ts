// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The form of one step: the letter that it needs, the ground, the day of a
// hearing, and who takes part from then on.

import type { Officer, Panel, Party, Sitting, Step } from "../complaint/api.ts";
import { many, read } from "../complaint/attach.ts";
import { type Coming, lend, type Lent, prepare, titleOf } from "../complaint/doing.ts";
import { openAll } from "../complaint/paper.ts";
import { Refused, SignedOut } from "../desk/api.ts";
import { breathe, dateOf, fault, field, hear, make, part, slot, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { copy } from "../report/page.ts";
import { api } from "./api.ts";
import { type Case } from "./caseview.ts";
import { kept, known } from "./known.ts";
import { showLent } from "./lentview.ts";
import { LetterForm } from "./letterform.ts";
import type { Template } from "../document/index.ts";
import { asks, outcome } from "./tally.ts";

/** Chosen is a step, or what is written without one, under its name. */
export type Chosen = Step & { name: string };

const needsDay = ["invite", "invite-accused"];
const weeks = ["adjourn", "adjourn-further"];
const seating = ["check-handler", "replace-decider"];
const lends = ["send-copy", "represent"];

/** StepForm shows the form of one step after the other, in the same place. */
export class StepForm {
  #step: Chosen | null = null;
  #form: LetterForm | null = null;
  #drawn: Lent | null = null; // words for somebody else, until it is sure that they arrived
  #officers: { members: Officer[]; authorities: Officer[] } = { members: [], authorities: [] };

  constructor(private readonly c: Case, private readonly root: HTMLElement) {}

  #say(key: string, given: Record<string, string | number> = {}): string {
    return this.c.visit.page.say(key, given);
  }

  async show(step: Chosen): Promise<void> {
    await this.#keep();
    const { root, c } = this;
    const all = step.step && step.writes ? await api.letters(c.v.id, step.writes) : [];
    const panel = seating.includes(step.step) ? await api.panel(c.v.org) : null;
    this.#step = step;
    this.#drawn = null;
    const draft = await c.open.drafts.find(this.#about());
    root.replaceChildren(copy("step"));
    many(root);
    slot(root, "title", step.step ? titleOf(c.visit.page.texts, step) : this.#say(`complaint.room.note.${step.name}`));
    slot(root, "tells", step.tells.length > 0 ? this.#say("complaint.room.tells", { who: step.tells.map((p) => this.#say(`complaint.party.${p}`)).join(", ") }) : "");
    slot(root, "law", step.articles.join(", "));
    part(root, "writes", step.writes !== "" || step.may.length > 0);
    slot(root, "writing", step.writes ? this.#say("complaint.room.writing", { what: this.#say(`complaint.document.${step.writes}`) }) : this.#say("complaint.room.may"));
    part(root, "grounds", step.grounds.length > 0);
    field<HTMLSelectElement>(root, "ground").append(...step.grounds.map((g) => make("option", { value: g }, this.#say(`complaint.ground.${g}`))));
    part(root, "day", needsDay.includes(step.step));
    part(root, "weeks", weeks.includes(step.step));
    if (step.step === "adjourn") this.#whatIf();
    part(root, "lends", lends.includes(step.step));
    part(root, "post-of", step.step === "send-copy");
    part(root, "joins", step.step === "join");
    asks(root, step);
    part(root, "chamber", false);
    if (panel) this.#offer(panel);
    this.#letters(all, draft?.text ?? "");
    if (draft && !this.#form) field<HTMLTextAreaElement>(root, "text").value = draft.text;
    c.visit.leave = () => this.#keep();
    submit(root, "step", () => this.#send());
    hear(root, "cancel", () => this.#cancel());
    const heading = root.querySelector("h2")!;
    heading.tabIndex = -1;
    heading.focus();
  }

  // whatIf says at each number of weeks by which day it would have to be concluded.
  #whatIf(): void {
    const { texts } = this.c.visit.page;
    for (const option of field<HTMLSelectElement>(this.root, "number").options) {
      const day = this.c.v.ifAdjourned[Number(option.value) - 1];
      if (day) option.text = this.#say("complaint.room.weeks_until", { weeks: option.text, day: texts.civil(day) });
    }
  }

  #about(): string {
    return `complaint:${this.c.v.id}:${this.#step?.name ?? ""}`;
  }

  // keep seals what was typed, so that a lock or a closed page doesn't lose it.
  async #keep(): Promise<void> {
    if (!this.#step) return;
    const text = this.#form ? JSON.stringify(this.#form.values()) : field<HTMLTextAreaElement>(this.root, "text").value;
    await this.c.open.drafts.keep(this.#about(), { kind: "text", text });
  }

  async #cancel(): Promise<void> {
    await this.#keep();
    this.#step = null;
    this.root.replaceChildren();
  }

  // letters asks for what the letters of the step say, where it has any.
  #letters(all: { to: Party; template: Template }[], draft: string): void {
    const { c, root } = this;
    this.#form = null;
    part(root, "letters", all.length > 0);
    part(root, "freely", all.length === 0);
    if (all.length === 0) return;
    const told = all.filter(({ to }) => this.#step!.tells.includes(to));
    field<HTMLSelectElement>(root, "letter-lang").value = c.visit.page.lang;
    this.#form = new LetterForm(c.visit.page, part(root, "letters"), told.length > 0 ? told : all, known(c), kept(draft));
    hear(root, "preview", () => {
      this.#fill();
      this.#form?.preview();
    });
  }

  // fill puts in the letters what was chosen on the form.
  #fill(): void {
    const { root, c } = this;
    const { texts } = c.visit.page;
    const step = this.#step!;
    if (step.grounds.length > 0) {
      this.#form?.set("ground", field<HTMLSelectElement>(root, "ground").selectedOptions[0]?.text ?? "");
      this.#form?.set("article", step.articles.join(", "));
    }
    if (needsDay.includes(step.step)) {
      const day = dateOf(root, "hearing");
      this.#form?.set("hearing_day", day && texts.civil(day));
      this.#form?.set("hearing_time", field(root, "hour").value.trim());
    }
    if (step.step === "adjourn") {
      const n = Number(field<HTMLSelectElement>(root, "number").value);
      const day = c.v.ifAdjourned[n - 1];
      this.#form?.set("weeks", this.#say("complaint.room.weeks_n", { n }));
      if (day) this.#form?.set("due", texts.civil(day));
    }
  }

  // offer lists who can handle the complaint: nobody who sits here already, and
  // nobody who was involved.
  #offer(panel: Panel): void {
    const { c, root } = this;
    const free = (o: Officer): boolean => !c.v.barred.includes(o.person) && !c.v.seats.some((s) => s.sits && s.person === o.person && s.party !== "authority");
    this.#officers = { members: (panel.members ?? []).filter(free), authorities: (panel.authorities ?? []).filter(free) };
    part(root, "chamber", true);
    const { members, authorities } = this.#officers;
    const withMembers = c.v.advice === "with" && this.#step!.step === "check-handler";
    part(root, "has-members", withMembers && members.length > 0);
    part(root, "members").replaceChildren(choices("checkbox", "member", this.#say("complaint.room.members"), members));
    field<HTMLSelectElement>(root, "chair").replaceChildren(make("option", { value: "" }, this.#say("complaint.room.no_chair")), ...members.map((m) => make("option", { value: m.person }, m.name)));
    part(root, "authorities").replaceChildren(choices("checkbox", "authority", this.#say("complaint.room.authorities"), authorities));
  }

  #checked(name: string): string[] {
    return [...this.root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)].map((b) => b.value);
  }

  // seats gives who sits down with the step.
  #seats(): Sitting[] {
    const chair = field<HTMLSelectElement>(this.root, "chair").value;
    const seat = (o: Officer, party: "member" | "authority"): Sitting => ({
      party, capacity: party === "member" && o.person === chair ? "chair" : "", person: o.person, at: o.at, recipient: o.recipient, verify: o.verify,
    });
    const chosen = (name: string, all: Officer[]): Officer[] => all.filter((o) => this.#checked(name).includes(o.person));
    const sits = new Set(this.c.v.seats.filter((s) => s.sits).map((s) => s.person));
    return [
      ...chosen("member", this.#officers.members).map((o) => seat(o, "member")),
      ...chosen("authority", this.#officers.authorities).filter((o) => this.#step!.step === "replace-decider" || !sits.has(o.person)).map((o) => seat(o, "authority")),
    ];
  }

  // send looks at what was filled in, from the last fault to the first, so that
  // the first has the focus.
  async #send(): Promise<void> {
    const { root, c } = this;
    const step = this.#step!;
    const texts = c.visit.page.texts;
    const input = field<HTMLInputElement>(root, "file");
    const files = await read(input, texts);
    fault(root, "file", typeof files === "string" ? files : null);
    const text = field<HTMLTextAreaElement>(root, "text").value.trim();
    const hearing = { on: dateOf(root, "hearing"), at: field(root, "hour").value.trim().replace(".", ":").padStart(5, "0") };
    const ground = field<HTMLSelectElement>(root, "ground").value;
    const facts = outcome(root, step);
    const wrong = {
      hearing: needsDay.includes(step.step) && (hearing.on === "" || !/^\d\d:\d\d$/.test(hearing.at)),
      ground: step.grounds.length > 0 && ground === "",
      text: step.writes !== "" && text === "" && !this.#form,
      judgement: facts === null,
      into: step.step === "join" && field(root, "into").value.trim() === "",
    };
    for (const name of ["into", "text", "judgement", "ground", "hearing"] as const) fault(root, name, wrong[name] ? this.#say(`complaint.room.${name}_none`) : null);
    this.#fill();
    const letters = this.#form ? this.#form.made() : {};
    if (facts === null || typeof files === "string" || Object.values(wrong).includes(true) || letters === null) return;
    const kind = step.writes || (text || files.length > 0 ? step.may[0] ?? "" : "");
    const coming: Coming = {
      act: {
        ...(step.step && { step: step.step }), ...(ground && { ground }), ...(needsDay.includes(step.step) && { hearing }),
        ...(weeks.includes(step.step) && { weeks: Number(field<HTMLSelectElement>(root, "number").value) }),
        ...(step.step === "join" && { into: field(root, "into").value.trim() }),
        sit: this.#seats(),
      },
      papers: kind ? [{ kind, content: { day: c.v.today, facts, text: this.#form ? "" : text, files, letters } }] : [],
    };
    await this.#do(coming);
  }

  async #do(coming: Coming): Promise<void> {
    const { root, c } = this;
    const step = this.#step!;
    const progress = part(root, "progress");
    progress.textContent = this.#say("complaint.follow.sending");
    await breathe();
    await c.visit.guard(async () => {
      try {
        if (lends.includes(step.step)) {
          const post = step.step === "send-copy" && field<HTMLInputElement>(root, "post").checked;
          this.#drawn ??= await lend(c.visit.site, step.step === "send-copy" ? "accused" : "complainant", step.step === "represent" ? "representative" : "", post);
          coming.act.sit = [{ ...this.#drawn.sit, post }];
        }
        await api.act(c.v.id, await prepare(c.v, c.opened, c.mine, coming));
        await this.#done();
      } catch (e) {
        if (e instanceof SignedOut) throw e;
        progress.textContent = trouble(c.visit.page, e);
        if (e instanceof Refused && e.status === 409) await this.#merge();
        // An answer can be lost: whoever sits here by now has these words, and no others.
        if (this.#drawn && c.v.seats.some((s) => s.recipient === this.#drawn?.sit.recipient)) await this.#done();
      }
    });
  }

  async #done(): Promise<void> {
    this.c.open.drafts.drop(this.#about());
    this.#step = null;
    if (this.#drawn) showLent(this.root, this.#drawn.words, () => this.c.again(this.#say("complaint.room.done")));
    else await this.c.again(this.#say("complaint.room.done"));
  }

  // merge shows what somebody else changed, beside what was typed: the step can
  // be sent again if it still is to be taken.
  async #merge(): Promise<void> {
    const { c, root } = this;
    const now = await api.open(c.v.id);
    const fresh = now.taken.slice(c.v.taken.length).map((t) => make("li", {}, this.#say("complaint.view.taken", {
      day: c.visit.page.texts.civil(t.on), step: this.#say(`complaint.step.${t.step}`), party: this.#say(`complaint.party.${t.by}`),
    })));
    part(root, "changed", fresh.length > 0);
    part(root, "changes").replaceChildren(make("ul", { class: "baken-list" }, ...fresh));
    const before = new Map(c.opened.map((o) => [o.paper.number, o]));

    c.v = now;
    c.opened = (await openAll(now, c.mine)).map((o) => before.get(o.paper.number) ?? o);
  }
}

function choices(type: "checkbox" | "radio", name: string, legend: string, all: Officer[]): HTMLElement {
  return make("fieldset", { class: "baken-choices" }, make("legend", { class: "utrecht-form-label" }, legend),
    ...all.map((o, i) => make("div", { class: "baken-choice" },
      make("input", { type, name, value: o.person, id: `${name}-${i}`, class: "baken-choice__input" }), make("label", { for: `${name}-${i}` }, o.name))));
}
