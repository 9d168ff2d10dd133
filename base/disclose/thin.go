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

// thinner prints again what needn't be withheld. That a cell is wide enough is mostly known
// by a table that was found before, as long as what is printed doesn't differ in it; only
// where no such table is left another one is looked for, and where there is none either a
// reader is asked.
type thinner struct {
	*protector
	attack  *attack
	found   []other
	guarded []int
	left    int // questions
}

// questions is how often a table is looked for, at most, to find out what needn't be
// withheld: a number and no time, so that every machine does the same.
const questions = 10_000

// thin prints again what needn't be withheld, the most informative first: with what came
// after it, it may no longer be needed.
func (p *protector) thin(ctx context.Context) (err error) {
	s := p.system
	t := &thinner{protector: p, found: p.found, left: questions}
	if t.attack, err = s.attack(); err != nil {
		return err
	}
	if t.moves, err = s.moves(t.cost); err != nil {
		return err
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
	for _, i := range extra {
		if t.left <= 0 {
			break
		}
		if err := t.try(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// cost makes tables in which cells differ that may be printed again the last to be found.
func (t *thinner) cost(i int) float64 {
	switch c := t.system.cells[i]; {
	case c.state != hidden:
		return -1
	case t.chosen[i]:
		return 4
	}
	return 1
}

// try prints a cell again if all that are guarded stay wide enough.
func (t *thinner) try(ctx context.Context, i int) error {
	n := t.system.cells[i].n
	if err := errors.Join(t.attack.solver.Bound(t.attack.column[i], simplex.Bounds{Low: n, High: n}), t.moves.hold(i)); err != nil {
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
		return nil
	}
	// Whoever was narrow the last time is asked first.
	first := t.guarded[failed]
	copy(t.guarded[1:failed+1], t.guarded[:failed])
	t.guarded[0] = first
	return errors.Join(t.attack.solver.Bound(t.attack.column[i], simplex.Bounds{High: math.Inf(1)}), t.moves.release(i))
}

// fails gives which guarded cell isn't wide enough once a cell is printed, or -1.
func (t *thinner) fails(ctx context.Context, printed int) (int, error) {
	clear(t.low)
	clear(t.high)
	for _, o := range t.found {
		if !slices.Contains(o.cell, printed) {
			o.witness(t.low, t.high)
		}
	}
	for k, i := range t.guarded {
		if i == printed || t.wide(i) {
			continue
		}
		t.left--
		wide, err := t.ask(ctx, i)
		if err != nil {
			return 0, err
		}
		if !wide {
			return k, nil
		}
	}
	return -1, nil
}

// ask looks for a table in which a cell has enough more, and asks a reader if there is none:
// it may have some more in one and some fewer in another.
func (t *thinner) ask(ctx context.Context, i int) (bool, error) {
	if found, err := t.look(ctx, i, t.width, 0); found || err != nil {
		return found, err
	}
	n := t.system.cells[i].n
	wide, known, err := t.attack.wide(ctx, i, n, t.width-nothing)
	if !wide || err != nil {
		return false, err
	}
	// Both of them in the middle of what they can be, where other cells needn't go as far.
	least, most := math.Max(0, t.width-(n-known.Low)), math.Min(t.width, known.High-n)
	up := (least + most) / 2
	if _, err = t.look(ctx, i, up, 0); err == nil {
		_, err = t.look(ctx, i, 0, t.width-up)
	}
	return true, err
}

// look keeps a table in which a cell goes so far up and down, if there is one.
func (t *thinner) look(ctx context.Context, i int, up, down float64) (bool, error) {
	found, err := t.moves.cheapest(ctx, i, up, down)
	if errors.Is(err, simplex.ErrInfeasible) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	t.found = append(t.found, found)
	found.witness(t.low, t.high)
	return true, nil
}
