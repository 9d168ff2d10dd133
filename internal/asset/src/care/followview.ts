// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Aftercare on the page of its reporter: beginning it, saying how one fares,
// reading what the counsellor wrote, and ending it.

import { api as others } from "../ask/api.ts";
import { fault, field, make, need, part, slot, submit } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { Refused, Unreachable } from "../report/api.ts";
import { copy, lead, leaving, retitle } from "../report/page.ts";
import { newID } from "../report/random.ts";
import { Fault, parseVerifyKey, type ReceiptKeys } from "../seal/index.ts";
import { api, type Following } from "./api.ts";
import { begin, beginning, type Care, checkIns, moments, openCare, plan, type Said, sealNext } from "./care.ts";
import { type CheckIn, type Content, type Words } from "./content.ts";
import { facts, measure } from "./saying.ts";
import { type Answers, statements } from "./pattern.ts";

type Telling = Omit<CheckIn, "day"> | Omit<Words, "day">;

export class FollowView {
  #now!: Following;
  #care!: Care;
  #last: { readonly print: string; readonly sealed: { seq: number; envelope: string } } | undefined;

  constructor(
    private readonly view: HTMLElement,
    private readonly texts: Texts,
    private readonly mine: ReceiptKeys,
  ) {}

  /** open shows what there is, or lets one begin. */
  async open(): Promise<void> {
    await this.#load();
    if (this.#now.found) this.#shown();
    else this.#begins();
    this.view.addEventListener("input", () => (leaving.allowed = !this.#typed()));
  }

  async #load(): Promise<void> {
    this.#now = await api.open(this.mine.lookup());
    if (!this.#now.found) return;
    this.#care = await openCare(this.#now, { identity: this.mine.identity, followed: this.mine.signing.verifyKey });
  }

  #typed(): boolean {
    return [...this.view.querySelectorAll("textarea")].some((t) => t.value.trim() !== "");
  }

  // begins offers to begin, where that can be done on this page.
  #begins(): void {
    const { view, texts } = this;
    view.replaceChildren(copy("begin"));
    retitle(texts.say("counsel.care.title"));
    lead(view);
    if (view.querySelector('form[data-form="begin"]')) submit(view, "begin", () => this.#begin());
  }

  async #begin(): Promise<void> {
    const { view, texts, mine } = this;
    const chosen = view.querySelector<HTMLInputElement>('input[name="with"]:checked')?.value;
    fault(view, "agree", field(view, "agree").checked ? null : texts.say("counsel.care.agree_none"));
    fault(view, "with", chosen ? null : texts.say("counsel.care.with_none"));
    if (!chosen || !field(view, "agree").checked) return;
    const hidden = (name: string): string => need<HTMLInputElement>(view, `input[name=${name}]`).value;
    const [org, day, due] = [hidden("org"), hidden("today"), hidden("due").split(" ")];
    await this.#sending("begin", "counsel.care.begun", async () => {
      const to = (await others.counsellors(org)).find((c) => c.entry === chosen);
      if (!to) throw new Unreachable("nobody of that entry");
      const at = { id: newID(), org };
      const text = field<HTMLTextAreaElement>(view, "first").value.trim();
      const first = { kind: "begin" as const, day, due, follower: parseVerifyKey(to.verify), text };
      const { verifyKey: verify } = mine.signing;
      await api.begin({ ...at, with: chosen, lookup: mine.lookup(), verify, ...(await begin(mine, to.recipient, at, first)) });
    });
  }

  // sending sends something, and shows what there is then. What was typed stays
  // until it has arrived.
  async #sending(form: string, done: string, send: () => Promise<void>): Promise<void> {
    const { view, texts } = this;
    const told = part(view, `${form}-said`);
    told.textContent = texts.say("counsel.care.sending");
    try {
      await send();
      await this.#load();
    } catch (e) {
      if (e instanceof Refused) told.textContent = e.message;
      else if (e instanceof Unreachable || e instanceof Fault) told.textContent = texts.say("counsel.care.send_fail");
      else throw e;
      return;
    }
    leaving.allowed = true;
    this.#last = undefined;
    this.#shown();
    part(view, "said").textContent = texts.say(done);
    part(view, "said").scrollIntoView({ block: "nearest" });
  }

  #shown(): void {
    const { view, texts } = this;
    view.replaceChildren(copy("care"));
    retitle(texts.say("counsel.care.title"));
    submit(view, "check-in", () => this.#checkIn());
    submit(view, "say", () => this.#say());
    submit(view, "end", () => this.#end());
    this.#draw();
    lead(view);
  }

  #draw(): void {
    const { view, texts } = this;
    const { name, today } = this.#now;
    const { said } = this.#care;
    slot(view, "who", name ? texts.say("counsel.care.followed_by", { name }) : "");
    part(view, "gone", name === "");
    part(view, "talk", name !== ""); // nobody would read it
    part(view, "odd", said.some((s) => s.content === null));
    const asked = moments(beginning(this.#care)?.due ?? [], checkIns(this.#care), today);
    const lines = asked.map((m) => make("li", {}, texts.say(`counsel.care.moment.${m.state}`, { day: texts.civil(m.day) })));
    part(view, "moments").replaceChildren(make("ul", { class: "baken-list" }, ...lines));
    const measures = plan(this.#care)?.measures ?? [];
    part(view, "no-plan", measures.length === 0);
    part(view, "plan").replaceChildren(...(measures.length > 0 ? [make("ul", { class: "baken-list" }, ...measures.map((m) => make("li", {}, measure(texts, m))))] : []));
    part(view, "lines").replaceChildren(...said.flatMap((s) => (s.content ? [this.#line(s, s.content)] : [])));
  }

  #line({ from }: Said, content: Content): HTMLElement {
    const { texts } = this;
    const line = copy("line");
    const shown = part(line, from === "followed" ? "mine" : "theirs");
    slot(shown, "who", texts.say(from === "followed" ? "counsel.care.you" : "counsel.care.counsellor"));
    slot(shown, "when", texts.civil(content.day));
    slot(shown, "kind", texts.say(`counsel.care.kind.${content.kind}`));
    slot(shown, "text", "text" in content ? content.text : "");
    const all = facts(texts, content);
    if (all.length > 0) part(shown, "facts").append(make("ul", { class: "baken-list" }, ...all.map((f) => make("li", {}, f))));
    return shown;
  }

  async #checkIn(): Promise<void> {
    const { view } = this;
    const answers: Answers = {};
    for (const s of statements) {
      const { value } = field<HTMLSelectElement>(view, `s-${s}`);
      if (value !== "") answers[s] = Number(value);
    }
    const text = field<HTMLTextAreaElement>(view, "happened").value.trim();
    const helps = field<HTMLSelectElement>(view, "helps").value as CheckIn["helps"];
    if (this.#nothing("happened", text !== "" || Object.keys(answers).length > 0)) return;
    await this.#tell("check-in", { kind: "check-in", answers, helps, talk: field(view, "talk").checked, text });
  }

  async #say(): Promise<void> {
    const text = field<HTMLTextAreaElement>(this.view, "say").value.trim();
    if (this.#nothing("say", text !== "")) return;
    await this.#tell("say", { kind: "words", text });
  }

  // nothing tells that nothing was filled in.
  #nothing(name: string, some: boolean): boolean {
    fault(this.view, name, some ? null : this.texts.say("counsel.care.say_none"));
    return !some;
  }

  // tell sends what is said. When no answer came and the same is said again, the very same envelope is sent, so that
  // it doesn't stand there twice.
  async #tell(form: string, telling: Telling): Promise<void> {
    const { mine } = this;
    const print = JSON.stringify(telling);
    const seal = () => sealNext(this.#care, mine.signing, { ...telling, day: this.#now.today } as Content);
    await this.#sending(form, "counsel.care.said", async () => {
      const sealed = this.#last?.print === print ? this.#last.sealed : await seal();
      this.#last = { print, sealed };
      try {
        await api.say({ lookup: mine.lookup(), ...sealed });
      } catch (e) {
        if (!(e instanceof Refused && e.key === "counsel.stale")) throw e;
        await this.#load(); // the counsellor was just before it, or it has arrived already
        if (!this.#now.said.some((s) => s.envelope === sealed.envelope)) await api.say({ lookup: mine.lookup(), ...(await seal()) });
      }
    });
  }

  async #end(): Promise<void> {
    const { view, texts } = this;
    const sure = field(view, "sure").checked;
    fault(view, "sure", sure ? null : texts.say("counsel.care.end_none"));
    if (!sure) return;
    const told = part(view, "end-said");
    try {
      await api.end(this.mine.lookup());
    } catch (e) {
      if (!(e instanceof Refused) && !(e instanceof Unreachable)) throw e;
      told.textContent = e instanceof Refused ? e.message : texts.say("counsel.care.send_fail");
      return;
    }
    leaving.allowed = true;
    view.replaceChildren(make("h2", { class: "baken-h2" }, texts.say("counsel.care.ended")), make("p", { class: "baken-p" }, texts.say("counsel.care.ended_text")));
    lead(view);
  }
}
