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

// factor holds a basis B as L·T·U: sparse triangles L and U, and between them a product T
// of matrices that differ from the identity in one term each, for the columns that replaced
// others since. That keeps fewer numbers than the product form, as Forrest & Tomlin (1972)
// do, and leaves U as it is (the middle product form; Huangfu & Hall 2015). Columns and rows
// with one entry are taken first, which is nearly all of the basis of a table; of what is
// left the pivots are sought as in Suhl & Suhl (1990), by the rule of Markowitz (1957).
//
// A vector over the rows of B is turned into one over its columns ("places") by forward,
// and back by backward.
type factor struct {
	size      int
	pivotRow  []int32 // by step
	pivotAt   []int32
	pivot     []float64
	upperRow  lists     // by step: places and values
	upperAt   lists     // by step: rows and values
	lower     lists     // by step: rows and multipliers
	lowerBack lists     // by step: rows of earlier pivots and multipliers
	terms     []float64 // by replaced column: what divides its term
	down      lists     // by replaced column: rows and values, what its term gives
	across    lists     // by replaced column: rows and values, what its term takes
	stepOf    []int32   // by place
	work      []float64 // by row, left empty
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
	f.terms = f.terms[:0]
	f.down.reset()
	f.across.reset()
	f.kernel.load(a, basic)
	f.kernel.columnsWithOne(f)
	f.kernel.rowsWithOne(f)
	f.kernel.rest(f)
	if len(f.pivot) < m {
		return f.kernel.left()
	}
	step := fill(f.stepOf, m, 0)
	for k, i := range f.pivotRow {
		step[i] = int32(k)
	}
	f.lower.turn(&f.lowerBack, step, f.pivotRow)
	for k, p := range f.pivotAt {
		step[p] = int32(k)
	}
	f.upperRow.turn(&f.upperAt, step, f.pivotRow)
	f.stepOf, f.work = step, fill(f.work, m, 0)
	return nil, nil
}

// forward solves B·out = b, and leaves b empty. What there is before U comes in, goes into
// spike for replace, unless that is nil.
func (f *factor) forward(b, out []float64, spike *sparse) {
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
	for e, divisor := range f.terms {
		if t := f.across.times(e, b); t != 0 {
			f.down.subtract(e, t/divisor, b)
		}
	}
	if spike != nil {
		spike.gather(b)
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
}

// backward solves Bᵀ·out = c, and leaves c empty. What there is after U goes into spike
// for replace, unless that is nil.
func (f *factor) backward(c, out []float64, spike *sparse) {
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
	if spike != nil {
		spike.gather(out)
	}
	for e := len(f.terms) - 1; e >= 0; e-- {
		if t := f.down.times(e, out); t != 0 {
			f.across.subtract(e, t/f.terms[e], out)
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

// replace puts another column at a place: spikes are what forward gave for that column and
// backward for the place, pivot the value of the column there.
func (f *factor) replace(place int32, column, unit *sparse, pivot float64) {
	step := f.stepOf[place]
	rows, values := f.upperAt.of(int(step))
	for c, i := range rows {
		f.work[i] = values[c]
	}
	f.work[f.pivotRow[step]] = f.pivot[step]
	for c, i := range column.index {
		if x := column.value[c] - f.work[i]; math.Abs(x) >= tiny {
			f.down.add(i, x)
		}
		f.work[i] = 0
	}
	for _, i := range rows {
		if x := f.work[i]; x != 0 {
			f.down.add(i, -x)
			f.work[i] = 0
		}
	}
	if i := f.pivotRow[step]; f.work[i] != 0 {
		f.down.add(i, -f.work[i])
		f.work[i] = 0
	}
	f.down.end()
	for c, i := range unit.index {
		f.across.add(i, unit.value[c])
	}
	f.across.end()
	f.terms = append(f.terms, pivot)
}

// worn says that so much was replaced that factoring anew is less work.
func (f *factor) worn() bool {
	return len(f.terms) >= 100 || len(f.down.index)+len(f.across.index) > 3*(f.size+len(f.upperRow.index)+len(f.lower.index))
}

// sparse is a vector by what isn't zero in it.
type sparse struct {
	index []int32
	value []float64
}

func (s *sparse) gather(from []float64) {
	s.index, s.value = s.index[:0], s.value[:0]
	for i, x := range from {
		if math.Abs(x) >= tiny {
			s.index, s.value = append(s.index, int32(i)), append(s.value, x)
		}
	}
}

// times multiplies the k-th list with a vector.
func (l *lists) times(k int, x []float64) (sum float64) {
	index, value := l.of(k)
	for c, i := range index {
		sum += float64(value[c] * x[i])
	}
	return sum
}

// subtract takes a multiple of the k-th list from a vector.
func (l *lists) subtract(k int, times float64, x []float64) {
	index, value := l.of(k)
	for c, i := range index {
		x[i] -= float64(value[c] * times)
	}
}
