// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
)

// write makes a file for one test.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens a table that must open.
func open(t testing.TB, src Source) *Table {
	t.Helper()
	tab, err := Open(t.Context(), src, Settings{})
	if err != nil {
		t.Fatalf("open: %v %v", err, args(err))
	}
	t.Cleanup(func() {
		if err := tab.Close(); err != nil {
			t.Error(err)
		}
	})
	return tab
}

// group answers a query that must be answered.
func group(t testing.TB, tab *Table, q Query) Result {
	t.Helper()
	r, err := tab.Group(t.Context(), q)
	if err != nil {
		t.Fatalf("group: %v %v", err, args(err))
	}
	return r
}

func args(err error) map[string]any {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Args()
	}
	return nil
}

type named = map[string]any

// refused checks the fault and, where they are given, its arguments.
func refused(t *testing.T, err error, want *fault.Error, wantArgs named) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v %v, want %v", err, args(err), want)
	}
	if diff := cmp.Diff(wantArgs, args(err)); wantArgs != nil && diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
}

func TestBadCSV(t *testing.T) {
	long := strings.Repeat("x", maxRecord)
	for name, tt := range map[string]struct {
		content string
		src     Source
		want    *fault.Error
		args    named
	}{
		"empty":                     {"", Source{}, ErrEmpty, nil},
		"header only":               {"a,b\n", Source{}, ErrNoRows, nil},
		"header without line end":   {"a,b", Source{}, ErrNoRows, nil},
		"first line empty":          {"\na,b\n1,2\n", Source{}, ErrHeader, nil},
		"too many columns":          {"a,b\n1,2\n1,2,3\n", Source{}, ErrFields, named{"line": int64(3), "want": 2, "found": 3}},
		"too few columns":           {"a,b\n1,2\n1\n", Source{}, ErrFields, named{"line": int64(3), "want": 2, "found": 1}},
		"line after quoted lines":   {"a,b\n\"1\n\n\",2\n1\n", Source{}, ErrFields, named{"line": int64(5), "want": 2, "found": 1}},
		"too many in one column":    {"a\n1,2\n", Source{}, ErrFields, named{"line": int64(2), "want": 1, "found": 2}},
		"blank line between":        {"a,b\n1,2\n\n\n1,2\n", Source{}, ErrBlank, named{"line": int64(3)}},
		"unclosed quote":            {"a,b\n1,\"2\n3,4\n", Source{}, ErrUnclosed, named{"line": int64(2)}},
		"unclosed quote in header":  {"a,\"b\n1,2\n", Source{}, ErrUnclosed, named{"line": 1}},
		"bare quote":                {"a,b\n1,2\"3\n", Source{}, ErrQuote, named{"line": int64(2)}},
		"text after a quote":        {"a,b\n1,\"2\"3\n", Source{}, ErrQuote, named{"line": int64(2)}},
		"space before a quote":      {"a,b\n1, \"2\"\n", Source{}, ErrQuote, named{"line": int64(2)}},
		"bare quote in header":      {"a,b\"c\"\n1,2\n", Source{}, ErrQuote, named{"line": 1}},
		"line ends mixed":           {"a,b\r\n1,2\r\n3,4\n", Source{}, ErrLineEnd, named{"line": int64(3)}},
		"line ends mixed otherwise": {"a,b\n1,2\r\n", Source{}, ErrLineEnd, named{"line": int64(2)}},
		"old line ends":             {"a,b\r1,2\r", Source{}, ErrLineEnd, named{"line": 1}},
		"carriage return inside":    {"a,b\n1\r,2\n", Source{}, ErrLineEnd, named{"line": int64(2)}},
		"carriage return at end":    {"a,b\n1,2\r", Source{}, ErrLineEnd, named{"line": int64(2)}},
		"zero byte":                 {"a,b\n1,2\x00\n", Source{}, ErrZeroByte, named{"line": int64(2)}},
		"zero byte in header":       {"a,b\x00\n1,2\n", Source{}, ErrZeroByte, named{"line": 1}},
		"column twice":              {"a,b,a\n1,2,3\n", Source{}, ErrDuplicate, named{"column": "a"}},
		"column twice but for case": {"a,b,A\n1,2,3\n", Source{}, ErrDuplicate, named{"column": "A"}},
		"column without name":       {"a,,c\n1,2,3\n", Source{}, ErrNoName, named{"number": 2}},
		"name of two lines":         {"a,\"b\nc\"\r\n1,2\r\n", Source{}, ErrNameLine, named{"number": 2}},
		"two delimiters":            {"a,b;c\n1,2;3\n", Source{}, ErrDelimiter, nil},
		"delimiter is a quote":      {"a,b\n1,2\n", Source{Delimiter: '"'}, ErrSeparator, nil},
		"delimiter is a letter":     {"a,b\n1,2\n", Source{Delimiter: 'x'}, ErrSeparator, nil},
		"latin-1 taken for utf-8":   {"a,b\n1,2\n1,caf\xe9\n", Source{}, ErrEncoding, named{"line": int64(3), "encoding": "UTF-8"}},
		"half a letter at the end":  {"a,b\n1,\xc3", Source{}, ErrEncoding, named{"line": int64(2), "encoding": "UTF-8"}},
		"latin-1 header":            {"a,\xe9\n1,2\n", Source{}, ErrEncoding, named{"line": 1, "encoding": "UTF-8"}},
		"utf-8 taken for latin-1":   {"a,b\n1,café\n", Source{Encoding: Latin1}, ErrUTF8, nil},
		"utf-8 mark in latin-1":     {"\ufeffa,b\n1,2\n", Source{Encoding: Latin1}, ErrUTF8, nil},
		"windows-1252 in latin-1":   {"a,b\n1,\x80\n", Source{Encoding: Latin1}, ErrEncoding, named{"line": int64(2), "encoding": "Latin-1"}},
		"utf-16":                    {"\xff\xfea\x00\n\x00", Source{}, ErrUTF16, nil},
		"row too long":              {"a,b\n1,2\n1," + long + "\n", Source{}, ErrLong, named{"line": int64(3), "kb": 1024}},
		"header too long":           {long + "xx", Source{}, ErrLong, named{"line": 1, "kb": 1024}},
		"too many names":            {strings.Repeat("a,", maxColumns) + "a\n", Source{}, ErrWide, named{"most": maxColumns}},
		"structure before letters":  {"a,b\n1\n1,\xe9\n", Source{}, ErrFields, named{"line": int64(2), "want": 2, "found": 1}},
		"an Excel file":             {"PK\x03\x04rest", Source{}, ErrNotCSV, named{"found": "ZIP (xlsx, ods)"}},
		"a Parquet file":            {"PAR1restPAR1", Source{}, ErrNotCSV, named{"found": "Parquet"}},
	} {
		t.Run(name, func(t *testing.T) {
			src := tt.src
			src.Path = write(t, "in.csv", tt.content)
			_, err := Open(t.Context(), src, Settings{})
			refused(t, err, tt.want, tt.args)
		})
	}
}

