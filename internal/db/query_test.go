// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// made gives the address of a database with three rows in a table.
func made(t *testing.T, dsn string) string {
	t.Helper()
	d := dbtest.Open(t, dsn)
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for _, q := range []string{"CREATE TABLE answer (id BIGINT, word TEXT)", "INSERT INTO answer VALUES (1, 'a'), (2, NULL), (3, 'c')"} {
			if _, err := tx.Exec(t.Context(), q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

func TestQuery(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		made(t, dsn)
		n := 0
		err := db.Query(t.Context(), dsn, "SELECT id FROM answer ORDER BY id", func(engine string, rows *db.Rows) error {
			if !strings.HasPrefix(engine, "SQLite 3") && !strings.HasPrefix(engine, "PostgreSQL 1") {
				t.Errorf("engine %q", engine)
			}
			for rows.Next() {
				var id int
				if err := rows.Scan(&id); err != nil {
					return err
				}
				if n++; id != n {
					t.Errorf("row %d has %d", n, id)
				}
			}
			return nil
		})
		if err != nil || n != 3 {
			t.Errorf("%d rows: %v", n, err)
		}
		none := func(_ string, rows *db.Rows) error {
			for rows.Next() {
			}
			return nil
		}
		for name, query := range map[string]string{"no SQL": "SELEC", "no table": "SELECT 1 FROM nothing"} {
			if err := db.Query(t.Context(), dsn, query, none); !errors.Is(err, db.ErrQuery) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, query := range []string{"DELETE FROM answer", "CREATE TABLE other (id BIGINT)", "DROP TABLE answer"} {
			if err := db.Query(t.Context(), dsn, query, none); !errors.Is(err, db.ErrReadOnly) {
				t.Errorf("%s: %v", query, err)
			}
		}
		why := errors.New("enough")
		if err := db.Query(t.Context(), dsn, "SELECT id FROM answer", func(string, *db.Rows) error { return why }); !errors.Is(err, why) {
			t.Errorf("an error of who reads: %v", err)
		}
		ctx, stop := context.WithCancelCause(t.Context())
		stop(why)
		if err := db.Query(ctx, dsn, "SELECT id FROM answer", none); err == nil {
			t.Error("it went on after it was stopped")
		}
	})
}

func TestQueryRefuses(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.db")
	if err := os.WriteFile(letter, []byte(strings.Repeat("Dear reader, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]error{
		"":                                 db.ErrAddress,
		"sqlite:":                          db.ErrAddress,
		"sqlite://host/a.db":               db.ErrAddress,
		"mysql://host/name":                db.ErrAddress,
		"postgres://me:secret@nowhere/x":   db.ErrPassword,
		"postgres://nowhere/x?password=no": db.ErrPassword,
		"sqlite:" + dir + "/none.db":       db.ErrMissing,
		"sqlite:" + letter:                 db.ErrNotDatabase,
		"postgres://127.0.0.1:1/x":         db.ErrUnreachable,
	} {
		err := db.Query(t.Context(), address, "SELECT 1", func(string, *db.Rows) error { return nil })
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	if _, err := os.Stat(dir + "/none.db"); err == nil {
		t.Error("a file was made")
	}
}
