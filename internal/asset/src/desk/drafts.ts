// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Answers that aren't sent yet. They are sealed to who types them, so that they
// survive a lock, a session that ended and a page that was closed by mistake,
// and so that nobody else reads them on the same machine.

import { Fault, type Keyring } from "../seal/index.ts";
import { bytes, fromUtf8, text64, utf8 } from "./bytes.ts";
import { openFromSelf, sealToSelf, type Subject } from "./self.ts";

export interface Draft {
  kind: "text" | "identity-request" | "feedback";
  text: string;
}

export class Drafts {
  readonly #ring: Keyring;
  readonly #person: string;
  readonly #storage: Storage;

  constructor(ring: Keyring, person: string, storage: Storage) {
    this.#ring = ring;
    this.#person = person;
    this.#storage = storage;
  }

  #subject(about: string): Subject {
    return { purpose: "draft", person: this.#person, about };
  }

  #name(about: string): string {
    return `baken-draft:${this.#person}:${about}`;
  }

  async keep(about: string, draft: Draft): Promise<void> {
    if (!draft.text) return this.drop(about);
    const sealed = await sealToSelf(this.#ring, this.#subject(about), [utf8(JSON.stringify(draft))]);
    this.#storage.setItem(this.#name(about), text64(sealed));
  }

  /** find gives what was typed; nothing when there is none, or when it isn't one's own. */
  async find(about: string): Promise<Draft | null> {
    const kept = this.#storage.getItem(this.#name(about));
    if (kept === null) return null;
    try {
      const [piece] = await openFromSelf(this.#ring, this.#subject(about), bytes(kept));
      return JSON.parse(fromUtf8(piece!)) as Draft;
    } catch (e) {
      if (e instanceof Fault) return null;
      throw e;
    }
  }

  drop(about: string): void {
    this.#storage.removeItem(this.#name(about));
  }
}
