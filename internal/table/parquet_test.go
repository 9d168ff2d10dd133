// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
)

// parquet makes a file by letting DuckDB write the answer to a query.
func parquet(t testing.TB, query string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "in.parquet")
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("COPY (" + query + ") TO " + literal(path) + " (FORMAT parquet)"); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestParquet(t *testing.T) {
	path := parquet(t, `SELECT * FROM (VALUES
		('01', 1::SMALLINT, 1.50::DECIMAL(9,2), 0.5::DOUBLE, true, DATE '2024-02-29', TIMESTAMPTZ '2024-02-29 12:00:00Z', 'NA'),
		('01', 1, 1.50, 0.5, true, DATE '2024-02-29', TIMESTAMPTZ '2024-02-29 12:00:00Z', ''),
		('01', 1, 1.50, 0.5, true, DATE '2024-02-29', TIMESTAMPTZ '2024-02-29 12:00:00Z', NULL),
		('1', NULL, NULL, NULL, NULL, NULL, NULL, 'é'' "x"')
	) t(tekst, geheel, deel, kommagetal, "ja/nee", dag, tijd, "vreemde "" naam")`)
	tab := open(t, Source{Path: path, Missing: []string{"NA"}})
	wantCols := []Column{
		{"tekst", KindText},
		{"geheel", KindInteger},
		{"deel", KindDecimal},
		{"kommagetal", KindDecimal},
		{"ja/nee", KindBoolean},
		{"dag", KindInstant},
		{"tijd", KindInstant},
		{`vreemde " naam`, KindText},
	}
	if diff := cmp.Diff(wantCols, tab.Columns()); diff != "" {
		t.Error(diff)
	}
	var by []string
	for _, c := range tab.Columns() {
		by = append(by, c.Name)
	}
	want := []Cell{
		{[]Value{"01", "1", "1.50", "0.5", "true", "2024-02-29", "2024-02-29 12:00:00+00", Missing}, 3},
		{[]Value{"1", Missing, Missing, Missing, Missing, Missing, Missing, `é' "x"`}, 1},
	}
	if diff := cmp.Diff(want, group(t, tab, Query{By: by}).Cells); diff != "" {
		t.Error(diff)
	}
	got := group(t, tab, Query{By: []string{"tekst"}, Only: map[string][]Value{"ja/nee": {"true"}, "deel": {"1.50"}, `vreemde " naam`: {Missing}}})
	if diff := cmp.Diff([]Cell{{[]Value{"01"}, 3}}, got.Cells); diff != "" {
		t.Error(diff)
	}
}

func TestParquetCounts(t *testing.T) {
	for _, typ := range []string{"TINYINT", "INTEGER", "UBIGINT", "HUGEINT", "DOUBLE", "FLOAT", "DECIMAL(9,2)", "VARCHAR"} {
		for value, want := range map[string]*fault.Error{"12": nil, "0": nil, "-1": ErrCountNegative, "1.5": ErrCountFraction, "NULL": ErrCountMissing} {
			whole := strings.HasSuffix(typ, "INT") || typ == "INTEGER"
			if whole && value == "1.5" || typ == "UBIGINT" && value == "-1" {
				continue // such a value can't be in a column of that type
			}
			t.Run(typ+" "+value, func(t *testing.T) {
				tab := open(t, Source{Path: parquet(t, "SELECT CAST("+value+" AS "+typ+") AS n UNION ALL SELECT CAST(1 AS "+typ+")")})
				r, err := tab.Group(t.Context(), Query{Sum: "n"})
				if want != nil {
					refused(t, err, want, named{"column": "n", "row": int64(1)})
				} else if err != nil || r.Total < 1 {
					t.Errorf("got %v, %v", r, err)
				}
			})
		}
	}
	for query, want := range map[string]*fault.Error{
		"SELECT 1e300 AS n":                        ErrCountLarge,
		"SELECT 'nan'::DOUBLE AS n":                ErrCountText,
		"SELECT 9223372036854775808::HUGEINT AS n": ErrCountLarge,
		"SELECT DATE '2024-01-01' AS n":            ErrCountKind,
		"SELECT true AS n":                         ErrCountKind,
		"SELECT [1] AS n":                          ErrCountKind,
	} {
		t.Run(query, func(t *testing.T) {
			_, err := open(t, Source{Path: parquet(t, query)}).Group(t.Context(), Query{Sum: "n"})
			refused(t, err, want, nil)
		})
	}
}

