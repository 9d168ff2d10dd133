// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package odt

import (
	"strconv"
	"strings"

	"baken/base/odf"
)

func (h Heading) write(w *writer) {
	level := strconv.Itoa(min(max(h.Level, 1), levels))
	style := "Heading_20_" + level
	if h.Page {
		style += "_20_page"
	}
	w.put(`<text:h`, odf.Attr("text:style-name", style), odf.Attr("text:outline-level", level), `>`, lines(h.Text), `</text:h>`)
}

func (p Paragraph) write(w *writer) { w.put(p.as("Text_20_body")) }

func (p Paragraph) as(style string) string {
	var out strings.Builder
	out.WriteString(`<text:p` + odf.Attr("text:style-name", style) + `>`)
	for _, r := range p {
		if r.Strong {
			out.WriteString(`<text:span text:style-name="Strong_20_Emphasis">` + lines(r.Text) + `</text:span>`)
			continue
		}
		out.WriteString(lines(r.Text))
	}
	return out.String() + `</text:p>`
}

// lines writes text with the ends of its lines.
func lines(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, odf.Spaced(line))
	}
	return strings.Join(out, `<text:line-break/>`)
}

func (l List) write(w *writer) {
	if len(l) == 0 {
		return
	}
	w.put(`<text:list text:style-name="List_20_1">`)
	for _, item := range l {
		w.put(`<text:list-item>`, item.as("List_20_Contents"), `</text:list-item>`)
	}
	w.put(`</text:list>`)
}

func (t Table) write(w *writer) {
	if len(t.Columns) == 0 {
		return
	}
	w.tables++
	name := "Table" + strconv.Itoa(w.tables)
	w.put(odf.Paragraphs("Table", t.Caption), `<table:table`, odf.Attr("table:name", name), odf.Attr("table:style-name", "Figures"), `>`)
	for i, c := range t.Columns {
		style := name + "." + strconv.Itoa(i+1)
		w.styles.WriteString(`<style:style` + odf.Attr("style:name", style) + ` style:family="table-column"><style:table-column-properties` +
			odf.Attr("style:rel-column-width", strconv.Itoa(max(c.Width, 1))+"*") + `/></style:style>`)
		w.put(`<table:table-column`, odf.Attr("table:style-name", style), `/>`)
	}
	w.put(`<table:table-header-rows><table:table-row table:style-name="Row">`)
	for _, c := range t.Columns {
		cell(w, "Head", c.style("Table_20_Heading"), c.Label)
	}
	w.put(`</table:table-row></table:table-header-rows>`)
	for _, row := range t.Rows {
		w.put(`<table:table-row table:style-name="Row">`)
		for i, c := range t.Columns {
			said := ""
			if i < len(row) {
				said = row[i]
			}
			cell(w, "Cell", c.style("Table_20_Contents"), said)
		}
		w.put(`</table:table-row>`)
	}
	w.put(`</table:table>`)
}

func (c Column) style(name string) string {
	if c.Numeric {
		return name + "_20_right"
	}
	return name
}

func cell(w *writer, style, paragraph, said string) {
	w.put(`<table:table-cell`, odf.Attr("table:style-name", style), ` office:value-type="string">`, odf.Paragraphs(paragraph, said), `</table:table-cell>`)
}
