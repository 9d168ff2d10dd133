// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// counted draws an exact count; its size is drawn first, so that small and
// large ones are both frequent.
func counted(least int64) *rapid.Generator[Count] {
	return rapid.Custom(func(t *rapid.T) Count {
		size := rapid.SampledFrom([]int64{10, 1000, 1_000_000}).Draw(t, "size")
		draw := rapid.Int64Range(least, size)
		return Count{events: draw.Draw(t, "events"), others: draw.Draw(t, "others")}
	})
}

func pairs(least int64) *rapid.Generator[Pair] {
	return rapid.Custom(func(t *rapid.T) Pair {
		return Pair{counted(least).Draw(t, "group"), counted(least).Draw(t, "reference")}
	})
}

func strata(least int64, many int) *rapid.Generator[Strata] {
	return rapid.Custom(func(t *rapid.T) Strata {
		var s Strata
		for _, p := range rapid.SliceOfN(pairs(least), 1, many).Draw(t, "strata") {
			s = append(s, Stratum{Pair: p})
		}
		return s
	})
}

func alike(t *rapid.T, what string, got, want Value, tolerance float64) {
	x, ok := got.Number()
	y, want2 := want.Number()
	if ok != want2 || got.Gap() != want.Gap() || math.Abs(x-y) > tolerance*(1e-9+math.Abs(y)) {
		t.Fatalf("%s: got %v, want %v", what, got, want)
	}
}

func TestLawsOfRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := published(1000, 20).Draw(t, "count")
		for _, s := range []Statistic{c.Wilson(usual), c.ClopperPearson(usual)} {
			x, ok := s.Estimate.Number()
			if !ok {
				continue // nobody
			}
			low, high := bottom(s.Interval.Low), top(s.Interval.High)
			if !(0 <= low && low <= x && x <= high && high <= 1 && low < high) {
				t.Fatalf("%s: %v is not within %v", s.Method, x, s.Interval)
			}
			if bottom(s.Range.Low) > x || top(s.Range.High) < x {
				t.Fatalf("%s: %v is not within its range %v", s.Method, x, s.Range)
			}
			if bottom(s.Envelope.Low) > low || top(s.Envelope.High) < high {
				t.Fatalf("%s: %v is not within the envelope %v", s.Method, s.Interval, s.Envelope)
			}
			other := Count{events: c.others, others: c.events}
			swapped := other.Wilson(usual)
			if s.Method == ClopperPearson {
				swapped = other.ClopperPearson(usual)
			}
			if mirror := 1 - top(swapped.Interval.High); math.Abs(mirror-low) > 1e-12 {
				t.Fatalf("%s: lower limit %v, by the others %v", s.Method, low, mirror)
			}
		}
	})
}

func TestSwappingTheGroups(t *testing.T) {
	inverse := func(v Value) Value { return value(1/v.number, NoEvents) }
	rapid.Check(t, func(t *rapid.T) {
		s := strata(1, 4).Draw(t, "strata")
		var back Strata
		for _, x := range s {
			back = append(back, Stratum{Pair: Pair{x.Reference, x.Group}})
		}
		for i, ratio := range []func(Strata) Statistic{
			func(s Strata) Statistic { return s[0].RiskRatio(usual) },
			func(s Strata) Statistic { return s[0].OddsRatio(usual) },
			func(s Strata) Statistic { return s[0].HaldaneAnscombe(usual) },
			func(s Strata) Statistic { return s.OddsRatio(usual).Statistic },
			func(s Strata) Statistic { return s.RiskRatio(usual).Statistic },
		} {
			one, two := ratio(s), ratio(back)
			alike(t, "ratio", inverse(two.Estimate), one.Estimate, 1e-9)
			if _, ok := one.Interval.Low.Number(); ok || i > 0 {
				alike(t, "lower limit", inverse(two.Interval.High), one.Interval.Low, 1e-9)
			}
		}
		for _, difference := range []func(Strata) Statistic{
			func(s Strata) Statistic { return s[0].RiskDifference(usual) },
			func(s Strata) Statistic { return s.RiskDifference(usual).Statistic },
		} {
			one, two := difference(s), difference(back)
			if abs(one.Estimate.number+two.Estimate.number) > 1e-12 ||
				abs(one.Interval.Low.number+two.Interval.High.number) > 1e-12 {
				t.Fatalf("difference: got %v, swapped %v", one, two)
			}
		}
		alike(t, "CMH", back.CMH().Statistic, s.CMH().Statistic, 1e-6)
		alike(t, "Breslow-Day", back.BreslowDay().Statistic, s.BreslowDay().Statistic, 1e-6)
		alike(t, "Fisher", Pair{s[0].Reference, s[0].Group}.Fisher().P, s[0].Fisher().P, 1e-8)
	})
}

