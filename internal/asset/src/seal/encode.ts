// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { Fault, need } from "./errors.ts";
import { toBytes } from "./bytes.ts";

// The one form of what is signed or hashed; base/seal/doc.go describes it.

const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Encoder writes a value that starts with the text that says what it is, or with bytes that do. */
export class Encoder {
  private parts: Uint8Array[] = [];

  constructor(domain: string | Uint8Array) {
    this.field(typeof domain === "string" ? toBytes(domain) : domain);
  }

  field(b: Uint8Array): this {
    this.count(b.length);
    this.parts.push(b);
    return this;
  }

  text(s: string): this {
    return this.field(toBytes(s));
  }

  number(n: number): this {
    const b = new Uint8Array(8);
    new DataView(b.buffer).setBigUint64(0, BigInt(n));
    this.parts.push(b);
    return this;
  }

  count(n: number): this {
    const b = new Uint8Array(4);
    new DataView(b.buffer).setUint32(0, n);
    this.parts.push(b);
    return this;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return concat(...this.parts);
  }
}

export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

/** Decoder reads what Encoder wrote, and throws seal.format at the first fault. */
export class Decoder {
  private at = 0;
  private readonly b: Uint8Array;

  constructor(b: Uint8Array, domain?: string) {
    this.b = b;
    if (domain !== undefined) need(this.text() === domain, "seal.format");
  }

  private take(n: number): Uint8Array {
    need(n <= this.b.length - this.at, "seal.format");
    this.at += n;
    return this.b.subarray(this.at - n, this.at);
  }

  private view(n: number): DataView {
    const b = this.take(n);
    return new DataView(b.buffer, b.byteOffset, n);
  }

  count(): number {
    return this.view(4).getUint32(0);
  }

  field(): Uint8Array {
    return this.take(this.count());
  }

  fixed(length: number): Uint8Array {
    const b = this.field();
    need(b.length === length, "seal.format");
    return b;
  }

  text(): string {
    try {
      return text.decode(this.field());
    } catch {
      throw new Fault("seal.format");
    }
  }

  number(): number {
    const n = this.view(8).getBigUint64(0);
    need(n <= BigInt(Number.MAX_SAFE_INTEGER), "seal.format");
    return Number(n);
  }

  flag(): boolean {
    const n = this.number();
    need(n <= 1, "seal.format");
    return n === 1;
  }

  /** done checks that nothing is left. */
  done(): void {
    need(this.at === this.b.length, "seal.format");
  }
}

/** formed gives what f does, and seal.format for whatever it finds wrong. */
export function formed<T>(f: () => T): T {
  try {
    return f();
  } catch {
    throw new Fault("seal.format");
  }
}

/** isNumber reports whether n is a number that both languages hold exactly. */
export const isNumber = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
