// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"baken/base/disclose"
)

// Rates of groups within strata never leave a count of few people known to within ten.
func TestProtectRates(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 31))
	more := 0
	for round := range 60 {
		var cells []disclose.Cell
		for _, g := range []string{"a", "b, or c=d"} {
			whole := disclose.Cell{Group: g}
			var parts []disclose.Cell
			for _, s := range []string{"low", "middle", "high", "top"} {
				base := int64(20 + random.IntN(300))
				c := disclose.Cell{Group: g, Stratum: s, Base: base, Events: base * int64(random.IntN(30)) / 100}
				whole.Base, whole.Events = whole.Base+c.Base, whole.Events+c.Events
				parts = append(parts, c)
			}
			cells = append(append(cells, whole), parts...)
		}
		before, err := disclose.Protect(disclose.ForEveryone(), cells)
		if err != nil {
			t.Fatal(err)
		}
		after, err := disclose.ProtectRates(t.Context(), disclose.ForEveryone(), "people", cells)
		if errors.Is(err, disclose.ErrBare) {
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for i, r := range before.Rates() {
			if r.Known() && !after.Rates()[i].Known() {
				more++
			}
			if !r.Known() && after.Rates()[i].Known() {
				t.Errorf("round %d: %+v is printed", round, after.Rates()[i])
			}
		}
	}
	if more == 0 {
		t.Error("nothing more was withheld than by Protect")
	}
}

// What an earlier table tells counts: of 1,050 people who were published together, 1,045 in
// one group leave three to seven in the other, of whom nothing was said. 900 leave 150, and
// so many can be known.
func TestProtectRatesBesideEarlier(t *testing.T) {
	earlier := disclose.PublicTable{
		Population: "people", By: []disclose.Hierarchy{disclose.Flat("group", "a", "b")},
		Cells: []disclose.PublicCount{{At: []string{""}, N: 1050}, {At: []string{"b"}, Withheld: true}},
	}
	for n, want := range map[int64]error{1045: disclose.ErrBare, 900: nil} {
		cells := []disclose.Cell{{Group: "a", Base: n, Events: 300}}
		if _, err := disclose.ProtectRates(t.Context(), disclose.ForEveryone(), "people", cells, earlier); !errors.Is(err, want) {
			t.Errorf("%d of 1,050: %v, want %v", n, err, want)
		}
		if _, err := disclose.ProtectRates(t.Context(), disclose.ForEveryone(), "people", cells); err != nil {
			t.Errorf("%d by themselves: %v", n, err)
		}
	}
}
