// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// When colleagues aren't there: each says it himself, and who plans a hearing is
// told.

import type { Away, Officer } from "../complaint/api.ts";
import { SignedOut } from "../desk/api.ts";
import { dateOf, fault, make, part, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import type { Texts } from "../desk/texts.ts";
import { api } from "./api.ts";
import type { Case } from "./caseview.ts";
import type { Visit } from "./visit.ts";

/** awayOf says when somebody isn't there. */
export const awayOf = (all: readonly Away[], texts: Texts): string => all.map((a) => periodOf(a, texts)).join("; ");

const periodOf = ({ from, until }: Away, texts: Texts): string =>
  from === until ? texts.civil(from) : texts.say("complaint.room.away_period", { from: texts.civil(from), until: texts.civil(until) });

/** offerAway lets one say when one isn't there. */
export function offerAway(visit: Visit, root: HTMLElement): void {
  const { page, who } = visit;
  const put = async (away: Away[], then?: () => void): Promise<void> => visit.guard(async () => {
    try {
      await api.away(away);
      who.away = (await api.me()).away;
      part(root, "away-said").textContent = page.say("complaint.room.away_kept");
      then?.();
      draw();
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      part(root, "away-said").textContent = trouble(page, e);
    }
  });
  const draw = (): void => {
    part(root, "away-list").replaceChildren(make("ul", { class: "baken-list" }, ...who.away.map((a) => {
      const button = make("button", { type: "button", class: "baken-quiet" }, page.say("complaint.room.away_drop", { when: periodOf(a, page.texts) }));
      button.addEventListener("click", () => void put(who.away.filter((other) => other !== a)));
      return make("li", {}, periodOf(a, page.texts), " ", button);
    })));
    part(root, "away-none", who.away.length === 0);
  };
  const form = submit(root, "away", async () => {
    const [from, until] = [dateOf(root, "away-from"), dateOf(root, "away-until")];
    fault(root, "away-until", until && until >= from ? null : page.say(until ? "complaint.room.away_before" : "complaint.work.no_day"));
    fault(root, "away-from", from ? null : page.say("complaint.work.no_day"));
    if (from && until && until >= from) await put([...who.away, { from, until }], () => form.reset());
  });
  draw();
}

/** warnAway tells who plans a hearing which of those who handle the complaint aren't there that day. */
export function warnAway(c: Case, root: HTMLElement): void {
  const { page } = c.visit;
  const handles = new Set(c.v.seats.filter((s) => s.sits && s.person).map((s) => s.person));
  const all = api.panel(c.v.org).then((p): Officer[] => [...p.secretaries, ...(p.members ?? []), ...(p.authorities ?? [])]);
  const look = async (): Promise<void> => {
    const day = dateOf(root, "hearing");
    const away = new Set((await all).filter((o) => handles.has(o.person) && o.away?.some((a) => a.from <= day && day <= a.until)).map((o) => o.name));
    part(root, "away-day").textContent = day && away.size > 0 ? page.say("complaint.room.away_day", { who: [...away].join(", ") }) : "";
  };
  for (const name of ["hearing", "hearing-month", "hearing-year"]) {
    root.querySelector(`#${name}`)!.addEventListener("input", () => void c.visit.guard(look));
  }
  void c.visit.guard(look); // of a day that was filled in before
}
