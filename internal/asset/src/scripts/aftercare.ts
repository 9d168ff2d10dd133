// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of aftercare, for its reporter. The words of the receipt stay in
// this browser.

import { FollowView } from "../care/followview.ts";
import { part } from "../desk/dom.ts";
import { Coming } from "../report/coming.ts";
import { hearAway, readTexts } from "../report/page.ts";
import { Fault, type ReceiptKeys } from "../seal/index.ts";

hearAway();
if (globalThis.isSecureContext && "subtle" in crypto) {
  const texts = readTexts();
  document.documentElement.classList.add("baken-live");
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
  const words = part(document, "words");
  const site = words.querySelector<HTMLInputElement>("input[name=site]")!.value;
  const open = async (mine: ReceiptKeys): Promise<boolean> => {
    try {
      await new FollowView(part(document, "view"), texts, mine).open();
      words.remove();
    } catch (e) {
      if (!(e instanceof Fault)) throw e;
      part(document, "closed", true).scrollIntoView({ block: "nearest" });
    }
    return true;
  };
  new Coming(texts, site, open, "counsel.care.opening");
}
