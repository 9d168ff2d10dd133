// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How one report is handled: under which rules, until when, by whom, and by
// whom not. What an officer finds in a report stays here; the server is sent
// what he chose.

import { api, type Case, type Clock, Gone, type Handling, Refused } from "./api.ts";
import { said } from "./content.ts";
import { dateOf, fault, field, hear, make, need, part, submit } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import { leaders, proposals, suspects } from "./handling.ts";
import { mark } from "./listview.ts";
import type { Session } from "./session.ts";
import { TallyView } from "./tallyview.ts";
import type { Unlocked } from "./unlocked.ts";

/** HandlingView is the part of a case's screen where it is handled. */
export class HandlingView {
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #root: HTMLElement;
  readonly #load: () => Promise<Dossier>;
  readonly tally: TallyView;
  #dossier: Dossier | null = null;
  #chosen = ""; // the choices that stand in the form, to keep them when the case is loaded anew

  constructor(session: Session, open: Unlocked, root: HTMLElement, load: () => Promise<Dossier>) {
    [this.#session, this.#open, this.#root, this.#load] = [session, open, root, load];
    this.tally = new TallyView(session, part(root, "tally"));
    for (const box of this.#boxes("fact")) box.addEventListener("change", () => this.#propose());
    for (const box of this.#boxes("regime")) box.addEventListener("change", () => this.#asks());
    field(root, "ending").addEventListener("change", () => this.#outcomes());
    submit(root, "triage", () => this.#triage());
    submit(root, "end", () => this.#end());
    submit(root, "assign", () => this.#assign());
    submit(root, "exclude", () => this.#exclude());
    hear(root, "hand", () => this.#hand(this.#top(), "report.desk.hand.done"));
    hear(root, "hold", () => this.#change("hold", {}, this.#say("report.desk.keep.hold_done")));
    hear(root, "release", () => this.#change("release", {}, this.#say("report.desk.keep.release_done")));
    hear(root, "hand-back", () => this.#hand(this.#case.org, "report.desk.hand.back_done"));
  }

  get #case(): Case {
    return this.#dossier!.case;
  }

  /** show draws how the case is handled now. */
  show(dossier: Dossier): void {
    this.#dossier = dossier;
    const { case: c } = dossier;
    const open = c.state !== "closed" && c.state !== "withdrawn";
    part(this.#root.parentElement!, "handling", dossier.keys.size > 0);
    part(this.#root, "handed", c.handledBy !== c.org);
    part(this.#root, "clocks").replaceChildren(...this.#clocks(c));
    part(this.#root, "untriaged", open && c.tracks.length === 0);
    part(this.#root, "triage", open);
    this.#fill(c);
    const running = c.tracks.filter((t) => t.runs);
    part(this.#root, "ending", running.length > 0);
    this.#options("ending", running.map((t) => [t.regime, this.#say(`report.regime.${t.regime}`)]));
    this.#outcomes();
    this.#handlers(c);
    this.#apart(dossier);
    const above = this.#open.desk(c.handledBy)?.independent ?? true; // of a desk that one oversees, one is the independent one
    part(this.#root, "hand", c.handledBy === c.org && this.#top() !== c.org);
    part(this.#root, "hand-back", c.handledBy !== c.org && above);
    this.tally.show(dossier);
    part(this.#root, "kept").replaceChildren(...this.#kept(c));
    part(this.#root, "hold", c.kept?.held === false);
    part(this.#root, "release", c.kept?.held === true);
  }

  #say(...given: Parameters<Session["page"]["say"]>): string {
    return this.#session.page.say(...given);
  }

  #day(date: string): string {
    return this.#session.page.texts.civil(date);
  }

  #boxes(name: string): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
  }

  #checked(name: string): string[] {
    return this.#boxes(name).filter((b) => b.checked).map((b) => b.value);
  }

  #options(name: string, all: [string, string][], chosen = ""): void {
    const select = field<HTMLSelectElement>(this.#root, name);
    const [first] = select.options;
    select.replaceChildren(first!, ...all.map(([value, label]) => make("option", { value }, label)));
    select.value = chosen || (all.length === 1 ? all[0]![0] : "");
  }

  // kept says until when the case is kept, and what is left of it then.
  #kept({ kept }: Case): HTMLElement[] {
    const lines: string[] = [];
    if (kept?.held) lines.push(this.#say("report.desk.keep.held"));
    if (kept?.until === null) lines.push(this.#say("report.desk.keep.open"));
    if (kept?.until) {
      lines.push(
        this.#say(kept.effect ? "report.desk.keep.until_effect" : "report.desk.keep.until", { day: this.#day(kept.until), regime: this.#say(`report.regime.${kept.regime}`) }),
        kept.backups > 0 ? this.#say("report.desk.keep.backups", { n: kept.backups }) : this.#say("report.desk.keep.backups_unknown"),
      );
    }
    return lines.map((line) => make("p", { class: "baken-p" }, line));
  }

  #clocks(c: Case): HTMLElement[] {
    const terms = c.clocks.filter((clock) => clock.step !== "action" && clock.step !== "effect"); // those stand with the actions
    if (terms.length === 0) return [make("p", { class: "baken-p" }, this.#say("report.desk.clock.none"))];
    return terms.map((clock) => this.#clock(clock));
  }

  #clock(clock: Clock): HTMLElement {
    const words = {
      regime: this.#say(`report.regime.${clock.regime}`), step: this.#say(`report.desk.step.${clock.step}`), day: this.#day(clock.due),
      n: Math.abs(clock.late),
    };
    const key = clock.late > 0 ? "late" : clock.late === 0 ? "today" : "left";
    const line = this.#say(`report.desk.clock.${key}`, words);
    const why = clock.steps.map((s) => make("li", {}, this.#say(`web.due.${s.code}`, {
      from: this.#day(s.from), to: this.#day(s.to), article: s.article === "promise" ? this.#say("report.desk.triage.house") : s.article,
      days: [...new Set(s.passed)].map((code) => this.#say(`web.off.${code}`)).join(", "),
    })));
    return make("div", { class: "baken-clock" },
      make("p", { class: "baken-p" }, clock.late >= 0 ? mark(clock.late > 0 ? "error" : "warning", line) : line),
      clock.warning ? make("p", { class: "baken-p" }, this.#say("report.desk.clock.warning", { day: this.#day(clock.warning) })) : null,
      make("details", { class: "baken-details" }, make("summary", {}, this.#say("report.desk.clock.why")), make("ul", { class: "baken-list" }, ...why)),
    );
  }

  // fill puts what was chosen in the form, unless the officer is changing it.
  #fill(c: Case): void {
    const stands = JSON.stringify(c.tracks);
    if (stands === this.#chosen) return;
    this.#chosen = stands;
    const now = c.tracks.filter((t) => t.ended === null);
    for (const box of this.#boxes("regime")) box.checked = now.some((t) => t.regime === box.value);
    field<HTMLInputElement>(this.#root, "advised").checked = now.some((t) => t.committee);
    const day = now.find((t) => t.runs)?.since ?? amsterdam(c.submittedAt);
    const [year, month, date] = day.split("-");
    for (const [name, value] of [["since", date], ["since-month", month], ["since-year", year]] as const) field(this.#root, name).value = String(Number(value));
    this.#propose();
    this.#asks();
  }

  #propose(): void {
    const found = proposals(this.#open.me.rules, this.#checked("fact"));
    const lines = found.map((r) => make("li", {}, this.#say("report.desk.triage.because", {
      regime: this.#say(`report.regime.${r.regime}`), article: r.article || this.#say("report.desk.triage.house"),
      facts: r.facts.map((f) => this.#say(`report.desk.fact.${f}`)).join(" "),
    })));
    const regimes = found.map((r) => this.#say(`report.regime.${r.regime}`)).join(", ");
    part(this.#root, "proposals").replaceChildren(
      make("p", { class: "baken-p" }, found.length > 0 ? this.#say("report.desk.triage.proposal", { regimes }) : this.#say("report.desk.triage.no_proposal")),
      make("ul", { class: "baken-list" }, ...lines),
    );
  }

  // asks for the day and the committee where a law sets a term.
  #asks(): void {
    const chosen = this.#checked("regime");
    part(this.#root, "statutory", chosen.includes("complaint") || chosen.includes("whistleblower"));
    part(this.#root, "committee", chosen.includes("complaint"));
  }

  #outcomes(): void {
    const regime = field<HTMLSelectElement>(this.#root, "ending").value;
    const outcomes = this.#dossier?.case.tracks.find((t) => t.runs && t.regime === regime)?.outcomes ?? [];
    this.#options("outcome", outcomes.map((o) => [o, this.#say(`report.desk.outcome.${o}`)]));
  }

  #handlers(c: Case): void {
    const select = field<HTMLSelectElement>(this.#root, "handler");
    select.required = false;
    const members = this.#open.today(c).filter((m) => c.desk.some((d) => d.id === m.id));
    this.#options("handler", members.map((m) => [m.id, this.#open.nameOf(m.id, c)]));
    select.options[0]!.textContent = this.#say("report.desk.assign.all");
    select.value = c.handler;
  }

  // apart lists who is excluded, and whom one can exclude.
  #apart(dossier: Dossier): void {
    const { case: c } = dossier;
    const items = c.excluded.map((e) => {
      const name = this.#open.nameOf(e.id, c) || e.name;
      const admit = make("button", { type: "button", class: "baken-quiet" }, this.#say("report.desk.exclude.admit", { name }));
      admit.addEventListener("click", () => void this.#change("admit", { person: e.id }, this.#say("report.desk.exclude.admitted", { name })));
      return make("li", {}, `${this.#say("report.desk.exclude.is", { name })} `, admit);
    });
    part(this.#root, "excluded").replaceChildren(items.length > 0
      ? make("ul", { class: "baken-list" }, ...items)
      : make("p", { class: "baken-p" }, this.#say("report.desk.exclude.nobody")));
    const members = this.#open.today(c).map((m) => ({ id: m.id, name: this.#open.nameOf(m.id, c) }));
    const texts = dossier.turns.map((t) => said(t.content));
    const named = suspects(members, texts);
    const led = leaders(this.#open.desk(c.handledBy)?.lines ?? [], texts);
    const hints = (id: string): string[] => [
      ...(named.has(id) ? [this.#say("report.desk.exclude.named")] : []),
      ...(led.get(id) ?? []).map((name) => this.#say("report.desk.exclude.led", { name })),
    ];
    part(this.#root, "suspects").replaceChildren(make("fieldset", { class: "baken-choices" },
      make("legend", { class: "utrecht-form-label" }, this.#say("report.desk.exclude.label")),
      ...members.map((m, i) => this.#choice(m, hints(m.id).join(" "), i)),
    ));
    this.#means();
  }

  #choice(m: { id: string; name: string }, hint: string, i: number): HTMLElement {
    const id = `suspect-${i}`;
    const box = make("input", { type: "checkbox", name: "suspect", value: m.id, id, class: "baken-choice__input", "aria-describedby": hint ? `${id}-about` : null });
    box.addEventListener("change", () => this.#means());
    return make("div", { class: "baken-choice" }, box, make("label", { for: id }, m.name),
      hint ? make("p", { class: "baken-choice__hint", id: `${id}-about` }, hint) : null);
  }

  // means says what an exclusion leads to, before it is done.
  #means(): void {
    const chosen = new Set(this.#checked("suspect"));
    const c = this.#case;
    const desk = this.#open.desk(c.handledBy)?.members ?? c.desk;
    part(this.#root, "exclude-self", chosen.has(this.#open.me.person));
    const left = desk.filter((m) => !chosen.has(m.id) && !c.excluded.some((e) => e.id === m.id));
    part(this.#root, "exclude-all", chosen.size > 0 && left.length === 0 && c.handledBy === c.org && this.#top() !== c.org);
  }

  async #triage(): Promise<void> {
    const regimes = this.#checked("regime");
    fault(this.#root, "regime", regimes.length > 0 ? null : this.#say("report.desk.triage.missing"));
    if (regimes.length === 0) return;
    const since = dateOf(this.#root, "since");
    const asks = !part(this.#root, "statutory").hidden;
    fault(this.#root, "since", !asks || since ? null : this.#say("report.desk.triage.no_day"));
    if (asks && !since) return;
    const committee = field<HTMLInputElement>(this.#root, "advised").checked;
    const received = amsterdam(this.#case.submittedAt);
    const tracks = regimes.map((regime) => {
      const statutory = regime === "complaint" || regime === "whistleblower";
      return { regime, since: statutory ? since : received, committee: regime === "complaint" && committee };
    });
    await this.#change("triage", { tracks }, this.#say("report.desk.triage.done"), false, () => this.tally.count());
  }

  async #end(): Promise<void> {
    const [regime, outcome] = [field<HTMLSelectElement>(this.#root, "ending").value, field<HTMLSelectElement>(this.#root, "outcome").value];
    fault(this.#root, "outcome", regime && outcome ? null : this.#say("report.desk.end.missing"));
    if (regime && outcome) await this.#change("end", { regime, outcome }, this.#say("report.desk.end.done"));
  }

  async #assign(): Promise<void> {
    await this.#change("assign", { to: field<HTMLSelectElement>(this.#root, "handler").value }, this.#say("report.desk.assign.done"));
  }

  async #exclude(): Promise<void> {
    const persons = this.#checked("suspect");
    if (persons.length === 0) return this.#tell(this.#say("report.desk.exclude.missing"));
    const names = persons.map((id) => this.#open.nameOf(id, this.#case)).join(", ");
    const leaves = persons.includes(this.#open.me.person) || !part(this.#root, "exclude-all").hidden && this.#open.desk(this.#case.handledBy)?.independent === false;
    await this.#change("exclude", { persons }, this.#say("report.desk.exclude.done", { names }), leaves);
  }

  async #hand(desk: string, done: string): Promise<void> {
    const leaves = desk !== this.#case.org && this.#open.desk(this.#case.org)?.independent === false;
    await this.#change("hand", { desk }, this.#say(done), leaves);
  }

  // top is the organisation of the independent desk.
  #top(): string {
    return this.#open.me.desks.find((d) => d.independent)?.org ?? this.#open.desk(this.#case.org)?.top ?? "";
  }

  // change sends what was chosen, and shows the case as it is then. Who can't
  // see it any more is led to the list.
  async #change(what: Handling, body: object, done: string, leaves = false, then?: () => Promise<void>): Promise<void> {
    await this.#session.guard(async () => {
      try {
        await api.handle(this.#case.case, what, { ...body, version: this.#case.version });
      } catch (e) {
        if (!(e instanceof Refused) || e instanceof Gone) throw e;
        this.#tell(e.message);
        if (e.status === 409) await this.#load();
        return;
      }
      if (leaves) {
        this.#open.vault.index.drop(this.#case.case);
        this.#open.vault.changed();
        await this.#session.go("/desk/reports");
        this.#session.page.tell(done);
      } else {
        await this.#load();
        this.#tell(done);
        await then?.(); // the change is made, also when this fails
      }
    });
  }

  #tell(text: string): void {
    need(this.#root, '[data-part="handled"]').textContent = text;
    this.#session.page.speak(text);
  }
}

// amsterdam gives the civil day of an instant.
function amsterdam(instant: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(Date.parse(instant));
}
