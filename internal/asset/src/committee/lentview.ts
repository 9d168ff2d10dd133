// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Words that are drawn for somebody else: shown once, and drawn anew for who lost
// his or never got them.

import type { Seat } from "../complaint/api.ts";
import { lend, prepare } from "../complaint/doing.ts";
import { SignedOut } from "../desk/api.ts";
import { breathe, hear, make, part } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import type { Page } from "../desk/page.ts";
import { copy } from "../report/page.ts";
import type { Receipt } from "../seal/index.ts";
import { api } from "./api.ts";
import { type Case, fill, lead, nameOfSeat } from "./caseview.ts";

/** showLent shows the words, once: they go into the letter and are kept nowhere. */
export function showLent(root: HTMLElement, words: Receipt, then: () => unknown): void {
  root.replaceChildren(copy("lent"));
  root.querySelector('[data-slot="words"]')!.append(...words.words().map((w) => make("li", {}, w)));
  hear(root, "print", () => print());
  hear(root, "given", then);
  lead(root);
}

/** offerWords offers to draw other words for somebody. */
export function offerWords(c: Case, root: HTMLElement): void {
  const { page } = c.visit;
  const seats = c.seat.party === "secretary" && c.v.clocks.length > 0 ? c.v.seats.filter((s) => s.sits && !s.person) : [];
  const lines = seats.map((s) => {
    const button = make("button", { type: "button", class: "baken-quiet", "data-lend": s.number }, page.say("complaint.room.lend", { who: nameOfSeat(c, s.number) }));
    button.addEventListener("click", () => void lendTo(c, page, root, s));
    return make("li", {}, button);
  });
  fill(root, "lends-of", lines.length > 0 ? [make("ul", { class: "baken-list" }, ...lines)] : []);
}

async function lendTo(c: Case, page: Page, root: HTMLElement, s: Seat): Promise<void> {
  part(root, "progress").textContent = page.say("complaint.follow.sending");
  await breathe();
  const { sit, words } = await lend(c.visit.site, s.party, s.capacity, s.post);
  await c.visit.guard(async () => {
    try {
      const fresh = { to: s.number, lookup: sit.lookup!, recipient: sit.recipient, verify: sit.verify };
      await api.act(c.v.id, await prepare(c.v, c.opened, c.mine, { act: { lend: fresh }, papers: [] }));
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      part(root, "progress").textContent = trouble(page, e);
      return;
    }
    part(root, "progress").textContent = "";
    showLent(part(root, "step"), words, () => c.again(page.say("complaint.room.done")));
  });
}
