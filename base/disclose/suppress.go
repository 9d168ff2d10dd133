// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"baken/base/simplex"
)

// protector withholds more cells until nobody can work out any that is withheld to within
// a width.
//
// For each such cell it looks for another table that a reader would take for as likely,
// in which that cell has so many more people: moves up and down of cells that leave each
// sum as it is, no cell below zero, with the least information lost in cells that move and
// aren't withheld yet. Those are then withheld as well. (J.P. Kelly, B.L. Golden and A.A.
// Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
// (1992) 397-417; M. Fischetti and J.J. Salazar, Models and algorithms for optimizing cell
// suppression in tabular data with linear constraints, JASA 95 (2000) 916-928, whose
// optimum this heuristic doesn't reach.) Each table that is found is kept: it witnesses
// for every cell that moves in it.
type protector struct {
	system    *system
	width     float64
	moves     *simplex.Solver
	up, down  []int     // the columns of a cell's moves; -1 where it was printed before
	chosen    []bool    // withheld for the sake of others
	low, high []float64 // how far each cell is known to move, from what it is
}

// nothing is how far a cell moves that doesn't.
const nothing = 1e-6

// protect withholds what is needed. Errors: ErrBare, and those of the context.
func (s *system) protect(ctx context.Context, width float64) error {
	p := &protector{system: s, width: width, chosen: make([]bool, len(s.cells)), low: make([]float64, len(s.cells)), high: make([]float64, len(s.cells))}
	if err := p.prepare(); err != nil {
		return err
	}
	for i, c := range s.cells {
		if c.sensitive && c.state == open {
			s.cells[i].state = hidden
			s.cells[i].guarded = true
		}
	}
	for i, c := range s.cells {
		if c.state == hidden {
			if err := p.free(i); err != nil {
				return err
			}
		}
	}
	for {
		narrow, err := p.narrow(ctx)
		if err != nil {
			return err
		}
		if len(narrow) == 0 {
			return p.thin(ctx)
		}
		for _, i := range narrow[:max(1, len(narrow)/abreast)] {
			if err := p.widen(ctx, i); err != nil {
				return err
			}
		}
	}
}

// abreast is which part of the cells that are too narrow is seen to before a reader is
// asked anew: what protects some protects most others too.
const abreast = 8

// narrow gives the cells that a reader can work out too well, by what is withheld now:
// large ones first, since what protects them protects smaller ones, and then by name, so
// that the order of rows doesn't count.
func (p *protector) narrow(ctx context.Context) (all []int, err error) {
	a, err := p.system.attack()
	if err != nil {
		return nil, err
	}
	for i, c := range p.system.cells {
		if !c.guarded || p.wide(i) {
			continue
		}
		wide, known, err := a.wide(ctx, i, c.n, p.width-nothing)
		if err != nil {
			return nil, err
		}
		if p.low[i], p.high[i] = known.Low-c.n, known.High-c.n; !wide {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		c := p.system.cells
		return cmp.Or(cmp.Compare(c[b].n, c[a].n), cmp.Compare(c[a].name, c[b].name))
	})
	return all, nil
}

func (p *protector) wide(i int) bool { return p.high[i]-p.low[i] >= p.width-nothing }

// prepare writes the moves that leave each sum as it is.
func (p *protector) prepare() error {
	s := p.system
	var problem simplex.Problem
	p.up, p.down = make([]int, len(s.cells)), make([]int, len(s.cells))
	for i, c := range s.cells {
		p.up[i], p.down[i] = -1, -1
		if c.state == printed {
			continue
		}
		p.up[i], p.down[i] = len(problem.Columns), len(problem.Columns)+1
		cost := c.lost()
		problem.Columns = append(problem.Columns,
			simplex.Column{Bounds: simplex.Bounds{High: math.Inf(1)}, Cost: cost},
			simplex.Column{Bounds: simplex.Bounds{High: c.n}, Cost: cost})
	}
	for row, one := range s.sums {
		problem.Rows = append(problem.Rows, simplex.Bounds{})
		put := func(i int, sign float64) {
			if p.up[i] < 0 {
				return
			}
			for k, j := range []int{p.up[i], p.down[i]} {
				value := sign * float64(1-2*k)
				problem.Columns[j].Entries = append(problem.Columns[j].Entries, simplex.Entry{Row: row, Value: value})
			}
		}
		put(one.total, -1)
		for _, i := range one.parts {
			put(i, 1)
		}
	}
	var err error
	p.moves, err = simplex.New(problem)
	return err
}

// free makes it cost nothing to move a cell that is withheld.
func (p *protector) free(i int) error {
	return errors.Join(p.moves.Cost(p.up[i], 0), p.moves.Cost(p.down[i], 0))
}

