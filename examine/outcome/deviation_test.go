// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Another order, other quotes and a comment change nothing; what does is told by field.
func TestChanges(t *testing.T) {
	after := strings.NewReplacer(
		`values: [{code: a, label: {nl: A, en: A}}, {code: b, label: {nl: B, en: B}}]`, `values: [{code: b, label: {en: B, nl: "B"}}, {code: a, label: {nl: A, en: A}}] # turned round`,
		`yes: ["yes"], no: ["no"]}`+"\nfinding", `yes: ["yes", "J"], no: ["no"]}`+"\nfinding",
		"  outside: [\"\"]\n", "",
	).Replace(small) + "test: {matters: 2}\n"
	got, err := Changes([]byte(small), []byte(after))
	if err != nil {
		t.Fatal(err)
	}
	want := []Change{{"group.outside", `""`, ""}, {"selection.yes", "yes", "yes, J"}, {"test.matters", "", "2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a plan says of itself isn't taken for what changed.
func TestDeviations(t *testing.T) {
	sum := sha256.Sum256([]byte(small))
	replaces := "replaces: {file: first.yaml, plan: " + hex.EncodeToString(sum[:]) + ", why: {nl: omdat, en: since}}\n"
	p := parsed(t, strings.Replace(small, "reference: a", "reference: b", 1)+replaces)
	notes, err := p.Deviations([]byte(small), Account{Unforeseen: []Outside{{Column: "risk", Value: "Jan Jansen", N: 1}, {Column: "risk", Value: "?", N: 2}}})
	if err != nil {
		t.Fatal(err)
	}
	var got [][2]string
	for _, n := range notes {
		got = append(got, [2]string{strings.TrimPrefix(n.Key, "outcome.deviation."), n.Args["why_en"] + n.Args["field"] + n.Args["after"] + n.Args["column_en"]})
	}
	if diff := cmp.Diff([][2]string{{"replaces", "since"}, {"changed", "group.referenceb"}, {"unforeseen", "r"}}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := p.Deviations([]byte(small+"# one byte more\n"), Account{}); !errors.Is(err, ErrReplaced) {
		t.Errorf("another text than that of the hash: %v", err)
	}
	for rule, wrong := range map[string]string{
		"replaces_plan": strings.Replace(replaces, "plan: ", "plan: x", 1), "replaces_file": strings.Replace(replaces, "first.yaml", `""`, 1),
		"replaces_why": strings.Replace(replaces, ", en: since", "", 1),
	} {
		if _, err := ParsePlan([]byte(small + wrong)); err == nil || !strings.Contains(err.Error(), "outcome.plan."+rule) {
			t.Errorf("%s: got %v", rule, err)
		}
	}
}

// An alias can stand for far more than it is long, so that a small plan would fill a page.
func TestNoAliases(t *testing.T) {
	raw := []byte(strings.Replace(small, "title: {nl: t, en: t}", "title: {nl: &t t, en: *t}", 1))
	if _, err := ParsePlan(raw); !errors.Is(err, ErrAlias) {
		t.Errorf("a plan with an alias: %v", err)
	}
	if _, err := Changes([]byte(small), raw); !errors.Is(err, ErrAlias) {
		t.Errorf("what changed in it: %v", err)
	}
	parsed(t, strings.Replace(small, "title: {nl: t, en: t}", `title: {nl: "*t & Co", en: t*}`, 1))
}
