// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documenttest

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/document"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	document.Store
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
}

// Suite puts a store through what letters need of it.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	dbtest.Conform(t, func(t *testing.T) dbtest.Store[document.Kept, org.Actor, document.ID] {
		return adapter(t, open(t))
	})
	for name, test := range map[string]func(*testing.T, Kept){
		"an edition comes back whole":      whole,
		"every edition stays":              history,
		"a list is of one organisation":    lists,
		"what changes nothing isn't kept":  nothing,
		"what isn't there has no versions": none,
		"servers that start at once":       starts,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func at(id document.ID) document.Key { return document.Key{Org: orgtest.Agency, Template: id} }

// numbered puts a number in a template, which stands for any change.
func numbered(k *document.Kept, n int) {
	k.On, k.Text = civil.On(orgtest.Now), Letter()
	k.Text.Name.NL = strconv.Itoa(n)
}

func number(k document.Kept) int {
	n, err := strconv.Atoi(k.Text.Name.NL)
	if err != nil {
		return -1
	}
	return n
}

func adapter(t *testing.T, s Kept) dbtest.Store[document.Kept, org.Actor, document.ID] {
	policy := orgtest.Policy(t, document.Rules())
	there := func(k document.Kept, as org.Actor, act org.Action) error {
		if k.Version == 0 {
			return org.ErrNotFound
		}
		return org.Check(policy, as, act, k.Resource())
	}
	update := func(ctx context.Context, as org.Actor, id document.ID, change func(*document.Kept) ([]ledger.Event, error)) error {
		return s.Update(ctx, as, at(id), func(k *document.Kept) ([]ledger.Event, error) {
			if err := there(*k, as, document.Edit); err != nil {
				return nil, err
			}
			return change(k)
		})
	}
	return dbtest.Store[document.Kept, org.Actor, document.ID]{
		Owner:    orgtest.Actor(t, org.CommitteeSecretary, orgtest.Agency),
		Stranger: orgtest.Actor(t, org.CommitteeSecretary, orgtest.Elsewhere),
		Create: func(ctx context.Context, as org.Actor) (document.ID, error) {
			return "a", s.Update(ctx, as, at("a"), kept(0))
		},
		Find: func(ctx context.Context, as org.Actor, id document.ID) (document.Kept, error) {
			k, err := s.Last(ctx, as, at(id))
			if err == nil {
				err = there(k, as, document.View)
			}
			return k, err
		},
		Update: update,
		UpdateFrom: func(ctx context.Context, as org.Actor, id document.ID, seen int64, change func(*document.Kept) ([]ledger.Event, error)) error {
			return update(ctx, as, id, func(k *document.Kept) ([]ledger.Event, error) {
				if k.Version != seen {
					return nil, document.ErrStale
				}
				return change(k)
			})
		},
		Events: func(ctx context.Context, id document.ID) ([]dbtest.Recorded, error) {
			return s.Events(ctx, at(id).Record())
		},
		Add:     func(k *document.Kept) { numbered(k, number(*k)+1) },
		Number:  number,
		Version: func(k document.Kept) int64 { return k.Version },
	}
}

// kept is a change to a template with that number.
func kept(n int) func(*document.Kept) ([]ledger.Event, error) {
	return func(k *document.Kept) ([]ledger.Event, error) {
		numbered(k, n)
		return []ledger.Event{{Verb: "document.adapted"}}, nil
	}
}

func keep(t *testing.T, s Kept, of document.Key, n int) {
	t.Helper()
	if err := s.Update(t.Context(), org.System("test"), of, kept(n)); err != nil {
		t.Fatal(err)
	}
}

func days() cmp.Option { return cmp.Comparer(func(a, b civil.Date) bool { return a == b }) }

func whole(t *testing.T, s Kept) {
	want := document.Kept{Key: at("a"), Base: "0123456789", On: civil.MustParse("2026-03-01"), Text: Letter()}
	want.Text.Parts[0].Words.NL = "Ünal <b> \u200f \U0001f44d"
	err := s.Update(t.Context(), org.System("test"), at("a"), func(k *document.Kept) ([]ledger.Event, error) {
		k.Base, k.On, k.Text = want.Base, want.On, want.Text
		return []ledger.Event{{Verb: "document.adapted"}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want.Version = 1
	got, err := s.Last(t.Context(), org.Public(), at("a"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, days()); diff != "" {
		t.Error(diff)
	}
}

func history(t *testing.T, s Kept) {
	for n := range 3 {
		keep(t, s, at("a"), n)
	}
	all, err := s.Editions(t.Context(), org.Public(), at("a"))
	if err != nil || len(all) != 3 {
		t.Fatalf("got %d, %v", len(all), err)
	}
	for i, k := range all {
		if number(k) != 2-i || k.Version != int64(3-i) {
			t.Errorf("place %d: %d in version %d", i, number(k), k.Version)
		}
	}
}

func lists(t *testing.T, s Kept) {
	keep(t, s, at("b"), 1)
	keep(t, s, at("b"), 2)
	keep(t, s, at("a"), 3)
	keep(t, s, document.Key{Org: orgtest.Sibling, Template: "a"}, 4)
	keep(t, s, document.Key{Template: "a"}, 5)
	for of, want := range map[org.ID][]int{orgtest.Agency: {3, 2}, orgtest.Sibling: {4}, "": {5}, orgtest.Ministry: nil} {
		all, err := s.All(t.Context(), org.Public(), of)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, k := range all {
			got = append(got, number(k))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", of, diff)
		}
	}
}

func nothing(t *testing.T, s Kept) {
	keep(t, s, at("a"), 1)
	err := s.Update(t.Context(), org.System("test"), at("a"), func(k *document.Kept) ([]ledger.Event, error) {
		numbered(k, 2)
		return nil, nil
	})
	if got, err2 := s.Last(t.Context(), org.Public(), at("a")); err != nil || err2 != nil || got.Version != 1 || number(got) != 1 {
		t.Errorf("got %d in version %d, %v, %v", number(got), got.Version, err, err2)
	}
}

func none(t *testing.T, s Kept) {
	got, err := s.Last(t.Context(), org.Public(), at("a"))
	if err != nil || got.Version != 0 || got.Key != at("a") {
		t.Errorf("got %+v, %v", got, err)
	}
	if all, err := s.Editions(t.Context(), org.Public(), at("a")); err != nil || len(all) != 0 {
		t.Errorf("got %+v, %v", all, err)
	}
}

// starts lets several servers keep the same standard at once.
func starts(t *testing.T, s Kept) {
	service := document.NewService(document.Config{
		Store: s, Policy: orgtest.Policy(t, document.Rules()), Now: func() time.Time { return orgtest.Now },
		Standards: []document.Template{Letter()},
	})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := service.KeepStandards(t.Context(), org.System("start")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if all, err := s.Editions(t.Context(), org.Public(), document.Key{Template: Letter().ID}); err != nil || len(all) != 1 {
		t.Errorf("%d editions, %v", len(all), err)
	}
}
