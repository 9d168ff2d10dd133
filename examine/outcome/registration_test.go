// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/fault"
	"baken/base/ledger"
	"baken/examine/outcome"
	"baken/examine/outcome/registertest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

type town struct{ tree *org.Tree }

func (o town) Today(context.Context) (*org.Tree, error) { return o.tree, nil }

// recording keeps what the ledger is given.
type recording struct {
	*registertest.Memory
	events []ledger.Event
}

func (r *recording) Register(ctx context.Context, as org.Actor, one outcome.Registered, events []ledger.Event) error {
	err := r.Memory.Register(ctx, as, one, events)
	if err == nil {
		r.events = append(r.events, events...)
	}
	return err
}

// office is a registrar of a government whose agency has the number of the plans.
func office(t *testing.T) (*outcome.Registrar, *recording) {
	t.Helper()
	all := orgtest.Register(t, orgtest.Foundings()...)
	for i := range all {
		if all[i].ID == orgtest.Agency {
			all[i].Identify("", registertest.OIN)
		}
	}
	store := &recording{Memory: registertest.New()}
	now := func() time.Time { return orgtest.Now.Add(123456 * time.Microsecond) }
	return outcome.NewRegistrar(store, town{org.Grow(all, civil.On(orgtest.Now))}, orgtest.Policy(t, outcome.Rules()), now), store
}

func manager(t *testing.T) org.Actor { return orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency) }

func TestRegister(t *testing.T) {
	s, store := office(t)
	raw := registertest.Text("Controle")
	sum := sha256.Sum256(raw)
	got, err := s.Register(t.Context(), manager(t), raw, outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	want := outcome.Registered{
		Plan: hex.EncodeToString(sum[:]), Org: orgtest.Agency, By: "programme-manager@agency",
		At: orgtest.Now.Add(123 * time.Millisecond), Title: disclose.Label{NL: "Controle", EN: "Controle-en"}, Raw: raw,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	found, err := s.Find(t.Context(), want.Plan)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]ledger.Event{{Verb: "outcome.registered", Payload: sum}}, store.events); diff != "" {
		t.Errorf("in the ledger: %s", diff)
	}
}

