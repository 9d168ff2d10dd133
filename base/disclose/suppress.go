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

// protector withholds more cells until nobody can work out any that is withheld to within
// a width.
//
// For each such cell it looks for another table that a reader would take for as likely,
// in which that cell has so many more people: moves up and down of cells that leave each
// sum as it is, no cell below zero, with the least information lost in cells that move and
// aren't withheld yet. Those are then withheld as well. (J.P. Kelly, B.L. Golden and A.A.
// Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
// (1992) 397-417; M. Fischetti and J.J. Salazar, Models and algorithms for optimizing cell
// suppression in tabular data with linear constraints, JASA 95 (2000) 916-928, whose
// optimum this heuristic doesn't reach.) Each table that is found is kept: it witnesses
// for every cell that moves in it.
type protector struct {
	system    *system
	width     float64
	moves     *moves
	chosen    []bool    // withheld for the sake of others
	low, high []float64 // how far each cell is known to move, from what it is
	found     []other
}

// nothing is how far a cell moves that doesn't.
const nothing = 1e-6

// protect withholds what is needed. Errors: ErrBare, and those of the context.
func (s *system) protect(ctx context.Context, width float64) error {
	p := &protector{system: s, width: width, chosen: make([]bool, len(s.cells)), low: make([]float64, len(s.cells)), high: make([]float64, len(s.cells))}
	var err error
	if p.moves, err = s.moves(p.cost); err != nil {
		return err
	}
	for i, c := range s.cells {
		if c.sensitive && c.state == open {
			s.cells[i].state = hidden
			s.cells[i].guarded = true
		}
	}
	for i, c := range s.cells {
		if c.state == hidden {
			if err := p.free(i); err != nil {
				return err
			}
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
	a, err := p.system.attack()
	if err != nil {
		return nil, err
	}
	var ask []int
	for i, c := range p.system.cells {
		if c.guarded && !p.wide(i) {
			ask = append(ask, i)
		}
	}
	err = a.each(ctx, ask, func(a *attack, i int) error {
		n := p.system.cells[i].n
		_, known, err := a.wide(ctx, i, n, p.width-nothing)
		p.low[i], p.high[i] = known.Low-n, known.High-n
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, i := range ask {
		if !p.wide(i) {
			all = append(all, i)
		}
	}
	slices.SortFunc(all, func(a, b int) int {
		c := p.system.cells
		return cmp.Or(cmp.Compare(c[b].n, c[a].n), cmp.Compare(c[a].name, c[b].name))
	})
	return all, nil
}

func (p *protector) wide(i int) bool { return p.high[i]-p.low[i] >= p.width-nothing }

// cost is what is lost with a cell; below zero where it can't move, as it was printed
// before.
func (p *protector) cost(i int) float64 {
	if c := p.system.cells[i]; c.state != printed {
		return c.lost()
	}
	return -1
}

// free makes it cost nothing to move a cell that is withheld.
func (p *protector) free(i int) error {
	return p.moves.cost(i, 0)
}

// widen withholds what is needed for a cell to be wide enough.
func (p *protector) widen(ctx context.Context, i int) error {
	if p.wide(i) {
		return nil
	}
	up := p.width
	x, err := p.moves.cheapest(ctx, i, up, 0)
	if err == nil {
		return p.keep(x)
	}
	if !errors.Is(err, simplex.ErrInfeasible) {
		return err
	}
	// It can't have so many more: as many more as it can, and the rest fewer.
	reach, err := p.moves.reach(ctx, i)
	if err != nil {
		return err
	}
	if reach.High-reach.Low < p.width-nothing {
		return ErrBare.With("cell", string(p.system.cells[i].name))
	}
	up = math.Min(reach.High, p.width)
	for _, step := range [][2]float64{{up, 0}, {0, p.width - up}} {
		if step == [2]float64{} {
			continue
		}
		x, err := p.moves.cheapest(ctx, i, step[0], step[1])
		if err != nil {
			return err
		}
		if err := p.keep(x); err != nil {
			return err
		}
	}
	return nil
}

// keep withholds what moves in a table that was found, and lets it witness.
func (p *protector) keep(found other) error {
	p.found = append(p.found, found)
	found.witness(p.low, p.high)
	for _, i := range found.cell {
		if c := &p.system.cells[i]; c.state == open {
			c.state, c.guarded, p.chosen[i] = hidden, true, true
			if err := p.free(i); err != nil {
				return err
			}
		}
	}
	return nil
}
