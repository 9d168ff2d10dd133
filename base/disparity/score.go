// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Parities compares a selection with what turned out to be the case, by every
// usual measure at once. It is one type because the measures exclude each other:
// where the base rates differ, a selection that isn't perfect can't have equal
// predictive values and equal error rates, so that who shows one of them alone
// has chosen the answer. With tp, fp, fn and tn for true and false positives and
// negatives:
type Parities struct {
	BaseRate Compared // (tp+fn)/all: the hits among all, which ties the others together

	Selection   Compared          // (tp+fp)/all: demographic parity
	Conditional ConditionalParity // demographic parity given lawful strata

	TruePositive  Compared // tp/(tp+fn): equal opportunity; 1 less it is the share missed
	FalsePositive Compared // fp/(fp+tn): with TruePositive, equalised odds

	PositivePredictive Compared // tp/(tp+fp): predictive parity, the hit rate
	NegativePredictive Compared // tn/(tn+fn)

	// Conflict says that the base rates differ beyond chance and rounding, so
	// that equal error rates and equal predictive values can't be had together.
	Conflict bool
}

// ConditionalParity is demographic parity within strata, and over them.
type ConditionalParity struct {
	Given  Given
	Strata []Compared
	Pooled Pooled // Mantel-Haenszel risk difference
}

// Judge makes all measures of one group against its reference, and the rates of
// selection within the strata of given; without strata its part is empty. Each
// rate is between 0 and 1 and is EmptyGroup where nobody is in its denominator.
// Strata that hold more people than the two groups, by more than rounding
// explains, are ErrExceeds. The published counts give each rate its range; rates
// that share a rounded count are ranged by themselves.
//
// Sources: S. Barocas, M. Hardt and A. Narayanan, Fairness and machine learning
// (2023), chapter 3; that the measures exclude each other: A. Chouldechova, Fair
// prediction with disparate impact, Big Data 5 (2017) 153-163, and J. Kleinberg,
// S. Mullainathan and M. Raghavan, arXiv:1609.05807.
func Judge(level Confidence, group, reference Confusion, given Given) (Parities, error) {
	selection := compare(level, group.selection(), reference.selection())
	if _, fits := selection.Pair.unplaced(given.Strata.Sum()); !fits {
		return Parities{}, ErrExceeds.With("step", given.Name)
	}
	out := Parities{
		BaseRate:           compare(level, group.outcome(), reference.outcome()),
		Selection:          selection,
		Conditional:        ConditionalParity{Given: given, Pooled: given.Strata.RiskDifference(level)},
		TruePositive:       compare(level, group.positives(), reference.positives()),
		FalsePositive:      compare(level, group.negatives(), reference.negatives()),
		PositivePredictive: compare(level, group.Selected.split(), reference.Selected.split()),
		NegativePredictive: compare(level, group.Unselected.Complement(), reference.Unselected.Complement()),
	}
	for _, stratum := range given.Strata {
		out.Conditional.Strata = append(out.Conditional.Strata, compare(level, stratum.Group, stratum.Reference))
	}
	out.Conflict = beyond(out.BaseRate.Difference) != Undetermined
	return out, nil
}

// Calibration compares the hit rates of people with the same score.
type Calibration struct {
	Bins       []CalibrationBin
	Difference Pooled    // Mantel-Haenszel risk difference over the bins
	CMH        ChiSquare // that the hit rate is equal in both groups within every bin
}

// CalibrationBin is one bin of the score.
type CalibrationBin struct {
	Name string
	Compared
}

// Calibrate compares hit rates per bin of a score: each stratum is a bin, its
// events the hits. A score is calibrated within groups when a bin means the same
// risk in both. That is no proof of equal treatment: a score that is coarse for
// one group is calibrated too (S. Corbett-Davies and S. Goel, arXiv:1808.00023).
func Calibrate(level Confidence, bins Strata) Calibration {
	out := Calibration{Difference: bins.RiskDifference(level), CMH: bins.CMH()}
	for _, bin := range bins {
		out.Bins = append(out.Bins, CalibrationBin{bin.Name, compare(level, bin.Group, bin.Reference)})
	}
	return out
}
