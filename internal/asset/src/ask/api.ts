// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The addresses of hear/counsel/counselapi for who asks for a talk. No cookie
// goes along, so that who is signed in isn't known by it.

import { text64 } from "../desk/bytes.ts";
import { ask } from "../report/api.ts";

/** Counsellor is somebody to whom something can be sealed. */
export interface Counsellor {
  entry: string;
  name: string;
  recipient: string;
  verify: string;
}

const root = (org: string): string => `/counsel/api/organisations/${encodeURIComponent(org)}`;

export const api = {
  counsellors: async (org: string): Promise<Counsellor[]> => {
    const answer = await ask("GET", "/counsellors", undefined, root(org));
    return ((await answer.json()) as { counsellors: Counsellor[] }).counsellors;
  },
  send: async (org: string, id: string, entry: string, envelope: Uint8Array): Promise<void> => {
    await ask("POST", "/requests", JSON.stringify({ id, entry, envelope: text64(envelope) }), root(org));
  },
};
