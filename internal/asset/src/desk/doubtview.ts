// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The screen on which a person says whether a key is right. Nothing is sealed
// to a key before that.

import { dress, hear, part, screen, slot } from "./dom.ts";
import { checkWords } from "./fingerprint.ts";
import type { Doubt, Shown } from "./known.ts";
import type { Page } from "./page.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** doubtful tells whether there is anything to check before going on. */
export function doubtful(open: Unlocked): boolean {
  return open.doubts.length > 0 || open.logFault || vaultAlarm(open) !== null;
}

/** doubtScreen shows what is doubtful, one under the other, and goes on when a person has judged all. */
export function doubtScreen(session: Session, open: Unlocked, done: () => unknown): void {
  const { page } = session;
  const root = screen("doubts");
  const list = part(root, "list");
  list.replaceChildren(...warnings(page, open), ...open.doubts.map((d) => card(session, open, d, done)));
  hear(root, "later", done);
  page.show(root, page.say("report.desk.doubt.title"));
}

/** warnings are the alarms about the log and about one's own record. */
export function warnings(page: Page, open: Unlocked): HTMLElement[] {
  const vault = vaultAlarm(open);
  const lost = open.losses.slice(-1).map((loss) => {
    const root = screen("loss");
    const at = (moment: string): string => page.texts.instant(Date.parse(moment));
    slot(root, "about", page.say("report.desk.loss_about", { made: at(loss.made), at: at(loss.at) }));
    return root;
  });
  return [...lost, ...(open.logFault ? [screen("alarm-log")] : []), ...(vault ? [screen(`alarm-vault-${vault}`)] : [])];
}

// A record that doesn't open with one's keys is to be expected once, after one
// made new ones.
function vaultAlarm(open: Unlocked): string | null {
  const renewed = open.me.desks.some((d) => d.members.some((m) => m.id === open.me.person && m.renewed));
  if (open.vault.doubt === "none" || open.vault.doubt === "foreign" && renewed) return null;
  return open.vault.doubt;
}

function card(session: Session, open: Unlocked, doubt: Doubt, done: () => unknown): HTMLElement {
  const { page } = session;
  const root = screen(`doubt-${doubt.kind}`);
  slot(root, "about", about(page, doubt));
  if (doubt.kind !== "new" && doubt.kind !== "changed") return root;
  slot(root, "words", checkWords(doubt.shown).join(" · "));
  dress(root, "words", "baken-check-words");
  hear(root, "right", () => session.guard(async () => {
    await open.confirm(doubt.desk.org, doubt.shown);
    page.speak(page.say("report.desk.doubt.confirmed", { name: doubt.shown.name }));
    if (doubtful(open)) doubtScreen(session, open, done);
    else done();
  }));
  hear(root, "wrong", () => root.replaceChildren(screen("doubt-other")));
  return root;
}

function about(page: Page, doubt: Doubt): string {
  const { texts } = page;
  switch (doubt.kind) {
    case "new":
      return page.say(doubt.desk.independent ? "report.desk.doubt.new_independent" : "report.desk.doubt.new_about", { name: doubt.shown.name, day: since(page, doubt.shown) });
    case "changed":
      return page.say("report.desk.doubt.changed_about", {
        name: doubt.shown.name, day: since(page, doubt.shown), before: texts.day(doubt.before.at),
      });
    case "unlogged":
      return page.say("report.desk.doubt.unlogged_about", { name: doubt.shown.name });
    case "foreign":
      return page.say("report.desk.doubt.foreign_about", { day: texts.day(Date.parse(doubt.at)) });
  }
}

function since(page: Page, shown: Shown): string {
  return shown.since ? page.texts.day(Date.parse(shown.since)) : "";
}
