// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Pictures for tests, built byte by byte: what is drawn, and what hides beside
// it.

import { crc32, deflateSync } from "node:zlib";

// secret stands in everything that must not be left.
export const secret = "Lat52.0907Lon5.1214-Jansen";

export const ascii = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

// Random is a small generator, so that a failing case can be made again.
export class Random {
  constructor(private state: number) {}

  // below gives a number from 0 up to n.
  below(n: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * n);
  }

  bytes(n: number): Uint8Array {
    return Uint8Array.from({ length: n }, () => this.below(256));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

interface Tag {
  readonly tag: number;
  readonly type: number; // 2 text, 3 short, 4 long, 7 undefined
  readonly value: Uint8Array | number;
}

// tiff writes directories: the main one, and those that it points to.
export function tiff(main: readonly Tag[], exif: readonly Tag[] = [], gps: readonly Tag[] = [], little = true, thumbnail?: Uint8Array): Uint8Array {
  const size = (tags: readonly Tag[]): number => 6 + 12 * tags.length;
  const full = [...main];
  const exifAt = 8 + size(main) + 12 * (Number(exif.length > 0) + Number(gps.length > 0));
  const gpsAt = exifAt + (exif.length ? size(exif) : 0);
  if (exif.length) full.push({ tag: 0x8769, type: 4, value: exifAt });
  if (gps.length) full.push({ tag: 0x8825, type: 4, value: gpsAt });
  const next = gpsAt + (gps.length ? size(gps) : 0);
  const dataAt = next + (thumbnail ? 6 : 0);
  const head = new DataView(new ArrayBuffer(dataAt));
  const extra: Uint8Array[] = [];
  let free = dataAt;
  head.setUint16(0, little ? 0x4949 : 0x4d4d);
  head.setUint16(2, 42, little);
  head.setUint32(4, 8, little);
  const write = (at: number, tags: readonly Tag[], following: number): void => {
    head.setUint16(at, tags.length, little);
    tags.forEach((t, i) => {
      const e = at + 2 + 12 * i;
      head.setUint16(e, t.tag, little);
      head.setUint16(e + 2, t.type, little);
      if (t.value instanceof Uint8Array) {
        head.setUint32(e + 4, t.value.length, little);
        head.setUint32(e + 8, free, little);
        extra.push(t.value);
        free += t.value.length;
      } else {
        head.setUint32(e + 4, 1, little);
        if (t.type === 3) head.setUint16(e + 8, t.value, little);
        else head.setUint32(e + 8, t.value, little);
      }
    });
    head.setUint32(at + 2 + 12 * tags.length, following, little);
  };
  write(8, full, thumbnail ? next : 0);
  if (exif.length) write(exifAt, exif, 0);
  if (gps.length) write(gpsAt, gps, 0);
  return concat(new Uint8Array(head.buffer), ...extra, thumbnail ?? new Uint8Array(0));
}

export const text = (tag: number, words = secret): Tag => ({ tag, type: 2, value: ascii(words + "\0") });
export const short = (tag: number, value: number): Tag => ({ tag, type: 3, value });

// Everything that Exif can tell.
export function fullExif(orientation: number, little = true): Uint8Array {
  return tiff(
    [text(0x010e), text(0x010f), text(0x0110), short(0x0112, orientation), text(0x0131), text(0x0132), text(0x013b)],
    [text(0x9003), { tag: 0x927c, type: 7, value: ascii(secret) }, text(0xa431), short(0x8827, 400)],
    [text(0x0001), text(0x0002), text(0x0003), text(0x0004)],
    little,
    ascii(secret),
  );
}

// segment writes a segment of a JPEG file.
export const segment = (marker: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const body = concat(...content);
  return concat(Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255), body);
};

// A grey picture of 8 by 8 in baseline JPEG: the smallest tables that hold it.
const quantisation = segment(0xdb, Uint8Array.of(0), new Uint8Array(64).fill(16));
const frame = segment(0xc0, Uint8Array.of(8, 0, 8, 0, 8, 1, 1, 0x11, 0));
const codes = (kind: number): Uint8Array => segment(0xc4, Uint8Array.of(kind, 1, ...new Array<number>(15).fill(0), 0));
const scan = segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0));

export const drawn = concat(quantisation, frame, codes(0x00), codes(0x10));
export const pixels = concat(scan, Uint8Array.of(0x3f));
export const soi = Uint8Array.of(0xff, 0xd8);
export const eoi = Uint8Array.of(0xff, 0xd9);
export const jfif = segment(0xe0, ascii("JFIF\0"), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0));

export const exifSegment = (content: Uint8Array): Uint8Array => segment(0xe1, ascii("Exif\0\0"), content);

export const xmp = ascii(`<x:xmpmeta><rdf:Description exif:GPSLatitude="${secret}" tiff:Make="${secret}"><dc:creator>${secret}</dc:creator></rdf:Description></x:xmpmeta>`);

// hiding gives a segment that tells something, of each kind.
export function hiding(r: Random): Uint8Array {
  const s = ascii(secret);
  const iptc = concat(ascii("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0"), Uint8Array.of(0, s.length), s);
  return r.pick([
    () => exifSegment(fullExif(1 + r.below(8), r.below(2) === 0)),
    () => segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0"), xmp),
    () => segment(0xe1, ascii("http://ns.adobe.com/xmp/extension/\0"), s),
    () => segment(0xed, iptc),
    () => segment(0xfe, s),
    () => segment(0xe2, ascii("ICC_PROFILE\0\x01\x01"), s),
    () => segment(0xe2, ascii("MPF\0"), s),
    () => segment(0xeb, ascii("JP\0\x01"), s),
    () => segment(0xe0, ascii("JFXX\0\x10"), s),
    () => segment(0xe0, ascii("JFIF\0"), Uint8Array.of(1, 2, 1, 0, 72, 0, 72, 2, 2), ascii(secret.slice(0, 12))),
    () => segment(0xee, ascii("Adobe"), Uint8Array.of(0, 100, 0, 0, 0, 0, 1), s),
    () => segment(0xe3 + r.below(8), s),
    () => segment(0xef, s),
  ])();
}

// pngChunk writes a chunk of a PNG file.
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const out = new DataView(new ArrayBuffer(12 + data.length));
  const bytes = new Uint8Array(out.buffer);
  out.setUint32(0, data.length);
  bytes.set(ascii(type), 4);
  bytes.set(data, 8);
  out.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
export const header = pngChunk("IHDR", Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 4, 8, 0, 0, 0, 0));
export const raw = Uint8Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? 0 : i * 12)); // a filter byte starts each line
export const image = pngChunk("IDAT", new Uint8Array(deflateSync(raw)));
export const end = pngChunk("IEND", new Uint8Array(0));

// hidingChunk gives a chunk that tells something, of each kind.
export function hidingChunk(r: Random): Uint8Array {
  const s = ascii(secret);
  return r.pick([
    () => pngChunk("tEXt", concat(ascii(`${r.pick(["Author", "Comment", "Software", "Creation Time", "Title"])}\0`), s)),
    () => pngChunk("zTXt", concat(ascii("Description\0\0"), s)),
    () => pngChunk("iTXt", concat(ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp)),
    () => pngChunk("eXIf", fullExif(1 + r.below(8), r.below(2) === 0)),
    () => pngChunk("tIME", Uint8Array.of(7, 234, 11, 23, 12, 0, 0)),
    () => pngChunk("iCCP", concat(ascii("Color LCD\0\0"), s)),
    () => pngChunk("prVt", s),
    () => pngChunk("caBX", s),
  ])();
}
