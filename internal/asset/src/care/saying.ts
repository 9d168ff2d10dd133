// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What was said in aftercare, in words, for both who read it.

import type { Texts } from "../desk/texts.ts";
import type { Content, Measure } from "./content.ts";
import { statements } from "./pattern.ts";

/** measure says a line of a plan. */
export function measure(texts: Texts, { what, owner, day, done }: Measure): string {
  const by = day === "" ? texts.say("counsel.care.no_day") : texts.civil(day);
  return texts.say(done ? "counsel.care.measure_done" : "counsel.care.measure", { what, owner, day: by });
}

/** facts lists what stands beside the words. */
export function facts(texts: Texts, content: Content): string[] {
  switch (content.kind) {
    case "check-in": {
      const { answers, helps, talk } = content;
      const said = statements.filter((s) => answers[s] !== undefined).map((s) => texts.say("counsel.care.answered", {
        statement: texts.say(`counsel.care.statement.${s}`), often: texts.say(`counsel.care.often.${answers[s]}`),
      }));
      return [...said, ...(helps ? [texts.say(`counsel.care.helped.${helps}`)] : []), ...(talk ? [texts.say("counsel.care.talk_asked")] : [])];
    }
    case "plan":
      return content.measures.map((m) => measure(texts, m));
  }
  return [];
}
