// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package estimatecli

import (
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/base/fault"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/text"
)

// The rows of a database give what the file gives, from SQLite and from PostgreSQL.
func TestDatabase(t *testing.T) {
	raw, err := os.ReadFile(exampleData)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := os.ReadFile(examplePlan)
	if err != nil {
		t.Fatal(err)
	}
	want := run(t, examplePlan)
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		d := dbtest.Open(t, dsn)
		if err := d.Write(t.Context(), func(tx *db.Tx) error { return fill(t, tx, all) }); err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(t.TempDir(), "plan.yaml")
		source := strings.Replace(string(plan), "file: answers.csv", "database: '"+dsn+"'\n  query: SELECT * FROM answer ORDER BY id", 1)
		if err := os.WriteFile(at, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		got := run(t, at)
		if string(got.csv()) != string(want.csv()) {
			t.Errorf("got\n%s\nwant\n%s", got.csv(), want.csv())
		}
		if again := run(t, at); got.Snapshot != again.Snapshot || len(got.Snapshot) != 64 {
			t.Errorf("snapshots %s and %s", got.Snapshot, again.Snapshot)
		}
		if err := d.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE answer SET safe = 5 WHERE id = (SELECT min(id) FROM answer)")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if changed := run(t, at); changed.Snapshot == got.Snapshot {
			t.Error("other rows have the same snapshot")
		}
		if err := os.WriteFile(at, []byte(strings.Replace(source, "SELECT *", "SELECT id", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := (Job{Plan: at}).Run(t.Context()); !errors.Is(err, ErrData) {
			t.Errorf("a query without the columns: %v", err)
		}
	})
}

// What is said of a database holds no password, whatever is wrong with its address.
func TestPasswordsAreNotRepeated(t *testing.T) {
	for _, address := range []string{"postgres://me:secret@nowhere/x", "postgres://nowhere/x?password=secret", "postgres://me:secret@[bad/x", "postgres:me:secret"} {
		plan := strings.Replace(small, "source: {file: d.csv}", "source: {database: '"+address+"', query: SELECT 1}", 1)
		_, err := Job{Plan: folder(t, plan, "")}.Run(t.Context())
		f, ok := errors.AsType[*fault.Error](err)
		if !ok {
			t.Fatalf("%s: %v", address, err)
		}
		for _, p := range printers(t) {
			if said := text.Fault(f).In(p.Printer) + err.Error(); strings.Contains(said, "secret") {
				t.Errorf("%s: %s", address, said)
			}
		}
	}
}

// fill makes a table of numbers and words.
func fill(t *testing.T, tx *db.Tx, all [][]string) error {
	var columns, marks []string
	numbers := map[string]bool{"safe": true, "absent": true, "hours": true, "staff": true}
	for k, name := range all[0] {
		kind := " TEXT"
		if numbers[name] {
			kind = " DOUBLE PRECISION"
		}
		columns, marks = append(columns, name+kind), append(marks, "$"+string(rune('1'+k)))
	}
	if _, err := tx.Exec(t.Context(), "CREATE TABLE answer ("+strings.Join(columns, ", ")+")"); err != nil {
		return err
	}
	for _, row := range all[1:] {
		args := make([]any, len(row))
		for k, cell := range row {
			if cell != "" {
				args[k] = cell
			}
		}
		if _, err := tx.Exec(t.Context(), "INSERT INTO answer VALUES ("+strings.Join(marks, ", ")+")", args...); err != nil {
			return err
		}
	}
	return nil
}
