// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { onlyOrientation, readExif } from "./exif.ts";
import { type Cleaned, fromXMP, inOrder, latin1, type Piece, type Removed, Unreadable } from "./removed.ts";
import { Cursor, joined, type Source } from "./source.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

// What makes the picture (PNG, third edition, and its animations). A colour
// profile isn't among them: that of a screen names the screen.
const draws = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "sRGB", "cICP", "sBIT", "bKGD", "acTL", "fcTL", "fdAT"]);

const keywords: readonly (readonly [RegExp, Removed])[] = [
  [/^(author|copyright|artist)/i, "author"],
  [/time|date/i, "time"],
  [/^software/i, "software"],
  [/^source/i, "camera"],
  [/^raw profile/i, "other"],
];

const most = 64 * 1024; // of a chunk that is judged; the rest is left out unread

// cleanPNG leaves out of a PNG picture all that isn't needed to show it: texts,
// times, what a camera wrote, profiles, and what stands behind its end. How it
// is turned stays.
export async function cleanPNG(source: Source): Promise<Cleaned> {
  const cursor = new Cursor(source);
  const start = await cursor.take(8);
  if (!start || !signature.every((b, i) => start[i] === b)) throw new Unreadable();
  const body: Piece[] = [];
  const found = new Set<Removed>();
  let orientation: number | undefined;
  let first: Piece | undefined;
  let pixels = false;
  for (;;) {
    const from = cursor.at;
    const head = await cursor.take(8);
    if (!head) throw new Unreadable();
    const length = new DataView(head.buffer, head.byteOffset).getUint32(0);
    const type = latin1(head.subarray(4));
    const to = from + 12 + length;
    if (!/^[A-Za-z]{4}$/.test(type) || to > source.size || (first === undefined) !== (type === "IHDR")) throw new Unreadable();
    if (type === "IHDR") {
      first = { from, to };
    } else if (draws.has(type)) {
      body.push({ from, to });
      pixels ||= type === "IDAT";
    } else {
      const data = await cursor.take(Math.min(length, most));
      if (type === "eXIf" && data) {
        const exif = readExif(data);
        orientation ??= exif.orientation;
        exif.found.forEach((code) => found.add(code));
      } else {
        for (const code of told(type, data ?? new Uint8Array(0))) found.add(code);
      }
    }
    cursor.at = to;
    if (type === "IEND") break;
  }
  if (!pixels || !first) throw new Unreadable();
  if (cursor.left > 0) found.add("other");
  const turned = orientation !== undefined && orientation !== 1 ? [chunk("eXIf", onlyOrientation(orientation))] : [];
  return { pieces: joined([{ from: 0, to: 8 }, first, ...turned, ...body]), removed: inOrder(found) };
}

// told says what a chunk tells that isn't kept.
function told(type: string, data: Uint8Array): readonly Removed[] {
  switch (type) {
    case "tIME":
      return ["time"];
    case "iCCP":
    case "cHRM":
      return ["profile"];
    case "pHYs":
      return ["settings"];
    case "tEXt":
    case "zTXt":
    case "iTXt": {
      const end = data.indexOf(0);
      const keyword = latin1(data.subarray(0, Math.min(end < 0 ? 79 : end, 79)));
      if (keyword === "XML:com.adobe.xmp") return fromXMP(data);
      return [keywords.find(([like]) => like.test(keyword))?.[1] ?? "words"];
    }
  }
  return ["other"];
}

// chunk writes a chunk with its check.
function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

// crc32 is the check of PNG, annex D.
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const b of bytes) {
    c ^= b;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return ~c >>> 0;
}
