// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A case that is open: what was said, where it stands, and what can be said.

import { fault, field, hear, make, need, part, slot, submit } from "../desk/dom.ts";
import type { Content } from "../desk/content.ts";
import { deedFacts, deedWords, nth } from "../desk/deed.ts";
import type { Texts } from "../desk/texts.ts";
import { openAttachment } from "../seal/index.ts";
import { api, type Case, type Manifest, Refused, Unreachable } from "./api.ts";
import { hearCarry } from "./carry.ts";
import { Draft } from "./draft.ts";
import { Files } from "./files.ts";
import { Heard } from "./heard.ts";
import { Notice } from "./notice.ts";
import { copy, lead, leaving, retitle, save } from "./page.ts";
import { Gone, Resealed, type Said, type Talk, Unsafe } from "./saying.ts";
import type { Turn } from "./trust.ts";

const kept = ["add", "correct", "why", "name", "contact", "remark"] as const;
type Typed = Partial<Record<(typeof kept)[number], string>>;

export class Dialogue {
  #files!: Files;
  #notice!: Notice;
  #heard!: Heard;
  #draft: Draft<Typed> | undefined;
  #timer = 0;

  constructor(
    private readonly view: HTMLElement,
    private readonly texts: Texts,
    private readonly talk: Talk,
  ) {}

