// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"

	"baken/base/estimate"
)

// Six homes that were drawn of twelve: two of the four in the north, and four of the
// eight in the south. Each stands for two.
var (
	region      = estimate.Factor{Name: "region", Codes: []int32{0, 0, 1, 1, 1, 1}, Levels: []string{"north", "south"}}
	garden      = estimate.Factor{Name: "garden", Codes: []int32{0, 0, 1, 0, 1, 0}, Levels: []string{"yes", "no"}}
	inhabitants = estimate.Column{Name: "persons", Values: []float64{2, 4, 1, 1, 1, 3}}
	rooms       = estimate.Column{Name: "rooms", Values: []float64{4, 8, 2, 4, 2, 4}}
)

func homes() *estimate.Survey {
	s, err := estimate.Design{
		Weights: []float64{2, 2, 2, 2, 2, 2},
		Stages:  []estimate.Stage{{Strata: region, Population: []float64{4, 4, 8, 8, 8, 8}}},
	}.Survey()
	if err != nil {
		panic(err)
	}
	return s
}

// fine is for examples, in which nothing goes wrong.
func fine[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// Two of four schools were drawn, and in each two of its five pupils: each stands for
// 4/2 · 5/2 = 5. Of the marks 6, 8 and 4, 6 the total is 5·24 = 120. The schools' own
// totals, 70 and 50, lie 10 from their mean: (1−2/4) · 2 · (100+100) = 200. Within
// each, 30 and 40 or 20 and 30 lie 5 from their mean: 2/4 · 2 schools · (1−2/5) · 2 ·
// (25+25) = 60. The variance is 260.
func ExampleDesign_Survey() {
	s, err := estimate.Design{
		Weights: []float64{5, 5, 5, 5},
		Stages: []estimate.Stage{
			{Units: []int64{11, 11, 12, 12}, Population: []float64{4, 4, 4, 4}},
			{Population: []float64{5, 5, 5, 5}},
		},
	}.Survey()
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := s.Total(estimate.Column{Name: "mark", Values: []float64{6, 8, 4, 6}}, nil)
	fmt.Println(f.Value, err)
	fmt.Printf("%.6g with %d degree of freedom\n", f.Variance(), f.Degrees)
	// Output:
	// 120 <nil>
	// 260 with 1 degree of freedom
}

// A unit can't lie in two strata; the error names it.
func ExampleDesign_Survey_nested() {
	_, err := estimate.Design{
		Weights: []float64{1, 1, 1, 1},
		Stages:  []estimate.Stage{{Strata: estimate.Factor{Name: "h", Codes: []int32{0, 0, 1, 1}, Levels: []string{"a", "b"}}, Units: []int64{7, 8, 8, 9}}},
	}.Survey()
	fmt.Println(err)
	// Output: estimate.nested
}

func ExampleSurvey_Len() {
	fmt.Println(homes().Len())
	// Output: 6
}

func ExampleSurvey_Weights() {
	fmt.Println(homes().Weights())
	// Output: [2 2 2 2 2 2]
}

func ExampleFactor_In() {
	fmt.Println(region.In(0))
	// Output: [true true false false false false]
}

func ExampleColumn_Answered() {
	item := estimate.Item{Name: "noise", Values: []int8{1, estimate.NoAnswer, 3}}
	fmt.Println(item.Column().Answered())
	// Output: [true false true]
}

func ExampleDomain_And() {
	fmt.Println(region.In(1).And(garden.In(0))) // in the south, with a garden
	// Output: [false false false true false true]
}

// 2 · (2+4+1+1+1+3) = 24. In the north 4 and 8 lie 2 from their mean:
// (1−2/4) · 2/1 · (4+4) = 8. In the south 2, 2, 2 and 6 have the mean 3:
// (1−4/8) · 4/3 · (1+1+1+9) = 8. The error is √16 = 4.
func ExampleSurvey_Total() {
	f, err := homes().Total(inhabitants, nil)
	fmt.Printf("%g ± %.6g of %d homes, %v\n", f.Value, f.SE(), f.N, err)
	// Output: 24 ± 4 of 6 homes, <nil>
}

// 24 persons in 12 homes, which is known: 24/12 = 2, and 4/12 = 0.333.
func ExampleSurvey_Mean() {
	f, err := homes().Mean(inhabitants, nil)
	fmt.Printf("%g ± %.3f, %v\n", f.Value, f.SE(), err)
	// Output: 2 ± 0.333, <nil>
}

// Of the homes with a garden: (2+4+1+3)/4 = 2.5. The others count as nothing in the
// error, and still as drawn: each in the domain has 2·(y−2.5)/8, which is −1/8 and 3/8
// in the north, and 0, −3/8, 0 and 1/8 in the south, with the mean −1/16. The north
// gives ½ · 2 · (1/16+1/16) = 0.125, the south ½ · 4/3 · (10/64 − 4/256) = 0.09375.
func ExampleSurvey_Mean_domain() {
	f, err := homes().Mean(inhabitants, garden.In(0))
	fmt.Printf("%g with variance %.6g, of %d homes, %v\n", f.Value, f.Variance(), f.N, err)
	// Output: 2.5 with variance 0.21875, of 4 homes, <nil>
}

// 24 persons in 2 · (4+8+2+4+2+4) = 48 rooms. What is left of y − x/2 is 0 but for −1
// and 1 in the south, times 2/48: ½ · 4/3 · 2/24² = 1/432, of which the root is 0.0481.
func ExampleSurvey_Ratio() {
	f, err := homes().Ratio(inhabitants, rooms, nil)
	fmt.Printf("%g ± %.4f, %v\n", f.Value, f.SE(), err)
	// Output: 0.5 ± 0.0481, <nil>
}

func ExampleFigure_Variance() {
	f := fine(homes().Total(inhabitants, nil))
	fmt.Printf("%.6g\n", f.Variance()) // 8 of the north, 8 of the south
	// Output: 16
}

func ExampleFigure_SE() {
	f := fine(homes().Total(inhabitants, nil))
	fmt.Printf("%.6g\n", f.SE()) // √16
	// Output: 4
}

func ExampleFigure_CV() {
	f := fine(homes().Total(inhabitants, nil))
	fmt.Printf("%.4f\n", f.CV()) // 4/24
	// Output: 0.1667
}

// Six homes less two strata are four degrees of freedom, and t is 2.776: 24 ± 11.1.
func ExampleFigure_Interval() {
	limits, err := fine(homes().Total(inhabitants, nil)).Interval(0.95)
	fmt.Printf("%.1f to %.1f, %v\n", limits.Low, limits.High, err)
	// Output: 12.9 to 35.1, <nil>
}

// The squares around the mean of 2 are 0, 4, 1, 1, 1 and 1: 6/5 · 8/6 = 1.6. Six homes
// drawn at random would give a mean with (1−6/12) · 1.6/6 = 0.1333, and with replacement
// 0.2667; by the design it is 16/144 = 0.1111.
func ExampleFigure_Effect() {
	f := fine(homes().Mean(inhabitants, nil))
	fmt.Printf("%.4f %.4f\n", f.Effect(estimate.WithoutReplacement), f.Effect(estimate.WithReplacement))
	// Output: 0.8333 0.4167
}

func ExampleFigure_EffectiveN() {
	f := fine(homes().Mean(inhabitants, nil))
	fmt.Printf("%.1f\n", f.EffectiveN()) // 6 / 0.4167
	// Output: 14.4
}

// Around the mean of their stratum the persons are −1, 1 and −½, −½, −½, 1½, the rooms
// −2, 2 and −1, 1, −1, 1, each times 2. The north gives ½ · 2 · 4·(2+2) = 16, the south
// ½ · 4/3 · 4·(½−½+½+1½) = 5.333.
func ExampleCovariance() {
	s := homes()
	c, err := estimate.Covariance(fine(s.Total(inhabitants, nil)), fine(s.Total(rooms, nil)))
	fmt.Printf("%.3f, %v\n", c, err)
	// Output: 21.333, <nil>
}

// The mean of the north is 3 and that of the south 1.5. Their variances are 8/4² = 0.5
// and 8/8² = 0.125; strata are drawn apart, so that they add up: √0.625 = 0.791.
func ExampleCombine() {
	s := homes()
	north, south := fine(s.Mean(inhabitants, region.In(0))), fine(s.Mean(inhabitants, region.In(1)))
	f, err := estimate.Combine([]float64{1, -1}, []estimate.Figure{north, south})
	fmt.Printf("%g ± %.3f, %v\n", f.Value, f.SE(), err)
	// Output: 1.5 ± 0.791, <nil>
}
