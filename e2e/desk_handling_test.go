// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// tick chooses a checkbox by its name and value.
func tick(w *webtest.Page, name, value string) {
	w.Click("input[name=" + name + "][value='" + value + "']")
}

// unfold opens the part of the handling in which a form stands.
func unfold(w *webtest.Page, inside string) {
	w.Click("details:has(" + inside + ") > summary")
}

// TestDeskTriage chooses under which rules a report is: the browser proposes,
// the officer decides, and each term says why it ends on its day.
func TestDeskTriage(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string]struct{ none, proposal, kept, why, counted, ended string }{
		"nl": {"Nog niet gekozen welke regels gelden", "Voorstel: Melding, Klacht.", "De keuze is bewaard.", "Waarom deze dag?", "Awb 9:11 lid 1", "De termijn is beëindigd."},
		"en": {"Not yet chosen which rules apply", "Proposal: Report, Complaint.", "The choice is kept.", "Why this day?", "Awb 9:11 lid 1", "The term has ended."},
	} {
		t.Run(lang, func(t *testing.T) {
			at := home.place(t)
			fatima := home.keyed(t, "Fatima El Amrani", at)
			f := home.report(t, at, "Mijn leidinggevende noemt mij lui, en zegt dat dat bij mijn afkomst hoort.")
			w := home.atDesk(t, fatima, f.path(), webtest.In(lang))
			w.AwaitText(words.none)
			unfold(w, "form[data-form=triage]")
			for _, fact := range []string{"conduct", "judgement", "signed"} {
				tick(w, "fact", fact)
			}
			w.AwaitText(words.proposal)
			w.Click("form[data-form=triage] button[type=submit]") // nothing is chosen: the officer decides
			w.Await("document.querySelector('#regime-error')")
			tick(w, "regime", "report")
			tick(w, "regime", "complaint")
			w.Fill("#since-month", "13")
			w.Click("form[data-form=triage] button[type=submit]")
			w.Await("document.querySelector('#since-error')")
			w.Shot("desk-80-triage-" + lang)
			w.Axe()
			w.Fits(320)
			w.Fill("#since-month", strconv.Itoa(int(civil.On(time.Now()).Month())))
			tick(w, "advised", "yes")
			w.Click("form[data-form=triage] button[type=submit]")
			w.AwaitText(words.kept)
			says(t, w, words.why)
			w.Click(".baken-clock:nth-of-type(2) summary")
			w.AwaitText(words.counted)
			hides(t, w, words.none)
			w.Shot("desk-81-clocks-" + lang)
			w.Axe()
			w.Fits(320)
			unfold(w, "form[data-form=end]")
			w.Choose("#outcome", "satisfied")
			w.Click("form[data-form=end] button[type=submit]")
			w.AwaitText(words.ended)
			hides(t, w, words.counted)
		})
	}
}

// TestDeskRecused excludes a colleague who is named in a report that he has on
// his screen: he can do nothing more with it, and what comes isn't for him.
func TestDeskRecused(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "Het was Karim die het zei.")
		his := home.atDesk(t, karim, f.path(), l.in(), webtest.Refused("/desk/reports/api/cases/", 404))
		his.AwaitText("Het was Karim die het zei.")
		w := home.atDesk(t, fatima, f.path(), l.in())
		w.AwaitText("Het was Karim die het zei.")
		unfold(w, "form[data-form=exclude]")
		says(t, w, l.say("report.desk.exclude.named"), l.say("report.desk.exclude.nobody"))
		tick(w, "suspect", string(karim.ID))
		l.shot(w, "desk-82-exclude")
		w.Axe()
		w.Fits(320)
		w.Click("form[data-form=exclude] button[type=submit]")
		w.AwaitText(l.say("report.desk.exclude.done", "names", text.Data(karim.Name)))
		says(t, w, l.of(karim, "report.desk.exclude.is"), l.of(karim, "report.desk.case.left"))
		l.shot(w, "desk-83-excluded")

		// The page looks by itself now and then: it may be gone before he presses.
		webtest.Eval[bool](his, "(b => { b?.click(); return true })(document.querySelector('[data-do=acknowledge]'))")
		his.AwaitText(l.say("report.not_found"))
		his.AwaitText(l.say("report.desk.list.none"))
		hides(t, his, "Het was Karim die het zei.")
		l.shot(his, "desk-84-gone")

		w.Click("[data-part=excluded] button")
		w.AwaitText(l.of(karim, "report.desk.exclude.admitted"))
	})
}

