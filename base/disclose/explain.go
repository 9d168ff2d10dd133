// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"math"
)

// Explanation says why a count stands in a table as it does. It is made of what the tables
// of the release print and of nothing else, so that it tells no more than these do: not
// whether a count is small, or is withheld for the sake of others.
type Explanation struct {
	Cell     string
	Withheld bool
	Least    int64   // the fewest people that are printed of such a cell
	Low      float64 // what a reader can work out from these tables: at least, and at most
	High     float64 // +Inf for no limit
	Lines    []Line
}

// Line is a sum that the count is in: what is withheld there can't be worked out by
// subtraction as long as it isn't the only one.
type Line struct {
	Along    string // the hierarchy
	Total    string // the cell that the others add up to
	Cells    int    // with the total
	Withheld int    // of these
}

// Explain explains a count of a table of the release, by the place of the table and the
// codes of its categories in the order of its hierarchies.
//
// Errors: ErrPlace where there is no such count; those of the context.
func (r Release) Explain(ctx context.Context, table int, at ...string) (Explanation, error) {
	if table < 0 || table >= len(r.Tables) {
		return Explanation{}, ErrPlace.With("cell", "")
	}
	s := &system{at: map[cellName]int{}}
	for _, t := range r.Public() {
		if _, err := s.published(t); err != nil {
			return Explanation{}, err
		}
	}
	l, err := r.Public()[table].layout()
	if err != nil {
		return Explanation{}, err
	}
	place, err := l.place(Count{At: at})
	if err != nil {
		return Explanation{}, err
	}
	i := s.at[l.name[place]]
	b := builder{rules: r.Rules}
	out := Explanation{Cell: string(l.name[place]), Withheld: s.cells[i].state == hidden, Least: b.least(l, place)}
	known := s.cells[i].known()
	err = s.ask(ctx, func(k int) bool { return k == i }, func(a *attack, local, _ int) (err error) {
		known, err = a.solver.Range(ctx, a.column[local])
		return err
	})
	out.Low, out.High = math.Ceil(known.Low-nothing), math.Floor(known.High+nothing)
	out.Lines = s.lines(l, place)
	return out, err
}

// lines gives the sums of a table that a cell is in, as the total or as a part.
func (s *system) lines(l *layout, place int) (all []Line) {
	for k, h := range l.by {
		for _, total := range l.totals(place, k) {
			parts := l.partsOf(total, k)
			one := Line{Along: h.Name, Total: string(l.name[total]), Cells: 1 + len(parts)}
			for _, i := range append(parts, total) {
				if s.cells[s.at[l.name[i]]].state == hidden {
					one.Withheld++
				}
			}
			all = append(all, one)
		}
	}
	return all
}

// totals gives the cells whose parts along a hierarchy a cell is one of, and the cell
// itself where it has parts.
func (l *layout) totals(i, k int) (all []int) {
	at := l.at[i][k]
	if part := l.by[k].Categories[at].Part; part >= 0 {
		all = append(all, i+(part-at)*l.steps[k])
	}
	if len(l.parts[k][at]) > 0 {
		all = append(all, i)
	}
	return all
}
