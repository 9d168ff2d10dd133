// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
	"baken/base/ods"
)

const start = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:scripts/><office:body><office:spreadsheet>`

const end = `</office:spreadsheet></office:body></office:document-content>`

// packed puts an XML in a file as others write it.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sheet(rows string) string { return start + `<t:table t:name="a">` + rows + `</t:table>` + end }

const cell = `<t:table-cell office:value-type="string"><text:p>x</text:p></t:table-cell>`

// The forms in which others write cells.
func TestForms(t *testing.T) {
	for rule, tc := range map[string]struct {
		rows string
		want []string
	}{
		"cells that are repeated":        {`<t:table-row><t:table-cell t:number-columns-repeated="2"/><t:table-cell t:number-columns-repeated="3" office:value-type="float" office:value="7"><text:p>7</text:p></t:table-cell><t:table-cell t:number-columns-repeated="16379"/></t:table-row>`, []string{"0|||7(7)|7(7)|7(7)"}},
		"rows that are repeated":         {`<t:table-row t:number-rows-repeated="3"><t:table-cell/></t:table-row><t:table-row t:number-rows-repeated="2">` + cell + `</t:table-row><t:table-row t:number-rows-repeated="1048571"/>`, []string{"3|x", "4|x"}},
		"rows in groups":                 {`<t:table-header-rows><t:table-row>` + cell + `</t:table-row></t:table-header-rows><t:table-row-group><t:table-rows><t:table-row>` + cell + `</t:table-row></t:table-rows></t:table-row-group>`, []string{"0|x", "1|x"}},
		"a cell under another":           {`<t:table-row>` + cell + `<t:covered-table-cell office:value-type="string"><text:p>under</text:p></t:covered-table-cell>` + cell + `</t:table-row>`, []string{"0|x||x"}},
		"more than is shown":             {`<t:table-row><t:table-cell office:value-type="float" office:value="56.21739130434783"><text:p>56</text:p></t:table-cell></t:table-row>`, []string{"0|56.21739130434783(56)"}},
		"a percentage and an amount":     {`<t:table-row><t:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5%</text:p></t:table-cell><t:table-cell office:value-type="currency" office:value="12"><text:p>€ 12</text:p></t:table-cell></t:table-row>`, []string{"0|0.125(12,5%)|12(€ 12)"}},
		"a day, a time, a truth":         {`<t:table-row><t:table-cell office:value-type="date" office:date-value="2026-03-01"><text:p>1 mrt</text:p></t:table-cell><t:table-cell office:value-type="time" office:time-value="PT1H"/><t:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAAR</text:p></t:table-cell></t:table-row>`, []string{"0|2026-03-01|PT1H|true"}},
		"a text that is shown otherwise": {`<t:table-row><t:table-cell office:value-type="string" office:string-value="whole"><text:p>who…</text:p></t:table-cell></t:table-row>`, []string{"0|whole"}},
		"remarks and drawings":           {`<t:shapes><draw:text-box><text:p>no</text:p></draw:text-box></t:shapes><t:table-row><t:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><draw:frame><text:p>no</text:p></draw:frame><text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p></t:table-cell></t:table-row>`, []string{"0|ab"}},
		"spaces, spans and lines":        {"<t:table-row><t:table-cell office:value-type=\"string\"><text:p>\n a<text:s text:c=\"2\"/><text:span>b \n\t</text:span> c<text:tab/><text:line-break/><text:a>d</text:a></text:p><text:p>e</text:p></t:table-cell></t:table-row>", []string{"0|a  b c\t\nd\ne"}},
		"a table in a cell":              {`<t:table-row><t:table-cell><t:table t:name="b"><t:table-row>` + cell + `</t:table-row></t:table></t:table-cell>` + cell + `</t:table-row>`, []string{"0||x"}},
		"nothing":                        {``, nil},
	} {
		got, err := shown(opened(t, packed(t, "content.xml", sheet(tc.rows))), "a")
		if err != nil {
			t.Errorf("%s: %v", rule, err)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", rule, diff)
		}
	}
}

func nothing(int, []ods.Cell) error { return nil }

// A file is refused at its limits, however small it is itself.
func TestReadRefuses(t *testing.T) {
	wide := `<t:table-row><t:table-cell t:number-columns-repeated="16383"/>` + cell + `</t:table-row>`
	for rule, tc := range map[string]struct {
		rows string
		want error
	}{
		"too many rows":            {`<t:table-row t:number-rows-repeated="1048576"/><t:table-row>` + cell + `</t:table-row>`, ods.ErrRows},
		"a row repeated too often": {`<t:table-row t:number-rows-repeated="2147483647">` + cell + `</t:table-row>`, ods.ErrRows},
		"too many cells in a row":  {`<t:table-row><t:table-cell t:number-columns-repeated="16384"/>` + cell + `</t:table-row>`, ods.ErrWide},
		"a cell too often":         {`<t:table-row>` + strings.Replace(cell, "<t:table-cell", `<t:table-cell t:number-columns-repeated="2147483647"`, 1) + `</t:table-row>`, ods.ErrWide},
		"too many cells":           {strings.Replace(wide, "<t:table-row", `<t:table-row t:number-rows-repeated="1025"`, 1), ods.ErrCells},
		"a row less than once":     {`<t:table-row t:number-rows-repeated="0">` + cell + `</t:table-row>`, ods.ErrFormat},
		"a cell minus once":        {`<t:table-row><t:table-cell t:number-columns-repeated="-1"/></t:table-row>`, ods.ErrFormat},
		"too often to count":       {`<t:table-row><t:table-cell t:number-columns-repeated="99999999999999999999"/></t:table-row>`, ods.ErrFormat},
		"a number that is none":    {`<t:table-row><t:table-cell office:value-type="float" office:value="many"/></t:table-row>`, ods.ErrFormat},
		"not a number":             {`<t:table-row><t:table-cell office:value-type="float" office:value="NaN"/></t:table-row>`, ods.ErrFormat},
		"elements without end":     {`<t:table-row><t:table-cell>` + strings.Repeat("<text:p>", 300), ods.ErrFormat},
		"half a file":              {`<t:table-row>`, ods.ErrFormat},
		"an unknown entity":        {`<t:table-row><t:table-cell><text:p>&lol;</text:p></t:table-cell></t:table-row>`, ods.ErrFormat},
	} {
		if err := opened(t, packed(t, "content.xml", sheet(tc.rows))).Rows("a", nothing); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	if err := opened(t, packed(t, "content.xml", sheet(wide))).Rows("a", nothing); err != nil {
		t.Errorf("the widest row: %v", err)
	}
}

// A definition of entities is refused before any is used.
func TestNoEntities(t *testing.T) {
	bomb := strings.Replace(sheet(""), `<?xml version="1.0"?>`, `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY more "&lol;&lol;">]>`, 1)
	if _, err := opened(t, packed(t, "content.xml", bomb)).Sheets(); !errors.Is(err, ods.ErrFormat) {
		t.Errorf("%v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for rule, tc := range map[string]struct {
		raw  []byte
		want error
	}{
		"no archive":          {[]byte("a,b\n"), ods.ErrFormat},
		"nothing":             {nil, ods.ErrFormat},
		"a text document":     {packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", sheet("")), ods.ErrFormat},
		"another archive":     {packed(t, "word/document.xml", "<a/>"), ods.ErrFormat},
		"an encrypted one":    {packed(t, "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "?"), ods.ErrSecret},
		"a manifest too long": {packed(t, "META-INF/manifest.xml", strings.Repeat(" ", 2<<20), "content.xml", sheet("")), ods.ErrFormat},
	} {
		if _, err := ods.Open(bytes.NewReader(tc.raw), int64(len(tc.raw))); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
}

// What unpacks to more than is read is refused by what it says of itself, and while it is
// unpacked where it says less.
func TestBomb(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("content.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, start); err != nil {
		t.Fatal(err)
	}
	for blank, n := bytes.Repeat([]byte(" "), 1<<20), 0; n <= ods.MostContent>>20; n++ {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	raw := out.Bytes()
	if _, err := ods.Open(bytes.NewReader(raw), int64(len(raw))); !errors.Is(err, ods.ErrLarge) {
		t.Errorf("%d bytes that unpack to too many: %v", len(raw), err)
	}
	central := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	copy(raw[central+24:], []byte{0xff, 0xff, 0, 0}) // it says that it holds 64 kB
	f, err := ods.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Sheets(); !errors.Is(err, ods.ErrFormat) && !errors.Is(err, ods.ErrLarge) {
		t.Errorf("one that lies: %v", err)
	}
}

// Whatever a content is, it is read or refused with a fault that can be told.
func FuzzRows(f *testing.F) {
	f.Add(sheet(`<t:table-row>` + cell + `</t:table-row>`))
	f.Add(sheet(`<t:table-row t:number-rows-repeated="9"><t:table-cell t:number-columns-repeated="9" office:value-type="float" office:value="1e9"/></t:table-row>`))
	f.Add(start + end)
	f.Add("")
	f.Fuzz(func(t *testing.T, content string) {
		one, err := ods.Open(bytes.NewReader(packed(t, "content.xml", content)), int64(len(packed(t, "content.xml", content))))
		if err != nil {
			t.Fatal(err)
		}
		last := -1
		err = one.Rows("a", func(row int, cells []ods.Cell) error {
			if row <= last || len(cells) == 0 || len(cells) > ods.MostColumns || cells[len(cells)-1].Type == ods.Empty {
				t.Errorf("row %d after %d has %d cells", row, last, len(cells))
			}
			last = row
			return nil
		})
		if _, told := errors.AsType[*fault.Error](err); err != nil && !told {
			t.Errorf("no fault: %v", err)
		}
	})
}

// Whatever a file is, it is read or refused.
func FuzzOpen(f *testing.F) {
	f.Add(written(f, book()))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		one, err := ods.Open(bytes.NewReader(raw), int64(len(raw)))
		if err == nil {
			_, err = one.Sheets()
		}
		if _, told := errors.AsType[*fault.Error](err); err != nil && !told {
			t.Errorf("no fault: %v", err)
		}
	})
}
