// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A document as a part of the page that prints by itself: the browser makes a
// PDF of it with headings, lists, language and title, and nothing else of the
// page. Text comes in as text, never as markup.

import type { About, Block } from "./block.ts";

/** print shows the document in root, and has the page print that alone until the function that it gives is called. */
export function print(root: HTMLElement, blocks: readonly Block[], about: About): () => void {
  const page = root.ownerDocument;
  root.replaceChildren(sheet(page, blocks, about.lang));
  const before = { title: page.title, lang: page.documentElement.lang };
  const beside = unprinted(root);
  for (const element of beside) element.setAttribute("data-unprinted", "");
  page.title = about.title; // what a PDF of the page is called, and its language
  page.documentElement.lang = about.lang;
  return () => {
    root.replaceChildren();
    for (const element of beside) element.removeAttribute("data-unprinted");
    page.title = before.title;
    page.documentElement.lang = before.lang;
  };
}

/** sheet shows a document as it will be printed. */
export function sheet(page: Document, blocks: readonly Block[], lang: string): HTMLElement {
  const shown = page.createElement("article");
  shown.className = "baken-letter";
  shown.lang = lang;
  shown.append(...blocks.flatMap((b) => drawn(page, b)));
  return shown;
}

// unprinted gives what stands beside root and beside all that it is in.
function unprinted(root: HTMLElement): Element[] {
  const all: Element[] = [];
  for (let at: Element | null = root; at?.parentElement && at !== root.ownerDocument.body; at = at.parentElement) {
    for (const child of at.parentElement.children) if (child !== at) all.push(child);
  }
  return all;
}

function drawn(page: Document, b: Block): HTMLElement[] {
  const element = (tag: "h1" | "h2" | "p" | "li", text: string, ...classes: string[]): HTMLElement => {
    const made = page.createElement(tag);
    made.textContent = text;
    made.classList.add(...classes);
    return made;
  };
  switch (b.kind) {
    case "title":
      return [element("h1", b.text, "baken-letter__title")];
    case "heading":
      return [element("h2", b.text, "baken-letter__heading")];
    case "numbered":
      return [element("h2", b.text, "baken-letter__heading", "baken-letter__heading--numbered")];
    case "text":
      return b.text.split(/\n{2,}/).map((p) => element("p", p));
    case "list": {
      const list = page.createElement("ul");
      list.append(...b.items.map((i) => element("li", i)));
      return [list];
    }
    case "facts":
      return b.facts.map(([name, value]) => element("p", `${name}: ${value}`));
  }
}
