// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/account/publish"
	"baken/ground/org"
	"baken/internal/web/webtest"
)

// typed is what somebody types on the page of a draft.
type typed struct{ TitleNL, TitleEN, IntroNL, IntroEN string }

func fill(w *webtest.Page, in typed) {
	w.Fill("#title_nl", in.TitleNL)
	w.Fill("#title_en", in.TitleEN)
	w.Fill("#intro_nl", in.IntroNL)
	w.Fill("#intro_en", in.IntroEN)
}

// kept fails unless the fields hold what was typed.
func kept(t *testing.T, w *webtest.Page, want typed) {
	t.Helper()
	got := typed{w.Value("#title_nl"), w.Value("#title_en"), w.Value("#intro_nl"), w.Value("#intro_en")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s lost what was typed (-want +got):\n%s", w.Path(), diff)
	}
}

func save(w *webtest.Page, draft string) int { return w.Follow("form[action='" + draft + "'] button") }

func TestWordsThatCantBeSaved(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rule   string
		in     typed
		field  string
		nl, en string
	}{
		{"no English title", typed{"Titel", "", "", ""}, "title_en", "Geef een titel in het Nederlands en in het Engels.", "Give a title in Dutch and in English."},
		{"no Dutch title", typed{"", "Title", "a", "b"}, "title_nl", "Geef een titel in het Nederlands en in het Engels.", "Give a title in Dutch and in English."},
		{"one introduction", typed{"Titel", "Title", "Alleen hier. <b>", ""}, "intro_en", "in beide talen, of in geen van beide", "in both languages, or in neither"},
		{"a long title", typed{"Titel", strings.Repeat("long ", 41), "", ""}, "title_en", "langer dan 200 tekens", "longer than 200 characters"},
	}
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			p := home.hire(t, "Omar Zwart", org.Controller, a.id)
			draft := "/desk/figures/" + string(home.draft(t, p, a.bundle(t)))
			before := home.find(t, p, idOf(draft))
			w := home.visit(t, p, webtest.In(lang))
			w.Go(draft)
			for _, tt := range tests {
				fill(w, tt.in)
				status(t, tt.rule, save(w, draft), http.StatusUnprocessableEntity)
				want := tt.nl
				if lang == "en" {
					want = tt.en
				}
				if got := w.Text("#" + tt.field + "-error"); !strings.Contains(got, want) {
					t.Errorf("%s: the field says %q", tt.rule, got)
				}
				w.Await("document.activeElement !== document.body") // a browser gives the focus when it draws
				if got := w.Focused(); !strings.HasPrefix(got, "div.baken-errors") {
					t.Errorf("%s: the focus is on %s", tt.rule, got)
				}
				kept(t, w, tt.in)
			}
			w.Shot("words-" + lang)
			judge(t, w, lang, w.Text("main"))
			if diff := cmp.Diff(before, home.find(t, p, idOf(draft))); diff != "" {
				t.Errorf("something was written:\n%s", diff)
			}
		})
	}
}

// TestSessionEndsInTheMiddle loses the session while somebody types, and keeps
// what was typed over the sign-in.
func TestSessionEndsInTheMiddle(t *testing.T) {
	t.Parallel()
	says401 := map[string]string{"nl": "Wat u had ingevuld is bewaard, maar nog niet verstuurd.", "en": "What you entered is kept, but not sent yet."}
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			p := home.enrol(t, home.hire(t, "Yara Hoekstra", org.Controller, a.id))
			draft := "/desk/figures/" + string(home.draft(t, p, a.bundle(t)))
			w := home.visit(t, p, webtest.In(lang), webtest.Phone())
			w.Go(draft)
			in := typed{"Een titel & meer", "A title & more", "Regel één.\n\nRegel <twee>.", "Line one."}
			fill(w, in)
			home.expire(t, p)
			status(t, "sent without a session", save(w, draft), http.StatusUnauthorized)
			says(t, w, says401[lang])
			w.Shot("ended-1-" + lang)
			judge(t, w, lang, w.Text("main"))
			if got := home.find(t, p, idOf(draft)); got.Version != 1 {
				t.Errorf("something was written: %+v", got.Title)
			}
			signIn(t, w, p)
			w.Shot("ended-2-" + lang)
			judge(t, w, lang, w.Text("main"))
			status(t, "sent again", save(w, draft), http.StatusOK)
			kept(t, w, in)
			got := home.find(t, p, idOf(draft))
			if got.Version != 2 || got.Title.NL != in.TitleNL || strings.ReplaceAll(got.Intro.NL, "\r\n", "\n") != in.IntroNL {
				t.Errorf("kept as version %d: %+v %+v", got.Version, got.Title, got.Intro)
			}
		})
	}
}

