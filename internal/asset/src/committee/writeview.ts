// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A complaint that came on paper, or was said: the secretary writes it down. He
// draws words for the complainant and sends them with the acknowledgement.

import type { Submitting } from "../complaint/api.ts";
import { many, read } from "../complaint/attach.ts";
import { addDetails, asked, facts, sealed } from "../complaint/filing.ts";
import { Refused, SignedOut } from "../desk/api.ts";
import { breathe, dateOf, fault, field, hear, make, part, screen, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { newReceipt, type Receipt } from "../seal/index.ts";
import { api } from "./api.ts";
import { showLent } from "./lentview.ts";
import type { Open, Visit } from "./visit.ts";

// What else is missing the complainant is asked for (Awb 9:4): nothing that came is refused.
const needed = ["org", "text"] as const;

/** Begun is a complaint of which it isn't sure that it arrived, and what was filled in for it. */
interface Begun {
  of: string;
  body: Submitting;
  words: Receipt;
}

/** writeScreen asks what the complaint says; back leads to the list. */
export function writeScreen(visit: Visit, open: Open, back: (said: string) => Promise<void>): void {
  const root = screen("write");
  many(root);
  hear(root, "back", () => visit.guard(() => back("")));
  const sending: { begun: Begun | null } = { begun: null };
  submit(root, "write", () => write(visit, open, root, sending, back));
  visit.show(open, root, visit.page.say("complaint.room.write"));
}

async function write(visit: Visit, open: Open, root: HTMLElement, sending: { begun: Begun | null }, back: (said: string) => Promise<void>): Promise<void> {
  const { page } = visit;
  const value = (name: string): string => field<HTMLTextAreaElement>(root, name).value.trim();
  const received = dateOf(root, "received");
  const files = await read(field(root, "file"), page.texts);
  fault(root, "file", typeof files === "string" ? files : null);
  const missing = needed.filter((name) => value(name) === "");
  for (const name of [...needed].reverse()) fault(root, name, missing.includes(name) ? page.say("complaint.room.write_none") : null);
  fault(root, "received", received ? null : page.say("complaint.work.no_day"));
  if (missing.length > 0 || !received || typeof files === "string") return;
  const progress = part(root, "progress");
  progress.textContent = page.say("complaint.follow.sending");
  await breathe();
  await visit.guard(async () => {
    try {
      const answers = Object.fromEntries(asked.map((name) => [name, value(name)]));
      const by = { identity: open.ring.identity, signing: open.ring.signing };
      const post = field<HTMLInputElement>(root, "post").checked;
      const of = JSON.stringify([value("org"), received, post, answers, files]);
      if (sending.begun?.of !== of) {
        const panel = await api.panel(value("org"));
        const words = newReceipt();
        const to = [visit.who.person, ...panel.secretaries.map((o) => o.person).filter((p) => p !== visit.who.person)];
        const body = await sealed(panel, by, await words.stretch(visit.site), to, { day: panel.today, text: answers["text"]!, files, facts: facts(answers) });
        sending.begun = { of, body: { ...body, received, post }, words };
      }
      const { body, words } = sending.begun;
      await api.submit(body).catch((e: unknown) => {
        if (!(e instanceof Refused && e.key === "complaint.taken")) throw e; // sent again, it is the same complaint
      });
      await addDetails(by, () => api.open(body.id), (a) => api.act(body.id, a), answers);
      lent(visit, open, words, back);
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      progress.textContent = trouble(page, e);
    }
  });
}

// lent shows the words, once.
function lent(visit: Visit, open: Open, words: Receipt, back: (said: string) => Promise<void>): void {
  const root = make("div");
  showLent(root, words, () => visit.guard(() => back(visit.page.say("complaint.room.written"))));
  visit.show(open, root, visit.page.say("complaint.room.write"));
}
