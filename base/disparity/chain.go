// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// MaxSteps is the largest number of steps in a chain.
const MaxSteps = 16

// Link is one decision in a chain: of all who arrive at it, how many go on to
// the next (selected of all, visited of those selected, found of those visited,
// upheld of those found).
type Link struct {
	Name string
	Pair
}

// Chain is a line of decisions, first to last.
type Chain []Link

// Decomposition says which step of a chain adds how much of the gap between
// group and reference at its end.
type Decomposition struct {
	Group, Reference Statistic // the share of all that reaches the end
	Ratio            Statistic // of the two shares: the product of the steps' ratios
	Difference       Statistic // of the two shares: the sum of the steps' parts
	Steps            []Contribution
}

// Contribution is what one step adds.
type Contribution struct {
	Name  string
	Rates Compared
	Ratio Statistic // by which the step multiplies the gap
	Log   Statistic // its logarithm: over the steps these add up to that of the whole
	// Shapley is the step's part of the difference, averaged over all orders in
	// which the reference's rates can be replaced by the group's. Sequential is
	// the part when they are replaced in the order of the chain, first step first.
	// Over the steps either adds up to the whole difference.
	Shapley, Sequential Statistic
	// GroupLost and ReferenceLost are how many went on from the step before and
	// didn't arrive here, as published: a visit that couldn't take place. Below 0,
	// more arrived than went on. Both are 0 at the first step.
	GroupLost, ReferenceLost int64
}

// Decompose splits the gap at the end of a chain over its steps. A share of all
// that reaches the end is the product of the steps' rates; where people are lost
// between steps it stands for what would be if they had gone on like the others.
//
// Shares and ratios have MoverWilson intervals: ZeroCell where a step has no
// event. Differences have normal intervals by the delta method (Delta), the rates
// of a group's steps being uncorrelated: NoVariation where nothing varies. An
// empty group at any step is EmptyGroup. With rounded counts Range and Envelope
// are Outer: the rates of all steps are let go separately. No step, or more than
// MaxSteps, is ErrChain.
//
// Sources: the ratio of products is additive in logarithms by itself; the average
// over orders: L.S. Shapley, A value for n-person games (1953), as the integral
// along the diagonal of G. Owen, Management Science 18 (1972) 64-79; sequential
// replacement: E.M. Andreev, V.M. Shkolnikov and A.Z. Begun, Demographic Research
// 7 (2002) 499-522.
func (c Chain) Decompose(level Confidence) (Decomposition, error) {
	if len(c) == 0 || len(c) > MaxSteps {
		return Decomposition{}, ErrChain.With("steps", len(c))
	}
	group, reference := c.products()
	out := Decomposition{
		Group:      group.statistic(level),
		Reference:  reference.statistic(level),
		Ratio:      group.over(reference).statistic(level),
		Difference: c.whole(level),
	}
	for i, link := range c {
		ratio := compound{{link.Group, 1}, {link.Reference, -1}}.statistic(level)
		step := Contribution{
			Name:       link.Name,
			Rates:      compare(level, link.Group, link.Reference),
			Ratio:      ratio,
			Log:        ratio.log(),
			Shapley:    c.part(level, i, averaged(len(c))),
			Sequential: c.part(level, i, inOrder(len(c), i)),
		}
		if i > 0 {
			step.GroupLost = c[i-1].Group.Events() - link.Group.Total()
			step.ReferenceLost = c[i-1].Reference.Events() - link.Reference.Total()
		}
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

func (c Chain) products() (group, reference compound) {
	for _, link := range c {
		group = append(group, factor{link.Group, 1})
		reference = append(reference, factor{link.Reference, 1})
	}
	return group, reference
}

// log takes the logarithm of a ratio, of 0 ZeroCell.
func (s Statistic) log() Statistic {
	for _, v := range []*Value{
		&s.Estimate, &s.Interval.Low, &s.Interval.High,
		&s.Range.Low, &s.Range.High, &s.Envelope.Low, &s.Envelope.High,
	} {
		if v.gap == "" {
			*v = value(math.Log(v.number), ZeroCell)
		}
	}
	return s
}
