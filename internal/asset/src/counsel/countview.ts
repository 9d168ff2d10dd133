// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Counting a year, and sending what was counted.

import { SignedOut } from "../desk/api.ts";
import { field, make, part, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { api } from "./api.ts";
import { countYear, openYears } from "./count.ts";
import { today } from "./formview.ts";
import type { Open, Visit } from "./visit.ts";

/** offerCount lets the counsellor send the count of a year. */
export function offerCount(visit: Visit, open: Open, root: HTMLElement): void {
  const { who, page } = visit;
  const [years, seats] = [field<HTMLSelectElement>(root, "year"), field<HTMLSelectElement>(root, "counted-seat")];
  years.replaceChildren(...openYears(today()).map((y) => make("option", { value: y }, String(y))));
  seats.replaceChildren(...who.seats.map((s) => make("option", { value: s.org }, s.name[page.lang])));
  part(root, "counted-seats", who.seats.length > 1);
  submit(root, "count", () => send(visit, open, root, Number(years.value), seats.value));
}

async function send(visit: Visit, open: Open, root: HTMLElement, year: number, org: string): Promise<void> {
  const { page, who } = visit;
  const told = part(root, "counted");
  const counted = countYear(open.notes, org, year, who.broader);
  if (counted.n === 0) {
    told.textContent = page.say("counsel.space.year.nobody", { year: String(year) });
    return;
  }
  await visit.guard(async () => {
    try {
      await api.count({ org, year, ...counted });
      told.textContent = page.say("counsel.space.year.sent", { n: counted.n, year: String(year) });
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      told.textContent = trouble(page, e);
    }
  });
}
