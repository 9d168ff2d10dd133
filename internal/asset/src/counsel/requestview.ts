// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The requests for a talk that wait for the counsellor, and one of them.

import type { Wish } from "../ask/wish.ts";
import { SignedOut } from "../desk/api.ts";
import { hear, make, part, screen, slot } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { api } from "./api.ts";
import { blank, formScreen } from "./formview.ts";
import type { Asked } from "./request.ts";
import type { Open, Visit } from "./visit.ts";

/** showAsked lists the requests on the screen of the space; back leads to it again. */
export function showAsked(visit: Visit, open: Open, root: HTMLElement, back: (said?: string) => void): void {
  const n = open.asked.length;
  part(root, "asked-count").textContent = visit.page.say(n === 0 ? "counsel.space.asked.none" : "counsel.space.asked.count", { n });
  const rows = open.asked.map((asked) => row(visit, asked, () => askedScreen(visit, open, asked, back)));
  part(root, "asked-rows").replaceChildren(n === 0 ? "" : make("ul", { class: "baken-cases" }, ...rows));
}

function row({ page }: Visit, { on, wish }: Asked, then: () => void): HTMLElement {
  const named = page.say("counsel.space.asked.named", { day: page.texts.civil(on) });
  const button = make("button", { type: "button", class: "baken-quiet" }, page.say("counsel.space.open", { what: named }));
  button.addEventListener("click", then);
  return make("li", { class: "baken-case" },
    make("p", { class: "baken-case__title" }, named),
    make("p", { class: "baken-case__about" }, wish?.contact ?? page.say("counsel.space.asked.closed")),
    make("p", { class: "baken-case__act" }, button),
  );
}

function askedScreen(visit: Visit, open: Open, asked: Asked, back: (said?: string) => void): void {
  const { page } = visit;
  const root = screen("asked");
  const { wish } = asked;
  part(root, "closed", !wish);
  part(root, "opened", wish !== null);
  if (wish) {
    for (const name of ["contact", "when", "about"] as const) {
      slot(root, name, wish[name] || page.say("counsel.space.asked.unsaid"));
    }
    part(root, "by-server", wish.sealedBy === "server");
    hear(root, "note", () => formScreen(visit, open, noteOf(visit, asked.org, wish), back));
  }
  hear(root, "back", () => back());
  hear(root, "handled", () => part(root, "sure", true));
  hear(root, "handled-sure", () => handled(visit, root, asked, back));
  visit.show(open, root, page.say("counsel.space.asked.named", { day: page.texts.civil(asked.on) }));
}

// noteOf begins a note with what was asked.
function noteOf(visit: Visit, org: string, wish: Wish) {
  const begun = blank(visit);
  const text = (["contact", "when", "about"] as const)
    .filter((name) => wish[name] !== "")
    .map((name) => `${visit.page.say(`counsel.space.asked.${name}`)}\n${wish[name]}`);
  return { ...begun, org, content: { ...begun.content, kind: "note" as const, text: text.join("\n\n") } };
}

async function handled(visit: Visit, root: HTMLElement, asked: Asked, back: (said?: string) => void): Promise<void> {
  const { page } = visit;
  await visit.guard(async () => {
    try {
      await api.handled(asked.id);
      await visit.reload();
      back(page.say("counsel.space.asked.gone"));
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      part(root, "progress").textContent = trouble(page, e);
    }
  });
}
