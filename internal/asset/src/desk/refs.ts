// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import type { Fingerprint } from "../seal/index.ts";

/** refOf gives the short name that the server has for a key, as hear/report makes it: the first 16 bytes of its fingerprint. */
export const refOf = (key: Fingerprint): string => key.slice(0, 32);
