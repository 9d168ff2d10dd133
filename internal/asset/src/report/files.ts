// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The attachments of a report or message, as the page shows them.

import { hear, need, part, slot } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { fileName } from "../seal/index.ts";
import { Refused } from "./api.ts";
import { copy, meter } from "./page.ts";
import { type Carrier, type KeptFile, Upload } from "./upload.ts";

const mostBytes = 100_000_000;
const mostFiles = 10;

/** Files takes attachments and sends them one after the other. */
export class Files {
  readonly uploads: Upload[] = [];
  readonly #rows = new Map<Upload, HTMLElement>();
  #running: Promise<void> | undefined;

  /** carrier is asked for when the first chunk goes; changed is told when the draft has to be kept. */
  constructor(
    private readonly root: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly texts: Texts,
    private readonly carrier: () => Promise<Carrier>,
    private readonly changed: () => void,
  ) {
    input.multiple = true;
    need(root.parentElement!, "#file-hint").textContent = texts.say("report.file_hint", { size: texts.size(mostBytes) });
    input.addEventListener("change", () => void this.#take([...(input.files ?? [])]));
    addEventListener("online", () => this.#goOn());
  }

  restore(kept: readonly KeptFile[]): void {
    for (const k of kept) {
      let upload: Upload;
      upload = Upload.restored(k, () => this.#draw(upload));
      this.#add(upload);
    }
  }

  /** kept is what a draft keeps of them: those that were chosen. */
  get kept(): KeptFile[] {
    return this.uploads.filter((u) => u.kept.chosen).map((u) => u.kept);
  }

  /** busy reports whether something is still on its way. */
  get busy(): boolean {
    return this.uploads.some((u) => ["looking", "waiting", "sending", "offline"].includes(u.state));
  }

  /** stuck reports whether something waits for the reporter. */
  get stuck(): boolean {
    return this.uploads.some((u) => ["asking", "paused", "absent", "unreadable"].includes(u.state));
  }

  /** arrived waits until all is sent, or until something is stuck. */
  async arrived(): Promise<void> {
    while (this.busy && !this.stuck) await (this.#running ?? this.#next());
  }

  /** restart sends all anew, for another case. */
  restart(): void {
    for (const u of this.uploads) u.restart();
    this.#run();
  }

  clear(): void {
    for (const u of [...this.uploads]) this.#remove(u);
  }

  async #take(files: File[]): Promise<void> {
    this.input.value = "";
    this.say("");
    for (const file of files) {
      if (this.uploads.length >= mostFiles) return this.say("report.attach.many", { n: mostFiles });
      const name = fileName(file.name);
      if (file.size > mostBytes) {
        this.say("report.attach.large", { name, size: this.texts.size(mostBytes) });
        continue;
      }
      this.say("report.attach.looking");
      try {
        let upload: Upload | undefined;
        upload = await Upload.of(file, () => upload && this.#draw(upload));
        this.#add(upload);
        this.say("");
        this.changed();
      } catch {
        this.say("report.attach.unreadable", { name });
      }
    }
    this.#run();
  }

  #add(upload: Upload): void {
    const row = document.createElement("div");
    row.append(copy("file"));
    this.#rows.set(upload, row);
    this.uploads.push(upload);
    this.root.append(row);
    const { name } = upload.kept;
    slot(row, "remove", this.texts.say("report.attach.remove", { name }));
    hear(row, "yes", () => (upload.choose(), this.changed(), this.#run()));
    hear(row, "no", () => this.#remove(upload));
    hear(row, "pause", () => (upload.pause(), this.changed()));
    hear(row, "resume", () => (upload.resume(), this.#run()));
    hear(row, "remove", () => this.#remove(upload));
    const again = row.querySelector<HTMLInputElement>("input[type=file]")!;
    again.addEventListener("change", () => void this.#again(upload, again));
    this.#draw(upload);
  }

  #remove(upload: Upload): void {
    upload.pause();
    this.uploads.splice(this.uploads.indexOf(upload), 1);
    this.#rows.get(upload)?.remove();
    this.#rows.delete(upload);
    this.input.focus();
    this.changed();
  }

  async #again(upload: Upload, input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    const same = await upload.again(file).catch(() => false);
    input.value = "";
    const { name } = upload.kept;
    this.say(same ? "" : "report.attach.other", { name });
    if (same) this.#run();
  }

  // run sends what waits, one file at a time.
  #run(): void {
    this.#running ??= this.#all().finally(() => {
      this.#running = undefined;
      this.changed();
    });
  }

  async #all(): Promise<void> {
    for (;;) {
      const upload = this.uploads.find((u) => u.state === "waiting");
      if (!upload) return;
      try {
        await upload.send(await this.carrier());
      } catch (e) {
        upload.pause();
        if (e instanceof Refused) this.say("report.send.refused", { why: e.message });
        else this.say("report.attach.offline");
      }
      this.changed();
      if (upload.state === "offline") await this.#next();
    }
  }

  // next waits for the connection, and looks by itself every few seconds.
  #next(): Promise<void> {
    return new Promise((done) => {
      const go = (): void => {
        clearTimeout(timer);
        removeEventListener("online", go);
        this.#goOn();
        done();
      };
      const timer = setTimeout(go, 5000);
      addEventListener("online", go);
    });
  }

  #goOn(): void {
    for (const u of this.uploads) if (u.state === "offline") u.resume();
    this.#run();
  }

  // say reads a message aloud beside the field.
  say(key: string, args: Record<string, string | number> = {}): void {
    part(this.root.parentElement!, "file-said").textContent = key && this.texts.say(key, args);
  }

  #draw(u: Upload): void {
    const row = this.#rows.get(u);
    if (!row) return;
    const { texts } = this;
    const { name, size, sent, chunks } = u.kept;
    const done = texts.size(Math.round((size * sent) / chunks));
    const whole = texts.size(size);
    const line = {
      done: () => texts.say("report.attach.done", { name, size: whole }),
      paused: () => texts.say("report.attach.paused", { name, done, whole }),
      offline: () => texts.say("report.attach.paused", { name, done, whole }),
      absent: () => texts.say("report.attach.paused", { name, done, whole }),
      unreadable: () => texts.say("report.attach.unreadable", { name }),
      asking: () => texts.say("report.attach.named", { name, size: whole }),
    }[u.state as "done" | "paused" | "offline" | "absent" | "unreadable" | "asking"];
    meter(row, "sent", sent, chunks, line?.() ?? texts.say("report.attach.sending", { name, done, whole }));
    row.querySelector<HTMLElement>("progress")!.hidden = u.state === "done" || u.state === "asking";
    const { removed } = u.kept;
    part(row, "stripped", !u.risk && (u.kept.type === "image/jpeg" || u.kept.type === "image/png"));
    const what = removed.map((r) => texts.say(`report.removed.${r}`)).join(", ");
    slot(row, "stripped", what ? texts.say("report.attach.stripped", { what }) : texts.say("report.attach.nothing"));
    part(row, "risk", u.state === "asking");
    if (u.risk) slot(row, "risk", texts.say(`report.risk.${u.risk}`));
    part(row, "offline", u.state === "offline");
    part(row, "again", u.state === "absent" || u.state === "unreadable");
    slot(row, "again", texts.say("report.attach.again", { name, done, whole }));
    const button = (what: string, on: boolean): void => void (row.querySelector<HTMLElement>(`[data-do="${what}"]`)!.hidden = !on);
    button("pause", u.state === "sending" || u.state === "waiting");
    button("resume", u.state === "paused" || u.state === "offline");
    button("remove", u.state !== "asking");
  }
}
