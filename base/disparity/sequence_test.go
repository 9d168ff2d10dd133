// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestSequenceByHand(t *testing.T) {
	// Without an event of n the upper limit solves (1−p)ⁿ = 0.05/(n+1), and with
	// nothing but events the lower one pⁿ = 0.05/(n+1).
	for _, n := range []int64{1, 10, 1000, 1_000_000} {
		want := -math.Expm1(math.Log(0.05/float64(n+1)) / float64(n))
		near(t, "no event, high", of(t, 0, n).Sequence(usual).Interval.High, want, 1e-9)
		near(t, "no other, low", of(t, n, n).Sequence(usual).Interval.Low, 1-want, 1e-9)
	}
	// One of two: 3·2p(1−p) = 0.05, so p = (1 ± √(1−4·0.05/6))/2.
	one := of(t, 1, 2).Sequence(usual).Interval
	near(t, "one of two, low", one.Low, (1-math.Sqrt(1-0.2/6))/2, 1e-9)
	near(t, "one of two, high", one.High, (1+math.Sqrt(1-0.2/6))/2, 1e-9)
	if gap := of(t, 0, 0).Sequence(usual).Interval.Low.Gap(); gap != EmptyGroup {
		t.Errorf("nobody: got %q", gap)
	}
}

// R solves for the same limits from its own binomial probabilities.
func TestSequenceAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range tries / 4 {
		row := []float64{someLevel(r).Level()}
		for range 2 {
			n := 1 + r.Int64N(size(r, 20, 1000, 1_000_000))
			x := r.Int64N(n + 1)
			row = append(row, float64(x), float64(n-x))
		}
		rows = append(rows, row)
	}
	for i, want := range ask(t, "sequence.R", rows) {
		in := rows[i]
		level := Confidence{in[0]}
		p := Pair{split(t, int64(in[1]), int64(in[2])), split(t, int64(in[3]), int64(in[4]))}
		one, two := p.Group.Sequence(level).Interval, p.SequenceDifference(level).Interval
		agree(t, "low", in, one.Low, want[0], 1e-9)
		agree(t, "high", in, one.High, want[1], 1e-9)
		agree(t, "difference, low", in, two.Low, want[2], 1e-7) // optimize() in R has half the digits
		agree(t, "difference, high", in, two.High, want[3], 1e-7)
	}
}

// Over 2,000 paths with a look after each person at first and then ever less
// often, the truth is missed at any look in at most 5% of paths; Wilson's interval
// misses it far more often.
func TestSequenceHoldsAtAllLooks(t *testing.T) {
	const paths, people = 2000, 1500
	r := rand.New(rand.NewPCG(17, 18))
	for _, truth := range [][2]float64{{0.05, 0.05}, {0.5, 0.3}} {
		rate, gap, wilson := 0, 0, 0
		for range paths {
			missed := path(t, r, truth, people)
			rate, gap, wilson = rate+missed[0], gap+missed[1], wilson+missed[2]
		}
		t.Logf("%v: rate missed in %.4f, difference in %.4f, Wilson in %.4f", truth,
			float64(rate)/paths, float64(gap)/paths, float64(wilson)/paths)
		if rate > paths/20 || gap > paths/20 {
			t.Errorf("%v: missed in %d and %d of %d paths, more than 5%%", truth, rate, gap, paths)
		}
		if wilson < paths/5 {
			t.Errorf("%v: Wilson missed in %d only: the paths don't test much", truth, wilson)
		}
	}
}

// path tells at which looks the truth was missed at least once: by the sequence of
// a rate, that of a difference, and by Wilson.
func path(t *testing.T, r *rand.Rand, truth [2]float64, people int) (missed [3]int) {
	var events [2]int64
	next := 1
	for n := 1; n <= people; n++ {
		for who := range 2 {
			if r.Float64() < truth[who] {
				events[who]++
			}
		}
		if n < next {
			continue
		}
		next = max(n+1, n*5/4)
		p := Pair{of(t, events[0], int64(n)), of(t, events[1], int64(n))}
		low, high := sequence(p.Group.cell(), usual)
		missed[0] |= outside(truth[0], low, high)
		if leastProduct(p.table(), truth[0]-truth[1]) > -math.Log(0.05) {
			missed[1] = 1
		}
		low, high = wilson(p.Group.cell(), usual.z())
		missed[2] |= outside(truth[0], low, high)
	}
	return missed
}

func outside(x, low, high float64) int {
	if x < low || x > high {
		return 1
	}
	return 0
}

func TestSequenceUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := Pair{published(7, 1).Draw(r, "group"), published(7, 1).Draw(r, "reference")}
		rate, gap := p.Group.Sequence(usual), p.SequenceDifference(usual)
		for _, g := range truths(p.Group) {
			inside(r, 0, g.Sequence(usual), rate)
			for _, ref := range truths(p.Reference) {
				inside(r, 1, Pair{g, ref}.SequenceDifference(usual), gap)
			}
		}
	})
}
