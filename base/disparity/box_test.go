// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// published draws a rounded count in either form, small enough to try all true
// counts behind it.
func published(most, margin int64) *rapid.Generator[Count] {
	return rapid.Custom(func(t *rapid.T) Count {
		first := rapid.Int64Range(0, most).Draw(t, "events")
		second := rapid.Int64Range(0, most).Draw(t, "others")
		c := Count{events: first, others: second, byTotal: rapid.Bool().Draw(t, "by total")}
		c.eventsMargin = rapid.Int64Range(0, margin).Draw(t, "events margin")
		c.restMargin = rapid.Int64Range(0, margin).Draw(t, "other margin")
		return c
	})
}

// truths lists every true count behind a published one, by its definition.
func truths(c Count) []Count {
	var out []Count
	for e := c.events - c.eventsMargin; e <= c.events+c.eventsMargin; e++ {
		second := c.others
		if c.byTotal {
			second = c.Total()
		}
		for s := second - c.restMargin; s <= second+c.restMargin; s++ {
			others := s
			if c.byTotal {
				others = s - e
			}
			if e >= 0 && s >= 0 && others >= 0 {
				out = append(out, Count{events: e, others: others})
			}
		}
	}
	return out
}

// seen collects what a statistic was over all true counts.
type seen struct {
	low, high          float64 // of the estimate; Unbounded is +Inf
	lowest, highest    float64 // of the limits
	none, noneInterval bool    // some count had no finite interval for want of a cell
}

func newSeen() seen {
	return seen{low: math.Inf(1), high: math.Inf(-1), lowest: math.Inf(1), highest: math.Inf(-1), none: true}
}

func (s *seen) add(x Statistic) {
	if v, ok := x.Estimate.Number(); ok || x.Estimate.Gap() == Unbounded {
		if !ok {
			v = math.Inf(1)
		}
		s.low, s.high, s.none = min(s.low, v), max(s.high, v), false
	}
	if gap := x.Interval.Low.Gap(); gap == ZeroCell ||
		gap == EmptyGroup && (x.Method == Katz || x.Method == Woolf) { // an empty group has zero cells
		s.noneInterval = true
	}
	if x.Method == Katz && x.Interval.Low.Gap() == NoVariation {
		s.lowest, s.highest = min(s.lowest, 1), max(s.highest, 1)
	}
	if v, ok := x.Interval.Low.Number(); ok {
		s.lowest = min(s.lowest, v)
	}
	if v, ok := x.Interval.High.Number(); ok {
		s.highest = max(s.highest, v)
	}
}

// exactly asks that range and envelope are what was seen, and no wider.
func (s seen) exactly(t *rapid.T, x Statistic) {
	s.ranged(t, x)
	if _, ok := x.Envelope.Low.Number(); !ok {
		if !s.noneInterval && s.lowest < s.highest {
			t.Fatalf("%s: no envelope (%v), but every count has an interval", x.Method, x.Envelope.Low)
		}
		return
	}
	if s.noneInterval {
		t.Fatalf("%s: envelope %v although some count has no interval", x.Method, x.Envelope)
	}
	same(t, x, "lowest limit", x.Envelope.Low, s.lowest)
	same(t, x, "highest limit", x.Envelope.High, s.highest)
}

func (s seen) ranged(t *rapid.T, x Statistic) {
	if s.none {
		if x.Range.Low.Gap() == "" || x.Range.High.Gap() == "" {
			t.Fatalf("%s: range %v although no count has a value", x.Method, x.Range)
		}
		return
	}
	same(t, x, "lowest value", x.Range.Low, s.low)
	same(t, x, "highest value", x.Range.High, s.high)
}

// inside asks that what was seen lies within range and envelope.
func (s seen) inside(t *rapid.T, x Statistic) {
	if !s.none && (bottom(x.Range.Low) > s.low+1e-9 || top(x.Range.High) < s.high-1e-9) {
		t.Fatalf("%s: seen %v to %v, outside %v", x.Method, s.low, s.high, x.Range)
	}
	if bottom(x.Envelope.Low) > s.lowest+1e-9*(1+abs(s.lowest)) || top(x.Envelope.High) < s.highest*(1-1e-9)-1e-9 {
		t.Fatalf("%s: limits seen %v to %v, outside %v", x.Method, s.lowest, s.highest, x.Envelope)
	}
}

