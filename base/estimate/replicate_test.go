// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"baken/base/estimate"
)

// strata has as many strata, each with as many units of one respondent.
func strata(t *testing.T, many, units int) (*estimate.Survey, estimate.Column, estimate.Column) {
	t.Helper()
	random := rand.New(rand.NewPCG(uint64(many), uint64(units)))
	var weights []float64
	f := estimate.Factor{Name: "stratum"}
	y, x := estimate.Column{Name: "y"}, estimate.Column{Name: "x"}
	for h := range many {
		f.Levels = append(f.Levels, strconv.Itoa(h))
		for range units {
			weights = append(weights, 1+random.Float64())
			y.Values = append(y.Values, 10+random.NormFloat64())
			x.Values = append(x.Values, 20+random.NormFloat64())
			f.Codes = append(f.Codes, int32(h))
		}
	}
	return survey(t, estimate.Design{Weights: weights, Stages: []estimate.Stage{{Strata: f}}}), y, x
}

// The variance of a total is the linearised one only when the rows of the Hadamard
// matrix are orthogonal; with rows that add up to nothing so is the mean of replicates
// the total.
func TestHadamard(t *testing.T) {
	for pairs := 1; pairs <= 130; pairs++ {
		s, y, _ := strata(t, pairs, 2)
		r := replicated(t)(s.Balanced(0))
		want := (pairs + 4) / 4 * 4
		switch want {
		case 92, 116: // of these no matrix is made
			want += 4
		}
		if pairs == 1 {
			want = 2
		}
		if r.Len() != want {
			t.Errorf("%d pairs: %d replicates, want %d", pairs, r.Len(), want)
		}
		f, err := r.Total(y, nil)
		if err != nil {
			t.Fatal(err)
		}
		about, err := r.AboutEstimate().Total(y, nil)
		if err != nil {
			t.Fatal(err)
		}
		linear, err := s.Total(y, nil)
		if err != nil {
			t.Fatal(err)
		}
		near(t, strconv.Itoa(pairs)+" pairs", 1e-11, []float64{f.SE(), about.SE()}, []float64{linear.SE(), linear.SE()})
	}
}

// With R replicates a variance has the relative standard error √(2/(R−1)), as that of
// a sum of many units is χ² with R−1 degrees of freedom; it is held to four of these.
// What the bootstrap of n−1 units differs from the linearised variance itself is
// nothing for totals, and of the order 1/n for means and ratios (J.N.K. Rao and C.F.J.
// Wu, JASA 83 (1988) 231-241).
func TestBootstrapIsLinearised(t *testing.T) {
	s, y, x := strata(t, 50, 20)
	r := replicated(t)(s.Bootstrap(2000, rand.New(rand.NewPCG(11, 12))))
	tolerance := 4 * math.Sqrt(2.0/1999)
	half := make(estimate.Domain, s.Len())
	for i := range half {
		half[i] = i%2 == 0
	}
	for name, in := range map[string]estimate.Domain{"all": nil, "half": half} {
		check := func(figure string, f estimate.ReplicateFigure, err error, linear estimate.Figure, err2 error) {
			t.Helper()
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			if d := f.Variance()/linear.Variance() - 1; !(math.Abs(d) <= tolerance) {
				t.Errorf("%s of %s: the variance differs by %.1f%% from the linearised one", figure, name, 100*d)
			}
			t.Logf("%s of %s: %.2f%%", figure, name, 100*(f.Variance()/linear.Variance()-1))
			if f.Degrees != linear.Degrees {
				t.Errorf("%s of %s: %d degrees of freedom, linearised %d", figure, name, f.Degrees, linear.Degrees)
			}
		}
		f, err := r.Total(y, in)
		linear, err2 := s.Total(y, in)
		check("total", f, err, linear, err2)
		f, err = r.Mean(y, in)
		linear, err2 = s.Mean(y, in)
		check("mean", f, err, linear, err2)
		f, err = r.Ratio(y, x, in)
		linear, err2 = s.Ratio(y, x, in)
		check("ratio", f, err, linear, err2)
	}
}

// When all was drawn there is no replicate and no error.
func TestNothingLeft(t *testing.T) {
	s := survey(t, estimate.Design{Weights: []float64{1, 1, 1}, Stages: []estimate.Stage{{Population: []float64{3, 3, 3}}}})
	r := replicated(t)(s.Jackknife())
	f, err := r.AboutEstimate().Mean(estimate.Column{Values: []float64{1, 2, 6}}, nil)
	if err != nil || f.Value != 3 || f.SE() != 0 || f.Degrees != 0 || r.Len() != 0 {
		t.Errorf("%v %v, standard error %v, %d degrees, %d replicates", f.Value, err, f.SE(), f.Degrees, r.Len())
	}
}

