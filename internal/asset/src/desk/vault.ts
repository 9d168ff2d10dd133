// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A member's own record: the keys he knows, the last checkpoint of the log that
// he saw, and the index of what he read. The server keeps it, sealed to him
// alone; his browser remembers how new it must be, so that an older one, or
// none, is noticed.

import { Fault, type Keyring } from "../seal/index.ts";
import { bytes, deflate, fromUtf8, inflate, text64, utf8 } from "./bytes.ts";
import { decodeEntries, encodeEntries } from "./codec.ts";
import type { Checkpoint } from "./keylog.ts";
import type { Known } from "./known.ts";
import { Index } from "./search.ts";
import { openFromSelf, sealToSelf, type Subject } from "./self.ts";

const pieceSize = 1 << 20;

/** What a vault holds beside the index. */
export interface Notes {
  version: number; // of the vault, as the server has to count too
  known: Known[];
  checkpoint: Checkpoint | null;
  given: string[]; // keys to which all that was before them was given
}

/** Shelf is where a vault is kept. */
export interface Shelf {
  load(): Promise<{ version: number; envelope: string }>;
  /** keep replaces that version, and throws Stale when another one is there. */
  keep(version: number, envelope: string): Promise<number>;
}

/** Memory is how new the vault was when this browser last saw it. */
export interface Memory {
  get(): number;
  set(version: number): void;
}

/** Stale says that another window kept a vault meanwhile. */
export class Stale extends Error {}

/** What can be wrong with a vault, for a person to be told. */
export type VaultDoubt = "none" | "older" | "lost" | "foreign";

/** Vault is a member's own record, open. */
export class Vault {
  index = new Index();
  known: Known[] = [];
  checkpoint: Checkpoint | null = null;
  given: string[] = [];
  doubt: VaultDoubt = "none";
  #version = 0;
  #sending: Promise<void> = Promise.resolve();
  #changed = false;
  readonly #ring: Keyring;
  readonly #subject: Subject;
  readonly #shelf: Shelf;
  readonly #memory: Memory;

  private constructor(ring: Keyring, person: string, shelf: Shelf, memory: Memory) {
    this.#ring = ring;
    this.#subject = { purpose: "index", person, about: "index" };
    this.#shelf = shelf;
    this.#memory = memory;
  }

  static async open(ring: Keyring, person: string, shelf: Shelf, memory: Memory): Promise<Vault> {
    const vault = new Vault(ring, person, shelf, memory);
    const kept = await shelf.load();
    vault.#version = kept.version;
    if (!kept.envelope) vault.doubt = memory.get() > 0 ? "lost" : "none";
    else await vault.#read(kept);
    return vault;
  }

  async #read(kept: { version: number; envelope: string }): Promise<void> {
    let content: { notes: Notes; index: Index };
    try {
      content = await decode(await openFromSelf(this.#ring, this.#subject, bytes(kept.envelope)));
    } catch (e) {
      if (!(e instanceof Fault) && !(e instanceof SyntaxError)) throw e;
      this.doubt = "foreign"; // of one's keys before these, or not one's own
      return;
    }
    const { notes, index } = content;
    if (notes.version !== kept.version || notes.version < this.#memory.get()) this.doubt = "older";
    this.#memory.set(Math.max(notes.version, this.#memory.get()));
    this.index = index;
    this.known = notes.known;
    this.checkpoint = notes.checkpoint;
    this.given = notes.given;
  }

  /** changed notes that there is something to keep. */
  changed(): void {
    this.#changed = true;
  }

  /**
   * keep seals what changed and sends it, after what is under way already: who waits for it knows that all is kept.
   * When another window was first, both are put together.
   */
  keep(): Promise<void> {
    const done = this.#sending.then(() => this.#keep());
    this.#sending = done.catch(() => undefined);
    return done;
  }

  async #keep(): Promise<void> {
    if (!this.#changed) return;
    this.#changed = false;
    try {
      await this.#send();
    } catch (e) {
      this.#changed = true;
      if (!(e instanceof Stale)) throw e;
      await this.#merge();
      await this.#send();
      this.#changed = false;
    }
  }

  async #send(): Promise<void> {
    const notes: Notes = { version: this.#version + 1, known: this.known, checkpoint: this.checkpoint, given: this.given };
    const envelope = await sealToSelf(this.#ring, this.#subject, await encode(notes, this.index));
    this.#version = await this.#shelf.keep(this.#version, text64(envelope));
    this.#memory.set(this.#version);
    this.doubt = "none";
  }

  async #merge(): Promise<void> {
    const kept = await this.#shelf.load();
    this.#version = kept.version;
    if (!kept.envelope) return;
    const { notes, index } = await decode(await openFromSelf(this.#ring, this.#subject, bytes(kept.envelope)));
    for (const entry of index.all()) if ((this.index.get(entry.id)?.seen ?? -1) < entry.seen) this.index.put(entry);
    const have = new Set(this.known.map((k) => k.member + k.recipient + k.verify));
    this.known = [...notes.known.filter((k) => !have.has(k.member + k.recipient + k.verify)), ...this.known];
    this.given = [...new Set([...this.given, ...notes.given])];
    if ((notes.checkpoint?.size ?? 0) > (this.checkpoint?.size ?? 0)) this.checkpoint = notes.checkpoint;
  }
}

async function encode(notes: Notes, index: Index): Promise<Uint8Array[]> {
  const packed = await deflate(encodeEntries([...index.all()]));
  const pieces: Uint8Array[] = [utf8(JSON.stringify(notes))];
  for (let at = 0; at < packed.length; at += pieceSize) pieces.push(packed.subarray(at, at + pieceSize));
  return pieces;
}

async function decode(pieces: readonly Uint8Array[]): Promise<{ notes: Notes; index: Index }> {
  const [first, ...rest] = pieces;
  const notes = JSON.parse(fromUtf8(first!)) as Notes;
  const packed = await new Blob(rest as Uint8Array<ArrayBuffer>[]).arrayBuffer();
  return { notes, index: new Index(decodeEntries(await inflate(new Uint8Array(packed)))) };
}
