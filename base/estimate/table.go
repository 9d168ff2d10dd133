// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"errors"
	"math"
	"runtime"
	"sync"
)

// Item is what each respondent answered to a question, as a small whole number.
type Item struct {
	Name   string
	Values []int8 // one for each respondent; NoAnswer where there is none
}

// NoAnswer stands where somebody didn't answer.
const NoAnswer int8 = math.MinInt8

// Column gives the answers as numbers, NaN where there is none.
func (m Item) Column() Column {
	c := Column{Name: m.Name, Values: make([]float64, len(m.Values))}
	for i, v := range m.Values {
		if c.Values[i] = float64(v); v == NoAnswer {
			c.Values[i] = math.NaN()
		}
	}
	return c
}

// Entry is a figure of a table, without what its covariance with others follows
// from.
type Entry struct {
	Value   float64 // NaN without respondents
	SE      float64 // NaN without degrees of freedom
	N       int     // respondents
	Degrees int     // of freedom
}

// Table is the means of items in domains.
type Table struct {
	Items   []string
	Domains []string
	Entries [][]Entry // by item and domain
}

// Means gives the mean of each item in each level of a factor, among who answered
// it. Each is what Survey.Mean gives for that domain: where each respondent was
// drawn himself in one stage, the weights before calibration are the same within a
// stratum, and calibration is to margins alone, it follows from how many respondents
// of each stratum, cell of the margins and domain gave which answer, and is counted so
// in one pass for each item; otherwise it is taken from Survey.Mean.
//
// It uses all processors, and gives the same figures on any number of them. Errors:
// ErrLength, ErrLevel.
func (s *Survey) Means(by Factor, items ...Item) (Table, error) {
	t, err := newTable(s.n, by, items)
	if err != nil {
		return t, err
	}
	c, ok := s.cells(by)
	var wait sync.WaitGroup
	next := make(chan int)
	errs := make([]error, len(items))
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			var work sums
			for k := range next {
				if ok {
					t.Entries[k] = c.means(items[k], &work)
				} else {
					t.Entries[k], errs[k] = s.means(items[k], by)
				}
			}
		})
	}
	for k := range items {
		next <- k
	}
	close(next)
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return t, err
		}
	}
	return t, nil
}

// newTable gives a table that isn't filled, of columns that fit a sample.
func newTable(n int, by Factor, items []Item) (Table, error) {
	t := Table{Domains: by.Levels, Entries: make([][]Entry, len(items))}
	if err := by.check(n); err != nil {
		return t, err
	}
	for _, m := range items {
		if len(m.Values) != n {
			return t, ErrLength.With("column", m.Name, "length", len(m.Values), "want", n)
		}
		t.Items = append(t.Items, m.Name)
	}
	return t, nil
}

// means gives the means of an item respondent by respondent.
func (s *Survey) means(m Item, by Factor) ([]Entry, error) {
	y := m.Column()
	answered := y.Answered()
	out := make([]Entry, len(by.Levels))
	for d := range out {
		in := by.In(int32(d)).And(answered) //nolint:gosec // as many as levels
		f, err := s.Mean(y, in)
		if errors.Is(err, ErrEmpty) || errors.Is(err, ErrZero) { // nobody, or nobody with a weight
			out[d] = Entry{Value: math.NaN(), SE: math.NaN()}
			continue
		}
		if err != nil {
			return nil, err
		}
		out[d] = entry(f.Value, f.Variance(), f.N, f.Degrees)
	}
	return out, nil
}

func entry(value, variance float64, n, degrees int) Entry {
	e := Entry{Value: value, SE: math.Sqrt(max(variance, 0)), N: n, Degrees: degrees}
	if degrees < 1 {
		e.SE = math.NaN()
	}
	return e
}
