// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// One attachment on its way: sealed and sent chunk by chunk, each by itself, so
// that it can go on where it was after a break.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

import { chunksOf, chunkSize, fileName, newAttachment } from "../seal/index.ts";
import { type Manifest, Refused, Unreachable } from "./api.ts";
import { type Prepared, prepare, type Risk } from "./strip/clean.ts";
import { ofBlob } from "./strip/source.ts";

/** Carrier seals and sends the chunks of one case. */
export interface Carrier {
  seal(file: { id: string; size: number }, index: number, data: Uint8Array): Promise<Uint8Array>;
  put(attachment: string, index: number, chunk: Uint8Array): Promise<void>;
  present(attachment: string): Promise<readonly number[]>;
}

/** Kept is what the draft keeps of an attachment. */
export interface KeptFile extends Manifest {
  readonly print: string; // of the original, to know the same file again
  readonly original: number; // its size
  sent: number; // chunks that have arrived
  chosen: boolean; // who sends it has chosen to, where it could not be cleaned
}

export type State =
  | "looking" // being judged and cleaned
  | "asking" // can't be cleaned: sent only when chosen
  | "waiting" // for its turn
  | "sending"
  | "paused" // by hand
  | "offline" // until the connection is back
  | "absent" // after a reload: the file has to be given again
  | "unreadable" // the file can't be read any more
  | "done";

/** Upload is one attachment. */
export class Upload {
  state: State = "looking";
  kept!: KeptFile;
  risk: Risk | undefined;
  #file: Prepared | undefined;
  #stop = false;

  private constructor(private readonly changed: () => void) {}

  /** of takes a file of the reporter. */
  static async of(file: File, changed: () => void): Promise<Upload> {
    const upload = new Upload(changed);
    const made = await prepare(file, file.name);
    const a = newAttachment(made.source.size);
    upload.#file = made;
    upload.risk = made.risk;
    upload.kept = {
      ...a,
      name: fileName(file.name),
      type: made.type,
      chunks: chunksOf(a),
      removed: made.removed,
      print: await printOf(file),
      original: file.size,
      sent: 0,
      chosen: made.risk === undefined,
    };
    upload.state = made.risk ? "asking" : "waiting";
    return upload;
  }

  /** restored gives an attachment of a draft: done, or to be given again. */
  static restored(kept: KeptFile, changed: () => void): Upload {
    const upload = new Upload(changed);
    upload.kept = kept;
    upload.state = kept.sent === kept.chunks ? "done" : "absent";
    return upload;
  }

  get manifest(): Manifest {
    const { id, name, type, size, chunks, removed } = this.kept;
    return { id, name, type, size, chunks, removed };
  }

  /** choose sends a file that couldn't be cleaned. */
  choose(): void {
    this.kept.chosen = true;
    this.#become("waiting");
  }

  pause(): void {
    this.#stop = true;
    this.#become("paused");
  }

  resume(): void {
    if (this.#file) this.#become("waiting");
  }

  /** again takes the same file after a reload; it reports whether it is the same. */
  async again(file: File): Promise<boolean> {
    if (file.size !== this.kept.original || (await printOf(file)) !== this.kept.print) return false;
    const made = await prepare(file, file.name);
    if (made.source.size !== this.kept.size) return false;
    this.#file = made;
    this.#become("waiting");
    return true;
  }

  /** restart lets the attachment go anew, for another case. */
  restart(): void {
    this.kept = { ...this.kept, ...newAttachment(this.kept.size), sent: 0 };
    this.#become(this.#file ? "waiting" : "absent");
  }

  /** send sends what hasn't arrived yet. */
  async send(by: Carrier): Promise<void> {
    if (!this.#file || this.state !== "waiting") return;
    this.#stop = false;
    this.#become("sending");
    try {
      const there = new Set(await by.present(this.kept.id));
      this.#arrived(there.size);
      for (let index = 0; index < this.kept.chunks && !this.#stop; index++) {
        if (there.has(index)) continue;
        await this.#one(by, index);
        there.add(index);
        this.#arrived(there.size);
      }
      if (!this.#stop) this.#become("done");
    } catch (e) {
      if (this.#stop) return;
      this.#become(e instanceof Unreachable ? "offline" : "unreadable");
      if (e instanceof Refused) throw e;
    }
  }

  async #one(by: Carrier, index: number): Promise<void> {
    const from = index * chunkSize;
    const data = await this.#file!.source.read(from, Math.min(this.kept.size, from + chunkSize));
    const sealed = await by.seal(this.kept, index, data);
    try {
      await by.put(this.kept.id, index, sealed);
    } catch (e) {
      // The chunk had arrived before, sealed another time, and only the answer was lost.
      if (!(e instanceof Refused && e.status === 409)) throw e;
    }
  }

  #arrived(n: number): void {
    this.kept.sent = n;
    this.changed();
  }

  #become(state: State): void {
    this.state = state;
    this.changed();
  }
}

const edge = 64 * 1024;

// printOf knows a file again by its size, its date and both its ends.
async function printOf(file: File): Promise<string> {
  const source = ofBlob(file);
  const hash = sha256.create();
  hash.update(new TextEncoder().encode(`${file.size} ${file.lastModified} `));
  hash.update(await source.read(0, Math.min(edge, file.size)));
  hash.update(await source.read(Math.max(0, file.size - edge), file.size));
  return bytesToHex(hash.digest());
}
