// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ods_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/ods"
)

// office has LibreOffice make another file of one, in a folder of its own.
func office(t *testing.T, raw []byte, name, to string) string {
	t.Helper()
	dir := t.TempDir()
	from := filepath.Join(dir, name)
	if err := os.WriteFile(from, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "user"), "--headless", "--convert-to", to, "--outdir", dir, from)
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return dir
}

// LibreOffice shows the numbers in the language of the book, with the decimals that they
// have, and no cell is a formula.
func TestLibreOfficeReads(t *testing.T) {
	// Every sheet, as it is shown: separator, quote, UTF-8, from line 1, formatted (filter
	// options of its CSV export, which leaves out the dots of thousands).
	dir := office(t, written(t, book()), "a.ods", `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`)
	for name, want := range map[string]string{
		"a-Cijfers.csv": "Personeel,,,\n,,,\ndienst,mensen,aandeel,\nNoord,12345,\"12,5%\",\nZuid & <Oost>,afgeschermd,,achter een lege\n\"twee  spaties\ntwee regels\",\"-0,05\",,\n",
		"a-Uitleg.csv":  "=1+1\n",
	} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// What LibreOffice writes is read: here of a CSV.
func TestLibreOfficeWrites(t *testing.T) {
	dir := office(t, []byte("agency,people,share\nnorth,120,12.5\n,,\nsouth,[c],\"a, b\"\n"), "b.csv", "ods")
	raw, err := os.ReadFile(filepath.Join(dir, "b.ods"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := ods.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := shown(f, "b")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0|agency|people|share", "1|north|120(120)|12.5(12.5)", "3|south|[c]|a, b"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
