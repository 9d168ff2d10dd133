// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"baken/base/disclose"
)

// overtime makes up what each of some people did, and gives the table.
func overtime(random *rand.Rand, by []disclose.Hierarchy) disclose.Crosstable {
	t := made(random, by, 2.6)
	t.Amount = &disclose.Amount{Name: "overtime", Unit: disclose.Days, RoundTo: 1}
	for i := range t.Counts {
		c := &t.Counts[i]
		each := make([]int64, max(2, c.N))
		for k := range c.N {
			each[k] = int64(math.Exp(2 + 1.3*random.NormFloat64()))
			c.Sum += each[k]
		}
		slices.SortFunc(each, func(a, b int64) int { return int(b - a) })
		c.Largest, c.Second = each[0], each[1]
	}
	return t
}

// summed is the table of the sums.
func summed(t disclose.Crosstable) disclose.Crosstable {
	out := disclose.Crosstable{Population: "overtime of " + t.Population, By: t.By}
	for _, c := range t.Counts {
		out.Counts = append(out.Counts, disclose.Count{At: c.At, N: c.Sum})
	}
	return out
}

// largest gives what the first has in each combination.
func largest(t disclose.Crosstable) map[string]int64 {
	all := map[string]int64{}
	for _, c := range t.Counts {
		one := disclose.Crosstable{Population: "overtime of " + t.Population, By: t.By, Counts: []disclose.Count{{At: c.At, N: c.Largest}}}
		for name, n := range counted(one) {
			all[name] = max(all[name], n)
		}
	}
	return all
}

// From totals nobody works out what one person has, to within a tenth to both sides, by
// an attacker written apart; and every total that one person dominates is withheld.
func TestTotalsThatOneDominates(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 9))
	holes, dominated := 0, 0
	for round := range *rounds / 2 {
		a, b := tree(random, "a"), tree(random, "b")
		table := overtime(random, []disclose.Hierarchy{a, b})
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		seen := reader{known: map[string]int64{}}
		seen.table(t, summed(table), release.Tables[0].Rows(), 1)
		first := largest(table)
		for name, known := range seen.learns(t) {
			holes++
			if width := known[1] - known[0]; width < 0.2*float64(first[name])-1e-6 {
				t.Errorf("round %d: %s lies within %v, and one person has %d of it", round, name, known, first[name])
			}
		}
		for _, c := range table.Counts {
			// 100·(sum − first − second) < 10·first: who is second knows the first to 10%.
			if 10*(c.Sum-c.Largest-c.Second) >= c.Largest {
				continue
			}
			dominated++
			for name, n := range counted(disclose.Crosstable{Population: "overtime of staff", By: table.By, Counts: []disclose.Count{{At: c.At, N: 1}}}) {
				if _, printed := seen.known[name]; n == 1 && printed && counted(summed(table))[name] == c.Sum && first[name] == c.Largest {
					t.Errorf("round %d: %s is printed: %+v", round, name, c)
				}
			}
		}
	}
	if holes < 5 || dominated < 5 {
		t.Errorf("only %d totals withheld, %d dominated", holes, dominated)
	}
}

// A worked case: a total of 1,000 hours, of which one person has 700 and another 260. The
// other 40 are less than a tenth of 700: the second knows the first to within 40.
func TestTheSecondKnowsTheFirst(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("unit", "a", "b", "c")}
	table := func(first, second int64) disclose.Crosstable {
		return disclose.Crosstable{
			Population: "staff", By: by, Amount: &disclose.Amount{Name: "overtime", Unit: disclose.Days, RoundTo: 10},
			Counts: []disclose.Count{
				{At: []string{"a"}, N: 40, Sum: 1000, Largest: first, Second: second},
				{At: []string{"b"}, N: 50, Sum: 5004, Largest: 300, Second: 290},
				{At: []string{"c"}, N: 60, Sum: 3000, Largest: 200, Second: 190},
			},
		}
	}
	for name, tc := range map[string]struct {
		first, second int64
		withheld      int
	}{
		"dominated":         {700, 260, 2},
		"as many as it may": {700, 230, 0},
	} {
		r, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table(tc.first, tc.second)})
		if err != nil {
			t.Fatal(name, err)
		}
		if n := r.Tables[0].Withheld(); n != tc.withheld {
			t.Errorf("%s: %d withheld, want %d", name, n, tc.withheld)
		}
		if total := r.Tables[0].Rows()[0].Figures[1]; total.Value != 9000 {
			t.Errorf("%s: a total of %v, want 9000", name, total.Value)
		}
	}
	much := table(700, 230)
	for i := range much.Counts {
		much.Counts[i].Sum, much.Counts[i].Largest, much.Counts[i].Second = 60_000_000, 2_000_000, 2_000_000
	}
	if _, err := (disclose.History{}).Protect(t.Context(), ten(), []disclose.Crosstable{much}); !errors.Is(err, disclose.ErrAmount) {
		t.Errorf("a total of 180,000,000: %v", err)
	}
	for name, c := range map[string]disclose.Count{
		"a second above the first":   {At: []string{"a"}, N: 5, Sum: 10, Largest: 3, Second: 4},
		"two that have more than it": {At: []string{"a"}, N: 5, Sum: 10, Largest: 7, Second: 4},
		"more than others can have":  {At: []string{"a"}, N: 3, Sum: 20, Largest: 7, Second: 4},
		"one of two":                 {At: []string{"a"}, N: 1, Sum: 10, Largest: 7, Second: 3},
		"some of nobody":             {At: []string{"a"}, Sum: 10, Largest: 10},
	} {
		bad := table(700, 230)
		bad.Counts[0] = c
		if _, err := (disclose.History{}).Protect(t.Context(), ten(), []disclose.Crosstable{bad}); !errors.Is(err, disclose.ErrAmount) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
