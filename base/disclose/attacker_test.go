// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken/base/disclose"
)

// reader is somebody who wants to know what was withheld, and has read everything that was
// ever published. He shares nothing with what protects but the tables: he works out sums
// by himself, and lets glpsol of GLPK find what a count can be at least and at most.
type reader struct {
	known   map[string]int64 // counts that were printed, to the last person
	sums    [][]string       // the first is the sum of the others
	holes   []string
	between map[string][2]float64 // within what a hole was said to lie
	secret  map[string]bool       // holes that are small, or withheld
}

// cross names each combination of categories of a table.
func cross(t disclose.Crosstable, each func(at []int, name string)) {
	at := make([]int, len(t.By))
	for {
		var said []string
		for k, h := range t.By {
			if at[k] > 0 {
				said = append(said, h.Name+" is "+h.Categories[at[k]].Code)
			}
		}
		slices.Sort(said)
		each(slices.Clone(at), t.Population+" "+strings.Join(said, " and "))
		k := 0
		for k < len(at) {
			if at[k]++; at[k] < len(t.By[k].Categories) {
				break
			}
			at[k] = 0
			k++
		}
		if k == len(at) {
			return
		}
	}
}

// counted gives how many people are in each combination, from those in the finest.
func counted(t disclose.Crosstable) map[string]int64 {
	out := map[string]int64{}
	finest := map[string]int64{}
	for _, c := range t.Counts {
		finest[strings.Join(c.At, "|")] += c.N
	}
	within := func(h disclose.Hierarchy, code string, at int) bool {
		i := slices.IndexFunc(h.Categories, func(c disclose.Category) bool { return c.Code == code })
		for i > 0 && i != at {
			i = h.Categories[i].Part
		}
		return i == at
	}
	cross(t, func(at []int, name string) {
		for key, n := range finest {
			in := true
			for k, code := range strings.Split(key, "|") {
				in = in && within(t.By[k], code, at[k])
			}
			if in {
				out[name] += n
			}
		}
		out[name] += 0
	})
	return out
}

// reads takes in a release: which figures its tables print, and which they don't.
func (r *reader) reads(t *testing.T, tables []disclose.Crosstable, release disclose.Release) {
	t.Helper()
	for k, table := range tables {
		r.table(t, table, release.Tables[k].Rows(), 0)
	}
}

func (r *reader) table(t *testing.T, table disclose.Crosstable, rows []disclose.Row, column int) {
	t.Helper()
	if r.between == nil {
		r.between, r.secret = map[string][2]float64{}, map[string]bool{}
	}
	truth := counted(table)
	at := 0
	order := map[string]disclose.Figure{}
	// Rows stand in the order of the categories, the last hierarchy the fastest.
	places := [][]int{{}}
	for _, h := range table.By {
		var next [][]int
		for _, p := range places {
			for i := range h.Categories {
				next = append(next, append(slices.Clone(p), i))
			}
		}
		places = next
	}
	question := slices.IndexFunc(table.By, func(h disclose.Hierarchy) bool { return h.Answer })
	for _, p := range places {
		if question >= 0 && p[question] > 0 {
			continue
		}
		order[fmt.Sprint(p)] = rows[at].Figures[column]
		if question >= 0 {
			whole := slices.Clone(p)
			for i := range table.By[question].Categories[1:] {
				p[question] = i + 1
				order[fmt.Sprint(p)] = rows[at].Figures[i+1]
			}
			copy(p, whole)
		}
		at++
	}
	if at != len(rows) {
		t.Fatalf("%d rows, want %d", len(rows), at)
	}
	cross(table, func(at []int, name string) {
		r.sums = append(r.sums, sumsAt(table, at, name)...)
		figure := order[fmt.Sprint(at)]
		switch {
		case figure.Kind == disclose.Withheld:
			r.secret[name] = true
		case table.Method == disclose.Suppress && question >= 0 && at[question] > 0 && figure.Kind == disclose.Band:
			r.band(t, table, at, question, figure, name, truth)
		case table.Method == disclose.Suppress && figure.Kind != disclose.Band:
			r.known[name] = truth[name]
			return
		default:
			low, high := *figure.Range.Low, *figure.Range.High
			if n := float64(truth[name]); n < low || n > high {
				t.Errorf("%s is %v and printed as %v to %v", name, n, low, high)
			}
			if was, ok := r.between[name]; ok {
				low, high = max(low, was[0]), min(high, was[1])
			}
			r.between[name] = [2]float64{low, high}
			r.secret[name] = r.secret[name] || truth[name] < 10
		}
		r.holes = append(r.holes, name)
	})
	slices.Sort(r.holes)
	r.holes = slices.Compact(r.holes)
	r.holes = slices.DeleteFunc(r.holes, func(name string) bool { _, ok := r.known[name]; return ok })
}

// sumsAt gives the sums of which a combination is the total.
func sumsAt(table disclose.Crosstable, at []int, name string) (all [][]string) {
	for k, h := range table.By {
		sum := []string{name}
		for i, c := range h.Categories {
			if i > 0 && c.Part == at[k] {
				other := slices.Clone(at)
				other[k] = i
				cross(table, func(where []int, name string) {
					if slices.Equal(where, other) {
						sum = append(sum, name)
					}
				})
			}
		}
		if len(sum) > 1 {
			all = append(all, sum)
		}
	}
	return all
}

