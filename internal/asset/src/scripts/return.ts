// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of /report/return. The words of the receipt stay in this browser.

import { part } from "../desk/dom.ts";
import { Coming } from "../report/coming.ts";
import { Dialogue } from "../report/dialogue.ts";
import { hearAway, readTexts } from "../report/page.ts";
import { Talk } from "../report/saying.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto) {
  const texts = readTexts();
  document.documentElement.classList.add("baken-live");
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
  const words = part(document, "words");
  const site = words.querySelector<HTMLInputElement>("input[name=site]")!.value;
  new Coming(texts, site, async (mine) => {
    const talk = new Talk(mine);
    if (!(await talk.load())) return false;
    words.remove();
    void new Dialogue(part(document, "view"), texts, talk).open();
    return true;
  });
}
