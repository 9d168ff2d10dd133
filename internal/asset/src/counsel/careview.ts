// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Aftercare that a counsellor gives: who fares worse, how each fares, the plan
// for protection, and words to answer with.

import { type Care, checkIns, beginning, moments, plan, type Said, sealNext } from "../care/care.ts";
import type { Content, Measure } from "../care/content.ts";
import { type Answers, type Reason as Worse, statements, worsens } from "../care/pattern.ts";
import { facts, measure } from "../care/saying.ts";
import { Refused, SignedOut } from "../desk/api.ts";
import { dateOf, fault, field, hear, make, part, screen, slot, submit } from "../desk/dom.ts";
import { trouble } from "../desk/keyview.ts";
import { api } from "./api.ts";
import type { Given, Open, Visit } from "./visit.ts";

/**
 * alarm tells why this aftercare should be looked at: a check-in shows that something gets worse, or asks for a talk,
 * and the counsellor has said nothing since.
 */
export function alarm(care: Care): (Worse | "talk")[] {
  const answered = care.said.reduce((at, s, i) => (s.from === "follower" ? i : at), -1);
  const why = new Set<Worse | "talk">();
  const all: Answers[] = [];
  for (const [i, { content }] of care.said.entries()) {
    if (content?.kind !== "check-in") continue;
    all.push(content.answers);
    if (i < answered) continue;
    for (const reason of worsens(all)) why.add(reason);
    if (content.talk) why.add("talk");
  }
  return [...why];
}

/** careRows lists the aftercare that is given, what gets worse first. */
export function careRows(visit: Visit, open: Open, back: () => void): HTMLElement[] {
  const graded = open.cares.map((given) => ({ given, why: given.care ? alarm(given.care) : [] }));
  graded.sort((a, b) => b.why.length - a.why.length);
  return graded.map(({ given, why }) => row(visit, open, given, why, back));
}

function row(visit: Visit, open: Open, given: Given, why: readonly string[], back: () => void): HTMLElement {
  const { page } = visit;
  const { care } = given;
  if (!care) return make("li", { class: "baken-case" }, make("p", { class: "baken-case__about" }, page.say("counsel.space.care.closed")));
  const button = make("button", { type: "button", class: "baken-quiet" }, page.say("counsel.space.care.open", { what: title(visit, care) }));
  button.addEventListener("click", () => void careScreen(visit, open, given.id, back));
  const said = why.length > 0
    ? make("p", { class: "baken-case__about" }, make("strong", {}, page.say("counsel.space.care.alert")), " ", why.map((w) => page.say(`counsel.space.care.why.${w}`)).join(" "))
    : make("p", { class: "baken-case__about" }, standing(visit, open, care));
  return make("li", { class: "baken-case" }, make("p", { class: "baken-case__title" }, title(visit, care)), said, make("p", { class: "baken-case__act" }, button));
}

// title names aftercare by the day on which it began; when that was changed on the way there is none.
function title({ page }: Visit, care: Care): string {
  const began = beginning(care)?.day;
  return began ? page.say("counsel.space.care.named", { day: page.texts.civil(began) }) : page.say("counsel.space.care.odd");
}

// standing says which day comes, or that one was let go by.
function standing(visit: Visit, open: Open, care: Care): string {
  const { page } = visit;
  const asked = moments(beginning(care)?.due ?? [], checkIns(care), open.today);
  const m = asked.find((a) => a.state === "due") ?? asked.find((a) => a.state === "later") ?? asked.at(-1);
  return m ? page.say(`counsel.care.moment.${m.state}`, { day: page.texts.civil(m.day) }) : "";
}

async function careScreen(visit: Visit, open: Open, id: string, back: () => void, said = ""): Promise<void> {
  const care = open.cares.find((c) => c.id === id)?.care;
  if (!care) return back();
  const { page } = visit;
  const root = screen("care");
  const why = alarm(care);
  part(root, "alert", why.length > 0);
  part(root, "reasons").replaceChildren(list(why.map((w) => page.say(`counsel.space.care.why.${w}`))));
  part(root, "odd", care.said.some((s) => s.content === null));
  const asked = moments(beginning(care)?.due ?? [], checkIns(care), open.today);
  part(root, "moments").replaceChildren(list(asked.map((m) => page.say(`counsel.care.moment.${m.state}`, { day: page.texts.civil(m.day) }))));
  part(root, "scores").replaceChildren(scores(visit, care));
  part(root, "lines").replaceChildren(...care.said.flatMap((s) => (s.content ? [line(visit, s, s.content)] : [])));
  const kept = await open.drafts.find(`care.${id}`);
  field<HTMLTextAreaElement>(root, "care-answer").value = kept?.text ?? "";
  visit.leave = () => open.drafts.keep(`care.${id}`, { kind: "text", text: field<HTMLTextAreaElement>(root, "care-answer").value });
  const leave = (): void => {
    void visit.leave();
    visit.leave = async () => undefined;
    back();
  };
  const say = (content: Content, done: string): Promise<void> => send(visit, open, care, content, root, () => careScreen(visit, open, id, back, page.say(done)));
  drawPlan(visit, open, care, root, say);
  submit(root, "care-answer", async () => {
    const text = field<HTMLTextAreaElement>(root, "care-answer").value.trim();
    fault(root, "care-answer", text ? null : page.say("counsel.space.missing"));
    if (text) await say({ kind: "words", day: open.today, text }, "counsel.space.care.answered");
  });
  hear(root, "back", leave);
  visit.show(open, root, title(visit, care), said);
}

