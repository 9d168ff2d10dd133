// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"baken/base/disclose"
)

var rounds = flag.Int("rounds", 12, "how many sets of releases are attacked; 400 takes minutes")

// made makes up a table of people, in some hierarchies, of which some have two levels.
func made(random *rand.Rand, by []disclose.Hierarchy, mean float64) disclose.Crosstable {
	t := disclose.Crosstable{Population: "staff", By: by}
	var fill func(at []string, k int)
	fill = func(at []string, k int) {
		if k == len(by) {
			t.Counts = append(t.Counts, disclose.Count{At: slices.Clone(at), N: int64(math.Exp(mean + 1.2*random.NormFloat64()))})
			return
		}
		for i, c := range by[k].Categories {
			leaf := !slices.ContainsFunc(by[k].Categories, func(other disclose.Category) bool { return other.Part == i })
			if i > 0 && leaf {
				fill(append(at, c.Code), k+1)
			}
		}
	}
	fill(nil, 0)
	return t
}

func tree(random *rand.Rand, name string) disclose.Hierarchy {
	h := disclose.Hierarchy{Name: name, Categories: []disclose.Category{{Part: -1}}}
	for i := range 2 + random.IntN(3) {
		h.Categories = append(h.Categories, disclose.Category{Code: fmt.Sprintf("%s%d", name, i)})
	}
	if random.IntN(2) == 0 {
		for i := range 2 + random.IntN(2) {
			h.Categories = append(h.Categories, disclose.Category{Code: fmt.Sprintf("%s0%d", name, i), Part: 1})
		}
	}
	return h
}

func ten() disclose.Rules {
	r := disclose.ForEveryone()
	r.Intersection = 10
	return r
}

// Nobody works out a count that is withheld to within ten, from one table or from some
// that were released together or one after another, by whatever methods.
func TestNobodyWorksItOut(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 1))
	holes := 0
	for round := range *rounds {
		a, b, c := tree(random, "a"), tree(random, "b"), tree(random, "c")
		c.Answer, b.Answer = random.IntN(2) == 0, random.IntN(3) == 0
		whole := made(random, []disclose.Hierarchy{a, b, c}, 2.2+random.Float64())
		var history disclose.History
		seen := reader{known: map[string]int64{}}
		for some := range slices.Chunk(orders(random, [][]disclose.Hierarchy{{a, b}, {b, c}, {a, b, c}, {a, c}}), 1+random.IntN(2)) {
			var tables []disclose.Crosstable
			for _, by := range some {
				table := less(whole, by)
				table.Method = []disclose.Method{disclose.Suppress, disclose.Suppress, disclose.Round, disclose.Bands}[random.IntN(4)]
				tables = append(tables, table)
			}
			release, err := history.Protect(t.Context(), ten(), tables)
			if err != nil {
				if errors.Is(err, disclose.ErrBare) { // what is out can't be taken back
					continue
				}
				t.Fatalf("round %d: %v", round, err)
			}
			history = release.History()
			seen.reads(t, tables, release)
		}
		learnt := seen.learns(t)
		holes += len(learnt)
		if name, width := narrowest(learnt); width < 10-1e-6 {
			t.Errorf("round %d: %s lies within %v", round, name, learnt[name])
		}
	}
	if holes < 5**rounds {
		t.Errorf("only %d counts were withheld", holes)
	}
}

func orders(random *rand.Rand, all [][]disclose.Hierarchy) [][]disclose.Hierarchy {
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:1+random.IntN(len(all))]
}

// less gives a table of fewer hierarchies.
func less(t disclose.Crosstable, by []disclose.Hierarchy) disclose.Crosstable {
	out := disclose.Crosstable{Population: t.Population, By: by}
	n := map[string]int64{}
	at := map[string][]string{}
	for _, c := range t.Counts {
		var codes []string
		for _, h := range by {
			codes = append(codes, c.At[slices.IndexFunc(t.By, func(o disclose.Hierarchy) bool { return o.Name == h.Name })])
		}
		key := fmt.Sprint(codes)
		n[key] += c.N
		if at[key] == nil {
			at[key] = codes
			out.Counts = append(out.Counts, disclose.Count{At: codes})
		}
	}
	for i, c := range out.Counts {
		out.Counts[i].N = n[fmt.Sprint(c.At)]
	}
	return out
}

// The order of rows doesn't count.
func TestSamePattern(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 2))
	for range 20 {
		a, b := tree(random, "a"), tree(random, "b")
		table := made(random, []disclose.Hierarchy{a, b}, 2.4)
		var hash string
		for range 3 {
			release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
			if err != nil {
				t.Fatal(err)
			}
			if now := release.Tables[0].Hash(); hash != "" && now != hash {
				t.Error("another order of rows gives another table")
			} else {
				hash = now
			}
			random.Shuffle(len(table.Counts), func(i, j int) { table.Counts[i], table.Counts[j] = table.Counts[j], table.Counts[i] })
		}
	}
}