func same(t *rapid.T, x Statistic, what string, got Value, want float64) {
	v, ok := got.Number()
	if got.Gap() == Unbounded {
		v, ok = math.Inf(1), true
	}
	if !ok || v != want && !(math.Abs(v-want) <= 1e-10*(1e-3+math.Abs(want))) {
		t.Fatalf("%s: %s: got %v, want %v", x.Method, what, got, want)
	}
}

func TestCornersAreExact(t *testing.T) {
	levels := []Confidence{{}, {0.5}, {0.8}, {0.99}, {0.9999}}
	rapid.Check(t, func(t *rapid.T) {
		p := Pair{published(6, 3).Draw(t, "group"), published(6, 3).Draw(t, "reference")}
		level := rapid.SampledFrom(levels).Draw(t, "level")
		kinds := []func(Pair) Statistic{
			func(p Pair) Statistic { return p.Group.Wilson(level) },
			func(p Pair) Statistic { return p.Group.ClopperPearson(level) },
			func(p Pair) Statistic { return p.RiskDifference(level) },
			func(p Pair) Statistic { return p.RiskRatio(level) },
			func(p Pair) Statistic { return p.OddsRatio(level) },
			func(p Pair) Statistic { return p.HaldaneAnscombe(level) },
		}
		groups, references := truths(p.Group), truths(p.Reference)
		for i, kind := range kinds {
			all := newSeen()
			for _, g := range groups {
				if i < 2 {
					all.add(kind(Pair{Group: g}))
					continue
				}
				for _, r := range references {
					all.add(kind(Pair{g, r}))
				}
			}
			all.exactly(t, kind(p))
		}
	})
}

// Larger counts and margins than the box above allows, for the limits whose
// extremes can lie inside the box.
func TestRatioLimitsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := Pair{published(40, 8).Draw(t, "group"), published(3000, 1).Draw(t, "reference")}
		level := rapid.SampledFrom([]Confidence{{}, {0.99}, {0.9999}}).Draw(t, "level")
		for _, p := range []Pair{base, {base.Reference, base.Group}} {
			ratios, odds := newSeen(), newSeen()
			for _, g := range truths(p.Group) {
				for _, r := range truths(p.Reference) {
					ratios.add(Pair{g, r}.RiskRatio(level))
					odds.add(Pair{g, r}.OddsRatio(level))
				}
			}
			ratios.exactly(t, p.RiskRatio(level))
			odds.exactly(t, p.OddsRatio(level))
		}
	})
}

func TestPooledRangesAreOuter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strata := Strata{
			{"one", Pair{published(9, 1).Draw(t, "group 1"), published(9, 1).Draw(t, "reference 1")}},
			{"two", Pair{published(9, 1).Draw(t, "group 2"), published(9, 0).Draw(t, "reference 2")}},
		}
		odds, risks, differences := newSeen(), newSeen(), newSeen()
		for _, a := range truths(strata[0].Group) {
			for _, b := range truths(strata[0].Reference) {
				for _, c := range truths(strata[1].Group) {
					for _, d := range truths(strata[1].Reference) {
						s := Strata{{"one", Pair{a, b}}, {"two", Pair{c, d}}}
						odds.add(s.OddsRatio(usual).Statistic)
						risks.add(s.RiskRatio(usual).Statistic)
						differences.add(s.RiskDifference(usual).Statistic)
					}
				}
			}
		}
		common := strata.OddsRatio(usual).Statistic
		odds.ranged(t, common) // reached: all published numbers are independent here
		odds.inside(t, common)
		risks.inside(t, strata.RiskRatio(usual).Statistic)
		differences.inside(t, strata.RiskDifference(usual).Statistic)
	})
}
