// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"context"
	"errors"
	"fmt"
	"math"

	"baken/base/simplex"
)

// rule makes an equation.
func rule(x float64) simplex.Bounds { return simplex.Bounds{Low: x, High: x} }

// square is a table of two by two, with the margins 7 and 3 beside it and 6 and 4 below:
//
//	a b | 7
//	c d | 3
//	6 4
//
// Its four equations are three: the rows add up to what the columns do.
func square() *simplex.Solver {
	column := func(row, below int) simplex.Column {
		return simplex.Column{
			Bounds:  simplex.Bounds{Low: 0, High: math.Inf(1)},
			Entries: []simplex.Entry{{Row: row, Value: 1}, {Row: below, Value: 1}},
		}
	}
	s, err := simplex.New(simplex.Problem{
		Rows:    []simplex.Bounds{rule(7), rule(3), rule(6), rule(4)},
		Columns: []simplex.Column{column(0, 2), column(0, 3), column(1, 2), column(1, 3)},
	})
	if err != nil {
		panic(err)
	}
	return s
}

// A mill makes bread (3 to earn) and cake (5 to earn). Bread takes 1 of flour and 1 of
// time, cake 1 of flour and 3 of time; there is 4 of flour and 6 of time. Both run out at 3
// of bread and 1 of cake: 3·3 + 5·1 = 14. Only the least is found, so earnings are costs
// below zero.
func ExampleNew() {
	stock := func(x float64) simplex.Bounds { return simplex.Bounds{Low: math.Inf(-1), High: x} }
	some := simplex.Bounds{Low: 0, High: math.Inf(1)}
	s, err := simplex.New(simplex.Problem{
		Rows: []simplex.Bounds{stock(4), stock(6)},
		Columns: []simplex.Column{
			{Bounds: some, Cost: -3, Entries: []simplex.Entry{{Row: 0, Value: 1}, {Row: 1, Value: 1}}},
			{Bounds: some, Cost: -5, Entries: []simplex.Entry{{Row: 0, Value: 1}, {Row: 1, Value: 3}}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	best, err := s.Solve(context.Background())
	fmt.Printf("%.6g %.6g %v\n", best.X, best.Value, err)

	_, err = simplex.New(simplex.Problem{Columns: []simplex.Column{{Entries: []simplex.Entry{{Row: 0, Value: 1}}}}})
	fmt.Println(errors.Is(err, simplex.ErrRow))
	// Output:
	// [3 1] -14 <nil>
	// true
}

// With a the others follow: b = 7−a, c = 6−a, d = a−3. That d isn't below 0 makes a 3 or
// more, and that c isn't makes it 6 or less.
func ExampleSolver_Range() {
	s := square()
	for column, name := range []string{"a", "b", "c", "d"} {
		r, err := s.Range(context.Background(), column)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s from %g to %g\n", name, r.Low, r.High)
	}
	// Output:
	// a from 3 to 6
	// b from 1 to 4
	// c from 0 to 3
	// d from 0 to 3
}

// a is 6 or less, as c = 6−a isn't below 0.
func ExampleSolver_Most() {
	most, err := square().Most(context.Background(), 0)
	fmt.Println(most, err)
	// Output: 6 <nil>
}

// a is 3 or more, as d = a−3 isn't below 0.
func ExampleSolver_Least() {
	least, err := square().Least(context.Background(), 0)
	fmt.Println(least, err)
	// Output: 3 <nil>
}

// Who knows that c is 2 knows all: a = 4, b = 3, d = 1. There is no table with c = 4.
func ExampleSolver_Bound() {
	s := square()
	for _, c := range []float64{2, 4} {
		if err := s.Bound(2, rule(c)); err != nil {
			fmt.Println(err)
			return
		}
		found, err := s.Solve(context.Background())
		fmt.Println(found.X, errors.Is(err, simplex.ErrInfeasible))
	}
	// Output:
	// [4 3 2 1] false
	// [] true
}

// a + 2b is a + 14 − 2a = 14 − a: least where a is most, 6.
func ExampleSolver_Cost() {
	s := square()
	for column, cost := range []float64{1, 2} {
		if err := s.Cost(column, cost); err != nil {
			fmt.Println(err)
			return
		}
	}
	least, err := s.Solve(context.Background())
	fmt.Println(least.X, least.Value, err)
	// Output: [6 1 0 3] 8 <nil>
}

// a − d is always 3, as the first row minus the second column has it.
func ExampleSolver_Solve() {
	s := square()
	if err := errors.Join(s.Cost(0, 1), s.Cost(3, -1)); err != nil {
		fmt.Println(err)
		return
	}
	least, err := s.Solve(context.Background())
	fmt.Println(least.Value, err)

	free, err := simplex.New(simplex.Problem{Columns: []simplex.Column{{Bounds: simplex.Bounds{Low: math.Inf(-1)}, Cost: 1}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = free.Solve(context.Background())
	fmt.Println(errors.Is(err, simplex.ErrUnbounded))
	// Output:
	// 3 <nil>
	// true
}

// Where a table is as cheap as can be with b = 4 and c = 3 says little of where it is with
// b = 1.
func ExampleSolver_Forget() {
	s := square()
	for _, b := range []float64{4, 1} {
		s.Forget()
		if err := errors.Join(s.Bound(1, rule(b)), s.Cost(2, 1)); err != nil {
			fmt.Println(err)
			return
		}
		found, err := s.Solve(context.Background())
		fmt.Println(found.X, found.Value, err)
	}
	// Output:
	// [3 4 3 0] 3 <nil>
	// [6 1 0 3] 0 <nil>
}

// One clone is told what c is; the other doesn't hear of it.
func ExampleSolver_Clone() {
	one := square()
	other := one.Clone()
	if err := one.Bound(2, rule(2)); err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range []*simplex.Solver{one, other} {
		r, err := s.Range(context.Background(), 0)
		fmt.Println(r, err)
	}
	// Output:
	// {4 4} <nil>
	// {3 6} <nil>
}
