// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of /report/return. The words of the receipt stay in this browser.

import { comeBack } from "../report/coming.ts";
import { Dialogue } from "../report/dialogue.ts";
import { Talk } from "../report/saying.ts";

comeBack(async (mine, { texts, words, view }) => {
  const talk = new Talk(mine);
  if (!(await talk.load())) return false;
  words.remove();
  void new Dialogue(view, texts, talk).open();
  return true;
});