  /** open shows the case, with what was typed in it before and not sent. */
  async open(): Promise<void> {
    const { view, texts } = this;
    view.replaceChildren(copy("case"));
    retitle(texts.say("report.case.title"));
    this.#files = new Files(part(view, "files"), need(view, "#file"), texts, async () => this.talk.carrier(), () => this.#changed());
    this.#notice = new Notice(view, texts, this.talk.mine.lookup());
    need<HTMLAnchorElement>(part(view, "aftercare"), "a").href = `/help/${encodeURIComponent(this.talk.dossier.case.org)}/aftercare`;
    hearCarry(view, texts, this.talk.dossier.case.org, () => {
      const first = this.talk.dossier.turns.map((t) => t.content).find((c) => c.kind === "report");
      return first?.kind === "report" ? { text: first.what, when: first.when } : { text: "", when: "" };
    });
    this.#heard = new Heard(view, texts, this.talk.mine.lookup());
    submit(view, "add", () => this.#add());
    submit(view, "correct", () => this.#correct());
    submit(view, "withdraw", () => this.#withdraw());
    submit(view, "who", () => this.#answer());
    hear(view, "proof", () => this.#proof());
    hear(view, "close", () => this.#close());
    view.addEventListener("input", () => this.#changed());
    this.#draw();
    this.#draft = await Draft.open<Typed>(`case ${this.talk.dossier.case.case}`);
    const typed = await this.#draft?.load().catch(() => undefined);
    for (const name of kept) if (typed?.[name]) field(view, name).value = typed[name];
    if (typed?.correct) need<HTMLDetailsElement>(part(view, "say-correct"), "details").open = true;
    lead(view);
  }

  #draw(): void {
    const { view, texts } = this;
    const { case: c, turns, alarms, now } = this.talk.dossier;
    slot(view, "sent", texts.say("report.case.sent", { at: texts.instant(Date.parse(c.submittedAt)) }));
    slot(view, "state", texts.say(`report.state.${c.state}`));
    slot(view, "state-text", texts.say(`report.state.${c.state}_text`));
    part(view, "standing").replaceChildren(...this.#standing(c).map((line) => make("p", { class: "baken-p" }, line)));
    this.#kept(c.kept);
    part(view, "server", c.sealedBy === "server");
    part(view, "alarms").replaceChildren(
      ...alarms.map((a) => {
        const alarm = copy(`alarm-${a.sign}`);
        slot(alarm, "text", texts.say(`report.warn.${a.sign}_text`, { n: a.seq ?? 0 }));
        return alarm;
      }),
    );
    part(view, "turns").replaceChildren(...turns.map((t) => this.#turn(t)));
    const asked = turns.filter((t) => t.content.kind === "identity-request" || t.content.kind === "identity-answer").at(-1);
    part(view, "who", now !== undefined && asked?.content.kind === "identity-request");
    part(view, "say", now !== undefined);
    part(view, "say-withdraw", c.state !== "withdrawn");
    this.#notice.draw(c);
    this.#heard.draw(c);
  }

  // standing tells who handles the report, under which rules, and by which day
  // one hears something.
  #standing(c: Case): string[] {
    const { texts } = this;
    const under = c.tracks.filter((t) => t.ended === null).map((t) => texts.say(`report.case.under.${t.regime}`));
    const until = (c.clocks ?? []).map((w) =>
      texts.say(`report.case.${w.late > 0 ? "late" : "until"}.${w.step}`, { day: texts.civil(w.due) }));
    return [...(c.handledBy === c.org ? [] : [texts.say("report.case.handed")]), ...under, ...until];
  }

  // kept says until when the case is kept, once that is known.
  #kept(kept: Case["kept"]): void {
    part(this.view, "kept", !!kept?.until);
    if (!kept?.until) return;
    const day = this.texts.civil(kept.until);
    const key = kept.held ? "held" : kept.backups > 0 ? "kept_backups" : "kept";
    const effect = kept.effect && !kept.held ? [this.texts.say("report.case.kept_effect")] : [];
    slot(this.view, "kept", [this.texts.say(`report.case.${key}`, { day, n: kept.backups }), ...effect].join(" "));
  }

  #turn(t: Turn): DocumentFragment {
    const { texts } = this;
    const turn = copy(t.from === "you" ? "turn-mine" : "turn");
    slot(turn, "who", texts.say(`report.case.${t.from}`));
    slot(turn, "when", texts.instant(t.at));
    part(turn, "later", t.later);
    slot(turn, "kind", this.#kind(t.content));
    slot(turn, "text", this.#words(t.content));
    const facts = part(turn, "facts");
    for (const [name, value] of this.#facts(t.content)) facts.append(make("div", { class: "baken-fact" }, make("strong", {}, name), make("div", {}, value)));
    const files = "attachments" in t.content ? t.content.attachments : [];
    part(turn, "attached").append(...files.map((m) => this.#attached(t, m as Manifest)));
    return turn;
  }

  #kind(c: Content): string {
    if (c.kind === "action") return nth(this.texts, c.number);
    return c.kind === "text" ? "" : this.texts.say(`report.case.kind.${c.kind}`);
  }

  #words(c: Content): string {
    switch (c.kind) {
      case "report":
        return c.what;
      case "action":
        return deedWords(this.texts, c);
      case "identity-answer":
        return [this.texts.say(`report.case.answer_${c.answer}`), c.text].filter(Boolean).join("\n\n");
      default:
        return c.text;
    }
  }

  // facts gives the answers beside the words. A code that this page doesn't
  // know is shown as it is.
  #facts(c: Content): [string, string][] {
    const { texts } = this;
    const say = (key: string, code: string): string => (texts.has(key + code) ? texts.say(key + code) : code);
    if (c.kind === "identity-answer") {
      const all: [string, string][] = [[texts.say("report.case.name"), c.name], [texts.say("report.case.contact"), c.contact]];
      return all.filter(([, value]) => value !== "");
    }
    if (c.kind === "action") return deedFacts(texts, c);
    if (c.kind !== "report") return [];
    const list = (step: string, key: string, codes: readonly string[]): [string, string] => [
      texts.say(`report.step.${step}`),
      codes.map((code) => say(key, code)).join("; "),
    ];
    const all = [
      list("conduct", "taxonomy.conduct.", c.conduct),
      list("grounds", "taxonomy.ground.", c.grounds),
      list("source", "taxonomy.source.", c.source ? [c.source] : []),
      [texts.say("report.position"), c.position === "" ? "" : say("report.position.", c.position)] as [string, string],
      [texts.say("report.step.when"), c.when] as [string, string],
      list("hope", "report.hope.", c.hope),
    ];
    return all.filter(([, value]) => value !== "");
  }

  #attached(t: Turn, m: Manifest): DocumentFragment {
    const row = copy("attached");
    const { texts } = this;
    slot(row, "fetch", texts.say("report.case.fetch", { name: m.name, size: texts.size(m.size) }));
    const said = part(row, "fetched");
    hear(row, "fetch", async () => {
      said.textContent = texts.say("report.case.fetching", { name: m.name });
      try {
        const parts: BlobPart[] = [];
        const key = this.talk.dossier.keys.get(t.epoch)!;
        const fetch = (index: number) => api.chunk(this.talk.mine.lookup(), m.id, index);
        for await (const part of openAttachment(key, m, [t.sender], fetch)) parts.push(new Blob([part as BlobPart]));
        save(m.name, "application/octet-stream", parts);
        said.textContent = "";
      } catch {
        said.textContent = texts.say("report.case.fetch_fail", { name: m.name });
      }
    });
    return row;
  }

  async #add(): Promise<void> {
    const text = field<HTMLTextAreaElement>(this.view, "add").value.trim();
    fault(this.view, "add", text || this.#files.uploads.length > 0 ? null : this.texts.say("report.say.none"));
    if (!text && this.#files.uploads.length === 0) return;
    if (this.#files.stuck) return need(this.view, "#file").focus();
    await this.#files.arrived();
    await this.#say({ kind: "text", content: { text } }, "add");
  }

  async #correct(): Promise<void> {
    const text = field<HTMLTextAreaElement>(this.view, "correct").value.trim();
    fault(this.view, "correct", text ? null : this.texts.say("report.say.none"));
    if (text) await this.#say({ kind: "correction", content: { text } }, "correct");
  }

  async #withdraw(): Promise<void> {
    const sure = field(this.view, "sure").checked;
    fault(this.view, "sure", sure ? null : this.texts.say("report.say.withdraw_none"));
    if (sure) await this.#say({ kind: "withdrawal", content: { text: field(this.view, "why").value.trim() } }, "withdraw");
  }

  async #answer(): Promise<void> {
    const { view, texts } = this;
    const answer = view.querySelector<HTMLInputElement>('input[name="answer"]:checked')?.value;
    const [name, contact, text] = (["name", "contact", "remark"] as const).map((n) => field(view, n).value.trim()) as [string, string, string];
    fault(view, "name", null);
    fault(view, "answer", answer ? null : texts.say("report.who.none"));
    if (!answer) return;
    if (answer === "yes" && !name) return fault(view, "name", texts.say("report.who.name_none"));
    const content: Record<string, string> = answer === "yes" ? { answer, name, contact, text } : { answer, text };
    await this.#say({ kind: "identity-answer", content }, "who");
  }

  // say sends, and shows the case as it is then. What was typed stays until it
  // has arrived.
  async #say(said: Said, form: string): Promise<void> {
    const { view, texts } = this;
    const told = part(view, `${form}-said`);
    const files = form === "add" ? this.#files : undefined;
    told.textContent = texts.say("report.say.sending");
    try {
      await this.talk.say(said, files?.uploads.map((u) => u.manifest));
      need<HTMLFormElement>(view, `form[data-form="${form}"]`).reset();
      files?.clear();
      await this.#forget();
      await this.talk.load();
      told.textContent = "";
      this.#draw();
      part(view, "said").textContent = texts.say("report.say.sent");
      lead(part(view, "dialogue"));
    } catch (e) {
      told.textContent = this.#why(e);
      if (e instanceof Resealed) files?.restart();
      this.#draw();
    }
  }

  #why(e: unknown): string {
    if (e instanceof Unreachable || e instanceof Gone || e instanceof Resealed) return this.texts.say("report.say.fail");
    if (e instanceof Unsafe) return this.texts.say("report.warn.keys");
    if (e instanceof Refused) return this.texts.say("report.say.refused", { why: e.message });
    throw e;
  }

  async #proof(): Promise<void> {
    const said = part(this.view, "proof-said");
    try {
      const { proof } = await api.proof(this.talk.mine.lookup(), 1);
      save(this.texts.say("report.receipt.proof_file"), "text/plain", [proof]);
      said.textContent = "";
    } catch {
      said.textContent = this.texts.say("report.receipt.proof_later");
    }
  }

  #changed(): void {
    clearTimeout(this.#timer);
    const typed: Typed = {};
    for (const name of kept) {
      const value = field(this.view, name).value;
      if (value) typed[name] = value;
    }
    const empty = Object.keys(typed).length === 0;
    leaving.allowed = !this.#files.busy && (empty || this.#draft !== undefined);
    this.#timer = setTimeout(() => void (empty ? this.#forget() : this.#draft?.save(typed)), 400);
  }

  async #forget(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#draft?.forget();
    this.#draft?.begin();
    leaving.allowed = true;
  }

  // close takes all of the case from the page, and from the way back to it.
  #close(): void {
    leaving.allowed = true;
    this.view.replaceChildren();
    location.replace(location.pathname);
  }
}
