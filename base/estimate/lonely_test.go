// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"baken/base/estimate"
)

// some gives the rows of a sample, which count from 0.
func (a api) some(rows []int) api {
	out := api{map[string][]float64{}, map[string]estimate.Factor{}}
	for name, all := range a.columns {
		f := estimate.Factor{Name: name, Levels: a.factors[name].Levels}
		var numbers []float64
		for _, i := range rows {
			numbers = append(numbers, all[i])
			f.Codes = append(f.Codes, a.factors[name].Codes[i])
		}
		out.columns[name], out.factors[name] = numbers, f
	}
	return out
}

// Strata of one unit count what the policy says, as in R survey; with none chosen
// they are an error.
func TestLonely(t *testing.T) {
	want := r(t, "lonely.R")
	all := schools(t)
	var rows []int
	for level, most := range map[string]int{"E": 20, "H": 15, "M": 1} {
		var its []int
		for i, in := range all["apistrat"].domain("stype", level) {
			if in && len(its) < most {
				its = append(its, i)
			}
		}
		rows = append(rows, its...)
	}
	elementary := all["apistrat"].domain("stype", "E")
	secondary := all["apistrat"].domain("stype", "H")
	in := make(estimate.Domain, len(rows)) // nine of E and one of H
	left := map[bool]int{true: 9, false: 1}
	for k, i := range rows {
		if e := elementary[i]; (e || secondary[i]) && left[e] > 0 {
			in[k] = true
			left[e]--
		}
	}
	a := all["apistrat"].some(rows)
	errorOf := func(f estimate.Figure, err error) float64 {
		if err != nil {
			t.Fatal(err)
		}
		return f.SE()
	}
	for _, policy := range []estimate.Lonely{estimate.Certainty, estimate.Remove, estimate.Adjust, estimate.Average} {
		for _, domains := range []estimate.LonelyDomains{estimate.OnlyDrawn, estimate.AlsoDomains} {
			for _, finite := range []bool{false, true} {
				d := estimate.Design{Weights: a.columns["pw"], Stages: []estimate.Stage{{Strata: a.factors["stype"]}}, Lonely: policy, Domains: domains}
				if finite {
					d.Stages[0].Population = a.columns["fpc"]
				}
				s := survey(t, d)
				name := strings.ToUpper(fmt.Sprintf("%s %v %v", policy, domains == estimate.AlsoDomains, finite))
				name = strings.Replace(name, strings.ToUpper(string(policy)), string(policy), 1)
				y := a.column("api00")
				near(t, name, 1e-8, []float64{
					errorOf(s.Mean(y, nil)), errorOf(s.Total(y, nil)), errorOf(s.Mean(y, in)), errorOf(s.Total(y, in)),
				}, want[name])
			}
		}
	}
	var one []int // of twenty districts one school is left
	seen := map[int32]bool{}
	for i, c := range all["apiclus2"].factors["dnum"].Codes {
		if !seen[c] || c >= 20 {
			one = append(one, i)
		}
		seen[c] = true
	}
	two := all["apiclus2"].some(one)
	stages := []estimate.Stage{{Units: two.units("dnum"), Population: two.columns["fpc1"]}, {Units: two.units("snum"), Population: two.columns["fpc2"]}}
	for _, policy := range []estimate.Lonely{estimate.Certainty, estimate.Adjust, estimate.Average} {
		s := survey(t, estimate.Design{Weights: two.columns["pw"], Stages: stages, Lonely: policy})
		near(t, "stages "+string(policy), 1e-8, []float64{errorOf(s.Mean(two.column("api00"), nil)), errorOf(s.Total(two.column("api00"), nil))}, want["stages "+string(policy)])
	}
	if _, err := (estimate.Design{Weights: a.columns["pw"], Stages: []estimate.Stage{{Strata: a.factors["stype"]}}}).Survey(); !errors.Is(err, estimate.ErrLonely) {
		t.Errorf("with no policy: %v", err)
	}
	whole := estimate.Design{Weights: []float64{1, 1, 2, 2}, Stages: []estimate.Stage{{
		Strata: estimate.Factor{Name: "h", Codes: []int32{0, 1, 2, 2}, Levels: []string{"a", "b", "c"}}, Population: []float64{1, 1, 4, 4},
	}}}
	s := survey(t, whole) // strata that were drawn whole aren't lonely
	// (1−2/4) · 2/(2−1) · ((2−3)² + (4−3)²) = 2, of the stratum that wasn't drawn whole
	if se := errorOf(s.Total(estimate.Column{Name: "y", Values: []float64{9, 5, 1, 2}}, nil)); math.Abs(se-math.Sqrt2) > 1e-12 {
		t.Errorf("error %g, want √2", se)
	}
}