// TestDeskTakenOver lets the only officer of a desk withdraw: the independent
// desk has the report then, and gives it back no more than it can.
func TestDeskTakenOver(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima := home.keyed(t, "Fatima El Amrani", at)
		lead := home.hire(t, "Rik Vermeulen", org.CompetentAuthority, at)
		f := home.report(t, at, "Het gaat over Fatima. Vermeulen wist ervan.")
		w := home.atDesk(t, fatima, f.path(), l.in())
		w.AwaitText("Het gaat over Fatima.")
		unfold(w, "form[data-form=exclude]")
		says(t, w, l.say("report.desk.exclude.led", "name", text.Data(lead.Name)))
		tick(w, "suspect", string(fatima.ID))
		says(t, w, l.say("report.desk.exclude.self"), l.say("report.desk.exclude.all_means"))
		l.shot(w, "desk-85-withdraw")
		w.Axe()
		w.Click("form[data-form=exclude] button[type=submit]")
		w.AwaitText(l.say("report.desk.list.none"))
		hides(t, w, "Het gaat over Fatima.")

		above := home.atDesk(t, home.independent(t), f.path(), l.in(), webtest.Refused("/desk/reports/api/cases/", 409))
		above.AwaitText(l.say("report.desk.handle.handed"))
		unfold(above, "form[data-form=exclude]")
		says(t, above, "Het gaat over Fatima.", l.of(fatima, "report.desk.exclude.is"))
		l.shot(above, "desk-86-above")
		above.Axe()
		above.Fits(320)
		unfold(above, "[data-do=hand-back]")
		above.Click("[data-do=hand-back]")
		above.AwaitText(l.say("report.nobody"))
	})
}

// TestDeskSubstitute lets a colleague find the reports of who is away among her
// own, by keys alone.
func TestDeskSubstitute(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "Er hangt een kwetsende poster in de kantine.")
		his := home.atDesk(t, karim, f.path(), l.in())
		his.AwaitText("kwetsende poster")
		unfold(his, "form[data-form=assign]")
		his.Choose("#handler", string(karim.ID))
		his.Click("form[data-form=assign] button[type=submit]")
		his.AwaitText(l.say("report.desk.assign.done"))
		inPage(his, "/desk/reports")
		his.AwaitText(l.say("report.desk.list.mine"))
		his.TabTo("details:has(form[data-form=leave]) > summary")
		his.Type(kb.Enter)
		for i, part := range []string{"#back", "#back-month", "#back-year"} {
			his.TabTo(part)
			his.Type([]string{"31", "2", "2031"}[i])
		}
		his.TabTo("#substitute")
		his.Choose("#substitute", string(fatima.ID))
		his.TabTo("form[data-form=leave] button[type=submit]")
		his.Type(kb.Enter)
		his.Await("document.querySelector('#back-error')")
		l.shot(his, "desk-87-leave")
		his.Axe()
		his.Fits(320)
		his.Fill("#back", "28")
		his.Click("form[data-form=leave] button[type=submit]")
		his.AwaitText(l.of(fatima, "report.desk.leave.is", "day", text.Day(civil.MustParse("2031-02-28"))))

		hers := home.atDesk(t, fatima, "/desk/reports?which=me", l.in())
		hers.AwaitText(l.of(karim, "report.desk.list.for"))
		l.shot(hers, "desk-88-substitute")
		hers.Axe()
	})
}
