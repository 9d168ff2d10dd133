// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A text document that word processors open (OpenDocument 1.3, ISO 26300),
// made in the browser. All that stands in it comes in as text, and it says
// nothing of who made it, when, or with what. What a part of it is stands in
// its style, and its language in all of them, so that a PDF that is made of it
// has its headings, lists and language too.

import { strToU8, type Zippable, zipSync } from "fflate";

import type { About, Block } from "./block.ts";
import { styles } from "./odtstyle.ts";
import { attribute, namespaces, words } from "./odtwords.ts";

const type = "application/vnd.oasis.opendocument.text";

// A file in a ZIP archive has a time of change, and this is the earliest that
// it can have: when a letter was made is for the letter to say.
const never = new Date(1980, 0, 1);

/** odt makes the document. The kind of file stands first and isn't compressed, as the standard asks. */
export function odt(blocks: readonly Block[], about: About): Uint8Array {
  const parts: Zippable = { mimetype: [strToU8(type), { level: 0, mtime: never }] };
  const add = (name: string, xml: string): void => {
    parts[name] = [strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`), { mtime: never }];
  };
  add("META-INF/manifest.xml", manifest);
  add("meta.xml", meta(about));
  add("styles.xml", styles(about.lang));
  add("content.xml", content(blocks));
  return zipSync(parts);
}

const manifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>
${["content.xml", "styles.xml", "meta.xml"].map((f) => `<manifest:file-entry manifest:full-path="${f}" manifest:media-type="text/xml"/>`).join("\n")}
</manifest:manifest>
`;

function meta(about: About): string {
  return `<office:document-meta ${namespaces} office:version="1.3">
<office:meta><dc:title>${attribute(about.title)}</dc:title><dc:language>${about.lang === "en" ? "en-GB" : "nl-NL"}</dc:language></office:meta>
</office:document-meta>
`;
}

function content(blocks: readonly Block[]): string {
  return `<office:document-content ${namespaces} office:version="1.3">
<office:body><office:text>
${blocks.map(block).join("\n")}
</office:text></office:body>
</office:document-content>
`;
}

const paragraph = (text: string, style = "Text_20_body"): string => `<text:p text:style-name="${style}">${words(text)}</text:p>`;

function block(b: Block): string {
  switch (b.kind) {
    case "title":
      return `<text:h text:style-name="Heading_20_1" text:outline-level="1">${words(b.text)}</text:h>`;
    case "heading": // as a list header: a heading of this level has a number otherwise
      return `<text:h text:style-name="Heading_20_2" text:outline-level="2" text:is-list-header="true">${words(b.text)}</text:h>`;
    case "numbered":
      return `<text:h text:style-name="Heading_20_2" text:outline-level="2">${words(b.text)}</text:h>`;
    case "text":
      return b.text.split(/\n{2,}/).map((p) => paragraph(p)).join("");
    case "list":
      return `<text:list text:style-name="List_20_1">${b.items.map((i) => `<text:list-item>${paragraph(i, "List_20_Contents")}</text:list-item>`).join("")}</text:list>`;
    case "facts":
      return b.facts.map(([name, value]) => paragraph(`${name}: ${value}`)).join("");
  }
}
