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
	system    *system
	chosen    []bool // withheld for the sake of others
	asker     *asker
	movers    [abreastMoves]*movers
	found     []other
	guarded   []int
	known     []simplex.Bounds // how far cells are known to go, from what they are
	low, high []float64        // the same, by the tables that count now
	left      int              // questions
}

// abreastMoves is for how many cells tables are looked for at the same time.
const abreastMoves = 4

// worth is how many questions take as long as it does to find a table (8 in a table of 1395
// cells): with fewer cells to try, none is looked for.
const worth = 8

// questions is how often a reader is asked or a table looked for, at most, to find out what
// needn't be withheld of one part: a number and no time, so that every machine does the
// same.
const questions = 10_000

// thin prints again what needn't be withheld, part by part.
func (p *protector) thin(ctx context.Context) error {
	all := p.system.parts()
	at := make([][2]int, len(p.system.cells)) // the part that a cell which isn't known is in, and where
	for k, one := range all {
		for local, i := range one.of {
			if !one.cells[local].exact() {
				at[i] = [2]int{k, local}
			}
		}
	}
	found := make([][]other, len(all))
	for _, o := range p.found {
		some := map[int]int{} // the place of each part's share of a table
		for n, i := range o.cell {
			k, local := at[i][0], at[i][1]
			if _, ok := some[k]; !ok {
				some[k] = len(found[k])
				found[k] = append(found[k], other{})
			}
			mine := &found[k][some[k]]
			mine.cell, mine.by = append(mine.cell, local), append(mine.by, o.by[n])
		}
	}
	return together(len(all), 1, func(k, _ int) error {
		one := all[k]
		t := &thinner{system: one.system, found: found[k], left: questions}
		for _, i := range one.of {
			t.chosen = append(t.chosen, p.chosen[i])
			t.known = append(t.known, simplex.Bounds{Low: p.low[i], High: p.high[i]})
		}
		if err := t.thin(ctx); err != nil {
			return err
		}
		for local, i := range one.of {
			if !one.cells[local].exact() || p.chosen[i] {
				p.system.cells[i] = one.cells[local]
			}
		}
		return nil
	})
}

// thin prints again what needn't be withheld, the most informative first: with what came
// after it, it may no longer be needed.
func (t *thinner) thin(ctx context.Context) (err error) {
	s := t.system
	var extra, soft []int
	for i, c := range s.cells {
		if c.guarded && !c.exact() {
			t.guarded = append(t.guarded, i)
			if !c.sensitive && t.chosen[i] {
				extra = append(extra, i)
			}
		}
		if c.state == hidden && len(c.softer) > 0 && c.before == (simplex.Bounds{}) && !c.unknown {
			soft = append(soft, i)
		}
	}
	if len(extra)+len(soft) == 0 {
		return nil
	}
	t.low, t.high = make([]float64, len(s.cells)), make([]float64, len(s.cells))
	t.asker = newAsker(s)
	for k := range t.movers {
		t.movers[k] = newMovers(s, t.cost)
	}
	for _, some := range [][]int{extra, soft} {
		slices.SortFunc(some, func(a, b int) int {
			return cmp.Or(cmp.Compare(s.cells[b].lost(), s.cells[a].lost()), cmp.Compare(s.cells[a].name, s.cells[b].name))
		})
	}
	for k, i := range extra {
		if t.left <= 0 {
			break
		}
		if len(extra)-k > worth {
			if err := t.renew(ctx); err != nil {
				return err
			}
		}
		if _, err := t.try(ctx, i); err != nil {
			return err
		}
	}
	return t.soften(ctx, soft)
}

