// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"baken/base/ods"
	"baken/internal/table"
	"baken/internal/text"
)

// line is one row of a published table, in the columns that were asked for.
type line struct {
	number int64 // as a reader counts: below the column names, or of the spreadsheet
	cells  []string
}

// lines reads the rows of a table that count, in these columns.
func (t Attacked) lines(ctx context.Context, path string, columns []string, set table.Settings) (out []line, err error) {
	all := slices.Clone(columns)
	for _, w := range t.Where {
		all = append(all, w.Column)
	}
	if strings.EqualFold(filepath.Ext(path), ".ods") {
		out, err = t.sheet(path, all)
	} else {
		out, err = scan(ctx, path, all, set)
	}
	out = slices.DeleteFunc(out, func(l line) bool {
		for i, w := range t.Where {
			if !w.counts(l.cells[len(columns)+i]) {
				return true
			}
		}
		return false
	})
	return out, err
}

// scan reads a CSV or Parquet.
func scan(ctx context.Context, path string, columns []string, set table.Settings) (out []line, err error) {
	src, err := table.Open(ctx, table.Source{Path: path}, set)
	if err != nil {
		return nil, err
	}
	fields := make([]table.Field, len(columns))
	for i, name := range columns {
		fields[i].Column = name
	}
	err = src.Scan(ctx, fields, func(field int, row int64, d table.Datum) error {
		if row == int64(len(out)) {
			out = append(out, line{row + 1, make([]string, len(columns))})
		}
		out[row].cells[field] = string(d.Words)
		return nil
	})
	return out, errors.Join(err, src.Close())
}

// sheet reads a spreadsheet. A column is called as the first line of its cell says.
func (t Attacked) sheet(path string, columns []string) (out []line, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileFault(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	book, err := ods.Open(f, info.Size())
	if err != nil {
		return nil, err
	}
	name := t.Sheet
	if name == "" {
		names, err := book.Sheets()
		if err != nil || len(names) == 0 {
			return nil, errors.Join(ods.ErrFormat, err)
		}
		name = names[0]
	}
	header := max(t.Header, 1) - 1
	var at []int
	err = book.Rows(name, func(row int, cells []ods.Cell) error {
		switch {
		case row < header:
			return nil
		case row == header:
			at, err = places(cells, columns)
			return err
		case at == nil:
			return ErrNoHeader.With("row", header+1)
		}
		one := line{int64(row) + 1, make([]string, len(columns))}
		for i, k := range at {
			if k < len(cells) {
				one.cells[i] = said(cells[k])
			}
		}
		out = append(out, one)
		return nil
	})
	return out, err
}

// places finds columns by their names.
func places(head []ods.Cell, columns []string) ([]int, error) {
	var names []string
	for _, c := range head {
		first, _, _ := strings.Cut(c.Text, "\n")
		if names = append(names, first); c.Type != ods.Text {
			names[len(names)-1] = said(c)
		}
	}
	out := make([]int, len(columns))
	for i, name := range columns {
		if out[i] = slices.Index(names, name); out[i] < 0 {
			return nil, table.ErrColumn.With("column", text.Data(name), "columns", text.Data(strings.Join(names, ", ")))
		}
	}
	return out, nil
}

// said writes a cell as a CSV would: a number with all its decimals, those that aren't
// shown too, and with the noughts that are shown.
func said(c ods.Cell) string {
	switch c.Type {
	case ods.Number, ods.Percentage:
	case ods.Text, ods.Empty:
		return strings.TrimSpace(c.Text)
	}
	x := c.Number
	if c.Type == ods.Percentage {
		x *= 100
	}
	exact := short(x)
	shown := strings.TrimRight(strings.ReplaceAll(c.Shown, ",", "."), "% ")
	if n, err := strconv.ParseFloat(shown, 64); err == nil && n == x && decimals(shown) > decimals(exact) {
		return shown
	}
	return exact
}

// short writes a number in the fifteen digits that spreadsheets keep: what lies beyond is
// how the machine writes it.
func short(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// decimals counts those of a written number.
func decimals(said string) int {
	_, after, _ := strings.Cut(said, ".")
	return len(after)
}
