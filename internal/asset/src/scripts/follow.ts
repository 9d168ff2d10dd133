// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The script of the page on which a party follows its complaint. The words stay
// in this browser.

import { FollowView } from "../complaint/followview.ts";
import { comeBack } from "../report/coming.ts";

comeBack(async (mine, { texts, site, words, view }) => {
  if (!(await new FollowView(view, texts, site, mine).open())) return false;
  words.remove();
  return true;
}, "complaint.follow.opening");
