// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// R's exact fits take most of the time of these tests.
var clogits = flag.Int("clogits", 200, "generated tables that survival::clogit sees; 4000 takes minutes")

// smallStrata draws strata that R's exact routines can take, some of them silent, and
// some with as few or as many events of the group as there can be.
func smallStrata(r *rand.Rand) []float64 {
	row := []float64{someLevel(r).Level()}
	kind := r.IntN(8)
	for range 1 + r.IntN(6) {
		most := size(r, 2, 4, 8)
		cells := make([]float64, 4)
		for j := range cells {
			cells[j] = float64(r.Int64N(most + 1))
		}
		if kind == 0 {
			cells[0] = 0
		}
		if kind == 1 {
			cells[1] = 0
		}
		row = append(row, cells...)
	}
	last := []float64{1, 2, 3, 4} // says something; R refuses a stratum of one
	if kind == 0 {
		last[0] = 0
	}
	if kind == 1 {
		last[1] = 0
	}
	return append(row, last...)
}

func strataOf(t *testing.T, cells []float64) Strata {
	t.Helper()
	var s Strata
	for j := 0; j < len(cells); j += 4 {
		s = append(s, Stratum{Pair: Pair{
			split(t, int64(cells[j]), int64(cells[j+1])), split(t, int64(cells[j+2]), int64(cells[j+3])),
		}})
	}
	return s
}

func TestConditionalAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range *clogits {
		rows = append(rows, smallStrata(r))
	}
	edges := map[Gap]int{}
	for i, want := range ask(t, "conditional.R", rows) {
		in := rows[i]
		got := strataOf(t, in[1:]).Conditional(Confidence{in[0]})
		if got.Method != ConditionalExact {
			t.Fatalf("%v: method %s", in, got.Method)
		}
		edges[got.LogOdds.Gap()]++
		if want[1] >= 0 {
			// R stops by the change of its log likelihood, a square of that of the coefficient.
			agree(t, "log odds ratio", in, got.LogOdds, want[0], 1e-9)
			agree(t, "its standard error", in, got.SE, want[1], 0)
			agree(t, "Wald, low", in, got.Wald.Low, want[2], 0)
			agree(t, "Wald, high", in, got.Wald.High, want[3], 0)
			agree(t, "likelihood ratio", in, got.LikelihoodRatio.Statistic, want[4], 1e-10)
		} else if got.SE.Gap() != ZeroCell || got.Wald.Low.Gap() != ZeroCell {
			t.Errorf("%v: SE %v and Wald %v, want none at an edge", in, got.SE, got.Wald)
		}
		agree(t, "exact, low", in, got.Interval.Low, want[5], 0)
		upper(t, "exact, high", in, got.Interval.High, want[6])
		agree(t, "exact p", in, got.Exact.P, want[7], 1e-15)
		agree(t, "exact mid-p", in, got.Exact.MidP, want[8], 1e-15)
		agree(t, "likelihood, low", in, got.Likelihood.Low, want[9], 0)
		upper(t, "likelihood, high", in, got.Likelihood.High, want[10])
	}
	if edges[""] < *clogits/2 || edges[ZeroCell] < 5 || edges[Unbounded] < 5 {
		t.Errorf("generated tables don't reach all ends: %v", edges)
	}
}

// upper compares an upper limit; -1 stands for one without bound.
func upper(t *testing.T, what string, in []float64, got Value, want float64) {
	t.Helper()
	if want >= 0 {
		agree(t, what, in, got, want, 0)
	} else if got.Gap() != Unbounded {
		t.Errorf("%s of %v: got %v, want %s", what, in, got, Unbounded)
	}
}

func TestConditionalBerkeley(t *testing.T) {
	s := berkeleyStrata(t)
	got := s.Conditional(usual)
	for _, x := range []struct {
		rule      string
		got       Value
		want, tol float64
	}{
		// R 4.2, mantelhaen.test(UCBAdmissions, exact = TRUE), whose search for
		// estimate and limits stops at 1e-4.
		{"odds ratio", got.Estimate, 0.9050762, 2e-4},
		{"its lower limit", got.Interval.Low, 0.769714, 2e-4},
		{"its upper limit", got.Interval.High, 1.063417, 2e-4},
		{"p", got.Exact.P, 0.227762526798, 1e-9},
	} {
		near(t, x.rule, x.got, x.want, x.tol)
	}
}

