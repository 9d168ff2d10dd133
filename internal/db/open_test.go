// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "letter.db")
	if err := os.WriteFile(other, []byte(strings.Repeat("Dear reader, ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, dsn string
		want      error
	}{
		{"an empty address", "", db.ErrAddress},
		{"another engine", "mysql://host/name", db.ErrAddress},
		{"no path", "sqlite:", db.ErrAddress},
		{"a path that looks like a host", "sqlite://host/file.db", db.ErrAddress},
		{"a broken address", "postgres://host:port/name", db.ErrAddress},
		{"a directory that isn't there", "sqlite:" + filepath.Join(dir, "no", "such", "file.db"), db.ErrDirectory},
		{"a directory instead of a file", "sqlite:" + dir, db.ErrPermission},
		{"a file that is no database", "sqlite:" + other, db.ErrNotDatabase},
		{"a server that isn't there", "postgres:///name?host=" + dir, db.ErrUnreachable},
		{"a server that may forget", dbtest.Postgres(t) + "&synchronous_commit=off", db.ErrUnsafe},
	} {
		d, err := db.Open(t.Context(), c.dsn, slog.New(slog.DiscardHandler))
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		if err == nil {
			_ = d.Close()
		}
	}
	if text, err := os.ReadFile(other); err != nil || !strings.HasPrefix(string(text), "Dear reader") {
		t.Errorf("the file that is no database was changed: %v", err)
	}
}

func TestFilesAreForThisUserAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data %41?#é")
	d := dbtest.Open(t, "sqlite:"+filepath.Join(dir, "baken.db"))
	if err := d.Migrate(t.Context(), things); err != nil {
		t.Fatal(err)
	}
	got := map[string]fs.FileMode{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		got[filepath.Base(path)] = info.Mode().Perm()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]fs.FileMode{
		filepath.Base(dir): 0o700, "baken.db": 0o600, "baken.db-wal": 0o600, "baken.db-shm": 0o600, "baken.lock": 0o600,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("modes (-want +got):\n%s", diff)
	}
}

// step gives a room with the first n of its migrations.
func step(n int) db.Room {
	files := fstest.MapFS{}
	for i, statement := range []string{`CREATE TABLE step (id text)`, `ALTER TABLE step ADD COLUMN name text`}[:n] {
		for _, engine := range []string{"sqlite", "postgres"} {
			files["schema/"+engine+"/000"+string(rune('1'+i))+"_step.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + statement + ";")}
		}
	}
	return db.Room{Name: "step", Schema: files}
}

func TestMigrateForwardOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, n := range []int{1, 1, 2, 2} {
			if err := d.Migrate(t.Context(), things, step(n)); err != nil {
				t.Fatalf("to %d: %v", n, err)
			}
		}
		err := d.Migrate(t.Context(), things, step(1))
		if !errors.Is(err, db.ErrNewer) {
			t.Fatalf("an older Baken on a newer database: got %v, want %v", err, db.ErrNewer)
		}
		var f *fault.Error
		if errors.As(err, &f); f.Args()["room"] != "step" || f.Args()["found"] != int64(2) || f.Args()["known"] != int64(1) {
			t.Errorf("got the arguments %v", f.Args())
		}
	})
}

func TestMigrationThatFailsLeavesNothing(t *testing.T) {
	bad := &fstest.MapFile{Data: []byte("-- +goose Up\nCREATE TABLE half (id text);\nCREATE TABLE half (id text);")}
	room := db.Room{Name: "half", Schema: fstest.MapFS{"schema/sqlite/0001_half.sql": bad, "schema/postgres/0001_half.sql": bad}}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if err := d.Migrate(t.Context(), room); err == nil {
			t.Fatal("a migration that fails was taken")
		}
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			_, err := db.All(t.Context(), tx, db.Value[string], `SELECT id FROM half`)
			return err
		})
		if err == nil {
			t.Error("half of a migration was kept")
		}
	})
}

func TestMigrateAtTheSameTime(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		var servers sync.WaitGroup
		for range 4 {
			d := dbtest.Open(t, dsn)
			servers.Go(func() {
				if err := d.Migrate(t.Context(), things, step(2)); err != nil {
					t.Error(err)
				}
			})
		}
		servers.Wait()
	})
}

func TestNewIDSortsByAge(t *testing.T) {
	shape := regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{26}$`)
	seen := map[string]bool{}
	var starts []string
	for range 1000 {
		id := db.NewID()
		if !shape.MatchString(id) || seen[id] {
			t.Fatalf("got %q", id)
		}
		seen[id] = true
		starts = append(starts, id[:10])
	}
	if !slices.IsSorted(starts) {
		t.Error("later identifiers sort before earlier ones")
	}
}

// TestEveryFaultHasItsText checks that a person can be told each fault in
// Dutch and in English, with the same arguments.
func TestEveryFaultHasItsText(t *testing.T) {
	want := map[*fault.Error]string{
		db.ErrAddress: "", db.ErrDirectory: "{path}", db.ErrPermission: "{path}", db.ErrNotDatabase: "", db.ErrDamaged: "",
		db.ErrUnsafe: "{setting} {value}", db.ErrUnreachable: "", db.ErrFull: "", db.ErrReadOnly: "", db.ErrBusy: "",
		db.ErrUncertain: "", db.ErrClosed: "", db.ErrNewer: "{room} {found} {known}", db.ErrExists: "", db.ErrNone: "", db.ErrText: "",
		db.ErrNotEmpty: "", db.ErrRestoring: "", db.ErrMissing: "{path}", db.ErrPassword: "", db.ErrQuery: "{problem}",
	}
	for _, lang := range []string{"nl", "en"} {
		raw, err := fs.ReadFile(db.Text, "text/"+lang+".json")
		if err != nil {
			t.Fatal(err)
		}
		var text map[string]string
		if err := json.Unmarshal(raw, &text); err != nil {
			t.Fatal(err)
		}
		if len(text) != len(want) {
			t.Errorf("%s: %d messages for %d faults", lang, len(text), len(want))
		}
		for f, args := range want {
			got := strings.Join(regexp.MustCompile(`\{\w+\}`).FindAllString(text[f.Key()], -1), " ")
			if text[f.Key()] == "" || got != args {
				t.Errorf("%s %s: %q has the arguments %q, want %q", lang, f.Key(), text[f.Key()], got, args)
			}
		}
	}
}
