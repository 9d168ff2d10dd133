// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// agree makes both tests on counts that aren't stratified.
func (d Decision) agree(level Confidence, x Decided) Agreement {
	a := Agreement{Obstacle: x.obstacle()}
	var selections, hits Direction
	a.Benchmark, selections = x.Selections.tested(level)
	a.Outcome, hits = x.Hits.tested(level)
	a.P = value(x.againstSelected(a.Benchmark), EmptyGroup)
	return d.conclude(a, level, selections, hits)
}

// agreeGiven makes both tests given strata.
func (d Decision) agreeGiven(level Confidence, strata []DecidedStratum) Agreement {
	selections, hits := bothStrata(strata)
	// A stratum with one group only says nothing about either test, so its
	// outcomes don't make up for few.
	informative := Decided{Selections: selections.comparable().Sum(), Hits: hits.comparable().Sum()}
	a := Agreement{
		Benchmark: selections.RiskDifference(level).Statistic,
		Outcome:   hits.RiskDifference(level).Statistic,
		Obstacle:  informative.obstacle(),
	}
	a.P = combined(strata, a.Benchmark)
	return d.conclude(a, level, beyond(a.Benchmark), beyond(a.Outcome))
}

// againstSelected is the exact P of the robust test: the larger of the one-sided P
// that selections differ to the side of the benchmark, and that hits differ to the
// other. It is the largest over the possible counts.
func (x Decided) againstSelected(benchmark Statistic) float64 {
	if e, _ := benchmark.Estimate.Number(); e < 0 {
		return max(x.Selections.below(), x.Hits.above())
	}
	return max(x.Selections.above(), x.Hits.below())
}

// above and below are the exact one-sided P that the group has more, or less.
func (p Pair) above() float64 { return fisherAbove(p.low()) }
func (p Pair) below() float64 { return fisherAbove(p.high().swap()) }

// combined is the exact P that in no stratum the threshold differs to the side of
// the benchmark: −2 Σ log P of the strata, each P that of the robust test in the
// stratum, against chi-square with two degrees of freedom for each. Strata that
// can say nothing on selections, whatever the true counts, are left out: others
// count, and only make it larger.
func combined(strata []DecidedStratum, benchmark Statistic) Value {
	const smallest = 1e-290 // what Fisher's test tells from 0
	var sum float64
	df := 0
	for _, s := range strata {
		low, high := s.Selections.low(), s.Selections.high()
		if low.empty() || low.n() == low.group.a+low.reference.a && high.n() == high.group.a+high.reference.a ||
			low.group.a+low.reference.a == 0 && high.group.a+high.reference.a == 0 {
			continue
		}
		df += 2
		sum -= 2 * math.Log(max(smallest, s.againstSelected(benchmark)))
	}
	if df == 0 {
		return missing(NoStratum)
	}
	return value(chiSquareTail(sum, df), NoStratum)
}

// conclude draws the conclusion from where the rates of selections and of hits
// lie.
func (d Decision) conclude(a Agreement, level Confidence, selections, hits Direction) Agreement {
	a.Verdict, a.BenchmarkAgainst, a.OutcomeAgainst = Inconclusive, d.stricter(selections), d.byHits(hits)
	p, ok := a.P.Number()
	switch {
	case a.Obstacle != "":
		a.Verdict = NotPossible
	case !ok || p > level.tail():
	case a.BenchmarkAgainst != AgainstNeither && a.BenchmarkAgainst == a.OutcomeAgainst:
		a.Verdict, a.Against = RobustEvidence, a.BenchmarkAgainst
	}
	return a
}

// obstacle looks at the fewest people that rounding leaves possible.
func (d Decided) obstacle() Obstacle {
	var hits, misses float64
	few := false
	for _, group := range []struct{ selections, hits Count }{
		{d.Selections.Group, d.Hits.Group}, {d.Selections.Reference, d.Hits.Reference},
	} {
		_, _, people := group.selections.spans()
		found, not, known := group.hits.spans()
		switch {
		case people.low < 1:
			return NoGroup
		case group.hits.Total() == 0:
			return NoOutcome
		}
		few = few || known.low < MinOutcomes
		hits, misses = hits+found.low, misses+not.low
	}
	if few || hits < MinHits || misses < MinHits {
		return FewOutcomes
	}
	return ""
}

// comparable leaves out the strata in which a group has nobody.
func (s Strata) comparable() Strata {
	var out Strata
	for _, stratum := range s {
		if !stratum.table().empty() {
			out = append(out, stratum)
		}
	}
	return out
}

func bothStrata(strata []DecidedStratum) (selections, hits Strata) {
	for _, s := range strata {
		selections = append(selections, Stratum{Name: s.Name, Pair: s.Selections})
		hits = append(hits, Stratum{Name: s.Name, Pair: s.Hits})
	}
	return selections, hits
}
