// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
)

// within lists what is in a folder, hidden files too.
func within(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWriteLeavesTheResultAndNothingElse(t *testing.T) {
	dir := folder(t, people(3, 5000))
	secret, public := key(t, dir)
	out := filepath.Join(dir, "deep", "out")
	j := Job{Plan: planFile(t, dir, fromCSV), Out: out, Key: secret}
	o := run(t, j)
	if got := within(t, out); got != nil {
		t.Errorf("before writing: %v", got)
	}
	if err := j.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	got := within(t, out)
	without := []string{outcome.RandomTable, outcome.TruthTable, outcome.MissedTable, outcome.ParityTable, outcome.CalibrationTable}
	want := slices.DeleteFunc(everyName(), func(name string) bool {
		id, _, _ := strings.Cut(name, ".")
		return slices.Contains(without, id)
	})
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("wrote %v, want %v", got, want)
	}
	if len(o.Files) != len(got) {
		t.Errorf("says it wrote %v", o.Files)
	}
	for _, name := range got {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Mode().Perm() != 0o644 || info.Size() == 0 {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(out, BundleFile))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := disclose.Open(raw, public); err != nil || len(b.Tables) != len(o.Result.Tables) {
		t.Errorf("open the bundle: %v", err)
	}
}

func TestReportStandsByItself(t *testing.T) {
	dir := folder(t, people(3, 5000))
	j := Job{Plan: planFile(t, dir, fromCSV), Out: filepath.Join(dir, "out")}
	o := run(t, j)
	if err := j.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	for _, l := range text.Langs() {
		raw, err := os.ReadFile(filepath.Join(j.Out, HTMLFile(l)))
		if err != nil {
			t.Fatal(err)
		}
		page := string(raw)
		for _, never := range []string{"<script", "<link", "<img", "src=", "@import", "url(http", "@font-face", `href="http`, "<iframe"} {
			if strings.Contains(page, never) {
				t.Errorf("%s holds %s", HTMLFile(l), never)
			}
		}
		if !strings.Contains(page, `lang="`+string(l)+`"`) || !strings.Contains(page, "default-src &#39;none&#39;") {
			t.Errorf("%s has no language or no policy", HTMLFile(l))
		}
	}
	for _, name := range o.Files {
		if filepath.Ext(name) != ".csv" {
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll()
		if err := errors.Join(err, f.Close()); err != nil || len(lines) < 2 {
			t.Errorf("%s: %d lines, %v", name, len(lines), err)
		}
	}
}

func TestAnEarlierResultIsReplacedWhole(t *testing.T) {
	dir := folder(t, people(3, 5000))
	secret, _ := key(t, dir)
	out := filepath.Join(dir, "out")
	signed := Job{Plan: planFile(t, dir, fromCSV), Out: out, Key: secret}
	o := run(t, signed)
	if err := signed.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(out, "notes.txt"), "mine")
	plain := signed
	plain.Key = ""
	o = run(t, plain)
	if err := plain.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	got := within(t, out)
	if slices.Contains(got, BundleFile) || !slices.Contains(got, "notes.txt") || len(got) != len(o.Files)+1 {
		t.Errorf("in the folder: %v", got)
	}
}

func TestWhatStandsInTheWayIsFoundFirst(t *testing.T) {
	dir := folder(t, people(3, 500))
	plan := planFile(t, dir, fromCSV)
	write(t, filepath.Join(dir, "file"), "")
	write(t, filepath.Join(dir, "bad.key"), "PRIVATE+KEY+nonsense")
	mine := filepath.Join(dir, "mine")
	if err := errors.Join(os.Mkdir(mine, 0o755), os.Mkdir(filepath.Join(dir, "taken"), 0o755), os.Mkdir(filepath.Join(dir, "taken", JSONFile), 0o755)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(mine, "selection.csv"), "a,b\n")
	for _, tc := range []struct {
		rule, out, key string
		want           error
	}{
		{"a file for a folder", filepath.Join(dir, "file"), "", ErrOut},
		{"a file above the folder", filepath.Join(dir, "file", "out"), "", ErrOut},
		{"a system folder", "/proc/baken", "", ErrOut},
		{"a folder with the name of a file", filepath.Join(dir, "taken"), "", ErrFile},
		{"somebody's own file", mine, "", ErrTaken},
		{"no key", filepath.Join(dir, "out"), filepath.Join(dir, "absent.key"), ErrFile},
		{"not a key", filepath.Join(dir, "out"), filepath.Join(dir, "bad.key"), disclose.ErrKey},
		{"a folder for a key", filepath.Join(dir, "out"), dir, ErrFile},
	} {
		before := within(t, dir)
		_, err := Job{Plan: plan, Out: tc.out, Key: tc.key}.Run(t.Context())
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
		if after := within(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: left %v", tc.rule, after)
		}
	}
}

func TestTheDataIsNeverOverwritten(t *testing.T) {
	dir := folder(t, people(3, 500))
	if err := os.Rename(filepath.Join(dir, "data.csv"), filepath.Join(dir, "strata.csv")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, JSONFile), "{}")
	_, err := Job{Plan: planFile(t, dir, `{file: strata.csv, kind: records}`), Out: dir}.Run(t.Context())
	if !errors.Is(err, ErrOverwrite) {
		t.Errorf("got %v, want %v", err, ErrOverwrite)
	}
}
