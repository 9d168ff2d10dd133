// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Files that go inside a paper. Of pictures what they tell beside what is seen is
// left out first, as reports do; what can't be cleaned is told.

import { text64 } from "../desk/bytes.ts";
import type { Texts } from "../desk/texts.ts";
import { prepare } from "../report/strip/clean.ts";
import { fileName } from "../seal/index.ts";
import type { Attached } from "./content.ts";

/** many lets the fields for files take several. */
export function many(root: ParentNode): void {
  for (const input of root.querySelectorAll<HTMLInputElement>("input[type=file]")) input.multiple = true;
}

/** What one paper holds of files, in bytes: a message has at most 1 MiB, and they go in as text. */
export const mostBytes = 700_000;

/** read gives the files that were chosen, or says why they don't go. */
export async function read(input: HTMLInputElement, texts: Texts): Promise<Attached[] | string> {
  const files = [...(input.files ?? [])];
  if (files.reduce((sum, f) => sum + f.size, 0) > mostBytes) return texts.say("complaint.files.large", { size: texts.size(mostBytes) });
  const out: Attached[] = [];
  for (const file of files) {
    const name = fileName(file.name);
    try {
      const { source, type } = await prepare(file, file.name);
      out.push({ name, type, data: text64(await source.read(0, source.size)) });
    } catch {
      return texts.say("complaint.files.unreadable", { name });
    }
  }
  return out;
}
