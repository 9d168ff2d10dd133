// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Kitagawa splits the difference of two rates over a score and what is done with
// it: the first steps of many chains, where the score doesn't stop anybody but
// makes selection likelier. With shares p and rates r of the group in each
// category of the score, and q and s of the reference:
type Kitagawa struct {
	Difference  Statistic // Σ p·r − Σ q·s
	Composition Statistic // Σ (p−q)·(r+s)/2: the group is scored otherwise
	Rates       Statistic // Σ (p+q)/2·(r−s): it is treated otherwise at the same score
	// Empty lists the categories in which a group has nobody. Its rate there
	// doesn't exist, so that the two parts have no number (EmptyGroup).
	Empty []Uninformative
}

// Kitagawa splits the difference between the pooled rates of group and reference
// over the strata, which are the categories of a score. The two parts add up to
// the difference; both are the average over the two orders in which shares and
// rates can be exchanged, as in Shapley's parts of a chain. A part for the rates
// is no more unlawful, and one for the composition no less, than the other: the
// score is a decision too.
//
// Intervals are normal, by the delta method, with people drawn into categories
// within each group (Delta). With rounded counts Range and Envelope are Outer:
// shares and rates are let go separately.
//
// Source: E.M. Kitagawa, Components of a difference between two rates, JASA 50
// (1955) 1168-1194.
func (s Strata) Kitagawa(level Confidence) Kitagawa {
	out := Kitagawa{Empty: s.uninformative(EmptyGroup)}
	out.Difference = s.parts(level, nil, splitWhole)
	out.Composition = s.parts(level, out.Empty, splitComposition)
	out.Rates = s.parts(level, out.Empty, splitRates)
	return out
}

// category is one category of the score in one group.
type category struct {
	share span
	chance
}

// scored holds the categories of both groups, and how many people each has.
type scored struct {
	group, reference []category
	n, m             float64 // the fewest in each group
}

func (s Strata) scored(people func(Count) span, take func(Count) chance) scored {
	var out scored
	fill := func(of func(Stratum) Count) (all []category, fewest float64) {
		var total span
		for _, stratum := range s {
			total = total.plus(people(of(stratum)))
		}
		for _, stratum := range s {
			n := people(of(stratum))
			all = append(all, category{
				share:  span{share(n.low, total.high-n.high), share(n.high, total.low-n.low)},
				chance: take(of(stratum)),
			})
		}
		return all, max(1, total.low)
	}
	out.group, out.n = fill(func(x Stratum) Count { return x.Group })
	out.reference, out.m = fill(func(x Stratum) Count { return x.Reference })
	return out
}

// splitComposition, splitRates and splitWhole give a part and its variance.
func splitComposition(x scored) (part span, variance float64) {
	var weights []span
	for k := range x.group {
		g, r := x.group[k], x.reference[k]
		half := g.rate.plus(r.rate).scale(0.5)
		weights = append(weights, half)
		apart := g.share.less(r.share)
		part = part.plus(apart.times(half))
		variance += apart.farthest() * apart.farthest() / 4 * (g.variance + r.variance)
	}
	return part, variance + scatter(x.group, weights)/x.n + scatter(x.reference, weights)/x.m
}

func splitRates(x scored) (part span, variance float64) {
	var weights []span
	for k := range x.group {
		g, r := x.group[k], x.reference[k]
		half := g.share.plus(r.share).scale(0.5)
		apart := g.rate.less(r.rate)
		weights = append(weights, apart.scale(0.5))
		part = part.plus(apart.times(half))
		variance += half.high * half.high * (g.variance + r.variance)
	}
	return part, variance + scatter(x.group, weights)/x.n + scatter(x.reference, weights)/x.m
}

func splitWhole(x scored) (part span, variance float64) {
	one, v := pooledRate(x.group)
	two, w := pooledRate(x.reference)
	return one.less(two), v/x.n + w/x.m
}

// pooledRate bounds Σ share·rate; its variance per person is p(1−p).
func pooledRate(all []category) (rate span, variance float64) {
	for _, c := range all {
		if c.share.high > 0 { // a category with nobody has no rate
			rate = rate.plus(c.share.times(c.rate))
		}
	}
	widest := min(max(0.5, rate.low), rate.high)
	return rate, widest * (1 - widest)
}

// scatter bounds the variance of a weight over who is drawn into which category:
// at most the mean square about any centre, here the mean of the weights' middles.
func scatter(all []category, weights []span) float64 {
	var centre, sum float64
	for k, c := range all {
		centre += (c.share.low + c.share.high) / 2 * (weights[k].low + weights[k].high) / 2
	}
	for k, c := range all {
		far := weights[k].less(span{centre, centre}).farthest()
		sum += c.share.high * far * far
	}
	return sum
}

func (s span) less(t span) span        { return span{s.low - t.high, s.high - t.low} }
func (s span) scale(x float64) span    { return span{s.low * x, s.high * x} }
func (s span) farthest() float64       { return max(math.Abs(s.low), math.Abs(s.high)) }
func (s span) clamp(x float64) float64 { return min(max(x, s.low), s.high) }

func (s Strata) parts(level Confidence, empty []Uninformative, split func(scored) (span, float64)) Statistic {
	sum := s.Sum()
	if len(empty) > 0 || sum.table().empty() {
		return Statistic{
			Method: Delta, Estimate: missing(EmptyGroup), Interval: gapInterval(EmptyGroup, level),
			Range: gapRange(EmptyGroup), Envelope: gapRange(EmptyGroup),
		}
	}
	publishedPeople := func(c Count) span { return span{float64(c.Total()), float64(c.Total())} }
	possiblePeople := func(c Count) span { _, _, n := c.spans(); return n }
	at := func() (span, float64) { return split(s.scored(publishedPeople, publishedChance)) }
	over := func() (span, float64) { return split(s.scored(possiblePeople, possibleChance)) }
	if s.Exact() {
		over = nil
	}
	return deltaStatistic(level, at, over)
}
