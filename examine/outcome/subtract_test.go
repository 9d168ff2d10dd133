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
// fewer than ten numbers, among people of whom there are any.
func subtract(t *rapid.T, cells []Cell, r Result) {
	s := &subtractor{low: map[string]float64{}, high: map[string]float64{}}
	parts := map[string][]string{SelectionTable: {"", "low", "high"}, CalibrationTable: {"", bin("1"), bin("2"), bin("3")}}
	parts[TruthTable], parts[MissedTable] = parts[SelectionTable], parts[SelectionTable]
	names := map[string][2]string{SelectionTable: {"all", "selected"}, TruthTable: {"selected", "hit"}, MissedTable: {"missed", "hit missed"}, CalibrationTable: {"all", "true"}}
	for id, two := range names {
		for _, c := range printedIn(t, r, id).Cells {
			of := two[0]
			if c.At[2] != "" {
				of = two[1]
			}
			if !c.Withheld {
				s.know(fmt.Sprint(of, c.At[:2]), float64(c.N-c.Margin), float64(c.N+c.Margin))
			}
		}
		for _, g := range []string{"a", "b"} {
			for _, of := range two {
				sum := []string{}
				for _, part := range parts[id] {
					sum = append(sum, fmt.Sprint(of, []string{g, part}))
				}
				s.add(sum[0], sum[1:]...)
			}
		}
	}
	people := map[string]float64{}
	guarded := map[string]bool{}
	for _, g := range []string{"a", "b"} {
		for _, part := range slices.Concat(parts[SelectionTable], parts[CalibrationTable][1:]) {
			s.link(g, part, cells, people, guarded)
		}
	}
	s.work()
	for name := range guarded {
		if x := people[name]; x < 10 && s.high[name]-s.low[name] < 9 {
			t.Fatalf("%s is %v, and a reader knows that it is from %v to %v", name, x, s.low[name], s.high[name])
		}
	}
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
