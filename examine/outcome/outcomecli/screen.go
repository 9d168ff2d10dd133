// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"baken/internal/text"
)

// screen prints lines of at most width columns.
type screen struct {
	w     io.Writer
	p     *text.Printer
	width int
	err   error
}

func (s *screen) write(line string) {
	if s.err == nil {
		_, s.err = fmt.Fprintln(s.w, strings.TrimRight(plain(line), " "))
	}
}

// plain shows a mark for what isn't a character to read: words of a plan or
// of the data must not steer the terminal.
func plain(said string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, said)
}

func (s *screen) blank() { s.write("") }

// line prints a text, over several lines where it is long.
func (s *screen) line(t text.Text) {
	for _, l := range wrap(t.In(s.p), s.width) {
		s.write(l)
	}
}

// note prints a remark under a table.
func (s *screen) note(said string) {
	lead := "  · "
	for _, l := range wrap(said, s.width-utf8.RuneCountInString(lead)) {
		s.write(lead + l)
		lead = "    "
	}
}

// wrap breaks a text between words into lines of at most width columns; a
// word that is longer stands alone.
func wrap(said string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(said) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	return append(lines, line)
}

// strip is one column of a table on the screen.
type strip struct {
	head  string
	cells []string
	left  bool // words stand to the left, figures to the right
}

// heads breaks the head over lines that are no wider than the cells make the
// column anyway, or than its longest word.
func (c strip) heads() []string { return wrap(c.head, max(c.cellWidth(), shortHead)) }

// shortHead is a width up to which a head stays on one line.
const shortHead = 12

func (c strip) cellWidth() int {
	width := 0
	for _, cell := range c.cells {
		width = max(width, utf8.RuneCountInString(cell))
	}
	return width
}

func (c strip) columnWidth() int {
	width := c.cellWidth()
	for _, h := range c.heads() {
		width = max(width, utf8.RuneCountInString(h))
	}
	return width
}

const gap = "  "

func widthOf(strips []strip) int {
	width := 0
	for _, c := range strips {
		width += len(gap) + c.columnWidth()
	}
	return width
}

// grid sets the cells under each other, heads at the bottom of their lines.
func (s *screen) grid(strips []strip) {
	high := 0
	for _, c := range strips {
		high = max(high, len(c.heads()))
	}
	for at := range high {
		s.row(strips, func(c strip) string {
			heads := c.heads()
			if i := at - (high - len(heads)); i >= 0 {
				return heads[i]
			}
			return ""
		})
	}
	for at := range strips[0].cells {
		s.row(strips, func(c strip) string { return c.cells[at] })
	}
}

func (s *screen) row(strips []strip, cell func(strip) string) {
	var b strings.Builder
	for _, c := range strips {
		said := cell(c)
		pad := strings.Repeat(" ", max(0, c.columnWidth()-utf8.RuneCountInString(said)))
		b.WriteString(gap)
		if c.left {
			b.WriteString(said + pad)
		} else {
			b.WriteString(pad + said)
		}
	}
	s.write(b.String())
}
