// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/complaint/complaintapi for whoever works on complaints.

import type { Act, Away, Name, Panel, Party, Submitting, View } from "../complaint/api.ts";
import { ask, value } from "../desk/api.ts";
import type { Template } from "../document/index.ts";
import type { Tally } from "./tally.ts";

const root = "/committee/api";

export interface Me {
  person: string;
  name: string;
  parties: Party[];
  away: Away[]; // from today on
  today: string;
}

export interface Head {
  id: string;
  org: string;
  name: Name;
  state: string;
  received: string;
  due: string | null;
  step: string;
  by: Party;
  next: string | null;
  late: number; // days; negative when days are left
  as: Party;
}

export interface Count {
  org: string;
  name: Name;
  running: number;
  overdue: number;
  late: number;
  received: number;
}

export interface List {
  complaints: Head[];
  next: string;
  counts: Count[];
  agenda: { id: string; name: Name; of: Party; on: string; at: string }[];
  today: string;
}

/** Filter is what of the list is asked for. */
export interface Filter {
  org?: string;
  late?: boolean;
  over?: boolean;
  after?: string;
}

const at = (id: string): string => `${root}/complaints/${encodeURIComponent(id)}`;

export const api = {
  me: async () => value<Me>(await ask("GET", `${root}/me`)),
  list: async ({ org, late, over, after }: Filter): Promise<List> => {
    const query = new URLSearchParams({ ...(org && { org }), ...(late && { late: "1" }), ...(over && { over: "1" }), ...(after && { after }) });
    return value<List>(await ask("GET", `${root}/complaints?${query}`));
  },
  open: async (id: string) => value<View>(await ask("GET", at(id))),
  letters: async (id: string, document: string) =>
    (await value<{ letters: { to: Party; template: Template }[] }>(await ask("GET", `${at(id)}/letters/${encodeURIComponent(document)}`))).letters,
  act: async (id: string, act: Act) => value<void>(await ask("POST", at(id), act)),
  away: async (away: Away[]) => value<void>(await ask("PUT", `${root}/away`, { away })),
  tally: async (t: Tally) => value<void>(await ask("POST", `${root}/tallies`, t)),
  submit: async (body: Submitting) => value<void>(await ask("POST", `${root}/complaints`, body)),
  panel: async (org: string) => value<Panel>(await ask("GET", `${root}/organisations/${encodeURIComponent(org)}`)),
};
