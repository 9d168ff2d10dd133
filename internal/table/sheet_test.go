// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// FuzzSheet gives any bytes as the sheet of a workbook: either a fault that a person can be
// told, or counts over all of its rows.
func FuzzSheet(f *testing.F) {
	const head, tail = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `</sheetData></worksheet>`
	for _, s := range []string{
		`<row r="1"><c r="A1" t="inlineStr"><is><t>g</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>`,
		`<row><c t="str"><v>g</v></c><c t="str"><v>h</v></c></row><row><c><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="b"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="s"><v>9</v></c></row><row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>`,
		`<row r="1"><c r="A1" t="str"><v>g</v></c></row><row r="1048577"><c r="A2"><v>1</v></c></row>`,
		`<row r="1"><c r="XFD1" t="str"><v>g</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="str"><v>g</v></c></row><row r="2"><c r="A2" s="99999"><v>1e308</v></c></row>`,
		`<row r="1"><c r="A1" t="str"><v>g</v></c></row><row r="2"><c r="A2" t="d"><v>2024-02-29T00:00:00</v></c></row>`,
		`<x:row r='1'><x:c r='A1' t='str'><x:v>g</x:v></x:c></x:row><x:row r='2'><x:c r='A2'><x:v>1</x:v></x:c></x:row>`,
		`<row r="1"><c r="A1" t="str"><v><![CDATA[g]]></v></c></row><!-- <row> --><row r="2"><c r="A2"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="str"><v>g</v></c></row><row r="9999999999"><c r="A2"><v>1</v></c></row>`,
		`<row r="1"><c r="A1" t="str"><v>g</v></c><row r="9999999999"/></row>`,
		`<row r="1"/><row r="2"/>`, `<row`, `<c/>`, ``, `<row r="-1"><c r=""/></row>`, `<row r="1"><c r="1A" t="str"><v>g</v></c></row>`,
	} {
		f.Add([]byte(head + s + tail))
	}
	empty, err := os.ReadFile(workbook(f, [][]any{{"g"}, {"a"}}, nil))
	if err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(f.TempDir(), "in.xlsx")
	f.Fuzz(func(t *testing.T, sheet []byte) {
		if err := os.WriteFile(path, withSheet(t, empty, sheet), 0o600); err != nil {
			t.Fatal(err)
		}
		toldOrCounted(t, path)
	})
}

// toldOrCounted opens a file that may hold anything.
func toldOrCounted(t *testing.T, path string) {
	t.Helper()
	tab, err := Open(t.Context(), Source{Path: path}, Settings{Threads: 1, Memory: 256 * MiB})
	if err != nil {
		told(t, err)
		return
	}
	defer tab.Close()
	var by []string
	for _, c := range tab.Columns() {
		by = append(by, c.Name)
	}
	r, err := tab.Group(t.Context(), Query{By: by})
	if err != nil {
		told(t, err)
		return
	}
	if r.Rows != tab.Rows() || r.Grouped != r.Rows || r.Total != r.Rows {
		t.Errorf("rows %d: %+v", tab.Rows(), r)
	}
}

// withSheet gives a workbook another first sheet.
func withSheet(t *testing.T, book, sheet []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "xl/worksheets/sheet1.xml" {
			_, err = w.Write(sheet)
		} else {
			var r io.ReadCloser
			if r, err = f.Open(); err == nil {
				_, err = io.Copy(w, r) //nolint:gosec // our own
				_ = r.Close()
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDateCodes(t *testing.T) {
	for code, want := range map[string]bool{
		"dd-mm-yyyy": true, "yyyy\\-mm\\-dd": true, "[$-413]d mmmm yyyy;@": true, "[h]:mm": true, "hh:mm:ss": true, "General": false, "0": false,
		"0.00%": false, `0 "days"`: false, `\d0`: false, "[Red]0": false, "_d0": false, "#,##0 [$€-413]": false, `"open`: false, "[open": false,
	} {
		if got := dateCode(code); got != want {
			t.Errorf("%s: %v", code, got)
		}
	}
}
