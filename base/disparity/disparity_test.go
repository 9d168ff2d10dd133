// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"testing"
)

// Published counts on the control of Dutch student grants in 2014, rounded to
// tens: CBS for DUO, "Recipients college grants; origin" (May 2024), table 1.
// Categories: a risk category, selected and not selected, first for origin
// outside Europe, then for origin the Netherlands.
var duo2014 = []struct {
	name               string
	selected, others   int64
	refSelected, refNo int64
}{
	{"6", 80, 12960, 50, 16330},
	{"5", 30, 13090, 180, 67120},
	{"4", 60, 8520, 220, 53910},
	{"3", 50, 4620, 70, 15050},
	{"2", 320, 7800, 140, 16470},
	{"1", 1460, 5810, 390, 8280},
}

// Admissions to six departments of UC Berkeley in 1973, men first: P.J. Bickel,
// E.A. Hammel and J.W. O'Connell, Science 187 (1975) 398-404; R datasets,
// UCBAdmissions.
var berkeley = []struct {
	name                  string
	admitted, rejected    int64
	refAdmitted, refOther int64
}{
	{"A", 512, 313, 89, 19},
	{"B", 353, 207, 17, 8},
	{"C", 120, 205, 202, 391},
	{"D", 138, 279, 131, 244},
	{"E", 53, 138, 94, 299},
	{"F", 22, 351, 24, 317},
}

func must[T any](t testing.TB, x T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func of(t testing.TB, events, total int64) Count {
	t.Helper()
	c, err := Of(events, total)
	return must(t, c, err)
}

func split(t testing.TB, events, others int64) Count {
	t.Helper()
	c, err := Split(events, others)
	return must(t, c, err)
}

func tens(t testing.TB, c Count) Count {
	t.Helper()
	r, err := c.Rounded(10)
	return must(t, r, err)
}

func duoCrude(t testing.TB) Pair {
	return Pair{Group: tens(t, of(t, 2010, 54820)), Reference: tens(t, of(t, 1050, 178200))}
}

func duoStrata(t testing.TB) Strata {
	var s Strata
	for _, x := range duo2014 {
		s = append(s, Stratum{x.name, Pair{
			Group:     tens(t, split(t, x.selected, x.others)),
			Reference: tens(t, split(t, x.refSelected, x.refNo)),
		}})
	}
	return s
}

func berkeleyStrata(t testing.TB) Strata {
	var s Strata
	for _, x := range berkeley {
		s = append(s, Stratum{x.name, Pair{
			Group:     split(t, x.admitted, x.rejected),
			Reference: split(t, x.refAdmitted, x.refOther),
		}})
	}
	return s
}

// number gives a value's number, and fails where there is none.
func number(t testing.TB, v Value) float64 {
	t.Helper()
	x, ok := v.Number()
	if !ok {
		t.Fatalf("got no number: %v", v)
	}
	return x
}

// near compares with a tolerance relative to want.
func near(t testing.TB, what string, got Value, want, relative float64) {
	t.Helper()
	x, ok := got.Number()
	if !ok || math.IsNaN(want) || math.Abs(x-want) > relative*math.Abs(want) {
		t.Errorf("%s: got %v, want %.12g", what, got, want)
	}
}

// bottom and top read an end without a number as open.
func bottom(v Value) float64 {
	if x, ok := v.Number(); ok {
		return x
	}
	return math.Inf(-1)
}

func top(v Value) float64 {
	if x, ok := v.Number(); ok {
		return x
	}
	return math.Inf(1)
}

var usual Confidence
