// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package simplex finds the least of a sum of costs under linear constraints, and the
// least and most that a variable can be: what a reader of a table with holes in it can
// work out about each hole.
//
// It is made for one set of constraints and thousands of questions: each starts from where
// the one before ended. Rows may follow from other rows, as the margins of a table do, and
// any number of them may be met with nothing to spare. It promises that the same calls in
// the same order give the same numbers on any machine, and that what it calls a solution
// meets every row and bound within 1e-9, relative to numbers above 1, to the usual size of
// the bounds and to that of the coefficients. That is so of entries like those of tables,
// mostly 1 and -1: where they lie a factor of ten million apart and variables have no
// bounds, fuzzing found a point that doesn't. It doesn't look for whole numbers. Costs that
// fall by less than 1e-10 for a unit of a variable are taken as level: where coefficients of
// 0.001 stand beside 10000, a least may be off by that over a long way, and where rows all
// but contradict each other it may be that ErrLimit is all there is to say.
//
// The method is the revised primal simplex with bounds on all variables, described with
// its sources in Bixby (1992), "Implementing the simplex method: the initial basis", and
// Maros (2003), "Computational techniques of the simplex method"; Solve goes by the dual
// simplex first where the basis allows it, as it does after a change of bounds.
package simplex

import (
	"context"
	"math"
	"slices"
)

// Problem asks for the least Σ cost·x such that each row's Σ entry·x, and each x, lies
// within its bounds.
type Problem struct {
	Rows    []Bounds
	Columns []Column
}

// Bounds hold a number: Low ≤ x ≤ High. Low may be -Inf and High +Inf; where they are
// equal, x is that.
type Bounds struct{ Low, High float64 }

// Column is one variable: its bounds, its cost, and its entries in rows, each in another
// row.
type Column struct {
	Bounds
	Cost    float64
	Entries []Entry
}

// Entry is a coefficient in a row. Rows count from 0.
type Entry struct {
	Row   int
	Value float64
}

// Solution is a point with the least costs.
type Solution struct {
	Value      float64   // Σ cost·x
	X          []float64 // by column
	Iterations int       // how many steps it took
}

// Solver holds the constraints, and the basis that the last question ended with. It isn't
// for use by several goroutines at once: they take clones.
type Solver struct {
	rows   []Bounds
	bounds []Bounds
	cost   []float64
	all    *matrix

	now     *reduced // nil until the first question
	unmet   []int    // columns with bounds that now can't have
	checked bool     // some point meets all bounds
}

// New takes the constraints. It refuses, by ErrNaN, ErrInfinite, ErrBounds and ErrRow,
// what isn't a problem, and names the row and the column.
func New(p Problem) (*Solver, error) {
	s := &Solver{rows: slices.Clone(p.Rows)}
	for i, b := range p.Rows {
		if err := b.check(i, -1); err != nil {
			return nil, err
		}
	}
	start, row, value := []int32{0}, []int32(nil), []float64(nil)
	last := make([]int, len(p.Rows)) // 1 + the last column with an entry
	for j, c := range p.Columns {
		if err := c.check(j, last); err != nil {
			return nil, err
		}
		for _, e := range c.Entries {
			if e.Value != 0 {
				row, value = append(row, int32(e.Row)), append(value, e.Value)
			}
		}
		start = append(start, int32(len(row)))
		s.bounds, s.cost = append(s.bounds, c.Bounds), append(s.cost, c.Cost)
	}
	s.all = newMatrix(len(p.Rows), start, row, value)
	return s, nil
}

func (b Bounds) check(row, column int) error {
	if math.IsNaN(b.Low) || math.IsNaN(b.High) {
		return ErrNaN.With("row", row, "column", column)
	}
	if b.Low > b.High || math.IsInf(b.Low, 1) || math.IsInf(b.High, -1) {
		return ErrBounds.With("row", row, "column", column, "low", b.Low, "high", b.High)
	}
	return nil
}

func (c Column) check(j int, last []int) error {
	if err := c.Bounds.check(-1, j); err != nil {
		return err
	}
	if err := number(c.Cost, -1, j); err != nil {
		return err
	}
	for _, e := range c.Entries {
		if e.Row < 0 || e.Row >= len(last) || last[e.Row] == j+1 {
			return ErrRow.With("row", e.Row, "column", j)
		}
		if err := number(e.Value, e.Row, j); err != nil {
			return err
		}
		last[e.Row] = j + 1
	}
	return nil
}

func number(x float64, row, column int) error {
	if math.IsNaN(x) {
		return ErrNaN.With("row", row, "column", column)
	}
	if math.IsInf(x, 0) {
		return ErrInfinite.With("row", row, "column", column)
	}
	return nil
}

func (s *Solver) has(column int) error {
	if column < 0 || column >= len(s.bounds) {
		return ErrColumn.With("column", column, "columns", len(s.bounds))
	}
	return nil
}

