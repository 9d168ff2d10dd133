// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"io"
	"math"
	"strconv"
	"strings"

	"baken/base/odf"
)

const kind = "application/vnd.oasis.opendocument.spreadsheet"

// Write writes a spreadsheet. The same book gives the same bytes.
//
// Errors: ErrSheets, ErrNumber, and those of the writer.
func Write(w io.Writer, b Book) error {
	if err := b.check(); err != nil {
		return err
	}
	return odf.Write(w, odf.File{
		Kind: kind, Title: b.Title, Language: b.Language, Country: b.Country, Styles: b.styles(), Content: b.content(),
	})
}

func (b Book) check() error {
	seen := map[string]bool{}
	for _, s := range b.Sheets {
		if s.Name == "" || seen[s.Name] {
			return ErrSheets
		}
		seen[s.Name] = true
		for _, row := range s.Rows {
			for _, c := range row {
				if math.IsNaN(c.Number) || math.IsInf(c.Number, 0) {
					return ErrNumber
				}
			}
		}
	}
	if len(b.Sheets) == 0 {
		return ErrSheets
	}
	return nil
}

// content writes the sheets.
func (b Book) content() string {
	s := stylist{
		widths: map[float64]string{}, formats: map[format]string{},
		spoken: odf.Attr("number:language", b.Language) + odf.Attr("number:country", b.Country),
	}
	var body strings.Builder
	for _, sheet := range b.Sheets {
		sheet.write(&body, &s)
	}
	return `<office:automatic-styles>` + s.write() + `</office:automatic-styles><office:body><office:spreadsheet>` +
		body.String() + `</office:spreadsheet></office:body>`
}

func (sheet Sheet) write(w *strings.Builder, s *stylist) {
	w.WriteString(`<table:table` + odf.Attr("table:name", sheet.Name) + `>`)
	for _, cm := range sheet.Widths {
		w.WriteString(`<table:table-column` + odf.Attr("table:style-name", s.width(cm)) + `/>`)
	}
	if len(sheet.Widths) == 0 {
		w.WriteString(`<table:table-column/>`)
	}
	for i, row := range sheet.Rows {
		head := i+1 == sheet.Header
		if head {
			w.WriteString(`<table:table-header-rows>`)
		}
		w.WriteString(`<table:table-row>`)
		for _, c := range row {
			c.write(w, s)
		}
		if len(row) == 0 {
			w.WriteString(`<table:table-cell/>`)
		}
		w.WriteString(`</table:table-row>`)
		if head {
			w.WriteString(`</table:table-header-rows>`)
		}
	}
	if len(sheet.Rows) == 0 {
		w.WriteString(`<table:table-row><table:table-cell/></table:table-row>`)
	}
	w.WriteString(`</table:table>`)
}

func (c Cell) write(w *strings.Builder, s *stylist) {
	w.WriteString(`<table:table-cell` + odf.Attr("table:style-name", s.cell(c)))
	value := odf.Attr("office:value", strconv.FormatFloat(c.Number, 'g', -1, 64))
	switch c.Type {
	case Number:
		w.WriteString(` office:value-type="float"` + value)
	case Percentage:
		w.WriteString(` office:value-type="percentage"` + value)
	case Text:
		w.WriteString(` office:value-type="string"`)
	case Empty:
	}
	w.WriteString(`>`)
	if c.Note != "" {
		w.WriteString(`<office:annotation>` + odf.Paragraphs("", c.Note) + `</office:annotation>`)
	}
	switch c.Type {
	case Number:
		w.WriteString(odf.Paragraphs("", strconv.FormatFloat(c.Number, 'f', c.Digits, 64)))
	case Percentage:
		w.WriteString(odf.Paragraphs("", strconv.FormatFloat(100*c.Number, 'f', c.Digits, 64)+"%"))
	case Text:
		w.WriteString(odf.Paragraphs("", c.Text))
	case Empty:
	}
	w.WriteString(`</table:table-cell>`)
}
