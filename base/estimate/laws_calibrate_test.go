// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

// goals is a sample with two factors, and margins that weights can fit: those of the
// sample's own weights, each multiplied by something.
type goals struct {
	lot
	by    []estimate.Factor
	times []float64 // from 1/3 to 3; none: 1
}

func aims(how func(*rapid.T, int) []float64) *rapid.Generator[goals] {
	return rapid.Custom(func(t *rapid.T) goals {
		enough := func(l lot) bool { return len(l.y) >= 6 && slices.Max(l.x)-slices.Min(l.x) > 1 }
		g := goals{lot: lots(3).Filter(enough).Draw(t, "sample")}
		for i := range g.group { // each of six cells has somebody, so that no margin follows from the other
			g.group[i] = int32(i % 3)
		}
		half := estimate.Factor{Name: "half", Levels: []string{"one", "other"}}
		for i := range g.group {
			half.Codes = append(half.Codes, int32(i/3%2))
		}
		g.by = []estimate.Factor{g.groups(), half}
		g.times = how(t, len(g.group))
		return g
	})
}

func unmoved(*rapid.T, int) []float64 { return nil }

func pulled(t *rapid.T, n int) []float64 {
	return rapid.SliceOfN(rapid.Float64Range(1.0/3, 3), n, n).Draw(t, "times")
}

// margins gives what the multiplied weights add up to.
func (g goals) margins() (all []estimate.Margin) {
	for _, f := range g.by {
		m := estimate.Margin{Factor: f, Totals: make([]float64, len(f.Levels))}
		for i, c := range f.Codes {
			w := g.weights[i]
			if g.times != nil {
				w *= g.times[i]
			}
			m.Totals[c] += w
		}
		all = append(all, m)
	}
	return all
}

// auxiliary gives the total of x by the multiplied weights.
func (g goals) auxiliary() estimate.Auxiliary {
	_, x := g.answers()
	a := estimate.Auxiliary{Column: x}
	for i, w := range g.weights {
		if g.times != nil {
			w *= g.times[i]
		}
		a.Total += w * x.Values[i]
	}
	return a
}

func TestCalibratingToWhatIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := aims(unmoved).Draw(t, "sample")
		s := ready(t, g.design())
		for _, c := range []estimate.Calibration{
			{Distance: estimate.Linear, Margins: g.margins()},
			{Distance: estimate.Raking, Margins: g.margins()},
			{Distance: estimate.Logit, Margins: g.margins(), Bounds: estimate.Bounds{Low: 0.5, High: 2}},
		} {
			fitted, _, err := s.Calibrate(c)
			if err != nil {
				t.Fatal(err)
			}
			before := s.Weights()
			for i, w := range fitted.Weights() {
				equals(t, "weight", w, before[i], 0)
			}
			was, is := g.figures(t, s), g.figures(t, fitted)
			for k := range was {
				equals(t, "value", is[k].Value, was[k].Value, 100)
			}
		}
	})
}

// Weights that fit exist, above zero and within bounds; so they are found, and each
// level of each margin is met, the first one too.
func TestMarginsAreMet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := aims(pulled).Draw(t, "sample")
		s := ready(t, g.design())
		known := []estimate.Auxiliary{g.auxiliary()}
		for name, c := range map[string]estimate.Calibration{
			"linear":       {Distance: estimate.Linear, Margins: g.margins()},
			"raking":       {Distance: estimate.Raking, Margins: g.margins()},
			"logit":        {Distance: estimate.Logit, Margins: g.margins(), Bounds: estimate.Bounds{Low: 0.1, High: 9}},
			"linear and x": {Distance: estimate.Linear, Margins: g.margins()[1:], Auxiliaries: known},
			"raking and x": {Distance: estimate.Raking, Margins: g.margins()[1:], Auxiliaries: known},
		} {
			fitted, fit, err := s.Calibrate(c)
			if err != nil {
				t.Fatalf("%s: %v, off by %v after %d", name, err, fit.Off, fit.Iterations)
			}
			w := fitted.Weights()
			for _, m := range c.Margins {
				sums := make([]float64, len(m.Totals))
				for i, k := range m.Codes {
					sums[k] += w[i]
				}
				for k, sum := range sums {
					if d := math.Abs(sum-m.Totals[k]) / m.Totals[k]; !(d < 1e-6) {
						t.Fatalf("%s: %s %s adds up to %v, want %v", name, m.Name, m.Levels[k], sum, m.Totals[k])
					}
				}
				f := have(t)(fitted.Total(g.level(m), nil))
				equals(t, name+", error of a margin that is known", f.SE(), 0, 10*f.Value)
			}
			for _, a := range c.Auxiliaries {
				f := have(t)(fitted.Total(a.Column, nil))
				if !(math.Abs(f.Value-a.Total) < 1e-6*a.Total) {
					t.Fatalf("%s: x adds up to %v, want %v", name, f.Value, a.Total)
				}
			}
			for _, f := range g.figures(t, fitted) {
				if v := f.Variance(); !(v >= -1e-12*(1+f.Value*f.Value)) {
					t.Fatalf("%s: variance %v", name, v)
				}
			}
		}
	})
}

// level gives the column of who is of the last level of a margin.
func (g goals) level(m estimate.Margin) estimate.Column {
	c := estimate.Column{Name: m.Name, Values: make([]float64, len(m.Codes))}
	for i, k := range m.Codes {
		if int(k) == len(m.Levels)-1 {
			c.Values[i] = 1
		}
	}
	return c
}
