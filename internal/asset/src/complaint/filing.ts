// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The page on which a complaint is filed. It is sealed here, to who files it and
// to the secretaries whom he lets read it; the words by which he comes back are
// drawn here and leave the page on paper only.

import { breathe, fault, field, hear, need, part, slot } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { Refused, Unreachable } from "../report/api.ts";
import type { Draft } from "../report/draft.ts";
import { leaving, live, retitle, show } from "../report/page.ts";
import { newID } from "../report/random.ts";
import { keepReceipt } from "../report/receipt.ts";
import { Fault, newReceipt, parseReceipt, type ReceiptKeys } from "../seal/index.ts";
import { type Act, api, type Officer, type Panel, type Seat, type Submitting, type View } from "./api.ts";
import { many, read } from "./attach.ts";
import type { Attached, Content } from "./content.ts";
import { type Mine, readersOf, sealPaper } from "./paper.ts";

/** What the form asks, beside the files. */
export const asked = ["name", "address", "contact", "about", "when", "text"] as const;
const needed = ["name", "address", "about", "when", "text"] as const;

/** Kept is what the draft holds. */
export interface Kept {
  answers: Record<string, string>;
  body?: Submitting | undefined; // from the moment that sending began
  words?: string | undefined;
}

/** Begun is a complaint on its way, with the words of its complainant. */
interface Begun {
  body: Submitting;
  mine: ReceiptKeys;
  words: string;
}

export class Filing {
  readonly #form = need<HTMLFormElement>(document, '[data-part="form"] form');
  readonly #view = part(document, "view");
  #timer = 0;
  #begun: Begun | null = null; // a complaint of which it isn't sure that all of it arrived

  constructor(private readonly org: string, private readonly site: string, private readonly texts: Texts, private readonly draft: Draft<Kept> | undefined) {}

