// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A message of the reporter on its way: sealed for its place, and sealed again
// when somebody else took that place first.

import { text64, utf8 } from "../desk/bytes.ts";
import type { CaseKey, ReceiptKeys } from "../seal/index.ts";
import { api, type Case, type Manifest, Refused } from "./api.ts";
import { newID } from "./random.ts";
import { type Dossier, openCase } from "./trust.ts";
import type { Carrier } from "./upload.ts";

/** Said is what the reporter says. */
export interface Said {
  readonly kind: "text" | "identity-answer" | "correction" | "withdrawal";
  readonly content: Readonly<Record<string, string>>;
}

/** Unsafe says that nothing can be sent, since the keys aren't what they should be. */
export class Unsafe extends Error {}

/** Gone says that the case isn't found any more. */
export class Gone extends Error {}

/** Resealed says that the readers changed, so that attachments have to go anew. */
export class Resealed extends Error {}

const tries = 5;

/** Talk is a case that is open, and what is said in it. */
export class Talk {
  dossier!: Dossier;
  #upload = newID();
  #last: { readonly print: string; readonly body: string } | undefined;

  constructor(readonly mine: ReceiptKeys) {}

  /** load fetches the case and opens it; false when there is none. */
  async load(): Promise<boolean> {
    const found = await api.open(this.mine.lookup());
    if (!found.found) return false;
    this.dossier = await openCase(found as Case, this.mine);
    return true;
  }

  /** carrier seals and sends attachments with the key of now. */
  carrier(): Carrier {
    const key = this.#key();
    const upload = this.#upload;
    return {
      seal: (file, index, data) => key.sealChunk(this.mine.signing, file, index, data),
      put: (attachment, index, chunk) => api.put(upload, attachment, index, chunk as Uint8Array<ArrayBuffer>),
      present: async (attachment) => (await api.present(upload)).attachments[attachment] ?? [],
    };
  }

  #key(): CaseKey {
    if (!this.dossier.now) throw new Unsafe();
    return this.dossier.now;
  }

  /**
   * say sends what is said. When no answer came and the same is said again, the very same message is sent, so that
   * it doesn't stand there twice.
   */
  async say(said: Said, files: readonly Manifest[] = []): Promise<void> {
    const print = JSON.stringify([said, files]);
    for (let left = tries; ; left--) {
      const body = this.#last?.print === print ? this.#last.body : await this.#seal(said, files);
      this.#last = { print, body };
      try {
        await api.say(body);
        break;
      } catch (e) {
        if (!(e instanceof Refused && e.status === 409 && e.place) || left === 0) throw e;
        await this.#again(files.length > 0);
      }
    }
    this.#last = undefined;
    this.#upload = newID();
  }

  // again looks where the case is now.
  async #again(files: boolean): Promise<void> {
    this.#last = undefined;
    const before = this.dossier.case.epoch;
    if (!(await this.load())) throw new Gone();
    if (files && this.dossier.case.epoch !== before) {
      this.#upload = newID();
      throw new Resealed();
    }
  }

  async #seal(said: Said, files: readonly Manifest[]): Promise<string> {
    const key = this.#key();
    const { nextSeq: seq, epoch } = this.dossier.case;
    const content = utf8(JSON.stringify({ ...said.content, ...(files.length > 0 && { attachments: files }) }));
    const envelope = await key.seal(this.mine.signing, { sequence: seq, purpose: "dialogue", kind: said.kind, content });
    return JSON.stringify({
      lookup: this.mine.lookup(),
      message: { seq, epoch, envelope: text64(envelope) },
      ...(files.length > 0 && { upload: this.#upload, attachments: files.map(({ id, chunks }) => ({ id, chunks })) }),
      ...(said.kind === "withdrawal" && { state: "withdrawn" }),
    });
  }
}
