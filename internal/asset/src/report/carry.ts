// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A report that becomes a formal complaint, if its reporter wants it. What he
// wrote is put in the form of the complaint, on this device: nothing is sent, and
// no record links the two.

import { hear, part } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { ask, Refused, Unreachable } from "./api.ts";
import { Draft } from "./draft.ts";
import { leaving } from "./page.ts";

/** hearCarry offers to carry what was reported over into the form of a complaint. */
export function hearCarry(root: ParentNode, texts: Texts, org: string, told: () => { text: string; when: string }): void {
  hear(root, "carry", async () => {
    const said = part(root, "carry-said");
    try {
      await ask("GET", `/organisations/${encodeURIComponent(org)}`, undefined, "/complaint/api");
    } catch (e) {
      if (e instanceof Refused) said.textContent = e.message;
      else if (e instanceof Unreachable) said.textContent = texts.say("report.send.fail_text");
      else throw e;
      return;
    }
    const draft = await Draft.open<{ answers: Record<string, string> }>(`complaint ${org}`);
    const before = await draft?.load().catch(() => undefined);
    if (!before?.answers["text"]) await draft?.save({ answers: { ...before?.answers, ...told() } });
    leaving.allowed = true;
    location.assign(`/complaint/file/${encodeURIComponent(org)}`);
  });
}
