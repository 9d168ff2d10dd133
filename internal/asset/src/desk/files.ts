// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Attachments: fetched in chunks, each checked before anything is done with it,
// and saved as a whole or not at all. A picture is drawn only when asked for,
// and as pixels: nothing in a file is ever run.

import { Fault, fileName, openAttachment, type VerifyKey } from "../seal/index.ts";
import { api, SignedOut } from "./api.ts";
import type { Manifest } from "./content.ts";
import { alarmNode } from "./dialogue.ts";
import { hear, make, screen } from "./dom.ts";
import type { Dossier, Turn } from "./dossier.ts";
import { trouble } from "./keyview.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const pictures = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const widest = 1600; // pixels of a picture that is drawn

/** fileList shows the attachments of a message. */
export function fileList(session: Session, open: Unlocked, dossier: Dossier, turn: Turn, files: readonly Manifest[]): HTMLElement {
  return make("ul", { class: "baken-attached" }, ...files.map((f) => new FileItem(session, open, dossier, turn, f).root));
}

/** fetchFile fetches a whole attachment, each piece of it checked. */
export async function fetchFile(
  open: Unlocked, dossier: Dossier, turn: Turn, file: Manifest, type: string, tell: (done: number) => void,
): Promise<Blob> {
  const { case: id } = dossier.case;
  const parts: Blob[] = [];
  let done = 0;
  for await (const piece of openAttachment(dossier.keys.get(turn.epoch)!, file, senders(open, dossier, turn), (i) => api.chunk(id, file.id, i))) {
    parts.push(new Blob([piece as Uint8Array<ArrayBuffer>])); // the browser may put it on disk
    done += piece.length;
    tell(done);
  }
  return new Blob(parts, { type });
}

function senders(open: Unlocked, dossier: Dossier, turn: Turn): VerifyKey[] {
  const { reporter, members } = dossier.case;
  if (turn.from === "reporter") return [reporter.verify as VerifyKey];
  const sure = open.trust().verify(turn.from);
  return (sure.length > 0 ? sure : (members[turn.from]?.keys ?? []).map((k) => k.verify)) as VerifyKey[];
}

/** save gives a file to who asked for it. */
export function save(blob: Blob, name: string): void {
  const link = make("a", { href: URL.createObjectURL(blob), download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

class FileItem {
  readonly root = make("li");
  readonly #session: Session;
  readonly #open: Unlocked;
  readonly #dossier: Dossier;
  readonly #turn: Turn;
  readonly #file: Manifest;
  readonly #status = make("p", { role: "status", class: "baken-small" });

  constructor(session: Session, open: Unlocked, dossier: Dossier, turn: Turn, file: Manifest) {
    [this.#session, this.#open, this.#dossier, this.#turn, this.#file] = [session, open, dossier, turn, file];
    const { page } = session;
    const image = pictures.includes(file.type);
    const actions = screen(image ? "picture" : "file");
    hear(actions, "save", () => (image ? this.#save() : this.#warn(actions)));
    if (image) hear(actions, "look", () => this.#look());
    const name = fileName(file.name);
    this.root.append(
      make("p", {}, make("strong", {}, name), ` ${page.texts.size(file.size)}`), actions, this.#status,
    );
    for (const button of actions.querySelectorAll("button")) button.append(make("span", { class: "baken-hidden" }, ` ${name}`));
  }

  // A file that isn't a picture may do something when it is opened.
  #warn(actions: HTMLElement): void {
    const warning = screen("foreign-file");
    hear(warning, "sure", async () => {
      warning.replaceWith(actions);
      await this.#save();
    });
    hear(warning, "not", () => {
      warning.replaceWith(actions);
      actions.querySelector("button")?.focus();
    });
    actions.replaceWith(warning);
    warning.querySelector("button")?.focus();
  }

  async #save(): Promise<void> {
    const blob = await this.#fetch("application/octet-stream"); // a browser never shows or runs this by itself
    if (!blob) return;
    save(blob, fileName(this.#file.name));
    this.#status.textContent = this.#session.page.say("report.desk.file.saved");
  }

  async #look(): Promise<void> {
    const blob = await this.#fetch(this.#file.type);
    if (!blob) return;
    const { page } = this.#session;
    try {
      const picture = await createImageBitmap(blob);
      const scale = Math.min(1, widest / Math.max(picture.width, picture.height));
      const canvas = make("canvas", {
        class: "baken-picture", role: "img", "aria-label": page.say("report.desk.file.picture", { name: fileName(this.#file.name) }),
        width: Math.round(picture.width * scale), height: Math.round(picture.height * scale),
      });
      canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      this.root.querySelector("canvas")?.remove();
      this.root.append(canvas);
      this.#status.textContent = "";
    } catch {
      this.#status.textContent = page.say("report.desk.file.no_picture");
    }
  }

  // fetch gives the whole file; nothing when a piece of it failed a check.
  async #fetch(type: string): Promise<Blob | null> {
    const { page } = this.#session;
    try {
      return await fetchFile(this.#open, this.#dossier, this.#turn, this.#file, type, (done) => {
        this.#status.textContent = page.say("report.desk.file.fetching", { done: page.texts.size(done), all: page.texts.size(this.#file.size) });
      });
    } catch (e) {
      this.#failed(e);
      return null;
    }
  }

  #failed(e: unknown): void {
    if (e instanceof SignedOut) {
      void this.#session.lock("ended");
      return;
    }
    this.#status.textContent = "";
    if (e instanceof Fault) this.root.append(alarmNode(this.#session.page, { sign: "damaged", seq: this.#turn.seq }));
    else this.#status.textContent = trouble(this.#session.page, e);
  }
}
