// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// ask gives the rows of a query in the engine, which stands here for any database.
func ask(t *testing.T, query string, read func(*sql.Rows) error) error {
	t.Helper()
	e, err := openEngine(t.Context(), write(t, "in.csv", "a\n1\n"), Settings{}.withDefaults())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := e.db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Error(err)
		}
	}()
	return read(rows)
}

func answer(t *testing.T, query string, src Source, fields ...Field) (out [][]Datum, all Answer, err error) {
	t.Helper()
	out = make([][]Datum, len(fields))
	err = ask(t, query, func(rows *sql.Rows) (err error) {
		all, err = ScanRows(t.Context(), rows, src, Settings{}, fields, func(field int, row int64, d Datum) error {
			if row != int64(len(out[field])) {
				t.Errorf("field %d: row %d after %d rows", field, row, len(out[field]))
			}
			out[field] = append(out[field], d)
			return nil
		})
		return err
	})
	return out, all, err
}

func TestScanRows(t *testing.T) {
	query := `SELECT * FROM (VALUES (1::BIGINT, '01', 1.5::DOUBLE, true), (2::BIGINT, 'NA', NULL, false), (NULL, '3,5', 4::DOUBLE, NULL)) AS t(n, w, x, b)`
	src := Source{Missing: []string{"NA"}, DecimalComma: true}
	got, all, err := answer(t, query, src, Field{"n", Numbers}, Field{"w", Words}, Field{"x", Numbers}, Field{"x", Words}, Field{"n", Words}, Field{"b", Words}, Field{"w", Numbers})
	if err != nil {
		t.Fatal(err)
	}
	none := math.NaN()
	want := [][]Datum{
		{{Number: 1}, {Number: 2}, {Number: none}},
		{{Words: "01"}, {Number: none}, {Words: "3,5"}},
		{{Number: 1.5}, {Number: none}, {Number: 4}},
		{{Words: "1.5"}, {Number: none}, {Words: "4"}},
		{{Words: "1"}, {Words: "2"}, {Number: none}},
		{{Words: "true"}, {Words: "false"}, {Number: none}},
		{{Number: 1}, {Number: none}, {Number: 3.5}},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" || all.Rows != 3 {
		t.Errorf("%d rows\n%s", all.Rows, diff)
	}
}

// The fingerprint is of the names and of every cell, also those that weren't asked for.
func TestFingerprintOfRows(t *testing.T) {
	seen := map[string]string{}
	for _, query := range []string{
		"SELECT 'a' AS x, 'b' AS y", "SELECT 'a' AS x, 'c' AS y", "SELECT 'a' AS x, 'b' AS z", "SELECT 'ab' AS x, '' AS y", "SELECT 'a' AS x, NULL AS y",
		"SELECT 'a' AS x, '<nil>' AS y", "SELECT 'a' AS x, 'b' AS y UNION ALL SELECT 'a', 'b'",
	} {
		_, all, err := answer(t, query, Source{}, Field{"x", Words})
		if err != nil {
			t.Fatal(err)
		}
		if before, again := seen[all.Fingerprint]; again || len(all.Fingerprint) != 64 {
			t.Errorf("%s has the fingerprint of %s", query, before)
		}
		seen[all.Fingerprint] = query
	}
}

func TestScanRowsRefuses(t *testing.T) {
	for _, tc := range []struct {
		query string
		want  error
	}{
		{"SELECT 1::BIGINT AS y", ErrColumn},
		{"SELECT 1::BIGINT AS x, 2::BIGINT AS x", ErrDuplicate},
		{"SELECT 1::BIGINT AS x, 2::BIGINT AS \" \"", ErrNoName},
		{"SELECT 1::BIGINT AS x WHERE false", ErrNoRows},
		{"SELECT 'many' AS x", ErrNumber},
		{"SELECT true AS x", ErrNumber},
		{"SELECT 'nan'::DOUBLE AS x", ErrNumber},
		{"SELECT '\\xff'::BLOB AS x", ErrNested},
		{"SELECT [1, 2] AS x", ErrNested},
	} {
		if _, _, err := answer(t, tc.query, Source{}, Field{"x", Numbers}); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.query, err, tc.want)
		}
	}
}

// Who takes may stop, and so may who waits.
func TestScanRowsStops(t *testing.T) {
	why := errors.New("enough")
	ctx, stop := context.WithCancelCause(t.Context())
	stop(why)
	for name, tc := range map[string]struct {
		ctx  context.Context
		take error
	}{"who takes": {t.Context(), why}, "who waits": {ctx, nil}} {
		err := ask(t, "SELECT range AS x FROM range(10)", func(rows *sql.Rows) error {
			_, err := ScanRows(tc.ctx, rows, Source{}, Settings{}, []Field{{"x", Numbers}}, func(int, int64, Datum) error { return tc.take })
			return err
		})
		if !errors.Is(err, why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
