// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "context"

// part is some cells of a system with the sums that they are in, as a system by itself.
type part struct {
	*system
	of []int // the place of each cell in the whole
}

// parts divides a system by what is known exactly: what is worked out of a cell in one part
// tells nothing of a cell in another. Cells that are known exactly stand in each part whose
// sums they are in, and in none where everything is known.
func (s *system) parts() []part {
	group := make([]int, len(s.cells)) // a forest: each cell points to one of its group
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	open := make([]bool, len(s.cells))
	for i, c := range s.cells {
		open[i] = !c.exact()
	}
	first := make([]int, len(s.sums)) // a cell of the sum that isn't known; -1 where all are
	for k, one := range s.sums {
		first[k] = -1
		one.each(func(i int) {
			switch {
			case !open[i]:
			case first[k] < 0:
				first[k] = i
			default:
				group[find(i)] = find(first[k])
			}
		})
	}
	sums := map[int][]sum{}
	for k, one := range s.sums {
		if first[k] >= 0 {
			root := find(first[k])
			sums[root] = append(sums[root], one)
		}
	}
	var out []part
	for i := range s.cells {
		if open[i] && find(i) == i {
			out = append(out, s.part(i, sums[i]))
		}
	}
	return out
}

// part gives those sums and their cells, and a cell that may be in none.
func (s *system) part(cell int, sums []sum) part {
	p := part{system: &system{}}
	local := map[int]int{}
	put := func(i int) int {
		if at, ok := local[i]; ok {
			return at
		}
		at := len(p.of)
		local[i] = at
		p.of, p.cells = append(p.of, i), append(p.cells, s.cells[i])
		return at
	}
	if cell >= 0 {
		put(cell)
	}
	for _, one := range sums {
		next := sum{total: put(one.total), block: one.block}
		for _, i := range one.parts {
			next.parts = append(next.parts, put(i))
		}
		p.sums = append(p.sums, next)
	}
	return p
}

func (s sum) each(do func(i int)) {
	do(s.total)
	for _, i := range s.parts {
		do(i)
	}
}

// ask asks a reader about cells that aren't known exactly, on all processors: by its place
// in what the reader looks at, and in the whole. ask has to leave alone what belongs to
// others.
func (s *system) ask(ctx context.Context, about func(i int) bool, ask func(a *attack, local, i int) error) error {
	all := s.parts()
	return together(len(all), 1, func(k, _ int) error {
		p := all[k]
		var cells []int
		for local, i := range p.of {
			if !p.cells[local].exact() && about(i) {
				cells = append(cells, local)
			}
		}
		if len(cells) == 0 {
			return nil
		}
		a, err := p.attack()
		if err != nil {
			return err
		}
		return a.each(ctx, cells, func(a *attack, local int) error { return ask(a, local, p.of[local]) })
	})
}
