// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// rows reads one sheet.
type rows struct {
	*decoder
	do    func(row int, cells []Cell) error
	row   int // the next one
	total int // cells given
	cells []Cell
}

// table reads what is in a table, or in a group of rows of it.
func (r *rows) table() error {
	for {
		start, err := r.next()
		if err != nil || start == nil {
			return err
		}
		if start.Name.Space != tableSpace {
			start.Name.Local = ""
		}
		switch start.Name.Local {
		case "table-row":
			err = r.one(start)
		case "table-header-rows", "table-rows", "table-row-group":
			err = r.table()
		default:
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
}

// one reads a row, and gives it as often as it counts. Empty ones aren't given, so that
// the million of them below a sheet costs nothing.
func (r *rows) one(start *xml.StartElement) error {
	often, err := repeated(start, "number-rows-repeated", MostRows)
	if err != nil {
		return err
	}
	if err := r.fill(); err != nil {
		return err
	}
	if len(r.cells) == 0 {
		r.row = min(r.row+often, MostRows)
		return nil
	}
	for range often {
		r.row++
		r.total += len(r.cells)
		switch {
		case r.row > MostRows:
			return ErrRows.With("most", MostRows)
		case r.total > MostCells:
			return ErrCells.With("most", MostCells)
		}
		if err := r.do(r.row-1, r.cells); err != nil {
			return err
		}
	}
	return nil
}

// fill reads the cells of a row, up to the last that holds something.
func (r *rows) fill() error {
	r.cells = r.cells[:0]
	blank := 0 // cells before the next that holds something
	for {
		start, err := r.next()
		if err != nil || start == nil {
			return err
		}
		name := start.Name.Local
		if start.Name.Space != tableSpace || name != "table-cell" && name != "covered-table-cell" {
			if err := r.skip(); err != nil {
				return err
			}
			continue
		}
		often, err := repeated(start, "number-columns-repeated", MostColumns)
		if err != nil {
			return err
		}
		c, err := r.cell(start)
		switch {
		case err != nil:
			return err
		case c.Type == Empty || name != "table-cell":
			blank = min(blank+often, MostColumns+1)
			continue
		case len(r.cells)+blank+often > MostColumns:
			return ErrWide.With("most", MostColumns)
		}
		r.cells = append(r.cells, make([]Cell, blank)...)
		for range often {
			r.cells = append(r.cells, c)
		}
		blank = 0
	}
}

// cell reads what one cell holds.
func (r *rows) cell(start *xml.StartElement) (c Cell, err error) {
	if c.Shown, err = r.lines(); err != nil {
		return c, err
	}
	said := func(name string) string { return attribute(start, officeSpace, name) }
	switch kind := said("value-type"); kind {
	case "float", "currency", "percentage":
		c.Type = Number
		if kind == "percentage" {
			c.Type = Percentage
		}
		if c.Number, err = strconv.ParseFloat(said("value"), 64); err != nil || math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
			return c, ErrFormat
		}
		return c, nil
	case "string":
		c.Text = said("string-value")
	case "date", "time", "boolean":
		c.Text = said(kind + "-value")
	}
	if c.Text == "" {
		c.Text = c.Shown
	}
	if c.Text != "" {
		c.Type = Text
	}
	return c, nil
}

// lines gives the text of a cell: its paragraphs. Remarks and drawings aren't part of it.
func (r *rows) lines() (string, error) {
	var out strings.Builder
	for first := true; ; {
		start, err := r.next()
		if err != nil || start == nil {
			return out.String(), err
		}
		if start.Name != (xml.Name{Space: textSpace, Local: "p"}) {
			if err := r.skip(); err != nil {
				return "", err
			}
			continue
		}
		if !first {
			out.WriteByte('\n')
		}
		first = false
		if err := r.words(&out); err != nil {
			return "", err
		}
	}
}

// words reads the text of a paragraph or of a part of it.
func (r *rows) words(out *strings.Builder) error {
	for {
		t, err := r.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			collapse(out, string(t))
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := r.part(&t, out); err != nil {
				return err
			}
		}
	}
}

// mostSpaces is how many spaces one element stands for at most: beyond it nobody sees a
// difference.
const mostSpaces = 100

func (r *rows) part(start *xml.StartElement, out *strings.Builder) error {
	if start.Name.Space != textSpace { // a remark or a drawing
		return r.skip()
	}
	switch start.Name.Local {
	case "s":
		n, err := strconv.Atoi(attribute(start, textSpace, "c"))
		if err != nil {
			n = 1
		}
		out.WriteString(strings.Repeat(" ", max(0, min(n, mostSpaces))))
		return r.skip()
	case "tab":
		out.WriteByte('\t')
		return r.skip()
	case "line-break":
		out.WriteByte('\n')
		return r.skip()
	case "note", "ruby-text":
		return r.skip()
	}
	return r.words(out)
}

// collapse writes text with one space for any white space, and none at the beginning of a
// paragraph, as the standard reads it (part 3, 6.1.2): meant spaces are elements.
func collapse(out *strings.Builder, s string) {
	for _, r := range s {
		if strings.ContainsRune(" \t\r\n", r) {
			if so := out.String(); so == "" || strings.HasSuffix(so, " ") || strings.HasSuffix(so, "\n") {
				continue
			}
			r = ' '
		}
		out.WriteRune(r)
	}
}
