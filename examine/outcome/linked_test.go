// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
)

// binned makes cells of people by score, selected where that is high.
func binned(p Plan, of map[string][3][2]int64) (cells []Cell, rows int64) {
	for _, g := range []string{"a", "b"} {
		for i, n := range of[g] {
			for k, was := range []string{"yes", "no"} {
				selected := []string{"no", "no", "yes"}[i]
				cells = append(cells, p.Cell([]string{g, selected, was, []string{"1", "2", "3"}[i]}, n[k]))
				rows += n[k]
			}
		}
	}
	return cells, rows
}

func worldWithoutStrata(t *testing.T) Plan {
	t.Helper()
	text, _, _ := strings.Cut(world, "strata:\n")
	return parsed(t, text)
}

// A bin of twenty people of one group is printed for neither, and with it goes another, since
// subtraction would give it away. Nothing is worked out from them: who of those two bins it
// was true of may change, and no figure and no note does.
func TestASmallBinIsNotPrinted(t *testing.T) {
	p := worldWithoutStrata(t)
	result := func(first, second [2]int64) Result {
		cells, rows := binned(p, map[string][3][2]int64{"a": {{300, 700}, {500, 900}, {900, 600}}, "b": {first, second, {800, 700}}})
		return examined(t, p, cells, rows)
	}
	one := result([2]int64{4, 16}, [2]int64{400, 700})
	table, _ := one.Table(CalibrationTable)
	for _, row := range table.Rows() {
		printed := row.Figures[0].HasValue() && row.Figures[1].HasValue()
		withheld := row.Figures[0].Kind == disclose.Withheld && row.Figures[1].Kind == disclose.Withheld
		if third := row.Labels[0].EN == "3"; third && !printed || !third && !withheld {
			t.Errorf("%v: %+v", row.Labels, row.Figures)
		}
	}
	for _, n := range table.Notes() {
		if n.Key == "outcome.note.calibration_pooled" && (n.Args["bins"] != "1" || n.Args["left"] != "2") {
			t.Errorf("%v", n.Args)
		}
	}
	other := result([2]int64{12, 8}, [2]int64{392, 708})
	for i, table := range one.Tables {
		if table.Hash() != other.Tables[i].Hash() {
			t.Errorf("%s differs: %s", table.Spec().ID, cmp.Diff(table.Rows(), other.Tables[i].Rows()))
		}
	}
}

// Of 1000 people of b two are selected. That is a band, but 1000 and 998, each rounded, would
// leave few numbers for it: so of those not selected nothing is said in that group.
func TestCountsOfTheSamePeopleAreReadTogether(t *testing.T) {
	p := worldWithoutStrata(t)
	cells, rows := binned(p, map[string][3][2]int64{"a": {{300, 700}, {500, 900}, {900, 600}}, "b": {{150, 350}, {200, 298}, {1, 1}}})
	r := examined(t, p, cells, rows)
	if f := figure(t, r, SelectionTable, "b", "base"); f.Value != 1000 {
		t.Errorf("%+v", f)
	}
	if f := figure(t, r, MissedTable, "b", "base"); f.Kind != disclose.Withheld || f.Reason == "" {
		t.Errorf("%+v", f)
	}
	if f := figure(t, r, MissedTable, "a", "base"); f.Value != 2400 {
		t.Errorf("%+v", f)
	}
}

// Where it isn't known of everybody, what the others were is no secret that subtraction
// would tell.
func TestNotKnownOfEverybody(t *testing.T) {
	text, _, _ := strings.Cut(strings.Replace(world, `yes: ["yes"], no: ["no"]}
score`, `yes: ["yes"], no: ["no"], neither: [open]}
score`, 1), "strata:\n")
	p := parsed(t, text)
	cells, rows := binned(p, map[string][3][2]int64{"a": {{300, 700}, {500, 900}, {900, 600}}, "b": {{150, 350}, {200, 300}, {500, 700}}})
	cells = append(cells, p.Cell([]string{"a", "yes", "open", "3"}, 150), p.Cell([]string{"b", "no", "open", "1"}, 400))
	r := examined(t, p, cells, rows+550)
	for _, want := range []struct {
		table, group string
		people       float64
	}{{SelectionTable, "b", 2600}, {MissedTable, "b", 1000}, {TruthTable, "a", 1500}, {SelectionTable, "a", 4050}} {
		if f := figure(t, r, want.table, want.group, "base"); f.Value != want.people {
			t.Errorf("%s, %s: %+v, want %v", want.table, want.group, f, want.people)
		}
	}
}
