// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

import { need } from "./errors.ts";

/** Case names a case of an organisation: each 1 to 128 characters of printable ASCII without space. */
export interface Case {
  organisation: string;
  id: string;
}

export const isName = (s: string): boolean => /^[!-~]{1,128}$/.test(s);

export const isLabel = (s: string): boolean => /^[a-z0-9.-]{1,64}$/.test(s);

export function checkCase(c: Case): void {
  need(isName(c.organisation), "seal.name", { field: "organisation" });
  need(isName(c.id), "seal.name", { field: "case" });
}
