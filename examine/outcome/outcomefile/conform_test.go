// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package outcomefile

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"baken/examine/outcome"
	"baken/examine/outcome/outcometest"
	"baken/internal/table"
)

func TestCSV(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		return engine(write(t, csv(d)), outcome.Source{Delimiter: ","}, most)
	})
}

func TestParquet(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		return engine(parquet(t, d), outcome.Source{}, most)
	})
}

func TestXLSX(t *testing.T) {
	outcometest.Conform(t, func(t *testing.T, d outcometest.Data, most int) outcome.Engine {
		return engine(workbook(t, d), outcome.Source{Sheet: "Sheet1"}, most)
	})
}

// What no other engine can hold is refused: a zero byte, and bytes that are no letters.
func TestLetters(t *testing.T) {
	for _, value := range []string{"a\x00b", "caf\xe9"} {
		d := outcometest.Data{Columns: []outcometest.Column{{Name: "g"}, {Name: "h"}}, Rows: [][]*string{{&value, &value}}}
		files := map[string]string{"csv": write(t, csv(d))}
		if utf8.ValidString(value) {
			files["parquet"] = parquet(t, d) // which can't be written of other bytes
		}
		for name, path := range files {
			_, err := engine(path, outcome.Source{}, 0).Count(t.Context(), outcome.Question{By: []string{"g"}})
			if !errors.Is(err, outcome.ErrLetters) {
				t.Errorf("%s: %q: got %v", name, value, err)
			}
		}
	}
}

// The same rows in another encoding give the same answer.
func TestLatin1(t *testing.T) {
	d := outcometest.Hostile().Latin1()
	var old []byte
	for _, r := range csv(d) {
		old = append(old, byte(r)) //nolint:gosec // Latin1 leaves no others
	}
	e := engine(write(t, string(old)), outcome.Source{Encoding: "latin-1", Delimiter: ","}, 0)
	same := engine(write(t, csv(d)), outcome.Source{Delimiter: ","}, 0)
	q := outcome.Question{By: d.Names()[:6]}
	want, err := same.Count(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Count(t.Context(), q)
	if err != nil || len(got.Groups) != len(want.Groups) || len(got.Groups) < 50 {
		t.Fatalf("%d groups, want %d: %v", len(got.Groups), len(want.Groups), err)
	}
	for i, g := range got.Groups {
		if strings.Join(g.Values, "\x00") != strings.Join(want.Groups[i].Values, "\x00") || g.N != want.Groups[i].N {
			t.Errorf("got %.200q, want %.200q", g.Values, want.Groups[i].Values)
		}
	}
}

func engine(path string, s outcome.Source, most int) outcome.Engine {
	return New(path, s, table.Settings{Cells: most})
}

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func csv(d outcometest.Data) string {
	var b strings.Builder
	quoted := func(i int, s string) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strings.ReplaceAll(s, `"`, `""`) + `"`)
	}
	for i, name := range d.Names() {
		quoted(i, name)
	}
	for _, row := range d.Rows {
		b.WriteByte('\n')
		for i, c := range row {
			switch {
			case c != nil:
				quoted(i, *c)
			case i > 0:
				b.WriteByte(',')
			}
		}
	}
	b.WriteByte('\n')
	return b.String()
}

func parquet(t *testing.T, d outcometest.Data) string {
	t.Helper()
	out := table.Output{}
	for _, c := range d.Columns {
		kind := table.KindText
		if c.Kind == outcometest.Integer {
			kind = table.KindInteger
		}
		out.Columns = append(out.Columns, table.Column{Name: c.Name, Kind: kind})
	}
	for _, row := range d.Rows {
		cells := make([]any, len(row))
		for i, c := range row {
			if c != nil {
				cells[i] = *c
				if d.Columns[i].Kind == outcometest.Integer {
					cells[i] = number(t, *c)
				}
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	path := filepath.Join(t.TempDir(), "in.parquet")
	if err := table.WriteParquet(t.Context(), path, out); err != nil {
		t.Fatal(err)
	}
	return path
}

func workbook(t *testing.T, d outcometest.Data) string {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range d.Names() {
		set(t, f, i, 1, name)
	}
	for k, row := range d.Rows {
		for i, c := range row {
			if c == nil {
				continue
			}
			switch d.Columns[i].Kind {
			case outcometest.Integer:
				set(t, f, i, k+2, number(t, *c))
			case outcometest.Boolean:
				set(t, f, i, k+2, *c == "true")
			case outcometest.Date:
				day, err := time.Parse(time.DateOnly, *c)
				if err != nil {
					t.Fatal(err)
				}
				set(t, f, i, k+2, day)
			default:
				// A workbook writes a letter as _xHHHH_ where XML has no other way, and so
				// escapes a text that looks like one (ECMA-376, part 1, 22.4.2.4, ST_Xstring).
				// The library reads that, but doesn't write it.
				set(t, f, i, k+2, strings.ReplaceAll(*c, "_x0041_", "_x005F_x0041_"))
			}
		}
	}
	path := filepath.Join(t.TempDir(), "in.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func set(t *testing.T, f *excelize.File, col, row int, value any) {
	t.Helper()
	place, err := excelize.CoordinatesToCellName(col+1, row)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellValue("Sheet1", place, value); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
