// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods

import (
	"hash/crc32"
	"strconv"
	"strings"
)

const office = "urn:oasis:names:tc:opendocument:xmlns:"

const namespaces = ` xmlns:office="` + office + `office:1.0" xmlns:style="` + office + `style:1.0" xmlns:text="` + office +
	`text:1.0" xmlns:table="` + office + `table:1.0" xmlns:number="` + office + `datastyle:1.0" xmlns:meta="` + office +
	`meta:1.0" xmlns:fo="` + office + `xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"`

func sum(raw []byte) uint32 { return crc32.ChecksumIEEE(raw) }

func manifest() string {
	const space = office + "manifest:1.0"
	var out strings.Builder
	out.WriteString(`<manifest:manifest xmlns:manifest="` + space + `" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + kind + `"/>`)
	for _, name := range []string{"content.xml", "styles.xml", "meta.xml"} {
		out.WriteString(`<manifest:file-entry manifest:full-path="` + name + `" manifest:media-type="text/xml"/>`)
	}
	return out.String() + "</manifest:manifest>\n"
}

func (b Book) meta() string {
	language := b.Language
	if b.Country != "" {
		language += "-" + b.Country
	}
	return `<office:document-meta` + namespaces + `><office:meta><dc:title>` + escaped(b.Title) + `</dc:title><dc:language>` +
		escaped(language) + `</dc:language></office:meta></office:document-meta>` + "\n"
}

// styles says in which language text is, and numbers are shown.
func (b Book) styles() string {
	return `<office:document-styles` + namespaces + `><office:styles><style:default-style style:family="table-cell">` +
		`<style:text-properties` + attr("fo:language", b.Language) + attr("fo:country", b.Country) + `/></style:default-style>` +
		`</office:styles></office:document-styles>` + "\n"
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
		s.out.WriteString(`<style:style` + attr("style:name", name) + ` style:family="table-column"><style:table-column-properties` +
			attr("style:column-width", strconv.FormatFloat(cm, 'f', -1, 64)+"cm") + `/></style:style>`)
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
		s.out.WriteString(`<number:number-style` + attr("style:name", data) + s.spoken + `>` + figures(c.Digits) + `</number:number-style>`)
	case Percentage:
		data = "n" + name
		s.out.WriteString(`<number:percentage-style` + attr("style:name", data) + s.spoken + `>` + figures(c.Digits) + `<number:text>%</number:text></number:percentage-style>`)
	case Text, Empty:
	}
	s.out.WriteString(`<style:style` + attr("style:name", name) + ` style:family="table-cell"`)
	if data != "" {
		s.out.WriteString(attr("style:data-style-name", data))
	}
	wrap := "wrap"
	if c.Wide {
		wrap = "no-wrap"
	}
	from := ""
	if c.Side != ByType {
		from = attr("style:text-align-source", "fix")
	}
	s.out.WriteString(`><style:table-cell-properties` + attr("fo:wrap-option", wrap) + from + ` style:vertical-align="top"/>`)
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
	return `<number:number` + attr("number:decimal-places", strconv.Itoa(digits)) + attr("number:min-decimal-places", strconv.Itoa(digits)) +
		` number:min-integer-digits="1" number:grouping="true"/>`
}
