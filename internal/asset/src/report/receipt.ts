// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The receipt after a report was sent: eight words that open it again. The page
// doesn't let go of them before two were typed back, or before the reporter has
// said, after a warning, that they are kept.

import { fault, field, hear, part, slot, submit } from "../desk/dom.ts";
import type { Texts } from "../desk/texts.ts";
import { splitWords } from "../seal/index.ts";
import { leaving, save, show } from "./page.ts";
import { pick } from "./random.ts";

/** Filed is what the receipt is of. */
export interface Filed {
  readonly words: readonly string[];
  readonly proof?: string; // empty: it isn't there yet
}

/** keepReceipt shows the words under a title, and ends when they are kept. */
export function keepReceipt(view: HTMLElement, texts: Texts, filed: Filed, title = "report.receipt.title"): Promise<void> {
  leaving.allowed = false;
  document.body.classList.add("baken-page--receipt");
  return new Promise((kept) => showWords(view, texts, filed, title, () => {
    leaving.allowed = true;
    document.body.classList.remove("baken-page--receipt");
    kept();
  }));
}

function showWords(view: HTMLElement, texts: Texts, filed: Filed, title: string, kept: () => void): void {
  show(view, "receipt", texts.say(title));
  const list = view.querySelector('[data-slot="words"]')!;
  for (const word of filed.words) list.append(Object.assign(document.createElement("li"), { textContent: word }));
  const text = filed.words.join(" ");
  const said = part(view, "said");
  hear(view, "copy", async () => {
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    said.textContent = texts.say(done ? "report.receipt.copied" : "report.receipt.copy_fail");
  });
  hear(view, "save", () => save(texts.say("report.receipt.file"), "text/plain", [text + "\n"]));
  hear(view, "print", () => print());
  const { proof } = filed;
  part(view, "proof-of", proof !== undefined);
  part(view, "proof", Boolean(proof));
  part(view, "proof-later", !proof);
  hear(view, "proof", () => save(texts.say("report.receipt.proof_file"), "text/plain", [proof ?? ""]));
  hear(view, "kept", () => typeBack(view, texts, filed, title, kept));
}

// typeBack asks for two words, drawn anew each time.
function typeBack(view: HTMLElement, texts: Texts, filed: Filed, title: string, kept: () => void): void {
  show(view, "typeback");
  const asked = pick(2, filed.words.length).map((at, i) => ({ name: `word-${i + 1}`, at }));
  for (const { name, at } of asked) slot(view, name, texts.say("report.receipt.word", { n: at + 1 }));
  hear(view, "show", () => showWords(view, texts, filed, title, kept));
  submit(view, "typeback", () => {
    const wrong = asked.filter(({ name, at }) => splitWords(field(view, name).value).join(" ") !== filed.words[at]);
    for (const { name } of asked) fault(view, name, null);
    for (const { name, at } of wrong.reverse()) fault(view, name, texts.say("report.receipt.wrong", { n: at + 1 }));
    if (wrong.length === 0) kept();
  });
  hear(view, "skip", () => {
    part(view, "skip", true).querySelector("button")?.focus();
  });
  hear(view, "skip-no", () => showWords(view, texts, filed, title, kept));
  hear(view, "skip-yes", kept);
}
