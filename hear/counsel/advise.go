// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"cmp"
	"slices"
)

// Advice is a route with what it means for somebody's answers.
type Advice struct {
	Route Route
	Fits  []Hope   // the hopes that it serves
	Mind  []Reason // what to mind
	Not   []Reason // why it isn't among those that fit
}

// Advise puts the routes that fit somebody's answers before the others. No
// route is left out. Without a hope every route fits that is meant for who
// asks and for what it is about.
//
// For who wants to stay unknown, a route that needs a name comes last. Routes
// without a condition come before those with one; then those that serve more
// of the other hopes, those on which fewer people know who it is, and those
// that come first in the table.
func Advise(a Answers) (fitting, others []Advice) {
	for _, r := range Routes() {
		one := advise(r, a)
		if len(one.Not) == 0 {
			fitting = append(fitting, one)
		} else {
			others = append(others, one)
		}
	}
	named := func(one Advice) int {
		if a.hopes(Unknown) && one.Route.Name == Named {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(fitting, func(x, y Advice) int {
		return cmp.Or(
			cmp.Compare(named(x), named(y)),
			cmp.Compare(x.conditions(a), y.conditions(a)),
			cmp.Compare(y.goals(), x.goals()),
			cmp.Compare(a.exposed(x.Route), a.exposed(y.Route)),
		)
	})
	return fitting, others
}

// goals counts the hopes that a route serves, without staying unknown: that is
// how to go, and not where to.
func (one Advice) goals() int {
	return len(slices.DeleteFunc(slices.Clone(one.Fits), func(h Hope) bool { return h == Unknown }))
}

// conditions counts under how many conditions a route can be gone.
func (one Advice) conditions(a Answers) (n int) {
	for _, l := range one.Route.Minds {
		if l.holds(a) {
			n++
		}
	}
	return n
}

// exposed counts what stands between a route and staying unknown, for who
// wants that.
func (a Answers) exposed(r Route) int {
	if !a.hopes(Unknown) {
		return 0
	}
	return slices.Index([]Anonymity{Nameless, Between, Named}, r.Name)
}

func advise(r Route, a Answers) Advice {
	out := Advice{Route: r}
	for _, h := range a.Hopes {
		if slices.Contains(r.Serves, h) || h == Unknown && r.Name == Nameless {
			out.Fits = append(out.Fits, h)
		}
	}
	switch a.exposed(r) {
	case 1:
		out.Mind = append(out.Mind, HelperKnows)
	case 2:
		out.Mind = append(out.Mind, NeedsName)
	}
	for _, l := range r.Minds {
		if l.holds(a) {
			out.Mind = append(out.Mind, l.Why)
		}
	}
	for _, l := range r.Not {
		if l.holds(a) {
			out.Not = append(out.Not, l.Why)
		}
	}
	if len(a.Hopes) > 0 && len(out.Fits) == 0 {
		out.Not = append(out.Not, OtherHope)
	}
	return out
}

func (l Limit) holds(a Answers) bool {
	if len(l.Asker) == 0 && len(l.About) == 0 {
		return true
	}
	return slices.Contains(l.Asker, a.Asker) || slices.Contains(l.About, a.About)
}
