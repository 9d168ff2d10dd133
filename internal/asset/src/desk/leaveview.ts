// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Being away from the desk, and who handles one's reports meanwhile.

import { api, Refused } from "./api.ts";
import { dateOf, fault, field, hear, make, part, slot, submit } from "./dom.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** leaveView shows whether one is away, and lets one say so. */
export function leaveView(session: Session, open: Unlocked, root: HTMLElement): void {
  const { page } = session;
  const select = field<HTMLSelectElement>(root, "substitute");
  const colleagues = open.me.desks.flatMap((d) => d.members).filter((m) => m.id !== open.me.person);
  for (const m of new Map(colleagues.map((c) => [c.id, c])).values()) select.append(make("option", { value: m.id }, open.nameOf(m.id)));
  const show = (): void => {
    const own = open.me.leaves.find((l) => l.person === open.me.person);
    part(root, "alone", colleagues.length === 0);
    part(root, "away", own !== undefined);
    part(root, "leaving", own === undefined && colleagues.length > 0);
    if (own) slot(root, "away", page.say("report.desk.leave.is", { day: page.texts.civil(own.back), name: open.nameOf(own.substitute) }));
  };
  const send = async (back: string | null, substitute: string, done: string): Promise<void> => session.guard(async () => {
    try {
      await api.leave(back, substitute);
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      part(root, "left").textContent = e.message;
      return;
    }
    await open.refresh();
    show();
    part(root, "left").textContent = done;
  });
  submit(root, "leave", async () => {
    const back = dateOf(root, "back");
    fault(root, "back", back ? null : page.say("report.desk.triage.no_day"));
    if (back) await send(back, select.value, page.say("report.desk.leave.done"));
  });
  hear(root, "leave-end", () => send(null, "", page.say("report.desk.leave.over")));
  show();
}
