// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Crosstab is a table of two factors.
type Crosstab struct {
	Rows, Columns []string   // the levels
	Cells         [][]Figure // the share of the people in the domain, by row and column: together 1

	row, column string // the names of the factors
	survey      *Survey
	in          Domain
}

// Crosstab gives the share of the people in a domain that is in each level of both of
// two factors, each as a Mean has it; Covariance and Combine take the cells. A level
// without anybody has shares of 0, without an error. Errors: ErrLength, ErrLevel,
// ErrEmpty.
//
// Source: Särndal, Swensson and Wretman (1992) §5.8; R survey's svymean of an interaction.
func (s *Survey) Crosstab(rows, columns Factor, in Domain) (Crosstab, error) {
	for _, f := range []Factor{rows, columns} {
		if err := f.check(s.n); err != nil {
			return Crosstab{}, err
		}
	}
	in, err := s.fit(in)
	if err != nil {
		return Crosstab{}, err
	}
	t := Crosstab{Rows: rows.Levels, Columns: columns.Levels, row: rows.Name, column: columns.Name, survey: s, in: in}
	for i := range rows.Levels {
		line := make([]Figure, len(columns.Levels))
		for j := range line {
			both := make([]float64, s.n)
			for k := range both {
				if int(rows.Codes[k]) == i && int(columns.Codes[k]) == j {
					both[k] = 1
				}
			}
			if line[j], err = s.Mean(Column{Name: rows.Name, Values: both}, in); err != nil {
				return Crosstab{}, err
			}
		}
		t.Cells = append(t.Cells, line)
	}
	return t, nil
}

// full gives the rows and columns that have anybody, and what is in each. Errors:
// ErrTable, and ErrWeight, as a share below zero is none.
func (t Crosstab) full() (rows, columns []int, across, down []float64, err error) {
	if err := t.survey.noneBelow(t.in); err != nil {
		return nil, nil, nil, nil, err
	}
	across, down = make([]float64, len(t.Rows)), make([]float64, len(t.Columns))
	for i, line := range t.Cells {
		for j, f := range line {
			across[i] += f.Value
			down[j] += f.Value
		}
	}
	rows, columns = filled(across), filled(down)
	switch {
	case len(rows) < 2:
		err = ErrTable.With("column", t.row, "levels", len(rows))
	case len(columns) < 2:
		err = ErrTable.With("column", t.column, "levels", len(columns))
	}
	return rows, columns, across, down, err
}

func filled(shares []float64) (some []int) {
	for k, x := range shares {
		if x > 0 {
			some = append(some, k)
		}
	}
	return some
}

// Pearson gives X² of the shares as if as many respondents had been drawn at random:
// n Σ (p − rc)²/rc, with r and c the shares of a cell's row and column. By itself it
// tests nothing: Independence corrects it for the design. Errors:
// ErrTable, and ErrWeight for a weight below zero.
func (t Crosstab) Pearson() (float64, error) {
	rows, columns, across, down, err := t.full()
	if err != nil {
		return math.NaN(), err
	}
	sum := 0.0
	for _, i := range rows {
		for _, j := range columns {
			expected := across[i] * down[j]
			off := t.Cells[i][j].Value - expected
			sum += off * off / expected
		}
	}
	return sum * float64(t.Cells[0][0].N), nil
}
