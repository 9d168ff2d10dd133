// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"baken/base/disclose"
)

// An explanation of two women and twelve men: both withheld, in a line of three of which
// the total is printed.
func TestExplain(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("sex", "f", "m"), disclose.Flat("unit", "a", "b")}
	count := func(n int64, at ...string) disclose.Count { return disclose.Count{At: at, N: n} }
	table := disclose.Crosstable{Population: "staff", By: by, Counts: []disclose.Count{
		count(2, "f", "a"), count(48, "f", "b"), count(60, "m", "a"), count(70, "m", "b"),
	}}
	release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
	if err != nil {
		t.Fatal(err)
	}
	got, err := release.Explain(t.Context(), 0, "f", "a")
	if err != nil {
		t.Fatal(err)
	}
	if !got.Withheld || got.Least != 10 || got.Low != 0 || got.High < 10 || len(got.Lines) != 2 {
		t.Errorf("%+v", got)
	}
	for _, line := range got.Lines {
		if line.Cells != 3 || line.Withheld != 2 {
			t.Errorf("%+v: two of three are withheld", line)
		}
	}
	whole, err := release.Explain(t.Context(), 0, "", "")
	if err != nil || whole.Withheld || whole.Low != 178 || whole.High != 182 { // 180, rounded to five
		t.Errorf("%+v, %v", whole, err)
	}
	for _, at := range [][]string{{"f"}, {"x", "a"}, {"f", "a", ""}} {
		if _, err := release.Explain(t.Context(), 0, at...); !errors.Is(err, disclose.ErrPlace) {
			t.Errorf("%v: %v", at, err)
		}
	}
	if _, err := release.Explain(t.Context(), 1, "f", "a"); !errors.Is(err, disclose.ErrPlace) {
		t.Error(err)
	}
}

// Two tables of people that print the same have the same explanations: an explanation
// doesn't depend on what was withheld.
func TestExplanationsDontTell(t *testing.T) {
	by := []disclose.Hierarchy{disclose.Flat("sex", "f", "m"), disclose.Flat("unit", "a", "b")}
	same := 0
	random := rand.New(rand.NewPCG(7, 21))
	seen := map[string][]disclose.Explanation{}
	for range 60 {
		few := int64(random.IntN(8))
		table := disclose.Crosstable{Population: "staff", By: by, Counts: []disclose.Count{
			{At: []string{"f", "a"}, N: few}, {At: []string{"f", "b"}, N: 50 - few}, {At: []string{"m", "a"}, N: 60 - few}, {At: []string{"m", "b"}, N: 70 + few},
		}}
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatal(err)
		}
		var all []disclose.Explanation
		for _, at := range [][]string{{"f", "a"}, {"f", "b"}, {"m", "a"}, {"m", "b"}, {"f", ""}, {"", "a"}} {
			one, err := release.Explain(t.Context(), 0, at...)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, one)
		}
		before, again := seen[release.Tables[0].Hash()]
		if !again {
			seen[release.Tables[0].Hash()] = all
			continue
		}
		same++
		for i := range all {
			if all[i].Low != before[i].Low || all[i].High != before[i].High || all[i].Withheld != before[i].Withheld {
				t.Errorf("the same table, explained as %+v and as %+v", all[i], before[i])
			}
		}
	}
	if same < 20 {
		t.Errorf("only %d tables came twice", same)
	}
}

// Attack, with what is printed alone, never works out what is withheld to within ten.
func TestAttackOnWhatIsReleased(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 22))
	withheld := 0
	for round := range 30 {
		a, b, c := tree(random, "a"), tree(random, "b"), tree(random, "c")
		c.Answer = true
		table := made(random, []disclose.Hierarchy{a, b, c}[round%2:], 2.6)
		table.Method = []disclose.Method{disclose.Suppress, disclose.Round, disclose.Bands}[round%3]
		release, err := disclose.History{}.Protect(t.Context(), disclose.ForEveryone(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatalf("round %d: %+v", round, err)
		}
		learnt, err := disclose.Attack(t.Context(), release.Public())
		if err != nil {
			t.Fatal(err)
		}
		withheld += len(learnt)
		for _, one := range learnt {
			if one.High-one.Low < 10 {
				t.Errorf("round %d: %+v", round, one)
			}
		}
	}
	if withheld < 60 {
		t.Errorf("only %d withheld", withheld)
	}
}
