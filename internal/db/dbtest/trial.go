// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package dbtest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
	"baken/base/ledger"
)

// trial is one new store with one record in it.
type trial[T, A any, ID ~string] struct {
	Store[T, A, ID]
	id      ID
	created []Recorded // the events of Create
}

// add is a change that adds one and gives events with these verbs.
func (s trial[T, A, ID]) add(verbs ...string) func(*T) ([]ledger.Event, error) {
	return func(v *T) (all []ledger.Event, _ error) {
		s.Add(v)
		for _, verb := range verbs {
			all = append(all, ledger.Event{Verb: verb, Note: map[string]string{"by": "test"}})
		}
		return all, nil
	}
}

// want checks the record's number and version, and the events since Create.
func (s trial[T, A, ID]) want(t *testing.T, number int, version int64, since ...Recorded) {
	t.Helper()
	v, err := s.Find(t.Context(), s.Owner, s.id)
	if err != nil {
		t.Fatalf("find: %v", err)
	}
	if s.Number(v) != number || s.Version(v) != version {
		t.Errorf("got number %d in version %d, want %d in %d", s.Number(v), s.Version(v), number, version)
	}
	if diff := cmp.Diff(slices.Concat(s.created, since), events(t, s.Store, s.id)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func (s trial[T, A, ID]) changes(t *testing.T) {
	s.want(t, 0, 1)
	if err := s.Update(t.Context(), s.Owner, s.id, s.add("test.one", "test.two")); err != nil {
		t.Fatal(err)
	}
	if err := s.UpdateFrom(t.Context(), s.Owner, s.id, 2, s.add("test.three")); err != nil {
		t.Fatal(err)
	}
	s.want(t, 2, 3, Recorded{2, 0, "test.one"}, Recorded{2, 1, "test.two"}, Recorded{3, 0, "test.three"})
}

func (s trial[T, A, ID]) fails(t *testing.T) {
	refused := errors.New("refused")
	err := s.Update(t.Context(), s.Owner, s.id, func(v *T) ([]ledger.Event, error) {
		all, _ := s.add("test.one")(v)
		return all, refused
	})
	if !errors.Is(err, refused) {
		t.Errorf("got %v, want the error of the change", err)
	}
	s.want(t, 0, 1)
}

func (s trial[T, A, ID]) panics(t *testing.T) {
	func() {
		defer func() {
			if got := recover(); got == nil {
				t.Error("the panic of the change was swallowed")
			}
		}()
		_ = s.Update(t.Context(), s.Owner, s.id, func(v *T) ([]ledger.Event, error) {
			s.Add(v)
			panic("a programmer's mistake")
		})
	}()
	s.want(t, 0, 1)
	if err := s.Update(t.Context(), s.Owner, s.id, s.add()); err != nil {
		t.Errorf("the store serves nobody after a panic: %v", err)
	}
}

func (s trial[T, A, ID]) strangers(t *testing.T) {
	_, err := s.Find(t.Context(), s.Stranger, s.id)
	wantKind(t, "find", err, fault.NotFound)
	never := func(*T) ([]ledger.Event, error) {
		t.Error("the change of a stranger was run")
		return nil, nil
	}
	wantKind(t, "update", s.Update(t.Context(), s.Stranger, s.id, never), fault.NotFound)
	wantKind(t, "update from", s.UpdateFrom(t.Context(), s.Stranger, s.id, 1, never), fault.NotFound)
	s.want(t, 0, 1)
}

func (s trial[T, A, ID]) missing(t *testing.T) {
	const none = "00000000000000000000000000"
	_, err := s.Find(t.Context(), s.Owner, none)
	wantKind(t, "find", err, fault.NotFound)
	wantKind(t, "update", s.Update(t.Context(), s.Owner, none, s.add("test.one")), fault.NotFound)
	if all := events(t, s.Store, none); len(all) > 0 {
		t.Errorf("events without a record: %v", all)
	}
}

func (s trial[T, A, ID]) stale(t *testing.T) {
	if err := s.Update(t.Context(), s.Owner, s.id, s.add("test.one")); err != nil {
		t.Fatal(err)
	}
	for _, seen := range []int64{0, 1, 3} {
		wantKind(t, "update from another version", s.UpdateFrom(t.Context(), s.Owner, s.id, seen, s.add("test.two")), fault.Conflict)
	}
	s.want(t, 1, 2, Recorded{2, 0, "test.one"})
}

func (s trial[T, A, ID]) race(t *testing.T) {
	var won atomic.Int64
	var callers sync.WaitGroup
	for range 16 {
		callers.Go(func() {
			err := s.UpdateFrom(t.Context(), s.Owner, s.id, 1, s.add("test.one"))
			if err == nil {
				won.Add(1)
				return
			}
			wantKind(t, "a lost race", err, fault.Conflict)
		})
	}
	callers.Wait()
	if n := won.Load(); n != 1 {
		t.Errorf("%d callers changed one version, want 1", n)
	}
	s.want(t, 1, 2, Recorded{2, 0, "test.one"})
}

func (s trial[T, A, ID]) crowd(t *testing.T) {
	const callers, each = 16, 8
	var crowd sync.WaitGroup
	for range callers {
		crowd.Go(func() {
			for range each {
				if err := s.Update(t.Context(), s.Owner, s.id, s.add("test.one")); err != nil {
					t.Errorf("update: %v", err)
				}
			}
		})
	}
	crowd.Wait()
	var all []Recorded
	for version := range int64(callers * each) {
		all = append(all, Recorded{version + 2, 0, "test.one"})
	}
	s.want(t, callers*each, 1+callers*each, all...)
}

func (s trial[T, A, ID]) left(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	leave()
	err := s.Update(ctx, s.Owner, s.id, s.add("test.one"))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	s.want(t, 0, 1)
}
