// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"

	"pgregory.net/rapid"

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

// What is printed of a group and of its two strata is tried out: all numbers that fit, of
// people and of those to whom it happened. Whatever is few leaves at least ten numbers that
// it can be, also where only a band is printed; before, 41 of 106 beside 41 of 49 told that
// of the other 57 it happened to nearly nobody.
func TestBandsCantBeNarrowed(t *testing.T) {
	narrowed := func(t *rapid.T, n, x [2]int64) {
		cells := []disclose.Cell{{Group: "g", Base: n[0] + n[1], Events: x[0] + x[1]}}
		for i := range n {
			cells = append(cells, disclose.Cell{Group: "g", Stratum: strconv.Itoa(i), Base: n[i], Events: x[i]})
		}
		p, err := disclose.ProtectRates(t.Context(), disclose.ForEveryone(), "p", cells)
		if err != nil {
			return
		}
		type span struct{ low, high int64 }
		of := func(r disclose.Rate) (base, yes span) {
			base, yes = span{0, n[0] + n[1] + 10}, span{0, n[0] + n[1] + 10}
			if r.Base.Range != nil {
				base = span{int64(*r.Base.Range.Low), int64(*r.Base.Range.High)}
			}
			if r.Counts.HasBase {
				c := r.Counts
				base = span{c.Base.N - c.Base.Margin, c.Base.N + c.Base.Margin}
				yes = span{max(0, c.Events.N-c.Events.Margin), c.Events.N + c.Events.Margin}
			}
			return base, yes
		}
		rates := p.Rates()
		_, whole := of(rates[0])
		for i := range n {
			if rates[1+i].Share.Kind != disclose.Band {
				continue
			}
			base, own := of(rates[1+i])
			_, other := of(rates[2-i])
			low, high := max(own.low, whole.low-other.high), min(own.high, whole.high-other.low, base.high)
			if low < 10 && high-low+1 < 10 {
				t.Fatalf("%v of %v: of stratum %d it is %d to %d", x, n, i, low, high)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var n, x [2]int64
		for i := range n {
			n[i] = rapid.Int64Range(30, 120).Draw(t, "n")
			x[i] = rapid.Int64Range(0, n[i]).Draw(t, "x")
		}
		narrowed(t, n, x)
	})
}
