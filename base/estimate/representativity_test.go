// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"

	"baken/base/estimate"
)

func represented(t *testing.T, s *estimate.Survey, answered estimate.Domain, cells estimate.Factor) estimate.Representativity {
	t.Helper()
	got, err := s.Representativity(answered, cells)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// cross is the factor of all combinations of a factor and whether something is so.
func cross(f estimate.Factor, so func(int) bool) estimate.Factor {
	out := estimate.Factor{Name: "cell"}
	for _, level := range f.Levels {
		out.Levels = append(out.Levels, level+" no", level+" yes")
	}
	for i, c := range f.Codes {
		if c *= 2; so(i) {
			c++
		}
		out.Codes = append(out.Codes, c)
	}
	return out
}

// inferRepresentativity compares R-indicators with the formulas in matrices, by R's glm
// and svytotal.
func inferRepresentativity(t *testing.T, data map[string]api, designs map[string]*estimate.Survey) {
	want := r(t, "representativity.R")
	for name, s := range designs {
		d := data[name]
		one := estimate.Factor{Name: "all", Levels: []string{"all"}, Codes: make([]int32, s.Len())}
		for cells, f := range map[string]estimate.Factor{
			"stype":         d.factors["stype"],
			"stype and ell": cross(d.factors["stype"], func(i int) bool { return d.columns["ell"][i] > 15 }),
			"half":          cross(one, func(i int) bool { return d.columns["api00"][i] > 650 }),
		} {
			at := name + " " + cells
			got := represented(t, s, d.domain("awards", "Yes"), f)
			near(t, at, 1e-8, []float64{got.Rate, got.R, got.Adjusted, got.SE}, want[at])
			partial, err := got.Partial(d.factors["stype"])
			if err != nil {
				t.Fatal(err)
			}
			numbers := []float64{partial.Value, partial.Adjusted}
			for _, level := range []string{"E", "H", "M"} {
				for _, l := range partial.Levels {
					if l.Level == level {
						numbers = append(numbers, l.Value)
					}
				}
			}
			near(t, at+" partial", 1e-8, numbers, want[at+" partial"])
		}
	}
	// V. de Heij, B. Schouten and N. Shlomo's tool RISQ 2.1 (2015), with its model fitted
	// until 1e-15: R adjusted and not, and its error, of a sample with equal weights.
	got := represented(t, designs["srs"], data["srs"].domain("awards", "Yes"), data["srs"].factors["stype"])
	near(t, "RISQ", 1e-10, []float64{got.Adjusted, got.R, got.SE}, []float64{0.736250757841176, 0.71231648678317, 0.0700961614665044})
}

// By hand: of two halves 0.4 and 0.6 answered, so S is 0.1 (times √N/(N−1)) and R 0.8.
// With n = 200 of N drawn with replacement, v = 0.24/100 and the variance of the
// mean of ρ̂ is 0.01/199, so the bias is 0.0024 − 0.01/199.
func TestRepresentativityByHand(t *testing.T) {
	n := 200
	cells := estimate.Factor{Name: "half", Levels: []string{"a", "b", "nobody"}, Codes: make([]int32, n)}
	answered := make(estimate.Domain, n)
	for i := range n {
		cells.Codes[i] = int32(i / 100)
		answered[i] = i%100 < 40+20*(i/100)
	}
	people := 200e6
	s := survey(t, estimate.Design{Weights: repeat(people/200, n), Stages: []estimate.Stage{{}}})
	got := represented(t, s, answered, cells)
	square := 0.01 * people / (people - 1)
	near(t, "R", 1e-12, []float64{got.Rate, got.R}, []float64{0.5, 1 - 2*math.Sqrt(square)})
	near(t, "adjusted", 1e-12, []float64{got.Adjusted}, []float64{1 - 2*math.Sqrt(square-0.0024+0.01/199)})
	// A = Σ P²(ρ−ρ̄)²v = 2·¼·0.01·0.0024; Σ P²v = 0.0012; the last terms vanish, as P = ½
	// and both are equally far from ρ̄.
	near(t, "SE", 1e-12, []float64{got.SE}, []float64{math.Sqrt((4*0.000012 + 2*0.0012*0.0012) / 0.01)})
	if got.Cells[0] != 0.4 || got.Cells[1] != 0.6 || !math.IsNaN(got.Cells[2]) {
		t.Errorf("cells: got %v, want 0.4, 0.6 and NaN", got.Cells)
	}
	partial, err := got.Partial(cells)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "partial", 1e-12, []float64{partial.Value, partial.Levels[0].Value, partial.Levels[1].Value},
		[]float64{0.1, -0.1 * math.Sqrt(0.5), 0.1 * math.Sqrt(0.5)})
	if last := partial.Levels[2]; last.Value != 0 || !math.IsNaN(last.Rate) {
		t.Errorf("a category of nobody: got %+v, want 0 and NaN", last)
	}
	if len(got.Warnings) != 0 {
		t.Errorf("warnings: got %v, want none", got.Warnings)
	}
}

