// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// things are rows with a parent, which must be there when the commit is.
var things = db.Room{Name: "thing", Schema: fstest.MapFS{
	"schema/sqlite/0001_thing.sql": {Data: []byte(`-- +goose Up
CREATE TABLE thing (
	id     TEXT PRIMARY KEY,
	parent TEXT REFERENCES thing DEFERRABLE INITIALLY DEFERRED
) STRICT;`)},
	"schema/postgres/0001_thing.sql": {Data: []byte(`-- +goose Up
CREATE TABLE thing (
	id     text COLLATE "C" PRIMARY KEY,
	parent text COLLATE "C" REFERENCES thing DEFERRABLE INITIALLY DEFERRED
);`)},
}}

const (
	addThing  = `INSERT INTO thing (id) VALUES ($1)`
	addChild  = `INSERT INTO thing (id, parent) VALUES ($1, $2)`
	allThings = `SELECT id FROM thing ORDER BY id`
)

func add(ctx context.Context, tx *db.Tx, id string) error {
	_, err := tx.Exec(ctx, addThing, id)
	return err
}

// wantThings checks which things are there.
func wantThings(t *testing.T, d *db.DB, want ...string) {
	t.Helper()
	var got []string
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		got, err = db.All(t.Context(), tx, db.Value[string], allThings)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("things (-want +got):\n%s", diff)
	}
}

var errRegret = errors.New("regret")

// TestNeighboursInOneCommit queues changes of all sorts behind one that holds
// the writer, so that they share its commit, and checks that each had only
// its own luck.
func TestNeighboursInOneCommit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		d, err := db.Open(ctx, "sqlite:"+path, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, things); err != nil {
			t.Fatal(err)
		}
		leaving, leave := context.WithCancel(ctx)
		staying, wave := context.WithCancel(ctx)
		hold := make(chan struct{})
		var callers sync.WaitGroup
		call := func(ctx context.Context, want error, change func(*db.Tx) error) {
			callers.Go(func() {
				defer func() { _ = recover() }()
				if err := d.Write(ctx, change); !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
			synctest.Wait() // until it holds the writer, or queues
		}
		call(ctx, nil, func(tx *db.Tx) error { <-hold; return add(ctx, tx, "1 holds") })
		call(ctx, nil, func(tx *db.Tx) error { return add(ctx, tx, "2 succeeds") })
		call(ctx, errRegret, func(tx *db.Tx) error { return errors.Join(add(ctx, tx, "3 fails"), errRegret) })
		call(ctx, nil, func(tx *db.Tx) error { _ = add(ctx, tx, "4 panics"); panic("a mistake") })
		call(ctx, nil, func(tx *db.Tx) error { _ = add(ctx, tx, "5 goes"); runtime.Goexit(); return nil })
		call(leaving, context.Canceled, func(tx *db.Tx) error { return add(ctx, tx, "6 left before its turn") })
		call(staying, nil, func(tx *db.Tx) error { wave(); return add(staying, tx, "7 left in its turn") })
		call(ctx, db.ErrExists, func(tx *db.Tx) error { _ = add(ctx, tx, "2 succeeds"); return nil })
		call(ctx, nil, func(tx *db.Tx) error { return add(ctx, tx, "9 succeeds") })
		leave()
		synctest.Wait()
		wantThings(t, d)
		close(hold)
		callers.Wait()
		wantThings(t, d, "1 holds", "2 succeeds", "7 left in its turn", "9 succeeds")
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestBrokenCommitHarmsOneOnly lets one change spoil the commit that it
// shares; the others are run again without it.
func TestBrokenCommitHarmsOneOnly(t *testing.T) {
	for name, spoil := range map[string]func(context.Context, *db.Tx) error{
		"a foreign key checked at commit": func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, addChild, "child", "nobody")
			return err
		},
		"the transaction ended from within": func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "ROLLBACK")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "test.db")
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				d, err := db.Open(ctx, "sqlite:"+path, slog.New(slog.DiscardHandler))
				if err != nil {
					t.Fatal(err)
				}
				if err := d.Migrate(ctx, things); err != nil {
					t.Fatal(err)
				}
				hold := make(chan struct{})
				var callers sync.WaitGroup
				results := map[string]chan error{}
				call := func(id string, change func(*db.Tx) error) {
					results[id] = make(chan error, 1)
					callers.Go(func() { results[id] <- d.Write(ctx, change) })
					synctest.Wait()
				}
				call("1", func(tx *db.Tx) error { <-hold; return add(ctx, tx, "1") })
				call("2", func(tx *db.Tx) error { return spoil(ctx, tx) })
				call("3", func(tx *db.Tx) error { return add(ctx, tx, "3") })
				close(hold)
				callers.Wait()
				for id, result := range results {
					if err := <-result; (err != nil) != (id == "2") {
						t.Errorf("change %s: got %v", id, err)
					}
				}
				wantThings(t, d, "1", "3")
				if err := d.Close(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestFullDatabase(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	ctx := t.Context()
	if err := d.Migrate(ctx, things); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Jobs().ExecContext(ctx, `PRAGMA max_page_count = 100`); err != nil {
		t.Fatal(err)
	}
	err := d.Write(ctx, func(tx *db.Tx) error {
		for err := error(nil); ; {
			if err = add(ctx, tx, db.NewID()); err != nil {
				return err
			}
		}
	})
	if !errors.Is(err, db.ErrFull) {
		t.Errorf("got %v, want %v", err, db.ErrFull)
	}
	wantThings(t, d)
	if err := d.Write(ctx, func(tx *db.Tx) error { return add(ctx, tx, "small") }); err != nil {
		t.Errorf("a small change after a large one: %v", err)
	}
	wantThings(t, d, "small")
}

func TestCloseWaitsAndThenRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		d, err := db.Open(ctx, "sqlite:"+path, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, things); err != nil {
			t.Fatal(err)
		}
		hold := make(chan struct{})
		var result, closed error
		var all sync.WaitGroup
		all.Go(func() {
			result = d.Write(ctx, func(tx *db.Tx) error { <-hold; return add(ctx, tx, "held") })
		})
		synctest.Wait()
		all.Go(func() { closed = d.Close() })
		synctest.Wait()
		close(hold)
		all.Wait()
		if result != nil || closed != nil {
			t.Errorf("the change under way: %v; Close: %v", result, closed)
		}
		if err := d.Write(ctx, func(*db.Tx) error { return nil }); !errors.Is(err, db.ErrClosed) {
			t.Errorf("a change after Close: got %v, want %v", err, db.ErrClosed)
		}
	})
	d := dbtest.Open(t, "sqlite:"+path)
	wantThings(t, d, "held")
}

// TestCallerLeavesWhileTheWriterWaits ends a caller's context when the writer
// has taken its change but not yet the connection, which the jobs hold.
func TestCallerLeavesWhileTheWriterWaits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		d, err := db.Open(ctx, "sqlite:"+path, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Migrate(ctx, things); err != nil {
			t.Fatal(err)
		}
		held, err := d.Jobs().Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		leaving, leave := context.WithCancel(ctx)
		result := make(chan error, 1)
		go func() {
			result <- d.Write(leaving, func(tx *db.Tx) error { return add(ctx, tx, "left") })
		}()
		synctest.Wait()
		leave()
		if err := <-result; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		if err := held.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Write(ctx, func(tx *db.Tx) error { return add(ctx, tx, "next") }); err != nil {
			t.Error(err)
		}
		wantThings(t, d, "next")
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
}
