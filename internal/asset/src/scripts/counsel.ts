// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The space of a counsellor.

import { spaceScreen } from "../counsel/spaceview.ts";
import { Visit } from "../counsel/visit.ts";
import { SignedOut } from "../desk/api.ts";
import { part } from "../desk/dom.ts";
import { lockScreen, trouble } from "../desk/keyview.ts";
import { Page } from "../desk/page.ts";

const page = new Page();
try {
  lockScreen(await Visit.begin(page, { locked: lockScreen, space: spaceScreen }), "start");
} catch (e) {
  if (e instanceof SignedOut) location.reload();
  else part(document, "desk").textContent = trouble(page, e);
}
