// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Decision says what being selected means to a person. It fixes in which
// direction a difference points to a stricter treatment; without it the counts
// of a check and those of a loan can't be told apart.
type Decision string

// The decisions.
const (
	// Burden: nobody wants to be selected (a check, a search, a home visit). A
	// hit is that what was looked for is found.
	Burden Decision = "burden"
	// Benefit: being selected is wanted (a loan, a permit, a job). A hit is that
	// it turned out well (repaid, no breach, passed).
	Benefit Decision = "benefit"
)

// Side says against whom a comparison points.
type Side string

// The sides.
const (
	AgainstNeither   Side = ""          // none that chance and rounding leave standing
	AgainstGroup     Side = "group"     // the group is treated more strictly
	AgainstReference Side = "reference" // the reference group is
)

// Decided is a decision and what came of it.
type Decided struct {
	Selections Pair // selected, of all
	Hits       Pair // hits, of those selected whose outcome is known
}

// DecidedStratum is a decision among people who are alike in some respect.
type DecidedStratum struct {
	Name string
	Decided
}

// Plus adds two decisions, as Pair.Plus does.
func (d Decided) Plus(e Decided) Decided {
	return Decided{Selections: d.Selections.Plus(e.Selections), Hits: d.Hits.Plus(e.Hits)}
}

// fits reports whether no more outcomes are known than people were selected.
func (d Decided) fits() bool {
	return fits(d.Selections.Group, d.Hits.Group) && fits(d.Selections.Reference, d.Hits.Reference)
}

func fits(selections, hits Count) bool {
	selected, _, _ := selections.spans()
	_, _, known := hits.spans()
	return known.low <= selected.high
}

func (d Decision) known() bool { return d == Burden || d == Benefit }

// stricter gives the side against which a higher or lower selection rate of the
// group points.
func (d Decision) stricter(selection Direction) Side {
	switch {
	case selection == Higher && d == Burden, selection == Lower && d == Benefit:
		return AgainstGroup
	case selection == Lower && d == Burden, selection == Higher && d == Benefit:
		return AgainstReference
	}
	return AgainstNeither
}

// byHits is stricter for hit rates: whoever is selected too easily is found
// less often, and whoever is granted too rarely does better.
func (d Decision) byHits(hits Direction) Side {
	switch d.stricter(hits) {
	case AgainstGroup:
		return AgainstReference
	case AgainstReference:
		return AgainstGroup
	case AgainstNeither:
	}
	return AgainstNeither
}

// beyond gives the side on which a difference lies with its whole envelope:
// whatever the true counts are, chance at this level doesn't explain it.
func beyond(s Statistic) Direction {
	low, okLow := s.Envelope.Low.Number()
	high, okHigh := s.Envelope.High.Number()
	switch {
	case okLow && low > 0:
		return Higher
	case okHigh && high < 0:
		return Lower
	}
	return Undetermined
}

// tested is beyond, and besides at most the tail of the level by Fisher's exact
// one-sided test, at the possible counts for which that says least.
func (p Pair) tested(level Confidence) (Statistic, Direction) {
	s := p.RiskDifference(level)
	side := beyond(s)
	switch {
	case side == Higher && p.above() <= level.tail():
		return s, Higher
	case side == Lower && p.below() <= level.tail():
		return s, Lower
	}
	return s, Undetermined
}
