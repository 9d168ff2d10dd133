// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"errors"
	"math"
	"strings"

	"baken/base/simplex"
)

// PublicTable is a table that somebody published, as a reader has it. Tables of the same
// population have the same people where they cross the same categories.
type PublicTable struct {
	Population string
	By         []Hierarchy
	Cells      []PublicCount
}

// PublicCount is a count as it stands in a table, named as in Count.
type PublicCount struct {
	At       []string
	N        int64
	Margin   int64 // the true count lies at most so far away: 2 where it was rounded to five
	Withheld bool  // there is no count
}

// Learnt is what a reader can work out of a count that was withheld.
type Learnt struct {
	Cell      string
	Low, High float64 // what it is at least and at most; High may be +Inf
}

// Exact says whether the count is known to the last person.
func (l Learnt) Exact() bool { return l.High-l.Low < 1-nothing }

// Attack works out what a reader learns of each count that published tables withhold, by
// linear programming: no count is below zero, and cells add up along the hierarchies and
// from table to table. A count of which the tables say nothing at all is unknown as well,
// and isn't reported.
//
// Errors: ErrHierarchy, ErrCells, ErrPlace, ErrTwice, ErrCell for tables that can't be;
// ErrContradiction where no people at all go with what was published.
func Attack(ctx context.Context, tables []PublicTable) ([]Learnt, error) {
	s := &system{at: map[cellName]int{}}
	for _, t := range tables {
		if err := s.published(t); err != nil {
			return nil, err
		}
	}
	known := make([]simplex.Bounds, len(s.cells))
	withheld := func(i int) bool { return s.cells[i].guarded && s.cells[i].state == hidden }
	err := s.ask(ctx, withheld, func(a *attack, local, i int) (err error) {
		known[i], err = a.solver.Range(ctx, a.column[local])
		return err
	})
	if errors.Is(err, simplex.ErrInfeasible) {
		return nil, ErrContradiction
	}
	if err != nil {
		return nil, err
	}
	var out []Learnt
	for i, c := range s.cells {
		if withheld(i) {
			// Counts are whole: what lies between two of them is the one above or below.
			out = append(out, Learnt{Cell: string(c.name), Low: math.Ceil(known[i].Low - nothing), High: math.Floor(known[i].High + nothing)})
		}
	}
	return out, nil
}

// published adds what a table says.
func (s *system) published(t PublicTable) error {
	l, err := t.layout()
	if err != nil {
		return err
	}
	at := make([]int, len(l.at))
	for i := range l.at {
		at[i] = s.add(cell{name: l.name[i], state: hidden})
	}
	seen := make([]bool, len(l.at))
	for _, c := range t.Cells {
		i, err := l.place(Count{At: c.At, N: c.N})
		switch {
		case err != nil:
			return err
		case seen[i]:
			return ErrTwice.With("group", string(l.name[i]), "stratum", "")
		case c.Margin < 0:
			return ErrCell.With("group", string(l.name[i]), "stratum", "")
		}
		seen[i] = true
		if err := s.said(at[i], c); err != nil {
			return err
		}
	}
	s.link(l, at, 0)
	return nil
}

// said notes what one table says of a cell beside what others say.
func (s *system) said(i int, c PublicCount) error {
	one := &s.cells[i]
	if c.Withheld {
		one.guarded = true
		return nil
	}
	low, high := math.Max(0, float64(c.N-c.Margin)), float64(c.N+c.Margin)
	if one.state == printed {
		low, high = math.Max(low, one.told.Low), math.Min(high, one.told.High)
	}
	if low > high {
		return ErrContradiction
	}
	one.state, one.n, one.told = printed, (low+high)/2, simplex.Bounds{Low: low, High: high}
	return nil
}

// layout names the cells of a table that has no counts to be added up.
func (t PublicTable) layout() (*layout, error) {
	if strings.TrimSpace(t.Population) == "" {
		return nil, ErrHierarchy.With("hierarchy", "", "category", "")
	}
	return laid(t.Population, t.By)
}
