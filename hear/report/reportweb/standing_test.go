// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// TestStanding tells a reporter under which rules the report is handled, by
// whom, and by which day there is an answer: the same with a script and
// without.
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
			if _, err := here.desk.Hand(t.Context(), desk.as, c.ID, desk.as.Tree().Roots()[0], c.Version+1); err != nil {
				t.Fatal(err)
			}
			v.back(words)
			told := []text.Key{"report.case.handed", "report.case.under.report", "report.case.under.complaint"}
			v.sees(lang, told...)
			scripted := webtest.Eval[string](v.Page, "document.querySelector('[data-part=standing]').innerText")

			plain := here.come(t, here.base, "standing-plain-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone())
			plain.Go("/report/return")
			plain.Fill("#words", strings.Join(words, " "))
			plain.press("main form button[type=submit]", 200)
			plain.sees(lang, told...)
			plain.judge("plain")
			for line := range strings.SplitSeq(scripted, "\n") {
				if shown := plain.Text("main"); !strings.Contains(shown, line) {
					t.Errorf("without a script there is no %q in:\n%s", line, shown)
				}
			}
			if told := len(strings.Fields(strings.ReplaceAll(strings.ReplaceAll(scripted, " ", "_"), "\n", " "))); told != 5 {
				t.Errorf("%d lines, want who handles it, two regimes and two days:\n%s", told, scripted)
			}
		})
	}
}
