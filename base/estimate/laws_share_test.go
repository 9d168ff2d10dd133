// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

// somebody draws a clustered survey with weights, and a column of zeros and ones.
func somebody(t *rapid.T) (*estimate.Survey, estimate.Column) {
	n := rapid.IntRange(3, 60).Draw(t, "n")
	weights := rapid.SliceOfN(rapid.Float64Range(0.5, 500), n, n).Draw(t, "weights")
	units := rapid.SliceOfN(rapid.Int64Range(0, 9), n, n).Draw(t, "units")
	units[0], units[1] = 0, 1 // two at least
	y := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 1}), n, n).Draw(t, "y")
	s, err := estimate.Design{Weights: weights, Stages: []estimate.Stage{{Units: units}}}.Survey()
	if err != nil {
		t.Fatal(err)
	}
	return s, estimate.Column{Name: "y", Values: y}
}

func others(y estimate.Column) estimate.Column {
	return zeroOne("others", len(y.Values), func(i int) bool { return y.Values[i] == 0 })
}

func TestLawsOfShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, y := somebody(t)
		p, err := s.Share(y, nil)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.Share(others(y), nil)
		if err != nil {
			t.Fatal(err)
		}
		m := rapid.SampledFrom(methods).Draw(t, "method")
		level := rapid.SampledFrom([]estimate.Confidence{0.5, 0.9, 0.95, 0.99}).Draw(t, "level")
		one, err := p.IntervalBy(m, level)
		if extreme := p.Value == 0 || p.Value == 1; extreme && (m == estimate.LogOdds || m == estimate.Plain) {
			if err == nil {
				t.Fatalf("%s of %v: %v, want none", m, p.Value, one)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if m != estimate.Plain && !(one.Low >= 0 && one.High <= 1) {
			t.Fatalf("%s: %v reaches outside", m, one)
		}
		if !(one.Low <= p.Value && p.Value <= one.High) {
			t.Fatalf("%s: %v is not within %v", m, p.Value, one)
		}
		wide, err := p.IntervalBy(m, 0.999)
		if err != nil || wide.Low > one.Low || wide.High < one.High {
			t.Fatalf("%s: %v at 0.999 is not around %v (%v)", m, wide, one, err)
		}
		two, err := q.IntervalBy(m, level)
		if err != nil || math.Abs(two.Low+one.High-1) > 1e-9 || math.Abs(two.High+one.Low-1) > 1e-9 {
			t.Fatalf("%s: %v, of the others %v (%v)", m, one, two, err)
		}
	})
}

func TestLawsOfTests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, y := somebody(t)
		p, err := s.Share(y, nil)
		if err != nil {
			t.Fatal(err)
		}
		value := rapid.Float64Range(0, 1).Draw(t, "value")
		level := rapid.SampledFrom([]estimate.Confidence{0.5, 0.9, 0.95}).Draw(t, "level")
		test, err := p.TTest(value)
		if err != nil {
			return // no error
		}
		within, err := p.Interval(level)
		if err != nil {
			t.Fatal(err)
		}
		inside := within.Low <= value && value <= within.High
		if alpha := 1 - float64(level); inside != (test.P >= alpha) && math.Abs(test.P-alpha) > 1e-9 {
			t.Fatalf("p of %v is %v, and %v its interval at %v", value, test.P, within, level)
		}
	})
}

func TestLawsOfFamilies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grain := rapid.SampledFrom([]float64{10, 1e9}).Draw(t, "grain") // coarse: many alike
		p := rapid.SliceOfN(rapid.Map(rapid.Float64Range(0, 1), func(x float64) float64 {
			return math.Round(x*grain) / grain
		}), 1, 50).Draw(t, "p")
		for _, adjust := range []func(estimate.Family) (estimate.Adjusted, error){
			estimate.Family.BenjaminiHochberg, estimate.Family.BenjaminiYekutieli,
		} {
			a, err := adjust(estimate.Family{Name: "all", P: p})
			if err != nil {
				t.Fatal(err)
			}
			if a.Family != "all" || a.Comparisons != len(p) {
				t.Fatalf("got %+v", a)
			}
			for i := range p {
				if a.P[i] < p[i] || a.P[i] > 1 {
					t.Fatalf("%v became %v", p[i], a.P[i])
				}
				for j := range p {
					if p[i] <= p[j] && a.P[i] > a.P[j] {
						t.Fatalf("%v and %v became %v and %v", p[i], p[j], a.P[i], a.P[j])
					}
				}
			}
			order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).Perm(len(p))
			mixed, want := make([]float64, len(p)), make([]float64, len(p))
			for i, k := range order {
				mixed[i], want[i] = p[k], a.P[k]
			}
			if b, err := adjust(estimate.Family{Name: "all", P: mixed}); err != nil || !slices.Equal(b.P, want) {
				t.Fatalf("in another order: got %v (%v), want %v", b.P, err, want)
			}
		}
	})
}

// TestLawsOfRepresentativity holds the bounds of Schouten, Cobben and Bethlehem (2009):
// R ≥ 1 − 2√(ρ̄(1−ρ̄)); and that a variable explains no more than all cells.
func TestLawsOfRepresentativity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, y := somebody(t)
		codes := rapid.SliceOfN(rapid.Int32Range(0, 5), s.Len(), s.Len()).Draw(t, "cells")
		cells := estimate.Factor{Name: "cell", Levels: []string{"a", "b", "c", "d", "e", "f"}, Codes: codes}
		pairs := estimate.Factor{Name: "pair", Levels: []string{"ab", "cd", "ef"}}
		for _, c := range codes {
			pairs.Codes = append(pairs.Codes, c/2)
		}
		answered := make(estimate.Domain, s.Len())
		people := 0.0
		for i, w := range s.Weights() {
			answered[i] = y.Values[i] == 1
			people += w
		}
		r, err := s.Representativity(answered, cells)
		if err != nil {
			t.Fatal(err)
		}
		least := 1 - 2*math.Sqrt(r.Rate*(1-r.Rate)*people/(people-1))
		if r.R < least-1e-9 || r.R > 1 || r.Adjusted > 1 {
			t.Fatalf("R %v, adjusted %v, at least %v", r.R, r.Adjusted, least)
		}
		whole, err := r.Partial(cells)
		if err != nil {
			t.Fatal(err)
		}
		if spread := (1 - r.R) / 2 * math.Sqrt((people-1)/people); math.Abs(whole.Value-spread) > 1e-12 {
			t.Fatalf("all cells explain %v of %v", whole.Value, spread)
		}
		part, err := r.Partial(pairs)
		if err != nil {
			t.Fatal(err)
		}
		if part.Value > whole.Value+1e-12 {
			t.Fatalf("pairs explain %v, all cells %v", part.Value, whole.Value)
		}
	})
}
