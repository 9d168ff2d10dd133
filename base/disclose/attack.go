// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"baken/base/simplex"
)

// PublicTable is a table that somebody published, as a reader has it. Tables of the same
// population have the same people where they cross the same categories.
type PublicTable struct {
	Population string        `json:"population"`
	By         []Hierarchy   `json:"by"`
	Cells      []PublicCount `json:"cells"`
}

// Name gives how Attack names a cell of the table in what it learns; empty for a cell that
// the table doesn't have.
func (t PublicTable) Name(at []string) string {
	places := make([]int, len(t.By))
	for k, h := range t.By {
		if k >= len(at) {
			return ""
		}
		if places[k] = slices.IndexFunc(h.Categories, func(c Category) bool { return c.Code == at[k] }); places[k] < 0 {
			return ""
		}
	}
	return string(name(t.Population, t.By, places))
}

// PublicCount is a count as it stands in a table, named as in Count.
type PublicCount struct {
	At       []string `json:"at"`
	N        int64    `json:"n"`
	Margin   int64    `json:"margin,omitempty"`   // the true count lies at most so far away: 2 where it was rounded to five
	Withheld bool     `json:"withheld,omitempty"` // there is no count
}

// Learnt is what a reader can work out of a count that was withheld.
type Learnt struct {
	Cell      string
	Low, High float64 // what it is at least and at most; High may be +Inf
	Rest      bool    // it stands in no table: who is in one population and not in a part of it
}

// Exact says whether the count is known to the last person.
func (l Learnt) Exact() bool { return l.High-l.Low < 1-nothing }

// Attack works out what a reader learns of each count that published tables withhold, by
// linear programming: no count is below zero, and cells add up along the hierarchies and
// from table to table. A count of which the tables say nothing at all is unknown as well,
// and isn't reported.
//
// Where the people of one population are in another (the permanent staff and the staff, who
// answered this year and who was asked), who is in the one and not in the other counts as
// withheld, in each cell that tables of both have.
//
// Errors: ErrHierarchy, ErrCells, ErrPlace, ErrTwice, ErrCell for tables that can't be;
// ErrContradiction where no people at all go with what was published.
func Attack(ctx context.Context, tables []PublicTable, within ...Within) ([]Learnt, error) {
	s := &system{at: map[cellName]int{}}
	var layouts []*layout
	for _, t := range tables {
		l, err := s.published(t)
		if err != nil {
			return nil, err
		}
		layouts = append(layouts, l)
	}
	rests := s.without(layouts, within)
	if err := s.possible(ctx); err != nil {
		return nil, err
	}
	known := make([]simplex.Bounds, len(s.cells))
	withheld := func(i int) bool { return s.cells[i].guarded && s.cells[i].state == hidden }
	err := s.ask(ctx, withheld, func(a *attack, local, i int) (err error) {
		known[i], err = a.solver.Range(ctx, a.column[local])
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []Learnt
	for i, c := range s.cells {
		if withheld(i) {
			// Counts are whole: what lies between two of them is the one above or below.
			out = append(out, Learnt{Cell: string(c.name), Low: math.Ceil(known[i].Low-nothing) + 0, High: math.Floor(known[i].High + nothing), Rest: rests[i]})
		}
	}
	return out, nil
}

// possible refuses what no people at all go with. Errors: ErrContradiction.
func (s *system) possible(ctx context.Context) error {
	for _, one := range s.sums {
		left, all := -s.cells[one.total].n, s.cells[one.total].exact()
		for _, i := range one.parts {
			left, all = left+s.cells[i].n, all && s.cells[i].exact()
		}
		if all && math.Abs(left) > nothing {
			return ErrContradiction
		}
	}
	all := s.parts()
	return together(len(all), 1, func(k, _ int) error {
		a, err := all[k].attack()
		if err != nil {
			return err
		}
		if _, err = a.solver.Solve(ctx); errors.Is(err, simplex.ErrInfeasible) {
			return ErrContradiction
		}
		return err
	})
}

// published adds what a table says.
func (s *system) published(t PublicTable) (*layout, error) {
	l, err := t.layout()
	if err != nil {
		return nil, err
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
			return nil, err
		case seen[i]:
			return nil, ErrTwice.With("group", string(l.name[i]), "stratum", "")
		case c.Margin < 0:
			return nil, ErrCell.With("group", string(l.name[i]), "stratum", "")
		}
		seen[i] = true
		if err := s.said(at[i], c); err != nil {
			return nil, err
		}
	}
	s.link(l, at, 0)
	return l, nil
}

// without adds who is in one population and not in a part of it, in each cell of which
// tables say something of both; it gives their places.
func (s *system) without(layouts []*layout, within []Within) map[int]bool {
	rests := map[int]bool{}
	said := func(name cellName) (int, bool) {
		i, ok := s.at[name]
		return i, ok && (s.cells[i].state == printed || s.cells[i].guarded)
	}
	for _, p := range within {
		for _, l := range layouts {
			for i := range l.at {
				all, there := said(l.nameIn(p.Of, i))
				some, too := said(l.nameIn(p.Population, i))
				rest := cell{name: l.nameIn(p.Of+" without "+p.Population, i), state: hidden, guarded: true}
				if _, done := s.at[rest.name]; done || !there || !too {
					continue
				}
				at := s.add(rest)
				rests[at] = true
				s.sums = append(s.sums, sum{all, []int{some, at}, -1})
			}
		}
	}
	return rests
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
