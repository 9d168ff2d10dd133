// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of /report/{organisation}. Where it can't seal it does nothing:
// then the form stands there as it is without JavaScript, and says so.

import { Draft } from "../report/draft.ts";
import { Filing, type Kept } from "../report/filing.ts";
import { hearAway, readTexts } from "../report/page.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto) {
  const org = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
  await new Filing(org, readTexts(), await Draft.open<Kept>(`report ${org}`)).open();
}
