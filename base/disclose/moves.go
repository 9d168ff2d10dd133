// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"errors"
	"math"

	"baken/base/simplex"
)

// moves are what tables can differ by: cells go up and down such that each sum stays as it
// is, and none falls below zero.
type moves struct {
	cells    []cell
	solver   *simplex.Solver
	up, down []int // the columns of a cell; -1 where it can't move
}

// other is a table that a reader would take for as likely as the true one, by the cells
// that differ, and by how much.
type other struct {
	cell []int
	by   []float64
}

// witness notes how far cells go in a table.
func (o other) witness(low, high []float64) {
	for k, i := range o.cell {
		low[i], high[i] = math.Min(low[i], o.by[k]), math.Max(high[i], o.by[k])
	}
}

// moves writes down the moves, with what a cell costs for each person; below zero where it
// can't move.
func (s *system) moves(cost func(i int) float64) (*moves, error) {
	m := &moves{cells: s.cells, up: make([]int, len(s.cells)), down: make([]int, len(s.cells))}
	var problem simplex.Problem
	for i, c := range s.cells {
		m.up[i], m.down[i] = -1, -1
		one := cost(i)
		if one < 0 {
			continue
		}
		m.up[i], m.down[i] = len(problem.Columns), len(problem.Columns)+1
		problem.Columns = append(problem.Columns,
			simplex.Column{Bounds: simplex.Bounds{High: math.Inf(1)}, Cost: one},
			simplex.Column{Bounds: simplex.Bounds{High: c.n}, Cost: one})
	}
	for row, one := range s.sums {
		problem.Rows = append(problem.Rows, simplex.Bounds{})
		put := func(i int, sign float64) {
			if m.up[i] < 0 {
				return
			}
			for k, j := range []int{m.up[i], m.down[i]} {
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
	m.solver, err = simplex.New(problem)
	return m, err
}

// cost sets what a cell costs.
func (m *moves) cost(i int, cost float64) error {
	return errors.Join(m.solver.Cost(m.up[i], cost), m.solver.Cost(m.down[i], cost))
}

// cheapest finds the cheapest moves with which a cell goes so far up and down.
func (m *moves) cheapest(ctx context.Context, i int, up, down float64) (other, error) {
	if down > m.cells[i].n {
		return other{}, simplex.ErrInfeasible
	}
	if err := m.bound(i, simplex.Bounds{Low: up, High: up}, simplex.Bounds{Low: down, High: down}); err != nil {
		return other{}, err
	}
	m.solver.Forget() // nothing moves but this cell: mostly a few others have to
	out, err := m.solver.Solve(ctx)
	if err := errors.Join(err, m.release(i)); err != nil {
		return other{}, err
	}
	return m.other(out.X), nil
}

func (m *moves) other(x []float64) (o other) {
	for i := range m.cells {
		if m.up[i] < 0 {
			continue
		}
		if d := x[m.up[i]] - x[m.down[i]]; math.Abs(d) > nothing {
			o.cell, o.by = append(o.cell, i), append(o.by, d)
		}
	}
	return o
}

func (m *moves) bound(i int, up, down simplex.Bounds) error {
	return errors.Join(m.solver.Bound(m.up[i], up), m.solver.Bound(m.down[i], down))
}

// release lets a cell move as far as it can.
func (m *moves) release(i int) error {
	return m.bound(i, simplex.Bounds{High: math.Inf(1)}, simplex.Bounds{High: m.cells[i].n})
}

// hold lets a cell move no more.
func (m *moves) hold(i int) error { return m.bound(i, simplex.Bounds{}, simplex.Bounds{}) }

// reach gives how far a cell can go down and up when all others move that can.
func (m *moves) reach(ctx context.Context, i int) (out simplex.Bounds, err error) {
	none, up, down := simplex.Bounds{}, simplex.Bounds{High: math.Inf(1)}, simplex.Bounds{High: m.cells[i].n}
	if err := m.bound(i, up, none); err != nil {
		return out, err
	}
	if out.High, err = m.solver.Most(ctx, m.up[i]); err != nil {
		return out, err
	}
	if err := m.bound(i, none, down); err != nil {
		return out, err
	}
	low, err := m.solver.Most(ctx, m.down[i])
	out.Low = -low
	return out, errors.Join(err, m.release(i))
}
