// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"baken/base/estimate"
)

// A margin that follows from a finer one changes nothing, whichever comes first; neither
// does a column of numbers that follows from margins; by replicates too.
func TestMarginsThatFollow(t *testing.T) {
	d := draw(rand.New(rand.NewPCG(6, 10)), 240, 3, 1)
	a, b := d.margins[0], d.margins[1]
	fine := estimate.Margin{Factor: estimate.Factor{Name: "both"}, Totals: make([]float64, 6)}
	for k := range 6 {
		fine.Levels = append(fine.Levels, fmt.Sprint(k))
	}
	coarse := estimate.Margin{Factor: a.Factor, Totals: make([]float64, 2)}
	number := estimate.Auxiliary{Column: estimate.Column{Name: "number", Values: make([]float64, 240)}}
	for i := range 240 {
		code := 3*a.Codes[i] + b.Codes[i]
		fine.Codes = append(fine.Codes, code)
		total := d.design.Weights[i] * (1 + 0.05*float64(code))
		fine.Totals[code] += total
		coarse.Totals[a.Codes[i]] += total
		number.Values[i] = 10 + 3*float64(b.Codes[i])
		number.Total += total * number.Values[i]
	}
	s := survey(t, d.design)
	jackknife, err := s.Jackknife()
	if err != nil {
		t.Fatal(err)
	}
	y, answered := d.items[0].Column(), d.items[0].Column().Answered()
	for _, distance := range []estimate.Distance{estimate.Linear, estimate.Raking} {
		var want []float64
		for name, c := range map[string]estimate.Calibration{
			"0 alone":    {Margins: []estimate.Margin{fine}},
			"1 before":   {Margins: []estimate.Margin{coarse, fine}},
			"2 after":    {Margins: []estimate.Margin{fine, coarse}},
			"3 a number": {Margins: []estimate.Margin{fine}, Auxiliaries: []estimate.Auxiliary{number}},
			"4 all":      {Margins: []estimate.Margin{coarse, fine, coarse}, Auxiliaries: []estimate.Auxiliary{number, number}},
		} {
			c.Distance = distance
			fitted, fit, err := s.Calibrate(c)
			if err != nil {
				t.Fatalf("%s, %s: %v", distance, name, err)
			}
			again, _, err := jackknife.Calibrate(c)
			if err != nil {
				t.Fatalf("%s, %s: %v", distance, name, err)
			}
			f, err := fitted.Mean(y, answered)
			g, err2 := again.Mean(y, answered)
			if err := errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			got := append(fitted.Weights(), f.Value, f.SE(), g.SE())
			if want == nil {
				want = got
			}
			if fit.Off > 1e-8 {
				t.Errorf("%s, %s: off by %g", distance, name, fit.Off)
			}
			near(t, string(distance)+", "+name, 1e-8, got, want)
		}
	}
	for name, change := range map[string]func(c *estimate.Calibration){
		"a margin": func(c *estimate.Calibration) {
			c.Margins[1].Totals = []float64{coarse.Totals[0] + 9, coarse.Totals[1] - 9}
		},
		"a number": func(c *estimate.Calibration) { c.Auxiliaries[0].Total += 9 },
	} {
		c := estimate.Calibration{Distance: estimate.Linear, Margins: []estimate.Margin{fine, coarse}, Auxiliaries: []estimate.Auxiliary{number}}
		change(&c)
		if _, _, err := s.Calibrate(c); !errors.Is(err, estimate.ErrFollows) {
			t.Errorf("%s that contradicts: %v", name, err)
		}
	}
}
