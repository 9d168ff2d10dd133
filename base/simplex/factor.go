// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "math"

const (
	tiny       = 1e-14 // what is smaller is rounding
	singular   = 1e-10 // a pivot that is smaller stands for a column that follows from others
	threshold  = 0.1   // a pivot is at least this share of the largest in its row
	searchOver = 4     // so many rows and columns are looked at for a pivot
)

// factor holds a basis B as L·U of sparse triangles, and the columns that replaced others
// since as a product of elementary matrices (Dantzig & Orchard-Hays 1954). Columns and
// rows with one entry are taken first, which is nearly all of the basis of a table; of
// what is left the pivots are sought as in Suhl & Suhl (1990), by the rule of Markowitz
// (1957).
//
// A vector over the rows of B is turned into one over its columns ("places") by forward,
// and back by backward.
type factor struct {
	size      int
	pivotRow  []int32 // by step
	pivotAt   []int32
	pivot     []float64
	upperRow  lists // by step: places and values
	upperAt   lists // by step: rows and values
	lower     lists // by step: rows and multipliers
	lowerBack lists // by step: rows of earlier pivots and multipliers
	etaAt     []int32
	etaPivot  []float64
	eta       lists // by replaced column: places and values
	kernel    kernel
}

// lists are short lists of indices and values, one after the other.
type lists struct {
	start []int32
	index []int32
	value []float64
}

func (l *lists) reset() {
	l.start, l.index, l.value = append(l.start[:0], 0), l.index[:0], l.value[:0]
}

func (l *lists) add(index int32, value float64) {
	l.index, l.value = append(l.index, index), append(l.value, value)
}

func (l *lists) end() { l.start = append(l.start, int32(len(l.index))) }

func (l *lists) of(k int) ([]int32, []float64) {
	from, to := l.start[k], l.start[k+1]
	return l.index[from:to], l.value[from:to]
}

// turn fills out with the same values by index: step gives the step of each index, and
// label what stands for a step.
func (l *lists) turn(out *lists, step, label []int32) {
	n := len(l.start) - 1
	out.start = append(out.start[:0], make([]int32, n+1)...)
	for _, i := range l.index {
		out.start[step[i]+1]++
	}
	for k := range n {
		out.start[k+1] += out.start[k]
	}
	out.index = append(out.index[:0], make([]int32, len(l.index))...)
	out.value = append(out.value[:0], make([]float64, len(l.index))...)
	next := append([]int32(nil), out.start...)
	for k := range n {
		index, value := l.of(k)
		for c, i := range index {
			to := next[step[i]]
			next[step[i]]++
			out.index[to], out.value[to] = label[k], value[c]
		}
	}
}

// of factors the columns of a that basic names; those from a.columns on are -1 in one row
// each. Where columns follow from others, or are -1 (none), it gives their places, and the
// rows that are left for them; the factor can't be used then.
func (f *factor) of(a *matrix, basic []int32) (places, rows []int32) {
	m := len(basic)
	f.size = m
	f.pivotRow, f.pivotAt, f.pivot = f.pivotRow[:0], f.pivotAt[:0], f.pivot[:0]
	f.upperRow.reset()
	f.lower.reset()
	f.etaAt, f.etaPivot = f.etaAt[:0], f.etaPivot[:0]
	f.eta.reset()
	f.kernel.load(a, basic)
	f.kernel.columnsWithOne(f)
	f.kernel.rowsWithOne(f)
	f.kernel.rest(f)
	if len(f.pivot) < m {
		return f.kernel.left()
	}
	step := f.kernel.step[:0]
	step = append(step, make([]int32, m)...)
	for k, p := range f.pivotAt {
		step[p] = int32(k)
	}
	f.upperRow.turn(&f.upperAt, step, f.pivotRow)
	for k, i := range f.pivotRow {
		step[i] = int32(k)
	}
	f.lower.turn(&f.lowerBack, step, f.pivotRow)
	f.kernel.step = step
	return nil, nil
}

// forward solves B·out = b, and leaves b empty.
func (f *factor) forward(b, out []float64) {
	for k := range f.size {
		from, to := f.lower.start[k], f.lower.start[k+1]
		if from == to {
			continue
		}
		if t := b[f.pivotRow[k]]; t != 0 {
			for c := from; c < to; c++ {
				b[f.lower.index[c]] -= float64(f.lower.value[c] * t)
			}
		}
	}
	for k := f.size - 1; k >= 0; k-- {
		row := f.pivotRow[k]
		t := b[row]
		if t == 0 {
			out[f.pivotAt[k]] = 0
			continue
		}
		b[row] = 0
		if math.Abs(t) < tiny {
			out[f.pivotAt[k]] = 0
			continue
		}
		t /= f.pivot[k]
		out[f.pivotAt[k]] = t
		index, value := f.upperAt.of(k)
		for c, i := range index {
			b[i] -= float64(value[c] * t)
		}
	}
	for e, p := range f.etaAt {
		t := out[p]
		if t == 0 {
			continue
		}
		t /= f.etaPivot[e]
		out[p] = t
		index, value := f.eta.of(e)
		for c, i := range index {
			out[i] -= float64(value[c] * t)
		}
	}
}

// backward solves Bᵀ·out = c, and leaves c empty.
func (f *factor) backward(c, out []float64) {
	for e := len(f.etaAt) - 1; e >= 0; e-- {
		p := f.etaAt[e]
		t := c[p]
		index, value := f.eta.of(e)
		for k, i := range index {
			t -= float64(value[k] * c[i])
		}
		c[p] = t / f.etaPivot[e]
	}
	for k := range f.size {
		at := f.pivotAt[k]
		t := c[at]
		if t == 0 {
			out[f.pivotRow[k]] = 0
			continue
		}
		c[at] = 0
		t /= f.pivot[k]
		out[f.pivotRow[k]] = t
		index, value := f.upperRow.of(k)
		for e, p := range index {
			c[p] -= float64(value[e] * t)
		}
	}
	for k := f.size - 1; k >= 0; k-- {
		from, to := f.lowerBack.start[k], f.lowerBack.start[k+1]
		if from == to {
			continue
		}
		if t := out[f.pivotRow[k]]; t != 0 {
			for e := from; e < to; e++ {
				out[f.lowerBack.index[e]] -= float64(f.lowerBack.value[e] * t)
			}
		}
	}
}

// replace puts another column at a place: alpha is that column solved by forward, with
// what isn't zero at the places of support.
func (f *factor) replace(place int32, alpha []float64, support []int32) {
	f.etaAt, f.etaPivot = append(f.etaAt, place), append(f.etaPivot, alpha[place])
	for _, p := range support {
		if p != place {
			f.eta.add(p, alpha[p])
		}
	}
	f.eta.end()
}

// worn says that so much was replaced that factoring anew is less work.
func (f *factor) worn() bool {
	return len(f.etaAt) >= 100 || len(f.eta.index) > 3*f.size+len(f.upperRow.index)+len(f.lower.index)
}
