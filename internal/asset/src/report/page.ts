// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// What both pages for reporters do with what stands in them.

import { need, slot } from "../desk/dom.ts";
import { Texts } from "../desk/texts.ts";

/** readTexts reads what the page says from the page. */
export function readTexts(): Texts {
  const texts = need(document, "#texts").dataset["texts"] ?? "{}";
  return new Texts(JSON.parse(texts) as Record<string, string>, document.documentElement.lang);
}

/** live shows what works only with a script, and takes away what stands there for who has none. */
export function live(): void {
  document.documentElement.classList.add("baken-live");
  for (const plain of document.querySelectorAll("[data-plain]")) plain.remove();
}

/** copy gives what stands in a template. */
export function copy(name: string): DocumentFragment {
  return need<HTMLTemplateElement>(document, `#template-${name}`).content.cloneNode(true) as DocumentFragment;
}

/** show puts a view of a template in the page, in place of the one before, and leads the reader to it. */
export function show(into: HTMLElement, name: string, title?: string): void {
  into.replaceChildren(copy(name));
  if (title) retitle(title);
  lead(into);
}

/** lead brings the reader to the beginning of a part. */
export function lead(to: HTMLElement): void {
  const heading = to.querySelector<HTMLElement>("h2") ?? to;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** retitle gives the page another title. */
export function retitle(title: string): void {
  const heading = need(document, "h1");
  document.title = document.title.replace(heading.textContent ?? "", title);
  heading.textContent = title;
}

/** meter shows how far something is. */
export function meter(root: ParentNode, name: string, done: number, whole: number, text: string): void {
  const bar = need<HTMLProgressElement>(root, `[data-meter="${name}"] progress`);
  bar.max = whole;
  bar.value = done;
  slot(root, name, text);
}

/** away leaves the page at once, in such a way that the way back doesn't lead here. */
export function hearAway(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[data-do="away"]');
    if (!link) return;
    event.preventDefault();
    leaving.allowed = true;
    document.documentElement.hidden = true;
    location.replace(link.href);
  });
}

/** leaving says whether the browser asks before the page goes. */
export const leaving = { allowed: true };

addEventListener("beforeunload", (event) => {
  if (!leaving.allowed) event.preventDefault();
});

// A page with words on it isn't kept for the way back.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

/** save offers bytes as a file. */
export function save(name: string, type: string, parts: BlobPart[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
