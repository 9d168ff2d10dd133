// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// One report: what was said, who may read it, and what can be done.

import { ActionView } from "./actionview.ts";
import { answerForm, type AnswerForm } from "./answer.ts";
import { api, type Case, Gone, Refused, SignedOut, type State } from "./api.ts";
import { alarmNode, blocks, dialogue } from "./dialogue.ts";
import { hear, make, need, part, screen, slot } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import { ExportView } from "./exportview.ts";
import { giveCase } from "./grant.ts";
import { HandlingView } from "./handlingview.ts";
import { trouble } from "./keyview.ts";
import { badge, mark, reference, waitMark } from "./listview.ts";
import { type Plan, plan } from "./readers.ts";
import { read } from "./reading.ts";
import { rotate } from "./rotate.ts";
import type { Session, View } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const terms = ["read", "feedback", "conclude"]; // steps that a reporter waits for by a law or a promise
const lookEvery = 20_000; // milliseconds

/** caseScreen opens a case and follows it. */
export async function caseScreen(session: Session, open: Unlocked, id: string): Promise<View> {
  const { page } = session;
  const root = screen("case");
  page.show(root, page.say("report.desk.case.title", { ref: reference(id) }));
  part(root, "facts").textContent = page.say("report.desk.case.opening");
  const shown = new CaseScreen(session, open, id, root);
  try {
    await shown.load();
  } catch (e) {
    if (e instanceof SignedOut || e instanceof Gone) throw e;
    part(root, "facts").textContent = trouble(page, e);
    return {};
  }
  shown.follow();
  return shown;
}

