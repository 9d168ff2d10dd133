// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// filled gives a log of 300 records, r000 to r299, whose leaves have the same
// numbers; r007 is at version 2 (leaf 300), and a key of a desk was added
// (leaf 301).
func filled(t *testing.T, d *db.DB) (kept, ledger.Key) {
	t.Helper()
	secret, public := ledgertest.Keys(t)
	l := open(t, d, secret, public)
	var wait []ledgertest.Change
	for i := range 300 {
		wait = append(wait, opened(fmt.Sprintf("r%03d", i), 1, "cases.opened"))
		if i%50 == 0 {
			l.all(t, wait)
			place(t, l)
			wait = nil
		}
	}
	key := opened("d1", 1, "cases.key")
	key.Events[0].Key = &ledger.KeyEvent{Desk: "d1", Number: 1, Change: ledger.KeyAdded, Member: "m1", Recipient: "age1a"}
	l.all(t, append(wait, opened("r007", 2, "cases.closed"), key))
	place(t, l)
	k, err := ledger.ParseKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return l, k
}

func place(t testing.TB, l kept) {
	t.Helper()
	if _, err := l.Append(t.Context()); err != nil {
		t.Fatalf("append: %v", err)
	}
}

func tamper(t *testing.T, d *db.DB, query string, args ...any) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		n, err := tx.Exec(t.Context(), query, args...)
		if err == nil && n == 0 {
			err = errors.New("nothing was tampered with")
		}
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// rewrite changes what is kept of a tile.
func rewrite(t *testing.T, d *db.DB, tile ledger.Tile, change func([]byte) []byte) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		content, err := db.One(t.Context(), tx, db.Value[[]byte], `SELECT content FROM ledger_tile WHERE level = $1 AND n = $2`, int64(tile.Level), tile.Index)
		if err != nil {
			return err
		}
		_, err = tx.Exec(t.Context(), `UPDATE ledger_tile SET content = $1 WHERE level = $2 AND n = $3`, change(slices.Clone(content)), int64(tile.Level), tile.Index)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// kinds counts findings by kind.
func kinds(r ledgerdb.Report) map[ledgerdb.Kind]int {
	all := map[ledgerdb.Kind]int{}
	for _, f := range r.Findings {
		all[f.Kind]++
	}
	return all
}

const swapped = 2 + 32 // an entry in its bundle

var entries = ledger.Tile{Level: ledger.Entries}

func swap(content []byte, size, a, b int) []byte {
	out := slices.Clone(content)
	copy(out[a*size:], content[b*size:(b+1)*size])
	copy(out[b*size:], content[a*size:(a+1)*size])
	return out
}

