// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// MaxCount is the largest number that a Count takes: far more than the
// decisions of any state, and small enough that float64 holds all sums exactly.
const MaxCount = 1_000_000_000_000

// MaxMargin is the largest distance between a published and a true count.
const MaxMargin = 1_000_000

// Count is how many of a group had an event (were selected, were found wrong)
// and how many had not. A published count may be rounded; then the Count knows
// how far each of its two numbers can lie from the true one. Its zero value is
// a group with nobody in it.
type Count struct {
	events, others           int64 // as published
	eventsMargin, restMargin int64
	byTotal                  bool // the second published number is the total, not the others
}

// Of takes events out of a total: 0 ≤ events ≤ total ≤ MaxCount, else
// ErrCount.
func Of(events, total int64) (Count, error) {
	if events < 0 || events > total || total > MaxCount {
		return Count{}, ErrCount.With("events", events, "other", total)
	}
	return Count{events: events, others: total - events, byTotal: true}, nil
}

// Split takes events and the others beside them (selected, not selected): both
// at least 0, and together at most MaxCount, else ErrCount.
func Split(events, others int64) (Count, error) {
	if events < 0 || others < 0 || events > MaxCount || others > MaxCount-events {
		return Count{}, ErrCount.With("events", events, "other", others)
	}
	return Count{events: events, others: others}, nil
}

// Rounded says that both numbers, as given to Of or Split, were rounded to a
// multiple of base: each true number lies within half the base of it (±5 for
// base 10, ±2 for base 5), and not below 0. A base below 1 is ErrRounding.
func (c Count) Rounded(base int64) (Count, error) {
	if base < 1 {
		return Count{}, ErrRounding.With("margin", base)
	}
	return c.Within(base/2, base/2)
}

// Within says how far the true numbers can lie from the two numbers as given:
// the events, and the second number (the total for Of, the others for Split).
// The two are taken to vary independently of each other and of every other
// count, except that events never exceed the total. A margin below 0 or above
// MaxMargin is ErrRounding.
func (c Count) Within(events, second int64) (Count, error) {
	for _, margin := range []int64{events, second} {
		if margin < 0 || margin > MaxMargin {
			return Count{}, ErrRounding.With("margin", margin)
		}
	}
	c.eventsMargin, c.restMargin = events, second
	return c, nil
}

// Events gives the events as published.
func (c Count) Events() int64 { return c.events }

// Others gives those without the event, as published or as the total less the
// events.
func (c Count) Others() int64 { return c.others }

// Total gives events and others together.
func (c Count) Total() int64 { return c.events + c.others }

// Exact reports whether the count is not rounded.
func (c Count) Exact() bool { return c.eventsMargin == 0 && c.restMargin == 0 }

// Plus adds two counts and their margins. Two counts of the same form (both
// made by Of or both by Split) keep it; of two forms the sum has the form of
// Split, whose margin then covers both.
func (c Count) Plus(d Count) Count {
	if c.byTotal != d.byTotal {
		c, d = c.split(), d.split()
	}
	return Count{
		events:       c.events + d.events,
		others:       c.others + d.others,
		eventsMargin: c.eventsMargin + d.eventsMargin,
		restMargin:   c.restMargin + d.restMargin,
		byTotal:      c.byTotal,
	}
}

// split forgets that the total was published: the others then lie within both
// margins together.
func (c Count) split() Count {
	if c.byTotal {
		c.restMargin += c.eventsMargin
		c.byTotal = false
	}
	return c
}
