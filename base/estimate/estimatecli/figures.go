// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
	"gonum.org/v1/gonum/stat/distuv"

	"baken/base/estimate"
	"baken/internal/text"
)

// Figure is one estimate: of an item, among everybody or in one level of a domain.
type Figure struct {
	Item    Item
	Domain  string // the column; empty for everybody
	Label   string // of the column
	Level   Level
	Value   float64 // NaN where there is none
	SE      float64 // NaN without degrees of freedom
	Low     float64
	High    float64
	N       int // who answered
	Missing int // who is in it and didn't answer
	Degrees int
	Reason  string // why there is no value, no error or no interval: "nobody", "zero", "degrees", "replicates", "interval", "beyond"
}

// group is a factor of which each level is a domain; one beyond these has no figures.
type group struct {
	by     estimate.Factor
	domain Domain
}

// divide makes the groups: everybody, and those of the plan.
func (r *Result) divide() error {
	r.groups = []group{{estimate.Factor{Name: "", Codes: make([]int32, r.Rows), Levels: []string{""}}, Domain{Levels: []Level{{}}}}}
	for _, d := range r.Plan.Domains {
		var known []string
		for _, l := range d.Levels {
			known = append(known, l.Value)
		}
		f, err := r.data.words[d.Column].factor(known, d.Outside, r.who)
		if err != nil {
			return err
		}
		r.groups = append(r.groups, group{f, d})
	}
	return r.asked()
}

// asked refuses a share of a value that nobody answered: it is more often a slip than
// a figure.
func (r *Result) asked() error {
	for _, m := range r.Plan.Items {
		for _, v := range m.Values {
			if _, some := r.data.words[m.Column].known[v]; !some {
				return ErrNobody.With("column", text.Data(m.Column), "value", valueText(v))
			}
		}
	}
	return nil
}

// estimate makes all figures, by item and group.
func (r *Result) estimate(ctx context.Context, told func(done, total int64)) error {
	places, total := make([][][]Figure, len(r.Plan.Items)), int64(0)
	for _, g := range r.groups {
		total += int64(len(r.Plan.Items) * len(g.domain.Levels))
	}
	done := int64(0)
	const abreast = 32 // items at once: enough for all processors, few enough to stop early
	for _, g := range r.groups {
		at := 0
		for items := range slices.Chunk(r.Plan.Items, abreast) {
			if ctx.Err() != nil {
				return fmt.Errorf("estimate: %w", context.Cause(ctx))
			}
			made, err := r.some(ctx, g, items)
			if err != nil {
				return err
			}
			for k, figures := range made {
				places[at+k] = append(places[at+k], figures)
				done += int64(len(figures))
			}
			at += len(items)
			if told != nil {
				told(done, total)
			}
		}
	}
	for _, item := range places {
		for _, figures := range item {
			r.Figures = append(r.Figures, figures...)
		}
	}
	return nil
}

// some gives the figures of some items in a group.
func (r *Result) some(ctx context.Context, g group, items []Item) ([][]Figure, error) {
	out := make([][]Figure, len(items))
	var counted []estimate.Item
	var at, rest []int
	for k, m := range items {
		if answers, ok := r.answers(m); ok {
			counted, at = append(counted, answers), append(at, k)
		} else {
			rest = append(rest, k)
		}
	}
	if err := r.others(ctx, g, items, rest, out); err != nil {
		return nil, err
	}
	t, err := r.tables().Means(g.by, counted...)
	if err != nil {
		return nil, err
	}
	for j, k := range at {
		missing := r.missing(g.by, counted[j])
		for level := range g.domain.Levels {
			e := t.Entries[j][level]
			f := g.figure(items[k], level)
			f.Value, f.SE, f.N, f.Degrees, f.Missing = e.Value, e.SE, e.N, e.Degrees, missing[level]
			out[k] = append(out[k], f.with(r.Plan))
		}
	}
	return out, nil
}

// others gives the figures of items that aren't counted together, on all processors.
func (r *Result) others(ctx context.Context, g group, items []Item, some []int, out [][]Figure) error {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for _, k := range some {
		out[k] = make([]Figure, len(g.domain.Levels))
		for level := range out[k] {
			work.Go(func() (err error) {
				if ctx.Err() != nil {
					return fmt.Errorf("estimate: %w", context.Cause(ctx))
				}
				out[k][level], err = r.one(g, items[k], level)
				return err
			})
		}
	}
	return work.Wait()
}

// tables gives what makes many figures at once.
func (r *Result) tables() interface {
	Means(by estimate.Factor, items ...estimate.Item) (estimate.Table, error)
} {
	if r.replicates != nil {
		return r.replicates
	}
	return r.survey
}

func (r *Result) missing(by estimate.Factor, m estimate.Item) []int {
	n := make([]int, len(by.Levels))
	for i, v := range m.Values {
		if v == estimate.NoAnswer && (r.who == nil || r.who[i]) {
			n[by.Codes[i]]++
		}
	}
	return n
}

// answers gives the item whose mean is asked as small whole numbers; false where it
// isn't one. A share is a mean of zeros and ones.
func (r *Result) answers(m Item) (estimate.Item, bool) {
	switch m.Kind {
	case Mean:
		c := r.data.numbers[m.Column]
		return estimate.Item{Name: m.Name, Values: c.small}, c.wide == nil
	case Share:
		w := r.data.words[m.Column]
		codes := make([]int8, len(w.levels))
		for k, v := range w.levels {
			switch {
			case slices.Contains(m.Values, v):
				codes[k] = 1
			case v == "":
				codes[k] = estimate.NoAnswer
			}
		}
		out := estimate.Item{Name: m.Name, Values: make([]int8, len(w.codes))}
		for i, c := range w.codes {
			out.Values[i] = codes[c]
		}
		return out, true
	default:
		return estimate.Item{}, false
	}
}

