// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package odt writes text documents that word processors open (OpenDocument 1.3, ISO/IEC
// 26300): headings, paragraphs, lists and tables, without fields, pictures or scripts.
//
// It promises that the same document gives the same bytes, that a file says nothing of who
// made it, when, or with what, and that what a part is stands in its style and its language
// in all of them, so that a PDF that is made of it has its headings, lists, tables and
// language too.
package odt

import (
	"io"
	"strings"

	"baken/base/odf"
)

const kind = "application/vnd.oasis.opendocument.text"

// Document is a text document to be written.
type Document struct {
	Title    string // it stands in the file's properties; a heading of level 1 shows it
	Language string // as in BCP 47
	Country  string // as in ISO 3166
	Blocks   []Block
}

// Block is a part of a document: a Heading, a Paragraph, a List or a Table.
type Block interface{ write(*writer) }

// Heading is a heading; Level goes from 1, of the document itself, to 3.
type Heading struct {
	Level int
	Text  string
	Page  bool // a new page begins with it
}

// Run is a piece of a paragraph. A line that ends in it with \n goes on below.
type Run struct {
	Text   string
	Strong bool
}

// Paragraph is a paragraph of text.
type Paragraph []Run

// Text makes a paragraph of plain text.
func Text(s string) Paragraph { return Paragraph{{Text: s}} }

// List is a list without order.
type List []Paragraph

// Column is a column of a table.
type Column struct {
	Label   string
	Numeric bool // its cells are numbers, and stand to the right
	Width   int  // its share of the width, beside those of the others; 1 where it is less
}

// Table is rows of cells under columns. The columns' labels stand again on each page. The
// first cell of a row names it. A row with fewer cells than there are columns ends in empty
// ones, and what it has more is left out. Lines within a cell end in \n.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
}

// Write writes the document. Errors: those of the writer.
func Write(w io.Writer, d Document) error {
	var out writer
	for _, b := range d.Blocks {
		b.write(&out)
	}
	return odf.Write(w, odf.File{
		Kind: kind, Title: d.Title, Language: d.Language, Country: d.Country, Styles: d.styles(),
		Content: `<office:automatic-styles>` + tables + out.styles.String() + `</office:automatic-styles><office:body><office:text>` +
			out.body.String() + `</office:text></office:body>`,
	})
}

// writer holds what has been written, with the styles that only one part of it has.
type writer struct {
	body, styles strings.Builder
	tables       int
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.body.WriteString(p)
	}
}
