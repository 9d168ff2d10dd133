// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Ladder is a comparison before and after other circumstances are taken into
// account. The crude comparison and every step come from one call, so that
// neither is shown without the other: what is lawful to take into account is a
// question of law, and a circumstance can carry the very inequality that it
// seems to explain.
type Ladder struct {
	Crude Crude
	Steps []Step
}

// Crude is the comparison with nothing taken into account.
type Crude struct {
	Pair           Pair
	RiskDifference Statistic
	RiskRatio      Statistic
	OddsRatio      Statistic
}

// Given is what a step takes into account: the name of the circumstance and the
// comparison in each of its strata.
type Given struct {
	Name   string
	Strata Strata
}

// Step is the comparison given a circumstance.
type Step struct {
	Given          Given
	RiskDifference Pooled
	RiskRatio      Pooled
	OddsRatio      Pooled
	CMH            ChiSquare
	CMHCorrected   ChiSquare
	BreslowDay     ChiSquare
	Unplaced       Unplaced
}

// Unplaced is how many of the crude comparison are in none of the strata: the
// published crude counts less the sum of the published strata. Below 0 is
// possible when counts are rounded.
type Unplaced struct {
	GroupEvents, GroupOthers         int64
	ReferenceEvents, ReferenceOthers int64
	// Explained says that rounding alone can make the difference, so that
	// perhaps nobody is unplaced.
	Explained bool
}

// Climb compares crudely and given each circumstance. Without a step it is
// ErrLadder; a step whose strata hold more people than the crude comparison, by
// more than rounding explains, is ErrExceeds. Fewer is no error, since some
// may have no known stratum: they are in Unplaced.
func Climb(level Confidence, crude Pair, given ...Given) (Ladder, error) {
	if len(given) == 0 {
		return Ladder{}, ErrLadder
	}
	ladder := Ladder{Crude: Crude{
		Pair:           crude,
		RiskDifference: crude.RiskDifference(level),
		RiskRatio:      crude.RiskRatio(level),
		OddsRatio:      crude.OddsRatio(level),
	}}
	for _, g := range given {
		unplaced, fits := crude.unplaced(g.Strata.Sum())
		if !fits {
			return Ladder{}, ErrExceeds.With("step", g.Name)
		}
		ladder.Steps = append(ladder.Steps, Step{
			Given:          g,
			RiskDifference: g.Strata.RiskDifference(level),
			RiskRatio:      g.Strata.RiskRatio(level),
			OddsRatio:      g.Strata.OddsRatio(level),
			CMH:            g.Strata.CMH(),
			CMHCorrected:   g.Strata.CMHCorrected(),
			BreslowDay:     g.Strata.BreslowDay(),
			Unplaced:       unplaced,
		})
	}
	return ladder, nil
}

// unplaced compares the crude counts with the sum of strata; fits is false when
// the strata hold more than rounding allows.
func (p Pair) unplaced(sum Pair) (out Unplaced, fits bool) {
	out = Unplaced{
		GroupEvents:     p.Group.events - sum.Group.events,
		GroupOthers:     p.Group.others - sum.Group.others,
		ReferenceEvents: p.Reference.events - sum.Reference.events,
		ReferenceOthers: p.Reference.others - sum.Reference.others,
		Explained:       true,
	}
	fits = true
	for _, both := range [][2]Count{{p.Group, sum.Group}, {p.Reference, sum.Reference}} {
		events, others, _ := both[0].spans()
		inEvents, inOthers, _ := both[1].spans()
		for _, pair := range [][2]span{{events, inEvents}, {others, inOthers}} {
			whole, part := pair[0], pair[1]
			fits = fits && part.low <= whole.high
			out.Explained = out.Explained && whole.low <= part.high
		}
	}
	return out, fits
}
