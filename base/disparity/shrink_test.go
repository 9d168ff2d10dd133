// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestShrinkAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries {
		row := []float64{someLevel(r).Level()}
		most := size(r, 20, 500, 100_000)
		for range 2 + r.IntN(12) {
			n := 1 + r.Int64N(most)
			events := r.Int64N(n + 1)
			if r.IntN(2) == 0 {
				events = n / int64(3+r.IntN(2))
			}
			row = append(row, float64(events), float64(n-events))
		}
		rows = append(rows, row)
	}
	alike, apart := 0, 0
	for i, want := range ask(t, "shrink.R", rows) {
		in := rows[i]
		var groups []GroupCount
		for j := 1; j < len(in); j += 2 {
			groups = append(groups, GroupCount{strconv.Itoa(j), split(t, int64(in[j]), int64(in[j+1]))})
		}
		for _, on := range []Transform{EmpiricalLogit, Arcsine} {
			for _, by := range []Between{DerSimonianLaird, REML} {
				got := Shrink(groups, on, by, Confidence{in[0]})
				if number(t, got.Variance) == 0 {
					alike++
				} else {
					apart++
				}
				agreeOnShrunken(t, in, got, want[:4+4*len(groups)])
				want = want[4+4*len(groups):]
			}
		}
	}
	if alike < 100 || apart < 100 {
		t.Errorf("of the generated, %d vary by chance alone and %d by more", alike, apart)
	}
}

func agreeOnShrunken(t *testing.T, in []float64, got Shrunken, want []float64) {
	t.Helper()
	what := string(got.Transform) + " " + string(got.Between)
	// A variance near 0 is a small difference of large numbers.
	agree(t, what+" variance", in, got.Variance, want[0], 1e-10)
	agree(t, what+" mean", in, got.Mean.Estimate, want[1], 0)
	agree(t, what+" mean, low", in, got.Mean.Interval.Low, want[2], 0)
	agree(t, what+" mean, high", in, got.Mean.Interval.High, want[3], 0)
	for i, g := range got.Groups {
		w := want[4+4*i:]
		agree(t, what+" rate", in, g.Rate, w[0], 1e-12)
		agree(t, what+" low", in, g.Interval.Low, w[1], 1e-10)
		agree(t, what+" high", in, g.Interval.High, w[2], 1e-10)
		agree(t, what+" pulled", in, g.Pulled, w[3], 1e-9)
	}
}

// A shrunken value lies between the raw one and the mean, on the scale and so as
// a rate too; of two groups alike in rate the smaller is pulled more.
func TestShrunkenLiesBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var groups []GroupCount
		for _, c := range rapid.SliceOfN(counted(1), 2, 8).Draw(t, "groups") {
			groups = append(groups, GroupCount{Count: c})
		}
		double := Count{events: 2 * groups[0].Count.events, others: 2 * groups[0].Count.others}
		groups = append(groups, GroupCount{Count: double})
		got := Shrink(groups, Arcsine, REML, usual)
		mean, _ := got.Mean.Estimate.Number()
		for _, g := range got.Groups {
			raw, _ := g.Raw.Number()
			if x, _ := g.Rate.Number(); x < min(raw, mean)-1e-12 || x > max(raw, mean)+1e-12 {
				t.Fatalf("%v isn't between %v and %v", x, raw, mean)
			}
		}
		if got.Groups[0].Pulled.number < got.Groups[len(groups)-1].Pulled.number {
			t.Fatalf("pulled %v, a group of twice its size %v", got.Groups[0].Pulled, got.Groups[len(groups)-1].Pulled)
		}
	})
}

func TestShrinkGaps(t *testing.T) {
	one := GroupCount{"one", of(t, 3, 9)}
	got := Shrink([]GroupCount{one, {Name: "nobody"}}, Arcsine, REML, usual)
	if got.Variance.Gap() != NoStratum || got.Groups[0].Rate.Gap() != NoStratum || got.Groups[1].Rate.Gap() != EmptyGroup {
		t.Errorf("one group: got %+v", got)
	}
	near(t, "its raw rate stays", got.Groups[0].Raw, 1.0/3, 1e-15)
	got = Shrink([]GroupCount{one, {"rounded", tens(t, of(t, 20, 90))}}, EmpiricalLogit, DerSimonianLaird, usual)
	if !got.Rounded {
		t.Error("a rounded count isn't told")
	}
}

// Twenty groups of one rate: shrunken rates lie nearer to it than raw ones, by
// their squares over 200 draws.
func TestShrinkingHelps(t *testing.T) {
	const rate = 0.2
	r := generator()
	raw, shrunk := 0.0, 0.0
	for range 200 {
		var groups []GroupCount
		for i := range 20 {
			n, events := 20+r.Int64N(200), int64(0)
			for range n {
				if r.Float64() < rate {
					events++
				}
			}
			groups = append(groups, GroupCount{strconv.Itoa(i), of(t, events, n)})
		}
		for _, g := range Shrink(groups, Arcsine, REML, usual).Groups {
			raw += math.Pow(number(t, g.Raw)-rate, 2)
			shrunk += math.Pow(number(t, g.Rate)-rate, 2)
		}
	}
	if shrunk > raw/4 {
		t.Errorf("squares of errors: %.4f shrunken, %.4f raw", shrunk, raw)
	}
}
