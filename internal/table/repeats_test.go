// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRepeats(t *testing.T) {
	content := "bsn,x\n1,a\n2,b\n1,c\n,d\nNA,e\n01,f\n1,g\n\" 2\",h\né,i\né,j\n"
	for name, src := range map[string]Source{
		"csv":     {Path: write(t, "in.csv", content)},
		"parquet": {Path: parquet(t, "SELECT * FROM read_csv("+literal(write(t, "in.csv", content))+", all_varchar = true)")},
	} {
		t.Run(name, func(t *testing.T) {
			src.Missing = []string{"NA"}
			got, err := open(t, src).Repeats(t.Context(), "bsn")
			// 1 stands there three times and é twice; 01 and " 2" are others.
			if want := (Repeats{Values: 2, Rows: 5, Missing: 2}); err != nil || got != want {
				t.Errorf("got %+v, want %+v (%v)", got, want, err)
			}
		})
	}
	t.Run("numbers", func(t *testing.T) {
		got, err := open(t, Source{Path: parquet(t, "SELECT range % 900 AS p FROM range(1000)")}).Repeats(t.Context(), "p")
		if want := (Repeats{Values: 100, Rows: 200}); err != nil || got != want {
			t.Errorf("got %+v, want %+v (%v)", got, want, err)
		}
	})
	_, err := open(t, Source{Path: write(t, "in.csv", content)}).Repeats(t.Context(), "naam")
	refused(t, err, ErrColumn, named{"column": "naam", "columns": "bsn, x"})
}

// Who is where doesn't fit in memory: it is put on disk as hashes, and taken away again.
func TestRepeatsSpill(t *testing.T) {
	path := parquet(t, "SELECT 'a person of whom nothing may stay behind ' || (range % 1990000) AS p FROM range(2000000)")
	dir := t.TempDir()
	tab, err := Open(t.Context(), Source{Path: path}, Settings{Memory: 64 * MiB, Threads: 1, Spill: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	// Without room on disk the same doesn't fit.
	_, err = tab.Group(t.Context(), Query{By: []string{"p"}})
	refused(t, err, ErrMemory, nil)
	got, err := tab.Repeats(t.Context(), "p")
	if want := (Repeats{Values: 10_000, Rows: 20_000}); err != nil || got != want {
		t.Errorf("got %+v, want %+v (%v)", got, want, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	tab.set.Spill = filepath.Join(dir, "none")
	_, err = tab.Repeats(t.Context(), "p")
	refused(t, err, ErrSpill, nil)
}
