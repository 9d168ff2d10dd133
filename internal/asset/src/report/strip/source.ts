// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import type { Piece } from "./removed.ts";

// Source is a file that is read in parts.
export interface Source {
  readonly size: number;
  read(from: number, to: number): Promise<Uint8Array>;
}

// ofBlob reads a file of the browser.
export function ofBlob(blob: Blob): Source {
  return {
    size: blob.size,
    read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()),
  };
}

const length = (p: Piece): number => (p instanceof Uint8Array ? p.length : p.to - p.from);

// ofPieces reads what pieces make together, as one file.
export function ofPieces(source: Source, pieces: readonly Piece[]): Source {
  const size = pieces.reduce((n, p) => n + length(p), 0);
  return {
    size,
    async read(from, to) {
      const out = new Uint8Array(Math.min(to, size) - from);
      let start = 0;
      for (const p of pieces) {
        const end = start + length(p);
        const a = Math.max(from, start);
        const b = Math.min(to, end);
        if (a < b) {
          const part = p instanceof Uint8Array ? p.subarray(a - start, b - start) : await source.read(p.from + a - start, p.from + b - start);
          out.set(part, a - from);
        }
        start = end;
      }
      return out;
    },
  };
}

// joined makes one range of ranges that follow each other.
export function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const p of pieces) {
    const last = out.at(-1);
    if (last && !(last instanceof Uint8Array) && !(p instanceof Uint8Array) && last.to === p.from) {
      out[out.length - 1] = { from: last.from, to: p.to };
    } else if (length(p) > 0) {
      out.push(p);
    }
  }
  return out;
}

const window = 256 * 1024;

// Cursor walks through a source, holding one window of it.
export class Cursor {
  at = 0;
  private held: Uint8Array = new Uint8Array(0);
  private start = 0;

  constructor(readonly source: Source) {}

  get left(): number {
    return this.source.size - this.at;
  }

  // take gives the next n bytes and steps over them; nothing when there are
  // fewer. n is at most 64 KiB.
  async take(n: number): Promise<Uint8Array | undefined> {
    if (n > this.left) return undefined;
    await this.hold(n);
    const from = this.at - this.start;
    this.at += n;
    return this.held.subarray(from, from + n);
  }

  // find steps to the next byte of that value, or to the end.
  async find(value: number): Promise<boolean> {
    while (this.left > 0) {
      await this.hold(1);
      const found = this.held.indexOf(value, this.at - this.start);
      if (found >= 0) {
        this.at = this.start + found;
        return true;
      }
      this.at = this.start + this.held.length;
    }
    return false;
  }

  private async hold(n: number): Promise<void> {
    if (this.at >= this.start && this.at + n <= this.start + this.held.length) return;
    this.start = this.at;
    this.held = await this.source.read(this.at, Math.min(this.source.size, this.at + Math.max(n, window)));
  }
}
