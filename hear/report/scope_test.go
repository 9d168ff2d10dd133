// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// What a list is made of and what is decided for each row agree, for every
// role in every organisation.
func TestScopeAgreesWithDecide(t *testing.T) {
	policy, tree := orgtest.Policy(t, Rules()), orgtest.Tree(t)
	seen := 0
	for _, role := range org.Roles() {
		for _, at := range tree.IDs() {
			as := orgtest.Actor(t, role, at)
			in := scope(policy, as)
			for _, id := range tree.IDs() {
				may := decide(policy, as, View, Head{ID: "r", Org: id, Desk: id}.Resource()) == nil
				if may != in.Has(id) {
					t.Errorf("%s of %s: list %v, row %v of %s", role, at, in.Has(id), may, id)
				}
				if may {
					seen++
				}
			}
		}
	}
	// Each desk sees its own, and the independent one those of all.
	if want := len(tree.IDs()) - 1 + len(tree.IDs()); seen != want {
		t.Errorf("%d pairs of desk and organisation, want %d", seen, want)
	}
	if !scope(policy, org.Public()).None() || !scope(policy, org.System("x")).None() {
		t.Error("somebody without a role lists reports")
	}
}

func TestReadersOfANewReport(t *testing.T) {
	now := orgtest.Now
	long, late := now.Add(-2*lately), now.Add(-lately/2)
	key := func(name string) Ref { return RefOf(name) }
	office := Office{
		desk:  Desk{Keys: []DeskKey{{Ref: key("old"), Since: long}, {Ref: key("new"), Since: late}, {Ref: key("left"), Since: long, Until: late}, {Ref: key("gone"), Since: long, Until: long}}},
		above: Desk{Keys: []DeskKey{{Ref: key("top"), Since: long}}},
	}
	for rule, tc := range map[string]struct {
		to   []string // by name
		want bool
	}{
		"everybody":                     {[]string{"me", "old", "new", "top"}, true},
		"without who came a moment ago": {[]string{"me", "old", "top"}, true},
		"with who left a moment ago":    {[]string{"me", "old", "left", "top"}, true},
		"with who left long ago":        {[]string{"me", "old", "gone", "top"}, false},
		"without the independent desk":  {[]string{"me", "old", "new"}, false},
		"without the desk":              {[]string{"me", "top"}, false},
		"without the reporter":          {[]string{"old", "new", "top"}, false},
		"with a stranger":               {[]string{"me", "old", "new", "top", "mallory"}, false},
		"the reporter twice":            {[]string{"me", "me", "old", "new", "top"}, false},
		"somebody twice":                {[]string{"me", "old", "old", "new", "top"}, false},
		"nobody":                        {nil, false},
	} {
		var to []Ref
		for _, name := range tc.to {
			to = append(to, key(name))
		}
		refs, err := office.readers(to, key("me"), now)
		if (err == nil) != tc.want {
			t.Errorf("%s: %v, %v", rule, refs, err)
		}
	}
}

// What passes for a key when a report comes in is what base/seal writes.
func TestKeysAreKnownByTheirForm(t *testing.T) {
	for range 8 {
		r, v := seal.NewIdentity().Recipient().String(), seal.NewSigningKey().VerifyKey().String()
		if !looksLikeRecipient(r) || !looksLikeVerifyKey(v) {
			t.Errorf("refused: %s, %s", r, v)
		}
		for _, other := range []string{"", r[1:], r + "q", strings.ToUpper(r), "age1pq1" + strings.Repeat("b", len(r)-7), strings.Replace(r, "age1pq1", "age1xx1", 1)} {
			if looksLikeRecipient(other) {
				t.Errorf("accepted: %.20s", other)
			}
		}
		for _, other := range []string{"", v[1:], v + "0", strings.ToUpper(v), "ed25519:" + strings.Repeat("g", 64)} {
			if looksLikeVerifyKey(other) {
				t.Errorf("accepted: %s", other)
			}
		}
	}
}
