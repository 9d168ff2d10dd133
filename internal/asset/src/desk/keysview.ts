// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The screen about keys: one's own, with the words to read to a colleague, and
// those of the others, with who asks for access.

import { type DeskOf, type Member, SignedOut } from "./api.ts";
import { dress, field, make, part, screen, slot, submit } from "./dom.ts";
import { checkWords } from "./fingerprint.ts";
import { giveAll } from "./grant.ts";
import { askTwice, takeTwice, trouble, working } from "./keyview.ts";
import { mark } from "./listview.ts";
import { rewrap } from "./ring.ts";
import type { Session, View } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** keysScreen shows the keys of one's desks. */
export async function keysScreen(session: Session, open: Unlocked): Promise<View> {
  const { page } = session;
  await open.refresh();
  const root = screen("keys");
  slot(root, "words", checkWords(open.self).join(" · "));
  dress(root, "words", "baken-check-words");
  const stop = new AbortController();
  askTwice(page, root);
  submit(root, "change", () => change(session, open, root));
  part(root, "others").replaceChildren(...open.me.desks.flatMap((d) => deskNodes(session, open, root, d, stop.signal)));
  page.show(root, page.say("report.desk.keys.title"));
  return { leave: async () => stop.abort() };
}

async function change(session: Session, open: Unlocked, root: HTMLElement): Promise<void> {
  const { page } = session;
  const passphrase = takeTwice(page, root);
  if (passphrase === null) return;
  await working(session, root, "report.desk.setup.making", async () => {
    await rewrap(open.ring, passphrase);
    await open.refresh(); // what is asked for from now on is the new passphrase
  });
  const progress = part(root, "progress");
  if (progress.textContent) return;
  for (const name of ["new-passphrase", "same-passphrase"]) field(root, name).value = "";
  part(root, "strength").textContent = "";
  progress.textContent = page.say("report.desk.keys.changed");
}

function deskNodes(session: Session, open: Unlocked, root: HTMLElement, desk: DeskOf, stop: AbortSignal): HTMLElement[] {
  const { page } = session;
  const group = (title: string, members: readonly Member[]): HTMLElement[] => {
    const others = members.filter((m) => m.id !== open.me.person);
    if (others.length === 0) return [];
    const items = others.map((m) => memberNode(session, open, root, m, stop));
    return [make("h3", { class: "baken-h3" }, title), make("ul", { class: "baken-cases" }, ...items)];
  };
  const own = group(desk.name[page.lang], desk.members);
  const alone = desk.members.length < 2 ? [make("p", { class: "baken-p" }, page.say("report.desk.keys.alone"))] : [];
  return [...own, ...alone, ...group(page.say("report.desk.keys.independent"), desk.others)];
}

function memberNode(session: Session, open: Unlocked, root: HTMLElement, m: Member, stop: AbortSignal): HTMLElement {
  const { page } = session;
  const sure = open.trusts(m);
  const badges = [sure ? mark("ok", page.say("report.desk.keys.known")) : mark("warning", page.say("report.desk.keys.unknown"))];
  if (open.asks(m)) badges.push(mark("warning", page.say("report.desk.keys.asks")));
  const item = make("li", { class: "baken-case" },
    make("p", { class: "baken-case__title" }, m.name),
    make("p", { class: "baken-case__about" }, page.say("report.desk.keys.since", { day: page.texts.day(Date.parse(m.since ?? "")) })),
    make("p", { class: "baken-case__badges" }, ...badges),
  );
  const label = sure ? "report.desk.keys.give" : "report.desk.keys.check";
  const button = make("button", { type: "button", class: open.asks(m) || !sure ? "utrecht-button utrecht-button--secondary-action" : "baken-quiet" }, page.say(label, { name: m.name }));
  button.addEventListener("click", () => void (sure ? give(session, open, root, m, button, stop) : session.check()));
  item.append(make("p", { class: "baken-case__act" }, button));
  return item;
}

// give asks once more, and then seals every case to the colleague.
async function give(session: Session, open: Unlocked, root: HTMLElement, m: Member, button: HTMLButtonElement, stop: AbortSignal): Promise<void> {
  const { page } = session;
  if (button.dataset["sure"] === undefined) {
    button.dataset["sure"] = "";
    button.textContent = page.say("report.desk.keys.give_sure", { name: m.name });
    button.before(make("span", { class: "baken-ask" }, page.say("report.desk.keys.give_about", { name: m.name })));
    return;
  }
  const giving = part(root, "giving");
  const tell = (n: number): void => void (giving.textContent = page.say("report.desk.keys.giving", { n, name: m.name }));
  button.disabled = true;
  tell(0);
  await session.guard(async () => {
    try {
      const n = await giveAll(session, open, m.id, stop, tell);
      giving.textContent = page.say("report.desk.keys.given", { n, name: m.name });
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      giving.textContent = trouble(page, e);
    } finally {
      button.disabled = false;
    }
  });
}
