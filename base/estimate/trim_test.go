// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"fmt"
	"log"
	"math"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

func TestTrim(t *testing.T) {
	want := r(t, "trim.R")
	a := schools(t)["apistrat"]
	s := survey(t, estimate.Design{Weights: a.columns["pw"], Stages: []estimate.Stage{{Strata: a.factors["stype"]}}})
	for _, b := range []estimate.Bounds{{Low: 16, High: 40}, {Low: 18, High: 42}, {Low: 0, High: 35}} {
		trimmed, _, err := s.Trim(b)
		if err != nil {
			t.Fatal(err)
		}
		f, err := trimmed.Mean(a.column("api00"), nil)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%g %g", b.Low, b.High)
		near(t, name, 1e-8, append(trimmed.Weights(), f.Value, f.SE()), want[name])
	}
	raked, _, err := s.PostStratify(estimate.Margin{Factor: a.factors["stype"], Totals: []float64{4421, 755, 1018}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := raked.Trim(estimate.Bounds{Low: 1, High: 100}); !errors.Is(err, estimate.ErrCalibrated) {
		t.Errorf("after calibration: %v", err)
	}
	for _, b := range []estimate.Bounds{{}, {Low: 3, High: 2}, {Low: -1, High: 99}, {Low: 0, High: 1}, {Low: 99, High: 100}, {Low: math.NaN(), High: 9}} {
		if _, _, err := s.Trim(b); !errors.Is(err, estimate.ErrBounds) {
			t.Errorf("%+v: %v", b, err)
		}
	}
}

// Trimmed weights lie between the bounds and add up to what they did.
func TestLawsOfTrim(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0.1, 100), 2, 30).Draw(t, "weights")
		all := 0.0
		for _, w := range weights {
			all += w
		}
		mean := all / float64(len(weights))
		b := estimate.Bounds{Low: mean * rapid.Float64Range(0, 0.99).Draw(t, "low"), High: mean * rapid.Float64Range(1.01, 9).Draw(t, "high")}
		s, err := estimate.Design{Weights: weights, Stages: []estimate.Stage{{}}}.Survey()
		if err != nil {
			t.Fatal(err)
		}
		trimmed, _, err := s.Trim(b)
		if err != nil {
			t.Fatal(err)
		}
		now := 0.0
		for _, w := range trimmed.Weights() {
			now += w
			if w < b.Low*(1-1e-9) || w > b.High*(1+1e-9) {
				t.Fatalf("a weight of %g outside %+v", w, b)
			}
		}
		if math.Abs(now-all) > 1e-9*all {
			t.Fatalf("the weights add up to %g, before to %g", now, all)
		}
	})
}

func ExampleSurvey_Trim() {
	s, err := estimate.Design{Weights: []float64{1, 2, 3, 14}, Stages: []estimate.Stage{{}}}.Survey()
	if err != nil {
		log.Fatal(err)
	}
	trimmed, done, err := s.Trim(estimate.Bounds{Low: 0, High: 8})
	fmt.Println(trimmed.Weights(), done.Trimmed, done.Moved, err) // the 6 that is cut is 2 for each of the others
	// Output: [3 4 5 8] 1 6 <nil>
}
