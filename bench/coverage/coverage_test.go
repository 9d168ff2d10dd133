// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"math"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// oftener is how likely people answer where few are drawn: so that cells have some.
func oftener(p person) float64 { return 0.5 + 0.2*float64(p.sex) }

// some of the figures, which hardly depend on each other.
var three = []row{usual[1], usual[2], usual[5]}

// small are plans with samples of about 200, so that many are drawn in seconds.
var small = []plan{
	{"few in strata", 0, inStrata(60, 50, 40, 50), everybody, asDrawn, three},
	{"few in strata, raked", 0, inStrata(80, 70, 60, 60), everybody, raked, three},
	{"few in strata, who answer for others", 0, inStrata(120, 110, 100, 110), oftener, bySex, three},
	{"few in stages", 0.4, inStages(4, 18, 16, 14, 12), everybody, asDrawn, three},
}

const samples = 5000

// A variance that is wrong by a tenth doesn't get through: it makes an error that is
// wrong by 5%. The standard deviation of 5,000 values is known to 1/√(2·5000) = 1% or a
// little more, and the average of three of these to 0.6%; errors by linearisation are up
// to 1% too small in samples as small as these. So the average is held to 0.97 to 1.02.
// Coverage is held to four times what chance does, and half a percent.
func TestCoverage(t *testing.T) {
	for _, p := range small {
		readings, from, err := p.run(1, samples)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range p.complaints(readings, from) {
			t.Errorf("%s: %s", p.name, complaint)
		}
		for _, times := range []float64{0.9, 1.1} { // the test can fail
			if len(p.complaints(wrong(readings, times), from)) == 0 {
				t.Errorf("%s: %g times the variance gets through", p.name, times)
			}
		}
	}
}

// complaints says what is wrong with the results of a plan.
func (p plan) complaints(readings [][]reading, from *population) (all []string) {
	ratio := 0.0
	for k, r := range p.rows {
		its := make([]reading, len(readings))
		for i := range readings {
			its[i] = readings[i][k]
		}
		got := r.judge(its, r.truth(from.people))
		ratio += got.ratio / float64(len(p.rows))
		if math.Abs(got.coverage-0.95) > 0.005+4*math.Sqrt(0.95*0.05/samples) {
			all = append(all, fmt.Sprintf("coverage of the %s is %.4f", r.name, got.coverage))
		}
		if math.Abs(got.bias) > 0.1 {
			all = append(all, fmt.Sprintf("bias of the %s is %.3f standard deviations", r.name, got.bias))
		}
	}
	if !(ratio > 0.97 && ratio < 1.02) {
		all = append(all, fmt.Sprintf("errors are %.3f of the standard deviations", ratio))
	}
	return all
}

// wrong gives readings with so many times their variance.
func wrong(readings [][]reading, times float64) [][]reading {
	out := make([][]reading, len(readings))
	by := math.Sqrt(times)
	for i, rows := range readings {
		for _, r := range rows {
			r.se *= by
			r.low, r.high = r.value-(r.value-r.low)*by, r.value+(r.high-r.value)*by
			out[i] = append(out[i], r)
		}
	}
	return out
}

// The same seed gives the same figures on any number of cores, another seed others.
func TestSeed(t *testing.T) {
	p := small[1]
	run := func(seed uint64, cores int) [][]reading {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		readings, _, err := p.run(seed, 20)
		if err != nil {
			t.Fatal(err)
		}
		return readings
	}
	exactly := cmp.AllowUnexported(reading{})
	one := run(7, 1)
	if diff := cmp.Diff(one, run(7, 3), exactly); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(one, run(8, 3), exactly) {
		t.Error("another seed gives the same")
	}
}

// A sample in which one in three of some group doesn't answer, and of which the
// weights are left as they were, is found out.
func TestSilenceWithoutRaking(t *testing.T) {
	p := plan{"silence", 0, inStrata(400, 350, 250, 400), somebody, asDrawn, usual[1:2]}
	results, err := p.results(1, 200)
	if err != nil {
		t.Fatal(err)
	}
	if r := results[0]; r.coverage > 0.93 || math.Abs(r.bias) < 0.4 {
		t.Errorf("coverage %.3f with a bias of %.2f standard deviations", r.coverage, r.bias)
	}
}
