// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"errors"
	"math"
	"testing"

	"baken/base/simplex"
)

// tape gives numbers of bytes, and zeros after their end.
type tape []byte

func (b *tape) next(below int) int {
	if len(*b) == 0 {
		return 0
	}
	x := int((*b)[0]) % below
	*b = (*b)[1:]
	return x
}

func (b *tape) bounds() simplex.Bounds {
	low := float64(b.next(9) - 4)
	switch b.next(6) {
	case 0:
		return simplex.Bounds{Low: low, High: low}
	case 1:
		return simplex.Bounds{Low: -inf, High: low}
	case 2:
		return simplex.Bounds{Low: -inf, High: inf}
	case 3:
		return simplex.Bounds{Low: low, High: low + float64(b.next(4))}
	default:
		return simplex.Bounds{Low: low, High: inf}
	}
}

func (b *tape) problem() (p simplex.Problem) {
	values := []float64{0, 1, -1, 0, 1, -1, 2, 0.5, 1e-3, 1e4, -3, 0}
	rows := b.next(8)
	for range rows {
		p.Rows = append(p.Rows, b.bounds())
	}
	for range b.next(10) {
		c := simplex.Column{Bounds: b.bounds(), Cost: float64(b.next(7) - 3)}
		for i := range rows {
			c.Entries = append(c.Entries, simplex.Entry{Row: i, Value: values[b.next(len(values))]})
		}
		p.Columns = append(p.Columns, c)
	}
	return p
}

// Whatever the problem, what is called a solution meets it, costs no more than another
// one does that was found on the way, and one of this package's answers is given.
func FuzzSolve(f *testing.F) {
	f.Add([]byte(nil))
	f.Add([]byte("\x03\x05\x00\x06\x03\x01\x07\x04\x04\x04\x04\x02\x01\x01\x02\x04\x04\x01\x02\x06\x07"))
	f.Add([]byte("the margins of a table follow from each other, and its cells are zero for the most part"))
	f.Add([]byte("\x07\x04\x00\x04\x00\x04\x00\x04\x00\x04\x00\x04\x00\x04\x00\x09\x04\x04\x00\x01\x01\x00\x00\x00\x01\x01\x04\x04\x00\x01\x02\x00\x01\x00\x01\x01"))
	// Two columns that are the same, under prices that are large.
	f.Add([]byte("$000900000001088000A211110A21111022109000000081100017"))
	// What meets a row with 10000 in it is below its bound by a hundred-millionth.
	f.Add([]byte("$0010000000201100000900102009101A0089"))
	// Values out of hand, factors that blur, and a basis that is better forgotten.
	f.Add([]byte("$0000010000A010000A020100A02901000080101010100A00002092090802108790C7A00100"))
	f.Add([]byte("$000001000000001002019010101010020000109209080210819"))
	f.Add([]byte("700000A00010100000000000000100B001BB200090000001011000010100190002020090800901020210200A01"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b := tape(raw)
		p := b.problem()
		s := solver(t, p)
		first, err := s.Solve(t.Context())
		answered(t, p, first, err)
		if len(p.Columns) == 0 {
			return
		}
		for range 4 {
			j := b.next(len(p.Columns))
			r, rangeErr := s.Range(t.Context(), j)
			// A thousandth: 0.001 beside 10000 can hide gains that far below what counts as one.
			if rangeErr == nil && err == nil && outside(r, first.X[j], math.Abs(first.X[j])) > 1e-3 {
				t.Errorf("column %d is %g, and at most %v", j, first.X[j], r)
			}
			p.Columns[j].Bounds = b.bounds()
			if bad := s.Bound(j, p.Columns[j].Bounds); bad != nil {
				t.Fatal(bad)
			}
			first, err = s.Solve(t.Context())
			answered(t, p, first, err)
		}
	})
}

func answered(t *testing.T, p simplex.Problem, s simplex.Solution, err error) {
	t.Helper()
	if err == nil {
		if off := meets(p, s.X); off > 2e-6 {
			t.Errorf("off by %g\n%s", off, written([]simplex.Problem{p}))
		}
		return
	}
	if errors.Is(err, simplex.ErrLimit) && spread(p) >= 1e7 { // an answer too, if a poor one
		return
	}
	if !errors.Is(err, simplex.ErrInfeasible) && !errors.Is(err, simplex.ErrUnbounded) {
		t.Errorf("%v\n%s", err, written([]simplex.Problem{p}))
	}
}

// spread is how far the coefficients lie apart.
func spread(p simplex.Problem) float64 {
	least, most := inf, 0.0
	for _, c := range p.Columns {
		for _, e := range c.Entries {
			if e.Value != 0 {
				least, most = min(least, math.Abs(e.Value)), max(most, math.Abs(e.Value))
			}
		}
	}
	return most / least
}
