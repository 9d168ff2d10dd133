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
// is, and none leaves what everybody knows of it. Within what a reader is told of a cell
// that costs nothing.
type moves struct {
	cells    []cell
	solver   *simplex.Solver
	up, down []int // the columns of a cell; -1 where it can't move
	within   []int // the column of a cell that moves within what is told of it; -1 where it can't
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

// beyond tells whether a cell differs by more than what it is told.
func (o other) beyond(i int, c cell) bool {
	for k, at := range o.cell {
		if at == i {
			x := c.n + o.by[k]
			return x < c.told.Low-nothing || x > c.told.High+nothing
		}
	}
	return false
}

// moves writes down the moves, with what a cell costs for each person beyond what is told
// of it; below zero where it can't move so far.
func (s *system) moves(cost func(i int) float64) (*moves, error) {
	m := &moves{cells: s.cells, up: make([]int, len(s.cells)), down: make([]int, len(s.cells)), within: make([]int, len(s.cells))}
	var problem simplex.Problem
	column := func(cost float64, bounds simplex.Bounds) int {
		problem.Columns = append(problem.Columns, simplex.Column{Bounds: bounds, Cost: cost})
		return len(problem.Columns) - 1
	}
	for i, c := range s.cells {
		m.up[i], m.down[i], m.within[i] = -1, -1, -1
		if c.told.Low < c.told.High {
			m.within[i] = column(0, m.told(i))
		}
		if one := cost(i); one >= 0 {
			up, down := m.beyond(i)
			m.up[i], m.down[i] = column(one, up), column(one, down)
		}
	}
	for row, one := range s.sums {
		problem.Rows = append(problem.Rows, simplex.Bounds{})
		sign := -1.0
		one.each(func(i int) {
			for _, c := range []struct {
				column int
				sign   float64
			}{{m.up[i], sign}, {m.down[i], -sign}, {m.within[i], sign}} {
				if c.column >= 0 {
					column := &problem.Columns[c.column]
					column.Entries = append(column.Entries, simplex.Entry{Row: row, Value: c.sign})
				}
			}
			sign = 1
		})
	}
	var err error
	m.solver, err = simplex.New(problem)
	return m, err
}

// told gives how far a cell moves within what is told of it.
func (m *moves) told(i int) simplex.Bounds {
	c := m.cells[i]
	least := c.least()
	return simplex.Bounds{Low: math.Min(0, math.Max(c.told.Low, least.Low)-c.n), High: math.Max(0, math.Min(c.told.High, least.High)-c.n)}
}

// far gives how far a cell goes up and down by what everybody knows.
func (m *moves) far(i int) (up, down simplex.Bounds) {
	c, least := m.cells[i], m.cells[i].least()
	return simplex.Bounds{High: math.Max(0, least.High-c.n)}, simplex.Bounds{High: math.Max(0, c.n-least.Low)}
}

// beyond gives how far a cell goes up and down beyond what is told of it.
func (m *moves) beyond(i int) (up, down simplex.Bounds) {
	up, down = m.far(i)
	if m.within[i] >= 0 {
		told := m.told(i)
		up.High, down.High = math.Max(0, up.High-told.High), math.Max(0, down.High+told.Low)
	}
	return up, down
}

// cost sets what a cell costs.
func (m *moves) cost(i int, cost float64) error {
	return errors.Join(m.solver.Cost(m.up[i], cost), m.solver.Cost(m.down[i], cost))
}

// cheapest finds the cheapest moves with which a cell goes so far up and down.
func (m *moves) cheapest(ctx context.Context, i int, up, down float64) (other, error) {
	most, least := m.far(i)
	if up > most.High || down > least.High {
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
		var d float64
		if m.up[i] >= 0 {
			d = x[m.up[i]] - x[m.down[i]]
		}
		if m.within[i] >= 0 {
			d += x[m.within[i]]
		}
		if math.Abs(d) > nothing {
			o.cell, o.by = append(o.cell, i), append(o.by, d)
		}
	}
	return o
}

// bound sets how far a cell moves; within what is told of it, it then doesn't move beside.
func (m *moves) bound(i int, up, down simplex.Bounds) error {
	err := errors.Join(m.solver.Bound(m.up[i], up), m.solver.Bound(m.down[i], down))
	if m.within[i] >= 0 {
		err = errors.Join(err, m.solver.Bound(m.within[i], simplex.Bounds{}))
	}
	return err
}

// release lets a cell move as far as it can.
func (m *moves) release(i int) error {
	up, down := m.beyond(i)
	err := m.bound(i, up, down)
	if m.within[i] >= 0 {
		err = errors.Join(err, m.solver.Bound(m.within[i], m.told(i)))
	}
	return err
}

// hold lets a cell move no more than what is told of it.
func (m *moves) hold(i int) error {
	return errors.Join(m.solver.Bound(m.up[i], simplex.Bounds{}), m.solver.Bound(m.down[i], simplex.Bounds{}))
}

// reach gives how far a cell can go down and up when all others move that can.
func (m *moves) reach(ctx context.Context, i int) (out simplex.Bounds, err error) {
	up, down := m.far(i)
	if err := m.bound(i, up, simplex.Bounds{}); err != nil {
		return out, err
	}
	if out.High, err = m.solver.Most(ctx, m.up[i]); err != nil {
		return out, err
	}
	if err := m.bound(i, simplex.Bounds{}, down); err != nil {
		return out, err
	}
	low, err := m.solver.Most(ctx, m.down[i])
	out.Low = -low
	return out, errors.Join(err, m.release(i))
}
