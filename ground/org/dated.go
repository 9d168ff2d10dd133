// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"

	"baken/base/civil"
)

// Dated is a value through time: consecutive periods in order, without gaps.
type Dated[T any] []Entry[T]

// Entry is the value of one period.
type Entry[T any] struct {
	Value T
	civil.Period
}

// Always is a value that holds during a whole period.
func Always[T any](v T, p civil.Period) Dated[T] { return Dated[T]{{Value: v, Period: p}} }

// At gives the value of a day, and whether there was one.
func (d Dated[T]) At(on civil.Date) (T, bool) {
	for _, e := range d {
		if e.Covers(on) {
			return e.Value, true
		}
	}
	var none T
	return none, false
}

// Nearest gives the value of a day; the first one before the beginning, and
// the last one after the end.
func (d Dated[T]) Nearest(on civil.Date) T {
	var got T
	for i, e := range d {
		if i == 0 || !on.Before(e.From) {
			got = e.Value
		}
	}
	return got
}

// Set gives the value that holds from a day on, until the next change that
// was already planned. A value that began on that same day is corrected. A
// day that no period covers changes nothing.
func (d Dated[T]) Set(from civil.Date, v T) Dated[T] {
	out := slices.Clone(d)
	for i, e := range out {
		if !e.Covers(from) {
			continue
		}
		if e.From == from {
			out[i].Value = v
			return out
		}
		out[i].Until = from
		return slices.Insert(out, i+1, Entry[T]{Value: v, Period: civil.Period{From: from, Until: e.Until}})
	}
	return out
}

// End cuts off everything from a day on.
func (d Dated[T]) End(on civil.Date) Dated[T] {
	var out Dated[T]
	for _, e := range d {
		if !e.From.Before(on) {
			continue
		}
		if e.Covers(on) {
			e.Until = on
		}
		out = append(out, e)
	}
	return out
}
