// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"
	"log"
	"math/rand/v2"
	"slices"

	"baken/base/estimate"
)

// pupils are eight pupils of six schools in three regions, two schools in each.
func pupils() (*estimate.Survey, estimate.Column, estimate.Factor) {
	s, err := estimate.Design{
		Weights: []float64{10, 10, 20, 15, 15, 30, 12, 12},
		Stages: []estimate.Stage{{
			Strata: estimate.Factor{Name: "region", Levels: []string{"north", "middle", "south"}, Codes: []int32{0, 0, 0, 1, 1, 1, 2, 2}},
			Units:  []int64{1, 1, 2, 3, 4, 4, 5, 6},
		}},
	}.Survey()
	if err != nil {
		log.Fatal(err)
	}
	hours := estimate.Column{Name: "hours", Values: []float64{4, 6, 5, 2, 8, 6, 7, 3}}
	level := estimate.Factor{Name: "level", Levels: []string{"lower", "higher"}, Codes: []int32{0, 1, 0, 0, 1, 1, 0, 1}}
	return s, hours, level
}

func jackknifed() (*estimate.Replicates, estimate.Column, estimate.Factor) {
	s, hours, level := pupils()
	r, err := s.Jackknife()
	if err != nil {
		log.Fatal(err)
	}
	return r, hours, level
}

func tell(f estimate.ReplicateFigure, err error) {
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.3f, standard error %.3f, of %d, %d degrees of freedom\n", f.Value, f.SE(), f.N, f.Degrees)
}

// The error of a total is the linearised one (R survey 4.1, JKn: 274.23348).
func ExampleSurvey_Jackknife() {
	s, hours, _ := pupils()
	r, err := s.Jackknife()
	if err != nil {
		log.Fatal(err)
	}
	tell(r.Total(hours, nil))
	f, err := s.Total(hours, nil)
	fmt.Printf("%.3f, standard error %.3f %v\n", f.Value, f.SE(), err)
	// Output:
	// 650.000, standard error 274.233, of 8, 3 degrees of freedom
	// 650.000, standard error 274.233 <nil>
}

func ExampleSurvey_Balanced() {
	s, hours, _ := pupils()
	r, err := s.Balanced(0.5)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Len(), "replicates")
	tell(r.Mean(hours, nil))
	// Output:
	// 4 replicates
	// 5.242, standard error 1.004, of 8, 3 degrees of freedom
}

func ExampleSurvey_Bootstrap() {
	s, hours, _ := pupils()
	r, err := s.Bootstrap(200, rand.New(rand.NewPCG(2026, 11)))
	if err != nil {
		log.Fatal(err)
	}
	tell(r.Mean(hours, nil))
	// Output: 5.242, standard error 1.058, of 8, 3 degrees of freedom
}

// A file that says: variance = 0.5 × the sum of squared distances from the estimate.
func ExampleSurvey_Outside() {
	s, hours, _ := pupils()
	r, err := s.Outside(estimate.Outside{
		Weights: [][]float64{
			{0, 0, 40, 30, 0, 0, 24, 0},
			{20, 20, 0, 0, 30, 60, 24, 0},
			{20, 20, 0, 30, 0, 0, 0, 24},
		},
		Scale: 0.5,
	})
	if err != nil {
		log.Fatal(err)
	}
	tell(r.AboutEstimate().Mean(hours, nil))
	// Output: 5.242, standard error 1.498, of 8, 2 degrees of freedom
}

func ExampleReplicates_AboutEstimate() {
	r, hours, _ := jackknifed()
	tell(r.Mean(hours, nil))
	tell(r.AboutEstimate().Mean(hours, nil))
	// Output:
	// 5.242, standard error 1.058, of 8, 3 degrees of freedom
	// 5.242, standard error 1.066, of 8, 3 degrees of freedom
}

func ExampleReplicates_Len() {
	r, _, _ := jackknifed()
	fmt.Println(r.Len())
	// Output: 6
}

func ExampleReplicates_Scales() {
	r, _, _ := jackknifed()
	fmt.Println(r.Scales())
	// Output: [0.5 0.5 0.5 0.5 0.5 0.5]
}

func ExampleReplicates_Survey() {
	r, hours, _ := jackknifed()
	f, err := r.Survey().Mean(hours, nil)
	fmt.Printf("%.3f %v\n", f.Value, err)
	// Output: 5.242 <nil>
}

