// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

// counselWords are what somebody reads who looks for help, in one language.
type counselWords struct{ fits, kept, none, away, left, instead, clash string }

func counselDutch() counselWords {
	return counselWords{
		fits: "Deze wegen passen bij uw antwoorden", kept: "Wij bewaren ze niet", none: "Deze organisatie heeft nu geen vertrouwenspersoon",
		away: "De vertrouwenspersoon is nu niet te bereiken", left: "Er niet sinds 1 januari 2021", instead: "is er dan wel", clash: "Iemand anders was u voor",
	}
}

func counselEnglish() counselWords {
	return counselWords{
		fits: "These ways fit your answers", kept: "We don’t keep them", none: "This organisation has no confidential counsellor now",
		away: "The confidential counsellor can’t be reached now", left: "Away since 1 January 2021", instead: "is there then", clash: "Somebody else was first",
	}
}

// TestBeforeAReport goes from the front page over the questions to a report,
// and to who helps: on a wide screen, and on a phone without a script.
func TestBeforeAReport(t *testing.T) {
	t.Parallel()
	for lang, say := range map[string]counselWords{"nl": counselDutch(), "en": counselEnglish()} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			options := []webtest.Option{webtest.In(lang)}
			if lang == "nl" {
				options = append(options, webtest.Phone(), webtest.WithoutScript())
			}
			w := webtest.At(t, home.base, options...)
			w.Go("/report")
			status(t, "from the page of reports", w.Follow("main a[href='/routes']"), http.StatusOK)
			w.Go("/")
			status(t, "from the front page", w.Follow("main a[href='/routes']"), http.StatusOK)
			w.TabTo("input[value=stop]")
			w.Type(" ")
			w.TabTo("input[value=unknown]")
			w.Type(" ")
			w.TabTo("main form button")
			status(t, "the advice", w.Enter(), http.StatusOK)
			says(t, w, say.fits, say.kept)
			if w.Path() != "/routes" {
				t.Errorf("the answers stand in the address: %s", w.Path())
			}
			w.Shot("counsel-fit-" + lang)
			judge(t, w, lang, w.Text("main"))
			w.TabTo("main a[href='/report']")
			status(t, "to a report", w.Enter(), http.StatusOK)

			w.Go("/help")
			w.Choose("#org", string(home.world.WithoutCounsellor()))
			status(t, "an agency without a counsellor", w.Follow("main form button"), http.StatusOK)
			says(t, w, say.none, "discriminatie.nl")
			w.Shot("counsel-none-" + lang)
			judge(t, w, lang, w.Text("main"))
			status(t, "the ministry above it", w.Follow(".baken-notice a[href^='/help/']"), http.StatusOK)
			hides(t, w, say.none)
			w.Go("/help/" + string(home.world.CounsellorAway()))
			says(t, w, say.instead)
			hides(t, w, say.away)
			w.Shot("counsel-away-" + lang)
			judge(t, w, lang, w.Text("main"))
		})
	}
}

// named finds what is called Noor Peters among some elements.
func named(selector string) string {
	return `[...document.querySelectorAll("` + selector + `")].find(e => e.textContent === "Noor Peters")`
}

// TestHelpIsKept lets a programme manager add a counsellor, who changes his own
// entry while she has it open.
func TestHelpIsKept(t *testing.T) {
	t.Parallel()
	for lang, say := range map[string]counselWords{"nl": counselDutch(), "en": counselEnglish()} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			a := home.agency(t)
			public := "/help/" + string(a.id)
			noor := home.hire(t, "Noor Peters", org.Counsellor, a.id)
			hers := home.visit(t, home.hire(t, "Anna Bos", org.ProgrammeManager, a.id), webtest.In(lang))
			his := home.visit(t, noor, webtest.In(lang), webtest.Phone())
			hers.Go("/")
			hers.Follow("header a[href='/desk/help']")
			hers.Follow("main a[href$='/new']")
			hers.Click("input[value=counsellor]")
			hers.Fill("#name", "Noor Peters")
			hers.Choose("#person", webtest.Eval[string](hers, named("#person option")+".value"))
			hers.Fill("#phone", "070 000 99 99")
			status(t, "added", hers.Follow("main form button"), http.StatusOK)
			entry := webtest.Eval[string](hers, named("main table a")+".getAttribute('href')")
			hers.Go(entry)

			status(t, "his own entry", his.Go(entry), http.StatusOK)
			if his.Has("#person") || his.Has("input[value=doctor]") {
				t.Error("he is asked what isn't his to say")
			}
			his.Fill("#phone", "070 000 88 88")
			status(t, "he saves", his.Follow("main form button"), http.StatusOK)
			his.Go(entry + "/away")
			his.Fill("input[name='from.day']", "1")
			his.Fill("input[name='from.month']", "1")
			his.Fill("input[name='from.year']", "2021")
			status(t, "he leaves", his.Follow("main form button"), http.StatusOK)
			his.Go(public)
			says(t, his, "Noor Peters", say.left)
			judge(t, his, lang, his.Text("main"))

			hers.Fill("#name", "Noor P.")
			status(t, "she saves over it", hers.Follow("main form button"), http.StatusConflict)
			says(t, hers, say.clash, "070 000 88 88")
			if got := hers.Value("#name"); got != "Noor P." {
				t.Errorf("lost what was typed: %q", got)
			}
			hers.Shot("counsel-clash-" + lang)
			judge(t, hers, lang, hers.Text("main"))
			status(t, "she saves knowingly", hers.Follow("main form button"), http.StatusOK)
			if !strings.HasPrefix(hers.Path(), "/desk/help?") {
				t.Errorf("at %s", hers.Path())
			}
			hers.Go(public)
			says(t, hers, "Noor P.", "070 000 99 99")
		})
	}
}
