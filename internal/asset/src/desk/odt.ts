// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// A text document that word processors open (OpenDocument 1.3, ISO 26300),
// made in the browser. All that stands in it comes in as text.

import { strToU8, type Zippable, zipSync } from "fflate";

/** Block is a piece of the document. */
export type Block =
  | { kind: "title" | "heading" | "text"; text: string }
  | { kind: "facts"; facts: readonly (readonly [string, string])[] };

const type = "application/vnd.oasis.opendocument.text";

/** odt makes the document, in a language. The kind of file stands first and isn't compressed, as the standard asks. */
export function odt(blocks: readonly Block[], lang: string): Uint8Array {
  const parts: Zippable = {
    mimetype: [strToU8(type), { level: 0 }],
    "META-INF/manifest.xml": strToU8(manifest),
    "content.xml": strToU8(content(blocks, lang)),
  };
  return zipSync(parts);
}

const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
`;

const office = "urn:oasis:names:tc:opendocument:xmlns:";

function content(blocks: readonly Block[], lang: string): string {
  const country = lang === "en" ? "GB" : "NL";
  const style = (name: string, size: string, weight: string, above: string): string =>
    `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties fo:margin-top="${above}" fo:margin-bottom="0.2cm"/>` +
    `<style:text-properties fo:font-size="${size}" fo:font-weight="${weight}" fo:language="${lang}" fo:country="${country}"/></style:style>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="${office}office:1.0" xmlns:text="${office}text:1.0" xmlns:style="${office}style:1.0" xmlns:fo="${office}xsl-fo-compatible:1.0" office:version="1.3">
<office:automatic-styles>${style("T", "18pt", "bold", "0cm")}${style("H", "13pt", "bold", "0.6cm")}${style("P", "11pt", "normal", "0cm")}</office:automatic-styles>
<office:body><office:text>
${blocks.map(block).join("\n")}
</office:text></office:body>
</office:document-content>
`;
}

function block(b: Block): string {
  switch (b.kind) {
    case "title":
      return `<text:h text:style-name="T" text:outline-level="1">${words(b.text)}</text:h>`;
    case "heading":
      return `<text:h text:style-name="H" text:outline-level="2">${words(b.text)}</text:h>`;
    case "text":
      return b.text.split(/\n{2,}/).map((p) => `<text:p text:style-name="P">${words(p)}</text:p>`).join("");
    case "facts":
      return b.facts.map(([name, value]) => `<text:p text:style-name="P">${words(`${name}: ${value}`)}</text:p>`).join("");
  }
}

// words writes text so that all of it is read as text: spaces and ends of lines
// have elements of their own, and what XML 1.0 doesn't know is shown as unknown.
function words(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
    .replace(/\r\n?|\n/g, "<text:line-break/>").replace(/\t/g, "<text:tab/>")
    .replace(/ {2,}/g, (run) => ` <text:s text:c="${run.length - 1}"/>`);
}
