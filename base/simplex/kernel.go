// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "math"

// kernel is the part of a basis that isn't factored yet, by row with values and by column
// without.
type kernel struct {
	row      [][]int32 // places
	value    [][]float64
	at       [][]int32 // rows
	rowCount []int32   // how many are left; -1 for a row that is done
	atCount  []int32
	queue    []int32
	spread   []float64 // the pivot row, by place
	mark     []int32   // 1 + where a place stands in the row at hand
	byRow    shelf
	byAt     shelf
}

// shelf keeps rows or columns by how many entries they have left.
type shelf struct{ head, next, before []int32 }

func (s *shelf) reset(n int) {
	s.head = fill(s.head, n+1, -1)
	s.next, s.before = fill(s.next, n, -1), fill(s.before, n, -1)
}

func (s *shelf) add(item, count int32) {
	s.next[item], s.before[item] = s.head[count], -1
	if first := s.head[count]; first >= 0 {
		s.before[first] = item
	}
	s.head[count] = item
}

func (s *shelf) remove(item, count int32) {
	if s.before[item] >= 0 {
		s.next[s.before[item]] = s.next[item]
	} else {
		s.head[count] = s.next[item]
	}
	if s.next[item] >= 0 {
		s.before[s.next[item]] = s.before[item]
	}
}

// fill gives a list of n times the same, in the memory of old where that is enough.
func fill[T any](old []T, n int, with T) []T {
	if cap(old) < n {
		old = make([]T, n)
	}
	old = old[:n]
	for i := range old {
		old[i] = with
	}
	return old
}

// empty gives n empty lists, in the memory of old.
func empty[T any](old [][]T, n int) [][]T {
	for len(old) < n {
		old = append(old, nil)
	}
	old = old[:n]
	for i := range old {
		old[i] = old[i][:0]
	}
	return old
}

func (k *kernel) load(a *matrix, basic []int32) {
	m := len(basic)
	k.row, k.value, k.at = empty(k.row, m), empty(k.value, m), empty(k.at, m)
	k.spread, k.mark = fill(k.spread, m, 0), fill(k.mark, m, 0)
	k.rowCount, k.atCount = fill(k.rowCount, m, 0), fill(k.atCount, m, 0)
	for p, j := range basic {
		switch {
		case j < 0:
		case int(j) >= a.columns:
			k.enter(j-int32(a.columns), int32(p), -1)
		default:
			rows, values := a.of(int(j))
			for c, i := range rows {
				k.enter(i, int32(p), values[c])
			}
		}
	}
}

func (k *kernel) enter(row, place int32, value float64) {
	k.row[row], k.value[row] = append(k.row[row], place), append(k.value[row], value)
	k.at[place] = append(k.at[place], row)
	k.rowCount[row]++
	k.atCount[place]++
}

// columnsWithOne takes the columns that have one entry left: their rows go to U as they
// are.
func (k *kernel) columnsWithOne(f *factor) {
	k.queue = k.queue[:0]
	for p, n := range k.atCount {
		if n == 1 {
			k.queue = append(k.queue, int32(p))
		}
	}
	for n := 0; n < len(k.queue); n++ {
		p := k.queue[n]
		if k.atCount[p] != 1 {
			continue
		}
		row := int32(-1)
		for _, i := range k.at[p] {
			if k.rowCount[i] >= 0 {
				row = i
			}
		}
		pivot := k.find(row, p)
		if math.Abs(pivot) < singular {
			continue
		}
		f.pivotRow, f.pivotAt, f.pivot = append(f.pivotRow, row), append(f.pivotAt, p), append(f.pivot, pivot)
		for c, other := range k.row[row] {
			if other == p || k.atCount[other] < 0 {
				continue
			}
			f.upperRow.add(other, k.value[row][c])
			if k.atCount[other]--; k.atCount[other] == 1 {
				k.queue = append(k.queue, other)
			}
		}
		f.upperRow.end()
		f.lower.end()
		k.rowCount[row], k.atCount[p] = -1, -1
	}
	for i := range k.row { // what is left of each row
		if k.rowCount[i] < 0 {
			continue
		}
		k.rowCount[i] = 0
		for _, p := range k.row[i] {
			if k.atCount[p] >= 0 {
				k.rowCount[i]++
			}
		}
	}
}

func (k *kernel) find(row, place int32) float64 {
	for c, p := range k.row[row] {
		if p == place {
			return k.value[row][c]
		}
	}
	return 0
}

// rowsWithOne takes the rows that have one entry left: their columns go to L as they are.
func (k *kernel) rowsWithOne(f *factor) {
	k.queue = k.queue[:0]
	for i, n := range k.rowCount {
		if n == 1 {
			k.queue = append(k.queue, int32(i))
		}
	}
	for n := 0; n < len(k.queue); n++ {
		row := k.queue[n]
		if k.rowCount[row] != 1 {
			continue
		}
		place := int32(-1)
		for _, p := range k.row[row] {
			if k.atCount[p] >= 0 {
				place = p
			}
		}
		pivot := k.find(row, place)
		if math.Abs(pivot) < singular {
			continue
		}
		f.pivotRow, f.pivotAt, f.pivot = append(f.pivotRow, row), append(f.pivotAt, place), append(f.pivot, pivot)
		for _, other := range k.at[place] {
			if other == row || k.rowCount[other] < 0 {
				continue
			}
			f.lower.add(other, k.find(other, place)/pivot)
			if k.rowCount[other]--; k.rowCount[other] == 1 {
				k.queue = append(k.queue, other)
			}
		}
		f.upperRow.end()
		f.lower.end()
		k.rowCount[row], k.atCount[place] = -1, -1
	}
}

