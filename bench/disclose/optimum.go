// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"baken/base/disclose"
)

// small is a table that is small enough for the least that can be withheld to be worked out.
type small struct {
	cells
	lines [][]int // a total, and what it is the sum of
	least int64   // smaller counts are withheld
	width int64   // to within which nobody may know what is withheld
}

// lost is what a reader loses: so many counts, with so many people.
type lost struct{ counts, people int64 }

func (l lost) String() string { return fmt.Sprintf("%d counts of %d people", l.counts, l.people) }

// optimum holds what Baken withholds in small tables against the least that can be.
func optimum(ctx context.Context, seed uint64, n int) error {
	if n == 0 {
		return nil
	}
	if _, err := exec.LookPath("glpsol"); err != nil {
		fmt.Println("glpsol isn't installed: the least that can be withheld isn't worked out")
		return nil
	}
	var ours, fewest, smallest lost
	done := 0
	for i := range n {
		size := 4 + i%3
		t := people(seed+uint64(i), 3.6, size, 4+i%2)
		rules := disclose.ForEveryone()
		rules.Intersection = rules.Base
		s := smallOf(t, rules)
		r, err := disclose.History{}.Protect(ctx, rules, []disclose.Crosstable{t})
		if err != nil {
			return err
		}
		f, err := s.optimum(ctx, func(int64) int64 { return 1 })
		if errors.Is(err, errUnsolved) {
			continue
		}
		if err != nil {
			return err
		}
		p, err := s.optimum(ctx, func(n int64) int64 { return n })
		if errors.Is(err, errUnsolved) {
			continue
		}
		if err != nil {
			return err
		}
		done++
		for _, one := range []struct {
			to   *lost
			hole []bool
		}{{&ours, s.withheld(r.Tables[0])}, {&fewest, f}, {&smallest, p}} {
			l := s.lost(one.hole)
			one.to.counts, one.to.people = one.to.counts+l.counts, one.to.people+l.people
		}
	}
	fmt.Printf("%d of %d small tables, 25 to 42 counts each: withheld %v; the fewest that can be %v; of the fewest people %v\n", done, n, ours, fewest, smallest)
	return nil
}

func smallOf(t disclose.Crosstable, rules disclose.Rules) small {
	s := small{cells: count(t), least: rules.Base, width: rules.Possibilities}
	step := 1
	for _, size := range s.sizes {
		for from := range s.n {
			if from/step%size != 0 {
				continue
			}
			line := []int{from + (size-1)*step}
			for i := from; i < line[0]; i += step {
				line = append(line, i)
			}
			s.lines = append(s.lines, line)
		}
		step *= size
	}
	return s
}

// withheld gives which counts a table withholds.
func (s small) withheld(t disclose.Table) []bool {
	out := make([]bool, len(s.n))
	p, ok := t.Public()
	if !ok {
		panic("a table of a release") // made here
	}
	for _, c := range p.Cells {
		at, step := 0, 1
		for k, h := range p.By {
			i := s.sizes[k] - 1
			for j, category := range h.Categories[1:] {
				if category.Code == c.At[k] {
					i = j
				}
			}
			at, step = at+i*step, step*s.sizes[k]
		}
		out[at] = c.Withheld
	}
	return out
}

func (c cells) lost(hole []bool) (l lost) {
	for i, h := range hole {
		if h {
			l.counts, l.people = l.counts+1, l.people+c.n[i]
		}
	}
	return l
}

var errUnsolved = errors.New("glpsol found no optimum in its time")

// optimum gives what to withhold for the least cost, by a mixed integer program: for each
// small count two tables that agree with all that is printed, between which it differs by
// the width. As Baken sees to it that each count that is withheld is unknown to the same
// width, two tables are added for each that turns out to be known better, until none is.
// In a table of two dimensions what moves goes round in circles through the count, so that
// no other moves by more than the width. Source: M. Fischetti and J.J. Salazar, JASA 95
// (2000) 916-928, section 3.
func (s small) optimum(ctx context.Context, cost func(n int64) int64) ([]bool, error) {
	var guarded []int
	for i, n := range s.n {
		if n < s.least {
			guarded = append(guarded, i)
		}
	}
	for {
		hole, err := s.solve(ctx, s.program(guarded, cost))
		if err != nil {
			return nil, err
		}
		more, err := s.narrow(ctx, hole)
		if err != nil || len(more) == 0 {
			return hole, err
		}
		guarded = append(guarded, more...)
	}
}

