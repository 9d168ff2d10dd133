// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/counsel/counselapi, as its documentation has them.

import type { Kept as KeptOf } from "../care/care.ts";
import { ask, type Name, value } from "../desk/api.ts";

const root = "/counsel/api";

export interface Seat {
  org: string;
  name: Name;
}

export interface Me {
  person: string;
  name: string;
  seats: Seat[];
  broader: Record<string, string[]>; // under which grounds one is counted
}

/** Kept is a note as the server has it. */
export interface Kept {
  id: string;
  version: number;
  org: string;
  on: string;
  envelope: string;
}

/** KeptCare is aftercare as the server has it. */
export interface KeptCare extends KeptOf {
  verify: string; // with which its reporter signs
}

/** Request is a request for a talk as the server has it. */
export interface Request {
  id: string;
  org: string;
  on: string;
  envelope: string;
}

const note = (id: string): string => `${root}/notes/${encodeURIComponent(id)}`;

export const api = {
  me: async () => value<Me>(await ask("GET", `${root}/me`)),
  notes: async (): Promise<Kept[]> => {
    const all: Kept[] = [];
    for (let more = true; more;) {
      const query = new URLSearchParams({ after: all.at(-1)?.id ?? "" });
      const page = await value<{ notes: Kept[]; more: boolean }>(await ask("GET", `${root}/notes?${query}`));
      all.push(...page.notes);
      more = page.more && page.notes.length > 0;
    }
    return all;
  },
  cares: async (): Promise<{ today: string; cares: KeptCare[] }> => {
    const all: KeptCare[] = [];
    let today = "";
    for (let more = true; more;) {
      const query = new URLSearchParams({ after: all.at(-1)?.id ?? "" });
      const page = await value<{ cares: KeptCare[]; today: string; more: boolean }>(await ask("GET", `${root}/cares?${query}`));
      all.push(...page.cares);
      today = page.today;
      more = page.more && page.cares.length > 0;
    }
    return { today, cares: all };
  },
  answer: async (care: string, body: { seq: number; envelope: string }) => {
    await ask("POST", `${root}/cares/${encodeURIComponent(care)}`, body);
  },
  keep: async (id: string, body: { org: string; version: number; envelope: string }) => {
    await ask("PUT", note(id), body);
  },
  drop: async (id: string, version: number) => {
    await ask("DELETE", note(id), { version });
  },
  count: async (body: { org: string; year: number; n: number; codes: Record<string, number> }) => {
    await ask("PUT", `${root}/counts`, body);
  },
  requests: async () => (await value<{ requests: Request[] }>(await ask("GET", `${root}/requests`))).requests,
  handled: async (id: string) => {
    await ask("DELETE", `${root}/requests/${encodeURIComponent(id)}`);
  },
};
