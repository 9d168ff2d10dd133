// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// cases are records as small as can be.
var cases = db.Room{Name: "cases", Schema: fstest.MapFS{
	"schema/sqlite/0001_cases.sql":   {Data: []byte("-- +goose Up\nCREATE TABLE cases (id TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT;")},
	"schema/postgres/0001_cases.sql": {Data: []byte("-- +goose Up\nCREATE TABLE cases (id text COLLATE \"C\" PRIMARY KEY, version bigint NOT NULL);")},
}}

const upsertCase = `INSERT INTO cases (id, version) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET version = excluded.version`

// kept is a log in a database, with records.
type kept struct {
	*ledgerdb.Log
	d *db.DB
}

func open(t testing.TB, d *db.DB, secret, public string) kept {
	t.Helper()
	l, err := ledgerdb.New(d, ledgerdb.Options{
		Secret: secret, Public: public, Now: time.Now, Log: slog.New(slog.DiscardHandler), Pace: time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	return kept{l, d}
}

// Record changes a record.
func (k kept) Record(ctx context.Context, c ledgertest.Change) error {
	return k.d.Write(ctx, func(tx *db.Tx) error { return record(ctx, tx, c) })
}

func record(ctx context.Context, tx *db.Tx, c ledgertest.Change) error {
	if _, err := tx.Exec(ctx, upsertCase, c.Record, c.Version); err != nil {
		return err
	}
	return tx.Record(ctx, db.Change(c))
}

// all makes changes in one commit.
func (k kept) all(t *testing.T, changes []ledgertest.Change) {
	t.Helper()
	err := k.d.Write(t.Context(), func(tx *db.Tx) error {
		for _, c := range changes {
			if err := record(t.Context(), tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Proof gives a proof.
func (k kept) Proof(ctx context.Context, ref ledgertest.Ref) (ledger.Proof, error) {
	return k.Log.Proof(ctx, ledgerdb.Ref(ref))
}

func TestLogConforms(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		ledgertest.Conform(t, func(t *testing.T) ledgertest.Log {
			if dsn[:6] == "sqlite" {
				dsn = dbtest.SQLite(t)
			} else {
				dsn = dbtest.Postgres(t)
			}
			d := dbtest.Open(t, dsn)
			if err := d.Migrate(t.Context(), cases, ledgerdb.Room()); err != nil {
				t.Fatal(err)
			}
			secret, public := ledgertest.Keys(t)
			return open(t, d, secret, public)
		})
	})
}

func opened(id string, version int64, verbs ...string) ledgertest.Change {
	c := ledgertest.Change{Room: "cases", Record: id, Org: "o1", Actor: "p1", Version: version, At: time.UnixMilli(1772446271123)}
	for _, v := range verbs {
		c.Events = append(c.Events, ledger.Event{Verb: v})
	}
	return c
}

// Several processes append while many write: every event gets one leaf, and
// whoever waits for a proof gets one that verifies.
func TestManyAppendAtOnce(t *testing.T) {
	const writers, each = 8, 25
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		secret, public := ledgertest.Keys(t)
		key, err := ledger.ParseKey(public)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var logs []kept
		var running, writing sync.WaitGroup
		for range 3 {
			d := dbtest.Open(t, dsn)
			if err := d.Migrate(ctx, cases, ledgerdb.Room()); err != nil {
				t.Fatal(err)
			}
			l := open(t, d, secret, public)
			logs = append(logs, l)
			running.Go(func() {
				if err := l.Run(ctx); err != nil {
					t.Errorf("run: %v", err)
				}
			})
		}
		var mu sync.Mutex
		var leaves []int64
		for w := range writers {
			writing.Go(func() {
				l := logs[w%len(logs)]
				for range each {
					id := db.NewID()
					if err := l.Record(ctx, opened(id, 1, "cases.opened", "cases.read")); err != nil {
						t.Errorf("record: %v", err)
						return
					}
					for n := range int64(2) {
						p, err := l.Await(ctx, ledgerdb.Ref{Room: "cases", Record: id, Version: 1, N: n})
						if err != nil {
							t.Errorf("await: %v", err)
							return
						}
						if _, _, err := p.Verify(key); err != nil || p.Record != id || p.N != n {
							t.Errorf("proof of %s: %+v, %v", id, p.Shown, err)
						}
						mu.Lock()
						leaves = append(leaves, p.Index)
						mu.Unlock()
					}
				}
			})
		}
		writing.Wait()
		stop()
		running.Wait()
		slices.Sort(leaves)
		for i, leaf := range leaves {
			if int64(i) != leaf {
				t.Fatalf("leaf %d was given for the %d-th event", leaf, i)
			}
		}
		if len(leaves) != 2*writers*each {
			t.Errorf("%d leaves for %d events", len(leaves), 2*writers*each)
		}
		clean(t, logs[0], key)
	})
}

func audit(t testing.TB, l kept, key ledger.Key, known ...ledger.Checkpoint) ledgerdb.Report {
	t.Helper()
	r, err := ledgerdb.Audit{
		Key: key, Rooms: []ledgerdb.Records{{Room: "cases", Query: "SELECT id, version FROM cases"}},
		Known: known, Now: time.UnixMilli(1772446271123).Add(time.Hour),
	}.Run(context.WithoutCancel(t.Context()), l.d)
	if err != nil {
		t.Fatalf("audit: %v", err)
	}
	return r
}

// clean checks that an audit finds nothing.
func clean(t testing.TB, l kept, key ledger.Key) ledgerdb.Report {
	t.Helper()
	r := audit(t, l, key)
	for _, f := range r.Findings {
		t.Errorf("found %+v", f)
	}
	return r
}

func TestAwaitEndsWithItsCaller(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		secret, public := ledgertest.Keys(t)
		l := open(t, d, secret, public)
		if err := l.Record(t.Context(), opened("r1", 1, "cases.opened")); err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer leave()
		if _, err := l.Await(ctx, ledgerdb.Ref{Room: "cases", Record: "r1", Version: 1}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v for an event that nobody places", err)
		}
		if _, err := l.Await(t.Context(), ledgerdb.Ref{Room: "cases", Record: "r2", Version: 1}); !errors.Is(err, ledger.ErrNone) {
			t.Errorf("got %v for no event", err)
		}
	}, cases, ledgerdb.Room())
}

func TestKeysThatDoNotBelongTogether(t *testing.T) {
	secret, _ := ledgertest.Keys(t)
	_, public := ledgertest.Keys(t)
	if _, err := ledgerdb.New(nil, ledgerdb.Options{Secret: secret, Public: public}); !errors.Is(err, ledger.ErrKey) {
		t.Errorf("got %v, want %v", err, ledger.ErrKey)
	}
}
