// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"baken/base/civil"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

const (
	setDay    = "UPDATE report_case SET actions = replace(actions, $2, $3), due_on = $4 WHERE id = $1"
	closeable = "document.querySelector('[data-do=close]').checkVisibility()"
)

// press goes to something by keys alone, and presses it.
func press(w *webtest.Page, selector string) {
	w.TabTo(selector)
	w.Type(kb.Enter)
}

// typeDay types a day into its three fields, by keys alone.
func typeDay(w *webtest.Page, name string, d civil.Date) {
	for i, field := range []string{"#" + name, "#" + name + "-month", "#" + name + "-year"} {
		w.TabTo(field)
		w.Type(kb.End + strconv.Itoa([]int{d.Day(), int(d.Month()), d.Year()}[i]))
	}
}

// TestDeskActions agrees what will be done about a report, is late with it,
// does it, closes the report once it is done, and looks three months later
// whether it helped.
func TestDeskActions(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "In ons team worden grappen over mijn afkomst gemaakt.")
		w := home.atDesk(t, fatima, f.path(), l.in())
		w.AwaitText("grappen over mijn afkomst")
		says(t, w, l.say("report.desk.action.none"))
		today := civil.On(time.Now())
		l.plans(t, w, fatima, karim, today.AddDays(7))
		w.Click("input[value=feedback]")
		w.Fill("#answer", "Wij spreken met het hele team.")
		w.Click("form[data-form=answer] button[type=submit]")
		w.AwaitText(l.say("report.desk.answer.sent"))
		says(t, w, l.say("report.desk.case.no_actions"))
		if webtest.Eval[bool](w, closeable) {
			t.Error("the report can be closed while an action is open")
		}

		late := today.AddDays(-3)
		home.tamper(t, setDay, string(f.id), today.AddDays(7).String(), late.String(), late.String())
		inPage(w, "/desk/reports?which=late")
		w.AwaitText(l.say("report.desk.waits.action_late", "n", 3))
		inPage(w, f.path())
		w.Await("document.querySelector('[data-deed=done-1]')")
		says(t, w, l.say("report.desk.waits.action_late", "n", 3))
		l.shot(w, "desk-94-late")
		w.Axe()
		l.moves(t, w, today.AddDays(14))
		l.finishes(t, w)
		w.Await(closeable)
		w.Click("[data-do=close]")
		w.AwaitText(l.say("report.desk.state.closed"))
		ago := today.Subtract(civil.Months(3)).AddDays(-1)
		home.tamper(t, setDay, string(f.id), `"done":"`+today.String(), `"done":"`+ago.String(), today.AddDays(-1).String())
		inPage(w, "/desk/reports")
		w.AwaitText(l.say("report.desk.waits.effect_late", "n", 1))
		inPage(w, f.path())
		l.looks(t, w)
	})
}

// plans agrees an action by keys alone. What was typed survives a lock.
func (l tongue) plans(t *testing.T, w *webtest.Page, by, owner member, due civil.Date) {
	t.Helper()
	press(w, "details:has(form[data-form=plan]) > summary")
	press(w, "form[data-form=plan] button[type=submit]")
	w.Await("document.querySelector('#action-what-error')")
	w.TabTo("#action-what")
	w.Type("Een gesprek met het team.")
	w.TabTo("#action-who")
	w.Type("de directeur")
	w.Click("[data-do=lock]")
	by.unlock(t, w)
	w.Await("document.querySelector('#action-what')?.value === 'Een gesprek met het team.' && document.querySelector('#action-who').value === 'de directeur'")
	w.TabTo("#action-owner")
	w.Choose("#action-owner", string(owner.ID))
	typeDay(w, "action-due", due)
	l.shot(w, "desk-93-plan")
	w.Axe()
	w.Fits(320)
	press(w, "form[data-form=plan] button[type=submit]")
	w.AwaitText(l.say("report.desk.action.sent.plan"))
	says(t, w, l.say("report.action.said.plan", "what", text.Data("Een gesprek met het team.")), l.of(owner, "report.desk.action.owned"), l.say("report.desk.waits.action", "n", 7))
}

// moves gives it to the whole desk, for another day.
func (l tongue) moves(t *testing.T, w *webtest.Page, due civil.Date) {
	t.Helper()
	press(w, "[data-deed=move-1]")
	w.Type("De directeur was ziek.") // the field has the focus
	w.Choose("#deed-owner", "desk")
	for i, name := range []string{"#deed-due", "#deed-due-month", "#deed-due-year"} {
		w.Fill(name, strconv.Itoa([]int{due.Day(), int(due.Month()), due.Year()}[i]))
	}
	w.Axe()
	w.Fits(320)
	w.Click("form[data-form=deed] button[type=submit]")
	w.AwaitText(l.say("report.desk.action.sent.move"))
	says(t, w, l.say("report.desk.action.owned", "name", text.Key("report.desk.action.desk")), l.say("report.desk.waits.action", "n", 14))
}

// finishes says that it was done.
func (l tongue) finishes(t *testing.T, w *webtest.Page) {
	t.Helper()
	press(w, "[data-deed=drop-1]")
	press(w, "[data-do=deed-cancel]") // never mind
	press(w, "[data-deed=done-1]")
	w.Type("Er is gesproken.")
	press(w, "form[data-form=deed] button[type=submit]")
	w.AwaitText(l.say("report.desk.action.sent.done"))
	today := civil.On(time.Now())
	says(t, w, l.say("report.desk.action.done", "day", text.Day(today)),
		l.say("report.desk.action.look", "months", 3, "day", text.Day(today.Add(civil.Months(3)))))
	l.shot(w, "desk-95-done")
	w.Axe()
}

// looks says whether it helped. The report stays closed.
func (l tongue) looks(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Await("document.querySelector('[data-deed=check-1]')")
	says(t, w, l.say("report.desk.action.look_late", "months", 3, "n", 1))
	press(w, "[data-deed=check-1]")
	w.Type("De grappen zijn minder, niet weg.")
	press(w, "form[data-form=deed] button[type=submit]")
	w.Await("document.querySelector('#result-error')")
	l.shot(w, "desk-96-look")
	w.Axe()
	w.Fits(320)
	w.Click("input[name=result][value=partly]")
	press(w, "form[data-form=deed] button[type=submit]")
	w.AwaitText(l.say("report.desk.action.sent.check"))
	says(t, w, l.say("report.action.looked.partly", "months", 3), l.say("report.desk.state.closed"))
	if got := dialogue(t, w); !slices.Contains(got, l.say("report.action.looked.partly", "months", 3)+"\n\nDe grappen zijn minder, niet weg.") {
		t.Errorf("the dialogue is %q", got)
	}
	l.shot(w, "desk-97-looked")
	w.Axe()
	webtest.Eval[bool](w, keepSaved)
	unfold(w, "[data-do=export-odt]")
	w.Click("[data-do=export-odt]")
	if document, want := written(t, saved(t, w)), l.say("report.action.looked.partly", "months", 3); strings.Count(document, want) != 2 {
		t.Errorf("the document doesn't say %q of the action and in a message: %s", want, document)
	}
}
