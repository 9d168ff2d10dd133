// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"baken/account/publish"
	"baken/account/publish/publishtest"
	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

const oin = "00000001003214345000"

// town is a small government in which the agency has a number and a key.
type town struct {
	*publish.Service
	secret, public string
	manager        org.Actor
}

type directory struct{ tree *org.Tree }

func (d directory) Today(context.Context) (*org.Tree, error) { return d.tree, nil }

func newTown(t *testing.T) town {
	t.Helper()
	all := orgtest.Register(t, orgtest.Foundings()...)
	for i := range all {
		if all[i].ID == orgtest.Agency {
			all[i].Identify("", oin)
		}
	}
	next := 0
	newID := func() string { next++; return "id" + strconv.Itoa(next) }
	tree := org.Grow(all, civil.On(orgtest.Now))
	s := publish.NewService(publishtest.New(), directory{tree}, orgtest.Policy(t), func() time.Time { return orgtest.Now }, newID)
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddKey(t.Context(), orgtest.Actor(t, org.Administrator, orgtest.Agency), orgtest.Agency, public); err != nil {
		t.Fatal(err)
	}
	return town{s, secret, public, orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)}
}

func bundle(t *testing.T, secret, organisation string) []byte {
	t.Helper()
	p, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{{Group: "a", Base: 2000, Events: 500}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := p.Derive(disclose.Spec{ID: "x"}, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) { return nil, nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	title := disclose.Label{NL: "Titel", EN: "Title"}
	raw, err := disclose.Sign(disclose.Header{Organisation: organisation, Title: title}, []disclose.Table{table}, secret)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestFromBundleToPublicAndBack(t *testing.T) {
	s := newTown(t)
	ctx := t.Context()
	id, err := s.Import(ctx, s.manager, bundle(t, s.secret, oin))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(ctx, id); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("a draft is open to everyone: %v", err)
	}
	words := publish.Words{Title: disclose.Label{NL: " T ", EN: "T"}}
	if err := s.Edit(ctx, s.manager, id, 1, words); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(ctx, s.manager, id, 1); !errors.Is(err, publish.ErrStale) {
		t.Errorf("published over a change that wasn't seen: %v", err)
	}
	if err := s.Publish(ctx, s.manager, id, 2); err != nil {
		t.Fatal(err)
	}
	p, err := s.Open(ctx, id)
	if err != nil || p.Title.NL != "T" {
		t.Fatalf("got %+v, %v", p.Title, err)
	}
	if err := s.Edit(ctx, s.manager, id, 3, words); !errors.Is(err, publish.ErrState) {
		t.Errorf("edited after it was published: %v", err)
	}
	if err := s.Withdraw(ctx, s.manager, id, 3, disclose.Label{NL: "fout"}); !errors.Is(err, publish.ErrWhy) {
		t.Errorf("withdrawn with a reason in one language: %v", err)
	}
	if err := s.Withdraw(ctx, s.manager, id, 3, disclose.Label{NL: "fout", EN: "wrong"}); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Open(ctx, id); err != nil || p.Raw != nil || p.Why.EN != "wrong" {
		t.Errorf("withdrawn: got %+v, %v", p, err)
	}
}

func TestImportRefuses(t *testing.T) {
	s := newTown(t)
	ctx := t.Context()
	otherSecret, _, err := disclose.NewKey("elsewhere.example")
	if err != nil {
		t.Fatal(err)
	}
	good := bundle(t, s.secret, oin)
	changed := append([]byte(nil), good...)
	changed[40] ^= 1
	for _, tc := range []struct {
		rule string
		as   org.Actor
		raw  []byte
		want error
	}{
		{"a changed byte", s.manager, changed, disclose.ErrChanged},
		{"half a file", s.manager, good[:len(good)/2], disclose.ErrFormat},
		{"a key that isn't known", s.manager, bundle(t, otherSecret, oin), disclose.ErrSigner},
		{"another organisation than the key's", s.manager, bundle(t, s.secret, "00000001999999999000"), publish.ErrOther},
		{"no organisation", s.manager, bundle(t, s.secret, ""), publish.ErrOther},
		{"by the ministry above", orgtest.Actor(t, org.ProgrammeManager, orgtest.Ministry), good, publish.ErrNoKey},
		{"by somebody elsewhere", orgtest.Actor(t, org.ProgrammeManager, orgtest.Elsewhere), good, publish.ErrNoKey},
		{"by an administrator", orgtest.Actor(t, org.Administrator, orgtest.Agency), good, publish.ErrNoKey},
		{"by nobody", org.Public(), good, publish.ErrNoKey},
	} {
		if _, err := s.Import(ctx, tc.as, tc.raw); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
	if _, err := s.Import(ctx, s.manager, good); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(ctx, s.manager, good); !errors.Is(err, publish.ErrTwice) {
		t.Errorf("twice: got %v, want ErrTwice", err)
	}
}

func TestRevokedKeySignsNothingMore(t *testing.T) {
	s := newTown(t)
	ctx := t.Context()
	admin := orgtest.Actor(t, org.Administrator, orgtest.Agency)
	keys, err := s.Keyring(ctx, admin)
	if err != nil || len(keys) != 1 {
		t.Fatalf("got %d keys, %v", len(keys), err)
	}
	if err := s.RevokeKey(ctx, s.manager, keys[0].ID); err == nil {
		t.Error("a programme manager revoked a key")
	}
	if err := s.RevokeKey(ctx, admin, keys[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(ctx, s.manager, bundle(t, s.secret, oin)); !errors.Is(err, publish.ErrNoKey) {
		t.Errorf("got %v, want ErrNoKey", err)
	}
}

func TestResearcherDoesNotPublishHisOwnWork(t *testing.T) {
	s := newTown(t)
	researcher := orgtest.Actor(t, org.Researcher, orgtest.Agency)
	id, err := s.Import(t.Context(), researcher, bundle(t, s.secret, oin))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(t.Context(), researcher, id, 1); !errors.Is(err, org.ErrForbidden) {
		t.Errorf("got %v, want ErrForbidden", err)
	}
	above := orgtest.Actor(t, org.Controller, orgtest.Ministry)
	if err := s.Publish(t.Context(), above, id, 1); err != nil {
		t.Errorf("the ministry's controller: %v", err)
	}
	if _, err := s.Find(t.Context(), orgtest.Actor(t, org.Controller, orgtest.Elsewhere), id); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("a stranger: got %v, want ErrNotFound", err)
	}
	if _, err := s.Find(t.Context(), s.manager, "never"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("what never was: got %v, want the same ErrNotFound", err)
	}
}
