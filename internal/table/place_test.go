// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"fmt"
	"strings"
	"testing"
)

func TestPlace(t *testing.T) {
	content := "a,b\nx,1\ny,2\nNA,3\ny,4\n,5\nx,6\n"
	for name, src := range map[string]Source{
		"csv":     {Path: write(t, "in.csv", content)},
		"parquet": {Path: parquet(t, "SELECT * FROM read_csv("+literal(write(t, "in.csv", content))+", all_varchar = true)")},
	} {
		src.Missing = []string{"NA"}
		tab := open(t, src)
		for value, want := range map[Value][2]int64{"x": {1, 6}, "y": {2, 4}, Missing: {3, 5}, "z": {0, 0}} {
			first, last, err := tab.Place(t.Context(), "a", value)
			if got := [2]int64{first, last}; err != nil || got != want {
				t.Errorf("%s: %q stands in %v, want %v (%v)", name, value, got, want, err)
			}
		}
	}
	_, _, err := open(t, Source{Path: write(t, "in.csv", content)}).Place(t.Context(), "c", "x")
	refused(t, err, ErrColumn, named{"column": "c", "columns": "a, b"})
}

// A file that several threads read at once is counted in its own order.
func TestPlaceInALargeFile(t *testing.T) {
	var b strings.Builder
	b.WriteString("a\n")
	for i := range 400_000 {
		if i == 123_456 || i == 350_000 {
			b.WriteString("strange\n")
			continue
		}
		fmt.Fprintf(&b, "%d\n", i)
	}
	tab, err := Open(t.Context(), Source{Path: write(t, "in.csv", b.String())}, Settings{Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	first, last, err := tab.Place(t.Context(), "a", "strange")
	if err != nil || first != 123_457 || last != 350_001 {
		t.Errorf("rows %d and %d, %v", first, last, err)
	}
}