func TestBadFile(t *testing.T) {
	dir := t.TempDir()
	for name, tt := range map[string]struct {
		path string
		src  Source
		want *fault.Error
	}{
		"nothing there":      {filepath.Join(dir, "x.csv"), Source{}, ErrNotFound},
		"a folder":           {dir, Source{}, ErrFolder},
		"a device":           {os.DevNull, Source{}, ErrFolder},
		"a zero byte":        {"a\x00b", Source{}, ErrNoAccess},
		"a CSV called pq":    {write(t, "in.parquet", "a,b\n1,2\n"), Source{}, ErrNotParquet},
		"a CSV stated so":    {write(t, "in.dat", "a,b\n1,2\n"), Source{Format: Parquet}, ErrNotParquet},
		"a PDF":              {write(t, "in", "%PDF-1.4"), Source{}, ErrFormat},
		"a workbook":         {write(t, "in.xlsx", "PK\x03\x04"), Source{}, ErrBookDamaged},
		"packed":             {write(t, "in.csv.gz", "\x1f\x8b\x08"), Source{}, ErrFormat},
		"Parquet, cut short": {write(t, "in.parquet", "PAR1"), Source{}, ErrTruncated},
		"Parquet, no end":    {write(t, "in.parquet", "PAR1 and then some"), Source{}, ErrTruncated},
		"Parquet, footer":    {write(t, "in.parquet", "PAR1\xff\xff\x00\x00PAR1"), Source{}, ErrTruncated},
		"Parquet, encrypted": {write(t, "in.parquet", "PARE and then some"), Source{}, ErrEncrypted},
		"Parquet, nonsense":  {write(t, "in.parquet", "PAR1abcd\x04\x00\x00\x00PAR1"), Source{}, ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			src := tt.src
			src.Path = tt.path
			_, err := Open(t.Context(), src, Settings{})
			refused(t, err, tt.want, nil)
		})
	}
}

