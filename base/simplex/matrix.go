// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

// matrix holds entries by column and, once more, by row. It is never changed, so that
// clones share it.
type matrix struct {
	rows, columns int

	start []int32 // column j has the entries from start[j] up to start[j+1]
	row   []int32
	value []float64

	rowStart []int32 // the same entries by row
	column   []int32
	rowValue []float64
}

// newMatrix takes the entries by column, and sorts them out by row.
func newMatrix(rows int, start, row []int32, value []float64) *matrix {
	a := &matrix{
		rows: rows, columns: len(start) - 1, start: start, row: row, value: value,
		column: make([]int32, len(row)), rowValue: make([]float64, len(row)),
	}
	a.rowStart = tally(rows, row)
	next := append([]int32(nil), a.rowStart...)
	for j := range a.columns {
		for k := start[j]; k < start[j+1]; k++ {
			to := next[row[k]]
			next[row[k]]++
			a.column[to], a.rowValue[to] = int32(j), value[k]
		}
	}
	return a
}

// tally gives where the entries of each row begin, when they are put in order of rows.
func tally(rows int, row []int32) []int32 {
	start := make([]int32, rows+1)
	for _, i := range row {
		start[i+1]++
	}
	for i := range rows {
		start[i+1] += start[i]
	}
	return start
}

// of gives the entries of a column.
func (a *matrix) of(column int) ([]int32, []float64) {
	from, to := a.start[column], a.start[column+1]
	return a.row[from:to], a.value[from:to]
}

// across gives the entries of a row.
func (a *matrix) across(row int) ([]int32, []float64) {
	from, to := a.rowStart[row], a.rowStart[row+1]
	return a.column[from:to], a.rowValue[from:to]
}
