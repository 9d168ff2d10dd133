// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A complaint on the page of who comes with words: one of the two parties, who
// represents it, or who supports it.

import { breathe, fault, field, hear, make, part, slot, submit } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { Refused, Unreachable } from "../report/api.ts";
import { copy, lead, leaving, retitle } from "../report/page.ts";
import { keepReceipt } from "../report/receipt.ts";
import { Fault, newReceipt, parseRecipient, type Receipt, type ReceiptKeys, reseal } from "../seal/index.ts";
import { text64 } from "../desk/bytes.ts";
import { api, type Capacity, type Seat, type View } from "./api.ts";
import { many, read } from "./attach.ts";
import type { Attached } from "./content.ts";
import { type Coming, lend, prepare } from "./doing.ts";
import { openAll, type Opened } from "./paper.ts";
import { changes, clocks, meetings, papers, people, timeline } from "./telling.ts";

// What who comes with words can do by a button of its own; each asks whether he
// is sure.
const moves = ["supplement", "make-complete", "seek", "resume", "settle", "withdraw"] as const;

export class FollowView {
  #v!: View;
  #opened!: Opened[];
  #said = "";
  #drawn: { receipt: Receipt; next: ReceiptKeys } | null = null; // words of one's own, while it isn't sure that they arrived

  constructor(private readonly view: HTMLElement, private readonly texts: Texts, private readonly site: string, private mine: ReceiptKeys) {}

