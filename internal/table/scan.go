// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// As is what the cells of a column are read as.
type As uint8

// The readings. A number is the float nearest to what stands there; what can't
// be one is a fault that names the row.
const (
	Words As = iota
	Numbers
)

// Field is a column to be scanned.
type Field struct {
	Column string
	As     As
}

// Datum is one cell, by the reading of its field.
type Datum struct {
	Words  Value
	Number float64 // NaN where the cell is missing
}

// Scan gives the cells of some columns to take, each column from the first row
// on; rows count from 0. It goes through the file a few columns at a time, as
// many as fit a quarter of the engine's memory, and keeps nothing of what it gave:
// what stays is for take to decide. An error of take ends it and is returned.
func (t *Table) Scan(ctx context.Context, fields []Field, take func(field int, row int64, d Datum) error) error {
	total := t.rows * int64(len(fields))
	told := t.set
	told.Progress = func(s Step) { t.set.tell(s.Stage, s.Done, total) }
	told.tell(Scanning, 0, total)
	at := 0
	for some := range slices.Chunk(fields, t.abreast()) {
		s := &scan{
			table: t, fields: some, told: told, done: t.rows * int64(at),
			take: func(field int, row int64, d Datum) error { return take(at+field, row, d) },
		}
		if err := s.run(ctx); err != nil {
			return err
		}
		at += len(some)
	}
	if err := t.file.unchanged(); err != nil {
		return err
	}
	told.tell(Scanning, total, total)
	return nil
}

// abreast gives how many columns are read at once.
func (t *Table) abreast() int {
	const cell, most = 24, 32 // bytes of a cell in the engine's answer, about
	return int(min(most, max(1, int64(t.set.Memory)/4/(cell*t.rows))))
}

// scan is one way through the file.
type scan struct {
	table  *Table
	fields []Field
	take   func(int, int64, Datum) error
	told   Settings
	done   int64 // cells before this scan

	cells []any // of the row at hand: a string, a float64, or nil
	row   int64
}

func (s *scan) run(ctx context.Context) error {
	query, dest, err := s.ask()
	if err != nil {
		return err
	}
	err = s.table.engine.each(ctx, query, nil, func(r *sql.Rows) error {
		if err := r.Scan(dest...); err != nil {
			return s.table.engine.explain(ctx, err)
		}
		for i := range s.fields {
			d, err := s.table.datum(s.fields[i], s.cells[i], s.row)
			if err != nil {
				return err
			}
			if err := s.take(i, s.row, d); err != nil {
				return err
			}
		}
		s.row++
		return s.breathe(ctx)
	})
	if err == nil && s.row != s.table.rows {
		err = ErrDisagree.With("counted", s.table.rows, "grouped", s.row)
	}
	return err
}

// breathe tells how far it is and stops early work, now and then.
func (s *scan) breathe(ctx context.Context) error {
	const often = 1 << 16
	if s.row%often != 0 {
		return nil
	}
	s.told.tell(Scanning, s.done+s.row*int64(len(s.fields)), 0)
	if ctx.Err() != nil {
		return fmt.Errorf("table: %w", context.Cause(ctx))
	}
	return nil
}

// ask writes the query and where its answer goes. Text becomes a number here and
// not in the engine, which takes more for a number than people mean.
func (s *scan) ask() (string, []any, error) {
	n := len(s.fields)
	s.cells = make([]any, n)
	parts, dest := make([]string, n), make([]any, n)
	for i, f := range s.fields {
		c, err := s.table.groupable(f.Column)
		if err != nil {
			return "", nil, err
		}
		parts[i], dest[i] = "CAST("+c.ident+" AS VARCHAR)", &s.cells[i]
		switch {
		case f.As == Words, c.Kind == KindText:
		case c.Kind == KindInteger, c.Kind == KindDecimal:
			parts[i] = "CAST(" + c.ident + " AS DOUBLE)"
		default:
			return "", nil, ErrNumberKind.With("column", f.Column)
		}
	}
	return "SELECT " + strings.Join(parts, ", ") + " FROM " + s.table.from, dest, nil
}

// datum reads a cell: a string, a float64 for Numbers, or nil. Rows count from 0.
func (s spelling) datum(f Field, cell any, row int64) (Datum, error) {
	words := ""
	switch x := cell.(type) {
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return Datum{}, ErrNumber.With("column", f.Column, "row", row+1)
		}
		return Datum{Number: x}, nil
	case string:
		words = x
	}
	if slices.Contains(s.missing, words) {
		return Datum{Number: math.NaN()}, nil
	}
	if f.As == Words {
		return Datum{Words: Value(words)}, nil
	}
	if x, ok := s.number(words); ok {
		return Datum{Number: x}, nil
	}
	return Datum{}, ErrNumber.With("column", f.Column, "row", row+1)
}

// number reads a number as people write it: digits with at most one decimal sign,
// a minus before them, and an exponent as programs write it. No "NaN", no spaces,
// no signs between thousands.
func (s spelling) number(words string) (float64, bool) {
	point := byte('.')
	if s.comma {
		point = ','
	}
	for i := range len(words) {
		switch b := words[i]; {
		case b >= '0' && b <= '9', b == point, b == '-', b == '+', b == 'e', b == 'E':
		default:
			return 0, false
		}
	}
	if s.comma {
		words = strings.Replace(words, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(words, 64)
	return x, err == nil
}
