// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Confusion is a selection, or a score above a line, beside what turned out to
// be the case for everybody in one group, selected or not. For whoever wasn't
// selected the outcome is usually unknown; then there is no Confusion, but
// perhaps an Arm.
type Confusion struct {
	Selected   Count // hits (true positives) of those selected
	Unselected Count // hits (false negatives) of those not selected
}

// selection is the selected of all.
func (c Confusion) selection() Count { return c.Selected.heads(c.Unselected) }

// outcome is the hits of all.
func (c Confusion) outcome() Count { return c.Selected.Plus(c.Unselected) }

// positives is the selected of those who are a hit, negatives the selected of
// those who aren't.
func (c Confusion) positives() Count {
	return beside(c.Selected.split(), c.Unselected.split())
}

func (c Confusion) negatives() Count {
	return beside(c.Selected.Complement(), c.Unselected.Complement())
}

// beside makes the events of one count and the events of another into one count.
func beside(events, others Count) Count {
	return Count{
		events: events.events, eventsMargin: events.eventsMargin,
		others: others.events, restMargin: others.eventsMargin,
	}
}

// heads counts the people of one count as events and those of another as others.
func (c Count) heads(others Count) Count { return beside(c.people(), others.people()) }

// people counts everybody as an event, with the margin of the total.
func (c Count) people() Count {
	margin := c.restMargin
	if !c.byTotal {
		margin += c.eventsMargin
	}
	return Count{events: c.Total(), eventsMargin: margin}
}

// Compared is a rate in both groups, each with Wilson's interval, and their
// difference with Newcombe's.
type Compared struct {
	Pair             Pair
	Group, Reference Statistic
	Difference       Statistic
}

func compare(level Confidence, group, reference Count) Compared {
	p := Pair{Group: group, Reference: reference}
	return Compared{
		Pair:       p,
		Group:      group.Wilson(level),
		Reference:  reference.Wilson(level),
		Difference: p.RiskDifference(level),
	}
}