const list = (items: readonly string[]): HTMLElement => make("ul", { class: "baken-list" }, ...items.map((i) => make("li", {}, i)));

// send seals what is said and shows what there is then. What was typed stays
// until it has arrived.
async function send(visit: Visit, open: Open, care: Care, content: Content, root: HTMLElement, done: () => Promise<void>): Promise<void> {
  const { page } = visit;
  const progress = part(root, "progress");
  progress.textContent = page.say("counsel.space.keeping");
  let sent = false;
  await visit.guard(async () => {
    try {
      await api.answer(care.kept.id, await sealNext(care, open.ring.signing, content));
      sent = true;
      if (content.kind === "words") open.drafts.drop(`care.${care.kept.id}`);
      visit.leave = async () => undefined;
      await visit.reload();
      await done();
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      const stale = e instanceof Refused && e.status === 409;
      if (stale) await visit.reload();
      if (sent) progress.textContent = page.say("counsel.space.care.answered"); // and only can't be shown yet
      else progress.textContent = stale ? page.say("counsel.space.care.stale") : trouble(page, e);
    }
  });
}

function drawPlan(visit: Visit, open: Open, care: Care, root: HTMLElement, say: (content: Content, done: string) => Promise<void>): void {
  const { page } = visit;
  const measures = plan(care)?.measures ?? [];
  const put = (all: Measure[], done: string): Promise<void> => say({ kind: "plan", day: open.today, measures: all }, done);
  part(root, "no-plan", measures.length === 0);
  const items = measures.map((m, i) => {
    const act = (key: string, all: Measure[], done: string): HTMLElement => {
      const button = make("button", { type: "button", class: "baken-quiet" }, page.say(key, { what: m.what }));
      button.addEventListener("click", () => void put(all, done), { once: true });
      return button;
    };
    const others = measures.filter((_, j) => j !== i);
    const done = measures.map((n, j) => (j === i ? { ...n, done: true } : n));
    return make("li", {}, measure(page.texts, m), " ",
      m.done ? null : act("counsel.space.care.measure_done", done, "counsel.space.care.plan_kept"), " ",
      act("counsel.space.care.measure_drop", others, "counsel.space.care.plan_kept"));
  });
  part(root, "plan").replaceChildren(...(items.length > 0 ? [make("ul", { class: "baken-list" }, ...items)] : []));
  submit(root, "measure", async () => {
    const [what, owner] = [field(root, "measure-what").value.trim(), field(root, "measure-owner").value.trim()];
    const typed = ["measure-day", "measure-day-month", "measure-day-year"].some((n) => field(root, n).value.trim() !== "");
    const day = dateOf(root, "measure-day");
    fault(root, "measure-day", typed && day === "" ? page.say("counsel.space.no_day") : null);
    fault(root, "measure-owner", owner ? null : page.say("counsel.space.care.no_owner"));
    fault(root, "measure-what", what ? null : page.say("counsel.space.care.no_what"));
    if (what && owner && (day || !typed)) await put([...measures, { what, owner, day, done: false }], "counsel.space.care.plan_kept");
  });
}

// scores is a table: what was asked, and how often it was so at each check-in.
function scores(visit: Visit, care: Care): HTMLElement {
  const { page } = visit;
  const all = checkIns(care);
  if (all.length === 0) return make("p", { class: "baken-p" }, page.say("counsel.space.care.no_scores"));
  const caption = page.say("counsel.space.care.scores");
  const head = make("tr", {}, make("th", { scope: "col" }, page.say("counsel.space.care.scores_what")),
    ...all.map((c) => make("th", { scope: "col" }, page.texts.civil(c.day))));
  const cell = (n: number | undefined): string => (n === undefined ? page.say("counsel.space.care.unsaid") : page.say(`counsel.care.often.${n}`));
  const rows = statements.map((s) => make("tr", {}, make("th", { scope: "row" }, page.say(`counsel.care.statement.${s}`)),
    ...all.map((c) => make("td", {}, cell(c.answers[s])))));
  const table = make("table", { class: "utrecht-table utrecht-table--html-table" },
    make("caption", { class: "utrecht-table__caption" }, make("span", {}, caption)), make("thead", {}, head), make("tbody", {}, ...rows));
  const scroll = make("div", { class: "utrecht-table-container utrecht-table-container--overflow-inline baken-table__scroll", role: "region", tabindex: 0, "aria-label": caption }, table);
  return make("div", { class: "baken-table" }, scroll);
}

function line(visit: Visit, { from }: Said, content: Content): HTMLElement {
  const { page } = visit;
  const root = screen("care-line");
  const mine = from === "follower";
  part(root, "mine", mine);
  part(root, "theirs", !mine);
  const shown = part(root, mine ? "mine" : "theirs");
  slot(shown, "who", page.say(mine ? "counsel.care.you" : "counsel.space.care.reporter"));
  slot(shown, "when", page.texts.civil(content.day));
  slot(shown, "kind", page.say(`counsel.care.kind.${content.kind}`));
  slot(shown, "text", "text" in content ? content.text : "");
  const all = facts(page.texts, content);
  if (all.length > 0) part(shown, "facts").append(list(all));
  return shown;
}
