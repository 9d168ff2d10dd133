// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"errors"
	"math"
	"slices"

	"baken/base/simplex"
)

// movers are the moves within each table by itself, in which cells that others share stay
// as they are, and those of all tables together.
type movers struct {
	system *system
	cost   func(i int) float64
	home   []int // the table that a cell is in, if it is in no other
	blocks map[int][]sum
	made   map[int]*local // by table; those of all tables under shared
	framed map[int]*local // by table, with what it shares moving as it does in another table that was found
}

// local are moves of some cells of a system.
type local struct {
	part
	*moves
	at map[int]int // of a cell in the whole
}

const (
	shared  = -2 // the home of a cell that is in several tables
	nowhere = -3 // the home of a cell that is in none
)

func newMovers(s *system, cost func(i int) float64) *movers {
	m := &movers{system: s, cost: cost, home: s.homes(), made: map[int]*local{}, framed: map[int]*local{}, blocks: map[int][]sum{}}
	for _, one := range s.sums {
		m.blocks[one.block] = append(m.blocks[one.block], one)
	}
	return m
}

// of gives where to look for moves of a cell: in its own table, and then in all; nowhere for
// one that is in no sum.
func (m *movers) of(i int) []int {
	if m.home[i] == nowhere {
		return nil
	}
	if block := m.home[i]; block >= 0 && len(m.blocks) > 1 {
		return []int{block, shared}
	}
	return []int{shared}
}

// in gives the moves within a table, or in all.
func (m *movers) in(block int) (*local, error) {
	if l, ok := m.made[block]; ok {
		return l, nil
	}
	sums := m.blocks[block]
	if block == shared {
		sums = m.system.sums
	}
	l := &local{part: m.system.part(-1, sums), at: map[int]int{}}
	for k, i := range l.of {
		l.at[i] = k
		if c := &l.system.cells[k]; block != shared && m.home[i] != block {
			c.told = exactly(c.n) // it moves in other tables too
		}
	}
	var err error
	l.moves, err = l.system.moves(func(k int) float64 {
		if block != shared && m.home[l.of[k]] != block {
			return -1
		}
		return m.cost(l.of[k])
	})
	m.made[block] = l
	return l, err
}

// each does something with a cell in all moves that were made and in which it moves by
// itself.
func (m *movers) each(i int, do func(l *moves, at int) error) error {
	for _, block := range m.of(i) {
		for _, made := range []map[int]*local{m.made, m.framed} {
			if l, ok := made[block]; ok && l.up[l.at[i]] >= 0 {
				if err := do(l.moves, l.at[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// shared tells whether cells of several tables move in a table that was found.
func (m *movers) shared(found other) bool {
	return slices.ContainsFunc(found.cell, func(i int) bool { return m.home[i] == shared })
}

// frame gives the moves within a table in which the cells that it shares go as far as they
// do in a table that was found before, and what of that table isn't in this one; false where
// none of them moves.
func (m *movers) frame(block int, found other) (l *local, rest other, ok bool, err error) {
	l, err = m.shares(block)
	if err != nil {
		return nil, rest, false, err
	}
	for k, i := range l.of {
		if m.home[i] != block {
			err = errors.Join(err, l.solver.Bound(l.within[k], simplex.Bounds{}))
		}
	}
	for n, i := range found.cell {
		switch k, here := l.at[i]; {
		case !here:
			rest.cell, rest.by = append(rest.cell, i), append(rest.by, found.by[n])
		case m.home[i] != block:
			ok = true
			err = errors.Join(err, l.solver.Bound(l.within[k], simplex.Bounds{Low: found.by[n], High: found.by[n]}))
		}
	}
	return l, rest, ok, err
}

// shares gives the moves within a table in which the cells that it shares can be moved too.
func (m *movers) shares(block int) (*local, error) {
	if l, ok := m.framed[block]; ok {
		return l, nil
	}
	l := &local{part: m.system.part(-1, m.blocks[block]), at: map[int]int{}}
	for k, i := range l.of {
		l.at[i] = k
		if c := &l.system.cells[k]; m.home[i] != block {
			c.told, c.before = simplex.Bounds{High: math.Inf(1)}, simplex.Bounds{} // as far as it is let
		}
	}
	var err error
	l.moves, err = l.system.moves(func(k int) float64 {
		if m.home[l.of[k]] != block {
			return -1
		}
		return m.cost(l.of[k])
	})
	m.framed[block] = l
	return l, err
}