// columns gives the column of an item, and for a ratio the second.
func (r *Result) columns(m Item) (y, x estimate.Column) {
	if m.Kind == Share {
		answers, _ := r.answers(m)
		return answers.Column(), x
	}
	y = r.data.numbers[m.Column].column()
	if m.Kind == Ratio {
		x = r.data.numbers[m.To].column()
	}
	return y, x
}

// made is a figure with what its error follows from: the scores of a sample, or what it
// is in replicates.
type made struct {
	linear     estimate.Figure
	replicates *estimate.ReplicateFigure // nil where errors are linearised
	limits     *estimate.Interval        // of a quantile
}

// exact gives a figure, and how many of the group didn't answer.
func (r *Result) exact(g group, m Item, level int) (f made, missing int, err error) {
	y, x := r.columns(m)
	all := g.by.In(int32(level)).And(r.who) //nolint:gosec // as many as a plan names
	in := all.And(y.Answered())
	if m.Kind == Ratio {
		in = in.And(x.Answered())
	}
	for i := range all {
		if all[i] && !in[i] {
			missing++
		}
	}
	if !slices.Contains(in, true) {
		return f, missing, estimate.ErrEmpty
	}
	switch m.Kind {
	case Total:
		f.linear, err = r.survey.Total(y, in)
	case Ratio:
		f.linear, err = r.survey.Ratio(y, x, in)
	case Quantile:
		var q estimate.Quantile
		q, err = r.survey.Quantile(y, in, estimate.Order(m.Order), estimate.QuantileRule(m.Rule), estimate.Confidence(r.Plan.Confidence))
		if f.linear, f.limits = q.Figure, &q.Limits; errors.Is(err, estimate.ErrEmpty) {
			f.linear.N = count(in) // they are too few to say how far it lies off
		}
	case Mean, Share:
		f.linear, err = r.survey.Mean(y, in)
	}
	if err != nil || r.replicates == nil {
		return f, missing, err
	}
	var again estimate.ReplicateFigure
	switch m.Kind {
	case Total:
		again, err = r.replicates.Total(y, in)
	case Ratio:
		again, err = r.replicates.Ratio(y, x, in)
	case Mean, Share, Quantile: // a plan with replicates has no quantiles
		again, err = r.replicates.Mean(y, in)
	}
	f.replicates = &again
	return f, missing, err
}

func count(in estimate.Domain) (n int) {
	for _, some := range in {
		if some {
			n++
		}
	}
	return n
}

func (r *Result) one(g group, m Item, level int) (Figure, error) {
	out := g.figure(m, level)
	f, missing, err := r.exact(g, m, level)
	out.Missing = missing
	switch {
	case errors.Is(err, estimate.ErrEmpty):
		out.Value, out.N = math.NaN(), f.linear.N
	case errors.Is(err, estimate.ErrZero):
		out.Value, out.Reason = math.NaN(), "zero"
	case err != nil && !errors.Is(err, estimate.ErrUndefined):
		return out, err
	default:
		out = f.fill(out)
	}
	return out.with(r.Plan), nil
}

// fill puts the value and its error in a figure.
func (f made) fill(out Figure) Figure {
	out.Value, out.N, out.Degrees, out.SE = f.linear.Value, f.linear.N, f.linear.Degrees, f.linear.SE()
	if by := f.replicates; by != nil {
		if out.SE = math.NaN(); by.N > 0 {
			out.Degrees, out.SE = by.Degrees, by.SE()
		}
	}
	if f.limits != nil {
		out.Low, out.High = f.limits.Low, f.limits.High
	}
	return out
}

func (g group) figure(m Item, level int) Figure {
	return Figure{Item: m, Domain: g.domain.Column, Label: g.domain.Label, Level: g.domain.Levels[level]}
}

// with adds the interval, and why something is lacking.
func (f Figure) with(p Plan) Figure {
	none := estimate.Interval{Low: math.NaN(), High: math.NaN()}
	within := estimate.Interval{Low: f.Low, High: f.High}
	switch {
	case f.Reason != "":
	case f.N == 0:
		f.Reason = "nobody"
	case f.Degrees < 1:
		f.Reason = "degrees"
	case p.Replicates != nil && math.IsNaN(f.SE):
		f.Reason = "replicates"
	}
	var err error
	switch {
	case f.Reason != "":
		f.SE, within = math.NaN(), none
	case f.Item.Kind == Quantile:
		if math.IsNaN(within.Low) || math.IsNaN(within.High) {
			f.Reason, within = "beyond", none
		}
	case f.Item.Kind == Share:
		e := estimate.Entry{Value: f.Value, SE: f.SE, N: f.N, Degrees: f.Degrees}
		if within, err = e.ShareInterval(intervals()[p.Interval], estimate.Confidence(p.Confidence)); err != nil {
			f.Reason, within = "interval", none // weights below zero may give a share that is none, and log odds have none of 0 and 1
		}
	default:
		half := student(p.Confidence, f.Degrees) * f.SE
		within = estimate.Interval{Low: f.Value - half, High: f.Value + half}
	}
	f.Low, f.High = within.Low, within.High
	return f
}

// student gives by how many standard errors an interval reaches to each side, as
// estimate.Figure.Interval has it.
func student(confidence float64, degrees int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(degrees)}.Quantile((1 + confidence) / 2)
}
