// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The space itself: the list of notes, and one of them.

import { api as keys, SignedOut } from "../desk/api.ts";
import { hear, make, part, screen, slot, submit } from "../desk/dom.ts";
import { askTwice, takeTwice, trouble, working } from "../desk/keyview.ts";
import { rewrap } from "../desk/ring.ts";
import { api } from "./api.ts";
import { alarm, careRows } from "./careview.ts";
import { offerCount } from "./countview.ts";
import { blank, formScreen, resume } from "./formview.ts";
import type { Note } from "./note.ts";
import { showAsked } from "./requestview.ts";
import type { Open, Visit } from "./visit.ts";

const most = 140; // characters of a note that the list shows

/** spaceScreen shows all notes, or what was being typed before the space was locked. */
export async function spaceScreen(visit: Visit, open: Open): Promise<void> {
  if (await resume(visit, open, () => listScreen(visit, open))) return;
  listScreen(visit, open);
}

/** listScreen lists the notes; said tells what was just done. */
function listScreen(visit: Visit, open: Open, said = ""): void {
  const { page } = visit;
  const root = screen("space");
  hear(root, "new", () => formScreen(visit, open, blank(visit), (done) => listScreen(visit, open, done)));
  part(root, "count").textContent = page.say("counsel.space.count", { n: open.notes.length });
  part(root, "rows").replaceChildren(open.notes.length === 0 ? screen("none") : rows(visit, open));
  const alerts = open.cares.filter(({ care }) => care && alarm(care).length > 0).length;
  part(root, "alerts", alerts > 0);
  slot(root, "alerts", page.say("counsel.space.care.alerts", { n: alerts }));
  part(root, "cares", open.cares.length > 0);
  part(root, "care-rows").replaceChildren(make("ul", { class: "baken-cases" }, ...careRows(visit, open, () => listScreen(visit, open))));
  showAsked(visit, open, root, (done) => listScreen(visit, open, done));
  offerCount(visit, open, root);
  askTwice(page, root);
  submit(root, "rewrap", () => change(visit, open, root));
  visit.show(open, root, page.say("counsel.space.title"), said);
}

// change closes the same keys with another passphrase.
async function change(visit: Visit, open: Open, root: HTMLElement): Promise<void> {
  const { page } = visit;
  const passphrase = takeTwice(page, root);
  if (passphrase === null) return;
  await working(visit, root, "report.desk.setup.making", async () => {
    await rewrap(open.ring, passphrase);
    visit.me = { keyring: await keys.keyring() }; // what is asked for from now on is the new passphrase
    listScreen(visit, open, page.say("counsel.space.rewrapped"));
  });
}

function rows(visit: Visit, open: Open): HTMLElement {
  return make("ul", { class: "baken-cases" }, ...open.notes.map((note) => row(visit, open, note)));
}

function row(visit: Visit, open: Open, note: Note): HTMLElement {
  const { page } = visit;
  const button = make("button", { type: "button", class: "baken-quiet" }, page.say("counsel.space.open", { what: title(visit, note) }));
  button.addEventListener("click", () => noteScreen(visit, open, note));
  const text = note.content?.text ?? page.say("counsel.space.closed");
  return make("li", { class: "baken-case" },
    make("p", { class: "baken-case__title" }, title(visit, note)),
    make("p", { class: "baken-case__about" }, text.length > most ? `${text.slice(0, most)}…` : text),
    make("p", { class: "baken-case__act" }, button),
  );
}

// title names a note: what it is, and of which day.
function title(visit: Visit, { content, on }: Note): string {
  const { page } = visit;
  if (!content) return page.say("counsel.space.unread", { day: page.texts.civil(on) });
  return page.say("counsel.space.named", { kind: page.say(`counsel.space.kind.${content.kind}`), day: page.texts.civil(content.day) });
}

function noteScreen(visit: Visit, open: Open, note: Note): void {
  const { page } = visit;
  const root = screen("note");
  const { content } = note;
  part(root, "closed", !content);
  part(root, "opened", content !== null);
  if (content) {
    slot(root, "text", content.text);
    slot(root, "to", page.say("counsel.space.to", { to: content.to }));
    part(root, "referred", content.to !== "");
    const codes = [...content.conduct, ...content.grounds, content.source].filter((c) => c !== "");
    part(root, "codes").replaceChildren(...codes.map((c) => make("span", { class: "nl-data-badge baken-badge" }, page.say(codeKey(content, c)))));
    hear(root, "change", () => formScreen(visit, open, { id: note.id, version: note.version, org: note.org, content }, (done) => listScreen(visit, open, done)));
  }
  hear(root, "back", () => listScreen(visit, open));
  hear(root, "drop", () => part(root, "sure", true));
  hear(root, "drop-sure", () => drop(visit, open, root, note));
  visit.show(open, root, title(visit, note));
}

// codeKey gives the key of what a code is called: the same code can stand in
// several lists.
function codeKey(content: Note["content"], code: string): string {
  if (content!.conduct.includes(code)) return `taxonomy.conduct.${code}`;
  return content!.grounds.includes(code) ? `taxonomy.ground.${code}` : `taxonomy.source.${code}`;
}

async function drop(visit: Visit, open: Open, root: HTMLElement, note: Note): Promise<void> {
  const { page } = visit;
  await visit.guard(async () => {
    try {
      await api.drop(note.id, note.version);
      await visit.reload();
      listScreen(visit, open, page.say("counsel.space.dropped"));
    } catch (e) {
      if (e instanceof SignedOut) throw e;
      part(root, "progress").textContent = trouble(page, e);
    }
  });
}

