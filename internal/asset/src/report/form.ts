// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// The answers of the form, as they stand in the page.

import type { Answers } from "./sealing.ts";

const lists = ["conduct", "grounds", "hope"] as const;
const lines = ["what", "when"] as const;
const choices = ["source", "position"] as const;

export function readAnswers(form: HTMLFormElement): Answers {
  const data = new FormData(form);
  const line = (name: string): string => String(data.get(name) ?? "").trim();
  const list = (name: string): string[] => [...new Set(data.getAll(name).map(String))];
  return {
    what: line("what"), conduct: list("conduct"), grounds: list("grounds"), source: line("source"), position: line("position"), when: line("when"), hope: list("hope"),
  };
}

export function writeAnswers(form: HTMLFormElement, answers: Answers): void {
  for (const name of lines) (form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement).value = answers[name];
  for (const name of lists) for (const box of boxes(form, name)) box.checked = answers[name].includes(box.value);
  for (const name of choices) for (const box of boxes(form, name)) box.checked = box.value !== "" && box.value === answers[name];
}

export function isEmpty(a: Answers): boolean {
  return !a.what && !a.when && !a.source && !a.position && lists.every((name) => a[name].length === 0);
}

/** shown gives the words of what was answered, as the page has them. */
export function shown(form: HTMLFormElement, name: keyof Answers): string[] {
  if (name === "what" || name === "when") {
    const text = readAnswers(form)[name];
    return text ? [text] : [];
  }
  const words = boxes(form, name)
    .filter((b) => b.checked && b.value !== "")
    .map((b) => b.labels?.[0]?.textContent ?? "");
  return [...new Set(words)];
}

/** tie keeps boxes of the same answer alike, where one stands under two others. */
export function tie(form: HTMLFormElement): void {
  form.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.type !== "checkbox") return;
    for (const twin of boxes(form, box.name)) if (twin.value === box.value) twin.checked = box.checked;
  });
}

function boxes(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)];
}
