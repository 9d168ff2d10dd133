// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package dbtest

import (
	"context"
	"testing"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/db"
)

// Store is a room's store as Conform sees it: T is the record, A the actor.
// Adding one to a number in the record stands for any change.
type Store[T, A any, ID ~string] struct {
	Owner, Stranger A // Stranger may not know that the record exists

	Create func(ctx context.Context, as A) (ID, error) // a record of version 1 whose number is 0
	Find   func(ctx context.Context, as A, id ID) (T, error)
	Update func(ctx context.Context, as A, id ID, change func(*T) ([]ledger.Event, error)) error
	// UpdateFrom is Update of somebody who has seen a version, and whose
	// change is refused when the record has moved on.
	UpdateFrom func(ctx context.Context, as A, id ID, seen int64, change func(*T) ([]ledger.Event, error)) error
	Events     func(ctx context.Context, id ID) ([]Recorded, error) // in the order of version and n

	Add     func(*T)
	Number  func(T) int
	Version func(T) int64
}

// Recorded is an event as it is kept.
type Recorded struct {
	Version, N int64
	Verb       string
}

// Conform puts a store through what every store promises, each time on a new
// one, in memory and on both engines alike.
func Conform[T, A any, ID ~string](t *testing.T, open func(t *testing.T) Store[T, A, ID]) {
	t.Helper()
	for name, test := range map[string]func(trial[T, A, ID], *testing.T){
		"a change raises the version and keeps its events once": trial[T, A, ID].changes,
		"a change that fails leaves nothing":                    trial[T, A, ID].fails,
		"a change that panics leaves nothing":                   trial[T, A, ID].panics,
		"a stranger learns nothing":                             trial[T, A, ID].strangers,
		"what isn't there isn't found":                          trial[T, A, ID].missing,
		"a stale version is a conflict":                         trial[T, A, ID].stale,
		"of many from one version one succeeds":                 trial[T, A, ID].race,
		"no update is lost":                                     trial[T, A, ID].crowd,
		"a caller who has left isn't served":                    trial[T, A, ID].left,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			id, err := s.Create(t.Context(), s.Owner)
			if err != nil {
				t.Fatalf("create: %v", err)
			}
			test(trial[T, A, ID]{s, id, events(t, s, id)}, t)
		})
	}
}

const findEvents = `SELECT version, n, verb FROM event WHERE room = $1 AND record = $2 ORDER BY version, n`

// Events gives what a store for databases passes on as Events.
func Events(ctx context.Context, d *db.DB, room, record string) (all []Recorded, err error) {
	err = d.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, func(row db.Row) (r Recorded, err error) {
			err = row.Scan(&r.Version, &r.N, &r.Verb)
			return r, err
		}, findEvents, room, record)
		return err
	})
	return all, err
}

func events[T, A any, ID ~string](t *testing.T, s Store[T, A, ID], id ID) []Recorded {
	t.Helper()
	all, err := s.Events(t.Context(), id)
	if err != nil {
		t.Fatalf("events: %v", err)
	}
	return all
}

// wantKind fails the test when err isn't a fault of that kind.
func wantKind(t *testing.T, what string, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("%s: got %v (kind %d), want kind %d", what, err, fault.KindOf(err), want)
	}
}
