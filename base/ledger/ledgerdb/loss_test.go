// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// lossy gives the log of filled, which declares that it had 400 entries, and a
// record that came after.
func lossy(t *testing.T, d *db.DB) (kept, ledger.Key, ledger.Loss) {
	t.Helper()
	l, key := filled(t, d)
	loss, err := l.Declare(t.Context(), ledger.Loss{Made: time.UnixMilli(1772446271123), At: time.UnixMilli(1772447271123), Reached: 400, Top: [32]byte{4}})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Record(t.Context(), opened("after", 1, "cases.opened")); err != nil {
		t.Fatal(err)
	}
	place(t, l)
	return l, key, loss
}

func TestAuditUnderstandsLosses(t *testing.T) {
	type found = map[ledgerdb.Kind]int
	of := func(size int64, root byte) ledger.Checkpoint {
		return ledger.Checkpoint{Origin: "baken.example/ledger", Size: size, Root: [32]byte{root}}
	}
	for name, tc := range map[string]struct {
		spoil func(t *testing.T, d *db.DB)
		known []ledger.Checkpoint
		want  found
		lost  int64
	}{
		"a declared loss": {func(*testing.T, *db.DB) {}, nil, found{}, 0},
		"checkpoints of what was lost": {
			func(*testing.T, *db.DB) {},
			[]ledger.Checkpoint{of(400, 4), of(399, 1), of(303, 1)},
			found{},
			3,
		},
		"checkpoints that the loss doesn't explain": {
			func(*testing.T, *db.DB) {},
			[]ledger.Checkpoint{of(400, 5), of(401, 1), of(302, 1), of(7, 1)},
			found{ledgerdb.Behind: 2, ledgerdb.Disowned: 2},
			0,
		},
		"a loss that isn't listed": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM ledger_loss`)
		}, nil, found{ledgerdb.WrongLoss: 1}, 0},
		"a loss too many in the list": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `INSERT INTO ledger_loss (leaf, entry) SELECT 5, entry FROM ledger_loss`)
		}, nil, found{ledgerdb.WrongLoss: 1}, 0},
		"a loss that was changed": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, ledger.Tile{Level: ledger.Entries, Index: 1}, func(b []byte) []byte {
				return bytes.Replace(b, []byte("\nkept 302\n"), []byte("\nkept 301\n"), 1)
			})
		}, nil, found{ledgerdb.WrongLoss: 2, ledgerdb.WrongTile: 1, ledgerdb.WrongRoot: 2}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				l, key, _ := lossy(t, d)
				tc.spoil(t, d)
				r := audit(t, l, key, tc.known...)
				if diff := cmp.Diff(tc.want, kinds(r)); diff != "" || r.Lost != tc.lost {
					t.Errorf("%d lost, want %d; -want +got\n%s", r.Lost, tc.lost, diff)
				}
			}, cases, ledgerdb.Room())
		})
	}
}

func TestDeclared(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l, _, loss := lossy(t, d)
		got, err := l.Declared(t.Context())
		loss.Made, loss.At = loss.Made.UTC(), loss.At.UTC()
		if diff := cmp.Diff([]ledger.Loss{loss}, got); err != nil || diff != "" {
			t.Errorf("%v; -want +got\n%s", err, diff)
		}
		if loss.Kept != 302 {
			t.Errorf("it left %d entries, want 302", loss.Kept)
		}
	}, cases, ledgerdb.Room())
}
