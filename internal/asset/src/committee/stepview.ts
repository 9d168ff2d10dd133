// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The form of one step: the letter that it needs, the ground, the day of a
// hearing, and who takes part from then on.

import type { Party, Step } from "../complaint/api.ts";
import { many, read } from "../complaint/attach.ts";
import type { Content, Letter } from "../complaint/content.ts";
import { type Coming, lend, type Lent, prepare, titleOf } from "../complaint/doing.ts";
import { openAll, partiesOf } from "../complaint/paper.ts";
import { reference, takenOf } from "../complaint/telling.ts";
import { Refused, SignedOut } from "../desk/api.ts";
import { breathe, dateOf, fault, field, hear, make, part, slot, submit } from "../desk/dom.ts";
import { parseState, restore, stateOf } from "../desk/formstate.ts";
import { trouble } from "../desk/keyview.ts";
import { copy } from "../report/page.ts";
import { api, type Head } from "./api.ts";
import { warnAway } from "./awayview.ts";
import { type Case, lead, nameOfSeat } from "./caseview.ts";
import { ChamberForm } from "./chamberform.ts";
import { known } from "./known.ts";
import { showLent } from "./lentview.ts";
import { LetterForm } from "./letterform.ts";
import type { Template } from "../document/index.ts";
import { asks, outcome } from "./tally.ts";
import { votesOf } from "./votes.ts";

/** Chosen is a step, or what is written without one, under its name. */
export type Chosen = Step & { name: string };

const pause = 500; // milliseconds after which what was typed is kept
const needsDay = ["invite", "invite-accused"];
const weeks = ["adjourn", "adjourn-further"];
const lends = ["send-copy", "represent"];

// A letter to one of the two parties is kept from the other, who gets its own.
const others: Partial<Record<Party, Party>> = { complainant: "accused", accused: "complainant" };

/** StepForm shows the form of one step after the other, in the same place. */
export class StepForm {
  #step: Chosen | null = null;
  #form: LetterForm | null = null;
  #chamber: ChamberForm | null = null;
  #waiting = 0;
  #turn = 0; // counts what was chosen: what is fetched for one may come after another was
  #filled = false; // the form is as it was left: before that there is nothing of it to keep
  #drawn: Lent | null = null; // words for somebody else, until it is sure that they arrived