// Over many draws, S² adjusted is the population's less Σ P²v, which the published bias
// leaves out, and the standard error is what R varies by. The first two cells have four
// times the weight of the others.
func TestRepresentativityOverManyDraws(t *testing.T) {
	const draws, each = 1000, 250
	draw := rand.New(rand.NewPCG(2009, 2012))
	propensity, shares := []float64{0.3, 0.5, 0.6, 0.7}, []float64{0.4, 0.4, 0.1, 0.1}
	mean, want := 0.0, 0.0
	for k, p := range propensity {
		mean += shares[k] * p
	}
	for k, p := range propensity {
		want += shares[k]*(p-mean)*(p-mean) - shares[k]*shares[k]*p*(1-p)/each
	}
	cells := estimate.Factor{Name: "cell", Levels: []string{"1", "2", "3", "4"}}
	var weights []float64
	for k := range propensity {
		for range each {
			cells.Codes = append(cells.Codes, int32(k))
			weights = append(weights, 1e6*shares[k])
		}
	}
	s := survey(t, estimate.Design{Weights: weights, Stages: []estimate.Stage{{Strata: cells}}})
	var r, adjusted, errorsSquared []float64
	for range draws {
		answered := make(estimate.Domain, len(weights))
		for i, c := range cells.Codes {
			answered[i] = draw.Float64() < propensity[c]
		}
		got := represented(t, s, answered, cells)
		r = append(r, got.R)
		adjusted = append(adjusted, (1-got.Adjusted)*(1-got.Adjusted)/4)
		errorsSquared = append(errorsSquared, got.SE*got.SE)
	}
	if got, sd := stat.MeanStdDev(adjusted, nil); math.Abs(got-want) > 3*sd/math.Sqrt(draws) {
		t.Errorf("adjusted S²: %.5f on average (± %.5f), want %.5f", got, sd/math.Sqrt(draws), want)
	}
	if ratio := math.Sqrt(stat.Mean(errorsSquared, nil)) / stat.StdDev(r, nil); math.Abs(ratio-1) > 0.1 {
		t.Errorf("standard error: %.3f times how much R varies", ratio)
	}
}

func TestRepresentativityRefuses(t *testing.T) {
	s := survey(t, estimate.Design{Weights: repeat(2, 4), Stages: []estimate.Stage{{}}})
	cells := estimate.Factor{Name: "cell", Levels: []string{"a", "b"}, Codes: []int32{0, 0, 1, 1}}
	calibrated, _, err := s.PostStratify(estimate.Margin{Factor: cells, Totals: []float64{5, 6}})
	if err != nil {
		t.Fatal(err)
	}
	by := func(s *estimate.Survey, answered estimate.Domain, f estimate.Factor) error {
		_, err := s.Representativity(answered, f)
		return err
	}
	partial := func(f estimate.Factor) error {
		_, err := represented(t, s, nil, cells).Partial(f)
		return err
	}
	short := estimate.Factor{Name: "cell", Levels: []string{"a"}, Codes: []int32{0}}
	unknown := estimate.Factor{Name: "cell", Levels: []string{"a"}, Codes: []int32{0, 0, 1, 0}}
	tiny := survey(t, estimate.Design{Weights: repeat(0.25, 4), Stages: []estimate.Stage{{}}})
	for rule, tc := range map[string]struct{ got, want error }{
		"calibrated":          {by(calibrated, nil, cells), estimate.ErrCalibrated},
		"short response":      {by(s, estimate.Domain{true}, cells), estimate.ErrLength},
		"short cells":         {by(s, nil, short), estimate.ErrLength},
		"unknown cell":        {by(s, nil, unknown), estimate.ErrLevel},
		"one person":          {by(tiny, nil, cells), estimate.ErrEmpty},
		"short variable":      {partial(short), estimate.ErrLength},
		"unknown level":       {partial(unknown), estimate.ErrLevel},
		"everybody answering": {by(s, nil, cells), nil},
	} {
		if !errors.Is(tc.got, tc.want) {
			t.Errorf("%s: got %v, want %v", rule, tc.got, tc.want)
		}
	}
	all := represented(t, s, nil, cells)
	if all.R != 1 || all.Adjusted != 1 || all.Rate != 1 || len(all.Warnings) != 2 {
		t.Errorf("everybody answering: got %+v, want R = 1 and two small cells", all)
	}
}
