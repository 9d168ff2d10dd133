// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"baken/base/estimate"
	"baken/base/fault"
	"baken/internal/text"
)

// weigh makes the survey by the design of the plan.
func (r *Result) weigh() error {
	p := r.Plan.Design
	d := estimate.Design{Lonely: lonely()[p.Lonely], Domains: lonelyDomains()[p.LonelyDomains]}
	for _, st := range p.Stages {
		one, err := r.stage(st)
		if err != nil {
			return err
		}
		d.Stages = append(d.Stages, one)
	}
	if p.Weights == "" {
		d.Weights = inverse(d.Stages, r.Rows)
	} else {
		d.Weights = r.data.numbers[p.Weights].column().Values
	}
	var err error
	if r.survey, err = d.Survey(); err != nil {
		return r.named(err)
	}
	return r.replicate()
}

// replicate makes replicates where the plan asks for them.
func (r *Result) replicate() (err error) {
	p := r.Plan.Replicates
	switch {
	case p == nil:
		return nil
	case p.Kind == Jackknife:
		r.replicates, err = r.survey.Jackknife()
	case p.Kind == Balanced:
		r.replicates, err = r.survey.Balanced(estimate.Fay(p.Fay))
	default:
		r.replicates, err = r.survey.Bootstrap(estimate.Repeats(p.Repeats), rand.New(rand.NewPCG(p.Seed, 0))) //nolint:gosec // a drawing that can be made again, no secret
	}
	if err != nil {
		return r.named(err)
	}
	return nil
}

// respond gives the weights of who didn't respond to who did.
func (r *Result) respond() error {
	p := r.Plan.Response
	r.Responded = r.Rows
	if p == nil {
		return nil
	}
	f, err := r.data.words[p.Column].factor(p.Values, p.Outside, nil)
	if err != nil {
		return err
	}
	who := make(estimate.Domain, r.Rows)
	r.Responded = 0
	for i, c := range f.Codes {
		if int(c) < len(p.Values) {
			who[i] = true
			r.Responded++
		}
	}
	cells, err := r.cells(p.Cells)
	if err != nil {
		return err
	}
	r.who = who
	r.Response, err = r.fit(estimate.Calibration{Distance: estimate.Linear, Margins: []estimate.Margin{{Factor: cells}}, Respondents: who})
	if at, ok := errors.AsType[*fault.Error](err); ok && errors.Is(err, estimate.ErrAbsent) {
		return ErrCell.With("column", text.Data(cells.Name), "level", text.Data(fmt.Sprint(at.Args()["level"])))
	}
	return err
}

// cells crosses columns: each combination that somebody has is a level.
func (r *Result) cells(columns []string) (estimate.Factor, error) {
	out := estimate.Factor{Name: strings.Join(columns, " × "), Codes: make([]int32, r.Rows), Levels: []string{""}}
	for k, column := range columns {
		w := r.data.words[column]
		if err := w.set(); err != nil {
			return out, err
		}
		known, levels := map[[2]int32]int32{}, []string(nil)
		for i, c := range w.codes {
			pair := [2]int32{out.Codes[i], c}
			code, ok := known[pair]
			if !ok {
				code = int32(len(levels)) //nolint:gosec // no more than rows
				known[pair] = code
				name := w.levels[c]
				if k > 0 {
					name = out.Levels[pair[0]] + ", " + name
				}
				levels = append(levels, name)
			}
			out.Codes[i] = code
		}
		out.Levels = levels
	}
	return out, nil
}

// fit fits the weights, and those of each replicate.
func (r *Result) fit(c estimate.Calibration) (*estimate.Fit, error) {
	var fit estimate.Fit
	var err error
	if r.replicates == nil {
		var next *estimate.Survey
		if next, fit, err = r.survey.Calibrate(c); err == nil {
			r.survey = next
		}
	} else {
		next, each, failed := r.replicates.Calibrate(c)
		if fit, err = each.Whole, failed; err == nil {
			r.replicates, r.survey = next, next.Survey()
		}
	}
	if at, ok := errors.AsType[*fault.Error](err); ok && errors.Is(err, estimate.ErrDiverged) {
		return nil, at.With("off", digits(fit.Off, 3))
	}
	return &fit, err
}

