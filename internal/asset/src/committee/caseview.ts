// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// One complaint, for who works on it: where it stands, what was written, and the
// step that he takes next.

import type { Seat, View } from "../complaint/api.ts";
import { titleOf } from "../complaint/doing.ts";
import { type Mine, openAll, type Opened } from "../complaint/paper.ts";
import { changes, clocks, meetings, papers, people, reference, timeline, who } from "../complaint/telling.ts";
import { hear, make, part, screen, slot } from "../desk/dom.ts";
import { api } from "./api.ts";
import { offerWords } from "./lentview.ts";
import { offerShare, offerPosts, offerSeats } from "./sideview.ts";
import { StepForm, voteLine } from "./stepview.ts";
import { tally } from "./tally.ts";
import type { Open, Visit } from "./visit.ts";
import { votesOf } from "./votes.ts";
import { offerWithhold } from "./withholdview.ts";

/** Case is a complaint that is open on the screen. */
export interface Case {
  visit: Visit;
  open: Open;
  mine: Mine;
  v: View;
  opened: Opened[];
  seat: Seat;
  /** again shows what there is now, and tells what was just done. */
  again(said: string): Promise<void>;
}

/** caseScreen opens a complaint; back leads to the list. */
export async function caseScreen(visit: Visit, open: Open, id: string, back: () => Promise<void>, said = ""): Promise<void> {
  const mine: Mine = { identity: open.ring.identity, signing: open.ring.signing };
  const v = await api.open(id);
  const opened = await openAll(v, mine);
  const seat = v.seats.find((s) => s.number === v.seat)!;
  const root = screen("case");
  const again = async (then: string): Promise<void> => {
    await form.keep(); // what was filled in, when something else was done meanwhile
    await caseScreen(visit, open, id, back, then);
  };
  const c: Case = { visit, open, mine, v, opened, seat, again };
  const form = new StepForm(c, part(root, "step"));
  visit.leave = () => form.keep();
  draw(c, root);
  hear(root, "back", () => visit.guard(async () => {
    await form.keep();
    await back();
  }));
  steps(c, root, form);
  offerShare(c, root);
  offerSeats(c, root);
  offerPosts(c, root);
  offerWords(c, root);
  void tally(c).catch(() => undefined); // what doesn't arrive is sent when it is opened again
  visit.show(open, root, visit.page.say("complaint.room.case", { ref: reference(id) }), said);
}

function draw(c: Case, root: HTMLElement): void {
  const { visit, v, opened, seat } = c;
  const { page } = visit;
  const { texts } = page;
  slot(root, "state", texts.say(`complaint.state.${v.state}`));
  slot(root, "about", texts.say("complaint.follow.about", { org: page.lang === "en" ? v.name.en : v.name.nl, day: texts.civil(v.received) }));
  slot(root, "as", texts.say("complaint.room.as", { party: texts.say(`complaint.party.${seat.party}`) }));
  fill(root, "clocks", v.clocks.length > 0 ? [clocks(v, texts)] : []);
  fill(root, "meetings", list(meetings(v, texts)));
  fill(root, "moved", list(changes(v, texts)));
  fill(root, "papers", papers(v, opened, texts, (o) => offerWithhold(c, root, o)));
  fill(root, "relations", list(relations(v, page.say.bind(page))));
  fill(root, "votes", list(seat.party === "member" ? votesOf(v, opened).map((vote) => voteLine(c, vote)) : []));
  fill(root, "timeline", [timeline(v, texts)]);
  fill(root, "people", list(people(v, opened, texts)));
  part(root, "odd", opened.some((o) => o.doubt === "forged" || o.doubt === "stranger" || o.doubt === "damaged"));
  part(root, "closed", opened.some((o) => o.doubt === "closed"));
  part(root, "orphans", v.orphans.length > 0);
}

// relations tells of the complaints that this one answers, or with which it is handled.
function relations(v: View, say: (key: string, given: Record<string, string>) => string): HTMLElement[] {
  const lines: [string, string | undefined][] = [["complaint.room.counters", v.counters], ["complaint.room.joined_to", v.joinedTo]];
  return lines.flatMap(([key, id]) => (id ? [make("li", {}, say(key, { ref: reference(id) }))] : []));
}

/** lead brings the reader to what came up. */
export function lead(to: HTMLElement): void {
  const heading = to.querySelector<HTMLElement>("h2") ?? to;
  heading.tabIndex = -1;
  heading.focus();
}

const list = (items: HTMLElement[]): HTMLElement[] => (items.length > 0 ? [make("ul", { class: "baken-list" }, ...items)] : []);

/** fill puts what there is in a part; a part without anything isn't shown. */
export function fill(root: HTMLElement, name: string, what: HTMLElement[]): void {
  part(root, `has-${name}`, what.length > 0);
  part(root, name).replaceChildren(...what);
}

// What is rarely done, or ends the complaint: it stands behind the other steps.
const rare = ["forward", "replace-decider", "represent", "join", "decline", "adjourn", "adjourn-further", "seek", "settle", "withdraw", "details"];

// steps offers what can be done now; the form of one comes up when it is chosen.
function steps(c: Case, root: HTMLElement, form: StepForm): void {
  const { texts } = c.visit.page;
  const own = [...c.v.steps.map((s) => ({ ...s, name: s.step })), ...notes(c)];
  const buttons = (which: (name: string) => boolean): HTMLElement[] => own.filter((s) => which(s.name)).map((s) => {
    const button = make("button", { type: "button", class: "utrecht-button utrecht-button--secondary-action", "data-step": s.name },
      s.step ? titleOf(texts, s) : texts.say(`complaint.room.note.${s.name}`));
    button.addEventListener("click", () => c.visit.guard(() => form.show(s)));
    return button;
  });
  const row = (all: HTMLElement[]): HTMLElement[] => (all.length > 0 ? [make("div", { class: "baken-actions" }, ...all)] : []);
  fill(root, "steps", row(buttons((name) => !rare.includes(name))));
  fill(root, "others", row(buttons((name) => rare.includes(name))));
  part(root, "no-steps", own.length === 0);
}

// notes are what can be written without a step: a draft with comments, what the
// members say to each other, and an address that wasn't known, which the other side
// doesn't get to read.
function notes({ seat, v }: Case): { step: string; name: string; grounds: string[]; writes: string; may: string[]; tells: []; articles: [] }[] {
  if (v.clocks.length === 0) return [];
  const advises = v.advice === "with";
  const kinds = seat.party === "member" && advises ? ["draft", "deliberation"] : seat.party === "secretary" ? [...(advises ? ["draft"] : []), "details"] : [];
  return kinds.map((kind) => ({ step: "", name: kind, grounds: [], writes: kind, may: [], tells: [], articles: [] }));
}

/** nameOfSeat names somebody who sits in a complaint. */
export const nameOfSeat = (c: Case, seat: number): string => who(c.v, seat, c.opened, c.visit.page.texts);
