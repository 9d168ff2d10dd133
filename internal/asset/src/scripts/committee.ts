// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The room in which complaints are worked on.

import { listScreen } from "../committee/listview.ts";
import { Visit } from "../committee/visit.ts";
import { SignedOut } from "../desk/api.ts";
import { need, part } from "../desk/dom.ts";
import { lockScreen, trouble } from "../desk/keyview.ts";
import { Page } from "../desk/page.ts";

const page = new Page();
const site = need<HTMLInputElement>(document, "input[name=site]").value;
try {
  lockScreen(await Visit.begin(page, site, { locked: lockScreen, list: listScreen }), "start");
} catch (e) {
  if (e instanceof SignedOut) location.reload();
  else part(document, "desk").textContent = trouble(page, e);
}
