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
	method  Method
	cells   []cell
	at      []int   // in the system
	rounded []int64 // by controlled rounding; nil where there is none
	far     int64   // how far a count lies at most from what it is rounded to
}

// people gives the layer of how many there are.
func (b *builder) people(t Crosstable, l *layout) *layer {
	out := &layer{layout: l, at: make([]int, len(l.at)), method: t.Method}
	for i, n := range l.n {
		c := cell{
			name: l.name[i], n: float64(n), told: exactly(float64(n)),
			wide: float64(b.rules.Possibilities), sensitive: n < b.least(l, i), over: l.over(i),
		}
		if of := l.asked(i); t.Method == Suppress && of >= 0 && l.n[of] >= b.least(l, of) {
			c.softer = shares(n, l.n[of])
			if c.sensitive {
				c.told = simplex.Bounds{High: float64(b.rules.few())}
			}
		}
		out.cells = append(out.cells, c)
	}
	return out
}

// over counts the classifications that a cell doesn't divide by.
func (l *layout) over(i int) (n int) {
	for _, at := range l.at[i] {
		if at == 0 {
			n++
		}
	}
	return n
}

// shares are the bands in which a share can be printed, as counts.
func shares(n, of int64) (all []simplex.Bounds) {
	for _, step := range []int64{5, 10, 20, 25, 50} { // points
		at := min(100*n/(of*step), 100/step-1)
		low, high := (at*step*of+99)/100, (at+1)*step*of/100
		all = append(all, simplex.Bounds{Low: float64(min(low, n)), High: float64(max(high, n))})
	}
	return all
}

// few is the largest count of the band in which each answer is printed that few gave: as
// wide as a count must stay unknown.
func (r Rules) few() int64 { return max(r.Part, r.Possibilities) }

// asked gives the place of those of whom a cell says what they answered; -1 for one that
// says nothing of the kind, or of several questions.
func (l *layout) asked(i int) int {
	of := -1
	for k, at := range l.at[i] {
		switch {
		case at == 0 || !l.by[k].Answer:
		case of >= 0:
			return -1
		default:
			of = i - at*l.steps[k]
		}
	}
	return of
}

func exactly(x float64) simplex.Bounds { return simplex.Bounds{Low: x, High: x} }

// amount gives the layer of what they have.
func (b *builder) amount(t Crosstable, l *layout) *layer {
	out := &layer{layout: l, at: make([]int, len(l.at)), measure: t.Amount.Name}
	for i, a := range l.amounts {
		out.cells = append(out.cells, cell{
			name: out.in(t.Population, i), n: float64(a.sum), told: exactly(float64(a.sum)),
			wide:      b.rules.uncertain(a, max(1, t.Amount.RoundTo)),
			over:      l.over(i),
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

// tell says what a reader is told of the people of each cell by the method of the table.
func (l *layer) tell(ctx context.Context, rules Rules) error {
	switch l.method {
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
	return simplex.Bounds{Low: float64(from), High: endless}
}
