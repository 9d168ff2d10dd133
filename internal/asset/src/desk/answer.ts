// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Writing to the reporter. What is typed is sealed to oneself at every pause,
// and goes away only when it has arrived.

import { api, Refused, SignedOut, Unreachable } from "./api.ts";
import { text64, utf8 } from "./bytes.ts";
import { fault, field, need, part, slot, submit } from "./dom.ts";
import type { Dossier } from "./dossier.ts";
import type { Draft } from "./drafts.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const kinds = ["text", "feedback", "identity-request"] as const;
const pause = 800; // milliseconds without a key before what was typed is kept

/** Asked is what an answer needs of the case around it. */
export interface Asked {
  dossier(): Dossier;
  load(): Promise<Dossier>;
}

/** AnswerForm is the form, while it is on the screen. */
export interface AnswerForm {
  keep(): Promise<void>;
}

/** answerForm brings back what was typed before, and sends. */
export function answerForm(session: Session, open: Unlocked, id: string, root: HTMLElement, asked: Asked): AnswerForm {
  const form = new Form(session, open, id, root, asked);
  void form.restore();
  return form;
}

class Form implements AnswerForm {
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #id: string;
  readonly #root: HTMLElement;
  readonly #asked: Asked;
  readonly #text: HTMLTextAreaElement;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, open: Unlocked, id: string, root: HTMLElement, asked: Asked) {
    [this.#session, this.#open, this.#id, this.#root, this.#asked] = [session, open, id, root, asked];
    this.#text = field<HTMLTextAreaElement>(root, "answer");
    this.#text.addEventListener("input", () => this.#typed());
    for (const choice of this.#choices()) choice.addEventListener("change", () => this.#chosen());
    submit(root, "answer", () => this.#send());
  }

  #choices(): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>('input[name="kind"]')];
  }

  #draft(): Draft {
    const chosen = this.#choices().find((c) => c.checked)?.value;
    const kind = kinds.find((k) => k === chosen) ?? "text";
    return { kind, text: this.#text.value };
  }

  #chosen(): void {
    this.#means(this.#draft().kind);
    this.#typed();
  }

  // means says what a kind of message leads to.
  #means(kind: Draft["kind"]): void {
    part(this.#root, "identity", kind === "identity-request");
    part(this.#root, "feedback", kind === "feedback");
  }

  #typed(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.keep(), pause);
  }

  /** keep seals what is typed to oneself. */
  async keep(): Promise<void> {
    clearTimeout(this.#waiting);
    await this.#open.drafts.keep(this.#id, this.#draft());
    if (this.#text.value) part(this.#root, "draft").textContent = this.#session.page.say("report.desk.answer.kept");
  }

  async restore(): Promise<void> {
    const draft = await this.#open.drafts.find(this.#id);
    if (!draft || this.#text.value) return;
    this.#text.value = draft.text;
    for (const choice of this.#choices()) choice.checked = choice.value === draft.kind;
    this.#means(draft.kind);
    part(this.#root, "draft").textContent = this.#session.page.say("report.desk.answer.restored");
  }

  async #send(): Promise<void> {
    const draft = this.#draft();
    fault(this.#root, "answer", draft.text.trim() ? null : this.#session.page.say("report.desk.answer.missing"));
    if (!draft.text.trim()) return;
    this.#say("first", "offline", "refused");
    await this.keep();
    await this.#session.guard(() => this.#try(draft));
  }

  async #try(draft: Draft): Promise<void> {
    const { page } = this.#session;
    const progress = part(this.#root, "progress");
    progress.textContent = page.say("report.desk.answer.sending");
    try {
      await this.#seal(draft);
      this.#open.drafts.drop(this.#id);
      this.#text.value = "";
      part(this.#root, "draft").textContent = "";
      await this.#asked.load();
      progress.textContent = page.say("report.desk.answer.sent");
    } catch (e) {
      progress.textContent = "";
      await this.#failed(e);
    }
  }

  async #seal(draft: Draft): Promise<void> {
    const { case: c, keys } = this.#asked.dossier();
    const content = utf8(JSON.stringify({ text: draft.text }));
    const key = keys.get(c.epoch)!;
    const envelope = await key.seal(this.#open.ring.signing, { sequence: c.nextSeq, purpose: "dialogue", kind: draft.kind, content });
    await api.send(this.#id, { seq: c.nextSeq, epoch: c.epoch, envelope: text64(envelope) }, draft.kind === "feedback" ? { feedback: true } : {});
  }

  // What somebody else sent meanwhile is shown first; the answer stays, to be
  // read again beside it.
  async #failed(e: unknown): Promise<void> {
    if (e instanceof SignedOut) throw e;
    if (e instanceof Unreachable) return this.#show("offline");
    if (!(e instanceof Refused)) throw e;
    if (e.status === 409) {
      await this.#asked.load();
      return this.#show("first");
    }
    slot(this.#root, "refused", e.message || this.#session.page.say("text.internal"));
    this.#show("refused");
  }

  #show(name: string): void {
    const shown = part(this.#root, name, true);
    shown.tabIndex = -1;
    shown.focus();
    this.#session.page.speak(need(shown, "p").textContent ?? "");
  }

  #say(...hidden: string[]): void {
    for (const name of hidden) part(this.#root, name, false);
  }
}
