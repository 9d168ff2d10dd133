// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What a conclusion comes to: asked in the form, sealed in the conclusion, and
// counted without saying of which complaint. The name of a tally follows from the
// key of the first paper, so that it is counted once, however often it is sent,
// and the server can't come from the one to the other.

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fact } from "../complaint/content.ts";
import { utf8 } from "../desk/bytes.ts";
import { field, part } from "../desk/dom.ts";
import { api } from "./api.ts";
import type { Case } from "./caseview.ts";

/** Tally is what is counted of a conclusion. */
export interface Tally {
  id: string;
  org: string;
  year: number;
  judgement: string;
  following: string; // "" where no committee advised
}

type Chosen = { step: string; writes: string };

/** asks shows what is asked of a step that concludes. */
export function asks(root: HTMLElement, step: Chosen): void {
  part(root, "judges", step.writes === "conclusion");
  part(root, "advised", step.step === "conclude");
}

/** outcome reads what was filled in, as facts of the conclusion; none for another step, null when nothing was chosen. */
export function outcome(root: HTMLElement, step: Chosen): [string, string][] | null {
  if (step.writes !== "conclusion") return [];
  const judgement = root.querySelector<HTMLInputElement>('input[name="judgement"]:checked')?.value;
  if (!judgement) return null;
  const deviates: [string, string][] = step.step === "conclude" ? [["deviates", field(root, "deviates").checked ? "yes" : "no"]] : [];
  return [["judgement", judgement], ...deviates];
}

/** tally sends what a conclusion came to that one wrote oneself, once it was taken, and again whenever it is opened: so one that didn't arrive does later. */
export async function tally({ v, opened }: Case): Promise<void> {
  const said = opened.find((o) => o.paper.kind === "conclusion" && o.paper.by === v.seat)?.content;
  const seed = opened.find((o) => o.paper.number === 1)?.key?.identity.seed();
  const judgement = said ? fact(said, "judgement") : "";
  if (!said || !seed || !judgement) return;
  const deviates = fact(said, "deviates");
  await api.tally({
    id: bytesToHex(hkdf(sha256, seed, undefined, utf8("baken/tally/conclusion/v1"), 16)), org: v.org, year: Number(said.day.slice(0, 4)), judgement,
    following: deviates === "yes" ? "deviates" : deviates === "no" ? "follows" : "",
  });
}
