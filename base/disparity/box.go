// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// The true counts that a published Count leaves possible form a box: a
// rectangle of events × others, or of events × total without the part where
// events exceed the total. A statistic that rises with the events and falls
// with the others rises with the events at a fixed total too, so in both forms
// it has its extremes at fewest and most.

// cell is one possible pair of true numbers, as floats: MaxCount keeps them
// exact.
type cell struct{ a, b float64 }

func (x cell) n() float64 { return x.a + x.b }

// swap exchanges events and others.
func (x cell) swap() cell { return cell{x.b, x.a} }

func (c Count) cell() cell { return cell{float64(c.events), float64(c.others)} }

// eventRange gives the fewest and the most events possible.
func (c Count) eventRange() (low, high int64) {
	low, high = max(0, c.events-c.eventsMargin), c.events+c.eventsMargin
	if c.byTotal {
		high = min(high, c.Total()+c.restMargin)
	}
	return low, high
}

// otherRange gives the fewest and the most others possible beside these events.
func (c Count) otherRange(events int64) (low, high int64) {
	base := c.others
	if c.byTotal {
		base = c.Total() - events
	}
	return max(0, base-c.restMargin), base + c.restMargin
}

// fewest is the corner with the fewest events beside the most others.
func (c Count) fewest() cell {
	events, _ := c.eventRange()
	_, others := c.otherRange(events)
	return cell{float64(events), float64(others)}
}

// most is the corner with the most events beside the fewest others.
func (c Count) most() cell {
	_, events := c.eventRange()
	others, _ := c.otherRange(events)
	return cell{float64(events), float64(others)}
}

// lowest and highest are fewest and most, moved by one person where nobody
// would be left: they bound the rate over all counts that have one.
func (c Count) lowest() cell {
	x := c.fewest()
	if _, high := c.eventRange(); x.n() == 0 && high > 0 {
		x.a = 1
	}
	return x
}

func (c Count) highest() cell {
	x := c.most()
	if _, others := c.otherRange(0); x.n() == 0 && others > 0 {
		x.b = 1
	}
	return x
}

// corners gives the vertices of the box without the point of nobody, in whose
// place its neighbours stand. A statistic that along each edge direction first
// falls and then rises has its largest value at one of them.
func (c Count) corners() []cell {
	low, high := c.eventRange()
	events := []int64{low, high}
	if total := c.Total() - c.restMargin; c.byTotal && low < total && total < high {
		events = append(events, total) // where the line events = total cuts the rectangle
	}
	out := make([]cell, 0, 2*len(events))
	for _, a := range events {
		few, many := c.otherRange(a)
		out = append(out, cell{float64(a), float64(few)}, cell{float64(a), float64(many)})
	}
	if least, most := c.fewest(), c.most(); out[0].n() == 0 {
		out[0] = cell{min(1, most.a), 0}
		out = append(out, cell{0, min(1, least.b)})
	}
	return out
}
