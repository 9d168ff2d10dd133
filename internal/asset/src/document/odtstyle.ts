// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// How a text document looks. The styles have the names by which word processors
// know them, so that somebody who works on in one finds headings and lists.

import { namespaces } from "./odtwords.ts";

interface Look {
  readonly name: string;
  readonly parent?: string;
  readonly paragraph: string;
  readonly text: string;
}

const looks: readonly Look[] = [
  { name: "Text_20_body", paragraph: `fo:margin-bottom="0.3cm" fo:line-height="130%"`, text: `fo:font-size="11pt"` },
  { name: "List_20_Contents", parent: "Text_20_body", paragraph: `fo:margin-bottom="0.1cm"`, text: "" },
  { name: "Heading_20_1", paragraph: `fo:margin-bottom="0.5cm" fo:keep-with-next="always"`, text: `fo:font-size="18pt" fo:font-weight="bold"` },
  { name: "Heading_20_2", paragraph: `fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"`, text: `fo:font-size="13pt" fo:font-weight="bold"` },
];

/** styles gives the styles of a document in a language. */
export function styles(lang: string): string {
  const language = `fo:language="${lang === "en" ? "en" : "nl"}" fo:country="${lang === "en" ? "GB" : "NL"}"`;
  return `<office:document-styles ${namespaces} office:version="1.3">
<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="Sans" ${language}/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
${looks.map((look) => style(look, language)).join("\n")}
${outline}
${list}
</office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles>
</office:document-styles>
`;
}

function style(look: Look, language: string): string {
  const shown = look.name.replaceAll("_20_", " ");
  const level = /^Heading_20_(\d)$/.exec(look.name)?.[1];
  return `<style:style style:name="${look.name}" style:display-name="${shown}" style:family="paragraph" style:parent-style-name="${look.parent ?? "Standard"}"` +
    `${level ? ` style:next-style-name="Text_20_body" style:default-outline-level="${level}"` : ""}>` +
    `<style:paragraph-properties ${look.paragraph}/><style:text-properties ${look.text} ${language}/></style:style>`;
}

// The headings of a letter have numbers, and its title has none.
const outline = `<text:outline-style style:name="Outline">
<text:outline-level-style text:level="1" style:num-format=""/>
<text:outline-level-style text:level="2" style:num-format="1" style:num-suffix=". "/>
</text:outline-style>`;

const list = `<text:list-style style:name="List_20_1" style:display-name="List 1"><text:list-level-style-bullet text:level="1" text:bullet-char="•">` +
  `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.8cm"/></style:list-level-properties>` +
  `</text:list-level-style-bullet></text:list-style>`;
