// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/report/reportapi for the desk, as its API.md has them.

import type { Log } from "./keylog.ts";
import type { Shown } from "./known.ts";

const root = "/desk/reports/api";

export type State = "new" | "acknowledged" | "answered" | "closed" | "withdrawn";

export interface Keys {
  recipient: string;
  verify: string;
}

export interface Member extends Shown {
  renewed: boolean; // made new keys and asks for access again
}

/** Waits is what the reporter waits for, until which day, and how many days late that is. */
export interface Waits {
  step: "read" | "feedback" | "conclude" | "action" | "effect";
  due: string;
  late: number;
}

/** Name is what an organisation is called. */
export interface Name {
  nl: string;
  en: string;
}

/** Line is somebody who leads an organisation, and the officers who work below him. */
export interface Line {
  name: string;
  under: string[];
}

export interface DeskOf {
  org: string;
  name: Name;
  top: string; // the organisation of the independent desk
  independent: boolean;
  members: Member[];
  others: Member[]; // the independent desk
  lines: Line[];
}

export interface Me {
  person: string;
  name: string;
  keyring: (Keys & { wrapped: string }) | null;
  desks: DeskOf[];
  keyEvents: (Log & { desk: string })[];
  rules: Rule[];
  leaves: { person: string; back: string; substitute: string }[]; // of today: one's own, and those for whom one substitutes
  logKey: string;
}

/** Rule says when a regime fits: when all its facts are found. */
export interface Rule {
  regime: string;
  facts: string[];
  article: string;
}

/** Track is a regime that a case is under. */
export interface Track {
  regime: string;
  since: string;
  committee: boolean;
  runs: boolean;
  ended: string | null;
  outcomes: string[] | null;
}

/** Clock is a day by which something is due, and why it is that day. */
export interface Clock extends Waits {
  regime: string;
  steps: { code: string; from: string; to: string; article: string; passed: string[] }[];
  warning?: string;
}

export interface Head {
  case: string;
  org: string;
  state: State;
  sealedBy: "browser" | "server";
  submittedAt: string;
  lastAt: string;
  lastFrom: string;
  messages: number;
  epoch: number;
  version: number;
  name: Name; // of the organisation
  missing: { id: string; epochs: number[] }[];
  waits?: Waits;
  handledBy: string; // the organisation whose desk handles it
  handler: string;
  triaged: boolean;
}

export interface EpochOf {
  number: number;
  recipient: string;
  sealedKey: string;
  recipients: string[]; // short names of keys
  madeBy: string;
  grantedBy?: string;
}

export interface Envelope {
  seq: number;
  epoch: number;
  from: string;
  at: string;
  envelope: string;
}

export interface Reader {
  id: string;
  name: string;
  recipient: string;
  independent: boolean;
  epochs: number[];
}

export interface Case {
  case: string;
  org: string;
  state: State;
  sealedBy: "browser" | "server";
  submittedAt: string;
  lastAt: string;
  lastFrom: string;
  version: number;
  reporter: Keys;
  epochs: EpochOf[];
  messages: Envelope[];
  attachments: { id: string; chunks: number; seq: number }[];
  members: Record<string, Keys & { name?: string; keys: Keys[] }>;
  readers: Reader[];
  missing: { id: string; epochs: number[] }[];
  name: Name; // of the organisation
  desk: Member[]; // everybody of today that it has to be sealed to
  nextSeq: number;
  epoch: number;
  waits?: Waits;
  handledBy: string; // the organisation whose desk handles it
  handler: string;
  excluded: { id: string; name: string }[];
  apart: Member[]; // those of them who are of the desk
  tracks: Track[];
  clocks: Clock[];
  actions: Action[];
  kept?: Kept;
}

/** Action is what a desk does about a case, without the words. */
export interface Action {
  number: number;
  owner: string; // a member, or "desk"
  due: string;
  late: number; // days; negative when days are left
  done: string | null;
  dropped: string | null;
  checks: { months: number; due: string; late: number; made: string | null; now: boolean }[]; // whether it helped
}

/** DeedOf is what a message does to an action. */
export interface DeedOf {
  do: "plan" | "move" | "done" | "drop" | "check";
  number: number;
  owner?: string;
  due?: string;
}

/** Kept is how long a case is kept, by the retention of which regime, and how many days more backups may hold it. */
export interface Kept {
  regime: string;
  until: string | null; // null while it is open
  held: boolean;
  effect: boolean; // until then it is looked whether an action helped
  backups: number; // 0: that isn't known
}

/** Refused is an answer that says why not, in the reader's language. */
export class Refused extends Error {
  constructor(readonly status: number, readonly key: string, message: string) {
    super(message);
  }
}

/** Gone says that a case isn't there, or not any more for who asks. */
export class Gone extends Refused {
  constructor(readonly id: string, refused: Refused) {
    super(refused.status, refused.key, refused.message);
  }
}

