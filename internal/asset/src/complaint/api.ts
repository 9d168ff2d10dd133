// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/complaint/complaintapi, as its documentation has them,
// for whoever comes with words. No cookie goes along.

import { ask as askAt } from "../report/api.ts";

export type Party = "complainant" | "accused" | "secretary" | "member" | "authority";
export type Capacity = "" | "chair" | "representative" | "supporter";

export interface Name {
  nl: string;
  en: string;
}

export interface Keys {
  recipient: string;
  verify: string;
}

/** Away is from one day to another, both included. */
export interface Away {
  from: string;
  until: string;
}

export interface Officer extends Keys {
  person: string;
  name: string;
  at: string; // the organisation in which he has his role
  away?: Away[]; // when he isn't there, for who works on complaints
}

/** Panel is who takes complaints about an organisation. */
export interface Panel {
  org: string;
  name: Name;
  committee: string;
  advice: "with" | "without";
  secretaries: Officer[];
  members?: Officer[]; // for who works on complaints
  authorities?: Officer[];
  today: string;
}

export interface Seat extends Keys {
  number: number;
  party: Party;
  capacity: Capacity;
  person?: string; // of an official, for officials
  name: string; // of an official
  sits: boolean;
  lent: boolean; // somebody else made his words
  post: boolean; // gets letters on paper
  was: Keys[];
}

/** Withheld is from which party a paper is kept that it would read by the table, and why; empty for nobody. */
export interface Withheld {
  from: Party | "";
  ground: string;
}

/** Paper is one that is there; with its envelopes when it was given to who asks. */
export interface Paper {
  number: number;
  kind: string;
  step: number; // for which it was written, as a place in taken; -1: for none
  by: number;
  on: string;
  readers: number[];
  of?: number; // the paper of which it is a version without what a party doesn't get to read; 0: none
  withheld?: Withheld;
  grounds?: string[]; // on which one can withhold it
  key?: string;
  giver: number; // who sealed the key anew; 0: nobody
  envelope?: string;
}

export interface Taken {
  step: string;
  by: Party;
  on: string;
  ground: string;
  told: Party[];
}

export interface Clock {
  step: string;
  by: Party;
  due: string;
  late: number; // days; negative when days are left
  steps: { code: string; from: string; to: string; article: string; passed: string[] }[];
}

/** Step is one that can be taken, with what has to come with it. */
export interface Step {
  step: string;
  grounds: string[];
  writes: string;
  may: string[];
  tells: Party[];
  articles: string[];
}

/** View is a complaint as one sees it who sits in it. */
export interface View {
  id: string;
  version: number;
  org: string;
  name: Name;
  committee: Name;
  edition: string;
  state: string;
  advice: "with" | "without";
  facts: string[];
  received: string;
  today: string;
  seat: number;
  seats: Seat[];
  taken: Taken[];
  papers: Paper[]; // that one reads by the table, given or not yet
  next: number; // of the next paper
  clocks: Clock[];
  steps: Step[];
  owed: { paper: number; to: number }[];
  terms: { conclude: number; decline: number; ombudsman: number }; // weeks, weeks and years
  ifAdjourned: string[]; // by which day it would have to be concluded if it were adjourned today, by one week, by two …
  hearings: { of: Party; on: string; at: string; step: number; off: boolean }[];
  posts: { paper: number; step: number; to: number; state: "unsent" | "printed" | "posted"; on: string }[];
  moved: { step: string; from: string; to: string; on: string }[];
  barred: string[];
  orphans: number[];
  joinedTo?: string; // for officials
  counters?: string; // for officials
}

/** SealedPaper is a paper as it is sent in. */
export interface SealedPaper {
  kind: string;
  number: number;
  readers: number[];
  of?: number;
  withheld?: Withheld;
  key: string;
  envelope: string;
}

/** Sitting is a seat as it is sent in. */
export interface Sitting extends Keys {
  party: Party;
  capacity: Capacity;
  person?: string;
  at?: string;
  lookup?: string;
  post?: boolean;
}

/** Act is what somebody does in a complaint. */
export interface Act {
  since: number;
  step?: string;
  ground?: string;
  weeks?: number;
  hearing?: { on: string; at: string };
  joinTo?: string;
  papers?: SealedPaper[];
  withhold?: ({ paper: number } & Withheld)[];
  sit?: Sitting[];
  rise?: number[];
  bar?: string[];
  grants?: { paper: number; to: number; key: string }[];
  posts?: { paper: number; step: number; to: number; state: string }[];
  own?: Keys & { lookup: string };
  lend?: Keys & { lookup: string; to: number };
}

/** Submitting is a complaint as it is sent in. */
export interface Submitting extends Keys {
  id: string;
  org: string;
  to: string[];
  lookup: string;
  key: string;
  envelope: string;
  received?: string;
  post?: boolean;
  counters?: string;
}

const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await askAt(method, path, body === undefined ? undefined : JSON.stringify(body), "/complaint/api");
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};

export const api = {
  panel: (org: string) => ask<Panel>("GET", `/organisations/${encodeURIComponent(org)}`),
  submit: (body: Submitting) => ask<void>("POST", "/complaints", body),
  open: async (lookup: string) => (await ask<{ complaints: View[] }>("POST", "/words/open", { lookup })).complaints,
  act: (lookup: string, id: string, act: Act) => ask<void>("POST", "/words/act", { lookup, id, act }),
};
