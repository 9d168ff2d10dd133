// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"baken/base/estimate"
	"baken/internal/text"
)

// Everybody is the name by which a figure of the whole population is asked for.
const Everybody = "all"

// Explanation is how one figure came about.
type Explanation struct {
	result   *Result
	figure   Figure
	exact    made
	unfitted *estimate.Figure // the same without what the fit explains; nil where nothing was fitted
	up, down float64          // the weighted sums that the value is made of
	parts    estimate.Derivation
}

// Explain takes a figure apart, named as ITEM/DOMAIN: the item's name, and a value of
// a domain ("value", or "column=value") or "all".
func (r *Result) Explain(name string) (*Explanation, error) {
	m, g, level, ok := r.find(name)
	if !ok {
		return nil, ErrExplain.With("figure", text.Data(name), "known", text.Data(strings.Join(r.names(), ", ")))
	}
	f, missing, err := r.exact(g, m, level)
	if errors.Is(err, estimate.ErrEmpty) || errors.Is(err, estimate.ErrZero) {
		return nil, ErrNothing.With("figure", text.Data(name))
	}
	if err != nil {
		return nil, explain(r.Plan.Source, err)
	}
	e := &Explanation{result: r, exact: f, figure: f.fill(g.figure(m, level)), parts: f.linear.Derive()}
	e.figure.Missing = missing
	e.figure = e.figure.with(r.Plan)
	e.add(g, level)
	if (r.Fit != nil || r.Response != nil) && f.replicates == nil {
		before := *r
		before.survey = r.survey.Unfitted()
		u, _, err := before.exact(g, m, level)
		if err != nil {
			return nil, err
		}
		e.unfitted = &u.linear
	}
	return e, nil
}

// names gives some of the names that figures have.
func (r *Result) names() (out []string) {
	for _, m := range r.Plan.Items {
		for _, g := range r.groups {
			for _, l := range g.domain.Levels {
				if len(out) == 12 {
					return append(out, "…")
				}
				if g.domain.Column == "" {
					out = append(out, m.Name+"/"+Everybody)
				} else {
					out = append(out, m.Name+"/"+g.domain.Column+"="+l.Value)
				}
			}
		}
	}
	return out
}

func (r *Result) find(name string) (m Item, in group, level int, ok bool) {
	item, domain, _ := strings.Cut(name, "/")
	k := slices.IndexFunc(r.Plan.Items, func(m Item) bool { return m.Name == item })
	if k < 0 {
		return m, in, 0, false
	}
	found := 0
	for _, g := range r.groups {
		for at, l := range g.domain.Levels {
			column := g.domain.Column
			if column == "" && domain != Everybody || column != "" && domain != l.Value && domain != column+"="+l.Value {
				continue
			}
			in, level = g, at
			found++
			if column == "" || domain == column+"="+l.Value {
				return r.Plan.Items[k], in, level, true
			}
		}
	}
	return r.Plan.Items[k], in, level, found == 1
}

// add adds up what the value is made of.
func (e *Explanation) add(g group, level int) {
	y, x := e.result.columns(e.figure.Item)
	for i, w := range e.result.survey.Weights() {
		switch {
		case g.by.Codes[i] != int32(level) || math.IsNaN(y.Values[i]): //nolint:gosec // as many as a plan names
		case x.Values == nil:
			e.up += w * y.Values[i]
			e.down += w
		case !math.IsNaN(x.Values[i]):
			e.up += w * y.Values[i]
			e.down += w * x.Values[i]
		}
	}
}

// exactly prints a number with eight digits that count.
func exactly(x float64) text.Text { return digits(x, 8) }

