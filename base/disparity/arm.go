// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Arm is what a selection found in one group, beside a random sample of the
// same group. The sample has to be drawn by chance from everybody who could be
// selected, and checked in the same way. Without it nothing is known of whoever
// wasn't selected, and none of the figures here exists.
type Arm struct {
	Selections Count // selected, of all
	Hits       Count // hits, of those selected whose outcome is known
	Random     Count // hits, of those in the random sample whose outcome is known
}

// Burdens is what a selection does to one group, measured against its random
// sample. All are rates between 0 and 1 but for Lift. With s the selection rate,
// h the hit rate of the selection and b that of the random sample:
type Burdens struct {
	HitRate  Statistic // h, with Wilson's interval
	BaseRate Statistic // b, with Wilson's interval
	Lift     Statistic // h − b, with Newcombe's interval
	Caught   Statistic // s·h/b: the share of all there is to find that the selection finds
	Missed   Statistic // 1 − Caught
	// Unfounded is s·(1−h)/(1−b): how large the share of those with nothing to
	// find is that is selected all the same. It is the burden that equal
	// treatment makes equal.
	Unfounded Statistic
}

// ArmComparison is the burden on a group beside that on its reference.
type ArmComparison struct {
	Group, Reference Burdens
	BaseRates        Statistic // difference of the two base rates, Newcombe
	// Unfounded and Caught are ratios of group to reference. Above 1 the group
	// carries more of what is selected for nothing, or more of it is found.
	Unfounded, Caught Statistic
}

// Burdens gives the figures of one group. Intervals of Caught, Missed and
// Unfounded come from the Wilson limits of s, h and b (MoverWilson), which take
// the three for independent: a random sample apart from the selection. The
// estimates of Caught and Missed can lie beyond 0 and 1 by chance, as when fewer
// are found in the sample than the selection would lead to expect; the limits
// are cut off there. Without a hit in the sample Caught is Unbounded and has no
// interval (ZeroCell): too small a sample doesn't show that nothing is missed.
// More hits than people selected is ErrHits.
func (a Arm) Burdens(level Confidence) (Burdens, error) {
	if !fits(a.Selections, a.Hits) {
		return Burdens{}, ErrHits.With("stratum", "")
	}
	caught := a.caught().statistic(level).cut()
	return Burdens{
		HitRate:   a.Hits.Wilson(level),
		BaseRate:  a.Random.Wilson(level),
		Lift:      Pair{Group: a.Hits, Reference: a.Random}.RiskDifference(level),
		Caught:    caught,
		Missed:    caught.complement(),
		Unfounded: a.unfounded().statistic(level).cut(),
	}, nil
}

// CompareArms gives the figures of both groups and compares them. Intervals of
// the two ratios are as for Arm.Burdens, over all six rates.
func CompareArms(level Confidence, group, reference Arm) (ArmComparison, error) {
	one, err := group.Burdens(level)
	if err != nil {
		return ArmComparison{}, err
	}
	two, err := reference.Burdens(level)
	if err != nil {
		return ArmComparison{}, err
	}
	return ArmComparison{
		Group:     one,
		Reference: two,
		BaseRates: Pair{Group: group.Random, Reference: reference.Random}.RiskDifference(level),
		Unfounded: group.unfounded().over(reference.unfounded()).statistic(level),
		Caught:    group.caught().over(reference.caught()).statistic(level),
	}, nil
}

func (a Arm) caught() compound {
	return compound{{a.Selections, 1}, {a.Hits, 1}, {a.Random, -1}}
}

func (a Arm) unfounded() compound {
	return compound{{a.Selections, 1}, {a.Hits.Complement(), 1}, {a.Random.Complement(), -1}}
}

// cut keeps the limits of a share within 0 and 1.
func (s Statistic) cut() Statistic {
	for _, v := range []*Value{&s.Interval.Low, &s.Interval.High, &s.Envelope.Low, &s.Envelope.High} {
		v.number = min(v.number, 1)
	}
	return s
}

// complement gives the statistic of 1 less the number.
func (s Statistic) complement() Statistic {
	s.Estimate = s.Estimate.complement()
	s.Interval.Low, s.Interval.High = s.Interval.High.complement(), s.Interval.Low.complement()
	s.Range.Low, s.Range.High = s.Range.High.complement(), s.Range.Low.complement()
	s.Envelope.Low, s.Envelope.High = s.Envelope.High.complement(), s.Envelope.Low.complement()
	return s
}

// complement gives 1 less the number. What is unbounded stays without a number.
func (v Value) complement() Value {
	if v.gap != "" {
		return v
	}
	return Value{number: 1 - v.number}
}

// Complement counts those without the event: the same people, with events and
// others exchanged, as far as rounding goes in both.
func (c Count) Complement() Count {
	c = c.split()
	c.events, c.others = c.others, c.events
	c.eventsMargin, c.restMargin = c.restMargin, c.eventsMargin
	return c
}
