// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"

	"pgregory.net/rapid"

	"baken/base/disclose"
)

// subtractor is a reader without linear programming: he adds and subtracts what is printed
// until that tells him nothing more.
type subtractor struct {
	low, high map[string]float64
	sums      [][]string // a total and its parts
}

func (s *subtractor) know(name string, low, high float64) {
	if _, there := s.low[name]; !there {
		s.low[name], s.high[name] = 0, math.Inf(1)
	}
	s.low[name], s.high[name] = max(s.low[name], low), min(s.high[name], high)
}

func (s *subtractor) add(total string, parts ...string) {
	for _, name := range append([]string{total}, parts...) {
		s.know(name, 0, math.Inf(1))
	}
	s.sums = append(s.sums, append([]string{total}, parts...))
}

// work narrows until nothing changes, or long enough.
func (s *subtractor) work() {
	for range 50 {
		before := maps.Clone(s.low)
		beforeHigh := maps.Clone(s.high)
		for _, sum := range s.sums {
			for i, name := range sum {
				low, high := 0.0, 0.0
				for j, other := range sum {
					switch {
					case i == j:
					case i == 0 || j == 0: // the total is the sum of its parts
						low, high = low+s.low[other], high+s.high[other]
					default: // a part is the total less the other parts
						low, high = low-s.high[other], high-s.low[other]
					}
				}
				s.know(name, low, high)
			}
		}
		if maps.Equal(before, s.low) && maps.Equal(beforeHigh, s.high) {
			return
		}
	}
}

// subtract fails where a reader of all tables learns a count of fewer than ten people to
// fewer than ten numbers, among people of whom there are any, and to fewer than he would of
// the selection alone.
func subtract(t *rapid.T, cells []Cell, r Result) {
	alone, _, _ := reads(t, cells, r, SelectionTable)
	all, people, guarded := reads(t, cells, r, SelectionTable, TruthTable, MissedTable, CalibrationTable)
	for name := range guarded {
		wide := all.high[name] - all.low[name]
		if people[name] < 10 && wide < 9 && wide < alone.high[name]-alone.low[name] {
			t.Fatalf("%s is %v, and a reader knows that it is from %v to %v", name, people[name], all.low[name], all.high[name])
		}
	}
}

// reads works out what tables tell, and gives the counts as they are and those that may not
// be learnt.
func reads(t *rapid.T, cells []Cell, r Result, tables ...string) (s *subtractor, people map[string]float64, guarded map[string]bool) {
	s = &subtractor{low: map[string]float64{}, high: map[string]float64{}}
	strata, bins := []string{"", "low", "high"}, []string{"", bin("1"), bin("2"), bin("3")}
	for _, id := range tables {
		two := map[string][2]string{
			SelectionTable: {"all", "selected"}, TruthTable: {"selected", "hit"}, MissedTable: {"missed", "hit missed"}, CalibrationTable: {"all", "true"},
		}[id]
		for _, c := range printedIn(t, r, id).Cells {
			of := two[0]
			if c.At[2] != "" {
				of = two[1]
			}
			if !c.Withheld {
				s.know(fmt.Sprint(of, c.At[:2]), float64(c.N-c.Margin), float64(c.N+c.Margin))
			}
		}
	}
	for _, g := range []string{"a", "b"} {
		for _, of := range []string{"all", "selected", "missed", "hit", "nothing", "hit missed", "nothing missed", "true", "false"} {
			for _, parts := range [][]string{strata, bins} {
				var sum []string
				for _, part := range parts {
					sum = append(sum, fmt.Sprint(of, []string{g, part}))
				}
				s.add(sum[0], sum[1:]...)
			}
		}
	}
	people, guarded = map[string]float64{}, map[string]bool{}
	for _, g := range []string{"a", "b"} {
		for _, part := range slices.Concat(strata, bins[1:]) {
			s.link(g, part, cells, people, guarded)
		}
	}
	s.work()
	return s, people, guarded
}

// link adds how the counts of some people hang together, and which may not be learnt.
func (s *subtractor) link(g, part string, cells []Cell, people map[string]float64, guarded map[string]bool) {
	at := func(of string) string { return fmt.Sprint(of, []string{g, part}) }
	for _, sum := range [][]string{
		{"all", "selected", "missed"},
		{"all", "true", "false"},
		{"selected", "hit", "nothing"},
		{"missed", "hit missed", "nothing missed"},
		{"true", "hit", "hit missed"},
		{"false", "nothing", "nothing missed"},
	} {
		s.add(at(sum[0]), at(sum[1]), at(sum[2]))
	}
	count := func(so func(Cell) bool) float64 {
		return float64(sum(cells, func(c Cell) bool {
			return c.Group == g && (part == "" || part == c.Strata[0] || part == bin(c.Score)) && so(c)
		}))
	}
	known := func(of string, so func(Cell) bool, among float64) {
		people[at(of)] = count(so)
		if among > 0 {
			guarded[at(of)] = true
		}
	}
	all, chosen := count(func(Cell) bool { return true }), count(selected)
	known("true", wasSo, all)
	known("false", func(c Cell) bool { return !wasSo(c) }, all)
	if part == "" || part == "low" || part == "high" {
		known("selected", selected, all)
		known("missed", func(c Cell) bool { return !selected(c) }, all)
		known("hit", func(c Cell) bool { return selected(c) && wasSo(c) }, chosen)
		known("nothing", func(c Cell) bool { return selected(c) && !wasSo(c) }, chosen)
		known("hit missed", func(c Cell) bool { return !selected(c) && wasSo(c) }, all-chosen)
		known("nothing missed", func(c Cell) bool { return !selected(c) && !wasSo(c) }, all-chosen)
	}
}

// printedIn gives what a table says in its file of the rates that it was made of.
func printedIn(t interface{ Fatal(...any) }, r Result, id string) disclose.PublicTable {
	table, _ := r.Table(id)
	raw, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	var out struct{ Rates *disclose.PublicTable }
	if err := json.Unmarshal(raw, &out); err != nil || out.Rates == nil {
		t.Fatal(id, " says nothing of its rates: ", err)
	}
	return *out.Rates
}
