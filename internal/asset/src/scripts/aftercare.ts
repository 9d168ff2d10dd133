// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of aftercare, for its reporter. The words of the receipt stay in
// this browser.

import { FollowView } from "../care/followview.ts";
import { part } from "../desk/dom.ts";
import { comeBack } from "../report/coming.ts";
import { Fault } from "../seal/index.ts";

comeBack(async (mine, { texts, words, view }) => {
  try {
    await new FollowView(view, texts, mine).open();
    words.remove();
  } catch (e) {
    if (!(e instanceof Fault)) throw e;
    part(document, "closed", true).scrollIntoView({ block: "nearest" });
  }
  return true;
}, "counsel.care.opening");