/** SignedOut says that the session is over. */
export class SignedOut extends Error {}

/** Unreachable says that the server didn't answer. */
export class Unreachable extends Error {}

/** ask calls an address, and throws SignedOut, Refused or Unreachable when it isn't answered as it should. */
export async function ask(method: string, address: string, body?: unknown): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      method, redirect: "manual", cache: "no-store", credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
  // Who isn't signed in is led to another page, or is told so.
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer: Response): Promise<Refused> {
  const said = (await answer.json().catch(() => ({}))) as { key?: string; message?: string };
  return new Refused(answer.status, said.key ?? "", said.message ?? "");
}

// ofCase tells what is said of a case that can't be seen from what is said of
// anything else.
async function ofCase<T>(id: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (e) {
    throw e instanceof Refused && e.key === "report.not_found" ? new Gone(id, e) : e;
  }
}

async function json<T>(method: string, path: string, body?: unknown): Promise<T> {
  return value<T>(await ask(method, root + path, body));
}

/** value gives what an answer holds; nothing when it says that there is nothing. */
export async function value<T>(answer: Response): Promise<T> {
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

const at = (id: string): string => `/cases/${encodeURIComponent(id)}`;

/** Filter is what of the list is asked for. */
export interface Filter {
  which?: string; // "me", "none" or "late"
  state?: string;
  org?: string;
  page?: string;
}

/** filterQuery writes a filter as the query of an address. */
export function filterQuery(filter: Filter): string {
  const query = new URLSearchParams();
  for (const name of ["which", "state", "org", "page"] as const) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Handling is what can be changed of how a case is handled; each has its address. */
export type Handling = "triage" | "end" | "assign" | "exclude" | "admit" | "hand" | "hold" | "release";

/** Classification is what a case is about, in codes. */
export interface Classification {
  grounds: string[];
  conduct: string[];
  sources: string[];
}

export interface SealedMessage {
  seq: number;
  epoch: number;
  envelope: string;
}

export const api = {
  me: () => json<Me>("GET", "/me"),
  keyring: async () => (await json<Pick<Me, "keyring">>("GET", "/keyring")).keyring,
  setUp: (k: Keys & { wrapped: string }) => json<void>("POST", "/keyring", k),
  renew: (k: Keys & { wrapped: string }) => json<void>("POST", "/keyring/renew", k),
  cases: ({ which, ...filter }: Filter) => {
    const query = new URLSearchParams(filterQuery(filter));
    if (which === "late") query.set("late", "1");
    else if (which) query.set("handler", which);
    return json<{ cases: Head[]; next: string; total?: number }>("GET", `/cases?${query}`);
  },
  open: async (id: string): Promise<Case> => {
    const answer = await ofCase(id, json<Case>("GET", at(id)));
    return {
      ...answer, readers: answer.readers ?? [], missing: answer.missing ?? [], desk: answer.desk ?? [], handler: answer.handler ?? "",
      excluded: answer.excluded ?? [], apart: answer.apart ?? [], clocks: answer.clocks ?? [], actions: answer.actions ?? [],
    };
  },
  send: (id: string, message: SealedMessage, means: { feedback?: true; deed?: DeedOf } = {}) =>
    json<{ proof: string; version: number; seq: number }>("POST", `${at(id)}/messages`, { message, ...means }),
  epoch: (id: string, e: { number: number; recipient: string; sealedKey: string; recipients: string[] }) =>
    json<{ version: number }>("POST", `${at(id)}/epochs`, e),
  reseal: (id: string, epochs: { number: number; sealedKey: string; recipients: string[] }[]) =>
    json<{ version: number }>("POST", `${at(id)}/reseal`, { epochs }),
  state: (id: string, state: State, version: number) =>
    ofCase(id, json<{ version: number }>("POST", `${at(id)}/state`, { state, version })),
  handle: (id: string, what: Handling, body: object) => ofCase(id, json<{ version: number }>("POST", `${at(id)}/${what}`, body)),
  leave: (back: string | null, substitute: string) => json<void>("POST", "/leave", { back, substitute }),
  tally: (id: string, org: string, c: Classification) => json<void>("POST", "/tallies", { id, org, ...c }),
  counted: async (id: string): Promise<boolean> => (await json<{ known: string[] }>("POST", "/tallies/known", { ids: [id] })).known.includes(id),
  gone: (cases: string[]) => json<{ gone: string[] }>("POST", "/gone", { cases }),
  index: () => json<{ version: number; envelope: string }>("GET", "/index"),
  keepIndex: (version: number, envelope: string) => json<{ version: number }>("PUT", "/index", { version, envelope }),
  chunk: async (id: string, attachment: string, index: number): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await ask("GET", `${root}${at(id)}/attachments/${encodeURIComponent(attachment)}/${index}`);
    return new Uint8Array(await answer.arrayBuffer());
  },
};
