// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What was said in a case, in its order: messages that passed every check,
// alarms in the place of those that didn't, and who could read from when.

import type { Fingerprint } from "../seal/index.ts";
import type { Content, Manifest } from "./content.ts";
import { deedFacts, deedWords, nth } from "./deed.ts";
import { make, part, screen, slot } from "./dom.ts";
import type { Alarm, Dossier, Sign, Turn } from "./dossier.ts";
import { fileList } from "./files.ts";
import { mark } from "./listview.ts";
import type { Page } from "./page.ts";
import { type Change, changes } from "./readers.ts";
import type { Session } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

/** blocks tells whether something is wrong with the keys of a case: then nothing more is sealed in it. */
export function blocks(dossier: Dossier): boolean {
  const keys: readonly Sign[] = ["maker", "grant", "readers", "swapped", "stranger"];
  return dossier.alarms.some((a) => keys.includes(a.sign) || a.epoch !== undefined);
}

/** alarmNode says what was seen, where, what not to do, and whom to tell. */
export function alarmNode(page: Page, alarm: Alarm): HTMLElement {
  const root = screen(`alarm-${alarm.sign}`);
  let where = "";
  if (alarm.seq !== undefined) where = page.say("report.desk.alarm.at_message", { seq: alarm.seq });
  else if (alarm.epoch !== undefined) where = page.say("report.desk.alarm.at_epoch", { epoch: alarm.epoch });
  slot(root, "where", where);
  return root;
}

/** dialogue shows all of a case, from the first message on. */
export function dialogue(session: Session, open: Unlocked, dossier: Dossier): HTMLElement[] {
  const alarms = dossier.alarms.filter((a) => a.seq !== undefined);
  const seqs = [...new Set([...dossier.turns.map((t) => t.seq), ...alarms.map((a) => a.seq!)])].sort((a, b) => a - b);
  const lines = new Map(changes(dossier).map((c) => [c.epoch, c]));
  const out: HTMLElement[] = [];
  let epoch = 1;
  const upTo = (number: number): void => {
    for (; epoch < number; epoch++) {
      const line = lines.get(epoch + 1);
      if (line) out.push(...changeNodes(session.page, open, dossier, line));
    }
  };
  for (const seq of seqs) {
    for (const alarm of alarms.filter((a) => a.seq === seq)) out.push(alarmNode(session.page, alarm));
    for (const turn of dossier.turns.filter((t) => t.seq === seq)) {
      upTo(turn.epoch);
      out.push(turnNode(session, open, dossier, turn));
    }
  }
  upTo(dossier.case.epoch);
  return out;
}

// changeNodes say who can read from here on, and who no longer can.
function changeNodes(page: Page, open: Unlocked, dossier: Dossier, change: Change): HTMLElement[] {
  const names = (keys: readonly Fingerprint[]): string[] => keys.map((k) => open.holderOf(k, dossier.case) || page.say("report.desk.case.somebody"));
  const [left, added] = [names(change.left), names(change.added)];
  // Who has other keys both left and came: that is one thing.
  const both = left.filter((n) => added.includes(n));
  const lines = [
    ...both.map((name) => page.say("report.desk.case.renewed", { name })),
    ...left.filter((n) => !both.includes(n)).map((name) => page.say("report.desk.case.left", { name })),
    ...added.filter((n) => !both.includes(n)).map((name) => page.say("report.desk.case.added", { name })),
  ];
  return lines.map((l) => make("p", { class: "baken-turnover" }, l));
}

function turnNode(session: Session, open: Unlocked, dossier: Dossier, turn: Turn): HTMLElement {
  const { page } = session;
  const root = screen("message");
  root.querySelector(".baken-message")?.classList.toggle("baken-message--mine", turn.from !== "reporter");
  slot(root, "who", who(page, open, dossier, turn));
  slot(root, "when", page.texts.instant(turn.at));
  const place = part(root, "mark");
  place.className = "baken-marks";
  place.append(...marks(page, turn));
  slot(root, "text", words(page, turn.content));
  part(root, "more").append(...more(session, open, dossier, turn));
  return root;
}

/** who names the sender of a message. */
export function who(page: Page, open: Unlocked, dossier: Dossier, turn: Turn): string {
  if (turn.from === "reporter") return page.say("report.desk.case.reporter");
  if (turn.from === open.me.person) return page.say("report.desk.case.you", { name: open.me.name });
  return open.nameOf(turn.from, dossier.case) || page.say("report.desk.case.somebody");
}

function marks(page: Page, turn: Turn): HTMLElement[] {
  const sender = turn.sure ? mark("ok", page.say("report.desk.case.verified")) : mark("warning", page.say("report.desk.case.unsure"));
  const kind = kindOf(page, turn.content);
  return kind === "" ? [sender] : [mark("plain", kind), sender];
}

/** kindOf says what kind of message it is; nothing of an answer as any other. */
export function kindOf(page: Page, c: Content): string {
  if (c.kind === "action") return nth(page.texts, c.number);
  return c.kind === "text" ? "" : page.say(`report.desk.kind.${c.kind}`);
}

/** words gives what a message says. */
export function words(page: Page, c: Content): string {
  switch (c.kind) {
    case "report":
      return c.what;
    case "action":
      return deedWords(page.texts, c);
    case "identity-answer":
      return [page.say(`report.desk.identity.${c.answer}`), c.text].filter((t) => t !== "").join("\n\n");
    default:
      return c.text;
  }
}

function more(session: Session, open: Unlocked, dossier: Dossier, turn: Turn): HTMLElement[] {
  const { page } = session;
  const c = turn.content;
  switch (c.kind) {
    case "report": case "text":
      return [...list(facts(page, c)), ...attached(session, open, dossier, turn, c.attachments)];
    default:
      return list(facts(page, c));
  }
}

/** facts gives the answers beside the words of a message, with what was asked. */
export function facts(page: Page, c: Content): [string, string][] {
  switch (c.kind) {
    case "report":
      return terms(page, c);
    case "action":
      return deedFacts(page.texts, c);
    case "identity-answer":
      return given(page, [["report.desk.identity.name", c.name], ["report.desk.identity.contact", c.contact]]);
    default:
      return [];
  }
}

function terms(page: Page, c: Content & { kind: "report" }): [string, string][] {
  const named = (prefix: string, codes: readonly string[]): string =>
    codes.map((code) => (page.texts.has(prefix + code) ? page.say(prefix + code) : code)).join("; ");
  return given(page, [
    ["report.desk.report.conduct", named("taxonomy.conduct.", c.conduct)],
    ["report.desk.report.grounds", named("taxonomy.ground.", c.grounds)],
    ["report.desk.report.source", c.source === "" ? "" : named("taxonomy.source.", [c.source])],
    ["report.desk.report.position", c.position === "" ? "" : named("report.position.", [c.position])],
    ["report.desk.report.when", c.when],
    ["report.desk.report.hope", named("report.hope.", c.hope)],
  ]);
}

function given(page: Page, pairs: readonly [string, string][]): [string, string][] {
  return pairs.filter(([, value]) => value !== "").map(([key, value]) => [page.say(key), value]);
}

function list(pairs: readonly [string, string][]): HTMLElement[] {
  if (pairs.length === 0) return [];
  return [make("dl", { class: "baken-terms" }, ...pairs.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))))];
}

function attached(session: Session, open: Unlocked, dossier: Dossier, turn: Turn, files: readonly Manifest[]): HTMLElement[] {
  return files.length === 0 ? [] : [fileList(session, open, dossier, turn, files)];
}
