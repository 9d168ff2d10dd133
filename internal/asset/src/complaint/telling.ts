// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How a complaint is shown: to who follows it and to who works on it alike.

import { bytes } from "../desk/bytes.ts";
import { make } from "../desk/dom.ts";
import { type About, type Block, odt, print as printAlone, sheet, titleOf } from "../document/index.ts";
import type { Texts } from "../desk/texts.ts";
import { save } from "../report/page.ts";
import { calendar } from "./calendar.ts";
import type { Clock, Paper, Seat, Taken, View } from "./api.ts";
import { type Attached, fact, valueKey } from "./content.ts";
import type { Opened } from "./paper.ts";

const list = (...items: HTMLElement[]): HTMLElement => make("ul", { class: "baken-list" }, ...items);

/** clocks lists the days by which something is due, each with why it is that day. */
export function clocks(v: View, texts: Texts): HTMLElement {
  return list(...v.clocks.map((c) => make("li", {},
    due(c, texts), why(c, texts),
  )));
}

/** due says by when something is due, and how late it is. By the day to decline it is decided whether a complaint is taken up at all. */
export function due(c: Omit<Clock, "steps">, texts: Texts): string {
  const key = c.late > 0 ? "complaint.clock.late" : c.late === 0 ? "complaint.clock.today" : "complaint.clock.left";
  const step = texts.say(c.step === "decline" ? "complaint.clock.decide" : `complaint.step.${c.step}`);
  return texts.say(key, { step, party: texts.say(`complaint.party.${c.by}`), day: texts.civil(c.due), n: Math.abs(c.late) });
}

/** reference is what a complaint is called among people. */
export const reference = (id: string): string => id.slice(-6);

function why(c: Clock, texts: Texts): HTMLElement {
  const steps = c.steps.map((s) => make("li", {}, texts.say(`web.due.${s.code}`, {
    from: texts.civil(s.from), to: texts.civil(s.to), article: s.article, days: s.passed.map((d) => texts.say(`web.off.${d}`)).join(", "),
  })));
  return make("details", { class: "baken-details" }, make("summary", {}, texts.say("complaint.clock.why")), list(...steps));
}

/** timeline lists the steps that were taken, in order. */
export function timeline(v: View, texts: Texts): HTMLElement {
  return make("ol", { class: "baken-list" }, ...v.taken.map((t) => {
    return make("li", {}, takenOf(t, texts), t.ground ? make("p", { class: "baken-small" }, texts.say(`complaint.ground.${t.ground}`)) : null);
  }));
}

/** takenOf says that a step was taken, when and by whom. */
export function takenOf(t: Taken, texts: Texts): string {
  return texts.say("complaint.view.taken", { day: texts.civil(t.on), step: texts.say(`complaint.step.${t.step}`), party: texts.say(`complaint.party.${t.by}`) });
}

/** meetings lists the hearings that are planned. */
export function meetings(v: View, texts: Texts): HTMLElement[] {
  return v.hearings.filter((h) => !h.off).map((h) => {
    const line = texts.say("complaint.view.hearing", { party: texts.say(`complaint.party.${h.of}`), day: texts.civil(h.on), at: h.at });
    return make("li", {}, line, " ", inCalendar(`${v.id}-${h.of}`, h.on, h.at, texts));
  });
}

/** inCalendar offers a hearing as a file for a calendar. */
export function inCalendar(id: string, day: string, hour: string, texts: Texts): HTMLElement {
  const button = make("button", { type: "button", class: "baken-quiet" }, texts.say("complaint.view.calendar"));
  const file = (): string => calendar(id, day, hour, texts.say("complaint.view.calendar_title"), new Date());
  button.addEventListener("click", () => save(texts.say("complaint.view.calendar_file"), "text/calendar", [file()]));
  return button;
}

/** changes tells of days that moved since the calendar changed. */
export function changes(v: View, texts: Texts): HTMLElement[] {
  return v.moved.map((m) => make("li", {}, texts.say("complaint.view.moved", { from: texts.civil(m.from), to: texts.civil(m.to), day: texts.civil(m.on) })));
}

/** people lists who takes part. Names of the two parties stand in the papers. */
export function people(v: View, opened: readonly Opened[], texts: Texts): HTMLElement[] {
  return v.seats.filter((s) => s.sits).map((s) => make("li", {}, who(v, s.number, opened, texts), lent(s, texts)));
}

function lent(s: Seat, texts: Texts): HTMLElement | null {
  return s.lent ? make("span", { class: "baken-small" }, ` ${texts.say("complaint.view.lent")}`) : null;
}

/** who names somebody by his part, and by his name where that is known. */
export function who(v: View, seat: number, opened: readonly Opened[], texts: Texts): string {
  const s = v.seats.find((one) => one.number === seat);
  if (!s) return "";
  const part = texts.say(s.capacity ? `complaint.capacity.${s.capacity}` : `complaint.party.${s.party}`);
  const name = s.name || (s.capacity ? "" : nameOf(s, opened));
  const said = name ? texts.say("complaint.view.named", { name, part }) : part;
  return s.capacity && s.party !== "member" ? texts.say("complaint.view.beside", { who: said, party: texts.say(`complaint.party.${s.party}`) }) : said;
}

