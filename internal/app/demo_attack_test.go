// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"baken/base/disclose"
	"baken/internal/demo"
)

// level is to within how many nobody may know a count that isn't printed.
const level = 10

// enough is of how many counts that are put back it has to be noticed: not each gives another
// one away, since what is printed isn't known to the last person.
const enough = 5

// nothingGivenAway tries all that the demo publishes as a reader would, and holds that each
// way of trying notices a count that is put back.
func nothingGivenAway(t *testing.T, a *App, world demo.World, dir string) {
	t.Helper()
	r := &reader{t: t}
	r.publications(a)
	r.desks(a, world)
	r.counsellors(a, world)
	r.complaints(a)
	if found := r.learnt(r.releases, narrow); len(r.releases) == 0 || len(found) > 0 {
		t.Errorf("of %d tables of releases is known: %v", len(r.releases), found)
	}
	if found := r.learnt(r.rates, few); len(r.rates) < 3 || len(found) > 0 {
		t.Errorf("of %d tables of rates is known: %v", len(r.rates), found)
	}
	if found := numerators(t, r.shares); len(r.shares) < 10 || len(found) > 0 {
		t.Errorf("of %d rows of shares these leave few numerators: %v", len(r.shares), found)
	}
	r.noticesReleases(staffCount(t, dir))
	r.noticesRates()
	one := r.shares[0]
	one.Base, one.Of = disclose.Span{Low: 64, High: 64}, []disclose.Percentage{{Units: 4844, Decimals: 2}} // 31 of 64
	if len(numerators(t, []disclose.Percentages{one})) == 0 {
		t.Error("a share that leaves one numerator isn't noticed")
	}
}

// narrow tells whether a count is known too well.
func narrow(l disclose.Learnt) bool { return l.High-l.Low < level }

// few tells whether it is, and may be of few people: what is known of many harms nobody.
func few(l disclose.Learnt) bool { return narrow(l) && l.Low < level }

// learnt attacks tables and gives what is known too well.
func (r *reader) learnt(tables []disclose.PublicTable, bad func(disclose.Learnt) bool) []disclose.Learnt {
	r.t.Helper()
	all, err := disclose.Attack(r.t.Context(), tables)
	if err != nil {
		r.t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(l disclose.Learnt) bool { return !bad(l) })
}

// numerators gives the shares that leave fewer numerators than the level.
func numerators(t *testing.T, all []disclose.Percentages) (found []disclose.Percentages) {
	t.Helper()
	for _, p := range all {
		left, err := p.Possible()
		if err != nil {
			t.Fatalf("%+v: %v", p, err)
		}
		if slices.ContainsFunc(left.Events, func(l disclose.Left) bool { return l.N < level }) {
			found = append(found, p)
		}
	}
	return found
}

// with gives the tables with a count of one of them put back.
func with(tables []disclose.PublicTable, k, i int, n int64) []disclose.PublicTable {
	out := slices.Clone(tables)
	out[k].Cells = slices.Clone(out[k].Cells)
	out[k].Cells[i] = disclose.PublicCount{At: out[k].Cells[i].At, N: n}
	return out
}

// noticesReleases puts back the true count in each place where one is withheld.
func (r *reader) noticesReleases(truth func(t disclose.PublicTable, at []string) int64) {
	r.t.Helper()
	tried, noticed := 0, 0
	for k, t := range r.releases {
		for i, c := range t.Cells {
			if !c.Withheld || noticed == enough {
				continue
			}
			if tried++; len(r.learnt(with(r.releases, k, i, truth(t, c.At)), narrow)) > 0 {
				noticed++
			}
		}
	}
	if noticed < enough {
		r.t.Errorf("releases: of %d counts put back one by one, %d are noticed", tried, noticed)
	}
}

// noticesRates puts back a possible count in each place where one is withheld.
func (r *reader) noticesRates() {
	r.t.Helper()
	all, err := disclose.Attack(r.t.Context(), r.rates)
	if err != nil {
		r.t.Fatal(err)
	}
	possible := map[string]int64{}
	for _, l := range all {
		possible[l.Cell] = int64(l.Low)
	}
	tried, noticed := 0, 0
	for k, t := range r.rates {
		for i, c := range t.Cells {
			if n, ok := possible[t.Name(c.At)]; ok && c.Withheld && noticed < enough {
				if tried++; len(r.learnt(with(r.rates, k, i, n), few)) > 0 {
					noticed++
				}
			}
		}
	}
	if noticed < enough {
		r.t.Errorf("rates: of %d counts put back one by one, %d are noticed", tried, noticed)
	}
}

// staffCount counts the answers of the demo's staff in a cell.
func staffCount(t *testing.T, dir string) func(disclose.PublicTable, []string) int64 {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, demoData, staffRows))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return func(table disclose.PublicTable, at []string) (n int64) {
		for _, row := range rows[1:] {
			in := true
			for k, h := range table.By {
				in = in && within(h, row[slices.Index(rows[0], h.Name)], at[k])
			}
			if in {
				n++
			}
		}
		return n
	}
}

// within tells whether who is in one category is in another.
func within(h disclose.Hierarchy, code, in string) bool {
	i := slices.IndexFunc(h.Categories, func(c disclose.Category) bool { return c.Code == code })
	for ; i >= 0; i = h.Categories[i].Part {
		if h.Categories[i].Code == in {
			return true
		}
	}
	return false
}
