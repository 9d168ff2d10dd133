// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"bytes"
	"strings"

	"baken/base/disclose"
	"baken/base/odt"
	"baken/internal/text"
)

// TextDocument gives a document for word processors, in one language. The same blocks give
// the same bytes. Errors: those of odt.Write.
func TextDocument(p *text.Printer, title text.Text, blocks []odt.Block) ([]byte, error) {
	var out bytes.Buffer
	err := odt.Write(&out, odt.Document{
		Title: title.In(p), Language: string(p.Lang()), Country: country(p.Lang()), Blocks: blocks,
	})
	return out.Bytes(), err
}

// country says in which land's way a language is written.
func country(l text.Lang) string {
	if l == text.EN {
		return "GB"
	}
	return "NL"
}

// Passage gives a table for a document, as Section does for a page: its figures, what to
// keep in mind, the method and the source. It has no chart.
func Passage(p *text.Printer, t disclose.Table) []odt.Block {
	out := []odt.Block{odt.Heading{Level: 2, Text: Title(t.Spec()).In(p)}, listing(p, t)}
	if notes := t.Notes(); len(notes) > 0 {
		var items odt.List
		for _, n := range notes {
			items = append(items, odt.Text(Note(n).In(p)))
		}
		out = append(out, odt.Heading{Level: 3, Text: text.Key("figure.notes").In(p)}, items)
	}
	out = append(out, odt.Heading{Level: 3, Text: text.With("figure.about", "title", Title(t.Spec())).In(p)})
	for _, f := range facts(t) {
		said := f.said.In(p)
		if from, _ := t.Source(); f.name == "figure.source" && from.URL != "" {
			said += ", " + from.URL
		}
		out = append(out, odt.Paragraph{
			{Text: text.With("figure.column", "column", f.name, "part", text.Data("")).In(p), Strong: true}, {Text: said},
		})
	}
	return out
}

// listing gives the figures, each in one cell with its interval and what rounding leaves
// open: paper is narrower than a screen.
func listing(p *text.Printer, t disclose.Table) odt.Table {
	spec := t.Spec()
	out := odt.Table{Caption: text.With("figure.caption", "title", Title(spec)).In(p)}
	for _, h := range spec.Heads {
		out.Columns = append(out.Columns, odt.Column{Label: Label(h).In(p), Width: 3})
	}
	parts := make([][]part, len(spec.Columns))
	for i, c := range spec.Columns {
		name := text.Text(text.Key(c.Title))
		if !c.Label.Empty() {
			name = text.With("figure.column", "column", name, "part", Label(c.Label))
		}
		parts[i] = partsOf(t, i)
		out.Columns = append(out.Columns, odt.Column{Label: name.In(p), Numeric: true, Width: min(2*len(parts[i]), 4)})
	}
	for _, r := range t.Rows() {
		var row []string
		for _, l := range r.Labels {
			row = append(row, Label(l).In(p))
		}
		for i, f := range r.Figures {
			row = append(row, cellOf(p, f, spec.Columns[i].Unit, parts[i]))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// cellOf says a figure and, on lines of their own, its other parts where it has them.
func cellOf(p *text.Printer, f disclose.Figure, u disclose.Unit, parts []part) string {
	none := text.Key("figure.none").In(p)
	var out strings.Builder
	out.WriteString(Words(f, u).In(p))
	for _, more := range parts[1:] {
		if said := more.say(f, u).In(p); said != none {
			out.WriteString("\n" + text.With("figure.column", "column", more.name, "part", text.Data(said)).In(p))
		}
	}
	return out.String()
}
