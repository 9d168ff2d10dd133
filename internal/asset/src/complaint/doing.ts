// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What comes with a step: its papers, sealed to those who read them once it is
// taken, and the keys of earlier papers for who takes part from then on.

import type { Texts } from "../desk/texts.ts";
import { type Receipt, newReceipt } from "../seal/index.ts";
import type { Act, Capacity, Paper, Party, Seat, Sitting, Step, View, Withheld } from "./api.ts";
import type { Content } from "./content.ts";
import { give, type Mine, type Opened, readersOf, sealPaper } from "./paper.ts";

/** Coming is what somebody filled in for a step. */
export interface Coming {
  share?: boolean; // papers to all who read them and haven't got them: that is asked for by itself, so that nobody gets to read something unseen
  act: Omit<Act, "since" | "papers" | "grants">;
  papers: { kind: string; content: Content; of?: number; withheld?: Withheld }[];
}

// After this step the accused party reads.
const copy = "send-copy";

// after gives a complaint as it is once an act is done, as far as that says who reads.
function after(v: View, { act }: Coming): Pick<View, "edition" | "facts" | "seats"> {
  const left = new Set([...(act.rise ?? []), ...v.seats.filter((s) => s.person && act.bar?.includes(s.person)).map((s) => s.number)]);
  if (act.step === "replace-decider") for (const s of v.seats) if (s.party === "authority") left.add(s.number);
  const stay = v.seats.map((s): Seat => (left.has(s.number) ? { ...s, sits: false } : s.number === act.lend?.to ? { ...s, recipient: act.lend.recipient, verify: act.lend.verify } : s));
  const fresh = (act.sit ?? []).map((s, i): Seat => ({
    ...s, number: v.seats.length + i + 1, name: "", sits: true, lent: !s.person, post: s.post ?? false, was: [], person: s.person ?? "",
  }));
  return { edition: v.edition, facts: act.step === copy ? [...v.facts, "copy-sent"] : v.facts, seats: [...stay, ...fresh] };
}

/** prepare seals what comes with a step. */
export async function prepare(v: View, opened: readonly Opened[], mine: Mine, coming: Coming): Promise<Act> {
  const then = after(v, coming);
  const papers = [];
  for (const [i, p] of coming.papers.entries()) {
    const sealed = await sealPaper(mine, v, v.next + i, p.kind, readersOf(then, p.kind, p.withheld?.from), p.content);
    papers.push({ ...sealed, ...(p.of && { of: p.of }), ...(p.withheld && { withheld: p.withheld }) });
  }
  return { ...coming.act, since: v.version, papers, grants: await give(opened, mine, owed(then, opened, coming).filter(({ to }) => asked(v, to, coming))) };
}

// asked tells whether somebody is given what he reads with an act: who sits down
// or gets other words by it, the accused party with its copy, and all when that is
// what is asked.
function asked(v: View, to: Seat, { act, share }: Coming): boolean {
  return share === true || to.number > v.seats.length || to.number === act.lend?.to || act.step === copy && to.party === "accused";
}

// owed lists what can be given by who opened it to those who read it by the
// table and haven't got it.
function owed(then: Pick<View, "edition" | "facts" | "seats">, opened: readonly Opened[], { act }: Coming): { paper: number; to: Seat }[] {
  const from = (paper: Paper): Party | "" => (act.withhold?.find((w) => w.paper === paper.number) ?? paper.withheld)?.from ?? "";
  return opened.filter((o) => o.key).flatMap(({ paper }) =>
    readersOf(then, paper.kind, from(paper)).filter((s) => !paper.readers.includes(s.number) || s.number === act.lend?.to).map((to) => ({ paper: paper.number, to })));
}

/** Lent is a seat for somebody else, with the words that were drawn for him. */
export interface Lent {
  sit: Sitting;
  words: Receipt;
}

/** lend draws words for somebody else. */
export async function lend(site: string, party: Party, capacity: Capacity, post: boolean): Promise<Lent> {
  const words = newReceipt();
  const keys = await words.stretch(site);
  const sit: Sitting = {
    party, capacity, post, lookup: keys.lookup(), recipient: keys.identity.recipient, verify: keys.signing.verifyKey,
  };
  return { sit, words };
}

/** titleOf says what a step is called. */
export const titleOf = (texts: Texts, s: Pick<Step, "step">): string => texts.say(`complaint.step.${s.step}`);
