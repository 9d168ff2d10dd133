// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/counsel/counselapi for reporters. No cookie goes along:
// who asks is known by what the receipt gives alone.

import { ask as askAt } from "../report/api.ts";
import type { Kept } from "./care.ts";

/** Following is aftercare as its reporter gets it. */
export interface Following extends Kept {
  found: boolean;
  name: string; // of the counsellor; empty when he can't answer any more
  today: string;
}

const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const answer = await askAt(method, path, body === undefined ? undefined : JSON.stringify(body), "/counsel/api");
  return (answer.status === 204 ? undefined : await answer.json()) as T;
};

export const api = {
  open: (lookup: string) => ask<Following>("POST", "/care/open", { lookup }),
  begin: (body: { id: string; org: string; with: string; reader: string; lookup: string; verify: string; key: string; first: string }) =>
    ask<void>("POST", "/care/begin", body),
  say: (body: { lookup: string; seq: number; envelope: string }) => ask<void>("POST", "/care/say", body),
  end: (lookup: string) => ask<void>("POST", "/care/end", { lookup }),
};
