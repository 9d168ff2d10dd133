// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/disclose"
	"baken/base/disparity"
)

func level(t testing.TB) disparity.Confidence {
	t.Helper()
	c, err := disparity.At(0.95)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func figure(t testing.TB, r Result, table, row, column string) disclose.Figure {
	t.Helper()
	tab, ok := r.Table(table)
	if !ok {
		t.Fatalf("no table %s", table)
	}
	k := slices.IndexFunc(tab.Spec().Columns, func(c disclose.Column) bool { return c.ID == column })
	for _, line := range tab.Rows() {
		if line.Labels[0].EN == row {
			return line.Figures[k]
		}
	}
	t.Fatalf("no row %s in table %s", row, table)
	return disclose.Figure{}
}

// The figures that the issue asks for, worked out by hand from the published
// counts (CBS and DUO, control of student grants 2014, table 1).
func TestStudentGrants2014(t *testing.T) {
	p := example(t)
	counts, err := p.Tally(published(t), 120)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Examine(t.Context(), counts, level(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		table, row, column string
		value              float64
		digits             int
	}{
		{SelectionTable, "Netherlands", "rate", 0.589, 3},
		{SelectionTable, "Outside Europe", "rate", 3.667, 3},
		{SelectionCompare, "Outside Europe", "risk-ratio", 6.22, 2},
		{SelectionCompare, "Outside Europe", "odds-ratio", 6.42, 2},
		{FindingTable, "Netherlands", "rate", 13, 0},
		{FindingTable, "Outside Europe", "rate", 63, 0},
	} {
		f := figure(t, got, want.table, want.row, want.column)
		step := math.Pow10(want.digits)
		if math.Round(f.Value*step)/step != want.value {
			t.Errorf("%s, %s, %s: got %v, want %v", want.table, want.row, want.column, f.Value, want.value)
		}
		if f.Range == nil || *f.Range.Low >= f.Value || *f.Range.High <= f.Value {
			t.Errorf("%s, %s, %s: the range over rounding %+v doesn't hold %v", want.table, want.row, want.column, f.Range, f.Value)
		}
	}
	compared, _ := got.Table(FindingCompare)
	keys := noteKeys(compared)
	for _, want := range []string{"outcome.note.no_conclusion", "outcome.note.more_and_more_found"} {
		if !slices.Contains(keys, want) {
			t.Errorf("no %s under the finding rates: %v", want, keys)
		}
	}
}

// Whatever two sets of counts print alike, all tables made of them are alike:
// no statistic tells more than the rates beside it.
func TestStatisticsTellNoMoreThanThePrintedRates(t *testing.T) {
	p := parsed(t, small)
	rapid.Check(t, func(t *rapid.T) {
		draw := func() Counts {
			var c Counts
			for _, g := range []string{"a", "b"} {
				whole := Count{Group: g}
				var parts []Count
				for _, s := range []string{"low", "high"} {
					n := rapid.Int64Range(1000, 1003).Draw(t, "n")
					x := rapid.Int64Range(100, 110).Draw(t, "x")
					parts = append(parts, Count{Group: g, Stratum: s, Yes: x, No: n - x})
					whole.Yes, whole.No = whole.Yes+x, whole.No+n-x
				}
				c.Selection = append(append(c.Selection, whole), parts...)
				c.Finding = append(c.Finding, Count{Group: g, Yes: 50, No: 70})
			}
			return c
		}
		one, other := draw(), draw()
		first, err := p.Examine(t.Context(), one, level2)
		if err != nil {
			t.Fatal(err)
		}
		second, err := p.Examine(t.Context(), other, level2)
		if err != nil {
			t.Fatal(err)
		}
		if samePrinted(first, second) {
			for i := range first.Tables {
				if diff := cmp.Diff(first.Tables[i].Rows(), second.Tables[i].Rows()); diff != "" {
					t.Fatalf("the rates print alike, but table %d differs: %s", i, diff)
				}
			}
		}
	})
}

var level2, _ = disparity.At(0.95)

func samePrinted(a, b Result) bool {
	for _, id := range []string{SelectionTable, StrataTable} {
		x, _ := a.Table(id)
		y, _ := b.Table(id)
		bare := cmp.FilterPath(func(p cmp.Path) bool {
			return strings.HasSuffix(p.String(), "Interval") || strings.HasSuffix(p.String(), "Envelope")
		}, cmp.Ignore())
		if cmp.Diff(x.Rows(), y.Rows(), bare) != "" {
			return false
		}
	}
	return true
}

// No note and no table title may conclude that there is no discrimination.
func TestNothingPrintedIsNotNothing(t *testing.T) {
	p := parsed(t, small)
	c := Counts{Selection: []Count{{Group: "a", Yes: 3, No: 4}, {Group: "b", Yes: 2, No: 3}}}
	if _, err := p.Examine(t.Context(), c, level2); err == nil || !strings.Contains(err.Error(), "nothing_to_say") {
		t.Errorf("groups of 7 and 5 people: got %v", err)
	}
}
