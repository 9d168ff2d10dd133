// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/table"
)

func TestEveryRowIsAccountedFor(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rows := people(rapid.Uint64().Draw(r, "seed"), rapid.IntRange(300, 3000).Draw(r, "rows"))
		dir := folder(t, rows)
		source := rapid.SampledFrom([]string{fromCSV, fromParquet, fromCounts}).Draw(r, "source")
		if source == fromParquet {
			parquet(t, dir)
		}
		o := run(t, Job{Plan: planFile(t, dir, source)})
		a := o.Counts.Account
		after := a.Counted
		for _, out := range a.Outside {
			after += out.N
		}
		if after != int64(len(rows)) || !a.Adds {
			r.Fatalf("%d rows before, %d after, adds %v", len(rows), after, a.Adds)
		}
		var yes, no, undue int64
		for _, p := range rows {
			if p[0] == "out" && p[3] == "yes" {
				yes++
			}
			if p[0] == "out" && p[3] == "no" {
				no++
			}
			if p[0] == "out" && p[4] == "undue" {
				undue++
			}
		}
		selection, finding := group(t, o.Counts.Selection, "out"), group(t, o.Counts.Finding, "out")
		if selection.Yes != yes || selection.No != no || finding.Yes != undue {
			r.Fatalf("counted %+v and %+v, want yes %d no %d undue %d", selection, finding, yes, no, undue)
		}
	})
}

