// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/estimate"
)

// Where bounds let weights be 0, what is known still has no error, and a mean is the
// same by cells as respondent by respondent.
func TestBoundsDownToNothing(t *testing.T) {
	const n = 60
	left, right := estimate.Factor{Name: "left", Levels: []string{"a", "b"}}, estimate.Factor{Name: "right", Levels: []string{"a", "b"}}
	corner := estimate.Factor{Name: "corner", Levels: []string{"elsewhere", "both b"}}
	answer := estimate.Item{Name: "y"}
	inRight := estimate.Column{Name: "in right"}
	for i := range n {
		a, b := int32(i%2), int32(i/3%2) //nolint:gosec // 0 or 1
		left.Codes, right.Codes, corner.Codes = append(left.Codes, a), append(right.Codes, b), append(corner.Codes, a*b)
		answer.Values = append(answer.Values, int8(i%5)) //nolint:gosec // below 5
		inRight.Values = append(inRight.Values, float64(b))
	}
	margins := []estimate.Margin{{Factor: left, Totals: []float64{590, 10}}, {Factor: right, Totals: []float64{590, 10}}}
	s, fit, err := weighing(t, same(n, 10)...).Calibrate(estimate.Calibration{Distance: estimate.Linear, Bounds: estimate.Bounds{Low: 0, High: 4}, Margins: margins})
	if err != nil || fit.Low != 0 {
		t.Fatalf("multiplied by %g at least: %v", fit.Low, err)
	}
	known, err := s.Total(inRight, nil)
	if err != nil || math.Abs(known.Value-10) > 1e-9 || known.SE() > 1e-7 {
		t.Errorf("a total that is known: %g ± %g, %v", known.Value, known.SE(), err)
	}
	got, err := s.Means(corner, answer)
	if err != nil {
		t.Fatal(err)
	}
	one, err := s.Mean(answer.Column(), corner.In(0))
	if err != nil {
		t.Fatal(err)
	}
	want := []estimate.Entry{{Value: one.Value, SE: one.SE(), N: one.N, Degrees: one.Degrees}, {Value: math.NaN(), SE: math.NaN()}}
	if diff := cmp.Diff(want, got.Entries[0], cmpopts.EquateNaNs(), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Error(diff)
	}
}