// Of n matched pairs with b favourable and c unfavourable discordant ones the
// estimate is b/c, with variance 1/b + 1/c of its logarithm, and the exact test
// is binomial (N. Mantel and W. Haenszel 1959; Q. McNemar 1947). The intercept
// of each stratum would square it.
func TestConditionalMatchedPairs(t *testing.T) {
	const favourable, against = 30, 10
	var s Strata
	for range favourable {
		s = append(s, Stratum{Pair: Pair{of(t, 1, 1), of(t, 0, 1)}})
	}
	for range against {
		s = append(s, Stratum{Pair: Pair{of(t, 0, 1), of(t, 1, 1)}})
	}
	s = append(s, Stratum{Name: "both", Pair: Pair{of(t, 1, 1), of(t, 1, 1)}})
	got := s.Conditional(usual)
	near(t, "odds ratio", got.Estimate, 3, 1e-12)
	near(t, "standard error", got.SE, math.Sqrt(1.0/30+1.0/10), 1e-12)
	odds := of(t, favourable, favourable+against).ClopperPearson(usual)
	for _, end := range [][2]Value{{got.Interval.Low, odds.Interval.Low}, {got.Interval.High, odds.Interval.High}} {
		share := number(t, end[1])
		near(t, "limit", end[0], share/(1-share), 1e-9)
	}
	near(t, "p", got.Exact.P, 0.00222143377323, 1e-9) // R 4.2, binom.test(30, 40)
	if len(got.Uninformative) != 1 || got.Uninformative[0].Name != "both" {
		t.Errorf("uninformative: got %v, want the pair in which both have the event", got.Uninformative)
	}
	plain := oddsFit{}
	plain.climb(unconditional(telling(s.tables())), telling(s.tables()), usual)
	near(t, "unconditional", plain.Estimate, 9, 1e-12)
}

func TestConditionalBeyondTheLimits(t *testing.T) {
	// Products of terms of 6 strata of 10 million people: about 10,000 terms each.
	large := Strata{}
	for i := range int64(6) {
		large = append(large, Stratum{Pair: Pair{
			split(t, 2_000_000+i*1000, 3_000_000), split(t, 2_010_000, 3_000_000-i*500),
		}})
	}
	got := large.Conditional(usual)
	if got.Method != ConditionalLikelihood || got.Exact.P.Gap() != WorkLimit {
		t.Errorf("many products: got %s with p %v, want %s without", got.Method, got.Exact.P, ConditionalLikelihood)
	}
	mantel := large.OddsRatio(usual)
	near(t, "beside Mantel-Haenszel", got.Estimate, number(t, mantel.Estimate), 1e-6)
	near(t, "its limit", got.Interval.Low, number(t, mantel.Interval.Low), 1e-6)

	huge := Strata{{Pair: Pair{split(t, 400_000_000_000, 500_000_000_000), split(t, 300_000_000_000, 370_000_000_000)}}}
	got = huge.Conditional(usual)
	if got.Method != UnconditionalLikelihood || got.Terms <= MaxTerms {
		t.Errorf("many terms: got %s with %d, want %s", got.Method, got.Terms, UnconditionalLikelihood)
	}
	near(t, "one stratum, unconditional", got.Estimate, 4*3.7/(5*3), 1e-12)
	woolf := huge[0].OddsRatio(usual)
	near(t, "its Wald interval", got.Wald.Low, number(t, woolf.Interval.Low), 1e-12)
}

// Beside a stratum of exact counts, the range and envelope of a rounded one are
// those over all true counts.
func TestConditionalOfRoundedCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		beside := Stratum{"exact", Pair{counted(1).Draw(t, "group"), counted(1).Draw(t, "reference")}}
		beside.Group.events, beside.Group.others = beside.Group.events%9, beside.Group.others%9
		beside.Reference.events, beside.Reference.others = beside.Reference.events%9, beside.Reference.others%9
		p := Pair{published(7, 2).Draw(t, "group"), published(7, 1).Draw(t, "reference")}
		all := newSeen()
		for _, g := range truths(p.Group) {
			for _, r := range truths(p.Reference) {
				one := Strata{beside, {"rounded", Pair{g, r}}}.Conditional(usual)
				all.add(one.Statistic)
				if one.Interval.High.Gap() == Unbounded {
					all.highest = math.Inf(1)
				}
			}
		}
		s := Strata{beside, {"rounded", p}}
		got := s.Conditional(usual).Statistic
		low, high := s.corners()
		if len(telling(low)) > 0 && len(telling(high)) > 0 {
			all.exactly(t, got)
		} else {
			all.ranged(t, got)
			all.inside(t, got)
		}
	})
}