func TestBadQuestion(t *testing.T) {
	tab := open(t, Source{Path: write(t, "in.csv", "regio,aantal\nnoord,1\n")})
	for name, q := range map[string]Query{
		"by":      {By: []string{"Regio"}},
		"sum":     {Sum: "n"},
		"only":    {Only: map[string][]Value{"jaar": {"2024"}}},
		"as code": {By: []string{`regio" OR 1=1 --`}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := tab.Group(t.Context(), q)
			refused(t, err, ErrColumn, nil)
			if got := args(err)["columns"]; got != "regio, aantal" {
				t.Errorf("columns found: %v", got)
			}
		})
	}
}

func TestBadCounts(t *testing.T) {
	for name, tt := range map[string]struct {
		cell string
		src  Source
		want *fault.Error
	}{
		"text":             {"abc", Source{}, ErrCountText},
		"scientific":       {"1e3", Source{}, ErrCountText},
		"a sign":           {"+5", Source{}, ErrCountText},
		"a space":          {" 5", Source{}, ErrCountText},
		"not a number":     {"NaN", Source{}, ErrCountText},
		"thousands":        {"1.000.000", Source{}, ErrCountText},
		"other digits":     {"١٢", Source{}, ErrCountText},
		"the other point":  {"\"12,0\"", Source{}, ErrCountText},
		"negative":         {"-1", Source{}, ErrCountNegative},
		"fraction":         {"1.5", Source{}, ErrCountFraction},
		"fraction, comma":  {"\"1,5\"", Source{DecimalComma: true, Delimiter: ','}, ErrCountFraction},
		"point, but comma": {"12.000", Source{DecimalComma: true, Delimiter: ','}, ErrCountText},
		"missing":          {"", Source{}, ErrCountMissing},
		"spelled missing":  {"NA", Source{Missing: []string{"NA"}}, ErrCountMissing},
		"too large":        {"9223372036854775808", Source{}, ErrCountLarge},
		"infinite":         {"inf", Source{}, ErrCountLarge},
	} {
		t.Run(name, func(t *testing.T) {
			src := tt.src
			src.Path = write(t, "in.csv", "g,n\na,12\nb,"+tt.cell+"\nc,abc\n")
			_, err := open(t, src).Group(t.Context(), Query{By: []string{"g"}, Sum: "n"})
			refused(t, err, tt.want, named{"column": "n", "row": int64(2)})
		})
	}
	t.Run("more than 64 bits together", func(t *testing.T) {
		for _, rows := range []string{"a,9223372036854775807\na,1\n", "a,9223372036854775807\nb,1\n", "a,9223372036854775807\nNA,1\n,1\n"} {
			tab := open(t, Source{Path: write(t, "in.csv", "g,n\n"+rows), Missing: []string{"NA"}})
			_, err := tab.Group(t.Context(), Query{By: []string{"g"}, Sum: "n"})
			refused(t, err, ErrCountTotal, named{"column": "n"})
		}
	})
}