func TestRegisterRefuses(t *testing.T) {
	s, store := office(t)
	kept, err := s.Register(t.Context(), manager(t), registertest.Text("Controle"), outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	why := disclose.Label{NL: "w", EN: "y"}
	other := registertest.Text("Anders")
	for _, tc := range []struct {
		rule string
		as   org.Actor
		raw  []byte
		d    outcome.Deviation
		want error
	}{
		{"the same text", manager(t), registertest.Text("Controle"), outcome.Deviation{}, outcome.ErrRegistered},
		{"no plan", manager(t), []byte("format: baken-plan/9"), outcome.Deviation{}, fault.New(fault.Invalid, "outcome.plan.format")},
		{"an organisation that isn't there", manager(t), []byte(strings.Replace(string(other), registertest.OIN, "1", 1)), outcome.Deviation{}, outcome.ErrOther},
		{"somebody of another agency", orgtest.Actor(t, org.ProgrammeManager, orgtest.Sibling), other, outcome.Deviation{}, outcome.ErrOther},
		{"the ministry's controller", orgtest.Actor(t, org.Controller, orgtest.Ministry), other, outcome.Deviation{}, outcome.ErrOther},
		{"an administrator", orgtest.Actor(t, org.Administrator, orgtest.Agency), other, outcome.Deviation{}, outcome.ErrOther},
		{"nobody who signed in", org.Public(), other, outcome.Deviation{}, outcome.ErrOther},
		{"a long title", manager(t), registertest.Text(strings.Repeat("é", outcome.MostTitle-2)), outcome.Deviation{}, outcome.ErrLong},
		{"a place of nothing", manager(t), other, outcome.Deviation{Replaces: "0", Why: why}, outcome.ErrReplaces},
		{"a reason without a plan", manager(t), other, outcome.Deviation{Why: why}, outcome.ErrReplaces},
		{"no reason", manager(t), other, outcome.Deviation{Replaces: kept.Plan, Why: disclose.Label{NL: "w", EN: " "}}, outcome.ErrWhy},
		{"a long reason", manager(t), other, outcome.Deviation{Replaces: kept.Plan, Why: disclose.Label{NL: "w", EN: strings.Repeat("é", outcome.MostWhy+1)}}, outcome.ErrWhyLong},
	} {
		if _, err := s.Register(t.Context(), tc.as, tc.raw, tc.d); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
	if len(store.events) != 1 {
		t.Errorf("%d events were recorded, want 1", len(store.events))
	}
}

func TestDeviation(t *testing.T) {
	s, store := office(t)
	first, err := s.Register(t.Context(), manager(t), registertest.Text("Controle"), outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Register(t.Context(), manager(t), registertest.Text("Anders"), outcome.Deviation{
		Replaces: " " + first.Plan + "\n", Why: disclose.Label{NL: " w ", EN: "y"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := outcome.Deviation{Replaces: first.Plan, Why: disclose.Label{NL: "w", EN: "y"}}
	if diff := cmp.Diff(want, second.Deviation); diff != "" {
		t.Error(diff)
	}
	if got := store.events[1].Note["replaces"]; got != first.Plan {
		t.Errorf("the ledger says that it replaces %q", got)
	}
	after, err := s.Successors(t.Context(), first.Plan)
	if err != nil || len(after) != 1 || after[0].Plan != second.Plan {
		t.Errorf("after the first come %v, %v", after, err)
	}
	if again, err := s.Find(t.Context(), first.Plan); err != nil || !cmp.Equal(first, again) {
		t.Errorf("the first one changed: %v, %v", again, err)
	}
}

// named gives a registration the name of its text.
func named(r outcome.Registered) outcome.Registered {
	r.Plan = ledger.DigestOf(r.Raw).String()
	return r
}

// A text that was changed where it is kept isn't shown as what was registered.
func TestChanged(t *testing.T) {
	s, store := office(t)
	kept := named(outcome.Registered{Raw: registertest.Text("Controle"), Org: orgtest.Agency, At: orgtest.Now})
	kept.Raw = registertest.Text("Anders")
	if err := store.Register(t.Context(), org.Public(), kept, nil); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Find(t.Context(), kept.Plan); !errors.Is(err, outcome.ErrChanged) {
		t.Errorf("got %+v, %v", got, err)
	}
}

// The plan of somebody else's organisation can't be left.
func TestDeviationOfAnother(t *testing.T) {
	s, store := office(t)
	foreign := named(outcome.Registered{Raw: []byte("f"), Org: orgtest.Sibling, At: orgtest.Now})
	if err := store.Register(t.Context(), org.Public(), foreign, nil); err != nil {
		t.Fatal(err)
	}
	d := outcome.Deviation{Replaces: foreign.Plan, Why: disclose.Label{NL: "w", EN: "y"}}
	if _, err := s.Register(t.Context(), manager(t), registertest.Text("Controle"), d); !errors.Is(err, outcome.ErrReplaces) {
		t.Errorf("got %v, want %v", err, outcome.ErrReplaces)
	}
}

// A plan that says itself which one it takes the place of is registered so, and not as
// another one's successor.
func TestPlanNamesWhatItReplaces(t *testing.T) {
	s, _ := office(t)
	first, err := s.Register(t.Context(), manager(t), registertest.Text("Controle"), outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Register(t.Context(), manager(t), registertest.Text("Derde"), outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	raw := append(registertest.Text("Anders"), "\nreplaces: {file: first.yaml, plan: "+first.Plan+", why: {nl: w, en: y}}\n"...)
	if _, err := s.Register(t.Context(), manager(t), raw, outcome.Deviation{Replaces: other.Plan, Why: disclose.Label{NL: "w", EN: "y"}}); !errors.Is(err, outcome.ErrReplaces) {
		t.Errorf("another plan than it says itself: %v", err)
	}
	got, err := s.Register(t.Context(), manager(t), raw, outcome.Deviation{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(outcome.Deviation{Replaces: first.Plan, Why: disclose.Label{NL: "w", EN: "y"}}, got.Deviation); diff != "" {
		t.Error(diff)
	}
}