// The first replicate is without the first school.
func ExampleReplicates_Weights() {
	r, _, _ := jackknifed()
	fmt.Println(r.Weights(0))
	// Output: [0 0 40 15 15 30 12 12]
}

func ExampleReplicates_Calibrate() {
	r, hours, level := jackknifed()
	fitted, fit, err := r.Calibrate(estimate.Calibration{
		Distance: estimate.Raking,
		Margins:  []estimate.Margin{{Factor: level, Totals: []float64{70, 60}}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("weights times %.2f to %.2f, in replicates %.2f to %.2f\n", fit.Whole.Low, fit.Whole.High, fit.Low, fit.High)
	tell(fitted.Mean(hours, nil))
	// Output:
	// weights times 0.90 to 1.23, in replicates 0.54 to 2.73
	// 5.127, standard error 0.992, of 8, 3 degrees of freedom
}

// The share of all hours that pupils with six or more have; any figure that follows
// from weights will do.
func ExampleReplicates_Estimate() {
	r, hours, _ := jackknifed()
	tell(r.Estimate(nil, func(weights []float64) float64 {
		var most, all float64
		for i, w := range weights {
			all += w * hours.Values[i]
			if hours.Values[i] >= 6 {
				most += w * hours.Values[i]
			}
		}
		return most / all
	}))
	// Output: 0.683, standard error 0.257, of 8, 3 degrees of freedom
}

func ExampleReplicates_Total() {
	r, hours, level := jackknifed()
	tell(r.Total(hours, level.In(0)))
	// Output: 254.000, standard error 107.499, of 4, 1 degrees of freedom
}

func ExampleReplicates_Mean() {
	r, hours, level := jackknifed()
	tell(r.Mean(hours, level.In(0)))
	// Output: 4.456, standard error 0.961, of 4, 1 degrees of freedom
}

func ExampleReplicates_Ratio() {
	r, hours, _ := jackknifed()
	lessons := estimate.Column{Name: "lessons", Values: []float64{20, 24, 22, 20, 26, 25, 23, 21}}
	tell(r.Ratio(hours, lessons, nil))
	// Output: 0.228, standard error 0.034, of 8, 3 degrees of freedom
}

// A difference between two parts of the population.
func ExampleReplicates_Combine() {
	r, hours, level := jackknifed()
	lower, err := r.Mean(hours, level.In(0))
	if err != nil {
		log.Fatal(err)
	}
	higher, err := r.Mean(hours, level.In(1))
	if err != nil {
		log.Fatal(err)
	}
	tell(r.Combine([]float64{1, -1}, []estimate.ReplicateFigure{higher, lower}))
	// Output: 1.454, standard error 0.858, of 8, 3 degrees of freedom
}

func mean() (estimate.ReplicateFigure, *estimate.Replicates, estimate.Column) {
	r, hours, _ := jackknifed()
	f, err := r.Mean(hours, nil)
	if err != nil {
		log.Fatal(err)
	}
	return f, r, hours
}

func ExampleReplicateFigure_Replicates() {
	f, _, _ := mean()
	fmt.Printf("%.3f to %.3f\n", slices.Min(f.Replicates()), slices.Max(f.Replicates()))
	// Output: 4.043 to 5.974
}

func ExampleReplicateFigure_Variance() {
	f, _, _ := mean()
	fmt.Printf("%.4f\n", f.Variance())
	// Output: 1.1189
}

func ExampleReplicateFigure_SE() {
	f, _, _ := mean()
	fmt.Printf("%.4f\n", f.SE())
	// Output: 1.0578
}

func ExampleReplicateFigure_CV() {
	f, _, _ := mean()
	fmt.Printf("%.1f%%\n", 100*f.CV())
	// Output: 20.2%
}

func ExampleReplicateFigure_Interval() {
	f, _, _ := mean()
	in, err := f.Interval(0.95)
	fmt.Printf("%.2f to %.2f %v\n", in.Low, in.High, err)
	// Output: 1.88 to 8.61 <nil>
}

func ExampleReplicateFigure_Covariance() {
	f, r, hours := mean()
	total, err := r.Total(hours, nil)
	if err != nil {
		log.Fatal(err)
	}
	c, err := f.Covariance(total)
	fmt.Printf("%.2f %v\n", c, err)
	// Output: 279.33 <nil>
}
