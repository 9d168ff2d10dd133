// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity_test

import (
	"errors"
	"fmt"
	"log"

	"baken/base/disparity"
)

func ExampleStrata_Conditional() {
	s := departments().Conditional(usual)
	show(s.Statistic)
	fmt.Println(s.Method, s.Exact.P, s.Exact.MidP)
	// Output:
	// 0.90507 (0.76973 to 1.06343)
	// conditional-exact 0.227763 0.220262
}

// A model with an intercept for each department stands beside Mantel-Haenszel.
func ExampleStrata_Logistic() {
	strata := departments()
	show(strata.OddsRatio(usual).Statistic)
	model := strata.Logistic(usual)
	show(model.Statistic)
	fmt.Println("robust:", model.Robust.Low, "to", model.Robust.High)
	// Output:
	// 0.904697 (0.771907 to 1.06033)
	// 0.904955 (0.772343 to 1.06034)
	// robust: 0.773153 to 1.05923
}

func ExampleRegression_Logistic() {
	model := disparity.Regression{
		Columns: []string{"outside Europe", "risk points"},
		Rows: []disparity.Row{
			{Count: of(30, 200), X: []float64{0, 1}},
			{Count: of(60, 210), X: []float64{0, 2}},
			{Count: of(40, 180), X: []float64{1, 1}},
			{Count: of(85, 190), X: []float64{1, 2}},
		},
	}
	fit, err := model.Logistic(usual)
	if err != nil {
		log.Fatal(err)
	}
	for _, term := range fit.Terms[1:] {
		fmt.Print(term.Name, ": ")
		show(term.OddsRatio)
	}
	fmt.Println("deviance", fit.Deviance, "with", fit.DF)
	// Output:
	// outside Europe: 1.85843 (1.34275 to 2.57217)
	// risk points: 2.55976 (1.83436 to 3.57202)
	// deviance 0.428434 with 1
}

// A group without any event has no best coefficient, and the error names it.
func ExampleMainEffects() {
	cells := []disparity.GroupCell{
		{Group: "Netherlands", Stratum: "young", Count: of(20, 200)},
		{Group: "Europe", Stratum: "young", Count: of(9, 60)},
		{Group: "Netherlands", Stratum: "old", Count: of(11, 220)},
		{Group: "Europe", Stratum: "old", Count: of(5, 70)},
	}
	model, _, err := disparity.MainEffects("Netherlands", cells)
	if err != nil {
		log.Fatal(err)
	}
	fit, err := model.Logistic(usual)
	if err != nil {
		log.Fatal(err)
	}
	for _, term := range fit.Terms {
		fmt.Println(term.Name, term.LogOdds)
	}
	model, _, _ = disparity.MainEffects("Netherlands", append(cells,
		disparity.GroupCell{Group: "elsewhere", Stratum: "old", Count: of(0, 15)}))
	_, err = model.Logistic(usual)
	fmt.Println(errors.Is(err, disparity.ErrSeparated))
	// Output:
	// (intercept) -2.18794
	// Europe 0.431241
	// stratum old -0.772668
	// true
}

func ExampleFamily_BenjaminiHochberg() {
	family := disparity.Family{Name: "departments, admission of men and women"}
	for _, s := range departments() {
		family.Members = append(family.Members, disparity.Hypothesis{Name: s.Name, P: s.Fisher().P})
	}
	adjusted, err := family.BenjaminiHochberg()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(adjusted.Tested, "tested")
	for _, m := range adjusted.Members {
		fmt.Println(m.Name, m.P, m.Adjusted)
	}
	// Output:
	// 6 tested
	// A 1.66919e-05 0.000100151
	// B 0.67709 0.67709
	// C 0.386617 0.67709
	// D 0.599497 0.67709
	// E 0.360396 0.67709
	// F 0.545841 0.67709
}

func ExampleFamily_BenjaminiYekutieli() {
	family := disparity.Family{Name: "two", Members: []disparity.Hypothesis{
		{Name: "one", P: departments()[0].Fisher().P}, {Name: "other", P: departments()[1].Fisher().P},
	}}
	adjusted, err := family.BenjaminiYekutieli()
	fmt.Println(adjusted.Members[0].Adjusted, adjusted.Members[1].Adjusted, err)
	// Output:
	// 5.00757e-05 1 <nil>
}

