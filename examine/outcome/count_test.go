// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func cell(group, risk, selected, found string, n int64) Cell {
	return Cell{Group: group, Strata: []string{risk}, Selected: selected, Finding: found, N: n}
}

func TestTallyAccountsForEveryRow(t *testing.T) {
	p := parsed(t, small)
	got, err := p.Tally([]Cell{
		cell("a", "low", "yes", "yes", 3), cell("a", "low", "yes", "open", 2), cell("a", "high", "no", "", 5),
		cell("b", "high", "yes", "no", 7), cell("b", "high", "no", "", 11), cell("", "low", "no", "", 4),
	}, 32)
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{
		Selection: []Count{
			{Group: "a", Yes: 5, No: 5},
			{Group: "a", Stratum: "low", Yes: 5},
			{Group: "a", Stratum: "high", No: 5},
			{Group: "b", Yes: 7, No: 11},
			{Group: "b", Stratum: "low"},
			{Group: "b", Stratum: "high", Yes: 7, No: 11},
		},
		Finding: []Count{
			{Group: "a", Yes: 3, Neither: 2},
			{Group: "a", Stratum: "low", Yes: 3, Neither: 2},
			{Group: "a", Stratum: "high"},
			{Group: "b", No: 7},
			{Group: "b", Stratum: "low"},
			{Group: "b", Stratum: "high", No: 7},
		},
		Unknown: Count{No: 4},
		Account: Account{Rows: 32, Counted: 28, Adds: true, Outside: []Outside{{Column: "origin", N: 4}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCountedDataAddsUpToTheSame(t *testing.T) {
	records := parsed(t, small)
	counted := parsed(t, strings.Replace(small, "kind: records", "kind: counts, count: n", 1))
	cells := []Cell{
		cell("a", "low", "yes", "yes", 3), cell("a", "low", "yes", "open", 2), cell("a", "high", "no", "", 5),
		cell("b", "high", "yes", "no", 7), cell("b", "high", "no", "", 11), cell("", "low", "no", "", 4),
	}
	want, err := records.Tally(cells, 32)
	if err != nil {
		t.Fatal(err)
	}
	got, err := counted.Tally(cells, 9) // rows of the file, of which some share a cell
	if err != nil {
		t.Fatal(err)
	}
	want.Account.Rows = 9
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTallyRefuses(t *testing.T) {
	p := parsed(t, small)
	for _, tc := range []struct {
		rule  string
		cells []Cell
		rows  int64
		want  error
	}{
		{"nothing", nil, 0, ErrEmpty},
		{"a group that the plan doesn't name", []Cell{cell("c", "low", "yes", "yes", 1)}, 1, ErrUnknown},
		{"a stratum that the plan doesn't name", []Cell{cell("a", "", "yes", "yes", 1)}, 1, ErrUnknown},
		{"a finding before the selection", []Cell{cell("a", "low", "no", "yes", 1), cell("b", "low", "no", "", 1)}, 2, ErrFinding},
		{"a group without people", []Cell{cell("a", "low", "no", "", 1)}, 1, ErrNobody},
		{"rows that went missing", []Cell{cell("a", "low", "no", "", 1), cell("b", "low", "no", "", 1)}, 3, ErrLost},
	} {
		if _, err := p.Tally(tc.cells, tc.rows); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestNoRowIsDropped(t *testing.T) {
	p := parsed(t, small)
	rapid.Check(t, func(t *rapid.T) {
		var cells []Cell
		var rows int64
		for _, g := range []string{"a", "b", ""} {
			for _, s := range []string{"low", "high"} {
				for _, f := range []string{"yes", "no", "open"} {
					n := rapid.Int64Range(0, 1000).Draw(t, "n")
					cells = append(cells, cell(g, s, "yes", f, n), cell(g, s, "no", "", n+1))
					rows += 2*n + 1
				}
			}
		}
		got, err := p.Tally(cells, rows)
		if err != nil {
			t.Fatal(err)
		}
		sum := got.Account.Counted
		for _, o := range got.Account.Outside {
			sum += o.N
		}
		if sum != rows {
			t.Fatalf("%d of %d rows are accounted for", sum, rows)
		}
	})
}

func published(t testing.TB) []Cell {
	t.Helper()
	return publishedIn(t, "2014")
}

func publishedIn(t testing.TB, year string) []Cell {
	t.Helper()
	f, err := os.Open("../../examples/duo-" + year + "/counts.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var cells []Cell
	for _, l := range lines[1:] {
		n, err := strconv.ParseInt(l[5], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		c := cell(l[0], l[1], l[2], l[3], n)
		c.Steps = []string{l[1], l[4]}
		cells = append(cells, c)
	}
	return cells
}

func TestPublishedCountsFindTheirPlaces(t *testing.T) {
	p := example(t)
	got, err := p.Tally(published(t), 120)
	if err != nil {
		t.Fatal(err)
	}
	// Counts: CBS and DUO, control of student grants 2014, table 1.
	for _, want := range []Count{
		{Group: "nl", Yes: 1050, No: 177160, Base: 178200},
		{Group: "nl", Stratum: "1", Yes: 390, No: 8280},
		{Group: "outside-europe", Yes: 2010, No: 52810, Base: 54820},
		{Group: "outside-europe", Stratum: "6", Yes: 80, No: 12960},
	} {
		if !slices.Contains(got.Selection, want) {
			t.Errorf("no %+v in %+v", want, got.Selection)
		}
	}
	if want := (Count{Group: "outside-europe", Yes: 1060, No: 630, Neither: 310}); !slices.Contains(got.Finding, want) {
		t.Errorf("no %+v in %+v", want, got.Finding)
	}
}

func TestTheSameCellOnTwoRows(t *testing.T) {
	if _, err := example(t).Tally(published(t), 121); !errors.Is(err, ErrRepeated) {
		t.Errorf("got %v, want ErrRepeated", err)
	}
}

func TestPublishedCountsThatDisagree(t *testing.T) {
	p := example(t)
	good := published(t)
	for _, tc := range []struct {
		rule   string
		change func([]Cell) []Cell
		want   error
	}{
		{"a count twice", func(c []Cell) []Cell { return append(c, c[0]) }, ErrOverlap},
		{"a step twice", func(c []Cell) []Cell { return append(c, c[6]) }, ErrOverlap},
		{"a side missing", func(c []Cell) []Cell { return slices.Delete(c, 11, 12) }, ErrNoCell},
		{"parts that don't add up", func(c []Cell) []Cell { c[11].N += 1000; return c }, ErrMargin},
		{"a group missing", func(c []Cell) []Cell { return c[:40] }, ErrNoCell},
	} {
		cells := tc.change(slices.Clone(good))
		if _, err := p.Tally(cells, int64(len(cells))); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}
