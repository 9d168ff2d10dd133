// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"io"
	"slices"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// Print shows a result on the screen of whoever ran the plan: where the rows
// went, which stays here, and the tables as they may leave. Lines are kept
// within width columns where words allow it.
func (o Outcome) Print(w io.Writer, p *text.Printer, width int) error {
	out := &screen{w: w, p: p, width: width}
	o.head(out)
	out.line(text.Key("outcome.account.stays"))
	out.blank()
	out.repeats(o.Plan, o.Counts)
	if some, any := o.missing(); any {
		out.line(some.title)
		out.line(some.said)
		for _, t := range some.list {
			out.note(t.In(p))
		}
		out.blank()
	}
	if o.Salt != "" {
		out.line(text.With("outcome.account.salt", "salt", text.Data(o.Salt)))
		out.blank()
	}
	for _, t := range o.Result.Tables {
		out.table(t)
	}
	return out.err
}

// PrintCheck says that the plan fits the data, and where the rows went.
func (o Outcome) PrintCheck(w io.Writer, p *text.Printer, width int) error {
	out := &screen{w: w, p: p, width: width}
	o.head(out)
	out.line(text.Key("outcome.account.fits"))
	return out.err
}

func (o Outcome) head(out *screen) {
	out.line(figure.Label(o.Plan.Title))
	out.line(figure.Label(o.Plan.Population))
	out.blank()
	out.account(o.Plan, o.Counts.Account)
}

// account says where the rows went.
func (s *screen) account(p outcome.Plan, a outcome.Account) {
	s.line(text.With("outcome.account.rows", "rows", int(a.Rows), "file", text.Data(p.Source.Name())))
	s.line(text.With("outcome.account.counted", "counted", int(a.Counted)))
	people := int(a.Counted)
	for _, o := range a.Outside {
		people += int(o.N)
		s.line(text.With("outcome.account.outside", "n", int(o.N), "column", text.Data(o.Column), "value", valueText(o.Value)))
	}
	for _, o := range a.Unforeseen {
		s.line(text.With("outcome.account.unforeseen", "n", int(o.N), "column", text.Data(o.Column), "value", valueText(o.Value)))
	}
	switch {
	case a.Adds && p.Source.Kind == outcome.Records:
		s.line(text.Key("outcome.account.adds"))
	case a.Adds:
		s.line(text.With("outcome.account.adds_counts", "people", people, "column", text.Data(p.Source.Count)))
	}
}

// repeats says who has more than one row, and what it would change if everyone had one.
func (s *screen) repeats(p outcome.Plan, c outcome.Counts) {
	r := c.Account.Repeats
	if r == nil {
		return
	}
	s.line(text.With("outcome.account.repeats", "people", int(r.People), "rows", int(r.Rows), "column", text.Data(p.Source.Person)))
	if r.Unknown > 0 {
		s.line(text.With("outcome.account.unknown", "rows", int(r.Unknown), "column", text.Data(p.Source.Person)))
	}
	const digits = 2
	for _, o := range c.Once() {
		s.line(text.With("outcome.account.once", "group", figure.Label(p.GroupLabel(o.Group)), "share", text.Percent(o.Share, digits),
			"range", text.Range(text.Percent(o.Low, digits), text.Percent(o.High, digits))))
	}
	s.blank()
}

func valueText(v string) text.Text {
	if v == "" {
		return text.Key("outcome.account.missing")
	}
	return text.Data(v)
}

// table prints a table. Measures that don't fit beside each other stand below
// each other, with their labels again; so do the parts of one that doesn't fit by itself.
func (s *screen) table(t disclose.Table) {
	spec := t.Spec()
	s.line(figure.Title(spec))
	labels := s.labels(spec, t.Rows())
	block := labels
	for i, c := range spec.Columns {
		parts := [][]strip{s.measure(c, i, t.Rows())}
		if !s.fits(slices.Concat(labels, parts[0])) {
			parts = slices.Collect(slices.Chunk(parts[0], 1))
		}
		for _, part := range parts {
			wider := slices.Concat(block, part)
			wrap := len(parts) > 1 || c.Unit == disclose.Words // conclusions stay beside each other
			if len(block) > len(labels) && widthOf(wider) > s.width && (!wrap || !s.fits(wider)) {
				s.grid(block)
				s.blank()
				wider = slices.Concat(labels, part)
			}
			block = wider
		}
	}
	s.grid(block)
	for _, n := range t.Notes() {
		s.note(figure.Note(n).In(s.p))
	}
	s.blank()
}

// fits tells whether columns fit beside each other once words are wrapped.
func (s *screen) fits(strips []strip) bool { return widthOf(s.narrow(strips)) <= s.width }

// labels gives the columns that say what a row is about.
func (s *screen) labels(spec disclose.Spec, rows []disclose.Row) []strip {
	out := make([]strip, len(spec.Heads))
	for i, h := range spec.Heads {
		out[i] = strip{head: figure.Label(h).In(s.p), left: true}
		for _, r := range rows {
			out[i].cells = append(out[i].cells, figure.Label(r.Labels[i]).In(s.p))
		}
	}
	return out
}

// measure gives the columns of one measure: the figure, its interval and what
// rounding leaves open. A column in which nothing stands is left out.
func (s *screen) measure(c disclose.Column, at int, rows []disclose.Row) []strip {
	none := text.Key("figure.none").In(s.p)
	value := strip{head: text.Key(c.Title).In(s.p), left: c.Unit == disclose.Words}
	interval := strip{head: text.Key("figure.interval").In(s.p)}
	open := strip{head: text.Key("figure.range").In(s.p)}
	for _, r := range rows {
		f := r.Figures[at]
		said := figure.Value(f, c.Unit)
		if why := figure.Reason(f); why != nil {
			said = why
		}
		value.cells = append(value.cells, said.In(s.p))
		interval.cells = append(interval.cells, figure.Interval(f, c.Unit).In(s.p))
		open.cells = append(open.cells, figure.Range(f, c.Unit).In(s.p))
	}
	out := []strip{value}
	for _, extra := range []strip{interval, open} {
		if slices.ContainsFunc(extra.cells, func(cell string) bool { return cell != none }) {
			out = append(out, extra)
		}
	}
	return out
}
