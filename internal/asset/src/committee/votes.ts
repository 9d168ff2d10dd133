// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How the members of a committee vote. A vote stands in what they say to each
// other, sealed to them alone; the last one of each who sits counts.

import type { View } from "../complaint/api.ts";
import { fact } from "../complaint/content.ts";
import type { Opened } from "../complaint/paper.ts";

/** Vote is how a member judges; without a judgement he hasn't voted. */
export interface Vote {
  seat: number;
  judgement: string; // "" when he hasn't voted
  differs: boolean; // from what more than half of those who sit judge
  dissent: boolean; // his words are an opinion of his own, beside that of the others
}

// How a member can judge, as the room asks it: what is none of these is no vote.
const judgements: readonly string[] = ["founded", "partly", "unfounded", "none"];

/** votesOf gives the votes of the members who sit, in the order of their seats. */
export function votesOf(v: Pick<View, "seats">, opened: readonly Opened[]): Vote[] {
  const members = v.seats.filter((s) => s.sits && s.party === "member");
  const votes = members.map((s): Vote => {
    const said = opened.filter((o) => o.paper.kind === "deliberation" && o.paper.by === s.number && !o.doubt && o.content && judgements.includes(fact(o.content, "vote")));
    const last = said.at(-1)?.content;
    return { seat: s.number, judgement: last ? fact(last, "vote") : "", differs: false, dissent: last ? fact(last, "dissent") === "yes" : false };
  });
  const most = majority(votes);
  return votes.map((vote) => ({ ...vote, differs: most !== "" && vote.judgement !== "" && vote.judgement !== most }));
}

// majority gives what more than half of the members judge; nothing when they don't.
function majority(votes: readonly Vote[]): string {
  const count = new Map<string, number>();
  for (const { judgement } of votes) if (judgement) count.set(judgement, (count.get(judgement) ?? 0) + 1);
  return [...count].find(([, n]) => n * 2 > votes.length)?.[0] ?? "";
}

/** draftOf gives the last version of the draft of the findings; nothing when there is none. */
export function draftOf(opened: readonly Opened[]): string {
  return opened.filter((o) => o.paper.kind === "draft" && o.content && fact(o.content, "draft") !== "comment").at(-1)?.content?.text ?? "";
}
