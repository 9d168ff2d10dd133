// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The list of reports: what the server keeps in clear, beside what stands in
// one's own sealed index.

import { api, type Filter, filterQuery, type Head, SignedOut, type Waits } from "./api.ts";
import { doubtful } from "./doubtview.ts";
import { field, hear, make, need, part, screen, set, slot, submit } from "./dom.ts";
import { trouble } from "./keyview.ts";
import { leaveView } from "./leaveview.ts";
import { Many } from "./manyview.ts";
import { forget, indexAll } from "./reading.ts";
import type { Entry } from "./search.ts";
import type { Session, View } from "./session.ts";
import type { Unlocked } from "./unlocked.ts";

const mostFound = 50;

/** listScreen shows a page of the list, as the address asks for it. */
export async function listScreen(session: Session, open: Unlocked): Promise<View> {
  const { page } = session;
  const root = screen("list");
  const filter = filterOf(location.search);
  page.show(root, page.say("report.desk.title"));
  const stop = new AbortController();
  filters(session, open, root, filter);
  const many: Many = new Many(session, open, root, () => load(session, open, root, filter, many));
  const again = search(session, open, root, () => load(session, open, root, filter, many));
  unread(session, open, root, stop.signal);
  leaveView(session, open, root);
  await load(session, open, root, filter, many);
  setTimeout(() => open.vault.index.ready(), 200); // while nothing else is to be done
  await session.guard(async () => {
    if (await forget(open)) again();
  });
  return { leave: async () => stop.abort() };
}

function filterOf(query: string): Filter {
  const given = new URLSearchParams(query);
  return { which: given.get("which") ?? "", state: given.get("state") ?? "", org: given.get("org") ?? "", page: given.get("page") ?? "" };
}

function filters(session: Session, open: Unlocked, root: HTMLElement, filter: Filter): void {
  const [which, state, org] = [field<HTMLSelectElement>(root, "which"), field<HTMLSelectElement>(root, "state"), field<HTMLSelectElement>(root, "org")];
  const { page } = session;
  for (const one of [which, state, org]) need<HTMLOptionElement>(one, "option").textContent = page.say("report.desk.list.all");
  for (const desk of open.me.desks) org.append(make("option", { value: desk.org }, desk.name[page.lang]));
  part(root, "desks", open.me.desks.length > 1);
  which.required = state.required = org.required = field(root, "look-for").required = false;
  which.value = filter.which ?? "";
  state.value = filter.state ?? "";
  org.value = filter.org ?? "";
  const form = need<HTMLFormElement>(root, "form[role=search]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void session.go("/desk/reports" + filterQuery({ which: which.value, state: state.value, org: org.value }));
  });
  hear(root, "first", () => session.go("/desk/reports" + filterQuery({ ...filter, page: "" })));
}

async function load(session: Session, open: Unlocked, root: HTMLElement, filter: Filter, many: Many): Promise<void> {
  const { page } = session;
  const count = part(root, "count");
  if (!searching(root)) count.textContent = page.say("report.desk.list.loading");
  try {
    const { cases, next, total } = await api.cases(filter);
    notices(session, open, root, cases);
    if (searching(root)) return; // who began to search meanwhile sees what was found
    many.show(cases);
    count.textContent = cases.length === 0 ? "" : total ? page.say("report.desk.list.late_count", { n: total }) : page.say("report.desk.list.count", { n: cases.length });
    part(root, "rows").replaceChildren(cases.length === 0 ? screen(filterQuery(filter) ? "empty" : "none") : rows(cases.map((h) => row(session, open, h, many))));
    part(root, "pages", next !== "" || Boolean(filter.page));
    need(root, '[data-do="first"]').hidden = !filter.page;
    const on = need<HTMLButtonElement>(root, '[data-do="next"]');
    on.hidden = next === "";
    on.onclick = () => void session.go("/desk/reports" + filterQuery({ ...filter, page: next }));
  } catch (e) {
    if (e instanceof SignedOut) throw e;
    count.textContent = trouble(page, e);
  }
}

function rows(items: readonly HTMLElement[]): HTMLElement {
  return make("ol", { class: "baken-cases" }, ...items);
}

// row shows a case by what one knows of it: its beginning, when one has read it.
function row(session: Session, open: Unlocked, head: Head, many: Many): HTMLElement {
  const { page } = session;
  const { texts } = page;
  const entry = open.vault.index.get(head.case);
  const ref = reference(head.case);
  const fresh = entry ? head.messages - entry.seen : 0;
  const from = page.say(head.lastFrom === "reporter" ? "report.desk.list.from_reporter" : "report.desk.list.from_desk", {
    at: texts.instant(Date.parse(head.lastAt)),
  });
  const about = [page.say("report.desk.list.messages", { n: head.messages }), from, ...desk(open, page.lang, head)];
  return item(
    head.case, entry?.title || page.say("report.desk.list.unopened", { ref }),
    entry?.title ? page.say("report.desk.list.ref", { ref }) : "",
    about.join(" · "),
    [badge(session, head.state), ...waitMark(session, head.waits), ...handled(session, open, head), ...(fresh > 0 ? [mark("warning", page.say("report.desk.list.fresh", { n: fresh }))] : [])],
    many.box(head, ref), many.why(head),
  );
}

function desk(open: Unlocked, lang: "nl" | "en", head: Head): string[] {
  if (open.me.desks.length < 2 && open.desk(head.org)) return [];
  return [head.name[lang]];
}

