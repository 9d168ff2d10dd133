// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

func TestFailedStatementEndsItsChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		for name, swallow := range map[string]func(*db.Tx){
			"exec":      func(tx *db.Tx) { _ = add(ctx, tx, "a") },
			"query row": func(tx *db.Tx) { _ = tx.QueryRow(ctx, addThing+" RETURNING id", "a").Scan(new(string)) },
			"all":       func(tx *db.Tx) { _, _ = db.All(ctx, tx, db.Value[string], addThing+" RETURNING id", "a") },
		} {
			err := d.Write(ctx, func(tx *db.Tx) error {
				if err := add(ctx, tx, "a"); err != nil {
					return err
				}
				swallow(tx)
				return nil
			})
			if !errors.Is(err, db.ErrExists) {
				t.Errorf("%s: got %v, want %v", name, err, db.ErrExists)
			}
		}
		wantThings(t, d)
	}, things)
}

func TestChangeIsKeptThoughItsCallerHasLeft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, leave := context.WithCancel(t.Context())
		err := d.Write(ctx, func(tx *db.Tx) error {
			defer leave()
			return add(ctx, tx, "kept")
		})
		if err != nil {
			t.Errorf("got %v for a change that was kept", err)
		}
		wantThings(t, d, "kept")
	}, things)
}

func TestTxEndsWithItsFunc(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		var kept *db.Tx
		if err := d.Write(ctx, func(tx *db.Tx) error { kept = tx; return nil }); err != nil {
			t.Fatal(err)
		}
		if err := add(ctx, kept, "late"); err == nil {
			t.Error("a Tx was usable after its func")
		}
		if err := kept.QueryRow(ctx, allThings).Scan(new(string)); err == nil {
			t.Error("a Tx could read after its func")
		}
		wantThings(t, d)
	}, things)
}

func TestReadIsASnapshotThatCannotWrite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		err := d.Read(ctx, func(tx *db.Tx) error {
			before, err := db.All(ctx, tx, db.Value[string], allThings)
			if err != nil {
				return err
			}
			if err := d.Write(ctx, func(tx *db.Tx) error { return add(ctx, tx, "new") }); err != nil {
				return err
			}
			after, err := db.All(ctx, tx, db.Value[string], allThings)
			if len(before) != 0 || len(after) != 0 {
				t.Errorf("the snapshot changed: %v, then %v", before, after)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.Read(ctx, func(tx *db.Tx) error { return add(ctx, tx, "written by Read") })
		if !errors.Is(err, db.ErrReadOnly) {
			t.Errorf("got %v, want %v", err, db.ErrReadOnly)
		}
		wantThings(t, d, "new")
	}, things)
}

// TestEnginesKeepValuesAlike writes what the engines' drivers would treat
// differently.
func TestEnginesKeepValuesAlike(t *testing.T) {
	at := time.Date(2026, 3, 29, 2, 30, 0, 123456789, time.FixedZone("", 3600))
	type values struct {
		At      int64
		Yes, No bool
		Text    string
		None    *string
	}
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		var got values
		err := d.Write(ctx, func(tx *db.Tx) (err error) {
			got, err = db.One(ctx, tx, func(row db.Row) (v values, err error) {
				err = row.Scan(&v.At, &v.Yes, &v.No, &v.Text, &v.None)
				return v, err
			}, `SELECT CAST($1 AS bigint), CAST($2 AS bigint), CAST($3 AS bigint), CAST($4 AS text), CAST($5 AS text)`,
				at, true, false, "één\n'\"", nil)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want := values{At: at.UnixMilli(), Yes: true, Text: "één\n'\""}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		if got := db.Time(got.At); !got.Equal(at.Truncate(time.Millisecond)) || got.Location() != time.UTC {
			t.Errorf("got the instant %v, want %v", got, at)
		}
		for _, bad := range []string{"nul\x00", "latin\xe9"} {
			err := d.Write(ctx, func(tx *db.Tx) error { return add(ctx, tx, bad) })
			if !errors.Is(err, db.ErrText) {
				t.Errorf("%q: got %v, want %v", bad, err, db.ErrText)
			}
		}
	}, things)
}

func TestRowsInOrderOfBytes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		err := d.Write(ctx, func(tx *db.Tx) error {
			for _, id := range []string{"é", "b", "a", "B", "_"} {
				if err := add(ctx, tx, id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		wantThings(t, d, "B", "_", "a", "b", "é")
	}, things)
}

func TestOneWithoutARow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		err := d.Read(t.Context(), func(tx *db.Tx) error {
			_, err := db.One(t.Context(), tx, db.Value[string], allThings)
			return err
		})
		if !errors.Is(err, db.ErrNone) || fault.KindOf(err) != fault.NotFound {
			t.Errorf("got %v, want %v", err, db.ErrNone)
		}
	}, things)
}

func TestEventOfAVersionIsThereOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		record := func() error {
			return d.Write(ctx, func(tx *db.Tx) error {
				return tx.Record(ctx, db.Change{
					Room: "thing", Record: "r", Org: "o", Actor: "a", Version: 1, At: time.UnixMilli(5),
					Events: []ledger.Event{{Verb: "thing.made"}, {Verb: "thing.named", Note: map[string]string{"code": "7"}}},
				})
			})
		}
		if err := record(); err != nil {
			t.Fatal(err)
		}
		if err := record(); !errors.Is(err, db.ErrExists) {
			t.Errorf("the same events again: got %v, want %v", err, db.ErrExists)
		}
		all, err := dbtest.Events(ctx, d, "thing", "r")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]dbtest.Recorded{{Version: 1, Verb: "thing.made"}, {Version: 1, N: 1, Verb: "thing.named"}}, all); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	})
}

// TestChangesAreSerial lets two changes each look whether the other is there
// before they write: on PostgreSQL both begin, and one is run again.
func TestChangesAreSerial(t *testing.T) {
	d := dbtest.Open(t, dbtest.Postgres(t))
	ctx := t.Context()
	if err := d.Migrate(ctx, things); err != nil {
		t.Fatal(err)
	}
	met, results := make(chan struct{}), make(chan error)
	var runs atomic.Int64
	for _, id := range []string{"one", "two"} {
		go func() {
			results <- d.Write(ctx, func(tx *db.Tx) error {
				n, err := db.One(ctx, tx, db.Value[int64], `SELECT count(*) FROM thing`)
				if err != nil {
					return err
				}
				if runs.Add(1) <= 2 {
					select {
					case met <- struct{}{}:
					case <-met:
					}
				}
				if n > 0 {
					return errRegret
				}
				return add(ctx, tx, id)
			})
		}()
	}
	first, second := <-results, <-results
	if (first == nil) == (second == nil) || !errors.Is(errors.Join(first, second), errRegret) {
		t.Errorf("got %v and %v, want that one of them sees the other", first, second)
	}
	// PostgreSQL may see a clash where there is none, so more runs are right too.
	if n := runs.Load(); n < 3 {
		t.Errorf("%d runs, want one of the two changes to run again", n)
	}
}

func TestEndlessClashIsBusy(t *testing.T) {
	d := dbtest.Open(t, dbtest.Postgres(t))
	runs := 0
	err := d.Write(t.Context(), func(*db.Tx) error {
		runs++
		return &pgconn.PgError{Code: "40001"}
	})
	if !errors.Is(err, db.ErrBusy) || fault.KindOf(err) != fault.Busy || runs < 2 {
		t.Errorf("got %v after %d runs, want %v", err, runs, db.ErrBusy)
	}
}
