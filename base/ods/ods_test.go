// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/ods"
)

// book has one of everything.
func book() ods.Book {
	text := func(s string) ods.Cell { return ods.Cell{Type: ods.Text, Text: s} }
	return ods.Book{
		Title: "Een <titel> & meer", Language: "nl", Country: "NL",
		Sheets: []ods.Sheet{
			{Name: "Cijfers", Widths: []float64{6, 3, 3}, Header: 3, Rows: [][]ods.Cell{
				{{Type: ods.Text, Text: "Personeel", Strong: true}},
				{},
				{{Type: ods.Text, Text: "dienst", Strong: true}, text("mensen"), text("aandeel")},
				{text("Noord"), {Type: ods.Number, Number: 12345}, {Type: ods.Percentage, Number: 0.125, Digits: 1}},
				{text("Zuid & <Oost>"), {Type: ods.Text, Text: "afgeschermd", Note: "Te weinig mensen."}, {}, text("achter een lege")},
				{text("twee  spaties\ntwee regels"), {Type: ods.Number, Number: -0.05, Digits: 2}},
			}},
			{Name: "Uitleg", Rows: [][]ods.Cell{{text("=1+1")}}},
		},
	}
}

func written(t testing.TB, b ods.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := ods.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func opened(t testing.TB, raw []byte) *ods.File {
	t.Helper()
	f, err := ods.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// shown gives the cells of a sheet as a line of text a row.
func shown(f *ods.File, sheet string) (lines []string, err error) {
	err = f.Rows(sheet, func(row int, cells []ods.Cell) error {
		var line strings.Builder
		fmt.Fprintf(&line, "%d", row)
		for _, c := range cells {
			switch c.Type {
			case ods.Number, ods.Percentage:
				fmt.Fprintf(&line, "|%g(%s)", c.Number, c.Shown)
			case ods.Text, ods.Empty:
				line.WriteString("|" + c.Text)
			}
		}
		lines = append(lines, line.String())
		return nil
	})
	return lines, err
}

// What is written is read, and twice the same gives the same bytes.
func TestWrittenIsRead(t *testing.T) {
	raw := written(t, book())
	if !bytes.Equal(raw, written(t, book())) {
		t.Error("the same sheets give other bytes")
	}
	f := opened(t, raw)
	names, err := f.Sheets()
	if err != nil || !cmp.Equal(names, []string{"Cijfers", "Uitleg"}) {
		t.Errorf("%q, %v", names, err)
	}
	for sheet, want := range map[string][]string{
		"Cijfers": {
			"0|Personeel", "2|dienst|mensen|aandeel", "3|Noord|12345(12345)|0.125(12.5%)",
			"4|Zuid & <Oost>|afgeschermd||achter een lege", "5|twee  spaties\ntwee regels|-0.05(-0.05)",
		},
		"Uitleg": {"0|=1+1"},
	} {
		got, err := shown(f, sheet)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", sheet, diff)
		}
	}
	if _, err := shown(f, "Cijfer"); !errors.Is(err, ods.ErrSheet) {
		t.Errorf("a sheet that isn't there: %v", err)
	}
}

// The kind of file stands at a fixed place, and no time stands anywhere (part 2, 3.3).
func TestContainer(t *testing.T) {
	raw := written(t, book())
	if got := string(raw[30:84]); got != "mimetypeapplication/vnd.oasis.opendocument.spreadsheet" {
		t.Errorf("it begins with %q", got)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if f.ModifiedDate != 0 || len(f.Extra) > 0 {
			t.Errorf("%s tells when it was made", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil { // its checksum
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if want := []string{"mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml"}; !cmp.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		book ods.Book
		want error
	}{
		"no sheets":       {ods.Book{}, ods.ErrSheets},
		"no name":         {ods.Book{Sheets: []ods.Sheet{{}}}, ods.ErrSheets},
		"a name twice":    {ods.Book{Sheets: []ods.Sheet{{Name: "a"}, {Name: "a"}}}, ods.ErrSheets},
		"no number":       {ods.Book{Sheets: []ods.Sheet{{Name: "a", Rows: [][]ods.Cell{{{Type: ods.Number, Number: math.NaN()}}}}}}, ods.ErrNumber},
		"without an end":  {ods.Book{Sheets: []ods.Sheet{{Name: "a", Rows: [][]ods.Cell{{{Type: ods.Number, Number: math.Inf(1)}}}}}}, ods.ErrNumber},
		"an empty one is": {ods.Book{Sheets: []ods.Sheet{{Name: "a"}}}, nil},
	} {
		if err := ods.Write(io.Discard, tc.book); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// Numbers are shown with their decimals and in their type.
func ExampleWrite() {
	var raw bytes.Buffer
	err := ods.Write(&raw, ods.Book{Title: "Staff", Language: "en", Sheets: []ods.Sheet{{Name: "Staff", Rows: [][]ods.Cell{
		{{Type: ods.Text, Text: "North"}, {Type: ods.Number, Number: 120}, {Type: ods.Percentage, Number: 0.125, Digits: 1}},
	}}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := ods.Open(bytes.NewReader(raw.Bytes()), int64(raw.Len()))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = f.Rows("Staff", func(_ int, cells []ods.Cell) error {
		fmt.Println(cells[0].Text, cells[1].Number, cells[2].Shown)
		return nil
	})
	fmt.Println(err)
	// Output:
	// North 120 12.5%
	// <nil>
}
