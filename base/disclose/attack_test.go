// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"baken/base/disclose"
)

// public gives a table as somebody publishes it who withholds what he likes.
func public(table disclose.Crosstable, truth map[string]int64, hide func(name string) bool) (disclose.PublicTable, reader) {
	out := disclose.PublicTable{Population: table.Population, By: table.By}
	seen := reader{known: map[string]int64{}}
	cross(table, func(at []int, name string) {
		c := disclose.PublicCount{N: truth[name], Withheld: hide(name)}
		for k, h := range table.By {
			c.At = append(c.At, h.Categories[at[k]].Code)
		}
		out.Cells = append(out.Cells, c)
		if c.Withheld {
			seen.holes = append(seen.holes, name)
		} else {
			seen.known[name] = truth[name]
		}
		seen.sums = append(seen.sums, sumsAt(table, at, name)...)
	})
	return out, seen
}

// said names a cell as cross does.
func said(learnt disclose.Learnt) string {
	population, rest, _ := strings.Cut(learnt.Cell, ": ")
	return population + " " + strings.ReplaceAll(strings.ReplaceAll(rest, "=", " is "), ", ", " and ")
}

// What Attack learns is what glpsol does.
func TestAttackLearnsWhatAnotherDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 5))
	exact := 0
	for round := range 12 {
		a, b := tree(random, "a"), tree(random, "b")
		table := made(random, []disclose.Hierarchy{a, b}, 2)
		truth := counted(table)
		published, seen := public(table, truth, func(string) bool { return random.IntN(3) == 0 })
		learnt, err := disclose.Attack(t.Context(), []disclose.PublicTable{published})
		if err != nil {
			t.Fatal(err)
		}
		want := seen.learns(t)
		if len(learnt) != len(want) {
			t.Fatalf("round %d: %d counts, want %d", round, len(learnt), len(want))
		}
		for _, one := range learnt {
			w, ok := want[said(one)]
			low, high := math.Ceil(w[0]-1e-6), math.Floor(w[1]+1e-6)
			if high >= 1e6-1 { // the other's end of the world
				high = one.High
			}
			if !ok || one.Low != low || one.High != high {
				t.Errorf("round %d: %+v, want %v", round, one, w)
			}
			if n := float64(truth[said(one)]); n < one.Low || n > one.High {
				t.Errorf("round %d: %+v is %g", round, one, n)
			}
			if one.Exact() {
				exact++
			}
		}
	}
	if exact < 10 {
		t.Errorf("only %d counts were given away: nothing is tested", exact)
	}
}

// Of the staff and of the permanent staff, tables with holes of their own: together they
// tell of who isn't permanent, and more of each hole, as glpsol finds too.
func TestAttackSubtractsPopulations(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 6))
	narrowed := 0
	for round := range 12 {
		a, b := tree(random, "a"), tree(random, "b")
		all := made(random, []disclose.Hierarchy{a, b}, 2)
		all.Population = "staff"
		some := all
		some.Population, some.Counts = "permanent", nil
		for _, c := range all.Counts {
			some.Counts = append(some.Counts, disclose.Count{At: c.At, N: random.Int64N(c.N + 1)})
		}
		hide := func(string) bool { return random.IntN(2) == 0 }
		truth := counted(all)
		one, seen := public(all, truth, hide)
		other, more := public(some, counted(some), hide)
		seen.sums, seen.holes = append(seen.sums, more.sums...), append(seen.holes, more.holes...)
		maps.Copy(seen.known, more.known)
		cross(all, func(_ []int, name string) {
			rest := strings.Replace(name, "staff", "staff without permanent", 1)
			seen.holes = append(seen.holes, rest)
			seen.sums = append(seen.sums, []string{name, strings.Replace(name, "staff", "permanent", 1), rest})
		})
		apart, err := disclose.Attack(t.Context(), []disclose.PublicTable{one, other})
		if err != nil {
			t.Fatal(err)
		}
		width := map[string]float64{}
		for _, l := range apart {
			width[l.Cell] = l.High - l.Low
		}
		learnt, err := disclose.Attack(t.Context(), []disclose.PublicTable{one, other}, disclose.Within{Population: "permanent", Of: "staff"})
		if err != nil {
			t.Fatal(err)
		}
		want := seen.learns(t)
		if len(learnt) != len(want) {
			t.Errorf("round %d: %d counts, want %d", round, len(learnt), len(want))
		}
		for _, l := range learnt {
			w, ok := want[said(l)]
			if low, high := math.Ceil(w[0]-1e-6), math.Floor(w[1]+1e-6); !ok || l.Low != low || l.High != high && (high < 9e5 || !math.IsInf(l.High, 1)) { // the end of the world of the other is 1e6
				t.Errorf("round %d: %+v, want %v", round, l, w)
			}
			if l.Rest != strings.HasPrefix(l.Cell, "staff without permanent") {
				t.Errorf("round %d: %+v", round, l)
			}
			if before, ok := width[l.Cell]; ok && l.High-l.Low < before {
				narrowed++
			}
		}
	}
	if narrowed < 10 {
		t.Errorf("only %d holes are known better: nothing is tested", narrowed)
	}
}

