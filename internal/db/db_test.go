// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db_test

import (
	"errors"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

func TestWriteThenRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		err := d.Write(ctx, func(tx *db.Tx) error {
			return tx.Record(ctx, db.Change{
				Room: "test", Record: "r1", Org: "o1", Actor: "p1",
				Version: 1, At: time.UnixMilli(1700000000123), Events: []ledger.Event{{Verb: "test.made"}},
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		var at int64
		err = d.Read(ctx, func(tx *db.Tx) error {
			at, err = db.One(ctx, tx, db.Value[int64], `SELECT at FROM event WHERE record = $1`, "r1")
			return err
		})
		if err != nil || at != 1700000000123 {
			t.Errorf("got %d, %v", at, err)
		}
		want := errors.New("changed my mind")
		if err := d.Write(ctx, func(*db.Tx) error { return want }); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	})
}
