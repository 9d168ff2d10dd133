// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Column is what each respondent answered to something, as a number.
type Column struct {
	Name   string
	Values []float64 // one for each respondent; NaN where there is none
}

// Factor is in which of some groups each respondent is.
type Factor struct {
	Name   string
	Codes  []int32 // one for each respondent: a place in Levels
	Levels []string
}

// Domain is who a figure is about: true for each respondent in it. None is
// everybody.
type Domain []bool

// In gives the domain of one level of a factor.
func (f Factor) In(level int32) Domain {
	in := make(Domain, len(f.Codes))
	for i, c := range f.Codes {
		in[i] = c == level
	}
	return in
}

// Answered gives the domain of who answered.
func (c Column) Answered() Domain {
	in := make(Domain, len(c.Values))
	for i, v := range c.Values {
		in[i] = !math.IsNaN(v)
	}
	return in
}

// And gives who is in both. It panics on domains of different samples.
func (d Domain) And(other Domain) Domain {
	switch {
	case d != nil && other != nil && len(d) != len(other):
		panic("estimate: And needs two domains of one sample")
	case d == nil:
		return other
	case other == nil:
		return d
	}
	in := make(Domain, len(d))
	for i := range d {
		in[i] = d[i] && other[i]
	}
	return in
}

func (d Domain) has(i int) bool { return d == nil || d[i] }

// check refuses a column that doesn't fit the sample, or that has no number for
// somebody in the domain.
func (c Column) check(n int, in Domain) error {
	if len(c.Values) != n {
		return ErrLength.With("column", c.Name, "length", len(c.Values), "want", n)
	}
	return first(n, func(i int) bool { return in.has(i) && (math.IsNaN(c.Values[i]) || math.IsInf(c.Values[i], 0)) }, func(row, rows int) error {
		return ErrNaN.With("column", c.Name, "row", row, "rows", rows)
	})
}

func (f Factor) check(n int) error {
	if len(f.Codes) != n {
		return ErrLength.With("column", f.Name, "length", len(f.Codes), "want", n)
	}
	return first(n, func(i int) bool { return f.Codes[i] < 0 || int(f.Codes[i]) >= len(f.Levels) }, func(row, rows int) error {
		return ErrLevel.With("column", f.Name, "row", row, "rows", rows)
	})
}

func (d Domain) check(n int) error {
	if d != nil && len(d) != n {
		return ErrLength.With("column", "domain", "length", len(d), "want", n)
	}
	return nil
}

// first finds which rows are wrong, and says so of the first; nothing when none is.
func first(n int, wrong func(int) bool, say func(row, rows int) error) error {
	row, rows := 0, 0
	for i := range n {
		if !wrong(i) {
			continue
		}
		if rows++; rows == 1 {
			row = i + 1
		}
	}
	if rows == 0 {
		return nil
	}
	return say(row, rows)
}