// Nor does the number of processors.
func TestSamePatternOnAnyProcessors(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	random := rand.New(rand.NewPCG(7, 4))
	by := []disclose.Hierarchy{disclose.Flat("a", "1", "2", "3", "4", "5", "6", "7", "8"), disclose.Flat("b", "1", "2", "3", "4"), disclose.Flat("c", "1", "2", "3", "4")}
	table := made(random, by, 2.4)
	var hash string
	for _, n := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(n)
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatal(err)
		}
		if now := release.Tables[0].Hash(); hash != "" && now != hash {
			t.Errorf("%d processors give another table", n)
		} else {
			hash = now
		}
	}
}

// The attack can find something: with one count more that was withheld for the sake of
// others, some count lies within ten.
func TestTheAttackNotices(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 3))
	needed, all := 0, 0
	for range 6 {
		a, b := tree(random, "a"), tree(random, "b")
		table := made(random, []disclose.Hierarchy{a, b}, 2.4)
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatal(err)
		}
		seen := reader{known: map[string]int64{}}
		seen.reads(t, []disclose.Crosstable{table}, release)
		truth := counted(table)
		for i, name := range seen.holes {
			if truth[name] < 10 {
				continue
			}
			more := reader{known: maps.Clone(seen.known), sums: seen.sums, secret: seen.secret, holes: slices.Delete(slices.Clone(seen.holes), i, i+1)}
			more.known[name] = truth[name]
			all++
			if _, width := narrowest(more.learns(t)); width < 10-1e-6 {
				needed++
			} else {
				t.Errorf("%s needn't be withheld", name)
			}
		}
	}
	if all < 10 {
		t.Errorf("only %d counts were withheld for others", all)
	}
}

// Who is in one population and not in a part of it isn't to be worked out either.
func TestPopulationsThatOverlap(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("sex", "f", "m")}
	table := func(population string, f, m int64) disclose.Crosstable {
		return disclose.Crosstable{Population: population, By: by, Counts: []disclose.Count{{At: []string{"f"}, N: f}, {At: []string{"m"}, N: m}}}
	}
	within := disclose.Within{Population: "permanent", Of: "staff"}
	first, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table("staff", 60, 80)})
	if err != nil {
		t.Fatal(err)
	}
	if n := first.Tables[0].Withheld(); n != 0 {
		t.Errorf("%d withheld", n)
	}
	// 57 of the 60 women have a permanent contract: three haven't.
	second, err := first.History().Protect(t.Context(), ten(), []disclose.Crosstable{table("permanent", 57, 50)}, within)
	if err != nil {
		t.Fatal(err)
	}
	rows := second.Tables[0].Rows()
	if rows[1].Figures[0].HasValue() || rows[0].Figures[0].HasValue() && rows[2].Figures[0].HasValue() {
		t.Errorf("three women can be worked out: %+v", rows)
	}
	if second.Number != 2 || second.History().Releases() != 2 {
		t.Errorf("release %d", second.Number)
	}
	// All but two are in it: nothing can be said of them at all.
	_, err = first.History().Protect(t.Context(), ten(), []disclose.Crosstable{table("permanent", 60, 81)}, within)
	if !errors.Is(err, disclose.ErrTotal) {
		t.Errorf("more in a part than in the whole: %v", err)
	}
}

// Of a whole that was withheld, what is printed of a part tells that it isn't less: 23
// women and men together, of whom 14 men have a permanent contract, leave at most 9 women.
func TestAPartOfWhatWasWithheld(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("group", "f", "m", "a", "b")}
	table := func(population string, f, m, a, b int64) disclose.Crosstable {
		return disclose.Crosstable{Population: population, By: by, Counts: []disclose.Count{
			{At: []string{"f"}, N: f}, {At: []string{"m"}, N: m}, {At: []string{"a"}, N: a}, {At: []string{"b"}, N: b},
		}}
	}
	first, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table("staff", 9, 14, 300, 400)})
	if err != nil {
		t.Fatal(err)
	}
	if rows := first.Tables[0].Rows(); rows[1].Figures[0].HasValue() || rows[2].Figures[0].HasValue() || first.Tables[0].Withheld() != 2 {
		t.Fatalf("women and men aren't withheld alone: %+v", rows)
	}
	second, err := first.History().Protect(t.Context(), ten(), []disclose.Crosstable{table("permanent", 0, 14, 200, 300)},
		disclose.Within{Population: "permanent", Of: "staff"})
	if err != nil {
		t.Fatal(err)
	}
	if rows := second.Tables[0].Rows(); rows[2].Figures[0].HasValue() {
		t.Errorf("at most nine women are left: %+v", rows)
	}
}

