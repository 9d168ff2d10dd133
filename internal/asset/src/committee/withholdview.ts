// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Keeping a paper from one of the two parties, with a ground, and making a version
// of it without what that party doesn't get to read.

import type { Party, Withheld } from "../complaint/api.ts";
import type { Opened } from "../complaint/paper.ts";
import { titleOfPaper, withheldKey } from "../complaint/telling.ts";
import { field, hear, make, part, slot, submit } from "../desk/dom.ts";
import { copy } from "../report/page.ts";
import { type Case, lead } from "./caseview.ts";
import { redactScreen } from "./redactview.ts";
import { act } from "./sideview.ts";

/** partiesFor gives the parties from which a paper can be kept: those that didn't write it, and haven't read it. */
export function partiesFor({ v }: Pick<Case, "v">, { paper }: Pick<Opened, "paper">): Party[] {
  return (["complainant", "accused"] as const).filter((party) =>
    !v.seats.some((s) => s.party === party && (s.number === paper.by || paper.readers.includes(s.number))));
}

/** offerWithhold gives the buttons that stand with a paper. */
export function offerWithhold(c: Case, root: HTMLElement, o: Opened): HTMLElement[] {
  const { page } = c.visit;
  if (!o.content || !o.paper.grounds?.length || c.v.clocks.length === 0) return [];
  const button = (key: string, name: string, then: (b: HTMLElement) => unknown): HTMLElement => {
    const b = make("button", { type: "button", class: "baken-quiet", "data-paper": `${name}-${o.paper.number}` }, page.say(key));
    b.addEventListener("click", () => void then(b));
    return b;
  };
  const place = part(root, "withhold");
  const kept = o.paper.withheld?.from;
  const buttons = [
    button("complaint.room.redact", "redact", () => redactScreen(c, o)),
    kept ? button("complaint.room.withhold_no", "give", () => act(c, root, { withhold: [{ paper: o.paper.number, from: "", ground: "" }] }, "complaint.room.done"))
      : partiesFor(c, o).length > 0 ? button("complaint.room.withhold", "withhold", (b) => ask(c, root, place, o, b)) : null,
  ];
  return [make("p", { class: "baken-p" }, ...buttons.flatMap((b) => (b ? [b, " "] : [])))];
}

/** fillWithhold fills in from whom a paper can be kept, and why. */
export function fillWithhold(c: Case, root: ParentNode, o: Opened): void {
  const { page } = c.visit;
  field<HTMLSelectElement>(root, "withhold-from").append(...partiesFor(c, o).map((p) => make("option", { value: p }, page.say(`complaint.party.${p}`))));
  field<HTMLSelectElement>(root, "withhold-ground").append(...(o.paper.grounds ?? []).map((g) => make("option", { value: g }, page.say(withheldKey(g)))));
}

/** withheldOf reads what was chosen. */
export const withheldOf = (root: ParentNode): Withheld => ({
  from: field<HTMLSelectElement>(root, "withhold-from").value as Party, ground: field<HTMLSelectElement>(root, "withhold-ground").value,
});

// ask asks it; who doesn't after all is back at the button from which he came.
function ask(c: Case, root: HTMLElement, place: HTMLElement, o: Opened, from: HTMLElement): void {
  place.replaceChildren(copy("withhold"));
  slot(place, "paper", titleOfPaper(c.v, o.paper, c.opened, c.visit.page.texts));
  fillWithhold(c, place, o);
  submit(place, "withhold", () => act(c, root, { withhold: [{ paper: o.paper.number, ...withheldOf(place) }] }, "complaint.room.withheld"));
  hear(place, "withhold-cancel", () => {
    place.replaceChildren();
    from.focus();
  });
  lead(place);
}
