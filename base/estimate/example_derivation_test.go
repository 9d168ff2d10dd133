// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"

	"baken/base/estimate"
)

// The two of the north count 4 and 8: (1−2/4) · 2 · (16+64 − 12²/2) = 8. The four of the
// south count 2, 2, 2 and 6: (1−4/8) · 4/3 · (4+4+4+36 − 12²/4) = 8.
func ExampleFigure_Derive() {
	f := fine(homes().Total(inhabitants, nil))
	d := f.Derive()
	for _, p := range d.Stages[0] {
		fmt.Printf("%s: %d drawn, sum %g, squares %g, adds %.6g\n", region.Levels[region.Codes[p.Row]], p.Units, p.Sum, p.Squares, p.Adds)
	}
	fmt.Printf("variance %.6g\n", d.Variance)
	// Output:
	// north: 2 drawn, sum 12, squares 80, adds 8
	// south: 4 drawn, sum 12, squares 48, adds 8
	// variance 16
}

// Six homes have no garden: that is known, and has no error. By the drawing alone the
// two in the sample, both in the south, would count 3 each beside two times nothing:
// (1−4/8) · 4/3 · (9+9 − 6²/4) = 6, and √6 = 2.449.
func ExampleSurvey_Unfitted() {
	s, _, err := homes().PostStratify(estimate.Margin{Factor: garden, Totals: []float64{6, 6}})
	if err != nil {
		fmt.Println(err)
		return
	}
	none := estimate.Column{Name: "no garden", Values: []float64{0, 0, 1, 0, 1, 0}}
	fitted, unfitted := fine(s.Total(none, nil)), fine(s.Unfitted().Total(none, nil))
	fmt.Printf("%g ± %.3f, and ± %.3f without the fit\n", fitted.Value, fitted.SE(), unfitted.SE())
	// Output: 6 ± 0.000, and ± 2.449 without the fit
}
