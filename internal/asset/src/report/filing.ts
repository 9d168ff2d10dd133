// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The page on which a report is made: the steps of the form, the draft, and
// sending. The form itself stands in the page already, and works without this.

import { breathe, fault, hear, make, need, part, slot } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { Fault } from "../seal/index.ts";
import { api, Refused, Unreachable } from "./api.ts";
import type { Draft } from "./draft.ts";
import { Files } from "./files.ts";
import { isEmpty, readAnswers, shown, tie, writeAnswers } from "./form.ts";
import { copy, leaving, live, meter, retitle, show } from "./page.ts";
import { keepReceipt } from "./receipt.ts";
import { type Answers, type Begun, Sealing } from "./sealing.ts";
import { Steps } from "./steps.ts";
import type { Carrier, KeptFile } from "./upload.ts";

/** Kept is what the draft holds. */
export interface Kept {
  at: number;
  step: string;
  answers: Answers;
  files: KeptFile[];
  begun?: Begun | undefined;
  body?: string | undefined; // the sealed report, from the moment that sending began
  proof?: string | undefined; // from the moment that it has arrived
}

const questions = ["what", "conduct", "grounds", "source", "position", "when", "hope"] as const;

export class Filing {
  readonly #form = need<HTMLFormElement>(document, '[data-part="form"] form');
  readonly #view = part(document, "view");
  readonly #title = document.title;
  #steps!: Steps;
  #files!: Files;
  #sealing: Promise<Sealing> | undefined;
  #begun: Begun | undefined;
  #body: string | undefined;
  #ended = false;
  #timer = 0;

  constructor(
    private readonly org: string,
    private readonly texts: Texts,
    private readonly draft: Draft<Kept> | undefined,
  ) {}

  /** open takes the form over, and goes on with what a draft kept. */
  async open(): Promise<void> {
    const kept = await this.draft?.load().catch(() => undefined);
    const filed = kept?.begun && kept.proof !== undefined;
    if (!filed) this.#takeOver(kept);
    live();
    if (kept?.begun && kept.proof !== undefined) return this.#receipt(kept.begun, kept.proof);
    if (kept?.begun && kept.body) await this.#deliver(kept.begun, kept.body);
  }

