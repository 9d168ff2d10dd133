// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/document"
	"baken/ground/document/documenttest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

type town struct{ tree *org.Tree }

func (o town) Today(context.Context) (*org.Tree, error) { return o.tree, nil }

func service(t *testing.T, standards ...document.Template) (*document.Service, *documenttest.Memory) {
	t.Helper()
	store := documenttest.New()
	return document.NewService(document.Config{
		Store: store, Orgs: town{orgtest.Tree(t)}, Policy: orgtest.Policy(t, document.Rules()),
		Now: func() time.Time { return orgtest.Now }, Standards: standards,
	}), store
}

// ours is the letter of the agency.
func ours() document.Key {
	return document.Key{Org: orgtest.Agency, Template: documenttest.Letter().ID}
}

func other(opening string) map[document.Code]document.Words {
	return map[document.Code]document.Words{"opening": {NL: opening + " {received}", EN: opening + " {received}"}}
}

// Who words the letters of an organisation, seen from a role in the agency.
func TestAccessMatrix(t *testing.T) {
	const want = `
employee              -     -
intake-officer        -     -
counsellor            -     -
committee-member      -     -
committee-secretary   yes   yes
competent-authority   -     -
researcher            -     -
risk-owner            -     -
controller            -     -
programme-manager     -     -
administrator         yes   yes
auditor               -     -
(nobody signed in)    -     -
`
	policy := orgtest.Policy(t, document.Rules())
	var got strings.Builder
	got.WriteString("\n")
	line := func(name string, as org.Actor) {
		may := func(act org.Action, in org.ID) bool {
			return policy.Decide(as, act, org.Of(document.TypeTemplate, "x", in)).Allowed
		}
		cell := func(act org.Action) string {
			for _, in := range []org.ID{orgtest.Ministry, orgtest.Directorate, orgtest.Sibling} {
				if may(act, in) {
					t.Errorf("%s: %s in %s", name, act, in)
				}
			}
			if may(act, orgtest.Agency) {
				return "yes"
			}
			return "-"
		}
		got.WriteString(name + strings.Repeat(" ", 22-len(name)) + (cell(document.View) + "     ")[:6] + cell(document.Edit) + "\n")
	}
	for _, role := range org.Roles() {
		line(string(role), orgtest.Actor(t, role, orgtest.Agency))
	}
	line("(nobody signed in)", org.Public())
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAStrangerLearnsNothing(t *testing.T) {
	s, _ := service(t, documenttest.Letter())
	for _, as := range []org.Actor{org.Public(), orgtest.Actor(t, org.CommitteeSecretary, orgtest.Sibling), orgtest.Actor(t, org.Auditor, orgtest.Agency)} {
		_, find := s.Find(t.Context(), as, ours())
		_, _, editions := s.Editions(t.Context(), as, ours())
		_, edition := s.Edition(t.Context(), as, ours(), documenttest.Letter().Edition)
		for _, err := range []error{find, editions, edition, s.Adapt(t.Context(), as, ours(), 0, nil)} {
			if !errors.Is(err, org.ErrNotFound) {
				t.Errorf("got %v, want ErrNotFound", err)
			}
		}
		for _, set := range must(s.Desk(t.Context(), as)) {
			if set.Org == orgtest.Agency {
				t.Errorf("%s sees the letters of the agency", as)
			}
		}
	}
}

func must[T any](v T, _ error) T { return v }

func TestAdaptAndBack(t *testing.T) {
	s, _ := service(t, documenttest.Letter())
	as := orgtest.Actor(t, org.CommitteeSecretary, orgtest.Agency)
	if err := s.KeepStandards(t.Context(), org.System("start")); err != nil {
		t.Fatal(err)
	}
	if err := s.Adapt(t.Context(), as, ours(), 0, other("Hallo")); err != nil {
		t.Fatal(err)
	}
	adapted, err := s.Find(t.Context(), as, ours())
	if err != nil || adapted.State != document.Adapted || adapted.Version != 1 {
		t.Fatalf("got %+v, %v", adapted, err)
	}
	if err := s.Adapt(t.Context(), as, ours(), 0, nil); !errors.Is(err, document.ErrStale) {
		t.Errorf("an older version: got %v, want ErrStale", err)
	}
	if err := s.Adapt(t.Context(), as, ours(), 1, other("Hallo")); err != nil {
		t.Error(err)
	}
	if err := s.Adapt(t.Context(), as, ours(), 1, nil); err != nil {
		t.Errorf("the same again made an edition: %v", err)
	}
	back, err := s.Find(t.Context(), as, ours())
	if err != nil || back.State != document.Standard || back.Version != 2 || back.Present.Edition != documenttest.Letter().Edition {
		t.Errorf("got %+v, %v", back, err)
	}
	for _, e := range []document.Edition{adapted.Present.Edition, documenttest.Letter().Edition} {
		if got, err := s.Edition(t.Context(), as, ours(), e); err != nil || got.Text.Edition != e {
			t.Errorf("%s: got %v, %v", e, got.Text.Edition, err)
		}
	}
	if _, err := s.Edition(t.Context(), as, ours(), "0000000000"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("an edition that never was: %v", err)
	}
}

// When the standard changes, an organisation's words stay where they fit, what
// is fixed comes from the new one, and words that no longer fit aren't used. A
// letter that names an older edition finds it.
func TestTheStandardChanges(t *testing.T) {
	old := documenttest.Letter()
	s, store := service(t, old)
	as := orgtest.Actor(t, org.Administrator, orgtest.Agency)
	second := s.KeepStandards(t.Context(), org.System("start")) // keeps nothing more
	if err := errors.Join(s.KeepStandards(t.Context(), org.System("start")), second, s.Adapt(t.Context(), as, ours(), 0, other("Hallo"))); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		rule   string
		change func(parts []document.Part)
		want   document.State
	}{
		{"other fixed words", func(parts []document.Part) { parts[2].Words.NL = "U hoort zeker van ons (artikel 1)." }, document.Adapted},
		{"another field is needed", func(parts []document.Part) {
			parts[1].Needs = append(parts[1].Needs, "papers")
			parts[1].Words = document.Words{NL: "{received} {papers}", EN: "{received} {papers}"}
		}, document.Outdated},
	} {
		parts := documenttest.Letter().Parts
		tc.change(parts)
		standard, err := document.New(old.ID, old.Name, old.Slots, parts)
		if err != nil {
			t.Fatal(err)
		}
		s.Standards = []document.Template{standard}
		if err := s.KeepStandards(t.Context(), org.System("start")); err != nil {
			t.Fatal(err)
		}
		got, err := s.Find(t.Context(), as, ours())
		if err != nil || got.State != tc.want || got.Present.Parts[2].Words != standard.Parts[2].Words {
			t.Errorf("%s: got %s, %v", tc.rule, got.State, err)
		}
		if err := document.Verify(standard, got.Present); err != nil {
			t.Errorf("%s: %v", tc.rule, err)
		}
	}
	if _, err := s.Edition(t.Context(), as, ours(), old.Edition); err != nil {
		t.Errorf("the first edition: %v", err)
	}
	if all, err := store.Editions(t.Context(), as, document.Key{Template: old.ID}); err != nil || len(all) != 3 {
		t.Errorf("%d editions of the standard, %v", len(all), err)
	}
}

// A row that somebody changed in the database makes no letter without its law.
func TestATamperedRowIsntUsed(t *testing.T) {
	standard := documenttest.Letter()
	lost := standard
	lost.Parts = lost.Parts[:2]
	k := document.Kept{Version: 1, Base: standard.Edition, Text: lost}
	if got, state := k.Present(standard); state != document.Outdated || got.Edition != standard.Edition {
		t.Errorf("got %s of %s", got.Edition, state)
	}
}
