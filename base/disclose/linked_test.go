// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"baken/base/disclose"
)

// linked makes up tables that divide the same units by something else each. Two units are
// so small that no table can protect their counts without the others.
func linked(random *rand.Rand, tables int) (all []disclose.Crosstable) {
	units := []string{"a", "b", "c", "d", "e"}
	size := []int64{int64(2 + random.IntN(6)), int64(2 + random.IntN(6)), 60, 110, int64(40 + random.IntN(60))}
	for k := range tables {
		t := disclose.Crosstable{Population: "staff", By: []disclose.Hierarchy{
			disclose.Flat("unit", units...), disclose.Flat(fmt.Sprintf("question%d", k), "x", "y", "z"),
		}}
		for i, people := range size {
			first := random.Int64N(people + 1)
			second := random.Int64N(people - first + 1)
			for j, n := range []int64{first, second, people - first - second} {
				t.Counts = append(t.Counts, disclose.Count{At: []string{units[i], []string{"x", "y", "z"}[j]}, N: n})
			}
		}
		all = append(all, t)
	}
	return all
}

// Who knows all tables together can't work out a count of a unit whose total is withheld in
// each of them; and in whichever order rows come, the same is withheld.
func TestNobodyWorksOutWhatLinksTables(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 182))
	for round := range 6 {
		tables := linked(random, 4)
		r, err := disclose.History{}.Protect(t.Context(), ten(), tables)
		if err != nil {
			t.Fatal(err)
		}
		he := reader{known: map[string]int64{}}
		he.reads(t, tables, r)
		if len(he.asked()) < 20 {
			t.Fatalf("round %d: only %d counts are withheld", round, len(he.asked()))
		}
		if name, width := narrowest(he.learns(t)); width < 10-1e-6 {
			t.Errorf("round %d: %s is known to within %v", round, name, width)
		}
		for k := range tables {
			slices.Reverse(tables[k].Counts)
		}
		again, err := disclose.History{}.Protect(t.Context(), ten(), tables)
		if err != nil {
			t.Fatal(err)
		}
		for k := range tables {
			if again.Tables[k].Hash() != r.Tables[k].Hash() {
				t.Errorf("round %d: table %d is another when its rows come in another order", round, k)
			}
		}
	}
}