// What can't be taken is said, with what is wrong.
func TestReplicateErrors(t *testing.T) {
	s, y, _ := strata(t, 2, 3)
	jack := replicated(t)(s.Jackknife())
	fitted, _, err := s.PostStratify(estimate.Margin{Factor: estimate.Factor{Codes: make([]int32, 6), Levels: []string{"all"}}, Totals: []float64{9}})
	if err != nil {
		t.Fatal(err)
	}
	lone := survey(t, estimate.Design{Weights: []float64{1, 2}, Lonely: estimate.Adjust, Stages: []estimate.Stage{{Strata: estimate.Factor{Codes: []int32{0, 1}, Levels: []string{"a", "b"}}}}})
	only := estimate.Factor{Name: "group", Codes: []int32{1, 0, 0, 0, 0, 0}, Levels: []string{"many", "one"}}
	weights := [][]float64{y.Values, y.Values}
	total := func(v ...float64) estimate.Outside {
		return estimate.Outside{Weights: weights, Scale: v[0], Scales: v[1:]}
	}
	none := func(_ any, err error) error { return err }
	for name, tc := range map[string]struct {
		got, want error
	}{
		"jackknife after calibration": {none(fitted.Jackknife()), estimate.ErrCalibrated},
		"outside after calibration":   {none(fitted.Outside(estimate.Outside{Weights: weights, Scale: 1})), estimate.ErrCalibrated},
		"three units":                 {none(s.Balanced(0)), estimate.ErrPairs},
		"fay of 1":                    {none(s.Balanced(1)), estimate.ErrFay},
		"fay below 0":                 {none(s.Balanced(-0.1)), estimate.ErrFay},
		"fay of no number":            {none(s.Balanced(estimate.Fay(math.NaN()))), estimate.ErrFay},
		"lonely bootstrap":            {none(lone.Bootstrap(9, rand.New(rand.NewPCG(1, 1)))), estimate.ErrLonely},
		"lonely pairs":                {none(lone.Balanced(0)), estimate.ErrLonely},
		"one repeat":                  {none(s.Bootstrap(1, rand.New(rand.NewPCG(1, 1)))), estimate.ErrRepeats},
		"no outside weights":          {none(s.Outside(estimate.Outside{Scale: 1})), estimate.ErrRepeats},
		"short outside weights":       {none(s.Outside(estimate.Outside{Weights: [][]float64{y.Values, {1}}, Scale: 1})), estimate.ErrLength},
		"no number outside":           {none(s.Outside(estimate.Outside{Weights: [][]float64{y.Values, {1, 1, 1, 1, 1, math.NaN()}}, Scale: 1})), estimate.ErrNaN},
		"no scale":                    {none(s.Outside(total(0, 1, 1))), estimate.ErrScale},
		"scale below 0":               {none(s.Outside(total(1, 1, -1))), estimate.ErrScale},
		"one scale":                   {none(s.Outside(total(1, 1))), estimate.ErrLength},
		"domain of one unit":          {none(jack.Mean(y, only.In(1))), estimate.ErrUndefined},
		"domain of nobody":            {none(jack.Mean(y, make(estimate.Domain, 6))), estimate.ErrEmpty},
		"domain of others":            {none(jack.Total(y, make(estimate.Domain, 5))), estimate.ErrLength},
		"ratio to nothing":            {none(jack.Ratio(y, estimate.Column{Values: make([]float64, 6)}, nil)), estimate.ErrZero},
		"no figure":                   {none(jack.Estimate(nil, func([]float64) float64 { return math.NaN() })), estimate.ErrUndefined},
		"nothing combined":            {none(jack.Combine(nil, nil)), estimate.ErrEmpty},
		"two numbers":                 {none(jack.Combine([]float64{1, 2}, make([]estimate.ReplicateFigure, 1))), estimate.ErrLength},
		"another's figure":            {none(jack.Combine([]float64{1}, make([]estimate.ReplicateFigure, 1))), estimate.ErrApart},
		"level in one unit":           {recalibrate(jack, estimate.Margin{Factor: only, Totals: []float64{8, 2}}), estimate.ErrReplicate},
		"no margin":                   {recalibrate(jack), estimate.ErrMargin},
	} {
		if !errors.Is(tc.got, tc.want) {
			t.Errorf("%s: %v, want %v", name, tc.got, tc.want)
		}
	}
}

func recalibrate(r *estimate.Replicates, margins ...estimate.Margin) error {
	_, _, err := r.Calibrate(estimate.Calibration{Distance: estimate.Linear, Margins: margins})
	return err
}