// Bound gives a column other bounds. The next question starts from the basis that is
// there.
func (s *Solver) Bound(column int, b Bounds) error {
	if err := s.has(column); err != nil {
		return err
	}
	if err := b.check(-1, column); err != nil {
		return err
	}
	if s.bounds[column] == b {
		return nil
	}
	s.bounds[column] = b
	s.checked = false
	if at := slices.Index(s.unmet, column); at >= 0 {
		s.unmet = slices.Delete(s.unmet, at, at+1)
	}
	if s.now != nil && !s.now.bound(column, b) {
		s.unmet = append(s.unmet, column)
	}
	return nil
}

// Cost gives a column another cost.
func (s *Solver) Cost(column int, cost float64) error {
	if err := s.has(column); err != nil {
		return err
	}
	if err := number(cost, -1, column); err != nil {
		return err
	}
	s.cost[column] = cost
	return nil
}

// Forget makes the next question start from nothing. Where each cost asks for a bound that
// its column has, as costs of zero or more do of columns that can't be below zero, that is a
// start under which only rows are amiss: few steps where the bounds ask for little, and the
// basis of another question lies far away.
func (s *Solver) Forget() {
	if s.now != nil {
		s.now.engine.forget()
	}
}

// Solve finds a point with the least costs. It gives ErrInfeasible when no point meets
// all rows and bounds, ErrUnbounded when there is no least, ErrLimit when it doesn't come
// to an end, and the error of ctx when that ends first.
func (s *Solver) Solve(ctx context.Context) (Solution, error) {
	if err := s.prepare(); err != nil {
		return Solution{}, err
	}
	e := s.now.engine
	before := e.iterations
	s.now.price(s.cost)
	end, err := e.resolve(ctx)
	if err == nil {
		err = end.err()
	}
	if err != nil {
		return Solution{}, err
	}
	out := Solution{X: s.now.point(), Iterations: e.iterations - before}
	if !s.met(out.X) {
		return Solution{}, ErrLimit.With("iterations", out.Iterations)
	}
	s.checked = true
	s.now.see()
	for j, x := range out.X {
		out.Value += float64(s.cost[j] * x)
	}
	return out, nil
}

// met looks once more, at the rows as they were given, whether a point meets them by a
// thousand times the tolerance: after scaling, what is near may be far.
func (s *Solver) met(x []float64) bool {
	for i, b := range s.rows {
		sum, size := 0.0, 1.0
		columns, values := s.all.across(i)
		for c, j := range columns {
			by := float64(values[c] * x[j])
			sum += by
			size += math.Abs(by)
		}
		if within := float64(1000 * feasible * size); sum < b.Low-within || sum > b.High+within {
			return false
		}
	}
	return true
}

func (o outcome) err() error {
	switch o {
	case none:
		return ErrInfeasible
	case endless:
		return ErrUnbounded
	default:
		return nil
	}
}

// prepare leaves out what follows at once, where bounds changed since that was done.
func (s *Solver) prepare() error {
	if s.now != nil && len(s.unmet) == 0 {
		return nil
	}
	next := reduce(s)
	if next == nil {
		return ErrInfeasible
	}
	if s.now != nil {
		next.start(s.now)
	}
	s.now, s.unmet = next, nil
	return nil
}

// Range gives the least and the most that a column can be, -Inf and +Inf where there is
// no end; the costs play no part. It gives ErrInfeasible, ErrLimit and the error of ctx as
// Solve does.
func (s *Solver) Range(ctx context.Context, column int) (Bounds, error) {
	low, err := s.Least(ctx, column)
	if err != nil {
		return Bounds{}, err
	}
	high, err := s.Most(ctx, column)
	if err != nil {
		return Bounds{}, err
	}
	return Bounds{low, high}, nil
}

// Least gives the lower end of Range, for half the work.
func (s *Solver) Least(ctx context.Context, column int) (float64, error) {
	return s.end(ctx, column, 1)
}

// Most gives the upper end of Range, for half the work.
func (s *Solver) Most(ctx context.Context, column int) (float64, error) {
	return s.end(ctx, column, -1)
}

// end gives the least of a column (sign 1) or the most (sign -1).
func (s *Solver) end(ctx context.Context, column int, sign float64) (float64, error) {
	if err := s.has(column); err != nil {
		return 0, err
	}
	if err := s.prepare(); err != nil {
		return 0, err
	}
	if err := s.check(ctx); err != nil {
		return 0, err
	}
	at := s.now.at[column]
	if at < 0 {
		return s.now.value[column], nil
	}
	return s.now.extreme(ctx, at, sign)
}

// check finds some point that meets all bounds.
func (s *Solver) check(ctx context.Context) error {
	if s.checked {
		return nil
	}
	clear(s.now.engine.cost)
	end, err := s.now.engine.optimise(ctx)
	if err == nil {
		err = end.err()
	}
	if err != nil {
		return err
	}
	s.checked = true
	s.now.see()
	return nil
}

// Clone gives a solver with the same constraints, costs and basis, that shares nothing
// that changes.
func (s *Solver) Clone() *Solver {
	out := *s
	out.bounds, out.cost, out.unmet = slices.Clone(s.bounds), slices.Clone(s.cost), slices.Clone(s.unmet)
	if s.now != nil {
		out.now = s.now.clone()
	}
	return &out
}
