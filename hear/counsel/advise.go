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
	Not   []Reason // why it isn't meant for this
}

// Advise puts the routes that fit somebody's answers before the others. No
// route is left out. Without a hope every route fits that is meant for who
// asks and for what it is about.
//
// Who wants to stay unknown never reads first of a route that needs a name.
// After that come the routes that serve more hopes, then those with less to
// mind, then the order of the table.
func Advise(a Answers) (fitting, others []Advice) {
	for _, r := range Routes() {
		one := advise(r, a)
		if len(one.Not) == 0 && (len(one.Fits) > 0 || len(a.Hopes) == 0) {
			fitting = append(fitting, one)
		} else {
			others = append(others, one)
		}
	}
	slices.SortStableFunc(fitting, func(x, y Advice) int {
		return cmp.Or(
			cmp.Compare(a.exposed(x.Route), a.exposed(y.Route)),
			cmp.Compare(len(y.Fits), len(x.Fits)),
			cmp.Compare(len(x.Mind), len(y.Mind)),
		)
	})
	return fitting, others
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
	return out
}

func (l Limit) holds(a Answers) bool {
	if len(l.Asker) == 0 && len(l.About) == 0 {
		return true
	}
	return slices.Contains(l.Asker, a.Asker) || slices.Contains(l.About, a.About)
}