// Tables that contradict each other, or that can't be.
func TestAttackRefuses(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("sex", "f", "m")}
	count := func(n, margin int64, at string) disclose.PublicCount {
		return disclose.PublicCount{At: []string{at}, N: n, Margin: margin}
	}
	hole := disclose.PublicCount{At: []string{"m"}, Withheld: true}
	for name, tc := range map[string]struct {
		tables []disclose.PublicTable
		want   error
	}{
		"more women than people": {[]disclose.PublicTable{{"staff", by, []disclose.PublicCount{count(10, 0, ""), count(12, 0, "f"), hole}}}, disclose.ErrContradiction},
		"two totals": {[]disclose.PublicTable{
			{"staff", by, []disclose.PublicCount{count(10, 0, ""), hole}}, {"staff", by, []disclose.PublicCount{count(15, 2, "")}},
		}, disclose.ErrContradiction},
		"nobody's name":        {[]disclose.PublicTable{{"", by, []disclose.PublicCount{hole}}}, disclose.ErrHierarchy},
		"a count twice":        {[]disclose.PublicTable{{"staff", by, []disclose.PublicCount{hole, hole}}}, disclose.ErrTwice},
		"a category too much":  {[]disclose.PublicTable{{"staff", by, []disclose.PublicCount{count(1, 0, "x")}}}, disclose.ErrPlace},
		"a count below zero":   {[]disclose.PublicTable{{"staff", by, []disclose.PublicCount{count(-1, 0, "f")}}}, disclose.ErrCell},
		"a margin below zero":  {[]disclose.PublicTable{{"staff", by, []disclose.PublicCount{count(1, -1, "f")}}}, disclose.ErrCell},
		"a hierarchy unnamed":  {[]disclose.PublicTable{{"staff", []disclose.Hierarchy{disclose.Flat("")}, nil}}, disclose.ErrHierarchy},
		"a hierarchy in knots": {[]disclose.PublicTable{{"staff", []disclose.Hierarchy{disclose.Flat("sex", "f", "f")}, nil}}, disclose.ErrHierarchy},
	} {
		if _, err := disclose.Attack(t.Context(), tc.tables); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// The total is 60 and the north 52: in the south are 8. Had both been rounded to five, 60
// could be 58 to 62 and 50 could be 48 to 52: 6 to 14.
func ExampleAttack() {
	by := []disclose.Hierarchy{disclose.Flat("agency", "north", "south")}
	south := disclose.PublicCount{At: []string{"south"}, Withheld: true}
	for _, margin := range []int64{0, 2} {
		total, north := disclose.PublicCount{At: []string{""}, N: 60, Margin: margin}, disclose.PublicCount{At: []string{"north"}, N: 52 - margin, Margin: margin}
		learnt, err := disclose.Attack(context.Background(), []disclose.PublicTable{{Population: "staff", By: by, Cells: []disclose.PublicCount{total, north, south}}})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(learnt[0].Cell, learnt[0].Low, learnt[0].High, learnt[0].Exact())
	}
	// Output:
	// staff: agency=south 8 8 true
	// staff: agency=south 6 14 false
}
