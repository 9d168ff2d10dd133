// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"slices"
	"strings"
)

// Hierarchy is a classification of people: a tree of categories. The first category is
// everybody, and each other one stands after the one that it is a part of. The parts of a
// category are all of it, and share nobody.
type Hierarchy struct {
	Name       string     `json:"name"`
	Categories []Category `json:"categories"`
	Label      Label      `json:"label"`
	Answer     bool       `json:"answer,omitempty"` // it says what people answered, or what happened to them, and not who they are
}

// Category is a group of people. Its code is the same in each release.
type Category struct {
	Code  string `json:"code"`
	Part  int    `json:"part"`  // of the category at that place; -1 for everybody
	Label Label  `json:"label"` // what people call it; the code if left out
}

// Flat gives a hierarchy of one level: everybody, and these parts.
func Flat(name string, codes ...string) Hierarchy {
	h := Hierarchy{Name: name, Categories: []Category{{Part: -1}}}
	for _, c := range codes {
		h.Categories = append(h.Categories, Category{Code: c})
	}
	return h
}

// check refuses what is no tree. Errors: ErrHierarchy.
func (h Hierarchy) check() error {
	if h.Name == "" || strings.ContainsAny(h.Name, "=,\n") || len(h.Categories) == 0 || h.Categories[0].Part != -1 {
		return ErrHierarchy.With("hierarchy", h.Name, "category", "")
	}
	seen := map[string]bool{}
	for i, c := range h.Categories {
		wrong := i > 0 && (c.Part < 0 || c.Part >= i || c.Code == "" || strings.ContainsAny(c.Code, "=,\n"))
		if wrong || seen[c.Code] {
			return ErrHierarchy.With("hierarchy", h.Name, "category", c.Code)
		}
		seen[c.Code] = true
	}
	return nil
}

// parts gives the places of the parts of each category.
func (h Hierarchy) parts() [][]int {
	out := make([][]int, len(h.Categories))
	for i, c := range h.Categories {
		if i > 0 {
			out[c.Part] = append(out[c.Part], i)
		}
	}
	return out
}

// Crosstable is a table of how many people are in each combination of categories, and of
// what they have together. Tables of the same population are protected together: where they
// cross the same categories, they have the same people.
type Crosstable struct {
	Spec       Spec // Heads and Columns are filled in
	Population string
	By         []Hierarchy
	Counts     []Count // what isn't there follows from its parts, and is nobody where it has none
	Method     Method
	Amount     *Amount // what each has some of; nil for a table of people alone
}

// Count is how many people are in a combination of categories, by their codes in the
// order of the hierarchies; the code of everybody is that of the first category. Sum is
// what they have together of the Amount of the table, and Largest and Second are what the
// two have who have most; of a combination with parts the latter follow from these.
type Count struct {
	At                   []string
	N                    int64
	Sum, Largest, Second int64
}

// Method says how a table gives way where a count may not be known.
type Method string

// The methods: withhold counts; round all to a multiple such that rows and columns still
// add up; or print for each within which limits it lies. With the latter two a count is
// withheld as well where that isn't enough.
const (
	Suppress Method = ""
	Round    Method = "round"
	Bands    Method = "bands"
)

// cellName is one combination, named as everywhere: by what isn't everybody, in the order of
// the names of the hierarchies. So two tables that have a cell in common name it alike.
type cellName string

func name(population string, by []Hierarchy, at []int) cellName {
	var all []string
	for k, h := range by {
		if at[k] > 0 {
			all = append(all, h.Name+"="+h.Categories[at[k]].Code)
		}
	}
	if len(all) == 0 {
		return cellName(population)
	}
	slices.Sort(all)
	return cellName(population + ": " + strings.Join(all, ", "))
}

// places lists all combinations of categories, the last hierarchy the fastest.
func places(by []Hierarchy) [][]int {
	out := [][]int{make([]int, len(by))}
	for k, h := range by {
		var next [][]int
		for _, at := range out {
			for i := range h.Categories {
				one := slices.Clone(at)
				one[k] = i
				next = append(next, one)
			}
		}
		out = next
	}
	return out
}

// layout is the counts of a table by place: all combinations of categories, the last
// hierarchy the fastest.
type layout struct {
	by    []Hierarchy
	parts [][][]int
	steps []int // how far one category of each hierarchy lies from the next
	n     []int64
	at    [][]int
	name  []cellName

	amounts []amount // in the same places; none for a table of people alone
}

// MostCells is how many cells a table has at most, with all its totals.
const MostCells = 1_000_000

