// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { base64 } from "@scure/base";

/** bytes reads standard base64; what isn't that is refused. */
export function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64.decode(text));
}

/** text64 writes standard base64 without line breaks. */
export function text64(raw: Uint8Array): string {
  return base64.encode(raw);
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function fromUtf8(raw: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
}

/** equal compares what is public; it takes no care of time. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** deflate makes bytes smaller, inflate makes them as they were. */
export function deflate(raw: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(raw, new CompressionStream("deflate-raw"));
}

export function inflate(raw: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(raw, new DecompressionStream("deflate-raw"));
}

async function through(raw: Uint8Array<ArrayBuffer>, stream: GenericTransformStream): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Blob([raw]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>);
  return new Uint8Array(await new Response(out).arrayBuffer());
}
