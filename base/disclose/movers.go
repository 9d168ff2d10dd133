// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

// movers are the moves within each table by itself, in which cells that others share stay
// as they are, and those of all tables together.
type movers struct {
	system *system
	cost   func(i int) float64
	home   []int // the table that a cell is in, if it is in no other
	blocks map[int][]sum
	made   map[int]*local // by table; those of all tables under shared
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
	m := &movers{system: s, cost: cost, home: s.homes(), made: map[int]*local{}, blocks: map[int][]sum{}}
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
		if l, ok := m.made[block]; ok && l.up[l.at[i]] >= 0 {
			if err := do(l.moves, l.at[i]); err != nil {
				return err
			}
		}
	}
	return nil
}