func ExampleFamily_Holm() {
	family := disparity.Family{Name: "two", Members: []disparity.Hypothesis{
		{Name: "one", P: departments()[0].Fisher().P}, {Name: "other", P: departments()[1].Fisher().P},
	}}
	adjusted, err := family.Holm()
	fmt.Println(adjusted.Members[0].Adjusted, adjusted.Members[1].Adjusted, err)
	// Output:
	// 3.33838e-05 0.67709 <nil>
}

func ExampleDesign_Power() {
	design := disparity.Design{Group: 400, Reference: 3000, Rate: 0.2}
	fmt.Println(design.Power(0.05), design.Power(0.9))
	// Output:
	// 0.633849 out-of-range
}

func ExampleDesign_Detectable() {
	design := disparity.Design{Group: 400, Reference: 3000, Rate: 0.2}
	least := design.Detectable(0.8)
	fmt.Println(least.Down, least.Up)
	// Output:
	// -0.0571516 0.0617823
}

func ExamplePair_Design() {
	design := disparity.Pair{Group: of(30, 400), Reference: of(600, 3000)}.Design(usual, disparity.UnpooledVariance)
	fmt.Println(design.Group, design.Reference, design.Rate)
	// Output:
	// 400 3000 0.2
}

func ExampleShrink() {
	groups := []disparity.GroupCount{
		{Name: "north", Count: of(50, 500)},
		{Name: "south", Count: of(160, 1000)},
		{Name: "isles", Count: of(4, 10)},
		{Name: "east", Count: of(90, 800)},
		{Name: "abroad"},
	}
	for _, g := range disparity.Shrink(groups, disparity.Arcsine, disparity.REML, usual).Groups {
		fmt.Println(g.Name, g.Raw, g.Rate, g.Pulled)
	}
	// Output:
	// north 0.1 0.105162 0.176336
	// south 0.16 0.157067 0.0966935
	// isles 0.4 0.149419 0.914562
	// east 0.1125 0.114593 0.118014
	// abroad empty-group empty-group empty-group
}

func ExamplePair_Effect() {
	rule := disparity.EffectRule{Measure: disparity.Difference, Margin: 0.02}
	for _, p := range []disparity.Pair{
		{Group: of(700, 9000), Reference: of(1480, 20000)},
		{Group: of(990, 9000), Reference: of(1480, 20000)},
		{Group: of(12, 150), Reference: of(1480, 20000)},
	} {
		v, err := p.Effect(rule)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(v.Effect, v.Statistic.Interval.Low, v.Statistic.Interval.High, "power", v.Power)
	}
	// Output:
	// no-disparity-larger-than -0.00273679 0.0105039 power 0.999847
	// disparity 0.0286898 0.0435203 power 0.999847
	// underpowered -0.0278503 0.0607364 power 0.130692
}

func ExampleStrata_Effect() {
	v, err := departments().Effect(disparity.EffectRule{Measure: disparity.Ratio, Margin: 1.25})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(v.Effect, v.Side, "power", v.Power, "detectable", v.Detectable.Down, v.Detectable.Up)
	// Output:
	// no-disparity-larger-than undetermined power 0.998985 detectable 0.883471 1.1319
}

func ExampleCompareGroups() {
	odds, err := disparity.CompareGroups("Netherlands", []disparity.GroupCell{
		{Group: "Netherlands", Stratum: "young", Count: of(5, 40)},
		{Group: "Europe", Stratum: "young", Count: of(3, 9)},
		{Group: "elsewhere", Stratum: "young", Count: of(4, 7)},
		{Group: "Netherlands", Stratum: "old", Count: of(2, 35)},
		{Group: "Europe", Stratum: "old", Count: of(1, 8)},
		{Group: "elsewhere", Stratum: "old", Count: of(2, 11)},
	}, usual)
	if err != nil {
		log.Fatal(err)
	}
	for _, g := range odds.Groups {
		fmt.Print(g.Name, ": ")
		show(g.Statistic)
	}
	fmt.Println(odds.Method, odds.LikelihoodRatio.P)
	// Output:
	// Europe: 3.07989 (0.770787 to 12.3066)
	// elsewhere: 6.11825 (1.63824 to 22.8496)
	// conditional-likelihood 0.0188673
}
