// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A version of a paper without what somebody doesn't get to read: what is taken
// out isn't in it any more. Whoever makes it says why of each piece.

import type { Attached, Content } from "../complaint/content.ts";
import { object, parse } from "../desk/raw.ts";
import { alike, type Box, type Cut, type Reason, redact } from "../document/index.ts";

/** Piece is a text of the paper: what was filled in under a code, or its words, whose code is empty. */
export interface Piece {
  readonly code: string;
  readonly text: string;
  readonly cuts: readonly Cut[];
}

/** Picture is a file of which parts can be blacked out. */
export const pictures = ["image/png", "image/jpeg"];

/** Filed is a file of the paper, and what becomes of it. */
export interface Filed {
  readonly file: Attached;
  readonly keep: boolean; // else it is left out whole
  readonly boxes: readonly Box[];
}

/** Redaction is a version that is being made. */
export interface Redaction {
  readonly pieces: readonly Piece[];
  readonly files: readonly Filed[];
}

const keeps = (file: Attached): boolean => pictures.includes(file.type);

/** begin gives a version from which nothing was taken out yet. Files of which no parts can be taken out are left out whole until somebody keeps them. Lines end as a field on a page ends them: places in it are counted so. */
export function begin(c: Content): Redaction {
  const pieces = [...c.facts, ["", c.text] as const].filter(([, text]) => text !== "").map(([code, text]) => ({ code, text: text.replace(/\r\n?/g, "\n"), cuts: [] }));
  return { pieces, files: c.files.map((file) => ({ file, keep: keeps(file), boxes: [] })) };
}

/** cut takes a piece of one text out. */
export function cut(r: Redaction, piece: number, from: number, to: number, reason: Reason): Redaction {
  return { ...r, pieces: r.pieces.map((p, i) => (i === piece ? { ...p, cuts: [...p.cuts, { from, to, reason }] } : p)) };
}

/** cutAll takes words out wherever they stand, and says how often that was. */
export function cutAll(r: Redaction, words: string, reason: Reason): { then: Redaction; places: number } {
  let places = 0;
  const pieces = r.pieces.map((p) => {
    const found = alike(p.text, words, reason);
    places += found.length;
    return { ...p, cuts: [...p.cuts, ...found] };
  });
  return { then: { ...r, pieces }, places };
}

/** keptOf gives what was done to a version as text, so that it can be kept; empty when nothing was. */
export function keptOf(r: Redaction): string {
  const some = r.pieces.some((p) => p.cuts.length > 0) || r.files.some((f) => f.boxes.length > 0 || f.keep !== keeps(f.file));
  return some ? JSON.stringify({ cuts: r.pieces.map((p) => p.cuts), files: r.files.map(({ keep, boxes }) => ({ keep, boxes })) }) : "";
}

/** resume does again what was kept; one's own browser wrote it, of the same paper. */
export function resume(r: Redaction, kept: string): Redaction {
  const { cuts = [], files = [] } = object(parse(kept)) as { cuts?: Cut[][]; files?: Omit<Filed, "file">[] };
  return { pieces: r.pieces.map((p, i) => ({ ...p, cuts: cuts[i] ?? [] })), files: r.files.map((f, i) => ({ ...f, ...files[i] })) };
}

/** Made is the version in words, without its files, and what still stands in it of what was taken out elsewhere. */
export interface Made {
  readonly facts: [string, string][];
  readonly text: string;
  readonly cuts: number;
  readonly left: readonly string[];
}

/** made gives the version. What was taken out of one text and still stands in another, or in the name of a file that goes along, is told. */
export function made(r: Redaction, mark: (why: readonly Reason[]) => string): Made {
  const done = r.pieces.map((p) => ({ code: p.code, ...redact(p.text, p.cuts, mark) }));
  const out = new Set(r.pieces.flatMap((p) => p.cuts.map((c) => p.text.slice(c.from, c.to).trim())).filter((w) => w.length > 1));
  const left = new Set(done.flatMap((d) => d.left));
  for (const words of out) {
    const stays = (p: Piece): boolean => alike(p.text, words, "private").some((a) => !p.cuts.some((c) => c.from < a.to && c.to > a.from));
    if (r.pieces.some(stays) || r.files.some((f) => f.keep && alike(f.file.name, words, "private").length > 0)) left.add(words);
  }
  return {
    facts: done.filter((d) => d.code !== "").map((d) => [d.code, d.text]),
    text: done.find((d) => d.code === "")?.text ?? "",
    cuts: done.reduce((sum, d) => sum + d.cuts, 0), left: [...left],
  };
}