// payload is what a result says, without the plan's hash and the file's, and without who is
// left out, which data with totals can't tell.
func payload(t testing.TB, o Outcome) string {
	t.Helper()
	o.Header = disclose.Header{}
	o.Result.Tables = slices.DeleteFunc(slices.Clone(o.Result.Tables), func(t disclose.Table) bool { return t.Spec().ID == outcome.OutsideTable })
	b, err := jsonOf(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFormsOfTheSameDataAgree(t *testing.T) {
	dir := folder(t, people(7, 60_000))
	parquet(t, dir)
	want := payload(t, run(t, Job{Plan: planFile(t, dir, fromCSV)}))
	for _, source := range []string{fromParquet, fromCounts, fromTotals} {
		if diff := cmp.Diff(want, payload(t, run(t, Job{Plan: planFile(t, dir, source)}))); diff != "" {
			t.Errorf("%s: %s", source, diff)
		}
	}
}

func TestRunsAgreeToTheLastByte(t *testing.T) {
	dir := folder(t, people(11, 60_000))
	parquet(t, dir)
	path := planFile(t, dir, fromParquet)
	secret, public := key(t, dir)
	sign := func(threads int) []byte {
		o := run(t, Job{Plan: path, Key: secret, Settings: table.Settings{Threads: threads}})
		raw, err := disclose.Sign(o.Header, o.Result.Tables, o.secret)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	want := sign(1)
	for _, threads := range []int{1, 2, 3, 8} {
		if got := sign(threads); !bytes.Equal(got, want) {
			t.Errorf("%d threads: %s", threads, cmp.Diff(string(want), string(got)))
		}
	}
	if _, err := disclose.Open(want, public); err != nil {
		t.Errorf("open the bundle: %v", err)
	}
}

func TestHeaderSaysWhereTheFiguresComeFrom(t *testing.T) {
	dir := folder(t, people(1, 1000))
	h := run(t, Job{Plan: planFile(t, dir, fromCSV)}).Header
	if !strings.HasPrefix(h.Engine, "DuckDB 1.") {
		t.Errorf("engine %q", h.Engine)
	}
	sum, err := fingerprint(t.Context(), filepath.Join(dir, "data.csv"))
	if err != nil || h.Snapshot != sum || len(sum) != 64 {
		t.Errorf("snapshot %q, want %q (%v)", h.Snapshot, sum, err)
	}
	if len(h.Plan) != 64 || h.Format != resultFormat || h.Made.IsZero() {
		t.Errorf("header %+v", h)
	}
}

func TestSeveralStrataColumnsAreCrossed(t *testing.T) {
	dir := folder(t, people(3, 60_000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	codes := o.Plan.StratumCodes()
	if want := []string{"1 / north", "1 / south", "1 / sea", "2 / north", "2 / south", "2 / sea"}; !cmp.Equal(codes, want) {
		t.Fatalf("strata %v, want %v", codes, want)
	}
	strata, ok := o.Result.Table("strata")
	if !ok || len(strata.Rows()) != len(codes)*3 || len(strata.Spec().Heads) < 2 {
		t.Errorf("a strata table with %d rows and heads %v", len(strata.Rows()), strata.Spec().Heads)
	}
}

// Nobody lives at sea: the two empty strata are no error, and are named.
func TestAnEmptyStratumIsNamed(t *testing.T) {
	dir := folder(t, people(3, 60_000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	ladder, _ := o.Result.Table("ladder")
	var said strings.Builder
	for _, n := range ladder.Notes() {
		if strings.HasPrefix(n.Key, "outcome.note.strata_") {
			said.WriteString(n.Key + " " + n.Args["left"] + "/" + n.Args["all"] + " ")
		}
	}
	if !strings.Contains(said.String(), "2/6") {
		t.Errorf("the ladder says %q of its strata: %+v", said.String(), ladder.Notes())
	}
}

func TestFaultsNameTheData(t *testing.T) {
	dir := folder(t, people(5, 500))
	for _, tc := range []struct {
		rule, source string
		change       func(string) string
		want         error
	}{
		{"no file", `{file: absent.csv, kind: records}`, nil, table.ErrNotFound},
		{"a folder", `{file: ., kind: records}`, nil, table.ErrFolder},
		{"no such column", `{file: counts.csv, kind: counts, count: people}`, nil, table.ErrColumn},
		{"words among the counts", fromCounts, func(s string) string { return strings.Replace(s, ",no,,", ",no,,x", 1) }, table.ErrCountText},
	} {
		if tc.change != nil {
			raw, err := os.ReadFile(filepath.Join(dir, "counts.csv"))
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "counts.csv"), tc.change(string(raw)))
		}
		_, err := Job{Plan: planFile(t, dir, tc.source)}.Run(t.Context())
		if !errors.Is(err, ErrData) || !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v of a named file", tc.rule, err, tc.want)
		}
	}
}

func TestFingerprintSeesAChange(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data")
	write(t, path, "abc")
	// SHA-256 of "abc": FIPS 180-2, appendix B.1.
	want := "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got, err := fingerprint(t.Context(), path); err != nil || got != want {
		t.Errorf("got %s, %v", got, err)
	}
	if _, err := fingerprint(t.Context(), path+"x"); !errors.Is(err, ErrFile) {
		t.Errorf("no file: %v", err)
	}
}

func TestResultIsJSON(t *testing.T) {
	dir := folder(t, people(2, 1000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	raw, err := jsonOf(o)
	if err != nil {
		t.Fatal(err)
	}
	var back struct {
		Header disclose.Header
		Tables []map[string]any
	}
	if err := json.Unmarshal(raw, &back); err != nil || len(back.Tables) != len(o.Result.Tables) {
		t.Errorf("%v, %d tables", err, len(back.Tables))
	}
}

// What was published before of the same people counts: the same again is let through, and
// with other numbers it can't be of the same people.
func TestEarlierBundles(t *testing.T) {
	dir := folder(t, people(7, 4000))
	secret, _ := key(t, dir)
	first := Job{Plan: planFile(t, dir, fromCSV), Out: filepath.Join(dir, "first"), Key: secret}
	o := run(t, first)
	if err := first.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "again.yaml")
	write(t, path, fmt.Sprintf(planText, fromCSV)+"earlier: [first/"+BundleFile+"]\n")
	run(t, Job{Plan: path})
	other := folder(t, people(8, 3000))
	write(t, path, fmt.Sprintf(planText, "{file: "+filepath.Join(other, "data.csv")+", kind: records}")+"earlier: [first/"+BundleFile+"]\n")
	if _, err := (Job{Plan: path}).Run(t.Context()); !errors.Is(err, disclose.ErrContradiction) && !errors.Is(err, disclose.ErrBare) {
		t.Errorf("other people under the same name: %v", err)
	}
	write(t, path, fmt.Sprintf(planText, fromCSV)+"earlier: [data.csv]\n")
	if _, err := (Job{Plan: path}).Run(t.Context()); !errors.Is(err, disclose.ErrFormat) {
		t.Errorf("no bundle: %v", err)
	}
}
