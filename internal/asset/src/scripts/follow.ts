// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of the page on which a party follows its complaint. The words stay
// in this browser.

import { FollowView } from "../complaint/followview.ts";
import { part } from "../desk/dom.ts";
import { Coming } from "../report/coming.ts";
import { hearAway, readTexts } from "../report/page.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto) {
  const texts = readTexts();
  document.documentElement.classList.add("baken-live");
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
  const words = part(document, "words");
  const site = words.querySelector<HTMLInputElement>("input[name=site]")!.value;
  new Coming(texts, site, async (mine) => {
    if (!(await new FollowView(part(document, "view"), texts, site, mine).open())) return false;
    words.remove();
    return true;
  }, "complaint.follow.opening");
}
