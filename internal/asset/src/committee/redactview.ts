// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The screen on which parts are taken out of a paper. Texts stand in fields that
// can't be changed, so that a piece can be chosen by keyboard as by mouse.

import { mostBytes } from "../complaint/attach.ts";
import type { Attached } from "../complaint/content.ts";
import type { Opened } from "../complaint/paper.ts";
import { titleOfPaper } from "../complaint/telling.ts";
import { bytes, text64 } from "../desk/bytes.ts";
import { fault, field, hear, make, part, screen, slot, submit } from "../desk/dom.ts";
import { blackOut, type Reason } from "../document/index.ts";
import type { Case } from "./caseview.ts";
import { PictureForm } from "./pictureform.ts";
import { begin, cut, cutAll, keptOf, made, pictures, type Redaction, resume } from "./redaction.ts";
import { act } from "./sideview.ts";
import { fillWithhold, partiesFor, withheldOf } from "./withholdview.ts";

/** redactScreen makes a version of a paper without some parts. */
export async function redactScreen(c: Case, o: Opened): Promise<void> {
  await new RedactScreen(c, o).open();
}

class RedactScreen {
  readonly #root = screen("redact");
  #now: Redaction;
  #before: Redaction[] = [];
  #drawn: Redaction["files"] | null = null; // the files that are on the screen
  #at = 0; // the text in which somebody chose last

  constructor(private readonly c: Case, private readonly o: Opened) {
    this.#now = begin(o.content!);
  }

