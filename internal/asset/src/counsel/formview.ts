// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Writing a note. What is typed is sealed to oneself at every pause, and goes
// from there only when it is kept or thrown away.

import { Refused, SignedOut } from "../desk/api.ts";
import { dateOf, fault, field, hear, make, part, screen, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { newID } from "../report/random.ts";
import { api } from "./api.ts";
import { type Content, kinds, seal } from "./note.ts";
import type { Open, Visit } from "./visit.ts";

const pause = 800; // milliseconds without a key before what was typed is kept
const draft = "space";

/** Writing is a note while it is written. Its version is the one that it changes, 0 for a new one. */
export interface Writing {
  id: string;
  version: number;
  org: string;
  content: Content;
}

/** today gives the day as year-month-day. */
export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format();

/** blank begins a note of today. */
export function blank(visit: Visit): Writing {
  const content: Content = { kind: "conversation", day: today(), text: "", to: "", conduct: [], grounds: [], source: "" };
  return { id: newID(), version: 0, org: visit.who.seats[0]!.org, content };
}

/** resume goes on with what was being written when the space was locked. */
export async function resume(visit: Visit, open: Open, back: (said?: string) => void): Promise<boolean> {
  const kept = await open.drafts.find(draft);
  if (!kept) return false;
  new Form(visit, open, JSON.parse(kept.text) as Writing, back).show(visit.page.say("counsel.space.restored"));
  return true;
}

/** formScreen lets the counsellor write, and leads back when that is done. */
export function formScreen(visit: Visit, open: Open, writing: Writing, back: (said?: string) => void): void {
  new Form(visit, open, writing, back).show();
}

class Form {
  readonly #visit: Visit;
  readonly #open: Open;
  readonly #writing: Writing;
  readonly #back: (said?: string) => void;
  readonly #root = screen("form");
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #typed = false;

  constructor(visit: Visit, open: Open, writing: Writing, back: (said?: string) => void) {
    [this.#visit, this.#open, this.#writing, this.#back] = [visit, open, writing, back];
  }

  show(said = ""): void {
    const { page } = this.#visit;
    this.#fill();
    this.#root.addEventListener("input", () => this.#heard());
    this.#root.addEventListener("change", () => this.#heard());
    submit(this.#root, "note", () => this.#keep());
    hear(this.#root, "cancel", () => this.#end(""));
    this.#visit.leave = () => this.#hold();
    const title = page.say(this.#writing.version === 0 ? "counsel.space.new" : "counsel.space.change");
    this.#visit.show(this.#open, this.#root, title, said);
  }

  #boxes(name: string): HTMLInputElement[] {
    return [...this.#root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
  }

  #fill(): void {
    const { content, org, version } = this.#writing;
    const chosen: Record<string, string[]> = { kind: [content.kind], conduct: content.conduct, ground: content.grounds };
    for (const [name, values] of Object.entries(chosen)) {
      for (const box of this.#boxes(name)) box.checked = values.includes(box.value);
    }
    const [year, month, day] = content.day.split("-");
    [field(this.#root, "day").value, field(this.#root, "day-month").value, field(this.#root, "day-year").value] = [day ?? "", month ?? "", year ?? ""];
    field<HTMLTextAreaElement>(this.#root, "text").value = content.text;
    field(this.#root, "to").value = content.to;
    field<HTMLSelectElement>(this.#root, "source").value = content.source;
    field(this.#root, "first").checked = content.first ?? false;
    const seat = field<HTMLSelectElement>(this.#root, "seat");
    const { seats } = this.#visit.who;
    seat.append(...seats.map((s) => make("option", { value: s.org }, s.name[this.#visit.page.lang])));
    seat.value = org;
    part(this.#root, "seats", seats.length > 1 && version === 0);
    this.#means();
  }

  #read(): Writing {
    const values = (name: string): string[] => this.#boxes(name).filter((b) => b.checked).map((b) => b.value);
    const kind = kinds.find((k) => k === values("kind")[0]) ?? "note";
    const content: Content = {
      kind, first: kind === "conversation" && field(this.#root, "first").checked, day: dateOf(this.#root, "day"), text: field<HTMLTextAreaElement>(this.#root, "text").value,
      to: kind === "referral" ? field(this.#root, "to").value.trim() : "",
      conduct: values("conduct"), grounds: values("ground"), source: field<HTMLSelectElement>(this.#root, "source").value,
    };
    return { ...this.#writing, org: field<HTMLSelectElement>(this.#root, "seat").value || this.#writing.org, content };
  }

  // means asks to whom, where somebody was referred, and whether a conversation was the first.
  #means(): void {
    const is = (kind: string): boolean => this.#boxes("kind").some((b) => b.checked && b.value === kind);
    part(this.#root, "to-whom", is("referral"));
    part(this.#root, "first-time", is("conversation"));
  }

  #heard(): void {
    this.#means();
    this.#typed = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#hold(), pause);
  }

  // hold seals what is typed to oneself.
  async #hold(): Promise<void> {
    clearTimeout(this.#waiting);
    if (this.#typed) await this.#open.drafts.keep(draft, { kind: "text", text: JSON.stringify(this.#read()) });
  }

  #end(said: string): void {
    clearTimeout(this.#waiting);
    this.#open.drafts.drop(draft);
    this.#visit.leave = async () => undefined;
    this.#back(said);
  }

  async #keep(): Promise<void> {
    const { page } = this.#visit;
    const writing = this.#read();
    fault(this.#root, "text", writing.content.text.trim() ? null : page.say("counsel.space.missing"));
    fault(this.#root, "day", writing.content.day ? null : page.say("counsel.space.no_day"));
    if (!writing.content.text.trim() || !writing.content.day) return;
    await this.#hold();
    await this.#visit.guard(() => this.#send(writing));
  }

  async #send({ id, version, org, content }: Writing): Promise<void> {
    const { page, who } = this.#visit;
    const progress = part(this.#root, "progress");
    progress.textContent = page.say("counsel.space.keeping");
    part(this.#root, "clash", false);
    try {
      const envelope = await seal(this.#open.ring, who.person, id, version + 1, content);
      await api.keep(id, { org, version, envelope });
      await this.#visit.reload();
      this.#end(page.say("counsel.space.kept"));
    } catch (e) {
      progress.textContent = "";
      if (e instanceof SignedOut) throw e;
      if (e instanceof Refused && e.status === 409) part(this.#root, "clash", true).scrollIntoView({ block: "nearest" });
      else progress.textContent = trouble(page, e);
    }
  }
}
