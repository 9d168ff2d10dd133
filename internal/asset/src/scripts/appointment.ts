// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of /help/{organisation}/appointment. Where it can't seal it does
// nothing: then the form stands there as it is without JavaScript, and says so.

import { Asking } from "../ask/asking.ts";
import { hearAway, readTexts } from "../report/page.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto && document.querySelector('[data-part="form"]')) {
  const org = decodeURIComponent(location.pathname.split("/")[2] ?? "");
  new Asking(org, readTexts()).open();
}
