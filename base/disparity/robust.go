// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Verdict is what the robust test says. It never says that there is no
// discrimination.
type Verdict string

// The verdicts.
const (
	RobustEvidence Verdict = "robust-evidence"
	Inconclusive   Verdict = "inconclusive"
	NotPossible    Verdict = "not-possible"
)

// Obstacle is the reason why a test isn't possible.
type Obstacle string

// The obstacles. All are about the counts that rounding leaves possible.
const (
	NoGroup     Obstacle = "empty-group"  // nobody is, or may be, in one of the groups
	NoOutcome   Obstacle = "no-outcome"   // no outcome is known for one of the groups
	FewOutcomes Obstacle = "few-outcomes" // fewer than MinOutcomes in a group, or than MinHits hits or misses
)

// Below these the intervals hold too little for a test. The hits and the misses
// are those of both groups together.
const (
	MinOutcomes = 10
	MinHits     = 5
)

// Agreement is the benchmark test beside the outcome test.
type Agreement struct {
	Verdict   Verdict
	Against   Side      // with RobustEvidence, against whom
	Benchmark Statistic // difference of the selection rates
	Outcome   Statistic // difference of the hit rates
	// BenchmarkAgainst and OutcomeAgainst say where each points by itself: its
	// whole Envelope lies on one side of 0 and, unless stratified, the exact P of
	// that side is at most (1−level)/2 for all possible counts.
	BenchmarkAgainst, OutcomeAgainst Side
	// P is the exact one-sided P of both together, for the side that the selection
	// rates point to, and the largest over the possible counts: the larger of the
	// two of Fisher's tests; over strata these are combined by Fisher's product.
	P        Value
	Obstacle Obstacle // "" for none
}

// Robust is the robust test, pooled and given strata. Neither is shown without
// the other: a difference can come or go with what is taken into account.
type Robust struct {
	Decision   Decision
	Verdict    Verdict
	Against    Side // with RobustEvidence, against whom
	Pooled     Agreement
	Stratified *Agreement // nil when no strata were given
	// Strata holds the tests of each stratum by itself, in order, each at the
	// level divided by their number (Bonferroni); for display only.
	Strata []Agreement
}

// Robust tests whether a group is held to another threshold than its reference.
// It gives RobustEvidence only when the rates of selection and the rates of hits
// both point against the same side: for a Burden, selected more often and found
// less often; for a Benefit, granted less often and doing better. In every other
// case it is Inconclusive, or NotPossible with the Obstacle.
//
// What it assumes. Each person has a risk r, the chance of a hit given all that
// the decision may rest on; a group's people are selected when r is at least the
// threshold t of that group. The densities f and g of r in the two groups have a
// monotone likelihood ratio: f(r)/g(r) never falls, or never rises, over r; which
// of the two needn't be known. Outcomes are measured alike in both groups, and
// whose outcome is known doesn't depend on it. Then at any shared threshold one
// group has both the higher selection rate and the higher hit rate (f/g rising
// makes f larger in the hazard rate order, from which both follow). Suppose that
// the group is selected more often and found less often. If it is the riskier one,
// t ≥ t' would give it the higher hit rate, so t < t'; if it is the less risky
// one, t ≥ t' would give it the lower selection rate, so again t < t'. Where the
// ratio isn't monotone, or outcomes are made by the same prejudice, it can be
// wrong: doc/robust-test.md says how often.
//
// Given strata, the same is assumed within each; the group may be the riskier one
// in some and the less risky one in others. Both rates are compared by the
// Mantel-Haenszel risk difference, and P is Fisher's product over the strata. The
// verdict is RobustEvidence only when pooled and stratified both are, against the
// same side. Counts of strata may add up to less than the pooled counts, not to
// more (ErrExceeds).
//
// The level. Under equal thresholds one of the two rates doesn't differ in the
// direction that evidence against a given side needs, so that its test has to err.
// For a level of 1−α evidence needs both intervals to lie wholly on their side of
// 0, and both of Fisher's exact one-sided P to be at most α/2, since an interval
// alone errs more often where a group is small. So evidence is wrong in at most
// α/2 of cases against either side and α against both together, without a
// correction for there being two tests (an intersection-union test: R.L. Berger,
// Technometrics 24 (1982) 295-300). In a stratum the larger P of the two is, by
// the same reasoning, one that chance makes small no more often than it should,
// and so the product of the strata keeps its level, in small strata too. All of it
// holds for the true counts that rounding leaves possible, whichever they are.
//
// Source: J. Gaebler and S. Goel, A simple, statistically robust test of
// discrimination, arXiv:2407.06539 (2024).
func (d Decision) Robust(level Confidence, pooled Decided, strata ...DecidedStratum) (Robust, error) {
	if err := d.check(pooled, strata); err != nil {
		return Robust{}, err
	}
	out := Robust{Decision: d, Pooled: d.agree(level, pooled)}
	out.Verdict, out.Against = out.Pooled.Verdict, out.Pooled.Against
	if len(strata) == 0 {
		return out, nil
	}
	each := Confidence{1 - (1-level.Level())/float64(len(strata))}
	for _, s := range strata {
		out.Strata = append(out.Strata, d.agree(each, s.Decided))
	}
	adjusted := d.agreeGiven(level, strata)
	out.Stratified = &adjusted
	if out.Verdict == RobustEvidence && (adjusted.Verdict != RobustEvidence || adjusted.Against != out.Against) {
		out.Verdict, out.Against = Inconclusive, AgainstNeither
	}
	return out, nil
}

func (d Decision) check(pooled Decided, strata []DecidedStratum) error {
	if !d.known() {
		return ErrDecision.With("decision", string(d))
	}
	if !pooled.fits() {
		return ErrHits.With("stratum", "")
	}
	selections, hits := bothStrata(strata)
	for _, s := range strata {
		if !s.fits() {
			return ErrHits.With("stratum", s.Name)
		}
	}
	for _, both := range []struct{ whole, parts Pair }{
		{pooled.Selections, selections.Sum()}, {pooled.Hits, hits.Sum()},
	} {
		if _, fits := both.whole.unplaced(both.parts); !fits {
			return ErrExceeds.With("step", "strata")
		}
	}
	return nil
}
