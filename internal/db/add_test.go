// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

var errTwice = errors.New("it is there already")

const addUnlessThere = addThing + " ON CONFLICT DO NOTHING"

func unlessThere(rows int64) error {
	if rows == 0 {
		return errTwice
	}
	return nil
}

// sendThing adds a thing, and refuses one that is there.
func sendThing(ctx context.Context, tx *db.Tx, id string) error {
	return tx.Send(ctx, unlessThere, addUnlessThere, id)
}

func TestSentStatementsKeepTheirOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		err := d.Write(ctx, func(tx *db.Tx) error {
			if err := sendThing(ctx, tx, "a"); err != nil {
				return err
			}
			all, err := db.All(ctx, tx, db.Value[string], allThings)
			if err == nil && len(all) != 1 {
				t.Errorf("what was sent isn't seen: %v", all)
			}
			return errors.Join(err, sendThing(ctx, tx, "b"))
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, swallow := range map[string]bool{"returned": false, "swallowed": true} {
			err = d.Write(ctx, func(tx *db.Tx) error {
				err := errors.Join(sendThing(ctx, tx, "c"), sendThing(ctx, tx, "a"))
				if swallow {
					return nil
				}
				return err
			})
			if !errors.Is(err, errTwice) {
				t.Errorf("%s: got %v, want %v", name, err, errTwice)
			}
		}
		wantThings(t, d, "a", "b")
	}, things)
}

// Additions that come together share a commit; one that is refused leaves the
// others alone.
func TestAdditionsDontSufferFromEachOther(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		if err := d.Add(ctx, func(tx *db.Tx) error { return sendThing(ctx, tx, "thing 00") }); err != nil {
			t.Fatal(err)
		}
		var want []string
		var group sync.WaitGroup
		for n := range 60 {
			id := fmt.Sprintf("thing %02d", n/2)
			if n%2 == 0 {
				want = append(want, id)
			}
			group.Go(func() {
				err := d.Add(ctx, func(tx *db.Tx) error {
					c := db.Change{Room: "thing", Record: fmt.Sprintf("%s by %d", id, n), Version: 1, Events: []ledger.Event{{Verb: "thing.made"}}}
					return errors.Join(tx.Record(ctx, c), sendThing(ctx, tx, id))
				})
				if err != nil && !errors.Is(err, errTwice) {
					t.Errorf("%s: %v", id, err)
				}
			})
		}
		group.Wait()
		wantThings(t, d, want...)
		var events int64
		err := d.Read(ctx, func(tx *db.Tx) (err error) {
			events, err = db.One(ctx, tx, db.Value[int64], `SELECT count(*) FROM event`)
			return err
		})
		if err != nil || events != 29 { // of 30 things one was there
			t.Errorf("%d events, %v, want one with each thing that was added", events, err)
		}
	}, things)
}

func TestAdditionsThatFailLeaveNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		broken := errors.New("broken")
		tests := map[string]struct {
			add  func(*db.Tx) error
			want error
		}{
			"its own error":    {func(tx *db.Tx) error { return errors.Join(sendThing(ctx, tx, "a"), broken) }, broken},
			"a statement":      {func(tx *db.Tx) error { return errors.Join(sendThing(ctx, tx, "a"), tx.Send(ctx, nil, addThing, "a")) }, db.ErrExists},
			"text with a NUL":  {func(tx *db.Tx) error { return sendThing(ctx, tx, "a\x00") }, db.ErrText},
			"an error unheard": {func(tx *db.Tx) error { _ = sendThing(ctx, tx, "a\x00"); return nil }, db.ErrText},
		}
		for name, tt := range tests {
			if err := d.Add(ctx, tt.add); !errors.Is(err, tt.want) {
				t.Errorf("%s: got %v, want %v", name, err, tt.want)
			}
		}
		gone, cancel := context.WithCancel(ctx)
		cancel()
		if err := d.Add(gone, func(tx *db.Tx) error { return sendThing(ctx, tx, "b") }); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
		wantThings(t, d)
	}, things)
}
