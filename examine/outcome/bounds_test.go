// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baken/base/disclose"
)

// byPlaces is a plan over places with so many people, of group a and of group b.
func byPlaces(places ...[3]int64) string {
	text := strings.Replace(small[:strings.Index(small, "finding:")], "selection: {", "selection: {kind: burden, ", 1) + "test: {matters: 2}\n"
	var est strings.Builder
	est.WriteString("  estimated:\n    label: {nl: w, en: w}\n    by: {nl: o, en: o}\n    title: {nl: t, en: t}\n    places:\n")
	for i, p := range places {
		fmt.Fprintf(&est, "      - {code: p%d, people: %d, members: {a: %d, b: %d}}\n", i, p[0], p[1], p[2])
	}
	return strings.Replace(text, "selection: {kind", est.String()+"selection: {kind", 1)
}

func inPlace(code string, yes, no int64) []Cell {
	return []Cell{{Group: code, Selected: "yes", N: yes}, {Group: code, Selected: "no", N: no}}
}

func total(cells []Cell) (n int64) {
	for _, c := range cells {
		n += c.N
	}
	return n
}

// Where each group has a place of its own the bounds are the shares, as far as they are
// printed: 10% and 30%.
func TestPlacesOfOneGroup(t *testing.T) {
	p := parsed(t, byPlaces([3]int64{40_000, 40_000, 0}, [3]int64{20_000, 0, 20_000}))
	cells := append(inPlace("p0", 4000, 36_000), inPlace("p1", 6000, 14_000)...)
	c, err := p.Tally(cells, total(cells))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Examine(t.Context(), c, level(t))
	if err != nil {
		t.Fatal(err)
	}
	f := rowOf(t, r, BoundsTable, "B", "")["difference"]
	if f.Kind != disclose.Band || *f.Range.Low > 20 || *f.Range.High < 20 || *f.Range.High-*f.Range.Low > 0.3 {
		t.Errorf("got %+v, want about 20 points", f.Range)
	}
	v := rowOf(t, r, VerdictTable, "s", "B")
	if v["effect"].Reason != "outcome.effect.disparity-higher" || v["robust"].Reason != "outcome.robust.not-possible" {
		t.Errorf("%+v", v)
	}
}

// However group and selection go together within places, the true shares and their
// difference lie within what is printed; also with places too small to print, and with
// people whose place isn't known.
func TestBoundsHoldTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var places [][3]int64
		var cells []Cell
		var yes, all [2]float64
		for range rapid.IntRange(1, 4).Draw(t, "places") {
			var of, selected int64
			members := [3]int64{}
			for g := range 3 { // the third is another group
				n := rapid.Int64Range(0, []int64{4, 3000}[rapid.IntRange(0, 1).Draw(t, "size")]).Draw(t, "n")
				x := rapid.Int64Range(0, n).Draw(t, "x")
				of, selected = of+n, selected+x
				members[g] = n
				if g < 2 {
					yes[g], all[g] = yes[g]+float64(x), all[g]+float64(n)
				}
			}
			if of == 0 {
				continue
			}
			places = append(places, [3]int64{of, members[0], members[1]})
			cells = append(cells, inPlace(fmt.Sprintf("p%d", len(places)-1), selected, of-selected)...)
		}
		if all[0] == 0 || all[1] == 0 {
			return
		}
		elsewhere := rapid.Int64Range(0, 40).Draw(t, "elsewhere")
		a, x := rapid.Int64Range(0, elsewhere).Draw(t, "a"), rapid.Int64Range(0, elsewhere).Draw(t, "x")
		if elsewhere > 0 { // a of them are of the first group, the others of the second; the first x are selected
			cells = append(cells, inPlace("", x, elsewhere-x)...)
			all[0], all[1] = all[0]+float64(a), all[1]+float64(elsewhere-a)
			yes[0], yes[1] = yes[0]+float64(min(a, x)), yes[1]+float64(max(0, x-a))
		}
		p, err := ParsePlan([]byte(byPlaces(places...)))
		if err != nil {
			t.Fatal(err)
		}
		c, err := p.Tally(cells, total(cells))
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Examine(t.Context(), c, level2)
		switch {
		case errors.Is(err, ErrAllHidden): // then nothing is said
			return
		case err != nil:
			t.Fatal(err)
		}
		table, _ := r.Table(BoundsTable)
		shares := []float64{100 * yes[0] / all[0], 100 * yes[1] / all[1]}
		holds := func(what string, f disclose.Figure, truth float64) {
			if truth < *f.Range.Low-1e-6 || truth > *f.Range.High+1e-6 {
				t.Fatalf("%s: %v isn't within %v to %v", what, truth, *f.Range.Low, *f.Range.High)
			}
		}
		for i, row := range table.Rows() {
			holds("share", row.Figures[0], shares[i])
		}
		holds("difference", table.Rows()[1].Figures[1], shares[1]-shares[0])
		holds("difference, with chance", table.Rows()[1].Figures[2], shares[1]-shares[0])
		if places, _ := r.Table(SelectionTable); len(places.Rows()) != len(p.Group.Estimated.Places) {
			t.Fatal("a place isn't told")
		}
	})
}

func TestPlacesInPlans(t *testing.T) {
	good := byPlaces([3]int64{100, 60, 30})
	parsed(t, good)
	for _, tc := range []struct{ rule, old, new string }{
		{"place_members", "members: {a: 60, b: 30}", "members: {a: 60}"},
		{"place_groups", "members: {a: 60, b: 30}", "members: {a: 60, b: 30, c: 1}"},
		{"place_people", "a: 60", "a: 71"},
		{"place_people", "people: 100", "people: 0"},
		{"published", "by: {nl: o, en: o}", "by: {nl: o}"},
		{"places", "places:\n      - {code: p0, people: 100, members: {a: 60, b: 30}}", "places: []"},
		{"estimated_alone", "test: {matters: 2}", "unforeseen: bound"},
		{"estimated_alone", "test: {matters: 2}", "finding: {column: f, label: {nl: f, en: f}, yes: [y], no: [n]}"},
		{"estimated_looks", "matters: 2", "matters: 2, looks: 3"},
	} {
		if _, err := ParsePlan([]byte(strings.Replace(good, tc.old, tc.new, 1))); err == nil || !strings.Contains(err.Error(), "outcome.plan."+tc.rule) {
			t.Errorf("%s: got %v", tc.rule, err)
		}
	}
}
