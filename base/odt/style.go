// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package odt

import (
	"strconv"
	"strings"

	"baken/base/odf"
)

// levels is how deep headings go.
const levels = 3

// styles gives the looks of the parts by the names that word processors know them by, so
// that a house style can be laid over them. Each heading keeps to what follows it, and the
// fonts are those of the reader's machine.
func (d Document) styles() string {
	return `<office:styles>` + d.defaults() + headings() + paragraphs + marks +
		`</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties` +
		` fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="2cm"` +
		` fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/><style:footer-style>` +
		`<style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>` +
		`</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">` +
		`<style:footer><text:p text:style-name="Footer">` + odf.Spaced(d.Title) + ` · <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>` +
		`</style:master-page></office:master-styles>`
}

func (d Document) defaults() string {
	return `<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/>` +
		`<style:text-properties fo:font-family="'Liberation Sans', Arial, sans-serif" fo:font-size="10.5pt"` +
		odf.Attr("fo:language", d.Language) + odf.Attr("fo:country", d.Country) + `/></style:default-style>` +
		`<style:style style:name="Standard" style:family="paragraph" style:class="text"/>`
}

func headings() string {
	var out strings.Builder
	for i, size := range []string{"20pt", "15pt", "12pt"} {
		level := strconv.Itoa(i + 1)
		name := "Heading_20_" + level
		out.WriteString(`<style:style` + odf.Attr("style:name", name) + odf.Attr("style:display-name", "Heading "+level) +
			` style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:class="text"` +
			odf.Attr("style:default-outline-level", level) + `><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.2cm"` +
			` fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"` + odf.Attr("fo:font-size", size) + `/></style:style>`)
		out.WriteString(`<style:style` + odf.Attr("style:name", name+"_20_page") + odf.Attr("style:display-name", "Heading "+level+" page") +
			` style:family="paragraph"` + odf.Attr("style:parent-style-name", name) + odf.Attr("style:default-outline-level", level) +
			` style:class="text"><style:paragraph-properties fo:break-before="page"/></style:style>`)
	}
	return out.String()
}

const paragraphs = `<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"` +
	` style:parent-style-name="Standard" style:class="text"><style:paragraph-properties fo:margin-bottom="0.2cm" fo:line-height="130%"/></style:style>` +
	`<style:style style:name="List_20_Contents" style:display-name="List Contents" style:family="paragraph"` +
	` style:parent-style-name="Standard" style:class="html"><style:paragraph-properties fo:margin-bottom="0.1cm" fo:line-height="130%"/></style:style>` +
	`<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra">` +
	`<style:text-properties fo:font-size="8pt"/></style:style>` +
	`<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard" style:class="extra">` +
	`<style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/>` +
	`<style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Table" style:family="paragraph" style:parent-style-name="Caption" style:class="extra"/>` +
	`<style:style style:name="Table_20_Contents" style:display-name="Table Contents" style:family="paragraph"` +
	` style:parent-style-name="Standard" style:class="extra"><style:text-properties fo:font-size="9pt"/></style:style>` +
	`<style:style style:name="Table_20_Contents_20_right" style:display-name="Table Contents right" style:family="paragraph"` +
	` style:parent-style-name="Table_20_Contents" style:class="extra"><style:paragraph-properties fo:text-align="end"/></style:style>` +
	`<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph"` +
	` style:parent-style-name="Table_20_Contents" style:class="extra"><style:text-properties fo:font-weight="bold"/></style:style>` +
	`<style:style style:name="Table_20_Heading_20_right" style:display-name="Table Heading right" style:family="paragraph"` +
	` style:parent-style-name="Table_20_Heading" style:class="extra"><style:paragraph-properties fo:text-align="end"/></style:style>`

const marks = `<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text">` +
	`<style:text-properties fo:font-weight="bold"/></style:style>` +
	`<text:list-style style:name="List_20_1" style:display-name="List 1"><text:list-level-style-bullet text:level="1" text:bullet-char="•">` +
	`<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment` +
	` text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm" fo:text-indent="-0.6cm" fo:margin-left="0.6cm"/>` +
	`</style:list-level-properties></text:list-level-style-bullet></text:list-style>`

// tables are the looks of tables, which word processors read beside the text only.
const tables = `<style:style style:name="Figures" style:family="table"><style:table-properties style:width="17cm" table:align="margins"/></style:style>` +
	`<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>` +
	`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border-bottom="0.5pt solid #999999"/></style:style>` +
	`<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" style:vertical-align="bottom" fo:border-bottom="1pt solid #333333"/></style:style>`
