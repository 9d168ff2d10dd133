// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What letters can say of a complaint without being asked.

import { fact } from "../complaint/content.ts";
import { reference } from "../complaint/telling.ts";
import type { Case } from "./caseview.ts";
import type { Known } from "./letterform.ts";
import { draftOf } from "./votes.ts";

/** known gives what is known of a complaint, by field of a letter. */
export function known({ visit, v, opened, seat }: Case): Known {
  const { page } = visit;
  const day = (d: string | undefined): string => (d ? page.texts.civil(d) : "");
  const due = (...steps: string[]): string => day(v.clocks.find((c) => steps.includes(c.step))?.due);
  const own = opened.filter((o) => o.paper.kind === "details" && o.content && fact(o.content, "address")).at(-1)?.content; // of one who moved, the last
  const first = opened.find((o) => o.paper.kind === "complaint")?.content;
  const missing = (): string[] => [...["name", "about", "when"].filter((name) => first && !fact(first, name)), ...(first && !(own && fact(own, "address")) ? ["address"] : [])];
  return {
    all: {
      organisation: v.name[page.lang], day: day(v.today), reference: reference(v.id), received: day(v.received),
      due: due("conclude"), until: due("make-complete"), committee: v.advice === "with" ? v.committee[page.lang] : "",
      term: page.say("complaint.room.weeks_n", { n: v.terms.conclude }), decline_term: page.say("complaint.room.weeks_n", { n: v.terms.decline }),
      ombudsman_term: page.say("complaint.room.years_n", { n: v.terms.ombudsman }),
      findings: draftOf(opened), missing: missing().map((name) => page.say(`complaint.said.${name}`)).join("\n"),
      signatory: page.say("complaint.view.named", { name: visit.who.name, part: page.say(`complaint.party.${seat.party}`) }),
    },
    of: {
      complainant: first ? { addressee: fact(first, "name"), address: own ? fact(own, "address") : "" } : {},
      accused: first ? { addressee: fact(first, "about") } : {},
    },
  };
}
