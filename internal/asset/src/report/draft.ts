// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A draft stands on this device alone, sealed with a key that the browser
// keeps and gives to no script. Its words then stand nowhere in clear, where a
// search through the disk would meet them. It isn't closed to who uses this
// browser, which the page says, nor to who copies the files of its profile: a
// browser may write the key beside the draft, in clear.

const database = "baken-report";
const store = "drafts";

interface Row {
  id: string;
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

/** Draft keeps one value under a name. */
export class Draft<T> {
  #last: Promise<unknown> = Promise.resolve();
  #next: T | undefined;
  #waiting = false;
  #gone = false;

  private constructor(
    private readonly db: IDBDatabase,
    private readonly id: string,
  ) {}

  /** open gives the draft of that name; nothing where the browser keeps none. */
  static async open<T>(id: string): Promise<Draft<T> | undefined> {
    try {
      const ask = indexedDB.open(database, 1);
      ask.onupgradeneeded = () => ask.result.createObjectStore(store, { keyPath: "id" });
      return new Draft<T>(await done(ask), id);
    } catch {
      return undefined;
    }
  }

  /** load gives what was kept, or nothing. What can't be opened is forgotten. */
  async load(): Promise<T | undefined> {
    const row = (await done(this.db.transaction(store).objectStore(store).get(this.id))) as Row | undefined;
    if (!row) return undefined;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData: this.#name() }, row.key, row.sealed);
      return JSON.parse(new TextDecoder().decode(plain)) as T;
    } catch {
      await this.forget();
      this.#gone = false;
      return undefined;
    }
  }

  /** save keeps the value. Of several that come while one is being kept, only the last is. */
  save(value: T): Promise<void> {
    this.#next = value;
    if (!this.#waiting) {
      this.#waiting = true;
      this.#last = this.#last.catch(() => undefined).then(() => this.#write());
    }
    return this.#last as Promise<void>;
  }

  async #write(): Promise<void> {
    this.#waiting = false;
    if (this.#gone || this.#next === undefined) return;
    const plain = new TextEncoder().encode(JSON.stringify(this.#next));
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.#name() }, key, plain);
    if (this.#gone) return;
    const row: Row = { id: this.id, key, iv, sealed };
    await done(this.db.transaction(store, "readwrite", { durability: "strict" }).objectStore(store).put(row));
  }

  /** forget deletes the draft with its key, and keeps what is still being saved from coming back. */
  async forget(): Promise<void> {
    this.#gone = true;
    await this.#last.catch(() => undefined);
    await done(this.db.transaction(store, "readwrite", { durability: "strict" }).objectStore(store).delete(this.id));
  }

  /** begin lets a forgotten draft be kept anew. */
  begin(): void {
    this.#gone = false;
    this.#next = undefined;
  }

  #name(): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode(this.id);
  }
}

function done<T>(ask: IDBRequest<T>): Promise<T> {
  return new Promise((yes, no) => {
    const within = ask.transaction;
    ask.onerror = () => no(ask.error ?? new Error("the draft can't be kept"));
    if (within && within.mode === "readwrite") {
      within.oncomplete = () => yes(ask.result);
      within.onabort = () => no(within.error ?? new Error("the draft can't be kept"));
    } else {
      ask.onsuccess = () => yes(ask.result);
    }
  });
}
