// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What was found beside a picture and left out. The codes travel with the
// attachment; "report.removed." and a code is the message in words.
export const codes = [
  "place",
  "time",
  "author",
  "camera",
  "serial",
  "software",
  "words",
  "settings",
  "thumbnail",
  "pictures",
  "history",
  "maker",
  "profile",
  "other",
] as const;

export type Removed = (typeof codes)[number];

// inOrder gives each code once, in the order in which they are shown.
export function inOrder(found: Iterable<Removed>): Removed[] {
  const all = new Set(found);
  return codes.filter((c) => all.has(c));
}

// A cleaned file is made of pieces of the original, by their range, and of a
// few new bytes; so a large one never stands in memory.
export type Piece = { readonly from: number; readonly to: number } | Uint8Array;

export interface Cleaned {
  readonly pieces: readonly Piece[];
  readonly removed: readonly Removed[];
}

// Unreadable says that a file isn't the picture that it seems to be, so that
// nothing could be left out of it.
export class Unreadable extends Error {}

// told are words in embedded XML that say what it tells.
const told: readonly (readonly [string, Removed])[] = [
  ["exif:GPS", "place"],
  ["photoshop:City", "place"],
  ["Iptc4xmpCore:Location", "place"],
  ["CreateDate", "time"],
  ["ModifyDate", "time"],
  ["DateTimeOriginal", "time"],
  ["dc:creator", "author"],
  ["dc:rights", "author"],
  ["tiff:Artist", "author"],
  ["tiff:Make", "camera"],
  ["tiff:Model", "camera"],
  ["SerialNumber", "serial"],
  ["DocumentID", "serial"],
  ["CreatorTool", "software"],
  ["dc:description", "words"],
  ["dc:title", "words"],
  ["dc:subject", "words"],
  ["xmp:Thumbnails", "thumbnail"],
];

// fromXMP gives what an XMP packet tells.
export function fromXMP(packet: Uint8Array): Removed[] {
  const text = latin1(packet);
  const found: Removed[] = ["history"];
  for (const [needle, code] of told) if (text.includes(needle)) found.push(code);
  return found;
}

// latin1 reads bytes as text, one letter each.
export function latin1(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 8192) out += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return out;
}