// band takes in a share that was printed as a band, of people of whom he knows how many
// they are.
func (r *reader) band(t *testing.T, table disclose.Crosstable, at []int, question int, figure disclose.Figure, name string, truth map[string]int64) {
	t.Helper()
	whole := slices.Clone(at)
	whole[question] = 0
	cross(table, func(at []int, of string) {
		if !slices.Equal(at, whole) {
			return
		}
		low, high := math.Ceil(*figure.Range.Low*float64(truth[of])/100-1e-9), math.Floor(*figure.Range.High*float64(truth[of])/100+1e-9)
		if n := float64(truth[name]); n < low || n > high {
			t.Errorf("%s is %v of %d and printed as %v to %v", name, n, truth[of], *figure.Range.Low, *figure.Range.High)
		}
		if was, ok := r.between[name]; ok {
			low, high = max(low, was[0]), min(high, was[1])
		}
		r.between[name] = [2]float64{low, high}
		r.secret[name] = r.secret[name] || truth[name] < 10
	})
}

// asked gives the holes that matter: all, where none was said to be small.
func (r *reader) asked() (all []string) {
	if r.secret == nil {
		return r.holes
	}
	for _, name := range r.holes {
		if r.secret[name] {
			all = append(all, name)
		}
	}
	return all
}

// learns gives what each hole can be, at least and at most.
func (r *reader) learns(t *testing.T) map[string][2]float64 {
	t.Helper()
	out := map[string][2]float64{}
	for some := range slices.Chunk(r.asked(), 6) { // glpsol takes long over large problems
		low, high := r.ask(t, some, "Minimize"), r.ask(t, some, "Maximize")
		for i, name := range some {
			out[name] = [2]float64{low[i], high[i]}
		}
	}
	return out
}

// ask writes the sums down once for each of some holes, all in one file, and asks for the
// sum of what each of these is in its own copy: the least, or the most, of each.
func (r *reader) ask(t *testing.T, asked []string, what string) []float64 {
	t.Helper()
	var b, goal bytes.Buffer
	number := map[string]int{}
	for i, name := range r.holes {
		number[name] = i
	}
	const far = 1e6 // nobody has so many people
	var rows, ends strings.Builder
	for copy, name := range asked {
		fmt.Fprintf(&goal, " + x%d_%d", copy, number[name])
		for i, name := range r.holes {
			low, high := 0.0, far
			if was, ok := r.between[name]; ok {
				low, high = was[0], min(far, was[1])
			}
			fmt.Fprintf(&ends, " %g <= x%d_%d <= %g\n", low, copy, i, high)
		}
		for _, sum := range r.sums {
			right, some := int64(0), false
			var line strings.Builder
			for k, name := range sum {
				sign := 1
				if k == 0 {
					sign = -1
				}
				if n, ok := r.known[name]; ok {
					right -= int64(sign) * n
					continue
				}
				some = true
				fmt.Fprintf(&line, " %+d x%d_%d", sign, copy, number[name])
			}
			if some {
				fmt.Fprintf(&rows, "%s = %d\n", line.String(), right)
			}
		}
	}
	fmt.Fprintf(&b, "%s\n goal:%s\nSubject To\n%sBounds\n%sEnd\n", what, goal.String(), rows.String(), ends.String())
	dir := t.TempDir()
	in, answer := filepath.Join(dir, "in.lp"), filepath.Join(dir, "out.txt")
	if err := os.WriteFile(in, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.CommandContext(t.Context(), "glpsol", "--lp", in, "--write", answer).CombinedOutput(); err != nil {
		t.Fatalf("glpsol (Debian: glpk-utils): %v\n%s", err, said)
	}
	raw, err := os.ReadFile(answer)
	if err != nil {
		t.Fatal(err)
	}
	return values(t, len(asked), string(raw))
}

// values reads the answer of glpsol: columns stand there by number, in the order in which
// they came in the file.
func values(t *testing.T, n int, raw string) []float64 {
	t.Helper()
	order := make([]int, n) // the own column of each copy, by when it came
	for i := range order {
		order[i] = i + 1 // the goal comes first and has them in order
	}
	out := slices.Repeat([]float64{math.NaN()}, n)
	optimal := false
	for line := range strings.Lines(raw) {
		f := strings.Fields(line)
		switch {
		case len(f) > 4 && f[0] == "s" && f[1] == "bas":
			optimal = f[4] == "f" && f[5] == "f"
		case len(f) > 3 && f[0] == "j":
			k, err := strconv.Atoi(f[1])
			if err != nil {
				t.Fatal(err)
			}
			if at := slices.Index(order, k); at >= 0 {
				if out[at], err = strconv.ParseFloat(f[3], 64); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if !optimal {
		t.Fatalf("glpsol found no table at all:\n%s", raw[:min(len(raw), 500)])
	}
	return out
}

// narrowest gives the hole that is known best.
func narrowest(of map[string][2]float64) (name string, width float64) {
	width = math.Inf(1)
	for _, k := range slices.Sorted(maps.Keys(of)) {
		if w := of[k][1] - of[k][0]; w < width {
			name, width = k, w
		}
	}
	return name, width
}