  /** open shows the complaint of the words; false when there is none. */
  async open(): Promise<boolean> {
    if (!(await this.#load())) return false;
    this.#draw();
    this.view.addEventListener("input", () => (leaving.allowed = !this.#typed()));
    return true;
  }

  async #load(): Promise<boolean> {
    const [found] = await api.open(this.mine.lookup());
    if (!found) return false;
    this.#v = found;
    this.#opened = await openAll(found, this.mine);
    return true;
  }

  get #seat(): Seat {
    return this.#v.seats.find((s) => s.number === this.#v.seat)!;
  }

  #typed(): boolean {
    return [...this.view.querySelectorAll("textarea")].some((t) => t.value.trim() !== "");
  }

  #draw(): void {
    const { view, texts } = this;
    view.replaceChildren(copy("complaint"));
    many(view);
    retitle(texts.say("complaint.follow.title"));
    this.#stands();
    hear(view, "own", () => this.#own());
    this.#offers();
    slot(view, "said", this.#said);
    part(view, "told", this.#said !== "");
    this.#said = "";
    lead(view);
  }

  // stands shows where the complaint stands, and leaves what is being typed.
  #stands(): void {
    const { view, texts } = this;
    const v = this.#v;
    slot(view, "state", texts.say(`complaint.state.${v.state}`));
    slot(view, "about", texts.say("complaint.follow.about", { org: texts.lang === "en" ? v.name.en : v.name.nl, day: texts.civil(v.received) }));
    slot(view, "as", texts.say(`complaint.follow.as.${this.#seat.party}`));
    this.#fill("clocks", v.clocks.length > 0 ? [clocks(v, texts)] : []);
    this.#fill("meetings", meetings(v, texts), "ul");
    this.#fill("moved", changes(v, texts), "ul");
    this.#fill("papers", papers(v, this.#opened, texts));
    this.#fill("timeline", [timeline(v, texts)]);
    this.#fill("people", people(v, this.#opened, texts), "ul");
    part(view, "lent", this.#seat.lent);
    part(view, "odd", this.#opened.some((o) => o.doubt === "forged" || o.doubt === "stranger" || o.doubt === "damaged"));
  }

  // fill puts what there is in a part; a part without anything isn't shown.
  #fill(name: string, what: HTMLElement[], around?: "ul"): void {
    part(this.view, `has-${name}`, what.length > 0);
    part(this.view, name).replaceChildren(...(around ? [make(around, { class: "baken-list" }, ...what)] : what));
  }

  // offers shows what can be done now.
  #offers(): void {
    const { view } = this;
    const can = new Set(this.#v.steps.map((s) => s.step));
    for (const move of moves) {
      part(view, `can-${move}`, can.has(move));
      if (can.has(move)) submit(view, move, () => this.#move(move));
    }
    const self = this.#seat.capacity === "" && this.#v.clocks.length > 0;
    const counters = part(view, "can-counter", self && this.#seat.party === "accused").querySelector("a");
    if (counters) counters.href = `/complaint/file/${encodeURIComponent(this.#v.org)}#answers-${this.#v.id}`;
    part(view, "can-invite", self);
    submit(view, "invite", () => this.#invite());
    part(view, "can-nothing", !self && !moves.some((m) => can.has(m)));
  }

  async #move(step: (typeof moves)[number]): Promise<void> {
    const { view, texts } = this;
    const text = field<HTMLTextAreaElement>(view, `${step}-text`).value.trim();
    const writes = this.#v.steps.find((s) => s.step === step)?.writes ?? "";
    const sure = view.querySelector<HTMLInputElement>(`#${step}-sure`);
    const input = view.querySelector<HTMLInputElement>(`#${step}-file`);
    const files = input ? await read(input, texts) : [];
    if (input) fault(view, `${step}-file`, typeof files === "string" ? files : null);
    if (sure) fault(view, `${step}-sure`, sure.checked ? null : texts.say("complaint.follow.sure_none"));
    const empty = text === "" && files.length === 0 && (step === "supplement" || step === "make-complete");
    fault(view, `${step}-text`, empty ? texts.say("complaint.follow.text_none") : null);
    if (empty || typeof files === "string" || sure && !sure.checked) return;
    const kind = writes || (step === "make-complete" ? "complaint" : "");
    await this.#act(step, { act: { step }, papers: kind ? [{ kind, content: this.#content(text || texts.say(`complaint.follow.${step}.words`), files) }] : [] });
  }

  #content(text: string, files: Attached[]): { day: string; facts: [string, string][]; text: string; files: Attached[] } {
    return { day: this.#v.today, facts: [], text, files };
  }

  // invite lets somebody else read along, or act, with words of his own.
  async #invite(): Promise<void> {
    const { view, texts } = this;
    const capacity = view.querySelector<HTMLInputElement>('input[name="capacity"]:checked')?.value as Capacity | undefined;
    fault(view, "capacity", capacity ? null : texts.say("complaint.follow.capacity_none"));
    if (!capacity) return;
    part(view, "invite-said").textContent = texts.say("complaint.follow.sending");
    await breathe();
    const { sit, words } = await lend(this.site, this.#seat.party, capacity, false);
    const step = capacity === "representative" && this.#seat.party === "complainant" ? { step: "represent" } : {};
    const done = await this.#act("invite", { act: { ...step, sit: [sit] }, papers: [] }, false);
    if (!done) return;
    await keepReceipt(view, texts, { words: words.words() }, "complaint.follow.invited");
    await this.#again("complaint.follow.invited");
  }

  // own puts words that only he knows in the place of those that were lent. When
  // the answer was lost they may be in place already, and then the old ones open
  // nothing: the same words are sent again, unless they open the complaint by now.
  async #own(): Promise<void> {
    const { view, texts } = this;
    part(view, "own-said").textContent = texts.say("complaint.follow.sending");
    await breathe();
    const again = this.#drawn !== null;
    const { receipt, next } = (this.#drawn ??= await draw(this.site));
    const grants: { paper: number; to: number; key: string }[] = [];
    for (const { paper, key } of this.#opened) {
      if (key) grants.push({ paper: paper.number, to: this.#v.seat, key: text64(await reseal(key, next.signing, [parseRecipient(next.identity.recipient)])) });
    }
    const own = { recipient: next.identity.recipient, verify: next.signing.verifyKey, lookup: next.lookup() };
    const sent = await this.#send("own", async () => {
      if (again && (await api.open(next.lookup())).length > 0) return;
      await api.act(this.mine.lookup(), this.#v.id, { since: this.#v.version, own, grants });
    });
    if (!sent) return;
    this.mine = next;
    this.#drawn = null;
    await keepReceipt(view, texts, { words: receipt.words() }, "complaint.follow.owned");
    await this.#again("complaint.follow.owned");
  }

  async #act(name: string, coming: Coming, draws = true): Promise<boolean> {
    const sent = await this.#send(name, async () => api.act(this.mine.lookup(), this.#v.id, await prepare(this.#v, this.#opened, this.mine, coming)));
    if (sent && draws) await this.#again(`complaint.follow.${name}.done`);
    return sent;
  }

  async #again(said: string): Promise<void> {
    leaving.allowed = true;
    await this.#load();
    this.#said = this.texts.say(said);
    this.#draw();
  }

  // send sends something. What was typed stays until it has arrived; after
  // somebody else's change it is looked at what there is, and sent again by hand.
  async #send(name: string, send: () => Promise<void>): Promise<boolean> {
    const told = part(this.view, `${name}-said`);
    told.textContent = this.texts.say("complaint.follow.sending");
    try {
      await send();
      return true;
    } catch (e) {
      if (e instanceof Refused && e.status === 409) {
        await this.#load();
        this.#stands();
      }
      if (e instanceof Refused) told.textContent = e.message;
      else if (e instanceof Unreachable || e instanceof Fault) told.textContent = this.texts.say("complaint.follow.fail");
      else throw e;
      return false;
    }
  }
}

async function draw(site: string): Promise<{ receipt: Receipt; next: ReceiptKeys }> {
  const receipt = newReceipt();
  return { receipt, next: await receipt.stretch(site) };
}
