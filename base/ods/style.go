// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"strconv"
	"strings"

	"baken/base/odf"
)

// styles says in which language text is, and numbers are shown.
func (b Book) styles() string {
	return `<office:styles><style:default-style style:family="table-cell">` +
		`<style:text-properties` + odf.Attr("fo:language", b.Language) + odf.Attr("fo:country", b.Country) + `/></style:default-style>` +
		`</office:styles>`
}

// format is how the cells of a kind look.
type format struct {
	kind   Type
	digits int
	strong bool
	wide   bool
	side   Side
}

// stylist names the styles that are in use, in the order in which they first are.
type stylist struct {
	widths  map[float64]string
	formats map[format]string
	spoken  string // in which language numbers are shown
	out     strings.Builder
}

func (s *stylist) write() string { return s.out.String() }

func (s *stylist) width(cm float64) string {
	name, ok := s.widths[cm]
	if !ok {
		name = "w" + strconv.Itoa(len(s.widths)+1)
		s.widths[cm] = name
		s.out.WriteString(`<style:style` + odf.Attr("style:name", name) + ` style:family="table-column"><style:table-column-properties` +
			odf.Attr("style:column-width", strconv.FormatFloat(cm, 'f', -1, 64)+"cm") + `/></style:style>`)
	}
	return name
}

func (s *stylist) cell(c Cell) string {
	f := format{kind: c.Type, digits: c.Digits, strong: c.Strong, wide: c.Wide, side: c.Side}
	if c.Type == Text || c.Type == Empty {
		f.digits = 0
	}
	name, ok := s.formats[f]
	if ok {
		return name
	}
	name = "c" + strconv.Itoa(len(s.formats)+1)
	s.formats[f] = name
	data := ""
	switch c.Type {
	case Number:
		data = "n" + name
		s.out.WriteString(`<number:number-style` + odf.Attr("style:name", data) + s.spoken + `>` + figures(c.Digits) + `</number:number-style>`)
	case Percentage:
		data = "n" + name
		s.out.WriteString(`<number:percentage-style` + odf.Attr("style:name", data) + s.spoken + `>` + figures(c.Digits) + `<number:text>%</number:text></number:percentage-style>`)
	case Text, Empty:
	}
	s.out.WriteString(`<style:style` + odf.Attr("style:name", name) + ` style:family="table-cell"`)
	if data != "" {
		s.out.WriteString(odf.Attr("style:data-style-name", data))
	}
	wrap := "wrap"
	if c.Wide {
		wrap = "no-wrap"
	}
	from := ""
	if c.Side != ByType {
		from = odf.Attr("style:text-align-source", "fix")
	}
	s.out.WriteString(`><style:table-cell-properties` + odf.Attr("fo:wrap-option", wrap) + from + ` style:vertical-align="top"/>`)
	switch c.Side {
	case Left:
		s.out.WriteString(`<style:paragraph-properties fo:text-align="start"/>`)
	case Right:
		s.out.WriteString(`<style:paragraph-properties fo:text-align="end"/>`)
	case ByType:
	}
	if c.Strong {
		s.out.WriteString(`<style:text-properties fo:font-weight="bold"/>`)
	}
	s.out.WriteString(`</style:style>`)
	return name
}

func figures(digits int) string {
	return `<number:number` + odf.Attr("number:decimal-places", strconv.Itoa(digits)) + odf.Attr("number:min-decimal-places", strconv.Itoa(digits)) +
		` number:min-integer-digits="1" number:grouping="true"/>`
}
