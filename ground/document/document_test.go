// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
	"baken/ground/document"
	"baken/ground/document/documenttest"
)

// adapted adapts the example with other words for one part.
func adapted(code document.Code, nl, en string) error {
	_, err := document.Adapt(documenttest.Letter(), map[document.Code]document.Words{code: {NL: nl, EN: en}})
	return err
}

func TestAdaptRefuses(t *testing.T) {
	fixed, _ := documenttest.Letter().Part("law")
	for _, tc := range []struct {
		rule   string
		code   document.Code
		nl, en string
		want   *fault.Error
		lang   document.Lang
		field  document.Field
	}{
		{"a fixed part in other words", "law", fixed.Words.NL + " Of niet.", fixed.Words.EN, document.ErrFixed, "", ""},
		{"a fixed part in one language", "law", fixed.Words.NL, "", document.ErrFixed, "", ""},
		{"a fixed part that is gone", "law", " ", "\u200b\n", document.ErrFixed, "", ""},
		{"a fixed part left empty", "law", "", "", document.ErrLost, "", ""},
		{"a part that isn't there", "more", "a", "b", document.ErrPart, "", ""},
		{"a field that isn't there", "opening", "Op {received} van {nobody}.", "On {received}.", document.ErrField, "nl", "nobody"},
		{"a field that is lost", "opening", "Op {received}.", "Received.", document.ErrNeeded, "en", "received"},
		{"a field that may be empty", "opening", "Op {received}, {until}.", "On {received}.", document.ErrOptional, "nl", "until"},
		{"a brace too many", "opening", "Op {received}}.", "On {received}.", document.ErrBrace, "nl", ""},
		{"a brace in capitals", "opening", "Op {received} {Received}.", "On {received}.", document.ErrBrace, "nl", ""},
		{"nothing", "opening", "Op {received}.", "", document.ErrEmpty, "en", ""},
		{"nothing to be seen", "opening", "Op {received}.", " \t\n\u200f\ufeff", document.ErrEmpty, "en", ""},
		{"too long", "opening", "Op {received}." + strings.Repeat("é", document.Most), "On {received}.", document.ErrLong, "nl", ""},
		{"a title of two lines", "title", "Uw\nbrief", "Your letter", document.ErrLine, "nl", ""},
	} {
		err := adapted(tc.code, tc.nl, tc.en)
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
			continue
		}
		refused, _ := errors.AsType[document.Refused](err)
		if got := refused[0]; got.Part != tc.code || got.Lang != tc.lang || got.Field != tc.field || len(refused) != 1 {
			t.Errorf("%s: got %+v", tc.rule, refused)
		}
	}
}

func TestAdaptTellsAllAtOnce(t *testing.T) {
	_, err := document.Adapt(documenttest.Letter(), map[document.Code]document.Words{
		"law": {NL: "Nee."}, "opening": {NL: "{", EN: "{x}"}, "zzz": {}, "more": {},
	})
	want := `part law: document.part_fixed; part more: document.part_unknown; part zzz: document.part_unknown; ` +
		`part opening: document.brace; part opening: document.field_unknown; part opening: document.field_lost`
	if err == nil || err.Error() != want || fault.KindOf(err) != fault.Invalid {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAdaptKeepsTheRest(t *testing.T) {
	base := documenttest.Letter()
	got, err := document.Adapt(base, map[document.Code]document.Words{"opening": {NL: " Op {received}\r\nkwam iets. ", EN: "On {received}."}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[document.Code]document.Words{"opening": {NL: "Op {received}\nkwam iets.", EN: "On {received}."}}
	if diff := cmp.Diff(want, document.Changed(base, got)); diff != "" {
		t.Error(diff)
	}
	if got.Edition == base.Edition {
		t.Error("other words have the same edition")
	}
	if again, err := document.Adapt(got, document.Changed(got, base)); err != nil || again.Edition != base.Edition {
		t.Errorf("changed back: %s, want %s, %v", again.Edition, base.Edition, err)
	}
	if err := document.Verify(base, got); err != nil {
		t.Error(err)
	}
}

// What comes from outside isn't believed: each way to lose what is fixed is
// refused.
func TestVerifyRefuses(t *testing.T) {
	for _, tc := range []struct {
		rule   string
		change func(*document.Template)
		want   error
	}{
		{"a part left out", func(l *document.Template) { l.Parts = l.Parts[:len(l.Parts)-1] }, document.ErrLost},
		{"none left", func(l *document.Template) { l.Parts = nil }, document.ErrLost},
		{"a part twice", func(l *document.Template) { l.Parts = append(l.Parts, l.Parts[0]) }, document.ErrTwice},
		{"parts turned", func(l *document.Template) { l.Parts[0], l.Parts[1] = l.Parts[1], l.Parts[0] }, document.ErrTwice},
		{"a fixed part never shown", func(l *document.Template) { l.Parts[2].When = "until" }, document.ErrTwice},
		{"a fixed part made free", func(l *document.Template) { l.Parts[2].Fixed = false }, document.ErrTwice},
		{"a fixed part reworded", func(l *document.Template) { l.Parts[2].Words.NL = "Nee." }, document.ErrFixed},
		{"a part of nobody", func(l *document.Template) {
			l.Parts = append(l.Parts, document.Part{Code: "x", Kind: document.Text, Words: document.Words{NL: "a", EN: "b"}})
		}, document.ErrPart},
	} {
		l := documenttest.Letter()
		tc.change(&l)
		if err := document.Verify(documenttest.Letter(), l); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	l := documenttest.Letter()
	for _, tc := range []struct {
		rule string
		part document.Part
		want error
	}{
		{"a part twice", l.Parts[0], document.ErrTwice},
		{"a condition of nobody", document.Part{Code: "x", Kind: document.Text, When: "x", Words: document.Words{NL: "a", EN: "b"}}, document.ErrField},
		{"no words", document.Part{Code: "x", Kind: document.Text}, document.ErrEmpty},
	} {
		if _, err := document.New("x", l.Name, l.Slots, append(l.Parts[:len(l.Parts):len(l.Parts)], tc.part)); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}
