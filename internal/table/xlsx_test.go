// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"baken/base/fault"
)

// workbook makes a file with one sheet of these rows; more is what else is done to it.
func workbook(t testing.TB, rows [][]any, more func(*excelize.File) error) string {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		place, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("Sheet1", place, &row); err != nil {
			t.Fatal(err)
		}
	}
	if more != nil {
		if err := more(f); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "in.xlsx")
	if err := errors.Join(f.SaveAs(path), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func day(d int) time.Time { return time.Date(2024, 2, d, 0, 0, 0, 0, time.UTC) }

func TestXLSX(t *testing.T) {
	path := workbook(t, [][]any{
		{"tekst", "geheel", "deel", "ja/nee", "dag", "tijd", `vreemde " naam`},
		{"01", 1, 1.5, true, day(29), day(29).Add(12 * time.Hour), "NA"},
		{"01", 1, 1.5, true, day(29), day(29).Add(12 * time.Hour), ""},
		{"01", "1", 1.5, true, day(29), day(29).Add(12 * time.Hour), nil},
		{" 1 ", nil, nil, false, nil, nil, "é' \"x\"\n🙂"},
	}, func(f *excelize.File) error {
		if _, err := f.NewSheet("leeg"); err != nil {
			return err
		}
		return f.SetCellFormula("Sheet1", "H2", "") // styled, but nothing in it
	})
	tab := open(t, Source{Path: path, Missing: []string{"NA"}})
	var by []string
	for _, c := range tab.Columns() {
		by = append(by, c.Name)
	}
	want := []Cell{
		{[]Value{" 1 ", Missing, Missing, "false", Missing, Missing, "é' \"x\"\n🙂"}, 1},
		{[]Value{"01", "1", "1.5", "true", "2024-02-29", "2024-02-29 12:00:00", Missing}, 3},
	}
	if diff := cmp.Diff(want, group(t, tab, Query{By: by}).Cells); diff != "" {
		t.Error(diff)
	}
	if got := group(t, tab, Query{By: []string{"tekst"}, Only: map[string][]Value{"ja/nee": {"true"}}}); got.Rows != 4 || got.LeftOut != 1 {
		t.Errorf("got %+v", got)
	}
	if r, err := tab.Repeats(t.Context(), "tekst"); err != nil || r != (Repeats{Values: 1, Rows: 3}) {
		t.Errorf("repeats %+v %v", r, err)
	}
}

// A formula counts for what it gave when the workbook was saved.
func TestXLSXFormula(t *testing.T) {
	path := workbook(t, [][]any{{"g", "n"}, {"a", 5}, {"b", 7}}, nil)
	path = patched(t, path, "xl/worksheets/sheet1.xml", `<c r="B3"><v>7</v></c>`, `<c r="B3"><f>B2+7</f><v>12</v></c>`)
	if got := group(t, open(t, Source{Path: path}), Query{By: []string{"g"}, Sum: "n"}); got.Total != 17 {
		t.Errorf("got %+v", got)
	}
}

func TestXLSXSheets(t *testing.T) {
	path := workbook(t, [][]any{{"g"}, {"a"}}, func(f *excelize.File) error {
		_, err := f.NewSheet("tweede")
		return errors.Join(err, f.SetCellValue("tweede", "A1", "g"), f.SetCellValue("tweede", "A2", "b"), f.SetCellValue("tweede", "A3", "b"))
	})
	_, err := Open(t.Context(), Source{Path: path}, Settings{})
	refused(t, err, ErrSheets, named{"sheets": "Sheet1, tweede"})
	_, err = Open(t.Context(), Source{Path: path, Sheet: "derde"}, Settings{})
	refused(t, err, ErrSheet, named{"sheet": "derde", "sheets": "Sheet1, tweede"})
	if got := group(t, open(t, Source{Path: path, Sheet: "tweede"}), Query{By: []string{"g"}}); got.Total != 2 {
		t.Errorf("got %+v", got)
	}
}

func TestBadXLSX(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	rows := [][]any{{"g", "d"}, {"a", 1}, {"b", 2}}
	for name, tt := range map[string]struct {
		rows     [][]any
		old, new string
		want     *fault.Error
		args     named
	}{
		"nothing":                {nil, "", "", ErrEmpty, nil},
		"names only":             {[][]any{{"g", "d"}}, "", "", ErrNoRows, nil},
		"an empty row between":   {[][]any{{"g", "d"}, {"a", 1}, {}, {"b", 1}}, "", "", ErrBlank, named{"line": 3}},
		"names in row 2":         {[][]any{{}, {"g", "d"}, {"a", 1}}, "", "", ErrHeader, nil},
		"a name twice":           {[][]any{{"g", "G"}, {"a", 1}}, "", "", ErrDuplicate, named{"column": "G"}},
		"no name between":        {[][]any{{"g", nil, "d"}, {"a", 1, 1}}, "", "", ErrNoName, named{"number": 2}},
		"a cell beside":          {[][]any{{"g", "d"}, {"a", 1, nil, 5}}, "", "", ErrFields, named{"line": 2, "want": 2, "found": 4}},
		"a date as text":         {[][]any{{"g", "d"}, {"a", day(1)}, {"b", "02-02-2024"}}, "", "", ErrDates, named{"column": "d", "line": 3, "date": 2}},
		"an error":               {rows, `<c r="B3"><v>2</v></c>`, `<c r="B3" t="e"><v>#N/A</v></c>`, ErrCellError, named{"line": 3, "number": 2}},
		"a formula not worked":   {rows, `<c r="B3"><v>2</v></c>`, `<c r="B3"><f>1+1</f></c>`, ErrFormula, named{"line": 3, "number": 2}},
		"cells merged":           {rows, `</sheetData>`, `</sheetData><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`, ErrMerged, nil},
		"breaks off":             {rows, `<row r="3">`, `<row r="3"`, ErrDisagree, nil},
		"breaks off after a row": {rows, `<row r="3">`, `<rov r="3">`, ErrBookDamaged, nil},
		"rows backwards":         {rows, `<row r="3">`, `<row r="1">`, ErrBookDamaged, nil},
		"a number that isn't":    {rows, `<c r="B3"><v>2</v>`, `<c r="B3"><v>twee</v>`, ErrBookDamaged, nil},
		"a text that isn't":      {rows, `t="s"><v>2</v>`, `t="s"><v>twee</v>`, ErrBookDamaged, nil},
	} {
		t.Run(name, func(t *testing.T) {
			path := workbook(t, tt.rows, nil)
			if tt.old != "" {
				path = patched(t, path, sheet, tt.old, tt.new)
			}
			_, err := Open(t.Context(), Source{Path: path}, Settings{})
			refused(t, err, tt.want, tt.args)
		})
	}
}

func TestBadWorkbook(t *testing.T) {
	t.Run("a CSV called xlsx", func(t *testing.T) {
		_, err := Open(t.Context(), Source{Path: write(t, "in.xlsx", "a,b\n1,2\n")}, Settings{})
		refused(t, err, ErrNotXLSX, nil)
	})
	t.Run("locked", func(t *testing.T) {
		_, err := Open(t.Context(), Source{Path: write(t, "in.xlsx", "\xd0\xcf\x11\xe0 and more")}, Settings{})
		refused(t, err, ErrBookLocked, nil)
	})
	t.Run("a bomb", func(t *testing.T) {
		path := patched(t, workbook(t, [][]any{{"g"}, {"a"}}, nil), "xl/worksheets/sheet1.xml", `</sheetData>`, `</sheetData>`+strings.Repeat(" ", 64<<20))
		if info, err := os.Stat(path); err != nil || info.Size() > 1<<20 {
			t.Fatalf("no bomb: %v %v", info, err)
		}
		_, err := Open(t.Context(), Source{Path: path}, Settings{Memory: 64 * MiB})
		refused(t, err, ErrBookLarge, named{"mb": int64(32)})
	})
}

// Rows that don't fit in the engine's memory are refused, not spilled.
func TestXLSXMemory(t *testing.T) {
	var rows [][]any
	rows = append(rows, []any{"g"})
	for i := range 12_000 {
		rows = append(rows, []any{strings.Repeat("een lange tekst ", 60) + time.Duration(i).String()})
	}
	_, err := Open(t.Context(), Source{Path: workbook(t, rows, nil)}, Settings{Memory: 16 * MiB, Threads: 1})
	if !errors.Is(err, ErrMemory) && !errors.Is(err, ErrBookLarge) {
		t.Errorf("got %v", err)
	}
}

// patched puts other words in one part of a workbook.
func patched(t testing.TB, path, part, old, changed string) string {
	t.Helper()
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if !strings.Contains(string(content), old) {
				t.Fatalf("no %s in %s", old, content)
			}
			content = []byte(strings.Replace(string(content), old, changed, 1))
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return write(t, "in.xlsx", b.String())
}