class CaseScreen implements View {
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #id: string;
  readonly #root: HTMLElement;
  readonly #handling: HandlingView;
  readonly #export: ExportView;
  readonly #actions: ActionView;
  #answer: AnswerForm | null = null;
  #dossier: Dossier | null = null;
  #anyway = false; // an officer talked about what is wrong, and answers all the same
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(session: Session, open: Unlocked, id: string, root: HTMLElement) {
    this.#session = session;
    this.#open = open;
    this.#id = id;
    this.#root = root;
    this.#handling = new HandlingView(session, open, part(root, "handling"), () => this.load());
    this.#export = new ExportView(session, open, part(root, "export"));
    this.#actions = new ActionView(session, open, id, part(root, "actions"), () => this.load());
    hear(root, "refresh", () => this.#again());
    hear(root, "check", () => session.check());
    hear(root, "anyway", () => {
      this.#anyway = true;
      return this.#again();
    });
    const moves: [string, State][] = [["acknowledge", "acknowledged"], ["close", "closed"], ["reopen", "acknowledged"]];
    for (const [name, state] of moves) hear(root, name, () => this.#move(state));
  }

  /** load fetches the case, gives it a new epoch when its readers changed, and shows it. */
  async load(): Promise<Dossier> {
    await this.#open.refresh();
    const answer = await api.open(this.#id);
    await this.#open.meet(answer);
    let dossier = await read(this.#open, answer);
    let next = this.#plan(dossier);
    if (next.kind === "rotate" && !this.#unsafe(dossier)) {
      await rotate(this.#open, dossier, next.readers);
      dossier = await read(this.#open, await api.open(this.#id));
      next = this.#plan(dossier);
    }
    this.#show(dossier, next);
    this.#dossier = dossier;
    return dossier;
  }

  #unsafe(dossier: Dossier): boolean {
    return blocks(dossier) || this.#open.unsafe(dossier.case.handledBy);
  }

  #plan(dossier: Dossier): Plan {
    return plan(dossier, this.#open.today(dossier.case), (r) => this.#open.trusts(r));
  }

  #show(dossier: Dossier, next: Plan): void {
    const [root, c] = [this.#root, dossier.case];
    const readable = dossier.keys.size > 0;
    this.#facts(c);
    part(root, "alarms").replaceChildren(...dossier.alarms.filter((a) => a.seq === undefined).map((a) => alarmNode(this.#session.page, a)));
    part(root, "by-server", c.sealedBy === "server");
    part(root, "no-access", dossier.closed.length > 0);
    part(root, "newer", false);
    part(root, "dialogue").replaceChildren(...dialogue(this.#session, this.#open, dossier));
    this.#readers(dossier);
    const doubtful = dossier.alarms.length > 0 && !this.#anyway;
    const blocked = next.kind !== "none" || this.#unsafe(dossier) || doubtful;
    part(root, "blocked", blocked && readable);
    slot(root, "blocked", this.#why(dossier, next));
    need(root, '[data-do="check"]').hidden = next.kind !== "blocked" && !this.#open.unsafe(c.handledBy);
    need(root, '[data-do="anyway"]').hidden = next.kind !== "none" || this.#unsafe(dossier);
    const can = !blocked && dossier.keys.has(c.epoch);
    part(root, "answer", can);
    if (can) this.#form();
    this.#actions.show(dossier, can);
    this.#states(c, readable);
    this.#handling.show(dossier);
    this.#export.show(dossier);
  }

  #why(dossier: Dossier, next: Plan): string {
    const { page } = this.#session;
    if (blocks(dossier)) return page.say("report.desk.case.blocked_alarm");
    if (this.#open.unsafe(dossier.case.handledBy)) return page.say("report.desk.case.blocked_log");
    if (next.kind === "none") return page.say("report.desk.case.blocked_messages");
    if (next.kind === "rotate") return page.say("report.desk.case.blocked_readers");
    const names = next.by.map((r) => r.name).filter((n) => n !== "").join(", ");
    return page.say("report.desk.case.blocked_keys", { names });
  }

  #facts(c: Case): void {
    const { page } = this.#session;
    const texts = [page.say("report.desk.case.submitted", { at: page.texts.instant(Date.parse(c.submittedAt)) }), c.name[page.lang]];
    if (c.waits) texts.push(page.say(terms.includes(c.waits.step) ? "report.desk.waits.until" : "report.desk.waits.until_action", { day: page.texts.civil(c.waits.due) }));
    const line = make("p", { class: "baken-facts" }, badge(this.#session, c.state), ...waitMark(this.#session, c.waits), make("span", {}, texts.join(" · ")));
    part(this.#root, "facts").replaceChildren(line);
  }

  #states(c: Case, readable: boolean): void {
    const ways: Record<State, string[]> = {
      new: ["acknowledge", "close"], acknowledged: ["close"], answered: ["close"], closed: ["reopen"], withdrawn: [],
    };
    const awaits = c.clocks.some((w) => terms.includes(w.step)); // who waits hasn't heard what was done
    const acts = c.actions.some((a) => !a.done && !a.dropped);
    part(this.#root, "states", readable && ways[c.state].length > 0);
    for (const name of ["acknowledge", "close", "reopen"]) {
      need(this.#root, `[data-do="${name}"]`).hidden = !ways[c.state].includes(name) || (name === "close" && (awaits || acts));
    }
    part(this.#root, "no-feedback", awaits && ways[c.state].includes("close"));
    part(this.#root, "no-actions", acts && ways[c.state].includes("close"));
  }

  #form(): void {
    if (this.#answer) return;
    const ask = { dossier: () => this.#dossier!, load: () => this.load() };
    this.#answer = answerForm(this.#session, this.#open, this.#id, part(this.#root, "answer"), ask);
  }

  // readers lists who may read what, with who asks for access.
  #readers(dossier: Dossier): void {
    const { page } = this.#session;
    const open = this.#open;
    const missing = new Map(dossier.case.missing.map((m) => [m.id, m.epochs]));
    const items = open.today(dossier.case).map((m) => {
      const lacks = missing.has(m.id);
      const name = this.#called(m.id, m.name);
      const line = make("li", {}, `${name} `, lacks ? mark("warning", page.say("report.desk.case.lacks")) : null);
      const can = lacks && m.id !== open.me.person && open.trusts(m) && missing.get(m.id)!.some((n) => dossier.keys.has(n)) && !this.#unsafe(dossier);
      if (can) line.append(this.#give(dossier, m.id, m.name));
      return line;
    });
    items.push(make("li", {}, page.say("report.desk.case.reporter_reads")));
    part(this.#root, "readers").replaceChildren(make("ul", { class: "baken-list" }, ...items));
  }

  #called(id: string, name: string): string {
    const { me } = this.#open;
    const { page } = this.#session;
    if (id === me.person) return page.say("report.desk.case.you", { name });
    const apart = me.desks.some((d) => d.others.some((o) => o.id === id));
    return apart ? page.say("report.desk.case.independent", { name }) : name;
  }

  #give(dossier: Dossier, id: string, name: string): HTMLButtonElement {
    const { page } = this.#session;
    const button = make("button", { type: "button", class: "baken-quiet" }, page.say("report.desk.case.give", { name }));
    button.addEventListener("click", () => void this.#session.guard(async () => {
      button.disabled = true;
      await giveCase(this.#open, dossier, id);
      page.speak(page.say("report.desk.case.given", { name }));
      await this.load();
    }));
    return button;
  }

  async #move(state: State): Promise<void> {
    const { page } = this.#session;
    await this.#session.guard(async () => {
      try {
        await api.state(this.#id, state, this.#dossier!.case.version);
      } catch (e) {
        if (!(e instanceof Refused) || e.status !== 409) throw e;
        page.speak(e.message);
      }
      await this.load();
      page.speak(page.say(`report.desk.state.${this.#dossier!.case.state}`));
      if (this.#dossier!.case.state === "closed") await this.#handling.tally.close();
    });
  }

  async #again(): Promise<void> {
    await this.#session.guard(() => this.load());
  }

  /** follow looks from time to time whether somebody wrote. */
  follow(): void {
    this.#timer = setInterval(() => {
      if (document.visibilityState === "visible") void this.#session.guard(() => this.#look());
    }, lookEvery);
  }

  async #look(): Promise<void> {
    try {
      const { version } = await api.open(this.#id);
      if (version !== this.#dossier?.case.version) part(this.#root, "newer", true);
    } catch (e) {
      if (e instanceof SignedOut || e instanceof Gone) throw e;
    }
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    await this.#answer?.keep();
    await this.#actions.keep();
    await this.#open.vault.keep().catch(() => undefined); // what isn't kept is made again
  }
}
