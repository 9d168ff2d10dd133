// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"context"

	"baken/base/simplex"
)

// layer is one measure of a table: how many people there are, or what they have of an
// amount.
type layer struct {
	*layout
	measure string // of what; empty for people
	cells   []cell
	at      []int   // in the system
	rounded []int64 // by controlled rounding; nil where there is none
	far     int64   // how far a count lies at most from what it is rounded to
}

// people gives the layer of how many there are.
func (b *builder) people(t Crosstable, l *layout) *layer {
	out := &layer{layout: l, at: make([]int, len(l.at))}
	for i, n := range l.n {
		out.cells = append(out.cells, cell{
			name: l.name[i], n: float64(n), told: exactly(float64(n)),
			wide: float64(b.rules.Possibilities), sensitive: n < b.least(l, i),
		})
	}
	return out
}

func exactly(x float64) simplex.Bounds { return simplex.Bounds{Low: x, High: x} }

// amount gives the layer of what they have.
func (b *builder) amount(t Crosstable, l *layout) *layer {
	out := &layer{layout: l, at: make([]int, len(l.at)), measure: t.Amount.Name}
	for i, a := range l.amounts {
		out.cells = append(out.cells, cell{
			name: out.in(t.Population, i), n: float64(a.sum), told: exactly(float64(a.sum)),
			wide:      b.rules.uncertain(a, max(1, t.Amount.RoundTo)),
			sensitive: l.n[i] < b.least(l, i) || b.rules.dominated(a),
		})
	}
	return out
}

// in gives the name that a cell has in a population.
func (l *layer) in(population string, i int) cellName {
	if l.measure != "" {
		population = l.measure + " of " + population
	}
	return l.nameIn(population, i)
}

// few tells whether those who are in the one population and not in the other are too few
// for their number, or for what they have, to be known.
func (l *layer) few(b *builder, p Within, n float64, i int) bool {
	if l.measure == "" {
		return n < float64(b.least(l.layout, i))
	}
	all, some := b.system.at[l.nameIn(p.Of, i)], b.system.at[l.nameIn(p.Population, i)]
	return b.system.cells[all].n-b.system.cells[some].n < float64(b.least(l.layout, i))
}

// tell says what a reader is told of the people of each cell by a method.
func (l *layer) tell(ctx context.Context, m Method, rules Rules) error {
	switch m {
	case Round:
		to := rules.roundTo()
		rounded, far, err := l.round(ctx, to)
		if err != nil {
			return err
		}
		l.rounded, l.far = rounded, far
		for i, n := range rounded {
			l.cells[i].told = simplex.Bounds{Low: float64(max(0, n-far)), High: float64(n + far)}
		}
	case Bands:
		limits := rules.limits()
		for i, n := range l.n {
			l.cells[i].told = band(limits, n)
		}
	case Suppress:
	}
	return nil
}

// roundTo is to which multiple counts are rounded: the smallest one of five for which
// nobody is told as widely as a count must stay unknown.
func (r Rules) roundTo() int64 { return (r.Possibilities + 1 + 4) / 5 * 5 }

// limits are the largest counts of bands: the first holds as many as must stay possible,
// the others are round.
func (r Rules) limits() []int64 {
	out := []int64{r.Possibilities}
	for ten := int64(10); ten <= 1_000_000_000_000; ten *= 10 {
		for _, limit := range []int64{ten * 5 / 2, ten * 5, ten * 10} {
			if limit > out[len(out)-1]+r.Possibilities {
				out = append(out, limit)
			}
		}
	}
	return out
}

// band gives the band that a count is in; the last one has all that are more.
func band(limits []int64, n int64) simplex.Bounds {
	from := int64(0)
	for _, to := range limits {
		if n <= to {
			return simplex.Bounds{Low: float64(from), High: float64(to)}
		}
		from = to + 1
	}
	return simplex.Bounds{Low: float64(from), High: 1e15}
}