func TestAuditFinds(t *testing.T) {
	type found = map[ledgerdb.Kind]int
	for name, tc := range map[string]struct {
		spoil func(t *testing.T, d *db.DB)
		want  found
	}{
		"nothing wrong": {func(*testing.T, *db.DB) {}, found{}},
		"a deleted record": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM cases WHERE id = 'r003'`)
		}, found{ledgerdb.NoRecord: 1}},
		"a record put back": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE cases SET version = 1 WHERE id = 'r007'`)
		}, found{ledgerdb.RolledBack: 1}},
		"a record without leaf": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `INSERT INTO cases (id, version) VALUES ('x', 1)`)
		}, found{ledgerdb.NoEvent: 1}},
		"a deleted event": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM event WHERE record = 'r003'`)
		}, found{ledgerdb.Orphan: 1, ledgerdb.NoEvent: 1}},
		"a record and its event deleted": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM event WHERE record = 'r003'`)
			tamper(t, d, `DELETE FROM cases WHERE id = 'r003'`)
		}, found{ledgerdb.Orphan: 1}},
		"a changed note": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET note = '{"a":"b"}' WHERE record = 'r003'`)
		}, found{ledgerdb.Changed: 1}},
		"a changed actor": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET actor = 'p2' WHERE record = 'r003'`)
		}, found{ledgerdb.Changed: 1}},
		"a changed moment": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET at = at - 1 WHERE record = 'r003'`)
		}, found{ledgerdb.Changed: 1}},
		"a deleted salt": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET salt = NULL WHERE record = 'r003'`)
		}, found{ledgerdb.Changed: 1}},
		"a changed event with a leaf that fits it": {func(t *testing.T, d *db.DB) {
			forge(t, d, "r003")
		}, found{ledgerdb.Moved: 1}},
		"two events that changed places": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET leaf = 7 - leaf WHERE leaf IN (3, 4)`)
		}, found{ledgerdb.Moved: 2}},
		"an event with another's leaf": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET leaf = 4 WHERE leaf = 3`)
		}, found{ledgerdb.Moved: 1, ledgerdb.Twice: 1, ledgerdb.Orphan: 1}},
		"an event that was never placed": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE event SET leaf = NULL WHERE leaf = 3`)
		}, found{ledgerdb.NoLeaf: 1, ledgerdb.Orphan: 1}},
		"two leaves that changed places": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, entries, func(b []byte) []byte { return swap(b, swapped, 3, 4) })
		}, found{ledgerdb.Moved: 2, ledgerdb.WrongTile: 1, ledgerdb.WrongRoot: 6}},
		"two leaves, and their hashes, that changed places": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, entries, func(b []byte) []byte { return swap(b, swapped, 3, 4) })
			rewrite(t, d, ledger.Tile{}, func(b []byte) []byte { return swap(b, 32, 3, 4) })
		}, found{ledgerdb.Moved: 2, ledgerdb.WrongTile: 1, ledgerdb.WrongRoot: 6}},
		"a deleted last leaf": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, ledger.Tile{Level: ledger.Entries, Index: 1}, func(b []byte) []byte { return b[:44*swapped] })
			rewrite(t, d, ledger.Tile{Index: 1}, func(b []byte) []byte { return b[:44*32] })
		}, found{ledgerdb.Gap: 1, ledgerdb.Moved: 2, ledgerdb.WrongRoot: 1, ledgerdb.WrongKeyList: 1}},
		"a deleted part of the log": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM ledger_tile WHERE level = -1 AND n = 1`)
		}, found{ledgerdb.Gap: 1, ledgerdb.WrongTile: 1, ledgerdb.WrongRoot: 1, ledgerdb.Moved: 46, ledgerdb.WrongKeyList: 1}},
		"a changed hash": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, ledger.Tile{Level: 1}, func(b []byte) []byte { b[3]++; return b })
		}, found{ledgerdb.WrongTile: 1}},
		"a leaf that no event has": {func(t *testing.T, d *db.DB) {
			rewrite(t, d, ledger.Tile{Level: ledger.Entries, Index: 1}, func(b []byte) []byte { return append(b, 0, 1, 'x') })
		}, found{ledgerdb.WrongTile: 1, ledgerdb.WrongRoot: 1, ledgerdb.Orphan: 1}},
		"a checkpoint of another root": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `UPDATE ledger_checkpoint SET signed = (SELECT signed FROM ledger_checkpoint ORDER BY id DESC LIMIT 1) WHERE size = 51`)
		}, found{ledgerdb.Unsigned: 1}},
		"a list without a key": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `DELETE FROM ledger_key`)
		}, found{ledgerdb.WrongKeyList: 1}},
		"a list with a key too many": {func(t *testing.T, d *db.DB) {
			tamper(t, d, `INSERT INTO ledger_key (leaf, desk, entry) SELECT 5, desk, entry FROM ledger_key`)
		}, found{ledgerdb.WrongKeyList: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				l, key := filled(t, d)
				tc.spoil(t, d)
				r := audit(t, l, key)
				if diff := cmp.Diff(tc.want, kinds(r)); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			}, cases, ledgerdb.Room())
		})
	}
}