// rest factors what has no rows and columns with one entry.
func (k *kernel) rest(f *factor) {
	m := int32(len(k.row))
	k.byRow.reset(int(m))
	k.byAt.reset(int(m))
	some := false
	for i := range m {
		if k.rowCount[i] >= 0 {
			k.tidy(i)
			k.byRow.add(i, k.rowCount[i])
			some = true
		}
	}
	if !some {
		return
	}
	for p := range m {
		if k.atCount[p] < 0 {
			continue
		}
		to := 0
		for _, i := range k.at[p] {
			if k.rowCount[i] >= 0 {
				k.at[p][to] = i
				to++
			}
		}
		k.at[p] = k.at[p][:to]
		k.atCount[p] = int32(to)
		k.byAt.add(p, k.atCount[p])
	}
	for {
		row, place := k.choose()
		if row < 0 {
			return
		}
		k.eliminate(f, row, place)
	}
}

// tidy leaves out of a row what is in columns that are done.
func (k *kernel) tidy(i int32) {
	to := 0
	for c, p := range k.row[i] {
		if k.atCount[p] >= 0 {
			k.row[i][to], k.value[i][to] = p, k.value[i][c]
			to++
		}
	}
	k.row[i], k.value[i] = k.row[i][:to], k.value[i][:to]
	k.rowCount[i] = int32(to)
}

// choose gives the pivot that fills in least among the first few rows and columns with
// fewest entries, of those that are large enough in their row; -1 when none is.
func (k *kernel) choose() (row, place int32) {
	row, place = -1, -1
	best, looked := int64(math.MaxInt64), 0
	try := func(i, p int32, value, most float64) {
		if math.Abs(value) < max(threshold*most, singular) {
			return
		}
		if merit := int64(k.rowCount[i]-1) * int64(k.atCount[p]-1); merit < best {
			best, row, place = merit, i, p
		}
	}
	for n := int32(1); n < int32(len(k.byAt.head)); n++ {
		for p := k.byAt.head[n]; p >= 0; p = k.byAt.next[p] {
			for _, i := range k.at[p] {
				try(i, p, k.find(i, p), largest(k.value[i]))
			}
			if looked++; row >= 0 && (looked >= searchOver || best <= int64(n-1)*int64(n-1)) {
				return row, place
			}
		}
		for i := k.byRow.head[n]; i >= 0; i = k.byRow.next[i] {
			most := largest(k.value[i])
			for c, p := range k.row[i] {
				try(i, p, k.value[i][c], most)
			}
			if looked++; row >= 0 && (looked >= searchOver || best <= int64(n)*int64(n-1)) {
				return row, place
			}
		}
	}
	return row, place
}

func largest(values []float64) (most float64) {
	for _, x := range values {
		most = max(most, math.Abs(x))
	}
	return most
}

func (k *kernel) eliminate(f *factor, row, place int32) {
	pivot := k.find(row, place)
	f.pivotRow, f.pivotAt, f.pivot = append(f.pivotRow, row), append(f.pivotAt, place), append(f.pivot, pivot)
	k.byRow.remove(row, k.rowCount[row])
	k.byAt.remove(place, k.atCount[place])
	k.rowCount[row] = -1
	for c, p := range k.row[row] {
		if p == place {
			continue
		}
		f.upperRow.add(p, k.value[row][c])
		k.spread[p] = k.value[row][c]
		k.byAt.remove(p, k.atCount[p])
		k.drop(p, row)
	}
	f.upperRow.end()
	for _, other := range k.at[place] {
		if other == row {
			continue
		}
		times := k.find(other, place) / pivot
		f.lower.add(other, times)
		k.subtract(other, row, place, times)
	}
	f.lower.end()
	k.atCount[place] = -1
	for _, p := range k.row[row] {
		if p != place {
			k.spread[p] = 0
			k.byAt.add(p, k.atCount[p])
		}
	}
}

// drop takes a row out of a column.
func (k *kernel) drop(place, row int32) {
	for c, i := range k.at[place] {
		if i == row {
			k.at[place] = append(k.at[place][:c], k.at[place][c+1:]...)
			k.atCount[place]--
			return
		}
	}
}

// subtract takes a multiple of the pivot row from another row, whose entry in the column
// of the pivot goes.
func (k *kernel) subtract(other, row, place int32, times float64) {
	k.byRow.remove(other, k.rowCount[other])
	to := 0
	for c, p := range k.row[other] {
		if p == place {
			continue
		}
		x := k.value[other][c]
		if s := k.spread[p]; s != 0 {
			k.mark[p] = 1
			if x -= float64(times * s); math.Abs(x) < tiny {
				k.drop(p, other)
				continue
			}
		}
		k.row[other][to], k.value[other][to] = p, x
		to++
	}
	k.row[other], k.value[other] = k.row[other][:to], k.value[other][:to]
	for _, p := range k.row[row] {
		if p == place {
			continue
		}
		if k.mark[p] == 0 {
			if x := -float64(times * k.spread[p]); math.Abs(x) >= tiny {
				k.row[other], k.value[other] = append(k.row[other], p), append(k.value[other], x)
				k.at[p] = append(k.at[p], other)
				k.atCount[p]++
			}
		}
		k.mark[p] = 0
	}
	k.rowCount[other] = int32(len(k.row[other]))
	k.byRow.add(other, k.rowCount[other])
}

// left gives the places and rows that have no pivot.
func (k *kernel) left() (places, rows []int32) {
	for i := range k.row {
		if k.atCount[i] >= 0 {
			places = append(places, int32(i))
		}
		if k.rowCount[i] >= 0 {
			rows = append(rows, int32(i))
		}
	}
	return places, rows
}
