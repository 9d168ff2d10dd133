// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// Print shows a result on the screen of whoever ran the plan: where the rows
// went, which stays here, and the tables as they may leave.
func (o Outcome) Print(w io.Writer, p *text.Printer) error {
	out := &screen{w: w, p: p}
	out.line(figure.Label(o.Plan.Title))
	out.line(figure.Label(o.Plan.Population))
	out.blank()
	out.account(o.Plan, o.Counts.Account)
	for _, t := range o.Result.Tables {
		out.table(t)
	}
	return out.err
}

type screen struct {
	w   io.Writer
	p   *text.Printer
	err error
}

func (s *screen) write(line string) {
	if s.err == nil {
		_, s.err = fmt.Fprintln(s.w, strings.TrimRight(line, " "))
	}
}

func (s *screen) line(t text.Text) { s.write(t.In(s.p)) }
func (s *screen) blank()           { s.write("") }

// account says where the rows went.
func (s *screen) account(p outcome.Plan, a outcome.Account) {
	s.line(text.With("outcome.account.rows", "rows", int(a.Rows), "file", text.Data(p.Source.File)))
	s.line(text.With("outcome.account.counted", "counted", int(a.Counted)))
	for _, o := range a.Outside {
		s.line(text.With("outcome.account.outside", "n", int(o.N), "column", text.Data(o.Column), "value", valueText(o.Value)))
	}
	if a.Adds {
		s.line(text.Key("outcome.account.adds"))
	}
	s.line(text.Key("outcome.account.stays"))
	s.blank()
}

func valueText(v string) text.Text {
	if v == "" {
		return text.Key("outcome.account.missing")
	}
	return text.Data(v)
}

func (s *screen) table(t disclose.Table) {
	spec := t.Spec()
	s.line(figure.Title(spec))
	grid := [][]string{s.heads(spec)}
	for _, r := range t.Rows() {
		grid = append(grid, s.cells(spec, r))
	}
	s.grid(grid, len(spec.Heads))
	for _, n := range t.Notes() {
		s.write("  · " + figure.Note(n).In(s.p))
	}
	s.blank()
}

func (s *screen) heads(spec disclose.Spec) []string {
	var out []string
	for _, h := range spec.Heads {
		out = append(out, figure.Label(h).In(s.p))
	}
	for _, c := range spec.Columns {
		out = append(out, text.Key(c.Title).In(s.p))
		if c.Unit != disclose.People {
			out = append(out, text.Key("figure.interval").In(s.p))
		}
		out = append(out, text.Key("figure.range").In(s.p))
	}
	return out
}

func (s *screen) cells(spec disclose.Spec, r disclose.Row) []string {
	var out []string
	for _, l := range r.Labels {
		out = append(out, figure.Label(l).In(s.p))
	}
	for i, f := range r.Figures {
		unit := spec.Columns[i].Unit
		value := figure.Value(f, unit)
		if why := figure.Reason(f); why != nil {
			value = why
		}
		out = append(out, value.In(s.p))
		if unit != disclose.People {
			out = append(out, figure.Interval(f, unit).In(s.p))
		}
		out = append(out, figure.Range(f, unit).In(s.p))
	}
	return out
}

// grid sets the cells under each other: labels to the left, figures to the
// right.
func (s *screen) grid(rows [][]string, labels int) {
	width := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	for _, r := range rows {
		var b strings.Builder
		for i, c := range r {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			b.WriteString("  ")
			if i < labels {
				b.WriteString(c + pad)
			} else {
				b.WriteString(pad + c)
			}
		}
		s.write(b.String())
	}
}
