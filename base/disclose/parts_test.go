// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"testing"

	"pgregory.net/rapid"

	"baken/base/disclose"
)

func parts(events ...int64) []disclose.Part {
	out := make([]disclose.Part, len(events))
	for i, n := range events {
		out[i] = disclose.Part{Group: string(rune('a' + i)), Events: n}
	}
	return out
}

func protectParts(t testing.TB, base int64, events ...int64) *disclose.Protected {
	t.Helper()
	p, err := disclose.ProtectParts(disclose.ForEveryone(), base, parts(events...))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Worked by hand: of 38 people (printed as 40) a share is one of two halves.
func TestProtectParts(t *testing.T) {
	for rule, tc := range map[string]struct {
		base   int64
		events []int64
		known  bool
	}{
		"one half and the other: nobody is left for the third": {38, []int64{19, 19, 0}, false},
		"the same, but there are others who said nothing":      {38, []int64{19, 18, 0}, true},
		"answers that overlap":                                 {38, []int64{19, 19, 5}, true},
		"one alone":                                            {38, []int64{19}, true},
		"too few people":                                       {20, []int64{10, 10}, false},
	} {
		p := protectParts(t, tc.base, tc.events...)
		for i, r := range p.Rates() {
			if r.Known() != tc.known {
				t.Errorf("%s: part %d is printed: %v", rule, i, r.Known())
			}
		}
	}
}

func TestThePopulationIsCountedOnce(t *testing.T) {
	table, err := protectParts(t, 101, 40, 40, 60).Derive(disclose.Spec{ID: "x"}, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		return nil, nil, nil
	})
	if err != nil || table.N() != 100 {
		t.Errorf("got %d, %v; want 100", table.N(), err)
	}
}

// Who knows that each of the people gave one of three answers, and goes
// through all that could be printed so, finds ten possible numbers of each.
func TestPartsThatExcludeEachOtherStayHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(20, 90).Draw(t, "n")
		a := rapid.Int64Range(0, n).Draw(t, "a")
		b := rapid.Int64Range(0, n-a).Draw(t, "b")
		p, err := disclose.ProtectParts(disclose.ForEveryone(), n, parts(a, b, n-a-b))
		if err != nil {
			t.Fatal(err)
		}
		rates := p.Rates()
		if !rates[0].Known() {
			return
		}
		within := func(r disclose.Rate, e, base int64) bool {
			at := 100 * float64(e) / float64(base)
			return at >= *r.Share.Range.Low && (at < *r.Share.Range.High || *r.Share.Range.High == 100)
		}
		seen := [3]map[int64]bool{{}, {}, {}}
		for base := int64(rates[0].Base.Value) - 2; base <= int64(rates[0].Base.Value)+2; base++ {
			for x := range base + 1 {
				for y := range base - x + 1 {
					if within(rates[0], x, base) && within(rates[1], y, base) && within(rates[2], base-x-y, base) {
						seen[0][x], seen[1][y], seen[2][base-x-y] = true, true, true
					}
				}
			}
		}
		for i, possible := range seen {
			if len(possible) < 10 {
				t.Errorf("%d, %d and %d: part %d is one of %d", a, b, n-a-b, i, len(possible))
			}
		}
	})
}
