// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity_test

import (
	"fmt"
	"log"

	"baken/base/disparity"
)

// of and split stop the example on a mistyped count.
func of(events, total int64) disparity.Count {
	c, err := disparity.Of(events, total)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

func split(events, others int64) disparity.Count {
	c, err := disparity.Split(events, others)
	if err != nil {
		log.Fatal(err)
	}
	return c
}

// The usual level is the zero value.
var usual disparity.Confidence

func show(s disparity.Statistic) {
	fmt.Printf("%v (%v to %v)\n", s.Estimate, s.Interval.Low, s.Interval.High)
}

func ExampleAt() {
	level, err := disparity.At(0.99)
	fmt.Println(level.Level(), usual.Level(), err)
	_, err = disparity.At(95)
	fmt.Println(err)
	// Output:
	// 0.99 0.95 <nil>
	// disparity.confidence
}

func ExampleConfidence_Level() {
	fmt.Println(usual.Level())
	// Output: 0.95
}

func ExampleOf() {
	selected, err := disparity.Of(2010, 54820)
	fmt.Println(selected.Events(), selected.Others(), selected.Total(), err)
	_, err = disparity.Of(7, 5)
	fmt.Println(err)
	// Output:
	// 2010 52810 54820 <nil>
	// disparity.count
}

func ExampleSplit() {
	found, err := disparity.Split(1060, 630)
	fmt.Println(found.Events(), found.Total(), err)
	// Output: 1060 1690 <nil>
}

// The statistics office rounded both numbers to tens.
func ExampleCount_Rounded() {
	c, err := of(2010, 54820).Rounded(10)
	rate := c.Wilson(usual)
	fmt.Println(rate.Estimate, "is between", rate.Range.Low, "and", rate.Range.High, err)
	// Output: 0.0366655 is between 0.0365709 and 0.03676 <nil>
}

// The events were rounded to tens, the total is exact.
func ExampleCount_Within() {
	c, err := of(2010, 54820).Within(5, 0)
	rate := c.Wilson(usual)
	fmt.Println(rate.Range.Low, rate.Range.High, c.Exact(), err)
	// Output: 0.0365742 0.0367567 false <nil>
}

func ExampleCount_Plus() {
	both := of(10, 100).Plus(of(5, 20))
	fmt.Println(both.Events(), both.Total())
	// Output: 15 120
}

func ExampleCount_Wilson() {
	show(of(81, 263).Wilson(usual)) // Newcombe (1998): 0.2553 to 0.3662
	// Output: 0.307985 (0.255289 to 0.36621)
}

func ExampleCount_ClopperPearson() {
	show(of(81, 263).ClopperPearson(usual)) // Newcombe (1998): 0.2527 to 0.3676
	// Output: 0.307985 (0.252737 to 0.367622)
}

func ExamplePair_RiskDifference() {
	p := disparity.Pair{Group: of(56, 70), Reference: of(48, 80)}
	show(p.RiskDifference(usual)) // Newcombe (1998): 0.0524 to 0.3339
	// Output: 0.2 (0.0524315 to 0.333873)
}

// Control of Dutch student grants in 2014: selected of all, origin outside
// Europe against the Netherlands (CBS for DUO, table 1).
func grants() disparity.Pair {
	group, err := of(2010, 54820).Rounded(10)
	if err != nil {
		log.Fatal(err)
	}
	reference, err := of(1050, 178200).Rounded(10)
	if err != nil {
		log.Fatal(err)
	}
	return disparity.Pair{Group: group, Reference: reference}
}

func ExamplePair_RiskRatio() {
	s := grants().RiskRatio(usual)
	show(s)
	fmt.Println("by rounding", s.Range.Low, "to", s.Range.High)
	// Output:
	// 6.22265 (5.77872 to 6.70069)
	// by rounding 6.17702 to 6.26873
}

func ExamplePair_OddsRatio() {
	show(grants().OddsRatio(usual))
	show(disparity.Pair{Group: of(3, 10), Reference: of(0, 10)}.OddsRatio(usual))
	// Output:
	// 6.42143 (5.95589 to 6.92336)
	// unbounded (zero-cell to zero-cell)
}

func ExamplePair_HaldaneAnscombe() {
	p := disparity.Pair{Group: of(3, 10), Reference: of(0, 10)}
	s := p.HaldaneAnscombe(usual)
	fmt.Print(s.Method, ": ")
	show(s)
	// Output: haldane-anscombe: 9.8 (0.438045 to 219.247)
}

// Fisher's tea: four cups with milk first, three of them told apart.
func ExamplePair_Fisher() {
	test := disparity.Pair{Group: of(3, 4), Reference: of(1, 4)}.Fisher()
	fmt.Println(test.P, test.MidP)
	// Output: 0.485714 0.257143
}

func ExamplePair_Plus() {
	p := disparity.Pair{Group: of(1, 10), Reference: of(2, 10)}
	both := p.Plus(p)
	fmt.Println(both.Group.Total(), both.Reference.Events(), both.Exact())
	// Output: 20 4 true
}

func ExamplePair_Direction() {
	fmt.Println(grants().Direction())
	// Output: higher
}

// Students of origin outside Europe were selected more often; among the visits
// more were found wrong as well. The two don't settle the question.
func ExampleWeigh() {
	hits := disparity.Pair{Group: split(1060, 630), Reference: split(130, 860)}
	fmt.Println(disparity.Weigh(grants(), hits))
	// Output: opposed
}

func ExampleValue_Number() {
	p := disparity.Pair{Group: of(3, 10), Reference: of(0, 10)}
	ratio := p.RiskRatio(usual).Estimate
	if _, ok := ratio.Number(); !ok {
		fmt.Println(ratio.Gap())
	}
	// Output: unbounded
}