func TestNestedParquet(t *testing.T) {
	path := parquet(t, "SELECT 1 AS a, [1, 2] AS lijst, {'x': 1, 'y': {'z': 2}} AS stuk, map(['k'], [1]) AS kaart, 'b' AS b")
	tab := open(t, Source{Path: path})
	for _, c := range []string{"lijst", "stuk", "kaart"} {
		_, err := tab.Group(t.Context(), Query{By: []string{c}})
		refused(t, err, ErrNested, named{"column": c})
		_, err = tab.Group(t.Context(), Query{Only: map[string][]Value{c: {"x"}}})
		refused(t, err, ErrNested, named{"column": c})
	}
	if got := group(t, tab, Query{By: []string{"a", "b"}}); got.Total != 1 {
		t.Errorf("got %v", got)
	}
}

func TestBadParquet(t *testing.T) {
	good := parquet(t, "SELECT range AS nr, 'waarde ' || hash(range) AS tekst FROM range(50000)")
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("cut short", func(t *testing.T) {
		for _, n := range []int{4, 11, 12, 1000, len(content) / 2, len(content) - 1} {
			_, err := Open(t.Context(), Source{Path: write(t, "in.parquet", string(content[:n]))}, Settings{})
			refused(t, err, ErrTruncated, nil)
		}
	})
	t.Run("middle gone", func(t *testing.T) {
		err := openAndGroup(t.Context(), write(t, "in.parquet", string(content[:1000])+string(content[len(content)-1000:])), "tekst")
		refused(t, err, ErrDamaged, nil)
	})
	t.Run("data overwritten", func(t *testing.T) {
		broken := string(content[:4]) + strings.Repeat("\xff", len(content)/2) + string(content[4+len(content)/2:])
		err := openAndGroup(t.Context(), write(t, "in.parquet", broken), "tekst")
		refused(t, err, ErrDamaged, nil)
	})
	t.Run("no rows", func(t *testing.T) {
		_, err := Open(t.Context(), Source{Path: parquet(t, "SELECT 1 AS a WHERE false")}, Settings{})
		refused(t, err, ErrNoRows, nil)
	})
	t.Run("bytes that are no text", func(t *testing.T) {
		err := openAndGroup(t.Context(), parquet(t, `SELECT '\xFF\xFE'::BLOB AS a`), "a")
		refused(t, err, ErrDamaged, nil)
	})
	t.Run("a name twice but for case", func(t *testing.T) {
		// The writer renames duplicates; one letter in the file is put back.
		path := parquet(t, "SELECT 1 AS naam, 2 AS maam")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		path = write(t, "in.parquet", strings.ReplaceAll(string(content), "maam", "Naam"))
		_, err = Open(t.Context(), Source{Path: path}, Settings{})
		refused(t, err, ErrDuplicate, named{"column": "Naam"})
	})
}

// openAndGroup counts one column of a file.
func openAndGroup(ctx context.Context, path, by string) error {
	tab, err := Open(ctx, Source{Path: path}, Settings{})
	if err != nil {
		return err
	}
	defer tab.Close()
	_, err = tab.Group(ctx, Query{By: []string{by}})
	return err
}

func TestMemory(t *testing.T) {
	path := parquet(t, "SELECT 'een lange tekst die niet in een paar bytes past ' || range AS a FROM range(2000000)")
	tab, err := Open(t.Context(), Source{Path: path}, Settings{Memory: 24 * MiB, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	_, err = tab.Group(t.Context(), Query{By: []string{"a"}})
	refused(t, err, ErrMemory, nil)
}
