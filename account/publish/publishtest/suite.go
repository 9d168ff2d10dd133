// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishtest

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	publish.Store
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
}

// Suite puts a store through what this room needs of it.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	dbtest.Conform(t, func(t *testing.T) dbtest.Store[publish.Publication, org.Actor, publish.ID] {
		return adapter(t, open(t))
	})
	for name, test := range map[string]func(*testing.T, Kept){
		"a publication comes back whole":            whole,
		"a bundle is taken once by an organisation": once,
		"lists keep to scope, state and order":      lists,
		"a key is known once and can be revoked":    keys,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// Draft gives a draft of an organisation whose bundle is raw.
func Draft(id publish.ID, owner org.ID, raw string) publish.Publication {
	return publish.Publication{
		ID: id, Version: 1, Org: owner, State: publish.Draft,
		Title: disclose.Label{NL: "Titel", EN: "Title"}, Intro: disclose.Label{NL: "0", EN: "0"},
		Raw: []byte(raw), Key: "key", Imported: orgtest.Now,
	}
}

func adapter(t *testing.T, s Kept) dbtest.Store[publish.Publication, org.Actor, publish.ID] {
	policy := orgtest.Policy(t)
	update := func(ctx context.Context, as org.Actor, id publish.ID, change func(*publish.Publication) ([]ledger.Event, error)) error {
		return s.Update(ctx, as, id, func(p *publish.Publication) ([]ledger.Event, error) {
			if err := org.Check(policy, as, org.EditDraft, p.Resource()); err != nil {
				return nil, err
			}
			return change(p)
		})
	}
	service := publish.NewService(s, nil, policy, func() time.Time { return orgtest.Now }, func() string { return "new" })
	return dbtest.Store[publish.Publication, org.Actor, publish.ID]{
		Owner:    orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency),
		Stranger: orgtest.Actor(t, org.ProgrammeManager, orgtest.Elsewhere),
		Create: func(ctx context.Context, as org.Actor) (publish.ID, error) {
			return "p", s.Create(ctx, as, Draft("p", orgtest.Agency, "raw"), []ledger.Event{{Verb: "publish.imported"}})
		},
		Find:   service.Find,
		Update: update,
		UpdateFrom: func(ctx context.Context, as org.Actor, id publish.ID, seen int64, change func(*publish.Publication) ([]ledger.Event, error)) error {
			return update(ctx, as, id, func(p *publish.Publication) ([]ledger.Event, error) {
				if p.Version != seen {
					return nil, publish.ErrStale
				}
				return change(p)
			})
		},
		Events: func(ctx context.Context, id publish.ID) ([]dbtest.Recorded, error) { return s.Events(ctx, string(id)) },
		Add: func(p *publish.Publication) {
			p.Intro.NL = strconv.Itoa(number(*p) + 1)
		},
		Number:  number,
		Version: func(p publish.Publication) int64 { return p.Version },
	}
}

func number(p publish.Publication) int {
	n, err := strconv.Atoi(p.Intro.NL)
	if err != nil {
		return -1
	}
	return n
}

func whole(t *testing.T, s Kept) {
	want := Draft("p", orgtest.Agency, "raw\x00bytes")
	create(t, s, want)
	err := s.Update(t.Context(), org.System("test"), "p", func(p *publish.Publication) ([]ledger.Event, error) {
		p.State, p.Opened, p.Why = publish.Published, orgtest.Now.Add(time.Hour), disclose.Label{NL: "w", EN: "y"}
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want.Version, want.State, want.Opened, want.Why = 2, publish.Published, orgtest.Now.Add(time.Hour), disclose.Label{NL: "w", EN: "y"}
	got, err := s.Find(t.Context(), org.Public(), "p")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func once(t *testing.T, s Kept) {
	create(t, s, Draft("p", orgtest.Agency, "raw"))
	if err := s.Create(t.Context(), org.Public(), Draft("q", orgtest.Agency, "raw"), nil); !errors.Is(err, publish.ErrTwice) {
		t.Errorf("the same bundle again: got %v, want ErrTwice", err)
	}
	create(t, s, Draft("r", orgtest.Sibling, "raw"))
}

func lists(t *testing.T, s Kept) {
	for i, owner := range []org.ID{orgtest.Agency, orgtest.Sibling, orgtest.Agency} {
		p := Draft(publish.ID("p"+strconv.Itoa(i)), owner, strconv.Itoa(i))
		p.Imported = p.Imported.Add(time.Duration(i) * time.Minute)
		create(t, s, p)
	}
	for _, tc := range []struct {
		rule string
		in   org.Scope
		q    publish.Query
		want []publish.ID
	}{
		{"newest first", org.Everywhere(), publish.Query{Limit: 9}, []publish.ID{"p2", "p1", "p0"}},
		{"one organisation", org.Only(orgtest.Agency), publish.Query{Limit: 9}, []publish.ID{"p2", "p0"}},
		{"no organisation", org.Only(), publish.Query{Limit: 9}, nil},
		{"another state", org.Everywhere(), publish.Query{Limit: 9, States: []publish.State{publish.Published}}, nil},
		{"the second page", org.Everywhere(), publish.Query{Limit: 1, Offset: 1}, []publish.ID{"p1"}},
		{"beyond the last page", org.Everywhere(), publish.Query{Limit: 1, Offset: 9}, nil},
	} {
		list, err := s.List(t.Context(), org.Public(), tc.in, tc.q)
		if err != nil {
			t.Fatal(err)
		}
		var got []publish.ID
		for _, p := range list {
			got = append(got, p.ID)
			if p.Raw != nil {
				t.Errorf("%s: a list carries bundles", tc.rule)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}

func keys(t *testing.T, s Kept) {
	k := publish.Key{ID: "k", Version: 1, Org: orgtest.Agency, Name: "agency", Public: "pub", Added: orgtest.Now}
	if err := s.AddKey(t.Context(), org.Public(), k, []ledger.Event{{Verb: "keys.added"}}); err != nil {
		t.Fatal(err)
	}
	twin := k
	twin.ID = "other"
	if err := s.AddKey(t.Context(), org.Public(), twin, nil); !errors.Is(err, publish.ErrKeyTwice) {
		t.Errorf("the same key again: got %v, want ErrKeyTwice", err)
	}
	later := orgtest.Now.Add(time.Hour)
	revoke := func(k *publish.Key) ([]ledger.Event, error) { return k.Revoke(later) }
	if err := s.UpdateKey(t.Context(), org.Public(), "k", revoke); err != nil {
		t.Fatal(err)
	}
	k.Version, k.Revoked = 2, later
	for _, in := range []org.Scope{org.Everywhere(), org.Only(orgtest.Agency)} {
		got, err := s.KeysOf(t.Context(), org.Public(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]publish.Key{k}, got); diff != "" {
			t.Error(diff)
		}
	}
	if err := s.UpdateKey(t.Context(), org.Public(), "k", revoke); !errors.Is(err, publish.ErrRevoked) {
		t.Errorf("revoked again: got %v, want ErrRevoked", err)
	}
	if _, err := s.Key(t.Context(), org.Public(), "none"); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("an unknown key: got %v, want ErrNotFound", err)
	}
}

func create(t *testing.T, s Kept, p publish.Publication) {
	t.Helper()
	if err := s.Create(t.Context(), org.Public(), p, []ledger.Event{{Verb: "publish.imported"}}); err != nil {
		t.Fatal(err)
	}
}
