// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity_test

import (
	"fmt"
	"log"

	"baken/base/disparity"
)

// tens says that a count was rounded to a multiple of 10.
func tens(c disparity.Count) disparity.Count {
	c, err := c.Rounded(10)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

// The control of Dutch student grants in 2014, students of origin outside Europe
// against origin the Netherlands: selected for a visit, and found at completed
// visits. They are selected more often, and found more often too.
func ExampleDecision_Robust() {
	robust, err := disparity.Burden.Robust(usual, disparity.Decided{
		Selections: disparity.Pair{Group: tens(split(2010, 52810)), Reference: tens(split(1050, 177160))},
		Hits:       disparity.Pair{Group: tens(split(1060, 630)), Reference: tens(split(130, 860))},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print("selected: ")
	show(robust.Pooled.Benchmark)
	fmt.Print("found: ")
	show(robust.Pooled.Outcome)
	fmt.Println("points against:", robust.Pooled.BenchmarkAgainst, "and", robust.Pooled.OutcomeAgainst)
	fmt.Println(robust.Verdict)
	// Output:
	// selected: 0.0307735 (0.0291896 to 0.0324161)
	// found: 0.495906 (0.463522 to 0.525941)
	// points against: group and reference
	// inconclusive
}

// The same law of numbers for a loan: granted less often, and repaid more often.
func ExampleDecision_Robust_benefit() {
	robust, err := disparity.Benefit.Robust(usual, disparity.Decided{
		Selections: disparity.Pair{Group: of(300, 1000), Reference: of(500, 1000)},
		Hits:       disparity.Pair{Group: of(285, 300), Reference: of(420, 500)},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(robust.Verdict, "against the", robust.Against)
	// Output:
	// robust-evidence against the group
}

// A random sample of 1,000 in each group beside the selection.
func ExampleCompareArms() {
	arms, err := disparity.CompareArms(usual,
		disparity.Arm{Selections: of(900, 10000), Hits: of(270, 900), Random: of(50, 1000)},
		disparity.Arm{Selections: of(400, 10000), Hits: of(200, 400), Random: of(50, 1000)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print("missed in the group: ")
	show(arms.Group.Missed)
	fmt.Print("missed in the reference: ")
	show(arms.Reference.Missed)
	fmt.Print("selected with nothing to find, ratio: ")
	show(arms.Unfounded)
	// Output:
	// missed in the group: 0.46 (0.274962 to 0.597015)
	// missed in the reference: 0.6 (0.458904 to 0.704245)
	// selected with nothing to find, ratio: 3.15 (2.6964 to 3.6978)
}

// The student grants of 2014 from selection to a finding that stood.
func ExampleChain_Decompose() {
	chain := disparity.Chain{
		{Name: "selected", Pair: disparity.Pair{Group: split(2010, 52810), Reference: split(1050, 177160)}},
		{Name: "visited", Pair: disparity.Pair{Group: split(1690, 310), Reference: split(990, 50)}},
		{Name: "found", Pair: disparity.Pair{Group: split(1060, 630), Reference: split(130, 860)}},
		{Name: "stood", Pair: disparity.Pair{Group: split(900, 170), Reference: split(110, 30)}},
	}
	whole, err := chain.Decompose(usual)
	if err != nil {
		log.Fatal(err)
	}
	for _, step := range whole.Steps {
		fmt.Printf("%s: times %v, log %v, difference %v\n",
			step.Name, step.Ratio.Estimate, step.Log.Estimate, step.Shapley.Estimate)
	}
	fmt.Printf("whole: times %v, difference %v\n", whole.Ratio.Estimate, whole.Difference.Estimate)
	// Output:
	// selected: times 6.223, log 1.82825, difference 0.00847665
	// visited: times 0.887677, log -0.119148, difference -0.000823476
	// found: times 4.77651, log 1.56371, difference 0.00765932
	// stood: times 1.07052, log 0.0681429, difference 0.000454086
	// whole: times 28.2462, difference 0.0157666
}

// Two categories of a score; the group is more often in the high one, and is
// selected more often within each.
func ExampleStrata_Kitagawa() {
	split := disparity.Strata{
		{Name: "high", Pair: disparity.Pair{Group: of(300, 600), Reference: of(160, 400)}},
		{Name: "low", Pair: disparity.Pair{Group: of(20, 400), Reference: of(24, 600)}},
	}.Kitagawa(usual)
	fmt.Print("difference: ")
	show(split.Difference)
	fmt.Print("scored otherwise: ")
	show(split.Composition)
	fmt.Print("treated otherwise: ")
	show(split.Rates)
	// Output:
	// difference: 0.136 (0.0984145 to 0.173586)
	// scored otherwise: 0.081 (0.0623313 to 0.0996687)
	// treated otherwise: 0.055 (0.0210057 to 0.0889943)
}

// The risk score COMPAS as ProPublica counted it in 2016, black against white
// defendants: equally often right about whom it calls risky, and wrong about
// twice as many who didn't do it again.
func ExampleJudge() {
	parities, err := disparity.Judge(usual,
		disparity.Confusion{Selected: split(1369, 805), Unselected: split(532, 990)},
		disparity.Confusion{Selected: split(505, 349), Unselected: split(461, 1139)},
		disparity.Given{})
	if err != nil {
		log.Fatal(err)
	}
	for _, x := range []struct {
		what string
		of   disparity.Compared
	}{
		{"base rate", parities.BaseRate},
		{"false positives", parities.FalsePositive},
		{"predictive value", parities.PositivePredictive},
	} {
		fmt.Printf("%s: %v and %v, difference ", x.what, x.of.Group.Estimate, x.of.Reference.Estimate)
		show(x.of.Difference)
	}
	fmt.Println("can't all be equal:", parities.Conflict)
	// Output:
	// base rate: 0.51434 and 0.393643, difference 0.120697 (0.0954111 to 0.145708)
	// false positives: 0.448468 and 0.234543, difference 0.213925 (0.182053 to 0.245023)
	// predictive value: 0.629715 and 0.591335, difference 0.0383799 (-4.21821e-05 to 0.0772582)
	// can't all be equal: true
}

func ExampleCalibrate() {
	calibration := disparity.Calibrate(usual, disparity.Strata{
		{Name: "1-5", Pair: disparity.Pair{Group: of(30, 100), Reference: of(60, 200)}},
		{Name: "6-10", Pair: disparity.Pair{Group: of(55, 100), Reference: of(60, 100)}},
	})
	for _, bin := range calibration.Bins {
		fmt.Print(bin.Name, ": ")
		show(bin.Difference)
	}
	fmt.Print("together: ")
	show(calibration.Difference.Statistic)
	// Output:
	// 1-5: 0 (-0.105025 to 0.112685)
	// 6-10: -0.05 (-0.183135 to 0.0856915)
	// together: -0.0214286 (-0.107301 to 0.0644439)
}

// Of two postal codes an agency knows whom it selected, and the statistics office
// how many belong to a group. Who of the group was selected is known to nobody.
func ExampleBoundByProxy() {
	bounds, err := disparity.BoundByProxy([]disparity.ProxyCell{
		{Name: "1011", Outcome: of(40, 100), Group: of(90, 100), Reference: of(10, 100)},
		{Name: "1012", Outcome: of(10, 100), Group: of(10, 100), Reference: of(90, 100)},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("group:", bounds.Group.Low, "to", bounds.Group.High)
	fmt.Println("reference:", bounds.Reference.Low, "to", bounds.Reference.High)
	fmt.Println("difference:", bounds.Difference.Low, "to", bounds.Difference.High, bounds.Determined)
	// Output:
	// group: 0.3 to 0.5
	// reference: 0 to 0.2
	// difference: 0.1 to 0.5 higher
}

func ExampleBootstrap() {
	counts := []disparity.Count{of(1050, 178210), of(120, 15620), of(2010, 54820)}
	replicates, err := disparity.Bootstrap(2014, 1000, counts, disparity.AgainstOne(0))
	if err != nil {
		log.Fatal(err)
	}
	const riskRatio = 4*2 + 2 // of the third count
	ends := replicates.Percentile(riskRatio, usual)
	fmt.Printf("%v (%v to %v)\n", replicates.Estimates[riskRatio], ends.Low, ends.High)
	// Output:
	// 6.223 (5.78225 to 6.70746)
}

// An agency that looks at the figures each month may do so with a sequence, and
// not with an interval that is meant for one look.
func ExampleCount_Sequence() {
	c := of(30, 200)
	fmt.Print("one look: ")
	show(c.Wilson(usual))
	fmt.Print("every look: ")
	show(c.Sequence(usual))
	// Output:
	// one look: 0.15 (0.107136 to 0.206056)
	// every look: 0.15 (0.0781871 to 0.248159)
}

func ExamplePair_SequenceDifference() {
	p := disparity.Pair{Group: of(60, 200), Reference: of(30, 200)}
	show(p.RiskDifference(usual))
	show(p.SequenceDifference(usual))
	// Output:
	// 0.15 (0.0684334 to 0.229362)
	// 0.15 (-0.0188906 to 0.317064)
}
