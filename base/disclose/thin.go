// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"baken/base/simplex"
)

// thinner prints again what needn't be withheld. For each cell that is guarded it keeps
// tables by which that is wide enough; only for cells of which all such tables differ in
// what is to be printed a reader is asked.
type thinner struct {
	*protector
	attack  *attack
	movers  [abreastMoves]*moves
	found   []other
	guarded []int
	known   []simplex.Bounds // how far cells are known to go, from what they are
	left    int              // questions
}

// abreastMoves is for how many cells tables are looked for at the same time.
const abreastMoves = 4

// worth is how many questions take as long as it does to find a table (8 in a table of 1395
// cells): with fewer cells to try, none is looked for.
const worth = 8

// questions is how often a reader is asked or a table looked for, at most, to find out what
// needn't be withheld: a number and no time, so that every machine does the same.
const questions = 10_000

// thin prints again what needn't be withheld, the most informative first: with what came
// after it, it may no longer be needed.
func (p *protector) thin(ctx context.Context) (err error) {
	s := p.system
	t := &thinner{protector: p, found: p.found, left: questions}
	if t.attack, err = s.attack(); err != nil {
		return err
	}
	m, err := s.moves(t.cost)
	if err != nil {
		return err
	}
	for k := range t.movers {
		t.movers[k] = m.clone()
	}
	for i := range s.cells {
		t.known = append(t.known, simplex.Bounds{Low: p.low[i], High: p.high[i]})
	}
	var extra []int
	for i, c := range s.cells {
		if c.guarded && !c.sensitive && p.chosen[i] {
			extra = append(extra, i)
		}
		if c.guarded {
			t.guarded = append(t.guarded, i)
		}
	}
	slices.SortFunc(extra, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.cells[b].n, s.cells[a].n), cmp.Compare(s.cells[a].name, s.cells[b].name))
	})
	for k, i := range extra {
		if t.left <= 0 {
			break
		}
		if len(extra)-k > worth {
			if err := t.renew(ctx); err != nil {
				return err
			}
		}
		if err := t.try(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// cost makes tables that don't differ in what may be printed again, and that do in cells
// that have no table yet, the first to be found.
func (t *thinner) cost(i int) float64 {
	cost := 1.0
	switch c := t.system.cells[i]; {
	case c.state != hidden:
		return -1
	case t.chosen[i]:
		cost = 4
	}
	if c := t.system.cells[i]; c.guarded && !t.wide(i) {
		cost /= 10
	}
	return cost
}

// try prints a cell again if all that are guarded stay wide enough.
func (t *thinner) try(ctx context.Context, i int) error {
	n := t.system.cells[i].n
	if err := t.attack.solver.Bound(t.attack.column[i], simplex.Bounds{Low: n, High: n}); err != nil {
		return err
	}
	failed, err := t.fails(ctx, i)
	if err != nil {
		return err
	}
	if failed < 0 {
		t.system.cells[i].state, t.system.cells[i].guarded = open, false
		t.guarded = slices.DeleteFunc(t.guarded, func(k int) bool { return k == i })
		t.found = slices.DeleteFunc(t.found, func(o other) bool { return slices.Contains(o.cell, i) })
		for _, m := range t.movers {
			err = errors.Join(err, m.hold(i))
		}
		return err
	}
	// Whoever was narrow the last time is asked first.
	first := t.guarded[failed]
	copy(t.guarded[1:failed+1], t.guarded[:failed])
	t.guarded[0] = first
	return t.attack.solver.Bound(t.attack.column[i], simplex.Bounds{High: math.Inf(1)})
}

// fails gives which guarded cell isn't wide enough once a cell is printed, or -1.
func (t *thinner) fails(ctx context.Context, printed int) (int, error) {
	t.witness(printed)
	for k, i := range t.guarded {
		if i == printed || t.wide(i) {
			continue
		}
		t.left--
		n := t.system.cells[i].n
		wide, known, err := t.attack.wide(ctx, i, n, t.width-nothing)
		if err != nil {
			return 0, err
		}
		if !wide {
			return k, nil
		}
		t.known[i] = simplex.Bounds{Low: known.Low - n, High: known.High - n}
	}
	return -1, nil
}

// witness notes how far cells go in the tables in which one cell doesn't differ.
func (t *thinner) witness(without int) {
	clear(t.low)
	clear(t.high)
	for _, o := range t.found {
		if !slices.Contains(o.cell, without) {
			o.witness(t.low, t.high)
		}
	}
}

// renew looks for tables for the cells that have none.
func (t *thinner) renew(ctx context.Context) error {
	t.witness(-1)
	left := t.guarded
	for {
		var now []int
		for len(left) > 0 && len(now) < abreastMoves {
			if !t.wide(left[0]) {
				now = append(now, left[0])
			}
			left = left[1:]
		}
		if len(now) == 0 || t.left <= 0 {
			return nil
		}
		t.left -= len(now)
		if err := t.price(); err != nil {
			return err
		}
		found := make([][]other, len(now))
		err := together(len(now), 1, func(k, _ int) (err error) {
			found[k], err = t.look(ctx, t.movers[k], now[k])
			return err
		})
		if err != nil {
			return err
		}
		for _, o := range slices.Concat(found...) {
			t.found = append(t.found, o)
			o.witness(t.low, t.high)
		}
	}
}

// price gives the costs as they are now.
func (t *thinner) price() (err error) {
	for _, i := range t.guarded {
		for _, m := range t.movers {
			err = errors.Join(err, m.cost(i, t.cost(i)))
		}
	}
	return err
}

// look finds a table in which a cell has enough more, or enough fewer, or two in which it
// has some more and some fewer: then both in the middle of what they can be, where other
// cells needn't go as far.
func (t *thinner) look(ctx context.Context, m *moves, i int) (found []other, err error) {
	more, fewer := math.Min(t.width, t.known[i].High), math.Min(t.width, -t.known[i].Low)
	up := (more + t.width - fewer) / 2
	down := t.width - up
	switch {
	case more >= t.width-nothing:
		up, down = more, 0
	case fewer >= t.width-nothing:
		up, down = 0, fewer
	}
	for _, step := range [][2]float64{{up, 0}, {0, down}} {
		if step == [2]float64{} {
			continue
		}
		o, err := m.cheapest(ctx, i, step[0], step[1])
		switch {
		case errors.Is(err, simplex.ErrInfeasible): // by rounding; a reader is asked instead
		case err != nil:
			return nil, err
		default:
			found = append(found, o)
		}
	}
	return found, nil
}
