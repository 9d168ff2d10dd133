// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package registertest

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/examine/outcome"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	outcome.Registry
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
}

// Suite puts a store through what this room needs of it. A registration never changes, so
// that what dbtest.Conform asks of changes has nothing to be asked of.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, Kept){
		"a registration comes back whole":           whole,
		"a text is registered once, by one of many": once,
		"lists keep to scope and order":             lists,
		"what takes a plan's place is found":        successors,
		"a caller who has left isn't served":        left,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// plan is a registration of some minutes after Now.
func plan(name string, owner org.ID, minutes int) outcome.Registered {
	return outcome.Registered{
		Plan: name, Org: owner, By: "person", At: orgtest.Now.Add(time.Duration(minutes)*time.Minute + time.Millisecond),
		Title: disclose.Label{NL: "Titel", EN: "Title"}, Raw: []byte("raw " + name),
	}
}

func register(t *testing.T, s Kept, all ...outcome.Registered) {
	t.Helper()
	for _, r := range all {
		if err := s.Register(t.Context(), org.Public(), r, []ledger.Event{{Verb: "outcome.registered"}}); err != nil {
			t.Fatal(err)
		}
	}
}

func whole(t *testing.T, s Kept) {
	want := plan("p", orgtest.Agency, 0)
	want.Raw = []byte("é: x\r\n\n")
	want.Deviation = outcome.Deviation{Replaces: "earlier", Why: disclose.Label{NL: "w", EN: "y"}}
	register(t, s, want)
	got, err := s.Plan(t.Context(), org.Public(), "p")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Plan(t.Context(), org.Public(), "q"); !errors.Is(err, outcome.ErrNoPlan) {
		t.Errorf("a plan that isn't there: %v", err)
	}
}

func once(t *testing.T, s Kept) {
	const many = 8
	answers := make(chan error, many)
	for i := range many {
		go func() {
			r := plan("p", orgtest.Agency, i)
			answers <- s.Register(t.Context(), org.Public(), r, []ledger.Event{{Verb: "outcome.registered"}})
		}()
	}
	kept := 0
	for range many {
		switch err := <-answers; {
		case err == nil:
			kept++
		case !errors.Is(err, outcome.ErrRegistered):
			t.Errorf("the same text again: %v", err)
		}
	}
	events, err := s.Events(t.Context(), "p")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]dbtest.Recorded{{Version: 1, Verb: "outcome.registered"}}, events); kept != 1 || diff != "" {
		t.Errorf("%d were kept; events: %s", kept, diff)
	}
}

func lists(t *testing.T, s Kept) {
	for i, owner := range []org.ID{orgtest.Agency, orgtest.Sibling, orgtest.Agency} {
		register(t, s, plan("p"+strconv.Itoa(i), owner, i))
	}
	for _, tc := range []struct {
		rule string
		in   org.Scope
		p    outcome.Page
		want []string
	}{
		{"newest first", org.Everywhere(), outcome.Page{Limit: 9}, []string{"p2", "p1", "p0"}},
		{"one organisation", org.Only(orgtest.Agency), outcome.Page{Limit: 9}, []string{"p2", "p0"}},
		{"no organisation", org.Only(), outcome.Page{Limit: 9}, nil},
		{"the second page", org.Everywhere(), outcome.Page{Limit: 1, Offset: 1}, []string{"p1"}},
		{"beyond the last page", org.Everywhere(), outcome.Page{Limit: 1, Offset: 9}, nil},
	} {
		list, err := s.Plans(t.Context(), org.Public(), tc.in, tc.p)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, names(t, list)); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}

func names(t *testing.T, list []outcome.Registered) (out []string) {
	t.Helper()
	for _, r := range list {
		out = append(out, r.Plan)
		if r.Raw != nil {
			t.Errorf("a list carries the text of %s", r.Plan)
		}
	}
	return out
}

func successors(t *testing.T, s Kept) {
	register(t, s, plan("first", orgtest.Agency, 0))
	for i, name := range []string{"later", "earlier"} {
		r := plan(name, orgtest.Agency, 2-i)
		r.Replaces = "first"
		register(t, s, r)
	}
	for of, want := range map[string][]string{"first": {"earlier", "later"}, "later": nil, "": nil} {
		list, err := s.Successors(t.Context(), org.Public(), of)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, names(t, list)); diff != "" {
			t.Errorf("after %q: %s", of, diff)
		}
	}
}

func left(t *testing.T, s Kept) {
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if err := s.Register(ctx, org.Public(), plan("p", orgtest.Agency, 0), nil); err == nil {
		t.Error("it was served")
	}
	if _, err := s.Plan(t.Context(), org.Public(), "p"); !errors.Is(err, outcome.ErrNoPlan) {
		t.Errorf("something was kept: %v", err)
	}
}
