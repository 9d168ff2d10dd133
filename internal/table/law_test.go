// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package table

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/fault"
)

// reference counts with encoding/csv and a map: another reader, another
// counter. It can't be used for one column, where it drops empty lines.
func reference(t testing.TB, content string, comma rune) map[string]int64 {
	t.Helper()
	r := csv.NewReader(strings.NewReader(content))
	r.Comma = comma
	records, err := r.ReadAll()
	if err != nil {
		t.Fatalf("reference: %v", err)
	}
	counts := map[string]int64{}
	for _, rec := range records[1:] {
		counts[fmt.Sprintf("%q", rec)]++
	}
	return counts
}

// counts writes cells in the form of reference, which reads every line end in
// a field as \n.
func counts(cells []Cell) map[string]int64 {
	out := map[string]int64{}
	for _, c := range cells {
		key := strings.ReplaceAll(fmt.Sprintf("%q", c.Values), `\r\n`, `\n`)
		out[key] += c.Count
	}
	return out
}

// For every well-formed CSV, the cells are those of the reference.
func TestCountsAsReference(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.csv")
	value := rapid.OneOf(
		rapid.SampledFrom([]string{"", "01", "1", " x ", "NULL", "é", "日本", "🙂", "\"", "\"\"", "a\nb", "a,b;c\td", "#", "\\", "'", "\\N"}),
		rapid.StringMatching(`[a-c\n",; é]{0,4}`),
	)
	rapid.Check(t, func(rt *rapid.T) {
		comma := rapid.SampledFrom([]rune{',', ';', '\t'}).Draw(rt, "delimiter")
		width := rapid.IntRange(2, 4).Draw(rt, "columns")
		rows := rapid.SliceOfN(rapid.SliceOfN(value, width, width), 1, 30).Draw(rt, "rows")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = comma
		w.UseCRLF = rapid.Bool().Draw(rt, "crlf")
		names := []string{"a", "b", "c", "d"}[:width]
		if err := errors.Join(w.Write(names), w.WriteAll(rows)); err != nil {
			rt.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			rt.Fatal(err)
		}
		tab, err := Open(context.Background(), Source{Path: path}, Settings{Threads: 2})
		if err != nil {
			rt.Fatalf("open: %v %v\n%q", err, args(err), b.String())
		}
		defer tab.Close()
		got, err := tab.Group(context.Background(), Query{By: names})
		if err != nil {
			rt.Fatalf("group: %v %v\n%q", err, args(err), b.String())
		}
		if diff := cmp.Diff(reference(t, b.String(), comma), counts(got.Cells)); diff != "" {
			rt.Fatalf("%s\n%q", diff, b.String())
		}
		if got.Rows != int64(len(rows)) || got.Grouped != got.Rows || got.Total != got.Rows {
			rt.Fatalf("rows: %+v, want %d", got, len(rows))
		}
	})
}

// Files larger than the buffers of both readers, so that rows, letters and
// quoted line ends fall on every border.
func TestLargeAsReference(t *testing.T) {
	for name, values := range map[string][]string{
		"plain":     {"noord", "zuid", "é", "🙂 groot", "", "01"},
		"multiline": {"noord", "a\nb", "é", `zeg "x"`, "", "1,2", "\n\n\n"},
	} {
		for _, e := range []Encoding{UTF8, Latin1} {
			t.Run(name+" "+e.String(), func(t *testing.T) {
				rng := rand.New(rand.NewPCG(1, 2))
				usable := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return e == Latin1 && strings.Contains(v, "🙂") })
				var b bytes.Buffer
				w := csv.NewWriter(&b)
				rows := [][]string{{"a", "b", "c"}}
				for range 900_000 {
					rows = append(rows, []string{usable[rng.IntN(len(usable))], usable[rng.IntN(len(usable))], "opvulling tot een langere regel"})
				}
				if err := w.WriteAll(rows); err != nil {
					t.Fatal(err)
				}
				content := b.String()
				if e == Latin1 {
					content = toLatin1(content)
				}
				tab := open(t, Source{Path: write(t, "in.csv", content), Encoding: e})
				got := group(t, tab, Query{By: []string{"a", "b", "c"}})
				want := map[string]int64{}
				for _, r := range rows[1:] {
					want[fmt.Sprintf("%q", r)]++
				}
				if diff := cmp.Diff(want, counts(got.Cells)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func toLatin1(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = append(out, byte(r))
	}
	return string(out)
}

// FuzzCSV gives any bytes as a file: either a fault that a person can be
// told, or counts over all rows that agree with the reference.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{
		"a,b\n1,2\n", "a;b\r\n\"x\r\ny\";\"\"\"\"\r\n", "a\n\n1\n", "\ufeffa\tb\n1\t2", "a,b\n1,\"2\n", "a,b\n\xe9,2\n",
		"a,b\r1,2\r", "a,b\n\n\n", "a,b\n1,2\n\n3,4", "\"a\nb\",c\n1,2\n", "a,b\n1,x\"y\n", "a,b\n1,\x00\n", "a,b\r\n1,2\n",
	} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	path := filepath.Join(f.TempDir(), "in.csv")
	f.Fuzz(func(t *testing.T, content []byte, latin1 bool) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		src := Source{Path: path}
		if latin1 {
			src.Encoding = Latin1
		}
		tab, err := Open(t.Context(), src, Settings{Threads: 1, Memory: 256 * MiB})
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
		var sum int64
		for _, c := range r.Cells {
			sum += c.Count
		}
		if sum != tab.Rows() || r.Rows != sum || r.Grouped != sum || r.LeftOut != 0 {
			t.Errorf("rows %d, cells %d: %+v", tab.Rows(), sum, r)
		}
		if len(by) > 1 {
			asReference(t, content, src, r.Cells)
		}
	})
}

// asReference compares cells with what the reference reads in the same bytes.
func asReference(t *testing.T, content []byte, src Source, cells []Cell) {
	t.Helper()
	h, err := readHeader(bytes.NewReader(content), src)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content[h.skip:])
	if src.Encoding == Latin1 {
		text = fromLatin1(content)
	}
	if diff := cmp.Diff(reference(t, text, rune(h.delimiter)), counts(cells)); diff != "" {
		t.Error(diff)
	}
}

// told is an error that is a fault with a kind of its own.
func told(t *testing.T, err error) {
	t.Helper()
	if fault.KindOf(err) == fault.Internal {
		t.Errorf("no fault: %v", err)
	}
}

// FuzzQuote: whatever the text, it comes back from the engine as it was.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a", `"`, `'`, `""`, `''`, `\`, `\'`, "'; DROP TABLE x --", "é\n\r\t", "/*", "$$", "E'", "\xff"} {
		f.Add(s)
	}
	db, err := connect(f.Context(), filepath.Join(f.TempDir(), "none"), Settings{}.withDefaults())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := db.Close(); err != nil {
			f.Error(err)
		}
	})
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "?")
		rows, err := db.QueryContext(t.Context(), "SELECT "+literal(text)+" AS "+ident("x"+text))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		defer rows.Close()
		names, err := rows.Columns()
		if err != nil || len(names) != 1 || names[0] != "x"+text {
			t.Errorf("%q: column %q, %v", text, names, err)
		}
		var got string
		for rows.Next() {
			err = errors.Join(err, rows.Scan(&got))
		}
		if err := errors.Join(err, rows.Err()); err != nil || got != text {
			t.Errorf("got %q, want %q, %v", got, text, err)
		}
	})
}
