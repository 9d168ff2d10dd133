// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"

	"baken/base/estimate"
)

// Four homes in the sample have a garden and stand for eight, two have none and stand
// for four. There are six of each: weights are multiplied by 6/8 and 6/4.
func ExampleSurvey_PostStratify() {
	s, fit, err := homes().PostStratify(estimate.Margin{Factor: garden, Totals: []float64{6, 6}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.4g, multiplied by %.4g to %.4g\n", s.Weights(), fit.Low, fit.High)
	fmt.Println(fit.Warnings[0])
	// Output:
	// [1.5 1.5 3 1.5 3 1.5], multiplied by 0.75 to 1.5
	// {small garden yes 4}
}

// The homes in the north have gardens, and stand for the four that are there. So two
// of the six gardens are left to the two homes of the south that have one: 1 each; and
// the other two there stand for the six without: 3 each.
func ExampleSurvey_Rake() {
	s, _, err := homes().Rake(
		estimate.Margin{Factor: region, Totals: []float64{4, 8}},
		estimate.Margin{Factor: garden, Totals: []float64{6, 6}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := s.Total(inhabitants, nil)
	fmt.Printf("%.4g: %.4g persons, %v\n", s.Weights(), f.Value, err)
	// Output: [2 2 3 1 3 1]: 22 persons, <nil>
}

// Of the four homes drawn in the south, which stand for eight, one didn't respond: the
// three others stand for 8/3 each, and have 5/3 inhabitants in the mean. With the four
// homes of the north, which have 3, that is (4·3 + 8·5/3)/12.
func ExampleSurvey_WeightingClasses() {
	s, fit, err := homes().WeightingClasses(region, estimate.Domain{true, true, false, true, true, true})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := s.Mean(inhabitants, nil)
	fmt.Printf("%.4g, multiplied by up to %.4g\n", s.Weights(), fit.High)
	fmt.Printf("%.4g persons in a home, of %d homes, %v\n", f.Value, f.N, err)
	// Output:
	// [2 2 0 2.667 2.667 2.667], multiplied by up to 1.333
	// 2.111 persons in a home, of 5 homes, <nil>
}

// By the sample there are 48 rooms, and 54 are known of. The rooms have the mean 4, and
// 2 · (0+16+4+0+4+0) = 48 squares around it: weights are multiplied by
// 1 + (54−48)/48 · (x−4), which is 1½ for eight rooms, 1 for four and ¾ for two.
func ExampleSurvey_Calibrate() {
	s, _, err := homes().Calibrate(estimate.Calibration{
		Distance:    estimate.Linear,
		Auxiliaries: []estimate.Auxiliary{{Column: rooms, Total: 54}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := s.Total(rooms, nil)
	fmt.Printf("%.4g: %.4g rooms, %v; what is known has no error: %.4f\n", s.Weights(), f.Value, err, f.SE())
	// Output: [2 3 1.5 2 1.5 2]: 54 rooms, <nil>; what is known has no error: 0.0000
}

func ExampleItem_Column() {
	fmt.Println(estimate.Item{Name: "noise", Values: []int8{1, estimate.NoAnswer, 3}}.Column().Values)
	// Output: [1 NaN 3]
}

// The means 3 and 1.5, with the errors √0.5 and √0.125 (see Combine); and of who said
// something of noise in the south, (1+2+3)/3 = 2. The one who didn't counts as drawn:
// 2·(y−2)/6 is −1/3, 0, 0 and 1/3, and ½ · 4/3 · 2/9 = 0.148.
func ExampleSurvey_Means() {
	table, err := homes().Means(
		region,
		estimate.Item{Name: "persons", Values: []int8{2, 4, 1, 1, 1, 3}},
		estimate.Item{Name: "noise", Values: []int8{5, 5, 1, 2, estimate.NoAnswer, 3}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	for j, item := range table.Items {
		for k, domain := range table.Domains {
			e := table.Entries[j][k]
			fmt.Printf("%s %s: %g ± %.3f of %d\n", item, domain, e.Value, e.SE, e.N)
		}
	}
	// Output:
	// persons north: 3 ± 0.707 of 2
	// persons south: 1.5 ± 0.354 of 4
	// noise north: 5 ± 0.000 of 2
	// noise south: 2 ± 0.385 of 3
}
