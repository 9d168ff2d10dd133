// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of the page on which a complaint is filed.

import { Filing, type Kept } from "../complaint/filing.ts";
import { need } from "../desk/dom.ts";
import { Draft } from "../report/draft.ts";
import { hearAway, readTexts } from "../report/page.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto) {
  const org = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  const site = need<HTMLInputElement>(document, "input[name=site]").value;
  await new Filing(org, site, readTexts(), await Draft.open<Kept>(`complaint ${org}`)).open();
}
