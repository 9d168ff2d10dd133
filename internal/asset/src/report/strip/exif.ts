// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import type { Removed } from "./removed.ts";

// What Exif (CIPA DC-008) tells: which kinds of things, and how the picture is
// turned.
export interface Exif {
  readonly found: readonly Removed[];
  readonly orientation: number; // 1 to 8; 1 is upright
}

const orientationTag = 0x0112;
const exifPointer = 0x8769;
const gpsPointer = 0x8825;
const otherPointer = 0xa005;

// plain are tags that describe the pixels and tell nothing of people.
const plain = new Set([
  0x0100, 0x0101, 0x0102, 0x0103, 0x0106, orientationTag, 0x0115, 0x011a, 0x011b, 0x0128, 0x0213, exifPointer,
  gpsPointer, otherPointer, 0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003,
]);

const kinds = new Map<number, Removed>();
const among = (kind: Removed, ...tags: number[]): void => tags.forEach((t) => kinds.set(t, kind));
among("time", 0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292);
among("author", 0x013b, 0x8298, 0x9c9d, 0xa430);
among("camera", 0x010f, 0x0110, 0x013c, 0xa432, 0xa433, 0xa434, 0xc614);
among("serial", 0xa431, 0xa435, 0xa420, 0xc62f);
among("software", 0x0131, 0x000b);
among("words", 0x010d, 0x010e, 0x011d, 0x9c9b, 0x9c9c, 0x9c9e, 0x9c9f, 0x9286, 0x83bb, 0x8649);
among("history", 0x02bc);
among("maker", 0x927c);
among("profile", 0x8773);
// The camera's settings have these ranges of tags.
const isSetting = (tag: number): boolean =>
  (tag >= 0x829a && tag <= 0x829d) || (tag >= 0x8822 && tag <= 0x8835) || (tag >= 0x9102 && tag <= 0x9217) || (tag >= 0xa20b && tag <= 0xa40c);

// readExif reads a TIFF structure. What it can't follow counts as "other": it
// never fails, since all of it is left out anyway.
export function readExif(tiff: Uint8Array): Exif {
  const found = new Set<Removed>();
  let orientation = 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = tiff.length >= 8 ? view.getUint16(0) : 0;
  if (order !== 0x4949 && order !== 0x4d4d) return { found: ["other"], orientation };
  const little = order === 0x4949;
  const u16 = (at: number): number => view.getUint16(at, little);
  const u32 = (at: number): number => view.getUint32(at, little);
  const seen = new Set<number>();

  // directory reads one list of tags and gives where the next one stands.
  const directory = (at: number, each: (tag: number, entry: number) => void): number => {
    if (at < 8 || at + 2 > tiff.length || seen.has(at)) return 0;
    seen.add(at);
    const n = u16(at);
    const end = at + 2 + 12 * n;
    if (end > tiff.length) {
      found.add("other");
      return 0;
    }
    for (let i = 0; i < n; i++) each(u16(at + 2 + 12 * i), at + 2 + 12 * i);
    return end + 4 <= tiff.length ? u32(end) : 0;
  };

  const judge = (tag: number, entry: number): void => {
    if (tag === orientationTag) {
      const turned = u16(entry + 8);
      if (turned >= 1 && turned <= 8) orientation = turned;
    }
    if (tag === exifPointer) directory(u32(entry + 8), judge);
    if (tag === gpsPointer) directory(u32(entry + 8), () => found.add("place"));
    if (plain.has(tag)) return;
    found.add(kinds.get(tag) ?? (isSetting(tag) ? "settings" : "other"));
  };

  const next = directory(u32(4), judge);
  if (next !== 0) found.add("thumbnail");
  return { found: [...found], orientation };
}

// onlyOrientation writes a TIFF structure that says how the picture is turned
// and nothing else.
export function onlyOrientation(orientation: number): Uint8Array {
  return Uint8Array.of(
    0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8, // most significant byte first; the list stands at 8
    0, 1, // one tag
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
    0, 0, 0, 0, // no next list
  );
}
