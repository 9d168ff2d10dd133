// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"
	"log"
	"math"

	"baken/base/estimate"
)

// polled is a survey of people drawn at random, each of whom stands for 100.
func polled(people int) *estimate.Survey {
	s, err := estimate.Design{Weights: repeat(100, people), Stages: []estimate.Stage{{}}}.Survey()
	if err != nil {
		log.Fatal(err)
	}
	return s
}

// objected is a column in which the first people objected.
func objected(those, people int) estimate.Column {
	return zeroOne("objected", people, func(i int) bool { return i < those })
}

func ExampleSurvey_Share() {
	p, err := polled(263).Share(objected(81, 263), nil)
	fmt.Printf("%.4f of %d, %v\n", p.Value, p.N, err)
	_, err = polled(2).Share(estimate.Column{Name: "objections", Values: []float64{0, 2}}, nil)
	fmt.Println(err)
	// Output:
	// 0.3080 of 263, <nil>
	// estimate.share
}

func ExampleShare_IntervalBy() {
	p, err := polled(263).Share(objected(81, 263), nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range []estimate.ShareMethod{estimate.KornGraubard, estimate.Wilson, estimate.Likelihood, estimate.LogOdds, estimate.Plain} {
		limits, err := p.IntervalBy(m, 0.95)
		fmt.Printf("%s: %.4f to %.4f %v\n", m, limits.Low, limits.High, err)
	}
	// Output:
	// beta: 0.2526 to 0.3677 <nil>
	// wilson: 0.2550 to 0.3666 <nil>
	// likelihood: 0.2538 to 0.3660 <nil>
	// logit: 0.2548 to 0.3668 <nil>
	// mean: 0.2518 to 0.3641 <nil>
}

// Nobody of thirty objected, which doesn't say that nobody does.
func ExampleShare_IntervalBy_nobody() {
	p, err := polled(30).Share(objected(0, 30), nil)
	if err != nil {
		log.Fatal(err)
	}
	limits, err := p.IntervalBy(estimate.KornGraubard, 0.95)
	fmt.Printf("%v to %.4f %v\n", limits.Low, limits.High, err)
	_, err = p.IntervalBy(estimate.LogOdds, 0.95)
	fmt.Println(err)
	// Output:
	// 0 to 0.1157 <nil>
	// estimate.extreme
}

// Fifteen comparisons of the first study by Benjamini and Hochberg (1995) §3.2, four
// of which they call significant at 0.05.
func thrombolysis() estimate.Family {
	return estimate.Family{Name: "thrombolysis", P: []float64{
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
		0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
	}}
}

func ExampleFamily_BenjaminiHochberg() {
	all, err := thrombolysis().BenjaminiHochberg()
	fmt.Println(all.Family, all.Comparisons, all.By, err)
	for _, p := range all.P[:5] {
		fmt.Printf("%.4f\n", p)
	}
	// Output:
	// thrombolysis 15 benjamini-hochberg <nil>
	// 0.0015
	// 0.0030
	// 0.0095
	// 0.0356
	// 0.0603
}

func ExampleFamily_BenjaminiYekutieli() {
	all, err := thrombolysis().BenjaminiYekutieli()
	fmt.Println(all.Family, all.Comparisons, all.By, err)
	for _, p := range all.P[:4] {
		fmt.Printf("%.4f\n", p)
	}
	// Output:
	// thrombolysis 15 benjamini-yekutieli <nil>
	// 0.0050
	// 0.0100
	// 0.0315
	// 0.1182
}

// drawnByAge is 200 people of whom 40% of the young and 60% of the old answered.
func drawnByAge() (answered estimate.Domain, age estimate.Factor) {
	answered = make(estimate.Domain, 200)
	age = estimate.Factor{Name: "age", Levels: []string{"young", "old"}, Codes: make([]int32, 200)}
	for i := range answered {
		age.Codes[i] = int32(i / 100)
		answered[i] = i%100 < 40+20*(i/100)
	}
	return answered, age
}

func ExampleSurvey_Representativity() {
	answered, age := drawnByAge()
	r, err := polled(200).Representativity(answered, age)
	fmt.Printf("%.2f answered, R %.3f, adjusted %.3f, error %.3f %v\n", r.Rate, r.R, r.Adjusted, r.SE, err)
	// Output: 0.50 answered, R 0.800, adjusted 0.825, error 0.071 <nil>
}

func ExampleRepresentativity_Partial() {
	answered, age := drawnByAge()
	r, err := polled(200).Representativity(answered, age)
	if err != nil {
		log.Fatal(err)
	}
	of, err := r.Partial(age)
	fmt.Printf("%s: %.3f %v\n", of.Variable, of.Value, err)
	for _, l := range of.Levels {
		fmt.Printf("%s: %+.3f\n", l.Level, l.Value)
	}
	// Output:
	// age: 0.100 <nil>
	// young: -0.071
	// old: +0.071
}

func ExampleEntry_ShareInterval() {
	none := estimate.Entry{Value: 0, SE: 0, N: 20, Degrees: 19}
	within, err := none.ShareInterval(estimate.KornGraubard, 0.95)
	fmt.Printf("%v to %.3f %v\n", within.Low, within.High, err)
	fmt.Printf("%.3f\n", 1-math.Pow(0.025, 1.0/20)) // the exact limit of none in twenty
	// Output:
	// 0 to 0.168 <nil>
	// 0.168
}
