// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"
	"slices"

	"baken/base/simplex"
)

// many is from how many cells on that aren't known a reader is asked about one table at a
// time wherever that is enough: he then counts as somebody who knows what tables have in
// common, so that what is wide enough for him is so for everybody. It may withhold more.
const many = 5000

// apart gives the system as somebody sees it who knows each cell that is in several tables;
// nil where that makes no difference.
func (s *system) apart() *system {
	home := s.homes()
	out := &system{cells: make([]cell, len(s.cells)), sums: s.sums}
	some := false
	for i, c := range s.cells {
		if home[i] == shared && !c.exact() {
			c.state, c.told, some = printed, exactly(c.n), true
		}
		out.cells[i] = c
	}
	if !some {
		return nil
	}
	return out
}

// homes gives the table that each cell is in, if it is in no other.
func (s *system) homes() []int {
	home := make([]int, len(s.cells))
	for i := range home {
		home[i] = nowhere
	}
	for _, one := range s.sums {
		one.each(func(i int) {
			switch home[i] {
			case nowhere:
				home[i] = one.block
			case one.block:
			default:
				home[i] = shared
			}
		})
	}
	return home
}

// large tells whether a system has many cells that aren't known.
func (s *system) large() bool {
	n := 0
	for _, c := range s.cells {
		if !c.exact() {
			n++
		}
	}
	return n > many
}

// asker asks a reader about cells one by one while they are withheld and printed again:
// one who knows what tables have in common, and where that isn't enough one who doesn't.
type asker struct {
	system *system
	first  *system // as it was
	all    *attack // nil until it is needed
	large  bool
	parts  []part // of the system as the first sees it
	near   []*attack
	at     [][2]int // the part that a cell is in, and its place there; {-1} for none
}

func newAsker(s *system) *asker {
	a := &asker{
		system: s, first: &system{cells: slices.Clone(s.cells), sums: s.sums},
		large: s.large(), at: make([][2]int, len(s.cells)),
	}
	for i := range a.at {
		a.at[i][0] = -1
	}
	if apart := s.apart(); apart != nil {
		a.parts = apart.parts()
		a.near = make([]*attack, len(a.parts))
	}
	for k, p := range a.parts {
		for local, i := range p.of {
			if !p.cells[local].exact() {
				a.at[i] = [2]int{k, local}
			}
		}
	}
	return a
}

// told takes in that a reader is told something else of a cell now.
func (a *asker) told(i int) error {
	known := a.system.cells[i].known()
	if k, local := a.at[i][0], a.at[i][1]; k >= 0 && a.near[k] != nil {
		if err := a.near[k].bound(local, known); err != nil {
			return err
		}
	}
	if a.all != nil {
		return a.all.bound(i, known)
	}
	return nil
}

// bound sets what is known of a cell that wasn't known exactly at first.
func (a *attack) bound(i int, b simplex.Bounds) error { return a.solver.Bound(a.column[i], b) }

// wide tells whether a cell is wide enough, as an attack does.
func (a *asker) wide(ctx context.Context, i int, n, width float64) (ok bool, known simplex.Bounds, err error) {
	if k, local := a.at[i][0], a.at[i][1]; k >= 0 {
		if a.near[k] == nil {
			if a.near[k], err = a.ready(a.parts[k].system, a.parts[k].of); err != nil {
				return false, known, err
			}
		}
		if ok, known, err = a.near[k].wide(ctx, local, n, width); ok || err != nil || a.large {
			return ok, known, err
		}
	}
	if a.all == nil {
		if a.all, err = a.ready(a.first, nil); err != nil {
			return false, known, err
		}
	}
	return a.all.wide(ctx, i, n, width)
}

// ready gives the attack on a system as it was, with what a reader is told now; of gives
// the places in the whole, nil where they are those.
func (a *asker) ready(first *system, of []int) (*attack, error) {
	out, err := first.attack()
	if err != nil {
		return nil, err
	}
	for local := range first.cells {
		i := local
		if of != nil {
			i = of[local]
		}
		_, open := out.column[local]
		if now := a.system.cells[i].known(); open && now != first.cells[local].known() {
			if err := out.bound(local, now); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
