// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { onlyOrientation, readExif } from "./exif.ts";
import { type Cleaned, fromXMP, inOrder, latin1, type Piece, type Removed, Unreadable } from "./removed.ts";
import { Cursor, joined, type Source } from "./source.ts";

// Markers of ISO/IEC 10918-1, table B.1.
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP13 = 0xed;
const APP14 = 0xee;
const COM = 0xfe;

const restart = (m: number): boolean => m >= 0xd0 && m <= 0xd7;
// What makes the picture: frames, tables, scans. 0xC8 is reserved.
const draws = (m: number): boolean => (m >= 0xc0 && m <= 0xcf && m !== 0xc8) || (m >= SOS && m <= 0xdf);
const frame = (m: number): boolean => m >= 0xc0 && m <= 0xcf && m !== 0xc4 && m !== 0xc8 && m !== 0xcc;

interface Walk {
  readonly cursor: Cursor;
  readonly found: Set<Removed>;
  readonly body: Piece[];
  jfif?: Uint8Array;
  orientation?: number;
  frames: number;
  scans: number;
}

// cleanJPEG leaves out of a JPEG picture all that isn't needed to show it: what
// the camera and programs wrote, comments, small copies, other pictures, and
// what stands behind its end. How it is turned stays.
export async function cleanJPEG(source: Source): Promise<Cleaned> {
  const w: Walk = { cursor: new Cursor(source), found: new Set(), body: [], frames: 0, scans: 0 };
  const start = await w.cursor.take(2);
  if (!start || start[0] !== 0xff || start[1] !== SOI) throw new Unreadable();
  while (await segment(w));
  if (w.frames === 0 || w.scans === 0) throw new Unreadable();
  const head: Piece[] = [Uint8Array.of(0xff, SOI)];
  if (w.jfif) head.push(w.jfif);
  if (w.orientation !== undefined && w.orientation !== 1) head.push(turned(w.orientation));
  return { pieces: joined([...head, ...w.body]), removed: inOrder(w.found) };
}

function turned(orientation: number): Uint8Array {
  const tiff = onlyOrientation(orientation);
  const name = Uint8Array.of(0x45, 0x78, 0x69, 0x66, 0, 0); // "Exif", 0, 0
  return Uint8Array.of(0xff, APP1, 0, 2 + name.length + tiff.length, ...name, ...tiff);
}

// segment reads one segment, and the scan behind it if it has one. It reports
// whether another follows.
async function segment(w: Walk): Promise<boolean> {
  const m = await marker(w.cursor);
  if (m === undefined) return ended(w);
  if (m === EOI) {
    w.body.push(Uint8Array.of(0xff, EOI));
    if (w.cursor.left > 0) w.found.add("pictures");
    return false;
  }
  if (m === TEM || restart(m)) return true; // stands alone, and means nothing here
  if (m < 0xc0 || m === SOI) throw new Unreadable();
  const size = await w.cursor.take(2);
  if (!size) return ended(w);
  const length = (size[0]! << 8) | size[1]!;
  const content = w.cursor.at;
  const data = length < 2 ? undefined : await w.cursor.take(length - 2);
  if (!data) return ended(w);
  if (!draws(m)) {
    judge(w, m, data);
    return true;
  }
  if (frame(m)) w.frames++;
  w.body.push({ from: content - 4, to: w.cursor.at });
  if (m === SOS) await scan(w);
  return true;
}

// ended judges a file that breaks off: a picture that was cut off can still be
// shown in part.
function ended(w: Walk): boolean {
  if (w.scans === 0) throw new Unreadable();
  return false;
}

// marker steps over a marker and the filling before it.
async function marker(c: Cursor): Promise<number | undefined> {
  let b = await c.take(1);
  if (!b) return undefined;
  if (b[0] !== 0xff) throw new Unreadable();
  while (b && b[0] === 0xff) b = await c.take(1);
  return b?.[0];
}

// scan keeps the coded pixels, up to the next marker that ends them.
async function scan(w: Walk): Promise<void> {
  const from = w.cursor.at;
  w.scans++;
  for (;;) {
    if (!(await w.cursor.find(0xff))) break;
    const at = w.cursor.at;
    const two = await w.cursor.take(2);
    if (two && (two[1] === 0 || restart(two[1]!))) continue;
    w.cursor.at = at;
    break;
  }
  w.body.push({ from, to: w.cursor.at });
  if (w.cursor.left === 1) w.cursor.at++; // a marker that was cut off
}

// judge says what a segment tells that isn't kept, and keeps the two that are
// needed to show the colours.
function judge(w: Walk, m: number, data: Uint8Array): void {
  const text = latin1(data.subarray(0, 40));
  if (m === APP0 && text.startsWith("JFIF\0") && data.length >= 14) {
    if (data.length > 14) w.found.add("thumbnail");
    w.jfif ??= Uint8Array.of(0xff, APP0, 0, 16, ...data.subarray(0, 12), 0, 0);
  } else if (m === APP14 && text.startsWith("Adobe") && data.length >= 12) {
    if (data.length > 12) w.found.add("other");
    w.body.push(Uint8Array.of(0xff, APP14, 0, 14, ...data.subarray(0, 12)));
  } else {
    for (const code of told(w, m, text, data)) w.found.add(code);
  }
}

function told(w: Walk, m: number, text: string, data: Uint8Array): readonly Removed[] {
  if (m === COM) return ["words"];
  if (m === APP0 && text.startsWith("JFXX")) return ["thumbnail"];
  if (m === APP1 && text.startsWith("Exif\0")) {
    const exif = readExif(data.subarray(6));
    w.orientation ??= exif.orientation;
    return exif.found;
  }
  if (m === APP1 && text.startsWith("http://ns.adobe.com/x")) return fromXMP(data);
  if (m === APP2 && text.startsWith("ICC_PROFILE")) return ["profile"];
  if (m === APP2 && text.startsWith("MPF")) return ["pictures"];
  if (m === APP13) return ["words"];
  if (m === 0xeb && text.includes("JP")) return ["history"];
  return ["other"];
}