// What can't be is named, and the History stays as it was.
func TestProtectRefuses(t *testing.T) {
	sex, scale := disclose.Flat("sex", "f", "m"), disclose.Flat("scale", "low", "high")
	counts := []disclose.Count{{At: []string{"f", "low"}, N: 40}, {At: []string{"f", "high"}, N: 60}, {At: []string{"m", "low"}, N: 70}, {At: []string{"m", "high"}, N: 90}}
	good := disclose.Crosstable{Population: "staff", By: []disclose.Hierarchy{sex, scale}, Counts: counts}
	release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{good})
	if err != nil {
		t.Fatal(err)
	}
	history := release.History()
	change := func(do func(t *disclose.Crosstable)) disclose.Crosstable {
		next := good
		next.Counts = slices.Clone(counts)
		do(&next)
		return next
	}
	for name, tc := range map[string]struct {
		table disclose.Crosstable
		want  error
	}{
		"a count below zero":          {change(func(t *disclose.Crosstable) { t.Counts[0].N = -1 }), disclose.ErrCell},
		"a category that isn't there": {change(func(t *disclose.Crosstable) { t.Counts[0].At = []string{"x", "low"} }), disclose.ErrPlace},
		"a category too few":          {change(func(t *disclose.Crosstable) { t.Counts[0].At = []string{"f"} }), disclose.ErrPlace},
		"a count twice":               {change(func(t *disclose.Crosstable) { t.Counts[1].At = []string{"f", "low"} }), disclose.ErrTwice},
		"a total that isn't one": {change(func(t *disclose.Crosstable) {
			t.Counts = append(t.Counts, disclose.Count{At: []string{"f", ""}, N: 99})
		}), disclose.ErrTotal},
		"a count that was another before": {change(func(t *disclose.Crosstable) { t.Counts[0].N = 41 }), disclose.ErrEarlier},
		"a part before the whole": {change(func(t *disclose.Crosstable) {
			t.By = []disclose.Hierarchy{{Name: "sex", Categories: []disclose.Category{{Code: "f", Part: 1}}}, scale}
		}), disclose.ErrHierarchy},
		"more cells than a table has": {change(func(t *disclose.Crosstable) {
			many := disclose.Hierarchy{Name: "many", Categories: make([]disclose.Category, 1200)}
			for i := range many.Categories {
				many.Categories[i] = disclose.Category{Code: fmt.Sprint(i), Part: min(0, i-1)}
			}
			again := many
			again.Name = "again"
			t.By, t.Counts = []disclose.Hierarchy{many, again}, nil
		}), disclose.ErrCells},
		"a hierarchy without name": {change(func(t *disclose.Crosstable) { t.By = []disclose.Hierarchy{{Categories: sex.Categories}, scale} }), disclose.ErrHierarchy},
		"a code twice":             {change(func(t *disclose.Crosstable) { t.By = []disclose.Hierarchy{disclose.Flat("sex", "f", "f"), scale} }), disclose.ErrHierarchy},
	} {
		if _, err := history.Protect(t.Context(), ten(), []disclose.Crosstable{tc.table}); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
	if _, err := history.Protect(t.Context(), disclose.Rules{}, []disclose.Crosstable{good}); !errors.Is(err, disclose.ErrRules) {
		t.Errorf("no rules: %v", err)
	}
	again, err := history.Protect(t.Context(), ten(), []disclose.Crosstable{good})
	if err != nil || again.Number != 2 {
		t.Errorf("the same again: %v", err)
	}
}

// What was printed before can leave no way: then nothing is released.
func TestNoWayLeft(t *testing.T) {
	sex, scale := disclose.Flat("sex", "f", "m"), disclose.Flat("scale", "low", "high")
	first := disclose.Crosstable{Population: "staff", By: []disclose.Hierarchy{sex}, Counts: []disclose.Count{{At: []string{"f"}, N: 12}, {At: []string{"m"}, N: 300}}}
	release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{first})
	if err != nil {
		t.Fatal(err)
	}
	second := disclose.Crosstable{Population: "staff", By: []disclose.Hierarchy{sex, scale}, Counts: []disclose.Count{
		{At: []string{"f", "low"}, N: 3}, {At: []string{"f", "high"}, N: 9}, {At: []string{"m", "low"}, N: 100}, {At: []string{"m", "high"}, N: 200},
	}}
	out, err := release.History().Protect(t.Context(), ten(), []disclose.Crosstable{second})
	if err != nil {
		t.Fatal(err) // within twelve, each can be from nobody to twelve
	}
	if n := out.Tables[0].Withheld(); n < 4 {
		t.Errorf("%d withheld", n)
	}
	tight := ten()
	tight.Possibilities = 13
	if _, err := release.History().Protect(t.Context(), tight, []disclose.Crosstable{second}); !errors.Is(err, disclose.ErrBare) {
		t.Errorf("within twelve nobody can be thirteen wide: %v", err)
	}
}
