// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"testing"

	"baken/base/estimate"
)

// Where only the total of a column is known, how many people there are is an estimate,
// with the error that it had before, and the column has none; by replicates too.
func TestAuxiliaryAloneLeavesPeopleOpen(t *testing.T) {
	w := []float64{1, 2, 3, 4, 5, 6, 7, 9}
	s := survey(t, estimate.Design{Weights: w, Stages: []estimate.Stage{{Units: []int64{1, 1, 2, 2, 2, 3, 4, 4}}}})
	x := estimate.Column{Name: "x", Values: []float64{1, 5, 2, 7, 3, 3, 1, 2}}
	people := estimate.Column{Name: "people", Values: same(8, 1)}
	before, err := s.Total(people, nil)
	if err != nil {
		t.Fatal(err)
	}
	random, err := s.Jackknife()
	if err != nil {
		t.Fatal(err)
	}
	for _, distance := range []estimate.Distance{estimate.Linear, estimate.Raking} {
		by := estimate.Calibration{Distance: distance, Auxiliaries: []estimate.Auxiliary{{Column: x, Total: 110}}}
		fitted, _, err := s.Calibrate(by)
		if err != nil {
			t.Fatal(err)
		}
		replicates, _, err := random.Calibrate(by)
		if err != nil {
			t.Fatal(err)
		}
		for _, tc := range []struct {
			name      string
			y         estimate.Column
			value, se float64
		}{{"people", people, 37, before.SE()}, {"x", x, 110, 0}} {
			f, err := fitted.Total(tc.y, nil)
			if err != nil {
				t.Fatal(err)
			}
			r, err := replicates.Total(tc.y, nil)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(f.Value-tc.value) > 1e-7 || math.Abs(f.SE()-tc.se) > 1e-6 || math.Abs(r.Value-tc.value) > 1e-7 || math.Abs(r.SE()-tc.se) > 1e-6 {
				t.Errorf("%s, %s: %g ± %g, by replicates %g ± %g, want %g ± %g", distance, tc.name, f.Value, f.SE(), r.Value, r.SE(), tc.value, tc.se)
			}
		}
	}
}
