// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"errors"
	"math"

	"baken/base/simplex"
)

// round rounds all counts of a table to multiples of a number such that rows and columns
// still add up: each to the multiple above or below it, near ones rather than far ones. It
// gives as well how far a count can lie from what it is rounded to, for who knows how this
// is done. Where a table of three dimensions has no such rounding, counts may go one
// multiple further.
//
// It is a linear program, whose answers are mostly whole; where they aren't, the one that
// is nearest to being whole is made so, and the others are worked out again. Source: L.H.
// Cox, A constructive procedure for unbiased controlled rounding, JASA 82 (1987) 520-524,
// for what is asked; A. Hundepool et al., Statistical Disclosure Control (2012) section
// 5.4.3.
func (l *layout) round(ctx context.Context, to int64) (out []int64, far int64, err error) {
	for further := range int64(5) {
		out, err := l.rounded(ctx, to, further)
		if err == nil {
			return out, (further+1)*to - 1, nil
		}
		if !errors.Is(err, simplex.ErrInfeasible) {
			return nil, 0, err
		}
	}
	return nil, 0, ErrBare.With("cell", string(l.name[0]))
}

func (l *layout) rounded(ctx context.Context, to, further int64) ([]int64, error) {
	r := l.roundings(to, further)
	solver, err := simplex.New(r.problem)
	if err != nil {
		return nil, err
	}
	now, err := solver.Solve(ctx)
	for err == nil {
		j := nearlyWhole(now.X)
		if j < 0 {
			break
		}
		near := math.Round(now.X[j])
		other := near + 1
		if near > now.X[j] {
			other = near - 1
		}
		if now, err = fixed(ctx, solver, j, near); errors.Is(err, simplex.ErrInfeasible) {
			now, err = fixed(ctx, solver, j, other)
		}
	}
	if err != nil {
		return nil, err
	}
	out := make([]int64, len(l.n))
	for i, columns := range r.of {
		for _, j := range columns {
			out[i] += to * int64(r.sign[j]*math.Round(now.X[j]))
		}
	}
	return out, nil
}

func fixed(ctx context.Context, s *simplex.Solver, column int, x float64) (simplex.Solution, error) {
	if err := s.Bound(column, simplex.Bounds{Low: x, High: x}); err != nil {
		return simplex.Solution{}, err
	}
	return s.Solve(ctx)
}

// nearlyWhole gives the variable that isn't whole and is nearest to being so; -1 where all
// are.
func nearlyWhole(x []float64) int {
	best, least := -1, 1.0
	for j, v := range x {
		if off := math.Abs(v - math.Round(v)); off > nothing && off < least-nothing {
			best, least = j, off
		}
	}
	return best
}

// roundings are the multiples that each count can be rounded to, as a sum of variables.
type roundings struct {
	problem simplex.Problem
	of      [][]int   // the variables of a cell
	sign    []float64 // with which a variable counts
}

func (l *layout) roundings(to, further int64) *roundings {
	r := &roundings{of: make([][]int, len(l.n))}
	put := func(i int, sign float64, bounds simplex.Bounds, cost float64) {
		r.of[i] = append(r.of[i], len(r.sign))
		r.sign = append(r.sign, sign)
		r.problem.Columns = append(r.problem.Columns, simplex.Column{Bounds: bounds, Cost: cost})
	}
	for i, n := range l.n {
		below, above := n/to, (n+to-1)/to
		put(i, 1, simplex.Bounds{Low: float64(below), High: float64(above)}, float64(below*to+above*to-2*n))
		if further > 0 {
			put(i, 1, simplex.Bounds{High: float64(further)}, 2*float64(to))
			put(i, -1, simplex.Bounds{High: float64(min(further, below))}, 2*float64(to))
		}
	}
	for i := range l.at {
		for k := range l.by {
			parts := l.partsOf(i, k)
			if len(parts) == 0 {
				continue
			}
			row := len(r.problem.Rows)
			r.problem.Rows = append(r.problem.Rows, simplex.Bounds{})
			sign := -1.0
			for _, cell := range append([]int{i}, parts...) {
				for _, j := range r.of[cell] {
					column := &r.problem.Columns[j]
					column.Entries = append(column.Entries, simplex.Entry{Row: row, Value: sign * r.sign[j]})
				}
				sign = 1
			}
		}
	}
	return r
}