// TestTwoPeopleSaveTheSame lets two people type on the same draft.
func TestTwoPeopleSaveTheSame(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			anna := home.hire(t, "Anna Bos", org.Controller, a.id)
			bram := home.hire(t, "Bram Kaya", org.ProgrammeManager, a.id)
			draft := "/desk/figures/" + string(home.draft(t, anna, a.bundle(t)))
			first, second := home.visit(t, anna, webtest.In(lang)), home.visit(t, bram, webtest.In(lang))
			first.Go(draft)
			second.Go(draft)
			hers := typed{"Titel van Anna", "Anna's title", "Van Anna.", "Anna's."}
			his := typed{"Titel van Bram", "Bram's title", "", ""}
			fill(first, hers)
			status(t, "the first saves", save(first, draft), http.StatusOK)

			fill(second, typed{"", his.TitleEN, "", ""}) // a fault first: it doesn't hide the clash
			status(t, "the second forgets a title", save(second, draft), http.StatusUnprocessableEntity)
			fill(second, his)
			status(t, "the second saves", save(second, draft), http.StatusConflict)
			says(t, second, "Titel van Anna", "Anna's title", "Van Anna.", "Anna's.")
			kept(t, second, his)
			second.Shot("clash-" + lang)
			judge(t, second, lang, second.Text("main"))
			if got := home.find(t, anna, idOf(draft)); got.Title.NL != hers.TitleNL || got.Version != 2 {
				t.Errorf("overwritten unseen: version %d, %q", got.Version, got.Title.NL)
			}
			status(t, "the second saves knowingly", save(second, draft), http.StatusOK)
			if got := home.find(t, anna, idOf(draft)); got.Title.NL != his.TitleNL || got.Version != 3 {
				t.Errorf("not saved: version %d, %q", got.Version, got.Title.NL)
			}
			lateForms(t, first, second, bram, draft, hers, lang)
		})
	}
}

// lateForms publishes while somebody types, and withdraws while somebody else
// is about to.
func lateForms(t *testing.T, first, second *webtest.Page, bram person, draft string, hers typed, lang string) {
	t.Helper()
	as := home.actor(t, bram)
	first.Go(draft + "/publish")
	if err := home.figures.Edit(t.Context(), as, idOf(draft), 3, publish.Words{Title: publish.Label{NL: "Nieuw", EN: "New"}}); err != nil {
		t.Fatal(err)
	}
	status(t, "published what changed meanwhile", first.Follow("form[action='"+draft+"/publish'] button"), http.StatusConflict)
	says(t, first, map[string]string{"nl": "Nieuw", "en": "New"}[lang])
	judge(t, first, lang, first.Text("main"))

	first.Go(draft)
	fill(first, hers)
	if err := home.figures.Publish(t.Context(), as, idOf(draft), 4); err != nil {
		t.Fatal(err)
	}
	status(t, "saved what is public", save(first, draft), http.StatusConflict)
	says(t, first, hers.TitleNL, hers.TitleEN, hers.IntroNL, hers.IntroEN)
	first.Shot("late-" + lang)
	judge(t, first, lang, first.Text("main"))

	second.Go(draft + "/withdraw")
	status(t, "withdrawn without a reason", second.Follow("form[action='"+draft+"/withdraw'] button"), http.StatusUnprocessableEntity)
	second.Fill("#why_nl", "Alleen Nederlands.")
	status(t, "withdrawn with half a reason", second.Follow("form[action='"+draft+"/withdraw'] button"), http.StatusUnprocessableEntity)
	if got := second.Value("#why_nl"); got != "Alleen Nederlands." {
		t.Errorf("lost the reason: %q", got)
	}
	judge(t, second, lang, second.Text("main"))
	if got := home.find(t, bram, idOf(draft)); got.State != publish.Published || got.Version != 5 {
		t.Errorf("written all the same: %s, version %d", got.State, got.Version)
	}
}