// forge gives an event another note and a leaf that fits it.
func forge(t *testing.T, d *db.DB, record string) {
	t.Helper()
	c := db.Change(opened(record, 9, "cases.opened"))
	c.Events[0].Note = map[string]string{"forged": "yes"}
	ctx := t.Context()
	err := d.Write(ctx, func(tx *db.Tx) error {
		leaf, err := db.One(ctx, tx, db.Value[int64], `SELECT leaf FROM event WHERE record = $1`, record)
		if err != nil {
			return err
		}
		if err := tx.Record(ctx, c); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM event WHERE record = $1 AND version = 1`, record); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `UPDATE event SET leaf = $1 WHERE record = $2`, leaf, record); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE cases SET version = 9 WHERE id = $1`, record)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Whoever holds the log's key can sign two logs: that is found by comparing.
func TestAuditFindsAFork(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		secret, public := ledgertest.Keys(t)
		l := open(t, d, secret, public)
		if err := l.Record(t.Context(), opened("r1", 1, "cases.opened")); err != nil {
			t.Fatal(err)
		}
		place(t, l)
		key, err := ledger.ParseKey(public)
		if err != nil {
			t.Fatal(err)
		}
		signer, err := ledger.ParseSigner(secret)
		if err != nil {
			t.Fatal(err)
		}
		note, err := signer.Sign(1, [32]byte{7})
		if err != nil {
			t.Fatal(err)
		}
		given, _, err := ledger.OpenCheckpoint(note, key)
		if err != nil {
			t.Fatal(err)
		}
		longer := given
		longer.Size = 2
		want := map[ledgerdb.Kind]int{ledgerdb.Disowned: 1, ledgerdb.Behind: 1}
		if diff := cmp.Diff(want, kinds(audit(t, l, key, given, longer))); diff != "" {
			t.Errorf("given out before: -want +got\n%s", diff)
		}
		tamper(t, d, `INSERT INTO ledger_checkpoint (size, at, signed) VALUES (1, 0, $1)`, note)
		want = map[ledgerdb.Kind]int{ledgerdb.Forked: 1, ledgerdb.WrongRoot: 1}
		if diff := cmp.Diff(want, kinds(audit(t, l, key))); diff != "" {
			t.Errorf("kept: -want +got\n%s", diff)
		}
		// After a restart the log refuses to go on from what it didn't log.
		if err := l.Record(t.Context(), opened("r2", 1, "cases.opened")); err != nil {
			t.Fatal(err)
		}
		if _, err := open(t, d, secret, public).Append(t.Context()); !errors.Is(err, ledger.ErrDamaged) {
			t.Errorf("got %v, want %v", err, ledger.ErrDamaged)
		}
	}, cases, ledgerdb.Room())
}

func TestForgottenRecordsLeaveADeletion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l, key := filled(t, d)
		ctx := t.Context()
		forget := func(c ledgertest.Change) error {
			return d.Write(ctx, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, `DELETE FROM cases WHERE id = $1`, c.Record); err != nil {
					return err
				}
				return ledgerdb.Forget(ctx, tx, db.Change(c))
			})
		}
		if err := forget(opened("r007", 3, "cases.closed")); err == nil {
			t.Error("a record was forgotten without saying so")
		}
		if err := l.Record(ctx, opened("r007", 3, "cases.read")); err != nil {
			t.Fatal(err)
		}
		if err := forget(opened("r007", 4, "cases.deleted")); !errors.Is(err, ledger.ErrPending) {
			t.Errorf("got %v, want %v", err, ledger.ErrPending)
		}
		place(t, l)
		if err := forget(opened("r007", 4, "cases.deleted")); err != nil {
			t.Fatal(err)
		}
		place(t, l)
		r := clean(t, l, key)
		if r.Deleted != 3 || r.Entries != 304 || r.Events != 301 {
			t.Errorf("got %+v", r)
		}
		note := map[string]string{}
		err := d.Read(ctx, func(tx *db.Tx) error {
			rows, err := db.All(ctx, tx, db.Value[string], `SELECT note FROM event WHERE record = 'r007'`)
			note["all"] = fmt.Sprint(rows)
			return err
		})
		if want := map[string]string{"all": `[{"leaves":"7,300,302"}]`}; err != nil || !maps.Equal(note, want) {
			t.Errorf("got %v, %v; want %v", note, err, want)
		}
		// A deletion that says too much is found.
		if err := d.Write(ctx, func(tx *db.Tx) error {
			c := db.Change(opened("r008", 2, "cases.deleted"))
			c.Events[0].Note = map[string]string{ledger.DeletedLeaves: "9,900-999999999999"}
			return tx.Record(ctx, c)
		}); err != nil {
			t.Fatal(err)
		}
		tamper(t, d, `UPDATE cases SET version = 2 WHERE id = 'r008'`)
		place(t, l)
		if diff := cmp.Diff(map[ledgerdb.Kind]int{ledgerdb.Twice: 1}, kinds(audit(t, l, key))); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}, cases, ledgerdb.Room())
}

func TestAuditOfNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		_, public := ledgertest.Keys(t)
		key, err := ledger.ParseKey(public)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ledgerdb.Audit{Key: key}.Run(context.Background(), d)
		if err != nil || len(r.Findings) != 0 {
			t.Errorf("got %+v, %v", r, err)
		}
	}, cases, ledgerdb.Room())
}