// soften prints in a band what has to be withheld as it is, in the narrowest that can be.
func (t *thinner) soften(ctx context.Context, soft []int) error {
	for _, i := range soft {
		c := &t.system.cells[i]
		for _, band := range c.softer {
			if c.state != hidden || t.left <= 0 {
				break
			}
			if c.sensitive && band.High-band.Low < c.wide {
				continue
			}
			was := c.told
			c.told = band
			printed, err := t.try(ctx, i)
			if err != nil {
				return err
			}
			if !printed {
				c.told = was
			}
		}
	}
	return nil
}

// wide tells whether a cell is wide enough by the tables that count now.
func (t *thinner) wide(i int) bool { return t.high[i]-t.low[i] >= t.system.cells[i].wide-nothing }

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

// try prints a cell again if all that are guarded stay wide enough, and tells whether it
// did.
func (t *thinner) try(ctx context.Context, i int) (bool, error) {
	c := &t.system.cells[i]
	c.state = open
	if err := t.asker.told(i); err != nil {
		return false, err
	}
	failed, err := t.fails(ctx, i)
	if err != nil {
		return false, err
	}
	if failed < 0 {
		if c.guarded = c.sensitive; !c.guarded {
			t.guarded = slices.DeleteFunc(t.guarded, func(k int) bool { return k == i })
		}
		t.found = slices.DeleteFunc(t.found, func(o other) bool { return o.beyond(i, *c) })
		for _, m := range t.movers {
			err = errors.Join(err, m.each(i, (*moves).hold))
		}
		return true, err
	}
	// Whoever was narrow the last time is asked first.
	first := t.guarded[failed]
	copy(t.guarded[1:failed+1], t.guarded[:failed])
	t.guarded[0] = first
	c.state = hidden
	return false, t.asker.told(i)
}

// fails gives which guarded cell isn't wide enough once a cell is printed, or -1.
func (t *thinner) fails(ctx context.Context, printed int) (int, error) {
	t.witness(printed)
	for k, i := range t.guarded {
		if i == printed && !t.system.cells[i].sensitive || t.wide(i) {
			continue
		}
		t.left--
		n := t.system.cells[i].n
		wide, known, err := t.asker.wide(ctx, i, n, t.system.cells[i].wide-nothing)
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
		if without < 0 || !o.beyond(without, t.system.cells[without]) {
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
			if !t.wide(left[0]) && t.system.cells[left[0]].state == hidden {
				now = append(now, left[0])
			}
			left = left[1:]
		}
		if len(now) == 0 || t.left <= 0 {
			return nil
		}
		t.left -= len(now)
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

// look finds a table in which a cell has enough more, or enough fewer, or two in which it
// has some more and some fewer: then both in the middle of what they can be, where other
// cells needn't go as far.
func (t *thinner) look(ctx context.Context, m *movers, i int) (found []other, err error) {
	ways := m.of(i)
	if len(ways) == 0 {
		return nil, nil
	}
	l, err := m.in(ways[0]) // in its own table, if there: else a reader is asked instead
	if err == nil {
		err = t.price(l)
	}
	if err != nil {
		return nil, err
	}
	width := t.system.cells[i].wide
	more, fewer := math.Min(width, t.known[i].High), math.Min(width, -t.known[i].Low)
	up := (more + width - fewer) / 2
	down := width - up
	switch {
	case more >= width-nothing:
		up, down = more, 0
	case fewer >= width-nothing:
		up, down = 0, fewer
	}
	for _, step := range [][2]float64{{up, 0}, {0, down}} {
		if step == [2]float64{} {
			continue
		}
		o, err := l.cheapest(ctx, l.at[i], step[0], step[1])
		switch {
		case errors.Is(err, simplex.ErrInfeasible):
		case err != nil:
			return nil, err
		default:
			found = append(found, o.in(l.of))
		}
	}
	return found, nil
}

// price gives the costs as they are now.
func (t *thinner) price(l *local) (err error) {
	for k, i := range l.of {
		if cost := t.cost(i); cost >= 0 && l.up[k] >= 0 {
			err = errors.Join(err, l.moves.cost(k, cost))
		}
	}
	return err
}
