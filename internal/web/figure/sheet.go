// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"bytes"
	"slices"

	"baken/base/disclose"
	"baken/base/ods"
	"baken/internal/text"
)

// Spreadsheet gives a table for office programs, in one language: its figures, numbers as
// numbers, below what the words among them mean; and on a second sheet where they come from
// and how they were protected. The same table gives the same bytes.
//
// Errors: those of ods.Write.
func Spreadsheet(p *text.Printer, t disclose.Table) ([]byte, error) {
	s := sheets{printer: p, table: t, spec: t.Spec()}
	var out bytes.Buffer
	err := ods.Write(&out, ods.Book{
		Title: s.say(Title(s.spec)), Language: string(p.Lang()), Country: country(p.Lang()),
		Sheets: []ods.Sheet{s.figures(), s.about()},
	})
	return out.Bytes(), err
}

// SpreadsheetFile gives the name of the file of a table in a language.
func SpreadsheetFile(id string, l text.Lang) string { return id + "." + string(l) + ".ods" }

type sheets struct {
	printer *text.Printer
	table   disclose.Table
	spec    disclose.Spec
}

func (s sheets) say(t text.Text) string { return t.In(s.printer) }

func (s sheets) words(t text.Text) ods.Cell { return ods.Cell{Type: ods.Text, Text: s.say(t)} }

func (s sheets) strong(t text.Text) ods.Cell {
	c := s.words(t)
	c.Strong = true
	return c
}

// figures is the sheet with the numbers. Limits stand in two columns, so that a program can
// read them.
func (s sheets) figures() ods.Sheet {
	out := ods.Sheet{Name: s.say(text.Key("figure.sheet.figures"))}
	wide := func(c ods.Cell) []ods.Cell {
		c.Wide = true
		return []ods.Cell{c}
	}
	out.Rows = append(out.Rows, wide(s.strong(Title(s.spec))))
	for _, line := range s.legend() {
		out.Rows = append(out.Rows, wide(s.words(line)))
	}
	var head []ods.Cell
	for _, h := range s.spec.Heads {
		head, out.Widths = append(head, s.strong(Label(h))), append(out.Widths, 7)
	}
	fields := make([][]field, len(s.spec.Columns))
	for i, c := range s.spec.Columns {
		fields[i] = fieldsOf(s.table, i)
		for _, f := range fields[i] {
			one := s.strong(f.title(c))
			one.Side = ods.Right // above numbers
			if f.name == "figure.range" && s.outer(i) {
				one.Note = s.say(text.Key("figure.sheet.outer"))
			}
			head, out.Widths = append(head, one), append(out.Widths, 3.5)
		}
	}
	out.Rows = append(out.Rows, nil, head)
	out.Header = len(out.Rows)
	for _, r := range s.table.Rows() {
		var row []ods.Cell
		for _, l := range r.Labels {
			row = append(row, s.words(Label(l)))
		}
		for i, f := range r.Figures {
			for _, one := range fields[i] {
				row = append(row, s.cell(one, f, s.spec.Columns[i].Unit))
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// outer tells whether what rounding leaves open of a column may be less than is said.
func (s sheets) outer(column int) bool {
	return slices.ContainsFunc(s.table.Rows(), func(r disclose.Row) bool { return r.Figures[column].Outer })
}

// legend explains the words that stand where numbers do, each that this table has.
func (s sheets) legend() (all []text.Text) {
	seen := map[string]bool{}
	put := func(kind disclose.Kind, key text.Key, f disclose.Figure) {
		if name := string(kind) + f.Reason; !seen[name] {
			seen[name] = true
			all = append(all, text.With(key, "word", Words(f, disclose.Percent)))
		}
	}
	for _, r := range s.table.Rows() {
		for _, f := range r.Figures {
			switch f.Kind {
			case disclose.Withheld:
				put(f.Kind, "figure.sheet.withheld", f)
			case disclose.Band:
				f.Reason = ""
				put(f.Kind, "figure.sheet.band", f)
			case disclose.Undefined:
				put(f.Kind, "figure.sheet.undefined", f)
			case disclose.Rounded, disclose.Published, disclose.Derived, disclose.Said:
			}
		}
	}
	return append(all, text.With("figure.sheet.more", "sheet", text.Key("figure.sheet.about")))
}

// about is the sheet that says where the numbers come from.
func (s sheets) about() ods.Sheet {
	out := ods.Sheet{Name: s.say(text.Key("figure.sheet.about")), Widths: []float64{5, 16}}
	line := func(name text.Key, c ods.Cell) {
		c.Side = ods.Left
		out.Rows = append(out.Rows, []ods.Cell{s.strong(name), c})
	}
	line("figure.sheet.title", s.words(Title(s.spec)))
	if from, ok := s.table.Source(); ok {
		line("figure.source", s.words(text.With("figure.by", "title", Label(from.Title), "by", Label(from.By))))
		if from.URL != "" {
			line("figure.sheet.address", s.words(text.Data(from.URL)))
		}
		if from.Licence != "" {
			line("figure.sheet.licence", s.words(text.Data(from.Licence)))
		}
	}
	line("figure.method", s.words(text.Key(s.spec.Method)))
	line("figure.n", ods.Cell{Type: ods.Number, Number: float64(s.table.N())})
	line("figure.rules", s.words(rules(s.table)))
	for i, n := range s.table.Notes() {
		if i == 0 {
			line("figure.notes", s.words(Note(n)))
			continue
		}
		out.Rows = append(out.Rows, []ods.Cell{{}, s.words(Note(n))})
	}
	for _, r := range s.table.Rows() {
		if r.Reference {
			line("figure.reference", s.words(label(r)))
		}
	}
	if n := s.table.Release(); n > 0 {
		line("figure.sheet.release", ods.Cell{Type: ods.Number, Number: float64(n)})
	}
	line("figure.sheet.hash", s.words(text.Data(s.table.Hash())))
	return out
}
