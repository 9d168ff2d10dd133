// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A request for a talk, as the counsellor who was asked opens it.

import { openWish, type Wish } from "../ask/wish.ts";
import { bytes } from "../desk/bytes.ts";
import type { Keyring } from "../seal/index.ts";
import { api, type Request } from "./api.ts";

/** Asked is a request that was opened; without a wish when it couldn't be. */
export interface Asked extends Request {
  wish: Wish | null;
}

/** allAsked opens what the server has, the oldest first. */
export async function allAsked(ring: Keyring): Promise<Asked[]> {
  return Promise.all((await api.requests()).map(async (r) => ({ ...r, wish: await openWish(bytes(r.envelope), ring.identity, r) })));
}
