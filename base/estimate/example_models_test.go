// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"
	"log"

	"baken/base/estimate"
)

// persons are twelve answers of six persons to two waves of a survey. What the
// examples print R survey 4.1 gives too, with svydesign(~person, weights = ~w).
func persons() *estimate.Survey {
	s, err := estimate.Design{
		Weights: []float64{2, 1, 3, 1, 2, 1, 2, 1, 3, 1, 2, 1},
		Stages:  []estimate.Stage{{Units: []int64{1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6}}},
	}.Survey()
	if err != nil {
		log.Fatal(err)
	}
	return s
}

func marks() estimate.Column {
	return estimate.Column{Name: "mark", Values: []float64{6, 7, 5, 8, 6, 7, 7, 7, 6, 9, 6, 8}}
}

func ages() estimate.Column {
	return estimate.Column{Name: "age", Values: []float64{25, 41, 33, 60, 52, 38, 26, 42, 34, 61, 53, 39}}
}

func moved() estimate.Factor {
	return estimate.Factor{Name: "moved", Codes: []int32{1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1}, Levels: []string{"no", "yes"}}
}

func wave() estimate.Factor {
	return estimate.Factor{Name: "wave", Codes: []int32{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, Levels: []string{"2022", "2024"}}
}

func town() estimate.Factor {
	return estimate.Factor{Name: "town", Codes: []int32{0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0}, Levels: []string{"north", "south"}}
}

func mark(s *estimate.Survey, in estimate.Domain) estimate.Figure {
	f, err := s.Mean(marks(), in)
	if err != nil {
		log.Fatal(err)
	}
	return f
}

func ExampleSurvey_Quantile() {
	q, err := persons().Quantile(ages(), nil, 0.5, estimate.HF1, 0.8)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("median %v, from %v to %v, SE %.2f\n", q.Figure.Value, q.Limits.Low, q.Limits.High, q.Figure.SE())
	_, err = persons().Quantile(ages(), nil, 50, estimate.HF1, 0.8)
	fmt.Println(err)
	// Output:
	// median 34, from 26 to 53, SE 9.15
	// estimate.order
}

func ExampleSurvey_Crosstab() {
	t, err := persons().Crosstab(town(), wave(), nil)
	if err != nil {
		log.Fatal(err)
	}
	for i, row := range t.Rows {
		for j, column := range t.Columns {
			fmt.Printf("%s %s %.2f ± %.2f\n", row, column, t.Cells[i][j].Value, t.Cells[i][j].SE())
		}
	}
	// Output:
	// north 2022 0.30 ± 0.11
	// north 2024 0.30 ± 0.11
	// south 2022 0.20 ± 0.11
	// south 2024 0.20 ± 0.11
}

func movers() estimate.Crosstab {
	t, err := persons().Crosstab(town(), moved(), nil)
	if err != nil {
		log.Fatal(err)
	}
	return t
}

func ExampleCrosstab_Pearson() {
	x2, err := movers().Pearson()
	fmt.Printf("%.4f %v\n", x2, err)
	// Output: 4.5000 <nil>
}

func ExampleCrosstab_Independence() {
	test, err := movers().Independence(estimate.SecondOrder)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s(%.0f, %.0f) = %.2f, p = %.3f\n", test.Law, test.Degrees, test.Within, test.Statistic, test.P)
	// Output: F(1, 5) = 5.41, p = 0.068
}

func ExampleFactor_Indicators() {
	size := estimate.Factor{Name: "size", Codes: []int32{0, 2, 1, 2}, Levels: []string{"small", "middle", "large"}}
	for _, c := range size.Indicators() {
		fmt.Println(c.Name, c.Values)
	}
	// Output:
	// size:middle [0 0 1 0]
	// size:large [0 1 0 1]
}

func ExampleSurvey_Linear() {
	m, err := persons().Linear(marks(), append([]estimate.Column{ages()}, wave().Indicators()...), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("intercept %.3f, %d degrees of freedom\n", m.Intercept.Value, m.Intercept.Degrees)
	for _, c := range m.Slopes {
		fmt.Printf("%s %.3f ± %.3f\n", c.Name, c.Value, c.SE())
	}
	_, err = persons().Linear(marks(), []estimate.Column{ages(), ages()}, nil)
	fmt.Println(err)
	// Output:
	// intercept 4.662, 3 degrees of freedom
	// age 0.037 ± 0.035
	// wave:2024 0.663 ± 0.197
	// estimate.collinear
}

func ExampleSurvey_Logistic() {
	m, err := persons().Logistic(moved().Indicators()[0], []estimate.Column{ages()}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("log odds of a year more: %.4f ± %.4f\n", m.Slopes[0].Value, m.Slopes[0].SE())
	_, err = persons().Logistic(moved().Indicators()[0], moved().Indicators(), nil)
	fmt.Println(err)
	// Output:
	// log odds of a year more: -0.1125 ± 0.0801
	// estimate.separated
}

func ExampleFigure_TTest() {
	test, err := mark(persons(), nil).TTest(6)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s(%.0f) = %.2f, p = %.3f\n", test.Law, test.Degrees, test.Statistic, test.P)
	// Output: t(5) = 1.08, p = 0.331
}

func ExampleTrend() {
	s := persons()
	line, err := estimate.Trend([]float64{0, 2}, []estimate.Figure{mark(s, wave().In(0)), mark(s, wave().In(1))})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f in 2022, and %.2f ± %.2f more each year\n", line.Level.Value, line.Slope.Value, line.Slope.SE())
	// Output: 6.10 in 2022, and 0.35 ± 0.11 more each year
}

func ExampleDifferenceInDifferences() {
	s := persons()
	change := func(level int32) estimate.Change {
		there := town().In(level)
		return estimate.Change{Before: mark(s, there.And(wave().In(0))), After: mark(s, there.And(wave().In(1)))}
	}
	f, err := estimate.DifferenceInDifferences(change(0), change(1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f ± %.2f\n", f.Value, f.SE())
	// Output: 0.75 ± 0.26
}
