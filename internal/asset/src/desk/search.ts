// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Search in what a member may open. The index is made in the browser from
// reports that were opened there, and is kept sealed to the member alone: the
// server never learns a word of a report, nor what was looked for.

/** Entry is what a member's index holds of one case. */
export interface Entry {
  id: string;
  org: string;
  title: string;
  snippet: string;
  at: number; // when the last message that is in here came
  seen: number; // how many messages are in here
  chain: string; // digest of those messages, to see that none was changed later
  words: string[];
}

const titleLength = 80;
const snippetLength = 160;

/** words gives the different words of a text as they are looked for: in lower case, without accents. */
export function words(text: string): string[] {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]{2,}/gu) ?? [])].sort();
}

/** title gives the beginning of a text, up to its first sentence. */
export function title(text: string): string {
  const line = text.trim().split(/[\n\r]+/)[0] ?? "";
  const sentence = /^.{15,}?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  return cut(sentence, titleLength);
}

/** snippet gives the beginning of a text on one line. */
export function snippet(text: string): string {
  return cut(text.trim().replace(/\s+/g, " "), snippetLength);
}

// cut shortens a text between words, where it can.
function cut(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const short = letters.slice(0, most - 1).join("");
  const space = short.lastIndexOf(" ");
  return (space > most / 2 ? short.slice(0, space) : short) + "…";
}

/** Index finds cases by the beginnings of words. */
export class Index {
  readonly #entries = new Map<string, Entry>();
  #numbered: Entry[] = []; // postings name entries by their place in here
  #postings: Map<string, number[]> | null = null;
  #vocabulary: string[] | null = null;
  #order: number[] | null = null;

  constructor(entries: Iterable<Entry> = []) {
    for (const entry of entries) this.#entries.set(entry.id, entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id);
  }

  all(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** put adds an entry, or takes the place of the one of that case. */
  put(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    if (this.#postings) this.#post(entry);
  }

  /** drop forgets a case. The rest is prepared anew before the next search. */
  drop(id: string): void {
    if (!this.#entries.delete(id)) return;
    this.#numbered = [];
    this.#postings = this.#vocabulary = this.#order = null;
  }

  /** find gives the cases that hold a word that begins with each word looked for, the last active first. */
  find(query: string, most: number): Entry[] {
    const asked = words(query);
    if (asked.length === 0) return [];
    this.ready();
    const marks = asked.map((word) => this.#beginning(word));
    const found: Entry[] = [];
    for (const number of this.#latest()) {
      if (found.length === most) break;
      if (marks.every((m) => m[number] === 1)) found.push(this.#numbered[number]!);
    }
    return found;
  }

  /** ready prepares the first search, which else would wait for it. */
  ready(): void {
    if (this.#postings) return;
    this.#postings = new Map();
    for (const entry of this.#entries.values()) this.#post(entry);
    this.#sorted();
  }

  #post(entry: Entry): void {
    const number = this.#numbered.push(entry) - 1; // what stood there before is passed over when found
    this.#order = null;
    for (const word of entry.words) {
      const at = this.#postings!.get(word);
      if (at) at.push(number);
      else {
        this.#postings!.set(word, [number]);
        this.#vocabulary = null;
      }
    }
  }

  #sorted(): string[] {
    return (this.#vocabulary ??= [...this.#postings!.keys()].sort());
  }

  // latest gives the entries that still hold, the last active first.
  #latest(): number[] {
    const all = this.#numbered;
    return (this.#order ??= [...all.keys()].filter((n) => this.#entries.get(all[n]!.id) === all[n])
      .sort((a, b) => all[b]!.at - all[a]!.at || (all[a]!.id < all[b]!.id ? 1 : -1)));
  }

  // beginning marks the entries with a word that begins so.
  #beginning(start: string): Uint8Array {
    const vocabulary = this.#sorted();
    const marks = new Uint8Array(this.#numbered.length);
    for (let i = first(vocabulary, start); i < vocabulary.length && vocabulary[i]!.startsWith(start); i++) {
      for (const number of this.#postings!.get(vocabulary[i]!)!) marks[number] = 1;
    }
    return marks;
  }
}

// first gives the place of the first word that isn't before start.
function first(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
