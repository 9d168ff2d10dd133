// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// ProxyCell is one value of a proxy, for instance a postal code or an age band
// within one: how many of its people had the event, known to the agency, and how
// many of its people are of the group and of the reference, known to a statistics
// office. Nobody knows who of the group had the event.
type ProxyCell struct {
	Name    string
	Outcome Count // the event, of all in the cell
	// Group and Reference are the members, of all in the cell as the office
	// counts them; its total needn't be the agency's, only the share is used.
	// Whoever is in neither is of another group.
	Group, Reference Count
}

// ProxyBounds holds what the cells leave possible. Nothing in it is an estimate:
// without an assumption on how group and event go together within a cell, the
// data can't tell one value within a range from another.
type ProxyBounds struct {
	Group, Reference Range // of the rate of the event in each
	Difference       Range // of the two rates
	// Determined is the side on which the whole range of the difference lies.
	Determined Direction
}

// BoundByProxy gives the range of both rates and of their difference over all
// ways in which group and event can go together within the cells. In a cell of N
// people with a share y of events and p of the group, the group has between
// max(0, p+y−1) and min(p, y) of them (Fréchet); with Σ over the cells,
//
//	Σ N·max(0, p+y−1) / Σ N·p  ≤  rate  ≤  Σ N·min(p, y) / Σ N·p.
//
// The difference has its largest value where the group has the most it can have
// and the reference the least, which both can be had at once, also when there are
// other groups: give the events of each cell to the group first, then to the
// others, to the reference last. So for exact counts all three ranges are sharp:
// both ends are reached, up to whole persons where the office's shares don't make
// whole numbers of the agency's totals.
//
// With rounded counts each end is the furthest over all possible counts of every
// cell. Shares and totals are then let go separately, so that the ranges are
// Outer. A group with nobody in any cell is EmptyGroup. The counts are taken for
// a whole population: the ranges hold no sampling error. No cells, or a group and
// reference that together are more than everybody, is ErrProxy.
//
// Source: N. Kallus, X. Mao and A. Zhou, Assessing algorithmic fairness with
// unobserved protected class using data combination, Management Science 68 (2022)
// 1959-1981, arXiv:1906.00285, sections 4 and 5.
func BoundByProxy(cells []ProxyCell) (ProxyBounds, error) {
	if len(cells) == 0 {
		return ProxyBounds{}, ErrProxy.With("cell", "")
	}
	exact := true
	for _, c := range cells {
		if shareOf(c.Group).low+shareOf(c.Reference).low > 1+1e-12 {
			return ProxyBounds{}, ErrProxy.With("cell", c.Name)
		}
		exact = exact && c.Outcome.Exact() && c.Group.Exact() && c.Reference.Exact()
	}
	group, one := boundRate(cells, func(c ProxyCell) Count { return c.Group })
	reference, two := boundRate(cells, func(c ProxyCell) Count { return c.Reference })
	out := ProxyBounds{
		Group:      gapRange(EmptyGroup),
		Reference:  gapRange(EmptyGroup),
		Difference: gapRange(EmptyGroup),
		Determined: Incomparable,
	}
	if one {
		out.Group = group.bounds()
	}
	if two {
		out.Reference = reference.bounds()
	}
	if one && two {
		difference := group.less(reference)
		out.Difference = difference.bounds()
		out.Determined = difference.side()
	}
	for _, r := range []*Range{&out.Group, &out.Reference, &out.Difference} {
		r.Outer = !exact
	}
	return out, nil
}

func (s span) bounds() Range {
	return Range{Low: value(s.low, EmptyGroup), High: value(s.high, EmptyGroup)}
}

// side gives where all of a range lies. Ends are sums of shares: within their
// rounding they count as 0.
func (s span) side() Direction {
	const slack = 1e-12
	switch {
	case s.low > slack:
		return Higher
	case s.high < -slack:
		return Lower
	case s.low >= -slack && s.high <= slack:
		return Same
	}
	return Undetermined
}

// boundRate bounds the rate of one group; ok is false when nobody is in it.
func boundRate(cells []ProxyCell, of func(ProxyCell) Count) (rate span, ok bool) {
	up, down, people := 0.0, 0.0, 0.0
	without, fewDown := 0.0, 0.0
	for _, c := range cells {
		if c.Outcome.Total() == 0 || of(c).Total() == 0 {
			continue // nobody is in the cell, for the agency or for the office
		}
		p := shareOf(of(c))
		e, n := mostLikely(c.Outcome, p)
		up, down = up+e, down+n
		// The least events are the most of those without.
		e, n = leastLikely(c.Outcome, p)
		without, fewDown = without+e, fewDown+n
		people += of(c).cell().a
	}
	if people == 0 {
		return span{}, false
	}
	return span{1 - ratioOr0(without, fewDown), ratioOr0(up, down)}, true
}

// ratioOr0 takes the rate of a group that has a member only in cells where
// nobody can have the event: 0 at the counts with a member.
func ratioOr0(events, members float64) float64 {
	if members == 0 {
		return 0
	}
	return events / members
}

// mostLikely gives the members with the event, and the members, at the possible
// counts of one cell that make Σ events / Σ members over the cells largest,
// whatever the other cells are. A member who has the event adds as much above as
// below and so never lowers the ratio, and one who hasn't never raises it: so as
// many events as there can be, and as many members as have one; only then as few
// more members, or as few fewer, as the ranges force.
func mostLikely(outcome Count, p span) (events, members float64) {
	_, most := outcome.eventRange()
	few, many := outcome.otherRange(most)
	e := float64(most)
	return mostWith(e, span{e + float64(few), e + float64(many)}, p)
}

// leastLikely gives the members without the event, and the members, where these make the
// rate smallest. Where the total was published, the most people without the event come
// with the fewest events and the largest total.
func leastLikely(outcome Count, p span) (without, members float64) {
	if !outcome.byTotal {
		return mostLikely(outcome.Complement(), p)
	}
	least, _ := outcome.eventRange()
	_, most := outcome.otherRange(least)
	all := float64(least + most)
	return mostWith(float64(most), span{all, all}, p)
}

// mostWith takes e of the people to have what is looked for.
func mostWith(e float64, people, p span) (have, members float64) {
	// With n people, p·n of them members: the n at which events and members can
	// be equal lie between e/p.high and e/p.low.
	n := people.low
	if p.high > 0 {
		n = people.clamp(e / p.high)
	}
	members = span{n * p.low, n * p.high}.clamp(e)
	return min(e, members), members
}

// shareOf gives the shares that a count leaves possible.
func shareOf(c Count) span {
	low, high := c.lowest(), c.highest()
	if low.n() == 0 {
		return span{}
	}
	return span{risk(low), risk(high)}
}