  // takeOver makes the form go in steps. When that fails it stands there as it
  // does without a script, which the page then says: nothing of it may be sent
  // in a way that its reader doesn't know.
  #takeOver(kept: Kept | undefined): void {
    const before = [...this.#form.children];
    try {
      this.#build();
      if (kept) this.#restore(kept);
      this.#steps.start(kept?.step ?? this.#steps.names[0]!);
      this.#form.addEventListener("submit", (event) => this.#submit(event));
    } catch (e) {
      this.#form.replaceChildren(...before);
      for (const stage of this.#form.querySelectorAll<HTMLElement>("[data-stage]")) stage.hidden = false;
      throw e;
    }
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (this.#steps.at !== "check") this.#steps.step(1);
  }

  #build(): void {
    const form = this.#form;
    form.prepend(copy("way"));
    form.append(copy("check"), copy("buttons"), copy("draft"));
    tie(form);
    const stages = [...form.querySelectorAll<HTMLElement>("[data-stage]")];
    this.#files = new Files(part(form, "files"), need(form, "#file"), this.texts, () => this.#carrier(), () => this.#changed());
    this.#steps = new Steps(stages, (from, to) => this.#may(from, to), (at) => this.#told(at));
    form.addEventListener("input", () => this.#changed());
    document.addEventListener("visibilitychange", () => void this.#keep());
    hear(form, "back", () => this.#steps.step(-1));
    hear(form, "to-check", () => this.#steps.go("check"));
    hear(form, "send", () => this.#send());
    this.#draftButtons();
  }

  #draftButtons(): void {
    const sure = part(this.#form, "draft-sure");
    part(this.#form, "draft-off", !this.draft);
    hear(this.#form, "delete", () => {
      sure.hidden = false;
      sure.tabIndex = -1;
      sure.focus();
    });
    hear(this.#form, "delete-no", () => {
      sure.hidden = true;
      need(this.#form, '[data-do="delete"]').focus();
    });
    hear(this.#form, "delete-yes", () => this.#forget());
    part(this.#form, "draft", false);
  }

  #restore(kept: Kept): void {
    writeAnswers(this.#form, kept.answers);
    this.#begun = kept.begun;
    this.#files.restore(kept.files);
    part(document, "restored", true);
    slot(document, "restored", this.texts.say("report.draft.restored_text", { at: this.texts.instant(kept.at) }));
    part(this.#form, "draft", true);
  }

  // may keeps the reader at the first step until something stands there.
  #may(from: string, to: string): boolean {
    fault(this.#form, "what", null);
    if (from !== "what" || to === "what" || readAnswers(this.#form).what !== "") return true;
    fault(this.#form, "what", this.texts.say("report.what_none"));
    return false;
  }

  #told(at: string): void {
    const { texts } = this;
    const n = this.#steps.names.indexOf(at) + 1;
    const whole = this.#steps.names.length - 1; // the last one asks nothing
    const checking = at === "check";
    meter(this.#form, "way", Math.min(n, whole), whole, checking ? texts.say("report.step.last") : texts.say("report.step.here", { n, whole }));
    const heading = need(need(this.#form, `[data-stage="${at}"]`), "h2").textContent ?? "";
    document.title = `${heading} – ${this.#title}`;
    need(this.#form, ":not([data-plain] *) > button[type=submit]").hidden = checking;
    need(this.#form, '[data-do="back"]').hidden = n === 1;
    need(this.#form, '[data-do="to-check"]').hidden = checking || n === 1;
    if (checking) this.#overview();
    if (n > 1) void this.#keep();
  }

  #overview(): void {
    for (const name of questions) {
      const place = need(this.#form, `[data-slot="shown-${name}"]`);
      const words = shown(this.#form, name);
      place.replaceChildren(...(words.length > 0 ? words.map((w) => make("div", {}, w)) : [this.texts.say("report.check.none")]));
    }
    const names = this.#files.kept.map((f) => make("div", {}, f.name));
    need(this.#form, '[data-slot="shown-files"]').replaceChildren(...(names.length > 0 ? names : [this.texts.say("report.check.no_files")]));
  }

  // changed keeps the draft soon, once for what is typed in one go.
  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), 400);
    leaving.allowed = !this.#files.busy && (this.draft !== undefined || isEmpty(readAnswers(this.#form)));
  }

  async #keep(): Promise<void> {
    clearTimeout(this.#timer);
    const answers = readAnswers(this.#form);
    const files = this.#files.kept;
    if (!this.draft || this.#ended || (isEmpty(answers) && files.length === 0)) return;
    await this.draft.save({ at: Date.now(), step: this.#steps.at, answers, files, begun: this.#begun, body: this.#body });
    part(this.#form, "draft", true);
  }

  async #forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ended = true;
    this.#files.clear();
    this.#form.reset();
    await this.draft?.forget();
    leaving.allowed = true;
    location.replace(location.pathname);
  }

  // carrier begins the case when the first chunk is to go.
  async #carrier(): Promise<Carrier> {
    const sealing = await this.#begin();
    const { upload } = sealing.begun;
    return {
      seal: (file, index, data) => sealing.chunk(file, index, data),
      put: (attachment, index, chunk) => api.put(upload, attachment, index, chunk as Uint8Array<ArrayBuffer>),
      present: async (attachment) => (await api.present(upload)).attachments[attachment] ?? [],
    };
  }

  #begin(): Promise<Sealing> {
    this.#sealing ??= this.#start().catch((e: unknown) => {
      this.#sealing = undefined;
      throw e;
    });
    return this.#sealing;
  }

  async #start(): Promise<Sealing> {
    const sealing = await (this.#begun ? Sealing.resume(this.#begun) : Sealing.begin(this.org));
    this.#begun = sealing.begun;
    await this.#keep();
    return sealing;
  }

  async #send(): Promise<void> {
    const answers = readAnswers(this.#form);
    if (!answers.what) return this.#steps.go("what");
    const said = part(this.#form, "sending");
    this.#failed(null);
    try {
      while (this.#files.busy || this.#files.stuck) {
        if (this.#files.stuck) return this.#steps.go("what");
        said.textContent = this.texts.say("report.check.waiting");
        await this.#files.arrived();
      }
      said.textContent = this.texts.say("report.send.locking");
      await breathe();
      const sealing = await this.#begin();
      const body = await sealing.report(answers, this.#files.uploads.map((u) => u.manifest));
      await this.#deliver(sealing.begun, body);
    } catch (e) {
      this.#failed(this.#why(e));
    } finally {
      said.textContent = "";
    }
  }

  // why says why a report couldn't be sent. What isn't foreseen is our own fault.
  #why(e: unknown): string {
    if (e instanceof Unreachable) return this.texts.say("report.send.fail_text");
    if (e instanceof Refused) return this.texts.say("report.send.refused", { why: e.message });
    if (e instanceof Fault && e.code === "seal.large") return this.texts.say("report.what_long");
    throw e;
  }

  // deliver sends the sealed report until it has arrived or is refused. It is
  // kept first: sent again, it is the same report.
  async #deliver(begun: Begun, body: string): Promise<void> {
    this.#body = body;
    await this.#keep();
    leaving.allowed = false;
    show(this.#view, "sending");
    this.#shown(false);
    try {
      const { proof } = await api.submit(body);
      await this.#receipt(begun, proof);
    } catch (e) {
      if (e instanceof Unreachable) return this.#retry(begun, body);
      this.#shown(true);
      if (!(e instanceof Refused)) throw e;
      await this.#refused(e);
    }
  }

  #retry(begun: Begun, body: string): void {
    show(this.#view, "failed");
    hear(this.#view, "again", () => this.#deliver(begun, body));
  }

  // refused goes back to the overview. When the desk has changed since the
  // case was begun, another is begun, with the attachments sent anew.
  async #refused(e: Refused): Promise<void> {
    leaving.allowed = true;
    const stale = ["report.recipients", "report.case_taken", "report.chunks"].includes(e.key);
    if (stale) {
      this.#begun = this.#sealing = undefined;
      this.#files.restart();
    }
    this.#body = undefined;
    await this.#keep();
    this.#steps.go("check");
    this.#failed(this.#why(e));
  }

  #failed(why: string | null): void {
    const place = part(this.#form, "send-failed", why !== null);
    slot(place, "why", why ?? "");
    if (why !== null) {
      place.tabIndex = -1;
      place.focus();
    }
  }

  // shown takes the form from sight, or gives it back.
  #shown(on: boolean): void {
    for (const name of ["form", "intro", "restored"]) part(document, name).hidden = !on || name === "restored";
    if (on) this.#view.replaceChildren();
  }

  async #receipt(begun: Begun, proof: string): Promise<void> {
    this.#steps?.end();
    this.#shown(false);
    this.#ended = true;
    await this.draft?.save({ at: Date.now(), step: "", answers: empty, files: [], begun, proof });
    this.#form.remove();
    await keepReceipt(this.#view, this.texts, { words: begun.words.split(" "), proof });
    await this.draft?.forget();
    show(this.#view, "done");
    retitle(this.texts.say("report.done.title"));
  }
}

const empty: Answers = { what: "", conduct: [], grounds: [], source: "", position: "", when: "", hope: [] };
