// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"text/tabwriter"

	"baken/internal/text"
)

// Print shows what was read, what to mind, and the first figures.
func (r *Result) Print(w io.Writer, p *text.Printer) error {
	lines := []text.Text{
		text.Data(r.Plan.Title),
		text.With("estimate.read", "rows", r.Rows, "file", text.Data(r.Plan.Source.name()), "people", amount(r.People)),
	}
	lines = slices.Concat(lines, r.fitted(), r.warnings(), []text.Text{text.Key("estimate.unchecked")})
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, f := range r.Figures {
		if i == most {
			fmt.Fprintln(t, text.With("estimate.more", "n", len(r.Figures)-most).In(p))
			break
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", text.Plain(f.Item.Name), text.Plain(f.kind().In(p)), text.Plain(f.name().In(p)),
			f.said(f.Value).In(p), f.interval().In(p), text.With("estimate.n", "count", f.N).In(p))
	}
	return t.Flush()
}

// fitted says what was done to the weights.
func (r *Result) fitted() (out []text.Text) {
	if r.Response != nil {
		out = append(out, text.With("estimate.responded", "count", r.Responded, "all", r.Rows, "rate", text.Percent(float64(r.Responded)/float64(r.Rows), 1),
			"low", digits(r.Response.Low, 4), "high", digits(r.Response.High, 4)))
	}
	if r.Fit != nil {
		out = append(out, text.With("estimate.fitted", "distance", text.Key("estimate.distance."+r.Plan.Calibrate.Distance), "n", r.Fit.Iterations,
			"low", digits(r.Fit.Low, 4), "high", digits(r.Fit.High, 4)))
	}
	return out
}

// errors says how errors are made.
func (p Plan) errors() text.Text {
	switch by := p.Replicates; {
	case by == nil:
		return text.Key("estimate.errors.linear")
	case by.Kind == Bootstrap:
		return text.With("estimate.errors.bootstrap", "count", by.Repeats, "seed", text.Data(strconv.FormatUint(by.Seed, 10)))
	default:
		return text.Key("estimate.errors." + by.Kind)
	}
}
