// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func groupCells(t *testing.T, numbers []float64) []GroupCell {
	t.Helper()
	k := int(numbers[0])
	var cells []GroupCell
	for i := 1; i < len(numbers); i += 2 {
		at := i / 2
		cells = append(cells, GroupCell{strconv.Itoa(at % k), strconv.Itoa(at / k), split(t, int64(numbers[i]), int64(numbers[i+1]))})
	}
	return cells
}

// someGroups draws small strata of two to four groups. In some no stratum sets
// the last two of four beside the others.
func someGroups(r *rand.Rand) []float64 {
	k, apart := 2+r.IntN(3), r.IntN(3) == 0
	row := []float64{float64(k)}
	for range 2 + r.IntN(5) {
		most := size(r, 1, 3, 5)
		for g := range k {
			x, y := float64(r.Int64N(most+1)), float64(r.Int64N(most+1))
			if apart && k == 4 && g > 1 {
				x, y = 0, 0
			}
			row = append(row, x, y)
		}
	}
	// The reference and another group are there, and the last two beside each other.
	row = append(append(row, 1, 1, 1, 1), make([]float64, 2*k-4)...)
	if apart && k == 4 {
		row = append(row, 0, 0, 0, 0, 2, 3, 3, 1)
	}
	return row
}

func TestGroupsAgainstR(t *testing.T) {
	r := generator()
	var rows [][]float64
	for range *clogits / 2 {
		rows = append(rows, someGroups(r))
	}
	separated, aliased := 0, 0
	for i, want := range ask(t, "many.R", rows) {
		got, err := CompareGroups("0", groupCells(t, rows[i]), usual)
		if errors.Is(err, ErrSeparated) {
			if separated++; want[0] != 1 {
				t.Errorf("%v: %v, but R fits it", rows[i], err)
			}
			continue
		}
		if err != nil || want[0] == 1 {
			t.Errorf("%v: got %v, R says separated %v", rows[i], err, want[0])
			continue
		}
		agree(t, "likelihood ratio", rows[i], got.LikelihoodRatio.Statistic, want[1], 1e-10)
		if got.LikelihoodRatio.DF != int(want[2]) {
			t.Errorf("%v: %d degrees of freedom, want %v", rows[i], got.LikelihoodRatio.DF, want[2])
		}
		for j, g := range got.Groups {
			if want[3+2*j] == -9999 {
				if aliased++; g.LogOdds.Gap() != Aliased {
					t.Errorf("%v: group %s is %v, R drops it", rows[i], g.Name, g.LogOdds)
				}
				continue
			}
			agree(t, "log odds ratio", rows[i], g.LogOdds, want[3+2*j], 1e-9)
			agree(t, "its standard error", rows[i], g.SE, want[4+2*j], 0)
		}
	}
	if separated < 3 || separated > *clogits/4 || aliased < 3 {
		t.Errorf("generated: %d separated, %d aliased", separated, aliased)
	}
}

// One group beside the reference is the fit by polynomials, at any size.
func TestOneOfManyGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strata(1, 4).Draw(t, "strata")
		var cells []GroupCell
		for i, x := range s {
			cells = append(cells,
				GroupCell{"reference", strconv.Itoa(i), x.Reference}, GroupCell{"group", strconv.Itoa(i), x.Group})
		}
		got, err := CompareGroups("reference", cells, usual)
		if err != nil {
			t.Fatal(err)
		}
		want := s.Conditional(usual)
		alike(t, "odds ratio", got.Groups[0].Estimate, want.Estimate, 1e-8)
		alike(t, "SE", got.Groups[0].SE, want.SE, 1e-8)
		alike(t, "limit", got.Groups[0].Interval.Low, want.Wald.Low, 1e-8)
	})
}

func TestGroupsEdges(t *testing.T) {
	cells := []GroupCell{
		{"r", "1", of(t, 3, 9)},
		{"a", "1", of(t, 4, 8)},
		{"b", "1", of(t, 0, 5)},
		{"r", "2", of(t, 2, 9)},
		{"a", "2", of(t, 5, 8)},
		{"c", "3", of(t, 3, 7)},
		{"d", "3", of(t, 4, 7)},
		{"a", "4", of(t, 4, 7)},
		{"r", "5", of(t, 0, 3)},
		{"a", "5", of(t, 0, 4)},
	}
	_, err := CompareGroups("r", cells, usual)
	var fault interface{ Args() map[string]any }
	if !errors.Is(err, ErrSeparated) || !errors.As(err, &fault) || fault.Args()["term"] != "b" {
		t.Errorf("a group without events: got %v, want %v naming b", err, ErrSeparated)
	}
	cells[2].Count = of(t, 1, 5)
	got, err := CompareGroups("r", cells, usual)
	must(t, got, err)
	for i, want := range []Gap{"", "", "", Aliased} {
		if gap := got.Groups[i].Estimate.Gap(); gap != want {
			t.Errorf("group %s: got %q, want %q", got.Groups[i].Name, gap, want)
		}
	}
	if len(got.Uninformative) != 2 || got.Uninformative[0].Why != EmptyGroup || got.Uninformative[1].Why != NoEvents {
		t.Errorf("uninformative: %v", got.Uninformative)
	}
	if _, err := CompareGroups("x", cells, usual); !errors.Is(err, ErrReference) {
		t.Errorf("no reference: got %v, want %v", err, ErrReference)
	}
	got, err = CompareGroups("r", cells[8:], usual)
	if must(t, got, err); got.Groups[0].LogOdds.Gap() != NoStratum || got.LikelihoodRatio.P.Gap() != NoStratum {
		t.Errorf("no stratum says anything: got %v", got.Groups)
	}
}

// Beyond the limit the regression with intercepts stands in its place, and for
// such sizes there is no difference that matters.
func TestGroupsBeyondTheLimit(t *testing.T) {
	cells := []GroupCell{
		{"r", "1", of(t, 30_000_000, 90_000_000)},
		{"a", "1", of(t, 40_000_000, 80_000_000)},
		{"b", "1", of(t, 9_000_000, 50_000_000)},
		{"r", "2", of(t, 20_000_000, 90_000_000)},
		{"a", "2", of(t, 50_000_000, 80_000_000)},
	}
	got, err := CompareGroups("r", cells, usual)
	must(t, got, err)
	if got.Method != UnconditionalLikelihood || got.LikelihoodRatio.P.Gap() != WorkLimit || got.Products <= MaxLook {
		t.Errorf("got %s after %d products with %v", got.Method, got.Products, got.LikelihoodRatio.P)
	}
	for i := range cells {
		cells[i].Count = of(t, cells[i].Count.Events()/1000, cells[i].Count.Total()/1000)
	}
	exact, err := CompareGroups("r", cells, usual)
	must(t, exact, err)
	if exact.Method != ConditionalLikelihood {
		t.Errorf("a thousandth: got %s", exact.Method)
	}
	for i, g := range exact.Groups {
		near(t, g.Name, got.Groups[i].LogOdds, number(t, g.LogOdds), 1e-4)
	}
}