func TestOneStratumIsCrude(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := pairs(0).Draw(t, "pair")
		s := Strata{{"all", p}}
		crude, pooled := p.OddsRatio(usual), s.OddsRatio(usual)
		if _, ok := crude.Estimate.Number(); ok {
			alike(t, "odds ratio", pooled.Estimate, crude.Estimate, 1e-9)
			// With one stratum the variance of Robins, Breslow and Greenland is Woolf's.
			alike(t, "lower limit", pooled.Interval.Low, crude.Interval.Low, 1e-9)
		}
		if ratio := p.RiskRatio(usual); ratio.Interval.Low.Gap() == "" {
			alike(t, "risk ratio", s.RiskRatio(usual).Estimate, ratio.Estimate, 1e-9)
			alike(t, "its upper limit", s.RiskRatio(usual).Interval.High, ratio.Interval.High, 1e-9)
		}
		if p.table().empty() {
			return
		}
		// With one stratum Sato's variance is the plain one.
		g, r := p.Group.cell(), p.Reference.cell()
		difference := risk(g) - risk(r)
		plain := math.Sqrt(risk(g)*(1-risk(g))/g.n() + risk(r)*(1-risk(r))/r.n())
		pooledDifference := s.RiskDifference(usual)
		if plain > 1e-4 { // below, the two terms of Sato's variance cancel
			alike(t, "risk difference", pooledDifference.Estimate, Value{number: difference}, 1e-6)
			half := pooledDifference.Interval.High.number - pooledDifference.Estimate.number
			alike(t, "its width", Value{number: half / usual.z()}, Value{number: plain}, 1e-6)
		}
	})
}

func TestProportionalCopiesKeepTheOddsRatio(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strata(0, 3).Draw(t, "strata")
		one := s[0]
		for _, k := range []int64{2, 5} {
			scale := func(c Count) Count { return Count{events: k * c.events, others: k * c.others} }
			whole := append(Strata{{"whole", Pair{scale(one.Group), scale(one.Reference)}}}, s[1:]...)
			parts := s[1:]
			for range k {
				parts = append(parts[:len(parts):len(parts)], one)
			}
			alike(t, "odds ratio", parts.OddsRatio(usual).Estimate, whole.OddsRatio(usual).Estimate, 1e-9)
			alike(t, "risk ratio", parts.RiskRatio(usual).Estimate, whole.RiskRatio(usual).Estimate, 1e-9)
			alike(t, "difference", parts.RiskDifference(usual).Estimate, whole.RiskDifference(usual).Estimate, 1e-6)
		}
	})
}

func TestEmptyStrataChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strata(0, 3).Draw(t, "strata")
		c := counted(1).Draw(t, "count")
		mute := rapid.SampledFrom([]Stratum{
			{"nobody in the group", Pair{Count{}, c}},
			{"nobody in the reference", Pair{c, Count{}}},
			{"nobody", Pair{}},
			{"no events", Pair{Count{others: c.others}, Count{others: c.events}}},
		}).Draw(t, "mute")
		more := append(s[:len(s):len(s)], mute)
		before, after := s.OddsRatio(usual), more.OddsRatio(usual)
		if after.Strata != before.Strata+1 || len(after.Uninformative) != len(before.Uninformative)+1 {
			t.Fatalf("strata: got %d of %d, before %d of %d",
				len(after.Uninformative), after.Strata, len(before.Uninformative), before.Strata)
		}
		if last := after.Uninformative[len(after.Uninformative)-1]; last.Name != mute.Name || last.Index != len(s) {
			t.Fatalf("uninformative: got %+v, want %q", last, mute.Name)
		}
		alike(t, "odds ratio", after.Estimate, before.Estimate, 0)
		alike(t, "upper limit", after.Interval.High, before.Interval.High, 0)
		alike(t, "risk ratio", more.RiskRatio(usual).Interval.Low, s.RiskRatio(usual).Interval.Low, 0)
		alike(t, "CMH", more.CMH().P, s.CMH().P, 0)
		alike(t, "Breslow-Day", more.BreslowDay().P, s.BreslowDay().P, 0)
		if mute.Name != "no events" { // these weigh in on a difference
			alike(t, "difference", more.RiskDifference(usual).Estimate, s.RiskDifference(usual).Estimate, 0)
		}
	})
}

func TestRoundingOnlyWidens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Pair{published(300, 5).Draw(t, "group"), published(300, 5).Draw(t, "reference")}
		s := Strata{{"one", p}, {"two", Pair{published(300, 5).Draw(t, "g2"), published(300, 5).Draw(t, "r2")}}}
		for _, x := range []Statistic{
			p.RiskDifference(usual), p.RiskRatio(usual), p.OddsRatio(usual), p.HaldaneAnscombe(usual),
			s.RiskDifference(usual).Statistic, s.RiskRatio(usual).Statistic, s.OddsRatio(usual).Statistic,
		} {
			if v, ok := x.Estimate.Number(); ok && (bottom(x.Range.Low) > v+1e-12 || top(x.Range.High) < v-1e-12) {
				t.Fatalf("%s: %v is not within its range %v", x.Method, x.Estimate, x.Range)
			}
			if v, ok := x.Interval.Low.Number(); ok && bottom(x.Envelope.Low) > v+1e-12*(1+abs(v)) {
				t.Fatalf("%s: %v is not within the envelope %v", x.Method, x.Interval, x.Envelope)
			}
			if v, ok := x.Interval.High.Number(); ok && top(x.Envelope.High) < v-1e-12*(1+abs(v)) {
				t.Fatalf("%s: %v is not within the envelope %v", x.Method, x.Interval, x.Envelope)
			}
		}
	})
}
