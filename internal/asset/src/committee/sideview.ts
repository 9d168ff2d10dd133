// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What is done beside the steps: giving papers to who has to read them by now,
// changing who takes part, and sending letters on paper.

import type { View } from "../complaint/api.ts";
import { type Coming, prepare } from "../complaint/doing.ts";
import { papers, reference, takenOf } from "../complaint/telling.ts";
import { SignedOut } from "../desk/api.ts";
import { hear, make, part, slot } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { api } from "./api.ts";
import { type Case, fill, nameOfSeat } from "./caseview.ts";

type Post = View["posts"][number];

/** act does something without a step, and tells what was done; false when it wasn't. */
export async function act(c: Case, root: HTMLElement, what: Coming["act"], said: string, { papers = [], share = false }: Partial<Pick<Coming, "papers" | "share">> = {}): Promise<boolean> {
  let done = false;
  await c.visit.guard(async () => {
    try {
      await api.act(c.v.id, await prepare(c.v, c.opened, c.mine, { act: what, papers, share }));
      done = true;
      await c.again(c.visit.page.say(said));
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      part(root, "progress").textContent = trouble(c.visit.page, e);
    }
  });
  return done;
}

/** offerShare offers to give papers to those who have to read them. It is asked, so that nobody gets to read something unseen. */
export function offerShare(c: Case, root: HTMLElement): void {
  const whom = [...new Set(c.v.owed.map((o) => o.to))].map((n) => nameOfSeat(c, n));
  part(root, "owed", whom.length > 0);
  slot(root, "owed", c.visit.page.say("complaint.room.owed", { who: whom.join(", ") }));
  hear(root, "give", () => act(c, root, {}, "complaint.room.given", { share: true }));
}

/** offerSeats offers to let somebody stay away who was involved, and to withdraw oneself. */
export function offerSeats(c: Case, root: HTMLElement): void {
  const { page } = c.visit;
  const seats = c.v.clocks.length === 0 ? [] : c.v.seats.filter((s) => s.sits && s.person && (c.seat.party === "secretary" || s.number === c.v.seat));
  const lines = seats.map((s) => {
    const self = s.number === c.v.seat;
    const button = make("button", { type: "button", class: "baken-quiet" }, page.say(self ? "complaint.room.recuse" : "complaint.room.bar", { who: nameOfSeat(c, s.number) }));
    button.addEventListener("click", () => {
      slot(root, "bar", page.say(self ? "complaint.room.recuse_sure" : "complaint.room.bar_sure", { who: nameOfSeat(c, s.number) }));
      const sure = part(root, "sure", true);
      part(sure, "sure-do").replaceChildren(sureButton(c, root, s.person!, self));
      sure.tabIndex = -1;
      sure.focus();
    });
    return make("li", {}, button);
  });
  fill(root, "bars", lines.length > 0 ? [make("ul", { class: "baken-list" }, ...lines)] : []);
}

function sureButton(c: Case, root: HTMLElement, person: string, self: boolean): HTMLElement {
  const { page } = c.visit;
  const button = make("button", { type: "button", class: "utrecht-button utrecht-button--primary-action utrecht-button--danger" }, page.say("complaint.room.sure_do"));
  button.addEventListener("click", () => {
    if (!self) return void act(c, root, { bar: [person] }, "complaint.room.barred");
    void c.visit.guard(async () => {
      try {
        await api.act(c.v.id, await prepare(c.v, c.opened, c.mine, { act: { bar: [person] }, papers: [] }));
      } catch (e) {
        if (e instanceof SignedOut) throw e;
        part(root, "progress").textContent = trouble(page, e);
        return;
      }
      location.reload(); // one sees it no longer
    });
  });
  return button;
}

/** offerPosts lists letters that go on paper. One is marked as printed before it is printed: after a breakdown it is seen that it may have been sent. */
export function offerPosts(c: Case, root: HTMLElement): void {
  const { page } = c.visit;
  const waits = c.seat.party === "secretary" ? c.v.posts.filter((p) => p.state !== "posted") : [];
  const rows = waits.map((p) => {
    const what = page.say("complaint.room.letter", { what: letterOf(c, p), who: nameOfSeat(c, p.to), state: page.say(`complaint.post.${p.state}`) });
    const to = (state: string, key: string): HTMLElement => {
      const button = make("button", { type: "button", class: "baken-quiet" }, page.say(key));
      button.addEventListener("click", () => void (state === "printed" ? print(c, root, p) : act(c, root, { posts: [{ paper: p.paper, step: p.step, to: p.to, state }] }, "complaint.room.done")));
      return button;
    };
    const buttons = p.state === "unsent" ? [to("printed", "complaint.room.print")] : [to("posted", "complaint.room.posted"), to("unsent", "complaint.room.unsent")];
    return make("li", {}, make("span", {}, what), " ", ...buttons.flatMap((b) => [b, " "]));
  });
  fill(root, "posts", rows.length > 0 ? [make("ul", { class: "baken-list" }, ...rows)] : []);
}

// letterOf says what a letter is: what was written, or the step of which somebody is told.
function letterOf(c: Case, p: Post): string {
  const paper = c.v.papers.find((one) => one.number === p.paper);
  return c.visit.page.say(paper ? `complaint.document.${paper.kind}` : `complaint.step.${c.v.taken[p.step]!.step}`);
}

// print prints a letter as who gets it sees it. When it couldn't be marked it isn't
// printed, since a colleague may have done so.
async function print(c: Case, root: HTMLElement, p: Post): Promise<void> {
  const { page } = c.visit;
  const letter = c.opened.filter((o) => o.paper.number === p.paper);
  const written = p.paper === 0 ? [make("h2", {}, letterOf(c, p)), make("p", {}, page.say("complaint.room.told", {
    org: c.v.name[page.lang], received: page.texts.civil(c.v.received), ref: reference(c.v.id), what: takenOf(c.v.taken[p.step]!, page.texts),
  }))] : papers({ ...c.v, seat: p.to }, letter, page.texts);
  if (!(await act(c, root, { posts: [{ paper: p.paper, step: p.step, to: p.to, state: "printed" }] }, "complaint.room.printed"))) return;
  const sheet = make("div", { class: "baken-sheet" }, ...written);
  for (const d of sheet.querySelectorAll("details")) d.open = true;
  document.body.append(sheet);
  document.body.classList.add("baken-printing");
  globalThis.print();
  document.body.classList.remove("baken-printing");
  sheet.remove();
}
