// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const bound = small + "unforeseen: bound\n"

// A value that the plan doesn't name leaves its row out of what it can't be told for, and
// of nothing else; it is counted.
func TestUnforeseenIsCounted(t *testing.T) {
	p := parsed(t, bound)
	got, err := p.Tally([]Cell{
		cell("a", "low", "yes", "yes", 3), cell("a", "low", "J", "", 5), cell("a", "low", "J", "yes", 2),
		cell("a", "?", "no", "", 7), cell("a", "low", "yes", "?", 11), cell("Jan Jansen", "low", "no", "", 13),
		cell("b", "high", "yes", "no", 17), cell("Jan Jansen", "low", "J", "", 19), cell("b", "high", "no", "", 23),
	}, 100)
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{
		Selection: []Count{
			{Group: "a", Yes: 14, No: 7, Open: 7},
			{Group: "a", Stratum: "low", Yes: 14, Open: 7},
			{Group: "a", Stratum: "high"},
			{Group: "b", Yes: 17, No: 23},
			{Group: "b", Stratum: "low"},
			{Group: "b", Stratum: "high", Yes: 17, No: 23},
		},
		Finding: []Count{
			{Group: "a", Yes: 3, Open: 13},
			{Group: "a", Stratum: "low", Yes: 3, Open: 13},
			{Group: "a", Stratum: "high"},
			{Group: "b", No: 17},
			{Group: "b", Stratum: "low"},
			{Group: "b", Stratum: "high", No: 17},
		},
		Unknown: Count{No: 13, Open: 19},
		Account: Account{
			Rows: 100, Counted: 61, Adds: true,
			Outside: []Outside{{Column: "origin", Value: "…", N: 32}, {Column: "selected", Value: "…", N: 7}},
			Unforeseen: []Outside{
				{Column: "found", Value: "?", N: 11}, {Column: "origin", Value: "Jan Jansen", N: 32}, {Column: "risk", Value: "?", N: 7}, {Column: "selected", Value: "J", N: 26},
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Whatever hides behind values that the plan doesn't name, the share that there would have
// been, and the difference, lie within what is printed.
func TestUncertaintyHoldsTheTruth(t *testing.T) {
	p := parsed(t, bound)
	rapid.Check(t, func(t *rapid.T) {
		truth := map[string]*Count{"a": {}, "b": {}}
		var cells []Cell
		rows := int64(0)
		kinds := rapid.SliceOfNDistinct(rapid.IntRange(0, 3), 1, 4, rapid.ID[int]).Draw(t, "kinds") // alone each has to hold too
		for _, g := range []string{"a", "b"} {
			for _, s := range []string{"yes", "no"} {
				n := rapid.Int64Range(300, 900).Draw(t, "n") // more than all kinds take together
				truth[g].add(p.Selection.side(s), n)
				for _, kind := range kinds {
					as := [][2]string{{"?", s}, {g, "?"}, {"?", "?"}, {"", s}}[kind]
					part := min(rapid.Int64Range(0, 60).Draw(t, "part"), n)
					n, rows = n-part, rows+part
					if part > 0 {
						cells = append(cells, cell(as[0], "low", as[1], "", part))
					}
				}
				if n > 0 {
					cells, rows = append(cells, cell(g, "low", s, "", n)), rows+n
				}
			}
		}
		counts, err := p.Tally(cells, rows)
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Examine(t.Context(), counts, level2)
		if err != nil {
			t.Fatal(err)
		}
		table, ok := r.Table(UnknownTable)
		if !ok {
			return
		}
		of := func(g string) float64 { return 100 * share(truth[g].Yes, truth[g].No) }
		for i, row := range table.Rows() {
			if row.Labels[0].EN != "s" {
				continue
			}
			g := []string{"a", "b"}[i]
			if f := row.Figures[0]; f.Range != nil && (of(g) < *f.Range.Low-1e-6 || of(g) > *f.Range.High+1e-6) {
				t.Fatalf("%s: %v isn't within %v to %v", g, of(g), *f.Range.Low, *f.Range.High)
			}
			if f := row.Figures[1]; f.Range != nil && (of(g)-of("a") < *f.Range.Low-1e-6 || of(g)-of("a") > *f.Range.High+1e-6) {
				t.Fatalf("%s: a difference of %v isn't within %v to %v", g, of(g)-of("a"), *f.Range.Low, *f.Range.High)
			}
		}
	})
}

// A rule about such rows that there isn't, and one for totals that stand beside their parts.
func TestUnforeseenInPlans(t *testing.T) {
	for _, tc := range []struct{ text, rule string }{
		{small + "unforeseen: guess\n", "unforeseen"},
		{strings.Replace(bound, "kind: records", "kind: counts, count: n, whole: all", 1), "unforeseen_whole"},
	} {
		if _, err := ParsePlan([]byte(tc.text)); err == nil || !strings.Contains(err.Error(), "outcome.plan."+tc.rule) {
			t.Errorf("%s: got %v", tc.rule, err)
		}
	}
}

// Of 10,000 rows with 1,000 yes, 200 are too many, as 150 people have 350 rows: between 800
// and 1,000 of 9,800.
func TestRowsTooMany(t *testing.T) {
	r, err := parsed(t, small).Examine(t.Context(), Counts{
		Selection: []Count{{Group: "a", Yes: 1000, No: 9000}, {Group: "b", Yes: 3000, No: 7000}},
		Finding:   []Count{{Group: "a"}, {Group: "b"}},
		Account:   Account{Repeats: &Repeats{People: 150, Rows: 350}},
	}, level(t))
	if err != nil {
		t.Fatal(err)
	}
	f := rowOf(t, r, UnknownTable, "s", "A")["rate"]
	if f.Range == nil || *f.Range.Low > 100*800.0/9800 || *f.Range.High < 100*1000.0/9800 || *f.Range.Low < 6 || *f.Range.High > 12 {
		t.Errorf("got %+v, want 8.16 to 10.20 and little more", f.Range)
	}
	table, _ := r.Table(UnknownTable)
	if keys := noteKeys(table); !slices.Contains(keys, "outcome.note.holds") {
		t.Errorf("200 rows can't turn a difference of 20 points: %v", keys)
	}
}
