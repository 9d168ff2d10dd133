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

// protector withholds more cells until nobody can work out any that is guarded to within
// the width that it has to have.
//
// For each such cell it looks for another table that a reader would take for as likely,
// in which that cell has so many more people: moves up and down of cells that leave each
// sum as it is, no cell below zero, with the least information lost in cells that move and
// aren't withheld yet. Those are then withheld as well. (J.P. Kelly, B.L. Golden and A.A.
// Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
// (1992) 397-417; M. Fischetti and J.J. Salazar, Models and algorithms for optimizing cell
// suppression in tabular data with linear constraints, JASA 95 (2000) 916-928, whose
// optimum this heuristic doesn't reach.) Each table that is found is kept: it witnesses
// for every cell that moves in it. Such tables are looked for among those that differ in
// one of the tables to be published alone, and only where there is none, among all.
type protector struct {
	system    *system
	movers    *movers
	chosen    []bool    // withheld for the sake of others
	low, high []float64 // how far each cell is known to move, from what it is
	found     []other
	frames    []other // of these, the ones in which cells of several tables move
}

// nothing is how far a cell moves that doesn't.
const nothing = 1e-6

// protect withholds what is needed. Errors: ErrBare, and those of the context.
func (s *system) protect(ctx context.Context) error {
	p := &protector{
		system: s,
		chosen: make([]bool, len(s.cells)), low: make([]float64, len(s.cells)), high: make([]float64, len(s.cells)),
	}
	p.movers = newMovers(s, p.cost)
	for i, c := range s.cells {
		if !c.sensitive || c.state != open {
			continue
		}
		s.cells[i].guarded = true
		if c.told.High-c.told.Low < c.wide-nothing {
			s.cells[i].state = hidden
		}
	}
	for {
		narrow, err := p.narrow(ctx)
		if err != nil {
			return err
		}
		if len(narrow) == 0 {
			return p.thin(ctx)
		}
		for _, i := range narrow[:max(1, len(narrow)/abreast)] {
			if err := p.widen(ctx, i); err != nil {
				return err
			}
		}
	}
}

// abreast is which part of the cells that are too narrow is seen to before a reader is
// asked anew: what protects some protects most others too.
const abreast = 8

// narrow gives the cells that a reader can work out too well, by what is withheld now:
// large ones first, since what protects them protects smaller ones, and then by name, so
// that the order of rows doesn't count.
func (p *protector) narrow(ctx context.Context) (all []int, err error) {
	ask := func(i int) bool { return p.system.cells[i].guarded && !p.wide(i) }
	look := func(a *attack, local, i int) error {
		c := p.system.cells[i]
		_, known, err := a.wide(ctx, local, c.n, c.wide-nothing)
		p.low[i], p.high[i] = known.Low-c.n, known.High-c.n
		return err
	}
	near := p.system.apart()
	if near != nil {
		if err := near.ask(ctx, ask, look); err != nil {
			return nil, err
		}
	}
	if near == nil || !p.system.large() {
		if err := p.system.ask(ctx, ask, look); err != nil {
			return nil, err
		}
	}
	for i := range p.system.cells {
		if ask(i) {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		c := p.system.cells
		return cmp.Or(cmp.Compare(c[b].n, c[a].n), cmp.Compare(c[a].name, c[b].name))
	})
	return all, nil
}

func (p *protector) wide(i int) bool {
	return p.high[i]-p.low[i] >= p.system.cells[i].wide-nothing
}

// cost is what is lost with a cell; below zero where it can't move, as it was printed
// before.
func (p *protector) cost(i int) float64 {
	switch c := p.system.cells[i]; c.state {
	case printed:
		return -1
	case hidden:
		return 0
	default:
		return c.lost()
	}
}

// widen withholds what is needed for a cell to be wide enough.
func (p *protector) widen(ctx context.Context, i int) error {
	c := &p.system.cells[i]
	if p.wide(i) || c.state == printed {
		return p.bare(i)
	}
	if c.state == open { // what it is told, with what others are, is too narrow
		if err := p.hide(i); err != nil {
			return err
		}
	}
	for _, block := range p.movers.of(i) {
		if block == shared {
			if done, err := p.framed(ctx, i); done || err != nil {
				return err
			}
		}
		l, err := p.movers.in(block)
		if err != nil {
			return err
		}
		if done, err := p.find(ctx, i, l); done || err != nil {
			return err
		}
	}
	return p.bare(i)
}

// bare refuses a cell that isn't wide enough.
func (p *protector) bare(i int) error {
	if p.wide(i) {
		return nil
	}
	return ErrBare.With("cell", string(p.system.cells[i].name))
}

// find looks among moves for those that make a cell wide enough, and withholds what moves
// in them; false where there are none.
func (p *protector) find(ctx context.Context, i int, l *local) (bool, error) {
	at, wide := l.at[i], p.system.cells[i].wide
	steps := [][2]float64{{wide, 0}}
	for k := 0; k < len(steps); k++ {
		found, err := l.cheapest(ctx, at, steps[k][0], steps[k][1])
		switch {
		case err == nil:
			found = found.in(l.of)
			if p.movers.shared(found) {
				p.frames = append(p.frames, found)
			}
			if err := p.keep(found); err != nil {
				return false, err
			}
		case !errors.Is(err, simplex.ErrInfeasible) || len(steps) > 1:
			return false, err
		default: // It can't have so many more: as many more as it can, and the rest fewer.
			reach, err := l.reach(ctx, at)
			if err != nil {
				return false, err
			}
			if reach.High-reach.Low < wide-nothing {
				return false, nil
			}
			up := math.Min(reach.High, wide)
			if up > 0 {
				steps = append(steps, [2]float64{up, 0})
			}
			if up < wide {
				steps = append(steps, [2]float64{0, wide - up})
			}
		}
	}
	return true, nil
}

// frames is how many tables that were found before are tried, the latest first.
const frames = 4

// framed looks for moves within the table of a cell that go with those of other tables in
// what was found before: where a table can't protect a cell by itself, it mostly can once
// what it shares moves, and then the others needn't be looked at again.
func (p *protector) framed(ctx context.Context, i int) (bool, error) {
	block := p.movers.home[i]
	if block < 0 {
		return false, nil
	}
	tried := 0
	for k := len(p.frames) - 1; k >= 0 && tried < frames; k-- {
		l, rest, ok, err := p.movers.frame(block, p.frames[k])
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		tried++
		found, err := l.cheapest(ctx, l.at[i], p.system.cells[i].wide, 0)
		if errors.Is(err, simplex.ErrInfeasible) {
			continue
		}
		if err != nil {
			return false, err
		}
		found = found.in(l.of)
		found.cell, found.by = append(found.cell, rest.cell...), append(found.by, rest.by...)
		return true, p.keep(found)
	}
	return false, nil
}

// in gives the cells by their places in the whole.
func (o other) in(of []int) other {
	for k, i := range o.cell {
		o.cell[k] = of[i]
	}
	return o
}

// keep withholds what moves in a table that was found, and lets it witness.
func (p *protector) keep(found other) error {
	p.found = append(p.found, found)
	found.witness(p.low, p.high)
	for _, i := range found.cell {
		if c := p.system.cells[i]; c.state == open && found.beyond(i, c) {
			p.chosen[i] = true
			if err := p.hide(i); err != nil {
				return err
			}
		}
	}
	return nil
}

// hide withholds a cell: from then on it costs nothing to move it.
func (p *protector) hide(i int) error {
	c := &p.system.cells[i]
	c.state, c.guarded = hidden, true
	return p.movers.each(i, func(m *moves, at int) error { return m.cost(at, 0) })
}