  constructor(private readonly c: Case, private readonly root: HTMLElement) {
    root.addEventListener("input", () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.keep(), pause);
    });
  }

  #say(key: string, given: Record<string, string | number> = {}): string {
    return this.c.visit.page.say(key, given);
  }

  async show(step: Chosen): Promise<void> {
    const turn = ++this.#turn;
    const other = (): boolean => turn !== this.#turn; // was chosen meanwhile
    await this.keep();
    const { root, c } = this;
    const all = step.step && step.writes ? await api.letters(c.v.id, step.writes) : [];
    if (other()) return;
    this.#step = step;
    this.#filled = false;
    this.#drawn = null;
    const draft = await c.open.drafts.find(this.#about());
    if (other()) return;
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
    part(root, "drafts", step.name === "draft");
    part(root, "votes", step.name === "deliberation");
    asks(root, step);
    this.#voted(step);
    this.#chamber = new ChamberForm(c, root, step.step);
    await this.#chamber.offer();
    if (other()) return;
    this.#letters(all);
    if (step.step === "join") await this.#offerJoin();
    if (other()) return;
    if (draft) restore(root, parseState(draft.text));
    part(root, "restored", draft !== null);
    this.#filled = true;
    submit(root, "step", () => this.#send());
    hear(root, "cancel", () => this.#cancel());
    if (needsDay.includes(step.step)) warnAway(c, root);
    lead(root);
  }

  // whatIf says at each number of weeks by which day it would have to be concluded.
  #whatIf(): void {
    const { texts } = this.c.visit.page;
    for (const option of field<HTMLSelectElement>(this.root, "number").options) {
      const day = this.c.v.ifAdjourned[Number(option.value) - 1];
      if (day) option.text = this.#say("complaint.room.weeks_until", { weeks: option.text, day: texts.civil(day) });
    }
  }

  // offerJoin lists the complaints that one handles, to which this one can be joined.
  async #offerJoin(): Promise<void> {
    const { c, root } = this;
    const choice: Head[] = [];
    let after = "";
    do {
      const { complaints, next } = await api.list({ after });
      choice.push(...complaints.filter((h) => h.id !== c.v.id && h.as === "secretary"));
      after = next;
    } while (after);
    field<HTMLSelectElement>(root, "join").append(make("option", { value: "" }, ""), ...choice.map((h) => make("option", { value: h.id }, this.#say("complaint.room.row", {
      org: c.visit.page.lang === "en" ? h.name.en : h.name.nl, day: c.visit.page.texts.civil(h.received), ref: reference(h.id),
    }))));
  }

  // voted reminds who writes the findings of how the members voted.
  #voted(step: Chosen): void {
    const { c, root } = this;
    const votes = step.step === "advise" ? votesOf(c.v, c.opened) : [];
    part(root, "voted", votes.length > 0);
    part(root, "voted-list").replaceChildren(make("ul", { class: "baken-list" }, ...votes.map((v) => voteLine(c, v))));
  }

  #about(): string {
    return `complaint:${this.c.v.id}:${this.#step?.name ?? ""}`;
  }

  /** keep seals what was filled in, so that a lock or a closed page doesn't lose it. Files can't be kept. */
  async keep(): Promise<void> {
    if (!this.#step || !this.#filled) return;
    const state = stateOf(this.root);
    await this.c.open.drafts.keep(this.#about(), { kind: "text", text: Object.keys(state).length > 0 ? JSON.stringify(state) : "" });
  }

  async #cancel(): Promise<void> {
    await this.keep();
    this.#step = null;
    this.root.replaceChildren();
  }

  // letters asks for what the letters of the step say, where it has any.
  #letters(all: { to: Party; template: Template }[]): void {
    const { c, root } = this;
    this.#form = null;
    part(root, "letters", all.length > 0);
    part(root, "freely", all.length === 0);
    if (all.length === 0) return;
    const told = all.filter(({ to }) => this.#step!.tells.includes(to));
    for (const option of field<HTMLSelectElement>(root, "letter-lang").options) option.defaultSelected = option.selected = option.value === c.visit.page.lang; // so that it isn't taken for something filled in
    this.#form = new LetterForm(c.visit.page, part(root, "letters"), told.length > 0 ? told : all, known(c));
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

  // facts gives what was chosen beside the words: a judgement, a vote, whether a
  // draft is a version; null when a judgement is missing. An address is all there is.
  #facts(words: string): [string, string][] | null {
    const { root } = this;
    const step = this.#step!;
    const ticked = (name: string): string => root.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
    if (step.name === "details") return [["address", words]];
    if (step.name === "draft") return [["draft", ticked("draft") || "version"]];
    if (step.name !== "deliberation") return outcome(root, step);
    const vote = ticked("vote");
    return [...(vote ? [["vote", vote] as [string, string]] : []), ...(field(root, "dissent").checked ? [["dissent", "yes"] as [string, string]] : [])];
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
    const facts = this.#facts(text);
    const wrong = {
      hearing: needsDay.includes(step.step) && (hearing.on === "" || !/^\d\d:\d\d$/.test(hearing.at)),
      ground: step.grounds.length > 0 && ground === "",
      text: step.writes !== "" && text === "" && !this.#form && !facts?.some(([code]) => code === "vote"),
      judgement: facts === null,
      join: step.step === "join" && field<HTMLSelectElement>(root, "join").value === "",
    };
    for (const name of ["join", "text", "judgement", "ground", "hearing"] as const) fault(root, name, wrong[name] ? this.#say(`complaint.room.${name}_none`) : null);
    this.#fill();
    const letters = this.#form ? this.#form.made() : {};
    if (facts === null || typeof files === "string" || Object.values(wrong).includes(true) || letters === null) return;
    const kind = step.writes || (text || files.length > 0 ? step.may[0] ?? "" : "");
    const coming: Coming = {
      act: {
        ...(step.step && { step: step.step }), ...(ground && { ground }), ...(needsDay.includes(step.step) && { hearing }),
        ...(weeks.includes(step.step) && { weeks: Number(field<HTMLSelectElement>(root, "number").value) }),
        ...(step.step === "join" && { joinTo: field<HTMLSelectElement>(root, "join").value }),
        sit: this.#chamber!.seats(),
      },
      papers: kind ? this.#papers(kind, { day: c.v.today, facts, text: this.#form || step.name === "details" ? "" : text, files }, letters) : [],
    };
    await this.#do(coming);
  }

  // papers gives one paper for each letter, or one without any.
  #papers(kind: string, content: Content, letters: Partial<Record<Party, Letter>>): Coming["papers"] {
    const all = Object.entries(letters) as [Party, Letter][];
    if (all.length === 0) return [{ kind, content }];
    return all.map(([to, letter]) => {
      const other = others[to];
      const own = other && partiesOf(this.c.v, kind).includes(other) ? { withheld: { from: other, ground: "own-letter" } } : {};
      return { kind, content: { ...content, letters: { [to]: letter } }, ...own };
    });
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
    const fresh = now.taken.slice(c.v.taken.length).map((t) => make("li", {}, takenOf(t, c.visit.page.texts)));
    part(root, "changed", fresh.length > 0);
    part(root, "changes").replaceChildren(make("ul", { class: "baken-list" }, ...fresh));
    c.v = now;
    c.opened = await openAll(now, c.mine); // of what was open already, who reads it can have changed
  }
}

/** voteLine says how a member voted. */
export function voteLine(c: Case, { seat, judgement, differs, dissent }: ReturnType<typeof votesOf>[number]): HTMLElement {
  const { page } = c.visit;
  const how = page.say(judgement ? `complaint.vote.${judgement}` : "complaint.room.vote_none");
  const more = dissent ? "complaint.room.vote_dissent" : differs ? "complaint.room.vote_differs" : "";
  return make("li", {}, page.say("complaint.room.voted_by", { who: nameOfSeat(c, seat), how }), more ? ` ${page.say(more)}` : "");
}