// handled marks what somebody has to choose yet, and what is one's own.
function handled(session: Session, open: Unlocked, head: Head): HTMLElement[] {
  const { page } = session;
  const over = head.state === "closed" || head.state === "withdrawn";
  const out = [];
  if (!head.triaged && !over) out.push(mark("warning", page.say("report.desk.list.untriaged")));
  if (head.handler === open.me.person) out.push(mark("info", page.say("report.desk.list.mine")));
  else if (open.me.leaves.some((l) => l.person === head.handler)) out.push(mark("info", page.say("report.desk.list.for", { name: open.nameOf(head.handler) })));
  else if (head.handler) out.push(mark("plain", page.say("report.desk.list.handler", { name: open.nameOf(head.handler) })));
  if (head.handledBy !== head.org) out.push(mark("plain", page.say("report.desk.list.independent")));
  return out;
}

function item(id: string, title: string, ref: string, about: string, badges: HTMLElement[], box: HTMLElement | null = null, why: HTMLElement | null = null): HTMLElement {
  return make("li", { class: "baken-case" },
    make("p", { class: "baken-case__title" }, box,
      make("a", { class: "utrecht-link utrecht-link--html-a", href: `/desk/reports/${encodeURIComponent(id)}` }, title),
      ref ? make("span", { class: "baken-case__ref" }, ref) : null,
    ),
    make("p", { class: "baken-case__about" }, about),
    make("p", { class: "baken-case__badges" }, ...badges), why,
  );
}

/** reference is a name for a case that people can say: its last six letters. */
export function reference(id: string): string {
  return id.slice(-6).toUpperCase();
}

/** badge shows how far a case is. */
export function badge(session: Session, state: Head["state"]): HTMLElement {
  const kinds = { new: "warning", acknowledged: "info", answered: "ok", closed: "plain", withdrawn: "plain" } as const;
  return mark(kinds[state], session.page.say(`report.desk.state.${state}`));
}

/** waitMark shows until when the reporter waits, and for what. */
export function waitMark(session: Session, waits?: Waits): HTMLElement[] {
  if (!waits) return [];
  const { page } = session;
  const key = `report.desk.waits.${waits.step}`;
  if (waits.late > 0) return [mark("error", page.say(`${key}_late`, { n: waits.late }))];
  if (waits.late === 0) return [mark("warning", page.say(`${key}_today`))];
  return [mark("plain", page.say(key, { n: -waits.late }))];
}

export function mark(kind: "info" | "ok" | "warning" | "error" | "plain", text: string): HTMLElement {
  return make("span", { class: `nl-data-badge baken-badge${kind === "plain" ? "" : ` baken-badge--${kind}`}` }, text);
}

const searching = (root: HTMLElement): boolean => field(root, "look-for").value.trim() !== "";

// Searching shows what was found in place of the list, at every letter. It gives
// what looks again.
function search(session: Session, open: Unlocked, root: HTMLElement, list: () => Promise<void>): () => void {
  const control = field(root, "look-for");
  const stop = need(root, '[data-do="stop-search"]');
  stop.hidden = true;
  const find = (): void => {
    if (!searching(root)) {
      if (!stop.hidden) stop.click(); // the field was emptied by hand
      return;
    }
    stop.hidden = false;
    const found = open.vault.index.find(control.value, mostFound);
    part(root, "count").textContent = session.page.say("report.desk.search.found", { n: found.length });
    part(root, "rows").replaceChildren(rows(found.map((e) => hit(session, e))));
    part(root, "pages", false);
    part(root, "many", false);
  };
  control.type = "search";
  set(control, "autocapitalize", "none");
  control.addEventListener("input", find);
  submit(root, "search", find);
  hear(root, "stop-search", async () => {
    control.value = "";
    control.focus();
    stop.hidden = true;
    await session.guard(list);
  });
  return find;
}

function hit(session: Session, entry: Entry): HTMLElement {
  const ref = session.page.say("report.desk.list.ref", { ref: reference(entry.id) });
  return item(entry.id, entry.title, ref, entry.snippet, []);
}

function unread(session: Session, open: Unlocked, root: HTMLElement, stop: AbortSignal): void {
  const { page } = session;
  const tell = (n: number): void => slot(root, "unread", n === 0 ? page.say("report.desk.search.nothing") : page.say("report.desk.search.size", { n }));
  tell(open.vault.index.size);
  part(root, "unread", true);
  hear(root, "index", () => session.guard(async () => {
    const done = await indexAll(session, open, stop, tell);
    if (!stop.aborted) part(root, "count").textContent = page.say("report.desk.search.indexed", { n: done });
    await open.vault.keep();
  }));
}

// notices say what waits for a person: keys to check, and who can't read what
// he should, oneself or a colleague with new keys.
function notices(session: Session, open: Unlocked, root: HTMLElement, heads: readonly Head[]): void {
  const { me } = open;
  const out: HTMLElement[] = [];
  const lacks = (id: string): boolean => heads.some((h) => h.missing.some((m) => m.id === id));
  const own = me.desks.flatMap((d) => d.members).find((m) => m.id === me.person);
  if (own?.renewed && lacks(me.person)) out.push(screen("renewed"));
  if (doubtful(open)) {
    const unknown = screen("unknown");
    hear(unknown, "check", () => session.check());
    out.push(unknown);
  }
  const asking = me.desks.flatMap((d) => [...d.members, ...d.others]).filter((m) => open.asks(m) && lacks(m.id));
  for (const name of new Set(asking.map((m) => m.name))) {
    const asks = screen("asks");
    slot(asks, "about", session.page.say("report.desk.asks_about", { name }));
    out.push(asks);
  }
  part(root, "notices").replaceChildren(...out);
}
