// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// Explained is why a count stands in a table of the release as it does.
type Explained struct {
	disclose.Explanation
	plan  Plan
	table Table
}

// Explain explains a count, asked for as TABLE:CODE,CODE with the codes in the order of the
// hierarchies of the table, and none for everybody. It is made of what these tables print.
//
// Errors: ErrNoTable, and those of disclose.Release.Explain.
func (r *Result) Explain(ctx context.Context, asked string) (Explained, error) {
	id, codes, _ := strings.Cut(asked, ":")
	i := slices.IndexFunc(r.Plan.Tables, func(t Table) bool { return t.ID == id })
	if i < 0 {
		var known []string
		for _, t := range r.Plan.Tables {
			known = append(known, t.ID)
		}
		return Explained{}, ErrNoTable.With("table", text.Data(id), "tables", text.Data(strings.Join(known, ", ")))
	}
	at := strings.Split(codes, ",")
	for k := range at {
		at[k] = strings.TrimSpace(at[k])
	}
	e, err := r.Release.Explain(ctx, i, at...)
	return Explained{Explanation: e, plan: r.Plan, table: r.Plan.Tables[i]}, err
}

// Print says it in words.
func (e Explained) Print(w io.Writer, p *text.Printer) error {
	for _, l := range e.said() {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	return nil
}

func (e Explained) said() []text.Text {
	state := "disclose.explain.there"
	if e.Withheld {
		state = "disclose.explain.withheld"
	}
	out := []text.Text{text.With(text.Key(state), "cell", text.Data(e.Cell)), e.rule(), e.known()}
	for _, l := range e.Lines {
		out = append(out, e.line(l))
	}
	if e.Withheld {
		return append(out, text.Key("disclose.explain.alike"))
	}
	return out
}

// rule says from which size on such counts are printed.
func (e Explained) rule() text.Text {
	switch e.table.Method {
	case disclose.Round:
		return text.Key("disclose.method.round")
	case disclose.Bands:
		return text.Key("disclose.method.bands")
	case disclose.Suppress:
	}
	return text.With("disclose.explain.least", "least", e.Least)
}

// known says what a reader can work out.
func (e Explained) known() text.Text {
	low := text.Decimal(e.Low, 0)
	switch {
	case math.IsInf(e.High, 1):
		return text.With("disclose.explain.from", "low", low)
	case e.Low == e.High:
		return text.With("disclose.explain.exact", "low", low)
	}
	return text.With("disclose.explain.between", "low", low, "high", text.Decimal(e.High, 0))
}

func (e Explained) line(l disclose.Line) text.Text {
	key := "disclose.explain.line"
	switch l.Withheld {
	case 0:
		key = "disclose.explain.line_none"
	case 1:
		key = "disclose.explain.line_one"
	}
	_, h := hierarchyOf(e.plan.Hierarchies, l.Along)
	along := text.Text(text.Data(h.Name))
	if !h.Label.Empty() {
		along = figure.Label(h.Label)
	}
	return text.With(text.Key(key), "along", along, "total", text.Data(l.Total), "withheld", l.Withheld, "cells", l.Cells)
}
