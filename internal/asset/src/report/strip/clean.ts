// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { cleanJPEG } from "./jpeg.ts";
import { cleanPNG } from "./png.ts";
import { type Removed, Unreadable } from "./removed.ts";
import { ofBlob, ofPieces, type Source } from "./source.ts";

// Risk names what may be in a file that can't be cleaned here; "report.risk."
// and its name is the warning in words.
export type Risk = "picture" | "document" | "recording" | "mail" | "other";

export interface Prepared {
  readonly source: Source;
  readonly type: string;
  readonly removed: readonly Removed[];
  readonly risk?: Risk; // nothing was left out: whoever sends it must choose to
}

// prepare looks at what a file is, not at its name, and cleans it where that
// can be done.
export async function prepare(file: Blob, name: string): Promise<Prepared> {
  const source = ofBlob(file);
  const head = await source.read(0, Math.min(16, source.size));
  try {
    if (head[0] === 0xff && head[1] === 0xd8) return await cleaned(source, "image/jpeg", cleanJPEG);
    if (head[0] === 0x89 && head[1] === 0x50) return await cleaned(source, "image/png", cleanPNG);
  } catch (e) {
    if (!(e instanceof Unreadable)) throw e;
    return { source, type: typeOf(file.type), removed: [], risk: "picture" };
  }
  return { source, type: typeOf(file.type), removed: [], risk: riskOf(file.type, name) };
}

async function cleaned(source: Source, type: string, clean: typeof cleanJPEG): Promise<Prepared> {
  const { pieces, removed } = await clean(source);
  return { source: ofPieces(source, pieces), type, removed };
}

// typeOf gives a media type that can be named in a manifest.
function typeOf(said: string): string {
  return /^[a-z]+\/[a-z0-9.+-]+$/.test(said) && said.length <= 100 ? said : "application/octet-stream";
}

function riskOf(type: string, name: string): Risk {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  if (type.startsWith("image/") || ["heic", "heif", "tif", "tiff", "webp", "gif", "jpg", "jpeg", "png"].includes(ending)) return "picture";
  if (type.startsWith("audio/") || type.startsWith("video/")) return "recording";
  if (["eml", "msg", "mbox"].includes(ending)) return "mail";
  if (/pdf|word|document|sheet|presentation|rtf/.test(type) || ["doc", "docx", "odt", "ods", "xls", "xlsx", "ppt", "pptx", "pdf", "rtf"].includes(ending)) {
    return "document";
  }
  return "other";
}
