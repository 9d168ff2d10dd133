// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"baken/base/fault"
	"baken/base/simplex"
)

// same says whether two answers agree: the same error, or the same least costs.
func same(a simplex.Solution, errA error, b simplex.Solution, errB error) bool {
	if errA != nil || errB != nil {
		return errA != nil && errors.Is(errA, errB)
	}
	return near(a.Value, b.Value)
}

func TestSolutionsMeetTheirRows(t *testing.T) {
	for k, p := range some(300) {
		answer, err := solver(t, p).Solve(t.Context())
		if err != nil {
			continue
		}
		if off := meets(p, answer.X); off > 1e-8 {
			t.Errorf("problem %d: off by %g", k, off)
		}
		sum := 0.0
		for j, x := range answer.X {
			sum += p.Columns[j].Cost * x
		}
		if !near(sum, answer.Value) {
			t.Errorf("problem %d: costs %g, said to be %g", k, sum, answer.Value)
		}
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for k, p := range some(200) {
		rows := rng.Perm(len(p.Rows))
		q := simplex.Problem{Rows: make([]simplex.Bounds, len(p.Rows)), Columns: slices.Clone(p.Columns)}
		for i, to := range rows {
			q.Rows[to] = p.Rows[i]
		}
		for j, c := range q.Columns {
			q.Columns[j].Entries = nil
			for _, e := range c.Entries {
				q.Columns[j].Entries = append(q.Columns[j].Entries, simplex.Entry{Row: rows[e.Row], Value: e.Value})
			}
		}
		rng.Shuffle(len(q.Columns), func(i, j int) { q.Columns[i], q.Columns[j] = q.Columns[j], q.Columns[i] })
		a, errA := solver(t, p).Solve(t.Context())
		b, errB := solver(t, q).Solve(t.Context())
		if !same(a, errA, b, errB) {
			t.Errorf("problem %d: %v %v, in another order %v %v", k, a, errA, b, errB)
		}
	}
}

// Bounds and costs change, twenty times each: an answer from the basis that is there is
// the one from nothing, and so is a clone's, and one's that forgot its basis.
func TestWarmIsFresh(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	infeasible := 0
	for k, p := range some(40) {
		warm := solver(t, p)
		p.Columns = slices.Clone(p.Columns)
		original := slices.Clone(p.Columns)
		for range 20 {
			j := rng.IntN(len(p.Columns))
			change(t, rng, warm, p, j, original[j].Bounds)
			clone, forgetful := warm.Clone(), warm.Clone()
			forgetful.Forget()
			a, errA := warm.Solve(t.Context())
			b, errB := solver(t, p).Solve(t.Context())
			c, errC := clone.Solve(t.Context())
			d, errD := forgetful.Solve(t.Context())
			if !same(a, errA, b, errB) || !same(c, errC, b, errB) || !same(d, errD, b, errB) {
				t.Fatalf("problem %d: %v %v, from nothing %v %v, a clone %v %v, without a basis %v %v\n%s", k, a, errA, b, errB, c, errC, d, errD, written([]simplex.Problem{p}))
			}
			if errors.Is(errA, simplex.ErrInfeasible) {
				infeasible++
			} else if errA == nil && meets(p, a.X) > 1e-8 {
				t.Fatalf("problem %d: off by %g", k, meets(p, a.X))
			}
		}
	}
	if infeasible < 100 {
		t.Errorf("only %d were made infeasible", infeasible)
	}
}

// The same for moves in tables of some size, where one cell after another has more, and
// costs fall to nothing as they are used.
func TestMovesFromAnyBasis(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 7))
	feasible := 0
	for k := range 6 {
		p := moves(rng, []int{8, 4, 3})
		warm, forgetful := solver(t, p), solver(t, p)
		for range 12 {
			a, errA := warm.Solve(t.Context())
			forgetful.Forget()
			b, errB := forgetful.Solve(t.Context())
			c, errC := solver(t, p).Solve(t.Context())
			if !same(a, errA, c, errC) || !same(b, errB, c, errC) {
				t.Fatalf("problem %d: %g %v, without a basis %g %v, from nothing %g %v", k, a.Value, errA, b.Value, errB, c.Value, errC)
			}
			if errB == nil {
				feasible++
				if off := meets(p, b.X); off > 1e-8 {
					t.Errorf("problem %d: off by %g", k, off)
				}
			}
			next := 2 * rng.IntN(len(p.Columns)/2)
			for j := range p.Columns {
				c := &p.Columns[j]
				switch {
				case j == next:
					c.Bounds = simplex.Bounds{Low: 10, High: 10}
				case j%2 == 0:
					c.Bounds = simplex.Bounds{High: inf}
				}
				if errB == nil && b.X[j] > 1e-9 {
					c.Cost = 0
				}
				for _, s := range []*simplex.Solver{warm, forgetful} {
					if err := errors.Join(s.Bound(j, c.Bounds), s.Cost(j, c.Cost)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if feasible < 50 {
		t.Errorf("only %d had a solution", feasible)
	}
}

// change fixes a column, frees it again, moves it, or gives it another cost.
func change(t *testing.T, rng *rand.Rand, s *simplex.Solver, p simplex.Problem, j int, original simplex.Bounds) {
	t.Helper()
	c := &p.Columns[j]
	x := float64(rng.IntN(8) - 1)
	switch rng.IntN(5) {
	case 0:
		c.Cost = x
		if err := s.Cost(j, x); err != nil {
			t.Fatal(err)
		}
	case 1:
		c.Bounds = simplex.Bounds{Low: x, High: x}
	case 2:
		c.Bounds = simplex.Bounds{Low: -3, High: x + 3}
	default:
		c.Bounds = original
	}
	if err := s.Bound(j, c.Bounds); err != nil {
		t.Fatal(err)
	}
}

func TestRangeIsTwoSolves(t *testing.T) {
	for k, p := range some(60) {
		s := solver(t, p)
		for j := range p.Columns {
			got, err := s.Range(t.Context(), j)
			want, wantErr := extremes(t, p, j)
			if err != nil || wantErr != nil {
				if !errors.Is(err, wantErr) {
					t.Errorf("problem %d, column %d: %v, by two solves %v", k, j, err, wantErr)
				}
				continue
			}
			if !near(got.Low, want.Low) || !near(got.High, want.High) {
				t.Errorf("problem %d, column %d: %v, by two solves %v", k, j, got, want)
			}
		}
	}
}

// Most and Least are the ends of Range, and give the same errors.
func TestEndsAreOfRange(t *testing.T) {
	for k, p := range some(30) {
		s := solver(t, p)
		for j := range p.Columns {
			most, errMost := s.Most(t.Context(), j)
			least, errLeast := s.Least(t.Context(), j)
			b, err := s.Range(t.Context(), j)
			if err != nil {
				if !errors.Is(errMost, err) || !errors.Is(errLeast, err) {
					t.Errorf("problem %d, column %d: %v and %v, the range %v", k, j, errLeast, errMost, err)
				}
				continue
			}
			if errMost != nil || errLeast != nil || !near(least, b.Low) || !near(most, b.High) {
				t.Errorf("problem %d, column %d: %g to %g, the range %v", k, j, least, most, b)
			}
		}
	}
}

func extremes(t *testing.T, p simplex.Problem, j int) (simplex.Bounds, error) {
	t.Helper()
	var out [2]float64
	for k, sign := range []float64{1, -1} {
		q := simplex.Problem{Rows: p.Rows, Columns: slices.Clone(p.Columns)}
		for i := range q.Columns {
			q.Columns[i].Cost = 0
		}
		q.Columns[j].Cost = sign
		answer, err := solver(t, q).Solve(t.Context())
		switch {
		case errors.Is(err, simplex.ErrUnbounded):
			out[k] = math.Inf(int(-sign))
		case err != nil:
			return simplex.Bounds{}, err
		default:
			out[k] = sign * answer.Value
		}
	}
	return simplex.Bounds{Low: out[0], High: out[1]}, nil
}

// What is true of a table lies within what can be worked out, also while cells are fixed
// and freed between the questions.
func TestTablesHoldTheirTruth(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for range 20 {
		p, truth := holes(rng, []int{5, 4, 3}, 60, rng.Float64())
		s := solver(t, p)
		for range 40 {
			i, j := rng.IntN(len(truth)), rng.IntN(len(truth))
			wide := within(t, s, j, truth[j])
			if err := s.Bound(i, simplex.Bounds{Low: truth[i], High: truth[i]}); err != nil {
				t.Fatal(err)
			}
			narrow := within(t, s, j, truth[j])
			if narrow.Low < wide.Low-1e-7 || narrow.High > wide.High+1e-7 {
				t.Errorf("to know more made %v into %v", wide, narrow)
			}
			if err := s.Bound(i, simplex.Bounds{Low: 0, High: inf}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Also where cells are fractions, or lie far apart, so that the margins, summed in some
// order, differ by rounding from what they would follow from.
func TestTablesOfFractionsHoldTheirTruth(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	for _, tc := range []struct {
		name string
		cell func(float64) float64
	}{
		{"tenths", func(x float64) float64 { return x * 0.1 }},
		{"small", func(x float64) float64 { return x * 1e-5 }},
		{"large", func(x float64) float64 { return x*1e9 + 0.37*x }},
		{"far apart", func(x float64) float64 { return math.Expm1(min(x, 40) / 2) }},
		{"by chance", func(x float64) float64 { return min(x, 1) * math.Exp(18*rng.Float64()) }},
	} {
		p, truth := holes(rand.New(rand.NewPCG(1, 2)), []int{10, 4, 6}, 180, 0.3)
		p.Rows = make([]simplex.Bounds, len(p.Rows))
		for _, j := range rng.Perm(len(truth)) {
			truth[j] = tc.cell(truth[j])
			for _, e := range p.Columns[j].Entries {
				p.Rows[e.Row].Low += e.Value * truth[j]
				p.Rows[e.Row].High = p.Rows[e.Row].Low
			}
		}
		s := solver(t, p)
		for j, x := range truth {
			b, err := s.Range(t.Context(), j)
			if slip := 1e-7 * max(1, x); err != nil || b.Low > x+slip || b.High < x-slip {
				t.Fatalf("%s, column %d: %v %v, truly %g", tc.name, j, b, err, x)
			}
		}
	}
}

func within(t *testing.T, s *simplex.Solver, j int, x float64) simplex.Bounds {
	t.Helper()
	b, err := s.Range(t.Context(), j)
	if err != nil || b.Low > x+1e-7 || b.High < x-1e-7 {
		t.Fatalf("column %d: %v %v, truly %g", j, b, err, x)
	}
	return b
}

func TestCloneIsIndependent(t *testing.T) {
	p, truth := holes(rand.New(rand.NewPCG(4, 4)), []int{6, 5, 3}, 90, 0.3)
	s := solver(t, p)
	before := within(t, s, 7, truth[7])
	clone := s.Clone()
	for j := range truth {
		if err := clone.Bound(j, simplex.Bounds{Low: truth[j], High: truth[j]}); err != nil {
			t.Fatal(err)
		}
	}
	if b := within(t, clone, 7, truth[7]); b.Low != truth[7] || b.High != truth[7] {
		t.Errorf("the clone gives %v, all is fixed to %g", b, truth[7])
	}
	if b := within(t, s, 7, truth[7]); b != before {
		t.Errorf("a clone changed %v to %v", before, b)
	}
}

// The same calls give the same bits.
func TestDeterministic(t *testing.T) {
	p, _ := holes(rand.New(rand.NewPCG(4, 5)), []int{9, 6, 4}, 200, 0.3)
	a, b := solver(t, p), solver(t, p)
	for j := range p.Columns {
		x, err := a.Range(t.Context(), j)
		y, errY := b.Range(t.Context(), j)
		if err != nil || errY != nil || x != y {
			t.Fatalf("column %d: %v %v, and %v %v", j, x, err, y, errY)
		}
	}
}

func TestRefuses(t *testing.T) {
	nan := math.NaN()
	one := func(c simplex.Column) simplex.Problem {
		return simplex.Problem{Rows: make([]simplex.Bounds, 2), Columns: []simplex.Column{{}, c}}
	}
	for _, tc := range []struct {
		rule string
		p    simplex.Problem
		want error
		row  int
		col  int
	}{
		{"a row's bound is a number", simplex.Problem{Rows: []simplex.Bounds{{}, {Low: nan}}}, simplex.ErrNaN, 1, -1},
		{"a row's bounds are in order", simplex.Problem{Rows: []simplex.Bounds{{Low: 2, High: 1}}}, simplex.ErrBounds, 0, -1},
		{"a row's bound can be met", simplex.Problem{Rows: []simplex.Bounds{{Low: inf, High: inf}}}, simplex.ErrBounds, 0, -1},
		{"a column's bound is a number", one(simplex.Column{Bounds: simplex.Bounds{High: nan}}), simplex.ErrNaN, -1, 1},
		{"a column's bounds are in order", one(simplex.Column{Bounds: simplex.Bounds{Low: 1}}), simplex.ErrBounds, -1, 1},
		{"a cost is a number", one(simplex.Column{Cost: nan}), simplex.ErrNaN, -1, 1},
		{"a cost is finite", one(simplex.Column{Cost: inf}), simplex.ErrInfinite, -1, 1},
		{"an entry is a number", one(simplex.Column{Entries: []simplex.Entry{{Row: 1, Value: nan}}}), simplex.ErrNaN, 1, 1},
		{"an entry is finite", one(simplex.Column{Entries: []simplex.Entry{{Row: 1, Value: -inf}}}), simplex.ErrInfinite, 1, 1},
		{"an entry has a row", one(simplex.Column{Entries: []simplex.Entry{{Row: 2, Value: 1}}}), simplex.ErrRow, 2, 1},
		{"an entry's row isn't below 0", one(simplex.Column{Entries: []simplex.Entry{{Row: -1, Value: 1}}}), simplex.ErrRow, -1, 1},
		{"a row has a column once", one(simplex.Column{Entries: []simplex.Entry{{Value: 1}, {Value: 1}}}), simplex.ErrRow, 0, 1},
	} {
		_, err := simplex.New(tc.p)
		var f *fault.Error
		if !errors.As(err, &f) || !errors.Is(err, tc.want) || f.Args()["row"] != tc.row || f.Args()["column"] != tc.col {
			t.Errorf("%s: got %v", tc.rule, err)
		}
	}
	s := solver(t, one(simplex.Column{}))
	_, err := s.Range(t.Context(), 2)
	for rule, err := range map[string]error{
		"range":       err,
		"bound":       s.Bound(-1, simplex.Bounds{}),
		"cost":        s.Cost(2, 1),
		"cost number": s.Cost(0, nan),
		"bound order": s.Bound(0, simplex.Bounds{Low: 1}),
	} {
		want := map[string]error{"range": simplex.ErrColumn, "bound": simplex.ErrColumn, "cost": simplex.ErrColumn, "cost number": simplex.ErrNaN, "bound order": simplex.ErrBounds}[rule]
		if !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", rule, err, want)
		}
	}
}

func TestEndsWithItsContext(t *testing.T) {
	p, _ := holes(rand.New(rand.NewPCG(4, 5)), []int{9, 6, 4}, 200, 0.3)
	s := solver(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Solve(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Range(ctx, 3); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Solve(t.Context()); err != nil {
		t.Errorf("after that: %v", err)
	}
}
