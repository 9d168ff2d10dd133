// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// agree makes both tests on counts that aren't stratified.
func (d Decision) agree(level Confidence, x Decided) Agreement {
	a := Agreement{Obstacle: x.obstacle()}
	var selections, hits Direction
	a.Benchmark, selections = x.Selections.tested(level)
	a.Outcome, hits = x.Hits.tested(level)
	return d.conclude(a, selections, hits)
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
	return d.conclude(a, beyond(a.Benchmark), beyond(a.Outcome))
}

// conclude draws the conclusion from where the rates of selections and of hits
// lie.
func (d Decision) conclude(a Agreement, selections, hits Direction) Agreement {
	a.Verdict, a.BenchmarkAgainst, a.OutcomeAgainst = Inconclusive, d.stricter(selections), d.byHits(hits)
	switch {
	case a.Obstacle != "":
		a.Verdict = NotPossible
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

// mixed reports whether in one stratum the group has the higher rate of
// selections and of hits, and in another the lower of both. At a shared
// threshold that shows a group that is riskier here and less risky there.
func mixed(strata []Agreement) bool {
	var riskier, safer bool
	for _, a := range strata {
		one, two := beyond(a.Benchmark), beyond(a.Outcome)
		riskier = riskier || one == Higher && two == Higher
		safer = safer || one == Lower && two == Lower
	}
	return riskier && safer
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
