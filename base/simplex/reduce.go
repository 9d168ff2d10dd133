// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "math"

// reduction leaves out of a problem what needs no search: columns with one value, rows
// without columns, rows with one column (which are bounds of it), rows that the bounds of
// their columns meet anyway, and rows that only the bounds of their columns can meet
// (Andersen & Andersen 1995; Maros 2003, chapter 7).
type reduction struct {
	a         *matrix
	row       []Bounds
	column    []Bounds // as asked and implied
	implied   []Bounds
	value     []float64
	fixed     []bool
	gone      []bool // rows
	left      []int  // by row: columns that have no value yet
	sum, size []float64
	queue     []int32
	waits     []bool
}

// reduce gives nil when nothing can meet the rows.
func reduce(s *Solver) *reduced {
	r := &reduction{
		a: s.all, row: s.rows, column: append([]Bounds(nil), s.bounds...),
		implied: fill[Bounds](nil, len(s.bounds), Bounds{math.Inf(-1), math.Inf(1)}),
		value:   make([]float64, len(s.bounds)), fixed: make([]bool, len(s.bounds)),
		gone: make([]bool, len(s.rows)), left: make([]int, len(s.rows)), waits: make([]bool, len(s.rows)),
		sum: make([]float64, len(s.rows)), size: make([]float64, len(s.rows)),
	}
	for i := range r.row {
		columns, _ := r.a.across(i)
		r.left[i] = len(columns)
		r.wait(int32(i))
	}
	for j, b := range r.column {
		if b.Low == b.High {
			r.fix(int32(j), b.Low)
		}
	}
	for n := 0; n < len(r.queue); n++ {
		i := r.queue[n]
		r.waits[i] = false
		if !r.gone[i] && !r.look(int(i)) {
			return nil
		}
	}
	return r.build(append([]Bounds(nil), s.bounds...))
}

func (r *reduction) wait(i int32) {
	if !r.waits[i] && !r.gone[i] {
		r.waits[i] = true
		r.queue = append(r.queue, i)
	}
}

func (r *reduction) fix(j int32, x float64) {
	r.fixed[j], r.value[j] = true, x
	rows, values := r.a.of(int(j))
	for c, i := range rows {
		r.left[i]--
		r.sum[i] += float64(values[c] * x)
		r.size[i] += math.Abs(float64(values[c] * x))
		r.wait(i)
	}
}

// tolerance is how far a row may be off: relative to the numbers in it, as their sum is
// rounded.
func (r *reduction) tolerance(i int) float64 {
	size := max(1, r.size[i])
	for _, b := range []float64{r.row[i].Low, r.row[i].High} {
		if !math.IsInf(b, 0) {
			size = max(size, math.Abs(b))
		}
	}
	return float64(feasible * size)
}

// look leaves a row out if it can; false says that nothing meets it.
func (r *reduction) look(i int) bool {
	within := r.tolerance(i)
	switch r.left[i] {
	case 0:
		r.gone[i] = true
		return r.row[i].Low-within <= r.sum[i] && r.sum[i] <= r.row[i].High+within
	case 1:
		r.gone[i] = true
		return r.single(i, within)
	}
	least, most := r.span(i)
	if least > r.row[i].High+within || most < r.row[i].Low-within {
		return false
	}
	switch {
	case least >= r.row[i].Low && most <= r.row[i].High:
		r.gone[i] = true
	case most <= r.row[i].Low:
		r.gone[i] = true
		r.press(i, true)
	case least >= r.row[i].High:
		r.gone[i] = true
		r.press(i, false)
	}
	return true
}

// span gives the least and the most that a row can be.
func (r *reduction) span(i int) (least, most float64) {
	least, most = r.sum[i], r.sum[i]
	columns, values := r.a.across(i)
	for c, j := range columns {
		if r.fixed[j] {
			continue
		}
		from, to := float64(values[c]*r.column[j].Low), float64(values[c]*r.column[j].High)
		if values[c] < 0 {
			from, to = to, from
		}
		least, most = least+from, most+to
	}
	return least, most
}

// press puts all columns of a row at the bounds at which it is most, or least.
func (r *reduction) press(i int, most bool) {
	columns, values := r.a.across(i)
	for c, j := range columns {
		switch {
		case r.fixed[j]:
		case (values[c] > 0) == most:
			r.fix(j, r.column[j].High)
		default:
			r.fix(j, r.column[j].Low)
		}
	}
}

// single makes a row with one column into bounds of that column.
func (r *reduction) single(i int, within float64) bool {
	columns, values := r.a.across(i)
	for c, j := range columns {
		if r.fixed[j] {
			continue
		}
		b := Bounds{(r.row[i].Low - r.sum[i]) / values[c], (r.row[i].High - r.sum[i]) / values[c]}
		if values[c] < 0 {
			b.Low, b.High = b.High, b.Low
		}
		return r.narrow(j, b, within/math.Abs(values[c]))
	}
	return true
}

func (r *reduction) narrow(j int32, b Bounds, within float64) bool {
	r.implied[j] = r.implied[j].and(b)
	was := r.column[j]
	now := was.and(b)
	if now.Low > now.High+within {
		return false
	}
	r.column[j] = now
	if now.High-now.Low <= within {
		x := now.Low // a bound that stands as given goes before one that is a difference
		if now.High == was.High {
			x = now.High
		}
		r.fix(j, x)
		return true
	}
	if now != was {
		rows, _ := r.a.of(int(j))
		for _, i := range rows {
			r.wait(i)
		}
	}
	return true
}

// build makes what is left into an engine.
func (r *reduction) build(assumed []Bounds) *reduced {
	out := &reduced{value: r.value, assumed: assumed, implied: r.implied, at: make([]int32, len(r.fixed))}
	rowAt := make([]int32, len(r.gone))
	kept := []int(nil)
	for i, gone := range r.gone {
		if !gone {
			rowAt[i] = int32(len(kept))
			kept = append(kept, i)
		}
	}
	start, row, value := []int32{0}, []int32(nil), []float64(nil)
	var bounds []Bounds
	for j, fixed := range r.fixed {
		if out.at[j] = -1; fixed {
			continue
		}
		out.at[j] = int32(len(out.column))
		out.column = append(out.column, int32(j))
		rows, values := r.a.of(j)
		for c, i := range rows {
			if !r.gone[i] {
				row, value = append(row, rowAt[i]), append(value, values[c])
			}
		}
		start = append(start, int32(len(row)))
		bounds = append(bounds, r.column[j])
	}
	for _, i := range kept {
		bounds = append(bounds, Bounds{r.row[i].Low - r.sum[i], r.row[i].High - r.sum[i]})
	}
	out.load(newMatrix(len(kept), start, row, value), bounds)
	return out
}

// load scales a matrix and its bounds, columns first, and makes the engine.
func (r *reduced) load(a *matrix, bounds []Bounds) {
	r.scale = a.balance()
	unit := usual(bounds, r.scale)
	low, high := make([]float64, len(bounds)), make([]float64, len(bounds))
	for j, b := range bounds {
		r.scale[j] *= unit
		low[j], high[j] = b.Low/r.scale[j], b.High/r.scale[j]
	}
	r.engine = newEngine(a, low, high)
	r.seen = fill[Bounds](nil, a.columns, unseen)
}
