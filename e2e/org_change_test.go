// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/demo"
	"baken/internal/web/webtest"
)

// TestTwoAdministratorsAtOnce lets two type on the same organisation, and
// change its place and its people.
func TestTwoAdministratorsAtOnce(t *testing.T) {
	t.Parallel()
	for lang, say := range map[string]orgWords{"nl": orgDutch(), "en": orgEnglish()} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			at := "/desk/organisations/" + string(a.id)
			first := home.visit(t, home.hire(t, "Fatma Jansen", org.Administrator, a.id), webtest.In(lang))
			second := home.visit(t, home.hire(t, "Kees Pinas", org.Administrator, a.id), webtest.In(lang))
			for _, w := range []*webtest.Page{first, second} {
				w.Go(at + "/rename")
			}
			name := func(w *webtest.Page, nl, en string) int {
				w.Fill("#name_nl", nl)
				w.Fill("#name_en", en)
				return w.Follow("main form button")
			}
			status(t, "the first", name(first, "Naam van Fatma", "Fatma's name"), http.StatusOK)
			status(t, "the second", name(second, "Naam van Kees", "Kees's name"), http.StatusConflict)
			says(t, second, say.clash, "Naam van Fatma", "Fatma's name")
			if got := second.Value("#name_nl") + second.Value("#name_en"); got != "Naam van KeesKees's name" {
				t.Errorf("what was typed became %q", got)
			}
			second.Shot("org-clash-" + lang)
			judge(t, second, lang, second.Text("main"))
			status(t, "knowingly", second.Follow("main form button"), http.StatusOK)
			says(t, second, "Naam van Kees")
			endsOnce(t, first, second, a.id, lang, say)
		})
	}
}

// endsOnce lets both end the same role.
func endsOnce(t *testing.T, first, second *webtest.Page, in org.ID, lang string, say orgWords) {
	t.Helper()
	p := home.hire(t, "Mila Bakker", org.Controller, in)
	held, err := home.people.Held(t.Context(), org.System("e2e"), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	end := "/desk/organisations/" + string(in) + "/members/" + string(held[0].ID) + "/end"
	first.Go(end)
	second.Go(end)
	first.Shot("org-end-" + lang)
	judge(t, first, lang, first.Text("main"))
	status(t, "the first ends it", first.Follow("main form button"), http.StatusOK)
	second.Fill("#on-year", "2031")
	status(t, "the second", second.Follow("main form button"), http.StatusConflict)
	says(t, second, say.clash)
	if got := second.Value("#on-year"); got != "2031" {
		t.Errorf("the year became %q", got)
	}
	judge(t, second, lang, second.Text("main"))
}

// TestTheTreeIsRebuilt founds, moves, merges and closes, as the administrator
// of a ministry.
func TestTheTreeIsRebuilt(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			r := rebuilding{t: t, lang: lang, top: home.ministry(t, lang)}
			boss := home.hire(t, "Ans Wolf", org.Administrator, r.top)
			r.w = home.visit(t, boss, webtest.In(lang))
			left, right := r.found("Dienst Links", "Left Office", "agency"), r.found("Dienst Rechts", "Right Office", "agency")
			r.above = left
			team := r.found("Team", "Team", "directorate")
			r.move(team, right)
			r.merge(right, left)
			r.close(team)
		})
	}
}

// ministry founds one for a test.
func (h *house) ministry(t *testing.T, name string) org.ID {
	t.Helper()
	id, err := h.orgs.Found(t.Context(), org.System("e2e"), org.Founding{
		Parent: h.world.Orgs[0].ID, Kind: org.Ministry, Name: org.Name{NL: "Ministerie " + name, EN: "Ministry " + name}, From: demo.Start(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

type rebuilding struct {
	t          *testing.T
	lang       string
	top, above org.ID
	w          *webtest.Page
}

func (r *rebuilding) path(id org.ID) string { return "/desk/organisations/" + string(id) }

func (r *rebuilding) send(what, shot string) {
	r.t.Helper()
	r.w.Shot("org-" + shot + "-" + r.lang)
	judge(r.t, r.w, r.lang, r.w.Text("main"))
	status(r.t, what, r.w.Follow("main form button"), http.StatusOK)
	judge(r.t, r.w, r.lang, r.w.Text("main"))
}

func (r *rebuilding) found(nl, en, kind string) org.ID {
	r.t.Helper()
	above := r.above
	if above == "" {
		above = r.top
	}
	r.w.Go(r.path(above) + "/found")
	r.w.Fill("#name_nl", nl)
	r.w.Fill("#name_en", en)
	r.w.Click("input[name=kind][value=" + kind + "]")
	r.w.Fill("#from-year", "2022")
	r.send("found "+en, "found")
	says(r.t, r.w, nl, en)
	path, _, _ := strings.Cut(r.w.Path(), "?")
	return org.ID(strings.TrimPrefix(path, "/desk/organisations/"))
}

func (r *rebuilding) move(id, to org.ID) {
	r.t.Helper()
	r.w.Go(r.path(id) + "/move")
	r.w.Choose("#parent", string(to))
	r.send("move", "move")
	says(r.t, r.w, map[string]string{"nl": "Dienst Rechts", "en": "Right Office"}[r.lang])
	r.w.Shot("org-moved-" + r.lang)
}

func (r *rebuilding) merge(id, into org.ID) {
	r.t.Helper()
	r.w.Go(r.path(id) + "/merge")
	r.w.Choose("#into", string(into))
	status(r.t, "without a yes", r.w.Follow("main form button"), http.StatusUnprocessableEntity)
	if got := r.w.Value("#into"); got != string(into) {
		r.t.Errorf("the choice became %q", got)
	}
	r.w.Click("#confirm")
	r.send("merge", "merge")
	r.w.Shot("org-merged-" + r.lang)
	tree, err := home.orgs.Today(r.t.Context())
	if err != nil {
		r.t.Fatal(err)
	}
	if tree.Exists(id) || tree.Heir(id) != into {
		r.t.Errorf("%s still exists, or went to %s", id, tree.Heir(id))
	}
}

func (r *rebuilding) close(id org.ID) {
	r.t.Helper()
	r.w.Go(r.path(id) + "/close")
	r.w.Click("#confirm")
	r.send("close", "close")
	o, err := home.orgs.Find(r.t.Context(), org.System("e2e"), id)
	if err != nil || o.Period.Until != civil.On(time.Now()) {
		r.t.Errorf("it exists until %s, %v", o.Period.Until, err)
	}
	r.w.Go("/desk/organisations")
	r.w.Click("details summary")
	r.w.Shot("org-list-closed-" + r.lang)
	judge(r.t, r.w, r.lang, r.w.Text("main"))
}