// Print tells it, step by step, each with its formula and where that comes from.
func (e *Explanation) Print(w io.Writer, p *text.Printer) error {
	f := e.figure
	for _, l := range slices.Concat([]text.Text{
		text.With("estimate.explain.title", "kind", f.kind(), "item", text.Data(f.Item.label()), "domain", f.name(), "value", exactly(f.Value)),
		text.Key("estimate.unchecked"),
		text.With("estimate.explain.respondents", "count", f.N, "all", e.result.Rows, "missing", f.Missing),
		text.With("estimate.explain.weights", "people", exactly(e.parts.People), "low", exactly(e.parts.Low), "high", exactly(e.parts.High)),
		e.value(),
	}, e.result.fitted(), e.spread()) {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	if e.exact.replicates == nil && !e.beyond() {
		if err := e.strata(w, p); err != nil {
			return err
		}
	}
	for _, l := range e.ending() {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	return nil
}

func (e *Explanation) value() text.Text {
	return text.With("estimate.explain.value_"+text.Key(e.figure.Item.Kind), "up", exactly(e.up), "down", exactly(e.down), "value", exactly(e.figure.Value),
		"order", text.Percent(e.figure.Item.Order, 1), "rule", text.Data(e.figure.Item.Rule))
}

// beyond says whether the figure is a quantile without an error: then there are no scores.
func (e *Explanation) beyond() bool { return e.figure.Reason == "beyond" }

// spread says what the error is made of: replicates, or scores.
func (e *Explanation) spread() []text.Text {
	if e.beyond() {
		return nil
	}
	if by := e.exact.replicates; by != nil {
		all := by.Replicates()
		return []text.Text{text.With("estimate.explain.replicates", "count", len(all), "how", e.result.Plan.errors(),
			"low", exactly(slices.Min(all)), "high", exactly(slices.Max(all)))}
	}
	out := []text.Text{text.With("estimate.explain.scores_"+text.Key(e.figure.Item.Kind), "value", exactly(e.figure.Value), "down", exactly(e.down))}
	if e.unfitted != nil {
		out = append(out, text.With("estimate.explain.residuals", "before", exactly(e.unfitted.Variance()), "after", exactly(e.parts.Variance),
			"part", exactly(e.parts.Variance-e.unfitted.Variance())))
	}
	if e.result.Response != nil {
		out = append(out, text.Key("estimate.explain.response"))
	}
	return append(out,
		text.With("estimate.explain.sums", "sum", exactly(zero(e.parts.Sum, e.parts.Squares)), "squares", exactly(e.parts.Squares)),
		text.Key("estimate.explain.strata"))
}

// zero gives 0 for a sum that is one but for how numbers are kept.
func zero(sum, squares float64) float64 {
	if math.Abs(sum) < 1e-12*math.Sqrt(squares) {
		return 0
	}
	return sum
}

// strata prints what each stratum of the first stage adds, and each later stage.
func (e *Explanation) strata(w io.Writer, p *text.Printer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(cells ...text.Text) {
		for _, c := range cells {
			fmt.Fprintf(t, "%s\t", text.Plain(c.In(p)))
		}
		fmt.Fprintln(t)
	}
	line(text.Key("estimate.column.stratum"), text.Key("estimate.column.drawn"), text.Key("estimate.column.inside"), text.Key("estimate.column.population"),
		text.Key("estimate.column.fraction"), text.Key("estimate.column.sum"), text.Key("estimate.column.squares"), text.Key("estimate.column.adds"))
	for _, one := range e.parts.Stages[0] {
		population := text.Text(text.Key("estimate.none"))
		if one.Fraction > 0 {
			population = exactly(math.Round(float64(one.Units)/one.Fraction*1e6) / 1e6)
		}
		adds := exactly(one.Adds)
		switch {
		case one.Averaged:
			adds = text.With("estimate.explain.averaged", "adds", adds)
		case one.Adjusted:
			adds = text.With("estimate.explain.adjusted", "adds", adds)
		}
		line(e.stratum(one.Row), text.Number(one.Units), text.Number(one.Inside), population, digits(one.Fraction, 4),
			exactly(zero(one.Sum, one.Squares)), exactly(one.Squares), adds)
	}
	return t.Flush()
}

func (e *Explanation) stratum(row int) text.Text {
	column := e.result.Plan.Design.Stages[0].Strata
	if column == "" {
		return text.Key("estimate.none")
	}
	w := e.result.data.words[column]
	return valueText(w.levels[w.codes[row]])
}

// ending says what the parts come to.
func (e *Explanation) ending() (out []text.Text) {
	f := e.figure
	if e.beyond() {
		return []text.Text{text.With("estimate.explain.degrees", "degrees", f.Degrees), e.interval()}
	}
	if by := e.exact.replicates; by != nil {
		return []text.Text{
			text.With("estimate.explain.replicate_variance", "variance", exactly(by.Variance()), "se", exactly(by.SE())),
			text.With("estimate.explain.replicate_degrees", "degrees", f.Degrees),
			e.interval(),
		}
	}
	for k, parts := range e.parts.Stages[1:] {
		adds := 0.0
		for _, one := range parts {
			adds += one.Adds
		}
		out = append(out, text.With("estimate.explain.later", "stage", k+2, "strata", len(parts), "adds", exactly(adds)))
	}
	if e.result.Response != nil {
		out = append(out, text.With("estimate.explain.responding", "adds", exactly(e.parts.Responding)))
	}
	out = append(out,
		text.With("estimate.explain.variance", "variance", exactly(e.parts.Variance), "se", exactly(e.exact.linear.SE())),
		text.With("estimate.explain.degrees", "degrees", f.Degrees),
		e.interval())
	if effect := e.exact.linear.Effect(estimate.WithReplacement); !math.IsNaN(effect) {
		out = append(out, text.With("estimate.explain.effect", "effect", digits(effect, 4), "count", digits(e.exact.linear.EffectiveN(), 4)))
	}
	return out
}

// interval says how the interval was made, or why there is none.
func (e *Explanation) interval() text.Text {
	f, p := e.figure, e.result.Plan
	percent := text.Percent(p.Confidence, 0)
	switch {
	case f.Reason != "":
		return f.reason()
	case f.Item.Kind == Share:
		return text.With("estimate.explain.interval_share", "percent", percent, "low", exactly(f.Low), "high", exactly(f.High),
			"how", text.Key("estimate.explain.interval_share."+p.Interval))
	case f.Item.Kind == Quantile:
		return text.With("estimate.explain.interval_quantile", "percent", percent, "low", exactly(f.Low), "high", exactly(f.High))
	}
	return text.With("estimate.explain.interval", "percent", percent, "value", exactly(f.Value),
		"t", exactly(student(p.Confidence, f.Degrees)), "se", exactly(f.SE), "low", exactly(f.Low), "high", exactly(f.High))
}
