// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGroup(t *testing.T) {
	text := "nr,naam,\"een \"\"kop\"\"\"\n01,x,\n1, x ,NA\n01,x,\"\"\n\"1\",\" x \",\"a\nb\"\n"
	for name, content := range map[string]string{
		"lf": text, "no end": strings.TrimSuffix(text, "\n"), "blank end": text + "\n\n", "bom": "\ufeff" + text,
		"tab": strings.ReplaceAll(text, ",", "\t"), "semicolon": strings.ReplaceAll(text, ",", ";"),
		"crlf": strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\r\n"), "a\r\nb", "a\nb"),
	} {
		t.Run(name, func(t *testing.T) {
			tab := open(t, Source{Path: write(t, "in.csv", content), Missing: []string{"NA"}})
			wantCols := []Column{{"nr", KindText}, {"naam", KindText}, {`een "kop"`, KindText}}
			if diff := cmp.Diff(wantCols, tab.Columns()); diff != "" {
				t.Error(diff)
			}
			got := group(t, tab, Query{By: []string{"nr", "naam", `een "kop"`}})
			want := Result{Cells: []Cell{
				{[]Value{"01", "x", Missing}, 2},
				{[]Value{"1", " x ", Missing}, 1},
				{[]Value{"1", " x ", "a\nb"}, 1},
			}, Total: 4, Rows: 4, Grouped: 4}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGroupOnly(t *testing.T) {
	tab := open(t, Source{Path: write(t, "in.csv", "g,h,n\na,x,1\na,,2\nb,x,4\n,NA,8\nc,y,16\n"), Missing: []string{"NA"}})
	for name, tt := range map[string]struct {
		q    Query
		want Result
	}{
		"one value": {
			Query{By: []string{"g"}, Only: map[string][]Value{"h": {"x"}}},
			Result{[]Cell{{[]Value{"a"}, 1}, {[]Value{"b"}, 1}}, 2, 5, 2, 3},
		},
		"missing": {
			Query{By: []string{"g"}, Sum: "n", Only: map[string][]Value{"h": {Missing}}},
			Result{[]Cell{{[]Value{Missing}, 8}, {[]Value{"a"}, 2}}, 10, 5, 2, 3},
		},
		"two columns": {
			Query{By: []string{"h"}, Sum: "n", Only: map[string][]Value{"g": {"a", "b"}, "h": {"x", "y"}}},
			Result{[]Cell{{[]Value{"x"}, 5}}, 5, 5, 2, 3},
		},
		"a spelling of missing is no value": {
			Query{Only: map[string][]Value{"h": {"NA"}}},
			Result{nil, 0, 5, 0, 5},
		},
		"no value at all": {Query{By: []string{"g"}, Only: map[string][]Value{"h": {}}}, Result{nil, 0, 5, 0, 5}},
		"code":            {Query{Only: map[string][]Value{"h": {"x') OR ('1'='1"}}}, Result{nil, 0, 5, 0, 5}},
		"no column":       {Query{Sum: "n"}, Result{[]Cell{{[]Value{}, 31}}, 31, 5, 5, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, group(t, tab, tt.q)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDialects(t *testing.T) {
	for name, tt := range map[string]struct {
		content string
		src     Source
		want    []Cell
	}{
		"one column, empty lines are rows": {"a\n1\n\n\"\"\n2\n\n", Source{}, []Cell{{[]Value{Missing}, 3}, {[]Value{"1"}, 1}, {[]Value{"2"}, 1}}},
		"latin-1":                          {"a;b\nBelgi\xeb;1\n", Source{Encoding: Latin1}, []Cell{{[]Value{"België"}, 1}}},
		"latin-1 header":                   {"\xe9\nx\n", Source{Encoding: Latin1}, []Cell{{[]Value{"x"}, 1}}},
		"decimal comma":                    {"a,b;c\nx;\"1,0\"\n", Source{DecimalComma: true}, []Cell{{[]Value{"x"}, 1}}},
		"bar":                              {"a|b\nx,y|1\n", Source{Delimiter: '|'}, []Cell{{[]Value{"x,y"}, 1}}},
		"hash is no comment":               {"#a,b\n#x,1\n", Source{}, []Cell{{[]Value{"#x"}, 1}}},
		"names that differ in a space":     {"a,a \nx,y\n", Source{}, []Cell{{[]Value{"x"}, 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			src := tt.src
			src.Path = write(t, "in.csv", tt.content)
			tab := open(t, src)
			got := group(t, tab, Query{By: []string{tab.Columns()[0].Name}})
			if diff := cmp.Diff(tt.want, got.Cells); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWholeFractionsAreCounts(t *testing.T) {
	for name, tt := range map[string]struct {
		content string
		src     Source
	}{
		"point": {"g,n\na,12.0\na,0\n", Source{}},
		"comma": {"g;n\na;12,0\na;000\n", Source{DecimalComma: true}},
	} {
		t.Run(name, func(t *testing.T) {
			src := tt.src
			src.Path = write(t, "in.csv", tt.content)
			if got := group(t, open(t, src), Query{By: []string{"g"}, Sum: "n"}); got.Total != 12 {
				t.Errorf("total %d, want 12", got.Total)
			}
		})
	}
}

// A path is never a pattern, a partition or a piece of SQL.
func TestPaths(t *testing.T) {
	for _, name := range []string{"a*?[b]{c}.csv", "it's.csv", `say "x".csv`, `back\slash.csv`, "y=2024/in.csv", "ruimte en é.csv", "a,b;c.csv", "-- x.csv"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			link := filepath.Join(t.TempDir(), "link.csv")
			if err := os.Symlink(path, link); err != nil {
				t.Fatal(err)
			}
			for _, p := range []string{path, link} {
				tab := open(t, Source{Path: p})
				if got := group(t, tab, Query{By: []string{"a"}}); got.Total != 1 || len(tab.Columns()) != 2 {
					t.Errorf("got %v %v", got, tab.Columns())
				}
			}
		})
	}
}

func TestLimits(t *testing.T) {
	path := write(t, "in.csv", "a\n1\n2\n3\n")
	tab, err := Open(t.Context(), Source{Path: path}, Settings{Cells: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	_, err = tab.Group(t.Context(), Query{By: []string{"a"}})
	refused(t, err, ErrCells, named{"most": 2})
}

func TestChangedFile(t *testing.T) {
	path := write(t, "in.csv", "a\n1\n2\n3\n")
	tab := open(t, Source{Path: path})
	if err := os.WriteFile(path, []byte("a\n1\n2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := tab.Group(t.Context(), Query{By: []string{"a"}})
	refused(t, err, ErrChanged, nil)
}

// One row of difference between the two readers is a fault.
func TestDisagreement(t *testing.T) {
	tab := open(t, Source{Path: write(t, "in.csv", "a,b\n1,2\n3,4\n")})
	tab.rows++
	_, err := tab.Group(t.Context(), Query{By: []string{"a"}})
	refused(t, err, ErrDisagree, named{"counted": int64(3), "grouped": int64(2)})
}

// The engine quotes rows in its errors; ours must not.
func TestErrorsHoldNoData(t *testing.T) {
	tab := open(t, Source{Path: write(t, "in.csv", "a,b\ngeheim;1;2,geheim\n")})
	tab.from = strings.Replace(tab.from, "delim = ','", "delim = ';'", 1)
	_, err := tab.Group(t.Context(), Query{By: []string{"a"}})
	refused(t, err, ErrUnreadable, nil)
	if strings.Contains(err.Error(), "geheim") {
		t.Errorf("a cell is in the error: %v", err)
	}
}

func TestManyQuestionsAtOnce(t *testing.T) {
	tab := open(t, Source{Path: write(t, "in.csv", "a,b\n"+strings.Repeat("x,1\ny,2\n", 20_000))})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			r, err := tab.Group(t.Context(), Query{By: []string{"a"}, Sum: "b"})
			if err != nil || r.Total != 60_000 || len(r.Cells) != 2 {
				t.Errorf("got %v, %v", r, err)
			}
		})
	}
	wg.Wait()
}

func TestCancel(t *testing.T) {
	path := write(t, "in.csv", "a,b\n"+strings.Repeat("x,y\n", 1_000_000))
	stopped := errors.New("stopped")
	t.Run("while reading", func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		_, err := Open(ctx, Source{Path: path}, Settings{Progress: func(Step) { cancel(stopped) }})
		if !errors.Is(err, stopped) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("while grouping", func(t *testing.T) {
		ctx, cancel := context.WithCancelCause(t.Context())
		tab, err := Open(ctx, Source{Path: path}, Settings{Progress: func(s Step) {
			if s.Stage == Grouping {
				cancel(stopped)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		defer tab.Close()
		if _, err := tab.Group(ctx, Query{By: []string{"a"}}); !errors.Is(err, stopped) {
			t.Errorf("got %v", err)
		}
	})
}

func TestProgress(t *testing.T) {
	content := "a,b\n" + strings.Repeat("x,y\n", 600_000)
	var steps []Step
	tab, err := Open(t.Context(), Source{Path: write(t, "in.csv", content)}, Settings{Progress: func(s Step) { steps = append(steps, s) }})
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	if len(steps) < 3 || steps[len(steps)-1] != (Step{Reading, int64(len(content)), int64(len(content))}) {
		t.Errorf("reading: %v", steps)
	}
	steps = nil
	group(t, tab, Query{By: []string{"a"}})
	if diff := cmp.Diff([]Step{{Grouping, 0, 600_000}, {Grouping, 600_000, 600_000}}, steps); diff != "" {
		t.Error(diff)
	}
}
