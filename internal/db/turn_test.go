// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// In turn, reading and then writing needs no lock: nobody is between.
func TestTurnsExcludeEachOther(t *testing.T) {
	const handles, turns = 3, 20
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		ctx := t.Context()
		var all sync.WaitGroup
		for i := range handles {
			d := dbtest.Open(t, dsn)
			if err := d.Migrate(ctx, parcels); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				if err := d.Write(ctx, func(tx *db.Tx) error { return addParcel(ctx, tx, "one") }); err != nil {
					t.Fatal(err)
				}
				if err := d.Write(ctx, func(tx *db.Tx) error {
					_, err := tx.Exec(ctx, `UPDATE parcel SET events = 0`)
					return err
				}); err != nil {
					t.Fatal(err)
				}
			}
			for range turns {
				all.Go(func() {
					err := d.InTurn(ctx, "count", func(tx *db.Tx) error {
						n, err := db.One(ctx, tx, db.Value[int64], `SELECT events FROM parcel`)
						if err != nil {
							return err
						}
						_, err = tx.Exec(ctx, `UPDATE parcel SET events = $1`, n+1)
						return err
					})
					if err != nil {
						t.Errorf("in turn: %v", err)
					}
				})
			}
		}
		all.Wait()
		d := dbtest.Open(t, dsn)
		err := d.Read(ctx, func(tx *db.Tx) error {
			n, err := db.One(ctx, tx, db.Value[int64], `SELECT events FROM parcel`)
			if n != handles*turns {
				t.Errorf("%d of %d turns counted", n, handles*turns)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

func TestTurnThatFailsLeavesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, broken := t.Context(), errors.New("broken")
		err := d.InTurn(ctx, "add", func(tx *db.Tx) error {
			if err := add(ctx, tx, "a"); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Errorf("got %v, want %v", err, broken)
		}
		err = d.InTurn(ctx, "add", func(tx *db.Tx) error {
			if err := add(ctx, tx, "a"); err != nil {
				return err
			}
			_ = add(ctx, tx, "a")
			return nil
		})
		if !errors.Is(err, db.ErrExists) {
			t.Errorf("a statement failed unseen: got %v, want %v", err, db.ErrExists)
		}
		wantThings(t, d)
	}, things)
}

func TestRecordingWakesTheListener(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		awake := func() bool {
			select {
			case <-d.Recorded():
				return true
			default:
				return false
			}
		}
		record := func(id string, then error) {
			err := d.Write(ctx, func(tx *db.Tx) error {
				c := db.Change{Room: "thing", Record: id, Version: 1, At: time.UnixMilli(0), Events: []ledger.Event{{Verb: "thing.made"}}}
				return errors.Join(tx.Record(ctx, c), then)
			})
			if (err == nil) != (then == nil) {
				t.Fatal(err)
			}
		}
		record("a", errors.New("broken"))
		if awake() {
			t.Error("a change that left nothing wakes the listener")
		}
		record("a", nil)
		record("b", nil)
		if !awake() {
			t.Error("nobody was woken")
		}
		if awake() {
			t.Error("the listener is woken twice for what it can see at once")
		}
	}, things)
}
