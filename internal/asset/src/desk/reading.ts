// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Reading cases into one's own index, one after the other.

import { api, type Case, type Head } from "./api.ts";
import { said } from "./content.ts";
import { type Dossier, openCase } from "./dossier.ts";
import { breathe } from "./dom.ts";
import { type Entry, snippet, title, words } from "./search.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** read opens a case, and remembers what was in it when nothing was wrong. */
export async function read(open: Unlocked, answer: Case): Promise<Dossier> {
  const before = open.vault.index.get(answer.case);
  const dossier = await openCase(answer, open.ring, open.trust(), before);
  const entry = entryOf(dossier);
  if (entry && (!before || before.chain !== entry.chain)) {
    open.vault.index.put(entry);
    open.vault.changed();
  }
  return dossier;
}

/** entryOf gives what the index holds of a case; nothing when a check failed or nothing could be read. */
export function entryOf(dossier: Dossier): Entry | null {
  const { case: c, turns, alarms, chain } = dossier;
  const first = turns[0];
  if (alarms.length > 0 || !first) return null;
  const all = turns.map((t) => said(t.content)).join("\n");
  return {
    id: c.case, org: c.org, title: title(said(first.content)), snippet: snippet(said(first.content)),
    at: Date.parse(c.lastAt), seen: c.messages.length, chain, words: words(all),
  };
}

/** indexAll reads every case that the index doesn't hold as it is now. It stops when the screen goes. */
export async function indexAll(session: Session, open: Unlocked, stop: AbortSignal, tell: (n: number) => void): Promise<number> {
  let done = 0;
  for await (const head of everyHead(stop)) {
    if (stop.aborted || session.open !== open) break;
    if (open.vault.index.get(head.case)?.seen === head.messages || head.missing.some((m) => m.id === open.me.person)) continue;
    await read(open, await api.open(head.case));
    done++;
    tell(open.vault.index.size);
    await breathe();
  }
  return done;
}

const mostAsked = 500; // cases at a time, as the server takes them

const cleared = new WeakSet<Unlocked>();

/**
 * forget takes what was deleted out of the index, once after unlocking: what is
 * left of it there could still be read. It is kept with the next change. It says
 * whether there was any.
 */
export async function forget(open: Unlocked): Promise<boolean> {
  if (cleared.has(open)) return false;
  cleared.add(open);
  let some = false;
  const ids = [...open.vault.index.all()].map((e) => e.id);
  for (let at = 0; at < ids.length; at += mostAsked) {
    const { gone } = await api.gone(ids.slice(at, at + mostAsked));
    for (const id of gone) open.vault.index.drop(id);
    if (gone.length > 0) open.vault.changed();
    some ||= gone.length > 0;
  }
  return some;
}

/** everyHead walks through the whole list. */
export async function* everyHead(stop: AbortSignal): AsyncGenerator<Head> {
  for (let page = ""; !stop.aborted;) {
    const { cases, next } = await api.cases({ page });
    yield* cases;
    if (next === "") return;
    page = next;
  }
}