  /** open takes the form over, and goes on with what a draft kept. */
  async open(): Promise<void> {
    const kept = await this.draft?.load().catch(() => undefined);
    for (const name of asked) field<HTMLTextAreaElement>(this.#form, name).value = kept?.answers[name] ?? "";
    this.#form.addEventListener("input", () => this.#changed());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send();
    });
    hear(this.#form, "forget", () => this.#forget());
    many(this.#form);
    part(document, "counters", answered() !== "");
    live();
    if (kept?.body && kept.words) await this.#deliver({ body: kept.body, mine: await parseReceipt(kept.words).stretch(this.site), words: kept.words });
  }

  #answers(): Record<string, string> {
    return Object.fromEntries(asked.map((name) => [name, field<HTMLTextAreaElement>(this.#form, name).value.trim()]));
  }

  // changed keeps the draft soon, once for what is typed in one go.
  #changed(): void {
    leaving.allowed = this.draft !== undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), 400);
  }

  async #keep(): Promise<void> {
    const { body, words } = this.#begun ?? {};
    await this.draft?.save({ answers: this.#answers(), body, words });
  }

  async #forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#hold(null);
    this.#form.reset();
    for (const name of asked) field<HTMLTextAreaElement>(this.#form, name).value = "";
    await this.draft?.forget();
    this.draft?.begin();
    leaving.allowed = true;
    part(this.#form, "said").textContent = this.texts.say("complaint.file.forgotten");
  }

  // send looks at what was filled in, from the last fault to the first, so that
  // the first has the focus.
  async #send(): Promise<void> {
    if (this.#begun) return this.#deliver(this.#begun);
    const { texts } = this;
    const form = this.#form;
    const answers = this.#answers();
    const signed = field<HTMLInputElement>(form, "signed").checked;
    const to = [...form.querySelectorAll<HTMLInputElement>('input[name="to"]')].filter((b) => b.type === "hidden" || b.checked).map((b) => b.value);
    fault(form, "signed", signed ? null : texts.say("complaint.file.signed_none"));
    if (form.querySelector("#to")) fault(form, "to", to.length > 0 ? null : texts.say("complaint.file.to_none"));
    const files = await read(field(form, "file"), texts);
    fault(form, "file", typeof files === "string" ? files : null);
    const missing = needed.filter((name) => answers[name] === "");
    for (const name of [...needed].reverse()) fault(form, name, missing.includes(name) ? texts.say(`complaint.file.${name}_none`) : null);
    if (missing.length > 0 || !signed || to.length === 0 || typeof files === "string") return;
    await this.#seal(answers, to, files);
  }

  async #seal(answers: Record<string, string>, to: string[], files: Attached[]): Promise<void> {
    const said = part(this.#form, "said");
    this.#failed("");
    said.textContent = this.texts.say("complaint.file.locking");
    await breathe();
    try {
      const panel = await api.panel(this.org);
      const receipt = newReceipt();
      const mine = await receipt.stretch(this.site);
      const counters = answered();
      const body = { ...(await sealed(panel, mine, mine, to, { day: panel.today, text: answers["text"]!, files, facts: facts(answers) })), ...(counters && { counters }) };
      await this.#deliver({ body, mine, words: receipt.export() });
    } catch (e) {
      this.#failed(this.#why(e));
    } finally {
      said.textContent = "";
    }
  }

  // deliver sends the complaint. It is kept first: sent again, it is the same
  // complaint, and when it has arrived already that is as good. Until that is sure
  // its answers can't be changed.
  async #deliver(begun: Begun): Promise<void> {
    const { body, mine, words } = begun;
    this.#hold(begun);
    await this.#keep();
    try {
      await api.submit(body);
    } catch (e) {
      if (!(e instanceof Refused && e.key === "complaint.taken")) {
        if (e instanceof Refused) {
          this.#hold(null);
          await this.#keep();
        }
        this.#failed(this.#why(e));
        return;
      }
    }
    try {
      const open = async (): Promise<View | undefined> => (await api.open(body.lookup)).find((v) => v.id === body.id);
      await addDetails(mine, open, (a) => api.act(body.lookup, body.id, a), this.#answers());
    } catch (e) {
      this.#failed(this.#why(e));
      return;
    }
    clearTimeout(this.#timer);
    part(document, "intro").hidden = true;
    this.#form.remove();
    await keepReceipt(this.#view, this.texts, { words: words.split(" ") }, "complaint.file.sent");
    await this.draft?.forget();
    show(this.#view, "done");
    retitle(this.texts.say("complaint.file.sent"));
  }

  // hold keeps a complaint that is on its way, and lets nobody change its answers.
  #hold(begun: Begun | null): void {
    this.#begun = begun;
    for (const name of asked) field<HTMLTextAreaElement>(this.#form, name).readOnly = begun !== null;
  }

  #why(e: unknown): string {
    if (e instanceof Refused) return e.message;
    if (e instanceof Unreachable) return this.texts.say("complaint.file.fail");
    if (e instanceof Fault && e.code === "seal.large") return this.texts.say("complaint.file.long");
    throw e;
  }

  #failed(why: string): void {
    const place = part(this.#form, "failed", why !== "");
    slot(place, "why", why);
    if (why === "") return;
    place.tabIndex = -1;
    place.focus();
  }
}

// answered gives the complaint that this one answers: it stands behind the # of the
// address, which no browser sends.
const answered = (): string => /^#answers-([0-9a-z]{26})$/.exec(location.hash)?.[1] ?? "";

// What the person whom it is about doesn't get to read: it stands in a paper of
// its own.
const apart: readonly string[] = ["address", "contact"];

/** facts gives what was filled in and both sides read, in the order of the form. */
export function facts(answers: Record<string, string>): [string, string][] {
  return asked.filter((name) => name !== "text" && !apart.includes(name) && answers[name]).map((name) => [name, answers[name]!]);
}

/** addDetails adds where the complainant lives and is reached to a complaint that was filed, once, whatever else was done in it since. */
export async function addDetails(by: Mine, open: () => Promise<View | undefined>, act: (a: Act) => Promise<void>, answers: Record<string, string>): Promise<void> {
  const given = apart.filter((name) => answers[name]).map((name): [string, string] => [name, answers[name]!]);
  if (given.length === 0) return; // it is asked for
  for (let tries = 3; ; tries--) {
    const v = await open();
    if (!v) throw new Unreachable("the complaint isn't there yet");
    if (v.papers.some((p) => p.kind === "details")) return;
    const paper = await sealPaper(by, v, v.next, "details", readersOf(v, "details"), { day: v.today, text: "", files: [], facts: given });
    try {
      return await act({ since: v.version, papers: [paper] });
    } catch (e) {
      if (tries === 0 || !(e instanceof Error && "status" in e && e.status === 409)) throw e; // somebody was first: look again
    }
  }
}

/** sealed seals a complaint to its complainant and to secretaries, in the order of their seats; it is signed by who writes it. */
export async function sealed(panel: Panel, by: Mine, mine: ReceiptKeys, to: readonly string[], content: Content): Promise<Submitting> {
  const id = newID();
  const chosen = to.map((who) => panel.secretaries.find((o) => o.person === who)).filter((o): o is Officer => o !== undefined);
  const keys = { recipient: mine.identity.recipient, verify: mine.signing.verifyKey };
  const seats = [keys, ...chosen].map((k, i): Seat => ({
    recipient: k.recipient, verify: k.verify, number: i + 1, party: i === 0 ? "complainant" : "secretary", capacity: "", name: "", sits: true, lent: false, post: false, was: [],
  }));
  const { key, envelope } = await sealPaper(by, { org: panel.org, id }, 1, "complaint", seats, content);
  return { id, org: panel.org, to: chosen.map((o) => o.person), lookup: mine.lookup(), ...keys, key, envelope };
}
