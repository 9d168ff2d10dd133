// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The desk on which intake officers read and answer reports.

import { api, SignedOut } from "../desk/api.ts";
import { caseScreen } from "../desk/caseview.ts";
import { doubtScreen } from "../desk/doubtview.ts";
import { part } from "../desk/dom.ts";
import { keysScreen } from "../desk/keysview.ts";
import { lockScreen, trouble } from "../desk/keyview.ts";
import { listScreen } from "../desk/listview.ts";
import { Page } from "../desk/page.ts";
import { path, type Screens, Session } from "../desk/session.ts";

const screens: Screens = {
  locked: lockScreen,
  check: (session, open) => doubtScreen(session, open, () => session.show()),
  show: (session, open) => {
    const { screen, id } = path();
    if (screen === "keys") return keysScreen(session, open);
    return screen === "case" ? caseScreen(session, open, id) : listScreen(session, open);
  },
};

const page = new Page();
try {
  lockScreen(new Session(page, await api.me(), screens), "start");
} catch (e) {
  if (e instanceof SignedOut) location.reload();
  else part(document, "desk").textContent = trouble(page, e);
}
