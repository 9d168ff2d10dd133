// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"baken/base/disclose"
)

// What is rounded adds up, is a multiple of fifteen, and lies less than fifteen from what
// it is.
func TestRoundedTablesAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	sums, exact := 0, 0
	for round := range 20 {
		by := []disclose.Hierarchy{tree(random, "a"), tree(random, "b"), tree(random, "c")}[:2+round%2]
		table := made(random, by, 2.5)
		table.Method = disclose.Round
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		printed := map[string]float64{}
		rows := release.Tables[0].Rows()
		truth, at := counted(table), 0
		inOrder(table, func(name string) {
			f := rows[at].Figures[0]
			at++
			if f.Kind == disclose.Withheld {
				return
			}
			printed[name] = f.Value
			if far := math.Abs(f.Value - float64(truth[name])); math.Mod(f.Value, 15) != 0 || far >= 15 {
				t.Errorf("round %d: %s is %d and printed as %v", round, name, truth[name], f.Value)
			}
		})
		cross(table, func(at []int, name string) {
			for _, sum := range sumsAt(table, at, name) {
				left, all := 0.0, true
				for k, part := range sum {
					n, ok := printed[part]
					all = all && ok
					if k == 0 {
						n = -n
					}
					left += n
				}
				if !all {
					continue
				}
				if sums++; left != 0 {
					t.Errorf("round %d: %s lies %v beside its parts", round, name, left)
				}
			}
		})
		exact += release.Tables[0].Withheld()
	}
	if sums < 100 {
		t.Errorf("only %d sums, %d withheld", sums, exact)
	}
}

// inOrder names the combinations in the order of rows: the last hierarchy the fastest.
func inOrder(t disclose.Crosstable, each func(name string)) {
	reversed := t
	reversed.By = nil
	for k := range t.By {
		reversed.By = append(reversed.By, t.By[len(t.By)-1-k])
	}
	cross(reversed, func(_ []int, name string) { each(name) })
}

// Of a band a reader knows the limits, and the middle of nobody.
func TestBands(t *testing.T) {
	table := disclose.Crosstable{
		Population: "staff", Method: disclose.Bands, By: []disclose.Hierarchy{disclose.Flat("unit", "a", "b", "c", "d")},
		Counts: []disclose.Count{{At: []string{"a"}, N: 3}, {At: []string{"b"}, N: 25}, {At: []string{"c"}, N: 120}, {At: []string{"d"}, N: 999}},
	}
	release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]float64{{1001, 2500}, {0, 10}, {11, 25}, {101, 250}, {501, 1000}}
	for i, row := range release.Tables[0].Rows() {
		f := row.Figures[0]
		if f.Kind != disclose.Band || *f.Range.Low != want[i][0] || *f.Range.High != want[i][1] {
			t.Errorf("row %d: %+v, want %v", i, f, want[i])
		}
	}
	// What is large can be printed as it is once it was in a band; what is small can't.
	exact := table
	exact.Method = disclose.Suppress
	next, err := release.History().Protect(t.Context(), ten(), []disclose.Crosstable{exact})
	if err != nil {
		t.Fatal(err)
	}
	if rows := next.Tables[0].Rows(); rows[1].Figures[0].Kind != disclose.Withheld || !rows[4].Figures[0].HasValue() {
		t.Errorf("after bands: %+v", rows)
	}
	// The total was said to be that of these four.
	exact.By = []disclose.Hierarchy{{Name: "unit", Categories: append(table.By[0].Categories[:5:5], disclose.Category{Code: "e"})}}
	exact.Counts = append(table.Counts[:4:4], disclose.Count{At: []string{"e"}, N: 40})
	if _, err := release.History().Protect(t.Context(), ten(), []disclose.Crosstable{exact}); err == nil {
		t.Error("forty more people in the same total")
	}
}

// Where answers stand in rows, beside what people have of an amount or below another
// question, a count of which only a band may be known is printed as that band.
func TestAnswersInRows(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 41))
	bands := 0
	for round := range 40 {
		a, b := tree(random, "a"), tree(random, "b")
		b.Answer = true
		table := overtime(random, []disclose.Hierarchy{a, b})
		release, err := disclose.History{}.Protect(t.Context(), ten(), []disclose.Crosstable{table})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range release.Tables[0].Rows() {
			if row.Figures[0].Kind == disclose.Band {
				bands++
			}
		}
		seen := reader{known: map[string]int64{}}
		people := table
		people.By = []disclose.Hierarchy{a, b}
		people.By[1].Answer = false // a row for each answer
		seen.table(t, people, release.Tables[0].Rows(), 0)
		if name, width := narrowest(seen.learns(t)); width < 10-1e-6 {
			t.Errorf("round %d: %s is known to within %v", round, name, width)
		}
	}
	if bands < 10 {
		t.Errorf("only %d bands", bands)
	}
}
