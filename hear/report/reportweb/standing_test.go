// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/hear/report"
	"baken/internal/app"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// TestStanding tells a reporter under which rules the report is handled, by
// whom, by which day there is an answer, and what is done about it: the same
// with a script and without.
func TestStanding(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "standing-"+string(lang), webtest.In(string(lang)), webtest.Phone())
			v.Go("/report/" + string(v.org))
			v.fill()
			words := v.words()
			v.keep(words)
			desk := here.at(t, v.org)
			c := desk.newest(t, v.org)
			today := civil.On(time.Now())
			tracks := []report.Track{{Regime: report.RegimeReport, Since: today}, {Regime: report.RegimeComplaint, Since: today}}
			if _, err := here.desk.Triage(t.Context(), desk.as, c.ID, tracks, c.Version); err != nil {
				t.Fatal(err)
			}
			desk.agrees(t, c, today.AddDays(20))
			c = desk.newest(t, v.org)
			if _, err := here.desk.Hand(t.Context(), desk.as, c.ID, desk.as.Tree().Roots()[0], c.Version); err != nil {
				t.Fatal(err)
			}
			v.back(words)
			told := []text.Key{"report.case.handed", "report.case.under.report", "report.case.under.complaint"}
			v.sees(lang, told...)
			v.reads(lang, today.AddDays(20))
			scripted := webtest.Eval[string](v.Page, "document.querySelector('[data-part=standing]').innerText")

			plain := here.come(t, here.base, "standing-plain-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone())
			plain.Go("/report/return")
			plain.Fill("#words", strings.Join(words, " "))
			plain.press("main form button[type=submit]", 200)
			plain.sees(lang, told...)
			plain.reads(lang, today.AddDays(20))
			plain.judge("plain")
			for line := range strings.SplitSeq(scripted, "\n") {
				if shown := plain.Text("main"); !strings.Contains(shown, line) {
					t.Errorf("without a script there is no %q in:\n%s", line, shown)
				}
			}
			if told := len(strings.Fields(strings.ReplaceAll(strings.ReplaceAll(scripted, " ", "_"), "\n", " "))); told != 6 {
				t.Errorf("%d lines, want who handles it, two regimes and three days:\n%s", told, scripted)
			}
		})
	}
}

// agrees says three things of an action: that it is agreed, that it was done,
// and whether it helped. Only the first is one that the server takes notice of.
func (o officer) agrees(t *testing.T, c opened, until civil.Date) {
	t.Helper()
	org := c.Org
	d := report.Deed{Do: report.DoPlan, Number: 1, Owner: report.WholeDesk, Due: until}
	o.act(t, c, "action", `{"do":"plan","number":1,"text":"Een gesprek.","who":"de directeur","until":"`+until.String()+`"}`, d)
	o.write(t, o.newest(t, org), "action", `{"do":"done","number":1,"text":"Er is gesproken."}`)
	o.write(t, o.newest(t, org), "action", `{"do":"check","number":1,"text":"Nog niet iedereen.","months":3,"result":"partly"}`)
}

// reads finds that in the dialogue.
func (v *visit) reads(lang text.Lang, until civil.Date) {
	v.t.Helper()
	catalogue, err := app.Catalogue()
	if err != nil {
		v.t.Fatal(err)
	}
	shown, printer := v.Text("main"), catalogue.Printer(lang)
	for _, want := range []text.Text{
		text.With("report.action.nth", "number", 1), text.Data("de directeur"), text.Day(until),
		text.With("report.action.said.plan", "what", text.Data("Een gesprek.")), text.With("report.action.said.done", "what", text.Data("Er is gesproken.")),
		text.With("report.action.looked.partly", "months", 3), text.Data("Nog niet iedereen."),
	} {
		if said := want.In(printer); !strings.Contains(shown, said) {
			v.t.Errorf("%s doesn't say %q:\n%s", v.Path(), said, shown)
		}
	}
}
