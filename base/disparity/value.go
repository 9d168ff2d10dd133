// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Gap is the reason why a statistic has no number. It is a code, not a text:
// pages and reports have their own words for each.
type Gap string

// The reasons.
const (
	EmptyGroup  Gap = "empty-group"            // nobody is in one of the groups
	NoEvents    Gap = "no-events"              // no event in either group: 0 divided by 0
	NoOthers    Gap = "no-others"              // everyone in both groups has the event
	Unbounded   Gap = "unbounded"              // something divided by 0: larger than any number
	ZeroCell    Gap = "zero-cell"              // the variance divides by a cell that is (or by rounding may be) 0
	NoVariation Gap = "no-variation"           // the variance is 0, so that the interval would be a point
	NoStratum   Gap = "no-informative-stratum" // no stratum says anything, or too few do
	WorkLimit   Gap = "work-limit"             // it would take more work than the stated limit
	Aliased     Gap = "aliased"                // a column that follows from those before it
	OutOfRange  Gap = "out-of-range"           // a rate or power that lies outside what it can be
	OutOfReach  Gap = "out-of-reach"           // no difference there can be would be found so often
)

// Value is a number, or the reason why there is none. Its zero value is the
// number 0. It never holds NaN or an infinity.
type Value struct {
	number float64
	gap    Gap
}

// Number gives the number; ok is false when there is none, and then the number
// means nothing.
func (v Value) Number() (x float64, ok bool) { return v.number, v.gap == "" }

// Gap gives the reason why there is no number, or "" when there is one.
func (v Value) Gap() Gap { return v.gap }

// String gives the number with six digits, or the reason why there is none.
func (v Value) String() string {
	if v.gap != "" {
		return string(v.gap)
	}
	return strconv.FormatFloat(v.number, 'g', 6, 64)
}

// MarshalJSON gives the number in full, or the reason as a string.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.gap != "" {
		return json.Marshal(v.gap)
	}
	return json.Marshal(v.number)
}

// UnmarshalJSON reads what MarshalJSON wrote. A string that isn't one of the
// reasons is an error.
func (v *Value) UnmarshalJSON(data []byte) error {
	var gap Gap
	if err := json.Unmarshal(data, &gap); err == nil {
		switch gap {
		case EmptyGroup, NoEvents, NoOthers, Unbounded, ZeroCell, NoVariation, NoStratum, WorkLimit, Aliased,
			OutOfRange, OutOfReach:
			*v = missing(gap)
			return nil
		}
		return fmt.Errorf("read value: unknown reason %q", gap)
	}
	var x float64
	if err := json.Unmarshal(data, &x); err != nil {
		return fmt.Errorf("read value: %w", err)
	}
	*v = Value{number: x}
	return nil
}

func missing(why Gap) Value { return Value{gap: why} }

// value wraps what a formula gave: +Inf is Unbounded, and NaN has the reason
// that the caller knows.
func value(x float64, undefined Gap) Value {
	switch {
	case math.IsNaN(x) || math.IsInf(x, -1):
		return missing(undefined)
	case math.IsInf(x, 1):
		return missing(Unbounded)
	}
	return Value{number: x}
}