// stage gives a stage with the columns that it names.
func (r *Result) stage(st Stage) (out estimate.Stage, err error) {
	if st.Strata != "" {
		w := r.data.words[st.Strata]
		if err := w.set(); err != nil {
			return out, err
		}
		out.Strata = estimate.Factor{Name: w.name, Codes: w.codes, Levels: w.levels}
	}
	if st.Units != "" {
		w := r.data.words[st.Units]
		if err := w.set(); err != nil {
			return out, err
		}
		for _, c := range w.codes {
			out.Units = append(out.Units, int64(c))
		}
	}
	switch {
	case st.Population != "":
		out.Population, err = r.data.numbers[st.Population].set()
	case st.Sizes != nil:
		var known []string
		for _, s := range st.Sizes {
			known = append(known, s.Value)
		}
		if out.Strata, err = r.data.words[st.Strata].factor(known, nil, nil); err != nil {
			return out, err
		}
		for _, c := range out.Strata.Codes {
			out.Population = append(out.Population, st.Sizes[c].Total)
		}
	}
	return out, err
}

// inverse gives the weights that follow from the drawing alone: over all stages, how
// many units a stratum has for each that was drawn (Horvitz and Thompson, JASA 47
// (1952) 663-685).
func inverse(stages []estimate.Stage, n int) []float64 {
	weights, within := slices.Repeat([]float64{1}, n), make([]int64, n)
	for _, st := range stages {
		type place struct{ within, at int64 }
		strata, units := map[place]int64{}, map[place]int64{}
		drawn := map[int64]float64{}
		in := make([]int64, n)
		for i := range n {
			code := int64(0)
			if st.Strata.Codes != nil {
				code = int64(st.Strata.Codes[i])
			}
			in[i] = number(strata, place{within[i], code})
			unit := int64(i)
			if st.Units != nil {
				unit = st.Units[i]
			}
			before := len(units)
			within[i] = number(units, place{in[i], unit})
			if len(units) > before {
				drawn[in[i]]++
			}
		}
		for i := range n {
			if size := st.Population[i]; size > 0 { // Design.Survey refuses any other as a population
				weights[i] *= size / drawn[in[i]]
			}
		}
	}
	return weights
}

// number gives a key its number, a new one when it has none.
func number[K comparable](known map[K]int64, key K) int64 {
	n, ok := known[key]
	if !ok {
		n = int64(len(known))
		known[key] = n
	}
	return n
}

// named says in the words of the file what an error of the design is about.
func (r *Result) named(err error) error {
	at, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	args := at.Args()
	var st Stage
	if k, ok := args["stage"].(int); ok && k <= len(r.Plan.Design.Stages) {
		st = r.Plan.Design.Stages[k-1]
	}
	switch {
	case errors.Is(err, estimate.ErrWeight):
		return at.With("column", text.Data(r.Plan.Design.Weights))
	case errors.Is(err, estimate.ErrNested):
		return at.With("column", text.Data(st.Units), "unit", valueText(r.data.words[st.Units].levels[args["unit"].(int64)]))
	case errors.Is(err, estimate.ErrPopulation), errors.Is(err, estimate.ErrLonely):
		stratum := text.Text(text.Key("estimate.one_stratum"))
		if st.Strata != "" {
			stratum = text.With("estimate.stratum", "column", text.Data(st.Strata), "value", valueText(args["stratum"].(string)))
		}
		return at.With("stratum", stratum)
	}
	return err
}

// calibrate fits the weights to the totals of the plan.
func (r *Result) calibrate() (err error) {
	p := r.Plan.Calibrate
	if p == nil {
		return nil
	}
	c := estimate.Calibration{Distance: estimate.Distance(p.Distance)}
	if len(p.Bounds) == 2 {
		c.Bounds = estimate.Bounds{Low: p.Bounds[0], High: p.Bounds[1]}
	}
	for _, m := range p.Margins {
		var known []string
		var totals []float64
		for _, t := range m.Totals {
			known, totals = append(known, t.Value), append(totals, t.Total)
		}
		f, err := r.data.words[m.Column].factor(known, nil, r.who)
		if err != nil {
			return err
		}
		c.Margins = append(c.Margins, estimate.Margin{Factor: f, Totals: totals})
	}
	for _, a := range p.Auxiliaries {
		c.Auxiliaries = append(c.Auxiliaries, estimate.Auxiliary{Column: r.data.numbers[a.Column].column(), Total: a.Total})
	}
	r.Fit, err = r.fit(c)
	return err
}