func TestConditionalOfSilentCorners(t *testing.T) {
	within := func(c Count, events int64) Count {
		c, err := c.Within(events, 0)
		return must(t, c, err)
	}
	// Of the possible tables the least has no event at all, and says nothing.
	least := Strata{{Pair: Pair{within(split(t, 1, 5), 1), split(t, 0, 5)}}}.Conditional(usual)
	if r := least.Range; r.Low.Gap() != Unbounded || r.High.Gap() != Unbounded || !r.Outer {
		t.Errorf("events in the group alone: range %v to %v, want Unbounded", r.Low, r.High)
	}
	if low, ok := least.Envelope.Low.Number(); !ok || low != 0 || least.Envelope.High.Gap() != Unbounded {
		t.Errorf("events in the group alone: envelope %v to %v, want 0 to Unbounded", least.Envelope.Low, least.Envelope.High)
	}
	// The most has none.
	most := Strata{{Pair: Pair{split(t, 0, 5), within(split(t, 1, 5), 1)}}}.Conditional(usual)
	for _, end := range []Value{most.Range.Low, most.Range.High, most.Envelope.Low} {
		if x, ok := end.Number(); !ok || x != 0 {
			t.Errorf("events in the reference alone: got %v, want 0", end)
		}
	}
	if most.Envelope.High.Gap() != Unbounded {
		t.Errorf("events in the reference alone: envelope up to %v, want Unbounded", most.Envelope.High)
	}
	none := Strata{{Pair: Pair{within(split(t, 0, 0), 1), split(t, 0, 0)}}}.Conditional(usual)
	if none.Range.Low.Gap() != NoStratum || none.Envelope.High.Gap() != NoStratum || none.Exact.P.Gap() != NoStratum {
		t.Errorf("nobody in the reference: got %+v", none)
	}
}

// Exchanging the groups turns every ratio round, and a stratum that says nothing
// changes nothing.
func TestConditionalLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strata(0, 3).Draw(t, "strata")
		for i := range s { // small, so that all is exact
			s[i].Group.events, s[i].Reference.events = s[i].Group.events%40, s[i].Reference.events%40
			s[i].Group.others, s[i].Reference.others = s[i].Group.others%40, s[i].Reference.others%40
		}
		swapped := make(Strata, 0, len(s)+1)
		for _, x := range s {
			swapped = append(swapped, Stratum{Pair: Pair{x.Reference, x.Group}})
		}
		swapped = append(swapped, Stratum{"silent", Pair{Count{events: 3}, Count{events: 4}}})
		got, want := s.Conditional(usual), swapped.Conditional(usual)
		if got.LogOdds.gap == "" || want.LogOdds.gap == "" {
			alike(t, "odds ratio", got.Estimate, Value{number: 1 / want.Estimate.number}, 1e-8)
			alike(t, "SE", got.SE, want.SE, 1e-7)
		}
		alike(t, "p", got.Exact.P, want.Exact.P, 1e-7)
		alike(t, "mid-p", got.Exact.MidP, want.Exact.MidP, 1e-7)
		for _, x := range [][2]Value{
			{got.Interval.Low, want.Interval.High},
			{got.Interval.High, want.Interval.Low},
			{got.Likelihood.Low, want.Likelihood.High},
			{got.Likelihood.High, want.Likelihood.Low},
		} {
			one, ok := x[0].Number()
			other, also := x[1].Number()
			switch {
			case ok && also && math.Abs(one*other-1) > 1e-7:
				t.Fatalf("limits %v and %v aren't each other's inverse", one, other)
			case ok && !also && (one != 0 || x[1].gap != Unbounded), !ok && also && (other != 0 || x[0].gap != Unbounded):
				t.Fatalf("limits %v and %v aren't each other's inverse", x[0], x[1])
			}
		}
	})
}
