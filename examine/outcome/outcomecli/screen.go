// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"fmt"
	"io"
	"slices"
	"strings"
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
		_, s.err = fmt.Fprintln(s.w, strings.TrimRight(text.Plain(line), " "))
	}
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
	for word := range strings.FieldsSeq(said) {
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
	left  bool // words stand to the left and may be wrapped, figures to the right
	most  int  // width to wrap words at; none when zero
}

// shortHead is a width up to which a head stays on one line.
const shortHead = 12

// heads breaks the head over lines that are no wider than the cells make the
// column anyway, or than its longest word.
func (c strip) heads() []string { return wrap(c.head, max(c.cellWidth(), shortHead)) }

// lines breaks a cell.
func (c strip) lines(at int) []string {
	if c.most == 0 {
		return c.cells[at : at+1]
	}
	return wrap(c.cells[at], c.most)
}

func (c strip) cellWidth() int {
	width := 0
	for at := range c.cells {
		width = max(width, longest(c.lines(at)))
	}
	return width
}

func (c strip) width() int { return max(c.cellWidth(), longest(c.heads())) }

func longest(lines []string) int {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	return width
}

const gap = "  "

func widthOf(strips []strip) int {
	width := 0
	for _, c := range strips {
		width += len(gap) + c.width()
	}
	return width
}

// narrow wraps the widest words until the columns fit, or until that would
// leave words too little room.
func (s *screen) narrow(strips []strip) []strip {
	strips = slices.Clone(strips)
	stuck := make([]bool, len(strips)) // by a long word
	for widthOf(strips) > s.width {
		widest := -1
		for i, c := range strips {
			if c.left && !stuck[i] && c.cellWidth() > shortHead && (widest < 0 || c.cellWidth() > strips[widest].cellWidth()) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		before := strips[widest]
		strips[widest].most = before.cellWidth() - 1
		if strips[widest].cellWidth() >= before.cellWidth() {
			strips[widest], stuck[widest] = before, true
		}
	}
	return strips
}

// grid sets the cells under each other, heads at the bottom of their lines.
func (s *screen) grid(strips []strip) {
	strips = s.narrow(strips)
	heads := make([][]string, len(strips))
	high := 0
	for i, c := range strips {
		heads[i] = c.heads()
		high = max(high, len(heads[i]))
	}
	for i := range heads {
		heads[i] = append(make([]string, high-len(heads[i])), heads[i]...)
	}
	s.row(strips, heads)
	for at := range strips[0].cells {
		cells := make([][]string, len(strips))
		for i, c := range strips {
			cells[i] = c.lines(at)
		}
		s.row(strips, cells)
	}
}

// row prints one row, over as many lines as its highest cell has.
func (s *screen) row(strips []strip, cells [][]string) {
	for line := 0; slices.ContainsFunc(cells, func(c []string) bool { return line < len(c) }); line++ {
		var b strings.Builder
		for i, c := range strips {
			said := ""
			if line < len(cells[i]) {
				said = cells[i][line]
			}
			pad := strings.Repeat(" ", max(0, c.width()-utf8.RuneCountInString(said)))
			b.WriteString(gap)
			if c.left {
				b.WriteString(said + pad)
			} else {
				b.WriteString(pad + said)
			}
		}
		s.write(b.String())
	}
}
