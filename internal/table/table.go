// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package table reads a file of decision data and gives back integer counts
// per group, or the cells of some columns as they stand there, and nothing else.
// It also writes a table that others made.
//
// It promises that no row is lost in silence: every file is counted twice, by
// two readers that share no code (for CSV a strict scanner in this package,
// for a workbook another beside excelize, for Parquet the file's own metadata;
// against it the rows that the engine grouped), and one row of difference is a fault. Values are kept exactly:
// "01" stays "01", a space stays a space, and a missing value is a value of
// its own. A file that isn't what it says is refused with the line and the
// rule, never repaired.
//
// It refuses to do statistics (parallel sums of fractions differ from run to
// run, whole numbers don't), to read anything but the one file it was given,
// to use the network, and to write a temporary file; only Repeats puts hashes on
// disk for as long as it works. What it writes is the one file that it was told
// to.
package table

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// Format is the form in which a file holds its table.
type Format uint8

// The formats; Auto goes by the file's suffix and first bytes.
const (
	Auto Format = iota
	CSV
	Parquet
	XLSX
)

// Encoding is how a CSV file writes its letters.
type Encoding uint8

// The encodings. Latin1 must be stated, since it can't be told from the bytes.
const (
	UTF8 Encoding = iota
	Latin1
)

// Source says which file to read and how it is written.
type Source struct {
	Path         string
	Format       Format
	Sheet        string   // XLSX only; the only one with something in it when empty
	Encoding     Encoding // CSV only
	Delimiter    byte     // CSV only; zero goes by the first line: comma, semicolon or tab
	DecimalComma bool     // a count may be written 12,0 instead of 12.0
	Missing      []string // spellings of a missing value beside the empty one, for example "NA"
}

// Kind is the sort of values in a column. In a CSV file all are KindText.
type Kind uint8

// The kinds of columns. Nested columns (lists, structures, bytes) can't be
// grouped.
const (
	KindText Kind = iota
	KindInteger
	KindDecimal
	KindBoolean
	KindInstant // a date, a time or both
	KindNested
)

// Column is one column of a table, named as in the file.
type Column struct {
	Name string
	Kind Kind
}

// Value is the exact text of a cell in the file.
type Value string

// Missing is the value of an empty or null cell, and of one with a spelling
// that the Source names as missing.
const Missing Value = ""

// Table is one file that has been checked and counted. It is safe for
// concurrent use and must be closed.
type Table struct {
	file    file
	columns []column
	rows    int64
	from    string // the engine's reading of the file, as SQL
	set     Settings
	engine  *engine
	inside  bool // the rows are in the engine, and not in a file that it reads
	spelling
}

// spelling is how cells are written.
type spelling struct {
	missing []string // of no value
	comma   bool     // 1,5 instead of 1.5
}

func (s Source) spelling() spelling {
	return spelling{append([]string{string(Missing)}, s.Missing...), s.DecimalComma}
}

// column is a Column with the name by which the engine knows it, quoted.
type column struct {
	Column
	ident string
}

// Open checks the whole file and counts its rows. Faults name the line, the
// column and the rule; nothing that stands in a cell is in them.
func Open(ctx context.Context, src Source, set Settings) (*Table, error) {
	if !hasEngine {
		return nil, ErrNoEngine
	}
	f, err := openFile(src.Path)
	if err != nil {
		return nil, err
	}
	format, err := f.format(src.Format)
	if err != nil {
		return nil, err
	}
	t := &Table{file: f, spelling: src.spelling(), set: set.withDefaults()}
	if err := t.before(ctx, format, src); err != nil {
		return nil, err
	}
	if t.engine, err = openEngine(ctx, f.path, t.set); err != nil {
		return nil, err
	}
	if err := t.after(ctx, format, src); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// before is what can be done without the engine.
func (t *Table) before(ctx context.Context, format Format, src Source) error {
	if format == CSV {
		return t.readCSV(ctx, src)
	}
	if format == Parquet {
		return t.file.envelope()
	}
	return nil
}

// after is what is done with the engine.
func (t *Table) after(ctx context.Context, format Format, src Source) (err error) {
	if format == Parquet {
		err = t.readParquet(ctx)
	}
	if format == XLSX {
		err = t.readXLSX(ctx, src)
	}
	if err != nil {
		return err
	}
	return t.whole()
}

// whole is the last look at a table: something to count, in one version.
func (t *Table) whole() error {
	if t.rows == 0 {
		return ErrNoRows
	}
	return t.file.unchanged()
}

// Close lets the engine and its memory go.
func (t *Table) Close() error { return t.engine.close() }

// Engine names the engine that counts, with its version: "DuckDB 1.5.0".
func (t *Table) Engine(ctx context.Context) (string, error) {
	var version string
	if err := t.engine.one(ctx, "SELECT version()", &version); err != nil {
		return "", err
	}
	return "DuckDB " + strings.TrimPrefix(version, "v"), nil
}

// Columns gives the columns in the order of the file.
func (t *Table) Columns() []Column {
	out := make([]Column, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.Column
	}
	return out
}

// Rows gives the number of rows in the file, without the header.
func (t *Table) Rows() int64 { return t.rows }

// column finds a column by its exact name, or lists those that there are.
func (t *Table) column(name string) (column, error) {
	i := slices.IndexFunc(t.columns, func(c column) bool { return c.Name == name })
	if i < 0 {
		return column{}, unknownColumn(name, t.names())
	}
	return t.columns[i], nil
}

func (t *Table) names() (all []string) {
	for _, c := range t.columns {
		all = append(all, c.Name)
	}
	return all
}

// unknownColumn names the columns that there are, up to a length that can be read.
func unknownColumn(name string, all []string) error {
	const most = 40
	known := strings.Join(all[:min(most, len(all))], ", ")
	if len(all) > most {
		known += ", …"
	}
	return ErrColumn.With("column", name, "columns", known)
}
