// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Row is people who are alike in all that a regression looks at: how many of
// them had the event, and their value in each column.
type Row struct {
	Count Count
	X     []float64
}

// Regression is what Logistic fits: columns by name, and rows with as many
// values. An intercept is always added, as the first term.
type Regression struct {
	Columns []string
	Rows    []Row
}

// Intercept is the name of the first term: the log odds where all columns are 0.
const Intercept = "(intercept)"

// MaxEntries is the largest table, rows times terms, that Logistic takes.
const MaxEntries = 20_000_000

// Term is what a regression says of one column.
type Term struct {
	Name     string
	LogOdds  Value // what one more of the column adds to the log odds
	SE       Value // its standard error if the model holds
	RobustSE Value // its standard error also where the model is off
	// OddsRatio is the logarithm's power, with the interval by SE.
	OddsRatio Statistic
	Robust    Interval // of the odds ratio, by RobustSE
}

// LogisticFit is a fitted regression. Its values are at the counts as published.
type LogisticFit struct {
	Terms      []Term   // the intercept, then the columns as given
	Aliased    []string // columns that follow from those before them: their terms have no number
	Deviance   Value    // 0 for a model that gives every row its own rate
	DF         int      // rows with somebody, less terms
	Iterations int
	Rounded    bool // a count was rounded
}

// check gives the rows with somebody in them, each with a 1 for the intercept
// before its values.
func (g Regression) check() (rows []Row, err error) {
	width := len(g.Columns) + 1
	if len(g.Rows) > MaxEntries/width {
		return nil, ErrEntries.With("rows", len(g.Rows), "terms", width, "most", MaxEntries)
	}
	seen := map[string]bool{Intercept: true}
	for _, name := range g.Columns {
		if seen[name] {
			return nil, ErrColumn.With("column", name)
		}
		seen[name] = true
	}
	for i, row := range g.Rows {
		if len(row.X) != len(g.Columns) {
			return nil, ErrWidth.With("row", i+1, "values", len(row.X), "columns", len(g.Columns))
		}
		for j, x := range row.X {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, ErrColumn.With("column", g.Columns[j])
			}
		}
		if row.Count.Total() > 0 {
			rows = append(rows, Row{row.Count, append([]float64{1}, row.X...)})
		}
	}
	return rows, nil
}

// independent gives the terms that don't follow from those before them: what is
// left of a column after projection on the others is more than a ten-millionth
// of it, as R's lm asks.
func independent(rows []Row, width int) (kept []int) {
	const least = 1e-7
	var basis [][]float64
	for j := range width {
		column := make([]float64, len(rows))
		for i, row := range rows {
			column[i] = row.X[j]
		}
		before := math.Sqrt(dot(column, column))
		for range 2 { // the second time takes off what rounding left
			for _, b := range basis {
				along := dot(b, column)
				for i := range column {
					column[i] -= along * b[i]
				}
			}
		}
		after := math.Sqrt(dot(column, column))
		if !(after > least*before) {
			continue
		}
		for i := range column {
			column[i] /= after
		}
		basis, kept = append(basis, column), append(kept, j)
	}
	return kept
}

func dot(x, y []float64) (sum float64) {
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}
