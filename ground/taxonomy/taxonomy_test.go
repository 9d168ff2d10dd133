// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package taxonomy_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/taxonomy"
	"baken/internal/text"
)

func today(t testing.TB) taxonomy.Edition {
	t.Helper()
	e, err := taxonomy.At(civil.MustParse("2026-03-02"))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEditionsAreValid(t *testing.T) {
	if err := taxonomy.Validate(taxonomy.Editions()); err != nil {
		t.Error(err)
	}
}

func TestEachCodeHasItsTexts(t *testing.T) {
	c, err := text.Load(taxonomy.Text)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, e := range taxonomy.Editions() {
		for _, term := range e.Grounds {
			keys = append(keys, term.Code.Key())
		}
		for _, term := range e.Conduct {
			keys = append(keys, term.Code.Key())
		}
		for _, term := range e.Sources {
			keys = append(keys, term.Code.Key())
		}
		for _, term := range e.Births {
			keys = append(keys, term.Code.Key())
		}
		for _, term := range e.Regions {
			keys = append(keys, term.Code.Key())
		}
	}
	for _, k := range keys {
		if !c.Has(text.Key(k)) {
			t.Errorf("%s has no text", k)
		}
	}
}

func TestAt(t *testing.T) {
	if _, err := taxonomy.At(civil.MustParse("2022-12-31")); !errors.Is(err, taxonomy.ErrNoEdition) {
		t.Errorf("before the first edition: got %v", err)
	}
	if e, err := taxonomy.At(civil.MustParse("2023-01-01")); err != nil || e.From.String() != "2023-01-01" {
		t.Errorf("on its first day: got %v, %v", e.From, err)
	}
}

func TestGrounds(t *testing.T) {
	l := today(t).Grounds
	want := []taxonomy.Ground{
		"religion", "belief", "political-opinion", "race", "sex", "nationality", "sexual-orientation",
		"civil-status", "disability", "age", "working-hours", "contract-type",
	}
	if diff := cmp.Diff(want, l.Broadest()); diff != "" {
		t.Errorf("protected grounds (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]taxonomy.Ground{"anti-black", "antisemitism", "anti-roma-sinti", "anti-asian"}, l.Below("race")); diff != "" {
		t.Errorf("under race (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]taxonomy.Ground{"anti-muslim", "antisemitism"}, l.Below("religion")); diff != "" {
		t.Errorf("under religion (-want +got):\n%s", diff)
	}
	if !l.Within("anti-black", "race") || !l.Within("race", "race") || l.Within("race", "anti-black") || l.Within("nobody", "race") {
		t.Error("a count of race counts what stands under it, not the other way round")
	}
}

func TestParse(t *testing.T) {
	e := today(t)
	if g, err := e.ParseGround("race"); err != nil || g != "race" {
		t.Errorf("got %q, %v", g, err)
	}
	for _, s := range []string{"", "Race", "race ", "western", "non-western"} {
		if g, err := e.ParseGround(s); !errors.Is(err, taxonomy.ErrGround) {
			t.Errorf("ParseGround(%q) = %q, %v", s, g, err)
		}
	}
	if _, err := e.ParseConduct("gossip"); !errors.Is(err, taxonomy.ErrConduct) {
		t.Errorf("got %v", err)
	}
	if s, err := e.ParseSource("system"); err != nil || s != "system" {
		t.Errorf("got %q, %v", s, err)
	}
}

func TestOrigin(t *testing.T) {
	e := today(t)
	if got := len(e.Origins()); got != 2*3 {
		t.Errorf("%d broad origins, want two births by three regions", got)
	}
	if o, err := e.ParseOrigin("abroad/africa"); err != nil || o.String() != "abroad/africa" {
		t.Errorf("got %v, %v", o, err)
	}
	for _, s := range []string{"", "abroad", "abroad/", "/africa", "abroad/western", "abroad/africa/x", "non-western"} {
		if o, err := e.ParseOrigin(s); !errors.Is(err, taxonomy.ErrOrigin) {
			t.Errorf("ParseOrigin(%q) = %v, %v", s, o, err)
		}
	}
}

func TestValidateRefuses(t *testing.T) {
	later := func(change func(*taxonomy.Edition)) []taxonomy.Edition {
		next := today(t)
		next.From = civil.MustParse("2027-01-01")
		change(&next)
		return append(taxonomy.Editions(), next)
	}
	add := func(term taxonomy.Term[taxonomy.Ground]) func(*taxonomy.Edition) {
		return func(e *taxonomy.Edition) { e.Grounds = append(e.Grounds, term) }
	}
	tests := []struct {
		name     string
		editions []taxonomy.Edition
		want     string
	}{
		{"a code with another meaning", later(func(e *taxonomy.Edition) { e.Sources[0].Meaning = "a friend" }), "meant"},
		{"a code twice", later(add(taxonomy.Term[taxonomy.Ground]{Code: "race", Meaning: "skin colour, descent, or national or ethnic origin"})), "twice"},
		{"a code that isn't one", later(add(taxonomy.Term[taxonomy.Ground]{Code: "Hair colour", Meaning: "hair"})), "not a code"},
		{"a code under nothing", later(add(taxonomy.Term[taxonomy.Ground]{Code: "hair", Meaning: "hair", Under: []taxonomy.Ground{"looks"}})), "isn't there"},
		{"a third level", later(add(taxonomy.Term[taxonomy.Ground]{Code: "hair", Meaning: "hair", Under: []taxonomy.Ground{"anti-black"}})), "broadest"},
		{"an edition before the one before", later(func(e *taxonomy.Edition) { e.From = civil.MustParse("2022-01-01") }), "after"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := taxonomy.Validate(tt.editions); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
	if err := taxonomy.Validate(later(func(*taxonomy.Edition) {})); err != nil {
		t.Errorf("the same again is refused: %v", err)
	}
}

func FuzzParseOrigin(f *testing.F) {
	f.Add("abroad/africa")
	e := today(f)
	f.Fuzz(func(t *testing.T, s string) {
		if o, err := e.ParseOrigin(s); err == nil && o.String() != s {
			t.Errorf("ParseOrigin(%q) writes back as %q", s, o)
		}
	})
}
