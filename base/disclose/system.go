// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"math"

	"baken/base/simplex"
)

// system is cells of which some are the sum of others, and what a reader knows of each.
// A count that is printed counts as known exactly, also where it is rounded to five.
type system struct {
	cells []cell
	sums  []sum
	at    map[cellName]int
}

// cell is a count or an amount, as whoever protects it knows it.
type cell struct {
	name      cellName
	n         float64          // of people, or an amount; of what was withheld before a number that it may be
	told      simplex.Bounds   // what a reader is told of it when it is printed: n itself, or between what
	before    simplex.Bounds   // what he knows of it anyway; {} for no more than that it isn't below zero
	wide      float64          // how far what he knows must reach when it is guarded
	softer    []simplex.Bounds // what he may be told where that is too much, the narrowest first
	over      int              // how many classifications it doesn't divide by
	state     state
	sensitive bool // n may not be known
	guarded   bool // nobody may work it out
	unknown   bool // it was withheld before, and n isn't known here
}

// state says what is done with a cell.
type state uint8

const (
	open    state = iota // it is printed, unless it is needed to withhold another
	printed              // it was printed before, or can't be more widely known than it is told
	hidden               // it is withheld
)

// sum says that a cell is the sum of others.
type sum struct {
	total int
	parts []int
	block int // the table that it is of; -1 for what was released before
}

// least is what everybody knows of a cell.
func (c cell) least() simplex.Bounds {
	if c.before == (simplex.Bounds{}) {
		return simplex.Bounds{High: math.Inf(1)}
	}
	return c.before
}

// known is what a reader is told of a cell.
func (c cell) known() simplex.Bounds {
	if c.state == hidden {
		return c.least()
	}
	l := c.least()
	return simplex.Bounds{Low: math.Max(c.told.Low, l.Low), High: math.Min(c.told.High, l.High)}
}

// exact says whether a reader is told the number itself.
func (c cell) exact() bool { k := c.known(); return k.Low >= k.High }

// add puts a cell in the system, once.
func (s *system) add(c cell) int {
	if i, ok := s.at[c.name]; ok {
		return i
	}
	i := len(s.cells)
	s.at[c.name] = i
	s.cells = append(s.cells, c)
	return i
}

// lost is how much a reader loses with a cell: more with more people, something with each,
// and twice as much with each classification that it takes together.
func (c cell) lost() float64 { return (1 + math.Log1p(c.n)) * float64(uint64(1)<<min(c.over, 16)) }

// link adds the sums of a table whose cells stand at those places.
func (s *system) link(l *layout, at []int, block int) {
	for i := range l.at {
		for k := range l.by {
			if parts := l.partsOf(i, k); len(parts) > 0 {
				for p := range parts {
					parts[p] = at[parts[p]]
				}
				s.sums = append(s.sums, sum{at[i], parts, block})
			}
		}
	}
}

// attack is what a reader can work out: of what is withheld he knows that no count is below
// zero, and that cells add up.
type attack struct {
	solver *simplex.Solver
	column map[int]int // of a cell that isn't known exactly
}

func (s *system) attack() (*attack, error) {
	a := &attack{column: map[int]int{}}
	var p simplex.Problem
	for i, c := range s.cells {
		if bounds := c.known(); bounds.Low < bounds.High {
			a.column[i] = len(p.Columns)
			p.Columns = append(p.Columns, simplex.Column{Bounds: bounds})
		}
	}
	for _, one := range s.sums {
		row, right := len(p.Rows), 0.0
		some := false
		put := func(i int, sign float64) {
			if j, ok := a.column[i]; ok {
				p.Columns[j].Entries = append(p.Columns[j].Entries, simplex.Entry{Row: row, Value: sign})
				some = true
				return
			}
			right -= sign * s.cells[i].n
		}
		put(one.total, -1)
		for _, i := range one.parts {
			put(i, 1)
		}
		if some {
			p.Rows = append(p.Rows, simplex.Bounds{Low: right, High: right})
		}
	}
	var err error
	a.solver, err = simplex.New(p)
	return a, err
}

// wide tells whether a cell that is withheld can have so many more people than it has,
// and otherwise gives what a reader can work out of it: mostly the first is enough.
func (a *attack) wide(ctx context.Context, i int, n, width float64) (bool, simplex.Bounds, error) {
	most, err := a.solver.Most(ctx, a.column[i])
	if err != nil || most-n >= width {
		return err == nil, simplex.Bounds{Low: n, High: most}, err
	}
	least, err := a.solver.Least(ctx, a.column[i])
	return err == nil && most-least >= width, simplex.Bounds{Low: least, High: most}, err
}

// audit gives what a reader can work out of each cell that is guarded; of one that is wide
// enough for who knows what tables have in common, what that one can.
func (s *system) audit(ctx context.Context) (map[int]simplex.Bounds, error) {
	known := make([]simplex.Bounds, len(s.cells))
	left := func(i int) bool {
		c := s.cells[i]
		return c.guarded && !(known[i].High-known[i].Low >= c.wide)
	}
	look := func(a *attack, local, i int) (err error) {
		known[i], err = a.solver.Range(ctx, a.column[local])
		return err
	}
	for _, reader := range []*system{s.apart(), s} {
		if reader == nil {
			continue
		}
		if err := reader.ask(ctx, left, look); err != nil {
			return nil, err
		}
	}
	out := map[int]simplex.Bounds{}
	for i, c := range s.cells {
		switch {
		case !c.guarded:
		case c.exact():
			out[i] = c.known()
		default:
			out[i] = known[i]
		}
	}
	return out, nil
}