  #say(key: string, given: Record<string, string | number> = {}): string {
    return this.c.visit.page.say(key, given);
  }

  #about(): string {
    return `complaint:${this.c.v.id}:redact-${this.o.paper.number}`;
  }

  get #reason(): Reason {
    return field<HTMLSelectElement>(this.#root, "redact-reason").value as Reason;
  }

  async open(): Promise<void> {
    const root = this.#root;
    const { c, o } = this;
    await this.#resume();
    slot(root, "paper", titleOfPaper(c.v, o.paper, c.opened, c.visit.page.texts));
    part(root, "pieces").replaceChildren(...this.#now.pieces.map((p, i) => this.#piece(p.code, p.text, i)));
    hear(root, "redact-cut", () => this.#cut());
    hear(root, "redact-all", () => this.#all());
    hear(root, "redact-undo", () => this.#undo());
    part(root, "can-withhold", partiesFor(c, o).length > 0 && !o.paper.withheld?.from);
    fillWithhold(c, root, o);
    submit(root, "redact", () => this.#send());
    hear(root, "back", () => c.visit.guard(async () => {
      await this.#keep();
      await c.again("");
    }));
    const left = c.visit.leave; // a step that was begun beside it
    c.visit.leave = async () => {
      await left();
      await this.#keep();
    };
    c.visit.show(c.open, root, this.#say("complaint.room.redact"));
    await this.#draw();
  }

  #piece(code: string, text: string, i: number): HTMLElement {
    const id = `piece-${i}`;
    const area = make("textarea", { id, readonly: true, rows: code ? 2 : 10, class: "utrecht-textarea utrecht-textarea--html-textarea" });
    area.value = text;
    area.addEventListener("focus", () => (this.#at = i));
    return make("div", { class: "utrecht-form-field" }, make("label", { class: "utrecht-form-label", for: id }, this.#name(code)), area);
  }

  #name(code: string): string {
    const { texts } = this.c.visit.page;
    return code === "" ? this.#say("complaint.room.redact_words") : texts.has(`complaint.said.${code}`) ? texts.say(`complaint.said.${code}`) : code;
  }

  #mark = (why: readonly Reason[]): string => this.#say("complaint.room.redact_mark", { why: why.map((w) => this.#say(`document.reason.${w}`)).join(", ") });

  async #then(next: Redaction, said = ""): Promise<void> {
    this.#before.push(this.#now);
    this.#now = next;
    await this.#keep();
    await this.#draw();
    part(this.#root, "redact-said").textContent = said;
  }

  async #cut(): Promise<void> {
    const area = field<HTMLTextAreaElement>(this.#root, `piece-${this.#at}`);
    const { selectionStart: from, selectionEnd: to } = area;
    if (from === to) {
      part(this.#root, "redact-said").textContent = this.#say("complaint.room.redact_nothing");
      area.focus();
      return;
    }
    await this.#then(cut(this.#now, this.#at, from, to, this.#reason), this.#say("complaint.room.redact_out", { n: 1 }));
  }

  async #all(): Promise<void> {
    const input = field(this.#root, "redact-find");
    const { then, places } = cutAll(this.#now, input.value, this.#reason);
    fault(this.#root, "redact-find", places > 0 ? null : this.#say("complaint.room.redact_find_none"));
    if (places === 0) return;
    input.value = "";
    await this.#then(then, this.#say("complaint.room.redact_out", { n: places }));
  }

  async #undo(): Promise<void> {
    const last = this.#before.pop();
    if (last) this.#now = last;
    await this.#keep();
    await this.#draw();
    part(this.#root, "redact-said").textContent = this.#say(last ? "complaint.room.redact_undone" : "complaint.room.redact_no_undo");
  }

  // draw shows the version as it will be read.
  async #draw(): Promise<void> {
    const root = this.#root;
    const version = made(this.#now, this.#mark);
    part(root, "version").replaceChildren(...[...version.facts, ["", version.text] as const].filter(([, text]) => text !== "").map(([code, text]) =>
      make("div", {}, make("strong", {}, this.#name(code)), make("div", { class: "baken-verbatim", translate: "no" }, text))));
    part(root, "progress").textContent = "";
    part(root, "left", version.left.length > 0);
    part(root, "left-list").replaceChildren(make("ul", { class: "baken-list" }, ...version.left.map((words) => make("li", { translate: "no" }, words))));
    await this.#drawFiles();
  }

  // drawFiles shows the files as they will be read, when they changed. Who chose
  // with the keyboard stays where he was.
  async #drawFiles(): Promise<void> {
    const { files } = this.#now;
    if (files === this.#drawn) return;
    this.#drawn = files;
    const place = part(this.#root, "files");
    part(this.#root, "has-files", files.length > 0);
    const shown = await Promise.all(files.map((f, i) => this.#file(f.file, i)));
    if (files !== this.#now.files) return; // they changed meanwhile
    const at = place.contains(document.activeElement) ? document.activeElement!.id : "";
    place.replaceChildren(...shown);
    const back = at ? place.querySelector<HTMLElement>(`#${CSS.escape(at)}`) : null;
    const folded = back?.closest("details");
    if (folded) folded.open = true;
    back?.focus();
  }

  async #file(file: Attached, i: number): Promise<HTMLElement> {
    const { keep, boxes } = this.#now.files[i]!;
    const change = (next: Partial<Redaction["files"][number]>): Promise<void> =>
      this.#then({ ...this.#now, files: this.#now.files.map((f, n) => (n === i ? { ...f, ...next } : f)) });
    const id = `redact-keep-${i}`;
    const box = make("input", { type: "checkbox", id, class: "baken-choice__input" });
    box.checked = keep;
    box.addEventListener("change", () => void change({ keep: box.checked }));
    const name = make("p", { class: "baken-p", id: `redact-file-${i}` }, make("strong", {}, file.name));
    const choice = make("div", { class: "baken-choice" }, box, make("label", { for: id }, this.#say("complaint.room.redact_keep")));
    const whole = (...more: HTMLElement[]): HTMLElement => make("div", { role: "group", "aria-labelledby": name.id }, name, choice, ...more);
    if (!keep) return whole();
    if (!pictures.includes(file.type)) return whole(make("p", { class: "baken-small" }, this.#say("complaint.room.redact_whole")));
    const form = new PictureForm(this.c.visit.page, file, i, boxes, () => this.#reason, (next) => change({ boxes: next }));
    return whole(await form.draw());
  }

  async #send(): Promise<void> {
    const { c, o } = this;
    const root = this.#root;
    const version = made(this.#now, this.#mark);
    if (version.cuts === 0 && this.#now.files.every((f) => f.keep && f.boxes.length === 0)) {
      part(root, "progress").textContent = this.#say("complaint.room.redact_none");
      return;
    }
    const files: Attached[] = [];
    try {
      for (const { file, keep, boxes } of this.#now.files) {
        if (keep) files.push(pictures.includes(file.type) ? await redrawn(file, boxes) : file);
      }
    } catch { // no picture at all, or one that this browser changes
      part(root, "progress").textContent = this.#say("complaint.room.redact_unsafe");
      return;
    }
    if (files.reduce((sum, f) => sum + f.data.length, 0) > (mostBytes * 4) / 3) { // drawn anew a picture can be larger than it was
      const { texts } = c.visit.page;
      part(root, "progress").textContent = texts.say("complaint.files.large", { size: texts.size(mostBytes) });
      return;
    }
    // Which file is told by its place: its name can hold what was taken out.
    const note = this.#now.files.flatMap(({ keep }, i) => (keep ? [] : [this.#say("complaint.room.redact_dropped", { n: i + 1 })]));
    const from = part(root, "can-withhold").hidden ? null : withheldOf(root);
    const content = { day: c.v.today, facts: version.facts, text: [version.text, ...note].filter((t) => t !== "").join("\n\n"), files };
    const what = from?.from ? { withhold: [{ paper: o.paper.number, ...from }] } : {};
    if (await act(c, root, what, "complaint.room.redacted", { papers: [{ kind: "redacted", of: o.paper.number, content }] })) c.open.drafts.drop(this.#about());
  }

  // keep seals what was taken out so far, so that a lock or a closed page doesn't lose it.
  async #keep(): Promise<void> {
    await this.c.open.drafts.keep(this.#about(), { kind: "text", text: keptOf(this.#now) });
  }

  // resume goes on with what was kept.
  async #resume(): Promise<void> {
    const draft = await this.c.open.drafts.find(this.#about());
    if (draft) this.#now = resume(this.#now, draft.text);
  }
}

// redrawn gives a picture without what is in the boxes, and without what a camera
// hides in it: one that came without JavaScript still has that.
async function redrawn(file: Attached, boxes: Redaction["files"][number]["boxes"]): Promise<Attached> {
  const done = await blackOut(new Blob([bytes(file.data)], { type: file.type }), boxes);
  return { ...file, data: text64(new Uint8Array(await done.arrayBuffer())) };
}
