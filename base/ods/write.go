// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

const kind = "application/vnd.oasis.opendocument.spreadsheet"

// Write writes a spreadsheet. The same book gives the same bytes.
//
// Errors: ErrSheets, ErrNumber, and those of the writer.
func Write(w io.Writer, b Book) error {
	if err := b.check(); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	// The kind stands first and bare, so that it can be told without unpacking (part 2, 3.3).
	if err := entry(z, "mimetype", zip.Store, kind); err != nil {
		return err
	}
	for _, part := range []struct{ name, xml string }{
		{"META-INF/manifest.xml", manifest()},
		{"meta.xml", b.meta()},
		{"styles.xml", b.styles()},
		{"content.xml", b.content()},
	} {
		if err := entry(z, part.name, zip.Deflate, xml.Header+part.xml); err != nil {
			return err
		}
	}
	return z.Close()
}

// entry writes a part without a time: when a file was made isn't in it.
func entry(z *zip.Writer, name string, method uint16, content string) error {
	if method == zip.Store {
		raw := []byte(content)
		h := &zip.FileHeader{Name: name, Method: method, CRC32: sum(raw), CompressedSize64: uint64(len(raw)), UncompressedSize64: uint64(len(raw))}
		w, err := z.CreateRaw(h) // no descriptor after it, which the standard doesn't want there
		if err != nil {
			return err
		}
		_, err = w.Write(raw)
		return err
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content)
	return err
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
		spoken: attr("number:language", b.Language) + attr("number:country", b.Country),
	}
	var body strings.Builder
	for _, sheet := range b.Sheets {
		sheet.write(&body, &s)
	}
	return `<office:document-content` + namespaces + `><office:automatic-styles>` + s.write() +
		`</office:automatic-styles><office:body><office:spreadsheet>` + body.String() +
		`</office:spreadsheet></office:body></office:document-content>` + "\n"
}

func (sheet Sheet) write(w *strings.Builder, s *stylist) {
	w.WriteString(`<table:table` + attr("table:name", sheet.Name) + `>`)
	for _, cm := range sheet.Widths {
		w.WriteString(`<table:table-column` + attr("table:style-name", s.width(cm)) + `/>`)
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
	w.WriteString(`<table:table-cell` + attr("table:style-name", s.cell(c)))
	value := attr("office:value", strconv.FormatFloat(c.Number, 'g', -1, 64))
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
		w.WriteString(`<office:annotation>` + paragraphs(c.Note) + `</office:annotation>`)
	}
	switch c.Type {
	case Number:
		w.WriteString(paragraphs(strconv.FormatFloat(c.Number, 'f', c.Digits, 64)))
	case Percentage:
		w.WriteString(paragraphs(strconv.FormatFloat(100*c.Number, 'f', c.Digits, 64) + "%"))
	case Text:
		w.WriteString(paragraphs(c.Text))
	case Empty:
	}
	w.WriteString(`</table:table-cell>`)
}

// paragraphs writes lines so that none of their spaces goes lost.
func paragraphs(s string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		out.WriteString(`<text:p>`)
		for i, part := range strings.Split(escaped(line), " ") {
			if i > 0 {
				out.WriteString(`<text:s/>`)
			}
			out.WriteString(part)
		}
		out.WriteString(`</text:p>`)
	}
	return out.String()
}

func attr(name, value string) string { return " " + name + `="` + escaped(value) + `"` }

// escaped writes text as XML has it; what XML can't have becomes U+FFFD.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
