// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// scanned gives the columns of a table as they were scanned.
func scanned(t *testing.T, tab *Table, fields ...Field) ([][]Datum, error) {
	t.Helper()
	out := make([][]Datum, len(fields))
	err := tab.Scan(t.Context(), fields, func(field int, row int64, d Datum) error {
		if row != int64(len(out[field])) {
			return fmt.Errorf("field %d: row %d after %d rows", field, row, len(out[field]))
		}
		out[field] = append(out[field], d)
		return nil
	})
	return out, err
}

func TestScan(t *testing.T) {
	content := "g;x\n01;1,5\n NA;-2\nNA;\n;1e3\n"
	tab := open(t, Source{Path: write(t, "in.csv", content), Missing: []string{"NA"}, DecimalComma: true})
	got, err := scanned(t, tab, Field{"x", Numbers}, Field{"g", Words}, Field{"x", Words})
	if err != nil {
		t.Fatal(err)
	}
	none := math.NaN()
	want := [][]Datum{
		{{Number: 1.5}, {Number: -2}, {Number: none}, {Number: 1000}},
		{{Words: "01"}, {Words: " NA"}, {Number: none}, {Number: none}},
		{{Words: "1,5"}, {Words: "-2"}, {Number: none}, {Words: "1e3"}},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
}

// What people mean by a number, and what programs also take for one.
func TestScanRefuses(t *testing.T) {
	for rule, cell := range map[string]string{
		"a word": "x", "no number": "NaN", "endless": "Inf", "spaces": " 1", "another decimal sign": "\"1,5\"", "thousands": "1_000",
		"hexadecimal": "0x1p-2", "two signs": "--1", "a sign alone": "-", "too large": "1e999",
	} {
		tab := open(t, Source{Path: write(t, "in.csv", "a,x\n1,1\n1,"+cell+"\n")})
		_, err := scanned(t, tab, Field{"a", Numbers}, Field{"x", Numbers})
		if !errors.Is(err, ErrNumber) {
			t.Errorf("%s: got %v", rule, err)
			continue
		}
		refused(t, err, ErrNumber, named{"column": "x", "row": int64(2)})
	}
	tab := open(t, Source{Path: write(t, "in.csv", "a,x\n1,1\n")})
	_, err := scanned(t, tab, Field{"b", Words})
	refused(t, err, ErrColumn, named{"column": "b", "columns": "a, x"})
	tab.rows++
	_, err = scanned(t, tab, Field{"a", Words})
	refused(t, err, ErrDisagree, named{"counted": int64(2), "grouped": int64(1)})
}

// Rows come in the order of the file, whatever number of threads reads it and
// however many columns at once.
func TestScanKeepsTheOrder(t *testing.T) {
	const rows = 400_000
	var b strings.Builder
	b.WriteString("a,b,c\n")
	for i := range rows {
		fmt.Fprintf(&b, "%d,%d,%d\n", i, 2*i, 3*i)
	}
	path := write(t, "in.csv", b.String())
	parquet := filepath.Join(t.TempDir(), "in.parquet")
	out := Output{Columns: []Column{{"a", KindInteger}, {"b", KindInteger}, {"c", KindDecimal}}}
	for i := range rows {
		out.Rows = append(out.Rows, []any{int64(i), int64(2 * i), float64(3 * i)})
	}
	if err := WriteParquet(t.Context(), parquet, out); err != nil {
		t.Fatal(err)
	}
	for _, set := range []Settings{{Threads: 8}, {Threads: 1, Memory: 100 * MiB}} {
		for _, p := range []string{path, parquet} {
			var last Step
			set.Progress = func(s Step) {
				if s.Stage == Scanning {
					if s.Done < last.Done || s.Total != 3*rows {
						t.Errorf("%v after %v", s, last)
					}
					last = s
				}
			}
			tab, err := Open(t.Context(), Source{Path: p}, set)
			if err != nil {
				t.Fatal(err)
			}
			err = tab.Scan(t.Context(), []Field{{"a", Numbers}, {"b", Numbers}, {"c", Numbers}}, func(field int, row int64, d Datum) error {
				if want := float64(int64(field+1) * row); d.Number != want {
					return fmt.Errorf("%s: field %d, row %d: %g, want %g", p, field, row, d.Number, want)
				}
				return nil
			})
			if err := errors.Join(err, tab.Close()); err != nil {
				t.Error(err)
			}
			if last.Done != 3*rows {
				t.Errorf("ended at %v", last)
			}
		}
	}
}

func TestScanStops(t *testing.T) {
	path := write(t, "in.csv", "a\n"+strings.Repeat("1\n", 300_000))
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	tab, err := Open(ctx, Source{Path: path}, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	seen := 0
	err = tab.Scan(ctx, []Field{{"a", Numbers}}, func(int, int64, Datum) error {
		if seen++; seen == 1000 {
			cancel(stopped)
		}
		return nil
	})
	if !errors.Is(err, stopped) || seen == 300_000 {
		t.Errorf("got %v after %d cells", err, seen)
	}
	other := errors.New("enough")
	err = open(t, Source{Path: path}).Scan(t.Context(), []Field{{"a", Words}}, func(int, int64, Datum) error { return other })
	if !errors.Is(err, other) {
		t.Errorf("got %v", err)
	}
}

// The fewer columns are read at once, the more rows there are.
func TestScanIsBounded(t *testing.T) {
	for rows, want := range map[int64]int{1: 32, 1_000_000: 11, 100_000_000: 1} {
		tab := &Table{rows: rows, set: Settings{}.withDefaults()}
		if got := tab.abreast(); got != want {
			t.Errorf("%d rows: %d columns at once, want %d", rows, got, want)
		}
	}
}

func TestWriteParquet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "it's [1].parquet")
	err := WriteParquet(t.Context(), path, Output{
		Columns: []Column{{`a "b"`, KindText}, {"n", KindInteger}, {"x", KindDecimal}},
		Rows:    [][]any{{"it's", int64(1), 0.1}, {nil, nil, nil}},
		Marks:   map[string]string{"made": "by it's self"},
	})
	if err != nil {
		t.Fatal(err)
	}
	tab := open(t, Source{Path: path})
	if diff := cmp.Diff([]Column{{`a "b"`, KindText}, {"n", KindInteger}, {"x", KindDecimal}}, tab.Columns()); diff != "" {
		t.Error(diff)
	}
	got, err := scanned(t, tab, Field{`a "b"`, Words}, Field{"n", Numbers}, Field{"x", Numbers})
	if err != nil {
		t.Fatal(err)
	}
	none := math.NaN()
	want := [][]Datum{{{Words: "it's"}, {Number: none}}, {{Number: 1}, {Number: none}}, {{Number: 0.1}, {Number: none}}}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
	var mark string
	if err := tab.engine.one(t.Context(), "SELECT decode(value) FROM parquet_kv_metadata("+literal(pattern(path))+") WHERE decode(key) = 'made'", &mark); err != nil || mark != "by it's self" {
		t.Errorf("the mark is %q, %v", mark, err)
	}
	if err := WriteParquet(t.Context(), filepath.Join(path, "below.parquet"), Output{Columns: []Column{{"a", KindText}}}); !errors.Is(err, ErrWrite) {
		t.Errorf("below a file: %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	got, err := open(t, Source{Path: write(t, "in.csv", "a\n1\n")}).Fingerprint(t.Context())
	// printf 'a\n1\n' | sha256sum
	if want := "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc"; err != nil || got != want {
		t.Errorf("got %s, %v", got, err)
	}
}