// laid checks hierarchies and names all cells of a table. Errors: ErrHierarchy, ErrCells.
func laid(population string, by []Hierarchy) (*layout, error) {
	cells := 1
	for _, h := range by {
		if err := h.check(); err != nil {
			return nil, err
		}
		if cells *= len(h.Categories); cells > MostCells {
			return nil, ErrCells.With("most", MostCells)
		}
	}
	return lay(population, by), nil
}

func lay(population string, by []Hierarchy) *layout {
	l := &layout{by: by, at: places(by), steps: make([]int, len(by))}
	step := 1
	for k := len(by) - 1; k >= 0; k-- {
		l.steps[k] = step
		step *= len(by[k].Categories)
	}
	for _, h := range by {
		l.parts = append(l.parts, h.parts())
	}
	for _, at := range l.at {
		l.name = append(l.name, name(population, by, at))
	}
	return l
}

// lay puts counts in their places and works out the others. Errors: ErrHierarchy, ErrCells,
// ErrCell, ErrTwice, ErrPlace, ErrTotal.
func (t Crosstable) lay() (*layout, error) {
	l, err := laid(t.Population, t.By)
	if err != nil {
		return nil, err
	}
	switch {
	case t.Method != Suppress && t.Method != Round && t.Method != Bands, t.Method != Suppress && t.Amount != nil:
		return nil, ErrMethod.With("table", t.Spec.ID)
	case t.Amount != nil:
		l.amounts = make([]amount, len(l.at))
	}
	given := make([]bool, len(l.at))
	l.n = make([]int64, len(l.at))
	for _, c := range t.Counts {
		i, err := l.place(c)
		if err != nil {
			return nil, err
		}
		if given[i] {
			return nil, ErrTwice.With("group", string(l.name[i]), "stratum", "")
		}
		given[i], l.n[i] = true, c.N
		if t.Amount == nil {
			continue
		}
		if l.amounts[i] = (amount{c.Sum, c.Largest, c.Second}); !l.amounts[i].possible(c.N) {
			return nil, ErrAmount.With("cell", string(l.name[i]), "most", MostAmount)
		}
	}
	return l, l.add(given)
}

func (l *layout) place(c Count) (int, error) {
	if len(c.At) != len(l.by) {
		return 0, ErrPlace.With("cell", strings.Join(c.At, ", "))
	}
	i := 0
	for k, code := range c.At {
		j := slices.IndexFunc(l.by[k].Categories, func(c Category) bool { return c.Code == code })
		if j < 0 {
			return 0, ErrPlace.With("cell", strings.Join(c.At, ", "))
		}
		i += j * l.steps[k]
	}
	if c.N < 0 {
		return 0, ErrCell.With("group", string(l.name[i]), "stratum", "")
	}
	return i, nil
}

// add works out each cell that isn't given from its parts, and holds those that are against
// theirs: the last places first, since parts stand after what they are parts of.
func (l *layout) add(given []bool) error {
	for i := len(l.at) - 1; i >= 0; i-- {
		for k := range l.by {
			parts := l.partsOf(i, k)
			if len(parts) == 0 {
				continue
			}
			var n int64
			var all amount
			for _, j := range parts {
				n += l.n[j]
				if l.amounts != nil {
					all = all.with(l.amounts[j])
				}
			}
			disagree := func(total, sum int64) error {
				return ErrTotal.With("cell", string(l.name[i]), "total", total, "sum", sum, "hierarchy", l.by[k].Name)
			}
			switch {
			case given[i] && l.n[i] != n:
				return disagree(l.n[i], n)
			case given[i] && l.amounts != nil && l.amounts[i].sum != all.sum:
				return disagree(l.amounts[i].sum, all.sum)
			case !given[i]:
				given[i], l.n[i] = true, n
			}
			if l.amounts != nil {
				l.amounts[i] = all
			}
			if all.sum > MostAmount {
				return ErrAmount.With("cell", string(l.name[i]), "most", MostAmount)
			}
		}
	}
	return nil
}

// partsOf gives the places of the parts of a cell along a hierarchy.
func (l *layout) partsOf(i, k int) (all []int) {
	for _, j := range l.parts[k][l.at[i][k]] {
		all = append(all, i+(j-l.at[i][k])*l.steps[k])
	}
	return all
}

// nameIn gives the name that a cell has in a population.
func (l *layout) nameIn(population string, i int) cellName { return name(population, l.by, l.at[i]) }

// depth is how many hierarchies a cell goes into, and whether one of these is an answer.
func (l *layout) depth(i int) (who int, answer bool) {
	for k, at := range l.at[i] {
		switch {
		case at == 0:
		case l.by[k].Answer:
			answer = true
		default:
			who++
		}
	}
	return who, answer
}
