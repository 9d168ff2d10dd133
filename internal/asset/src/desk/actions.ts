// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is known of an action: its words, from the messages about it, beside the
// number, owner and days that the server knows.

import type { Action, Case } from "./api.ts";
import { type Deed, looked, nth } from "./deed.ts";
import type { Dossier } from "./dossier.ts";
import type { Page } from "./page.ts";
import type { Unlocked } from "./unlocked.ts";

/** wholeDesk owns what no single member owns. */
export const wholeDesk = "desk";

/** Line is a text, and how it looks. */
export interface Line {
  kind: "ok" | "warning" | "error" | "plain";
  text: string;
}

/** Told is an action in words. */
export interface Told {
  title: string;
  about: string[]; // who does it, by when, and who sees to it
  state: Line;
  checks: Line[];
}

/** deedsOf gives what the messages say of an action, in order. */
export function deedsOf(dossier: Dossier, number: number): Deed[] {
  return dossier.turns.map((t) => t.content).filter((c): c is Deed => c.kind === "action" && c.number === number);
}

/** agreed is the last agreement about an action; nothing when it can't be read. */
export function agreed(deeds: readonly Deed[]): Deed | undefined {
  return deeds.filter((d) => d.do === "plan" || d.do === "move").at(-1);
}

/** tell says in words what is known of an action. */
export function tell(page: Page, open: Unlocked, dossier: Dossier, a: Action): Told {
  const { texts } = page;
  const deeds = deedsOf(dossier, a.number);
  const what = deeds.find((d) => d.do === "plan")?.text || page.say("report.desk.action.unread");
  const who = agreed(deeds)?.who;
  return {
    title: page.say("report.desk.action.title_of", { nth: nth(texts, a.number), what }),
    about: [
      ...(who ? [`${page.say("report.action.who")}: ${who}`] : []),
      `${page.say("report.action.until")}: ${texts.civil(a.due)}`,
      page.say("report.desk.action.owned", { name: nameOf(page, open, dossier.case, a.owner) }),
    ],
    state: state(page, a, dossier.case),
    checks: checks(page, a, deeds.filter((d) => d.do === "check")).slice(0, dossier.case.state === "withdrawn" ? madeOf(a) : undefined),
  };
}

function nameOf(page: Page, open: Unlocked, c: Case, owner: string): string {
  if (owner === wholeDesk) return page.say("report.desk.action.desk");
  return open.nameOf(owner, c) || page.say("report.desk.case.somebody");
}

function state(page: Page, a: Action, c: Case): Line {
  const { texts } = page;
  if (a.dropped) return { kind: "plain", text: page.say("report.desk.action.dropped", { day: texts.civil(a.dropped) }) };
  if (a.done) return { kind: "ok", text: page.say("report.desk.action.done", { day: texts.civil(a.done) }) };
  if (c.state === "withdrawn") return { kind: "plain", text: page.say("report.desk.state.withdrawn") };
  if (a.late > 0) return { kind: "error", text: page.say("report.desk.waits.action_late", { n: a.late }) };
  if (a.late === 0) return { kind: "warning", text: page.say("report.desk.waits.action_today") };
  return { kind: "plain", text: page.say("report.desk.waits.action", { n: -a.late }) };
}

function madeOf(a: Action): number {
  return a.checks.filter((c) => c.made).length;
}

// checks says of each look what it showed, or by when it is.
function checks(page: Page, a: Action, seen: readonly Deed[]): Line[] {
  const made = madeOf(a);
  return a.checks.map((c, i): Line => {
    if (c.made) return { kind: "plain", text: looked(page.texts, c.months, seen[i]?.result ?? "") };
    if (i === made && c.late > 0) return { kind: "error", text: page.say("report.desk.action.look_late", { months: c.months, n: c.late }) };
    return { kind: "plain", text: page.say("report.desk.action.look", { months: c.months, day: page.texts.civil(c.due) }) };
  });
}
