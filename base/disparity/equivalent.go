// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Effect is what counts say about the size of a disparity. None of them says
// that the group is, or isn't, discriminated against.
type Effect string

// The effects.
const (
	// Disparity: the rates differ by more than chance explains.
	Disparity Effect = "disparity"
	// NoDisparityLargerThan: whatever difference there is, it is no larger than
	// the margin. A smaller one may be there, and may even be certain.
	NoDisparityLargerThan Effect = "no-disparity-larger-than"
	// Underpowered: the counts allow neither statement.
	Underpowered Effect = "underpowered"
)

// Measure is what a margin is a size of.
type Measure string

// The measures.
const (
	Difference Measure = "difference" // of rates; the margin lies between 0 and 1
	Ratio      Measure = "ratio"      // of rates; the margin is above 1, and its inverse is one too
)

// EffectRule is what a disparity is held against, settled before the counts are
// seen: how large a disparity must be to matter, and how sure one wants to be.
type EffectRule struct {
	Measure Measure
	Margin  float64
	// Level is that of the interval: both one-sided tests are at (1−level)/2, so
	// that the usual two tests at 5% each are of a level of 0.9.
	Level Confidence
	// Power is the one at which the detectable disparity is given, from one half
	// to below 1; 0 is 0.8.
	Power float64
}

// EffectVerdict is an effect with all that it rests on, to be shown together.
type EffectVerdict struct {
	Rule   EffectRule
	Effect Effect // holds for all true counts that rounding leaves possible
	// AsPublished is the effect if the published counts were the true ones. Where
	// it is another than Effect, rounding makes the difference.
	AsPublished Effect
	Statistic   Statistic
	// Side is Higher or Lower where the whole interval of the group lies on one
	// side of no disparity, at every possible count: also beside a
	// NoDisparityLargerThan. Undetermined otherwise; Incomparable without interval.
	Side Direction
	// Beyond says that the whole interval lies beyond the margin.
	Beyond bool
	// Power is the chance that a disparity as large as the margin would have been
	// found, in the direction in which it is smaller, at these sizes and the
	// reference's published rate. For strata it is by the standard error that was
	// found.
	Power      Value
	Detectable Detectable // at the rule's power, on the scale of the measure
}

const usualPower = 0.8

// check gives the rule with its usual power, or ErrEffect.
func (r EffectRule) check() (EffectRule, error) {
	if r.Power == 0 {
		r.Power = usualPower
	}
	fits := r.Measure == Difference && r.Margin > 0 && r.Margin < 1 ||
		r.Measure == Ratio && r.Margin > 1 && !math.IsInf(r.Margin, 1)
	if !fits || !(r.Power >= leastPower && r.Power < 1) {
		return EffectRule{}, ErrEffect.With("measure", string(r.Measure), "margin", r.Margin, "power", r.Power)
	}
	return r, nil
}

// bounds gives the smallest and largest value within the margin, and that of no
// disparity.
func (r EffectRule) bounds() (low, none, high float64) {
	if r.Measure == Ratio {
		return 1 / r.Margin, 1, r.Margin
	}
	return -r.Margin, 0, r.Margin
}

// Effect holds a comparison against a rule. The interval is Newcombe's of the
// difference or Katz's of the ratio; with rounded counts its envelope takes its
// place, so that what is said holds whatever the true counts are:
//
//   - within the margin: NoDisparityLargerThan, by two one-sided tests;
//   - else, without no disparity in it: Disparity;
//   - else, or without an interval: Underpowered.
//
// Power and Detectable are of the unpooled normal test. ErrEffect for a margin or
// a power that can't be.
//
// Source: D.J. Schuirmann, A comparison of the two one-sided tests procedure and
// the power approach for assessing the equivalence of average bioavailability,
// Journal of Pharmacokinetics and Biopharmaceutics 15 (1987) 657-680; R.G.
// Newcombe (1998), as for RiskDifference.
func (p Pair) Effect(rule EffectRule) (EffectVerdict, error) {
	rule, err := rule.check()
	if err != nil {
		return EffectVerdict{}, err
	}
	s := p.RiskDifference(rule.Level)
	if rule.Measure == Ratio {
		s = p.RiskRatio(rule.Level)
	}
	out := rule.judge(s)
	design := p.Design(rule.Level, UnpooledVariance)
	up, down := rule.Margin, -rule.Margin
	out.Detectable = design.Detectable(rule.Power)
	if rule.Measure == Ratio {
		up, down = design.Rate*(rule.Margin-1), design.Rate*(1/rule.Margin-1)
		out.Detectable = out.Detectable.ratios(design.Rate)
	}
	out.Power = smaller(design.Power(up), design.Power(down))
	return out, nil
}

// Effect holds strata against a rule: the common risk difference or risk ratio
// of Mantel and Haenszel, with its interval or envelope, as Pair.Effect does.
// Power and Detectable are by the standard error that the interval was made of.
func (s Strata) Effect(rule EffectRule) (EffectVerdict, error) {
	rule, err := rule.check()
	if err != nil {
		return EffectVerdict{}, err
	}
	common := s.RiskDifference(rule.Level).Statistic
	if rule.Measure == Ratio {
		common = s.RiskRatio(rule.Level).Statistic
	}
	out := rule.judge(common)
	out.Power, out.Detectable = rule.bySpread(common.Interval)
	return out, nil
}

// Judge holds a statistic that was made in another way against a rule, as a confidence
// sequence for who looks more than once: a difference or a ratio, as the rule's measure.
// Power and Detectable are by the width of its interval. ErrEffect as for Pair.Effect.
func (r EffectRule) Judge(s Statistic) (EffectVerdict, error) {
	r, err := r.check()
	if err != nil {
		return EffectVerdict{}, err
	}
	out := r.judge(s)
	out.Power, out.Detectable = r.bySpread(s.Interval)
	return out, nil
}
