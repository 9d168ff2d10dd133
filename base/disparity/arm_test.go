// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// The random sample of March 2014 in the publication that duo2014 is from
// (table 3): 80 students of origin outside Europe, of whom 70 duly and 10 unduly;
// 290 of origin the Netherlands, of whom 280 and 0.
func duoArms(t testing.TB) (group, reference Arm) {
	pooled, _ := duoDecided(t, 2014)
	return Arm{pooled.Selections.Group, pooled.Hits.Group, tens(t, split(t, 10, 70))},
		Arm{pooled.Selections.Reference, pooled.Hits.Reference, tens(t, split(t, 0, 280))}
}

func TestStudentGrantsArm(t *testing.T) {
	group, reference := duoArms(t)
	got, err := CompareArms(usual, group, reference)
	must(t, got, err)
	// By hand: s = 2010/54820, h = 1060/1690, b = 10/80.
	s, h, b := 2010.0/54820, 1060.0/1690, 10.0/80
	near(t, "caught", got.Group.Caught.Estimate, s*h/b, 1e-12)
	near(t, "missed", got.Group.Missed.Estimate, 1-s*h/b, 1e-12)
	near(t, "unfounded", got.Group.Unfounded.Estimate, s*(1-h)/(1-b), 1e-12)
	near(t, "lift", got.Group.Lift.Estimate, h-b, 1e-12)
	s, h = 1050.0/178210, 130.0/990
	near(t, "unfounded, reference", got.Reference.Unfounded.Estimate, s*(1-h), 1e-12)
	// None was found in the sample of the Netherlands: what is missed isn't known.
	if gap := got.Reference.Caught.Estimate.Gap(); gap != Unbounded {
		t.Errorf("caught, reference: got %q", gap)
	}
	if gap := got.Reference.Missed.Interval.Low.Gap(); gap != ZeroCell {
		t.Errorf("missed, reference: got %q", gap)
	}
	// The burden on who has nothing to find differs beyond chance.
	if low := number(t, got.Unfounded.Interval.Low); low < 1 {
		t.Errorf("unfounded, ratio: lower limit %g", low)
	}
}

func TestMoverByHand(t *testing.T) {
	// One factor has Wilson's limits; a ratio of two equals the formula.
	a, b := of(t, 30, 100), of(t, 20, 400)
	one := compound{{a, 1}}.statistic(usual)
	wilson := a.Wilson(usual)
	near(t, "low", one.Interval.Low, number(t, wilson.Interval.Low), 1e-12)
	near(t, "high", one.Interval.High, number(t, wilson.Interval.High), 1e-12)
	two := compound{{a, 1}, {b, -1}}.statistic(usual)
	other := b.Wilson(usual)
	la, ub := math.Log(number(t, wilson.Interval.Low)/0.3), math.Log(number(t, other.Interval.High)/0.05)
	near(t, "ratio, low", two.Interval.Low, 6*math.Exp(-math.Hypot(la, ub)), 1e-12)
}

// Ranges and envelopes hold the figures of all true counts.
func TestArmUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := Arm{
			published(8, 1).Draw(r, "selections"), published(4, 1).Draw(r, "hits"), published(6, 1).Draw(r, "random"),
		}
		all, err := a.Burdens(usual)
		if err != nil {
			return // more hits than people selected
		}
		for _, s := range truths(a.Selections) {
			for _, h := range truths(a.Hits) {
				for _, x := range truths(a.Random) {
					one, err := Arm{s, h, x}.Burdens(usual)
					if err != nil {
						continue
					}
					for i, both := range [][2]Statistic{
						{one.Caught, all.Caught}, {one.Missed, all.Missed}, {one.Unfounded, all.Unfounded}, {one.Lift, all.Lift},
					} {
						inside(r, i, both[0], both[1])
					}
				}
			}
		}
	})
}

// Of 1,500 simulated controls, the interval of what is missed holds the truth in
// about 95 of 100.
func TestArmCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const (
		runs             = 1500
		people, base     = 20_000, 0.1
		reach, unfounded = 0.3, 0.02 // of those with something to find, and of the others
	)
	missed, burden := 0, 0
	for range runs {
		hits, none, sample := drawn(r, people*base, reach), drawn(r, people*(1-base), unfounded), drawn(r, 600, base)
		got, err := Arm{
			Selections: of(t, hits+none, people), Hits: of(t, hits, hits+none), Random: of(t, sample, 600),
		}.Burdens(usual)
		must(t, got, err)
		missed += within(got.Missed.Interval, 1-reach)
		burden += within(got.Unfounded.Interval, unfounded)
	}
	// Four standard errors of a share of 0.95: 4·√(0.95·0.05/1500) = 0.0225.
	for what, n := range map[string]int{"missed": missed, "unfounded": burden} {
		if share := float64(n) / runs; abs(share-0.95) > 0.0225 {
			t.Errorf("%s: covered in %.3f, want 0.95", what, share)
		}
	}
}

// drawn counts the events of n trials.
func drawn(r *rand.Rand, n int, p float64) (events int64) {
	for range n {
		if r.Float64() < p {
			events++
		}
	}
	return events
}

func within(i Interval, x float64) int {
	if bottom(i.Low) <= x && x <= top(i.High) {
		return 1
	}
	return 0
}

func TestArmRefuses(t *testing.T) {
	fine := Arm{of(t, 5, 10), of(t, 2, 5), of(t, 1, 10)}
	over := Arm{of(t, 5, 10), of(t, 2, 6), of(t, 1, 10)}
	if _, err := CompareArms(usual, fine, over); !errors.Is(err, ErrHits) {
		t.Errorf("got %v, want %v", err, ErrHits)
	}
	if _, err := CompareArms(usual, over, fine); !errors.Is(err, ErrHits) {
		t.Errorf("got %v, want %v", err, ErrHits)
	}
}
