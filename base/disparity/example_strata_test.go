// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity_test

import (
	"fmt"
	"log"

	"baken/base/disparity"
)

// Admissions to departments of UC Berkeley in 1973, men against women
// (R datasets, UCBAdmissions).
func departments() disparity.Strata {
	return disparity.Strata{
		{Name: "A", Pair: disparity.Pair{Group: split(512, 313), Reference: split(89, 19)}},
		{Name: "B", Pair: disparity.Pair{Group: split(353, 207), Reference: split(17, 8)}},
		{Name: "C", Pair: disparity.Pair{Group: split(120, 205), Reference: split(202, 391)}},
		{Name: "D", Pair: disparity.Pair{Group: split(138, 279), Reference: split(131, 244)}},
		{Name: "E", Pair: disparity.Pair{Group: split(53, 138), Reference: split(94, 299)}},
		{Name: "F", Pair: disparity.Pair{Group: split(22, 351), Reference: split(24, 317)}},
	}
}

func ExampleClimb() {
	strata := departments()
	ladder, err := disparity.Climb(usual, strata.Sum(), disparity.Given{Name: "department", Strata: strata})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print("crude: ")
	show(ladder.Crude.OddsRatio)
	for _, step := range ladder.Steps {
		fmt.Print("given ", step.Given.Name, ": ")
		show(step.OddsRatio.Statistic)
	}
	// Output:
	// crude: 1.84108 (1.62438 to 2.08669)
	// given department: 0.904697 (0.771907 to 1.06033)
}

func ExampleStrata_OddsRatio() {
	strata := append(departments(), disparity.Stratum{
		Name: "G", Pair: disparity.Pair{Group: split(4, 9), Reference: split(0, 0)},
	})
	s := strata.OddsRatio(usual)
	show(s.Statistic)
	for _, u := range s.Uninformative {
		fmt.Println(u.Name, u.Why)
	}
	// Output:
	// 0.904697 (0.771907 to 1.06033)
	// G empty-group
}

func ExampleStrata_RiskRatio() {
	show(departments().RiskRatio(usual).Statistic)
	// Output: 0.944905 (0.866452 to 1.03046)
}

func ExampleStrata_RiskDifference() {
	show(departments().RiskDifference(usual).Statistic)
	// Output: -0.0184252 (-0.0474824 to 0.010632)
}

func ExampleStrata_CMH() {
	test := departments().CMH()
	fmt.Println(test.Statistic, test.DF, test.P)
	// Output: 1.52461 1 0.216924
}

// R 4.2, mantelhaen.test(UCBAdmissions): 1.4269, p 0.2323.
func ExampleStrata_CMHCorrected() {
	test := departments().CMHCorrected()
	fmt.Println(test.Statistic, test.DF, test.P)
	// Output: 1.42695 1 0.232263
}

// The odds ratio isn't the same in all departments.
func ExampleStrata_BreslowDay() {
	test := departments().BreslowDay()
	fmt.Println(test.Statistic, test.DF, test.P)
	// Output: 18.8255 5 0.0020714
}

func ExampleStrata_Sum() {
	all := departments().Sum()
	fmt.Println(all.Group.Events(), all.Group.Total(), departments().Exact())
	// Output: 1198 2691 true
}