// nameOf gives the name of one of the two parties, as the complaint has it.
function nameOf(s: Seat, opened: readonly Opened[]): string {
  const first = opened.find((o) => o.paper.kind === "complaint")?.content;
  if (!first) return "";
  return s.party === "complainant" ? fact(first, "name") : fact(first, "about");
}

/** papers lists what was written, the last first; beside gives what else stands with one. */
export function papers(v: View, opened: readonly Opened[], texts: Texts, beside: (o: Opened) => HTMLElement[] = () => []): HTMLElement[] {
  return [...opened].reverse().map((o) => paper(v, o, opened, texts, beside(o)));
}

/** titleOfPaper says what a paper is, of which day and by whom. */
export function titleOfPaper(v: View, { kind, on, by }: Paper, opened: readonly Opened[], texts: Texts): string {
  return texts.say("complaint.view.paper", { what: texts.say(`complaint.document.${kind}`), day: texts.civil(on), who: who(v, by, opened, texts) });
}

// kept says from whom a paper is withheld and why, and of which paper it is a version.
function kept(v: View, { of, withheld }: Paper, opened: readonly Opened[], texts: Texts): HTMLElement[] {
  const lines: string[] = [];
  if (withheld?.from) {
    const party = texts.say(`complaint.party.${withheld.from}`);
    lines.push(withheld.ground === "own-letter" ? texts.say("complaint.view.own_letter", { party }) : texts.say("complaint.view.withheld", { party, why: texts.say(withheldKey(withheld.ground)) }));
  }
  const whole = v.papers.find((p) => p.number === of);
  if (whole) lines.push(texts.say("complaint.view.version", { what: titleOfPaper(v, whole, opened, texts) }));
  return lines.map((line) => make("p", { class: "baken-p" }, line));
}

/** withheldKey gives the key of what the reason is called for which something is withheld. */
export const withheldKey = (ground: string): string => `document.reason.${ground}`;

function paper(v: View, o: Opened, opened: readonly Opened[], texts: Texts, beside: HTMLElement[]): HTMLElement {
  const own = v.seats.find((s) => s.number === v.seat)!.party;
  const away = o.doubt === "closed" && o.paper.withheld?.from === own;
  const body = o.content ? content(o, texts) : away ? [] : [make("p", { class: "baken-p" }, texts.say(`complaint.doubt.${o.doubt}`))];
  const doubt = o.content && o.doubt ? make("p", { class: "baken-p" }, make("strong", {}, texts.say(`complaint.doubt.${o.doubt}`))) : null;
  return make("details", { class: "baken-details", "data-kind": o.paper.kind }, make("summary", {}, titleOfPaper(v, o.paper, opened, texts)),
    ...kept(v, o.paper, opened, texts), doubt, ...(o.content ? letters(v, o, texts) : []), ...body, ...beside);
}

// letters shows the letters in a paper. What a party put in its own paper in the
// form of a letter isn't one.
function letters(v: View, o: Opened, texts: Texts): HTMLElement[] {
  const by = v.seats.find((s) => s.number === o.paper.by)?.party;
  if (by === "complainant" || by === "accused") return [];
  return Object.values(o.content!.letters ?? {}).flatMap(({ lang, blocks }) => {
    const about = { lang, title: titleOf(blocks) };
    const button = (key: string, then: () => void): HTMLElement => {
      const b = make("button", { type: "button", class: "baken-quiet" }, texts.say(key));
      b.addEventListener("click", then);
      return b;
    };
    const kept = (): void => save(texts.say("complaint.view.letter_file"), "application/vnd.oasis.opendocument.text", [odt(blocks, about) as Uint8Array<ArrayBuffer>]);
    const buttons = [button("complaint.view.letter_odt", kept), " ", button("complaint.view.letter_print", () => printed(blocks, about))];
    return [sheet(document, blocks, lang), make("p", { class: "baken-p" }, ...buttons)];
  });
}

/** printed prints a letter alone. */
export function printed(blocks: readonly Block[], about: About): void {
  const root = make("div");
  document.body.append(root);
  const done = printAlone(root, blocks, about);
  print();
  done();
  root.remove();
}

function content(o: Opened, texts: Texts): HTMLElement[] {
  const { facts, text, files } = o.content!;
  const terms = facts.flatMap(([code, value]) => {
    const name = texts.has(`complaint.said.${code}`) ? texts.say(`complaint.said.${code}`) : code;
    const known = valueKey(code, value);
    return [make("dt", {}, name), texts.has(known) ? make("dd", {}, texts.say(known)) : make("dd", { class: "baken-verbatim", translate: "no" }, value)];
  });
  return [
    ...(terms.length > 0 ? [make("dl", { class: "baken-terms" }, ...terms)] : []),
    make("div", { class: "baken-verbatim", translate: "no" }, text),
    ...files.map((f) => file(f, texts)),
  ];
}

// file offers a file. Whoever wrote the paper may have put in it what is none.
function file(f: Attached, texts: Texts): HTMLElement {
  const button = make("button", { type: "button", class: "baken-quiet" }, texts.say("complaint.view.file", { name: f.name }));
  const said = make("span", { role: "status", class: "baken-small" });
  button.addEventListener("click", () => {
    try {
      save(f.name, "application/octet-stream", [bytes(f.data)]);
    } catch {
      said.textContent = texts.say("complaint.view.file_broken");
    }
  });
  return make("p", { class: "baken-p" }, button, " ", said);
}