// program writes the mixed integer program, in which y says that a count is withheld.
func (s small) program(guarded []int, cost func(n int64) int64) string {
	var b, bounds strings.Builder
	b.WriteString("minimize\nlost:")
	for i, n := range s.n {
		fmt.Fprintf(&b, " + %d y%d\n", max(1, cost(n)), i)
	}
	b.WriteString("subject to\n")
	for _, p := range guarded {
		for _, table := range []string{"f", "g"} {
			for _, line := range s.lines {
				for k, i := range line {
					sign := "+"
					if k == 0 {
						sign = "-"
					}
					fmt.Fprintf(&b, " %s %s%d_%d", sign, table, p, i)
				}
				b.WriteString(" = 0\n")
			}
			for i, n := range s.n {
				v := fmt.Sprintf("%s%d_%d", table, p, i)
				fmt.Fprintf(&b, " %s - %d y%d <= 0\n %s + %d y%d >= 0\n", v, s.width, i, v, min(n, s.width), i)
				fmt.Fprintf(&bounds, " -%d <= %s <= %d\n", min(n, s.width), v, s.width)
			}
		}
		fmt.Fprintf(&b, " f%d_%d - g%d_%d - %d y%d >= 0\n", p, p, p, p, s.width, p)
	}
	for i, n := range s.n {
		if n < s.least {
			fmt.Fprintf(&b, " y%d = 1\n", i)
		}
	}
	fmt.Fprintf(&b, "bounds\n%sbinary\n", bounds.String())
	for i := range s.n {
		fmt.Fprintf(&b, " y%d\n", i)
	}
	b.WriteString("end\n")
	return b.String()
}

// solve asks glpsol which counts to withhold.
func (s small) solve(ctx context.Context, program string) (hole []bool, err error) {
	dir, err := os.MkdirTemp("", "baken-optimum-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	in, out := filepath.Join(dir, "in.lp"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, []byte(program), 0o600); err != nil {
		return nil, err
	}
	said, err := exec.CommandContext(ctx, "glpsol", "--lp", in, "--cuts", "--tmlim", "60", "-w", out).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, said)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	hole, best := make([]bool, len(s.n)), false
	for line := range strings.Lines(string(raw)) {
		word := strings.Fields(line)
		switch {
		case len(word) == 6 && word[0] == "s":
			best = word[4] == "o"
		case len(word) == 3 && word[0] == "j":
			j, _ := strconv.Atoi(word[1])
			if j <= len(hole) { // the first columns are the y
				hole[j-1] = word[2] == "1"
			}
		}
	}
	if !best {
		return nil, errUnsolved
	}
	return hole, nil
}

// narrow gives the withheld counts that a reader knows to within less than the width.
func (s small) narrow(ctx context.Context, hole []bool) (all []int, err error) {
	t := disclose.PublicTable{Population: "x"}
	for k, size := range s.sizes {
		codes := make([]string, size-1)
		for i := range codes {
			codes[i] = code(i)
		}
		t.By = append(t.By, disclose.Flat(string(rune('a'+k)), codes...))
	}
	place := map[string]int{}
	for i, n := range s.n {
		var at []string
		rest := i
		for _, size := range s.sizes {
			at = append(at, code(rest%size))
			if rest%size == size-1 {
				at[len(at)-1] = ""
			}
			rest /= size
		}
		t.Cells = append(t.Cells, disclose.PublicCount{At: at, N: n, Withheld: hole[i]})
		place[t.Name(at)] = i
	}
	learnt, err := disclose.Attack(ctx, []disclose.PublicTable{t})
	for _, l := range learnt {
		if l.High-l.Low < float64(s.width) {
			all = append(all, place[l.Cell])
		}
	}
	return all, err
}
