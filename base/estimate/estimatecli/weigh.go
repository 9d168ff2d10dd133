// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"slices"

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
	return nil
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
		if out.Strata, err = r.data.words[st.Strata].factor(known, nil); err != nil {
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
func (r *Result) calibrate() error {
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
		f, err := r.data.words[m.Column].factor(known, nil)
		if err != nil {
			return err
		}
		c.Margins = append(c.Margins, estimate.Margin{Factor: f, Totals: totals})
	}
	survey, fit, err := r.survey.Calibrate(c)
	if at, ok := errors.AsType[*fault.Error](err); ok && errors.Is(err, estimate.ErrDiverged) {
		return at.With("off", digits(fit.Off, 3))
	}
	if err != nil {
		return err
	}
	r.survey, r.Fit = survey, &fit
	return nil
}