// widen withholds what is needed for a cell to be wide enough.
func (p *protector) widen(ctx context.Context, i int) error {
	if p.wide(i) {
		return nil
	}
	up := p.width
	x, err := p.move(ctx, i, up, 0)
	if err == nil {
		return p.keep(x)
	}
	if !errors.Is(err, simplex.ErrInfeasible) {
		return err
	}
	// It can't have so many more: as many more as it can, and the rest fewer.
	reach, err := p.reach(ctx, i)
	if err != nil {
		return err
	}
	if reach.High-reach.Low < p.width-nothing {
		return ErrBare.With("cell", string(p.system.cells[i].name))
	}
	up = math.Min(reach.High, p.width)
	for _, step := range [][2]float64{{up, 0}, {0, p.width - up}} {
		if step == [2]float64{} {
			continue
		}
		x, err := p.move(ctx, i, step[0], step[1])
		if err != nil {
			return err
		}
		if err := p.keep(x); err != nil {
			return err
		}
	}
	return nil
}

// move finds the cheapest moves with which a cell goes so far up and down.
func (p *protector) move(ctx context.Context, i int, up, down float64) ([]float64, error) {
	n := p.system.cells[i].n
	if down > n {
		return nil, simplex.ErrInfeasible
	}
	if err := p.bound(i, simplex.Bounds{Low: up, High: up}, simplex.Bounds{Low: down, High: down}); err != nil {
		return nil, err
	}
	p.moves.Forget() // nothing moves but this cell: mostly a few others have to
	out, err := p.moves.Solve(ctx)
	return out.X, errors.Join(err, p.bound(i, simplex.Bounds{High: math.Inf(1)}, simplex.Bounds{High: n}))
}

func (p *protector) bound(i int, up, down simplex.Bounds) error {
	return errors.Join(p.moves.Bound(p.up[i], up), p.moves.Bound(p.down[i], down))
}

// reach gives how far a cell can go down and up when all are withheld that can be.
func (p *protector) reach(ctx context.Context, i int) (out simplex.Bounds, err error) {
	n, none, some := p.system.cells[i].n, simplex.Bounds{}, simplex.Bounds{High: math.Inf(1)}
	for _, way := range []struct {
		up, down simplex.Bounds
		column   int
		to       *float64
	}{{some, none, p.up[i], &out.High}, {none, simplex.Bounds{High: n}, p.down[i], &out.Low}} {
		if err := p.bound(i, way.up, way.down); err != nil {
			return out, err
		}
		far, err := p.moves.Range(ctx, way.column)
		if err != nil {
			return out, err
		}
		*way.to = far.High
	}
	out.Low = -out.Low
	return out, p.bound(i, some, simplex.Bounds{High: n})
}

// keep withholds what moves in a table that was found, and lets it witness.
func (p *protector) keep(x []float64) error {
	for i := range p.system.cells {
		if p.up[i] < 0 {
			continue
		}
		d := x[p.up[i]] - x[p.down[i]]
		if math.Abs(d) <= nothing {
			continue
		}
		p.low[i], p.high[i] = math.Min(p.low[i], d), math.Max(p.high[i], d)
		if c := &p.system.cells[i]; c.state == open {
			c.state, c.guarded, p.chosen[i] = hidden, true, true
			if err := p.free(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// questions is how often a reader is asked, at most, to find out what needn't be withheld:
// a number and no time, so that every machine does the same.
const questions = 10_000

// thin prints again what needn't be withheld, the most informative first: with what came
// after it, it may no longer be needed.
func (p *protector) thin(ctx context.Context) error {
	s := p.system
	var extra, guarded []int
	for i, c := range s.cells {
		if c.guarded && !c.sensitive && p.chosen[i] {
			extra = append(extra, i)
		}
		if c.guarded {
			guarded = append(guarded, i)
		}
	}
	slices.SortFunc(extra, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.cells[b].n, s.cells[a].n), cmp.Compare(s.cells[a].name, s.cells[b].name))
	})
	a, err := s.attack()
	if err != nil {
		return err
	}
	for left := questions; len(extra) > 0 && left > 0; extra = extra[1:] {
		i := extra[0]
		n := s.cells[i].n
		if err := a.solver.Bound(a.column[i], simplex.Bounds{Low: n, High: n}); err != nil {
			return err
		}
		// Whoever was narrow the last time is asked first.
		failed := -1
		for k, other := range guarded {
			if other == i {
				continue
			}
			left--
			wide, _, err := a.wide(ctx, other, s.cells[other].n, p.width-nothing)
			if err != nil {
				return err
			}
			if !wide {
				failed = k
				break
			}
		}
		if failed < 0 {
			s.cells[i].state, s.cells[i].guarded = open, false
			guarded = slices.DeleteFunc(guarded, func(other int) bool { return other == i })
			continue
		}
		first := guarded[failed]
		copy(guarded[1:failed+1], guarded[:failed])
		guarded[0] = first
		if err := a.solver.Bound(a.column[i], simplex.Bounds{High: math.Inf(1)}); err != nil {
			return err
		}
	}
	return nil
}
