// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math/rand/v2"
	"testing"

	"baken/base/disclose"
	"baken/base/disparity"
)

// missingPlan compares two groups; some people have none.
func missingPlan() Plan {
	said := disclose.Label{NL: "x", EN: "y"}
	return Plan{
		Source: Source{Kind: Records, Rounding: 1}, Population: said,
		Group: Grouping{
			Column: "origin", Label: said, Reference: "a", Outside: []string{""},
			Values: []Value{{Code: "a", Label: said}, {Code: "b", Label: disclose.Label{NL: "b", EN: "b"}}},
		},
		Selection: Decision{Column: "selected", Label: said, Yes: []string{"yes"}, No: []string{"no"}},
	}
}

// Wherever those without a group belong, the true share of each group lies within the
// bounds, which are worked out of printed figures alone.
func TestMissingBoundsEveryTruth(t *testing.T) {
	level, err := disparity.At(0.95)
	if err != nil {
		t.Fatal(err)
	}
	p := missingPlan()
	r := rand.New(rand.NewPCG(8, 1))
	for range 200 {
		yes, no := [2]int64{40 + r.Int64N(400), 40 + r.Int64N(400)}, [2]int64{400 + r.Int64N(4000), 400 + r.Int64N(4000)}
		lostYes, lostNo := 1+r.Int64N(60), r.Int64N(300)
		cells := []Cell{{Group: "", Selected: "yes", N: lostYes}, {Group: "", Selected: "no", N: lostNo}}
		rows := lostYes + lostNo
		for i, g := range []string{"a", "b"} {
			cells = append(cells, Cell{Group: g, Selected: "yes", N: yes[i]}, Cell{Group: g, Selected: "no", N: no[i]})
			rows += yes[i] + no[i]
		}
		counts, err := p.Tally(cells, rows)
		if err != nil {
			t.Fatal(err)
		}
		result, err := p.Examine(counts, level)
		if err != nil {
			t.Fatal(err)
		}
		left, any, err := p.LeftOut(counts.Account)
		if err != nil || !any {
			t.Fatal(any, err)
		}
		result.Tables = append(result.Tables, left)
		bounds := result.Missing(p)
		if len(bounds) != 2 {
			t.Fatalf("%v", bounds)
		}
		for i, b := range bounds {
			y, n := r.Int64N(lostYes+1), int64(0)
			if lostNo > 0 {
				n = r.Int64N(lostNo + 1)
			}
			for _, truth := range []float64{share(yes[i]+y, no[i]+n), share(yes[i], no[i]+lostNo), share(yes[i]+lostYes, no[i])} {
				if truth < b.Low || truth > b.High {
					t.Errorf("group %d: %g isn't within %g and %g (%v %v, lost %d %d)", i, truth, b.Low, b.High, yes, no, lostYes, lostNo)
				}
			}
		}
	}
}

func TestNobodyMissingBoundsNothing(t *testing.T) {
	if got := (Result{}).Missing(missingPlan()); got != nil {
		t.Errorf("got %v", got)
	}
}
