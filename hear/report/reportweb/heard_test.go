// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/internal/db"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

const (
	closeCase = `UPDATE report_case SET state = 'closed', awaits_at = 0, ended_at = last_at WHERE id = $1`
	heardKept = `SELECT count(*) FROM report_tally WHERE kind = 'heard' AND org = $1`
)

// closed closes the newest case, as its desk would after the feedback.
func (v *visit) closed() {
	v.t.Helper()
	id := string(here.at(v.t, v.org).newest(v.t, v.org).ID)
	if err := here.db.Write(v.t.Context(), func(tx *db.Tx) error { _, err := tx.Exec(v.t.Context(), closeCase, id); return err }); err != nil {
		v.t.Fatal(err)
	}
}

// answers tells how many answers of reporters wait to be counted.
func answers(t *testing.T, of org.ID) (n int64) {
	t.Helper()
	err := here.db.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.Value[int64], heardKept, string(of))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestHeard asks a reporter, once, how he was treated, after saying who learns
// of it: with a script and without. Who declines is counted in nothing, and
// neither is asked again.
func TestHeard(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run("script-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "heard-"+string(lang), webtest.In(string(lang)), webtest.Phone())
			v.Go("/report/" + string(v.org))
			v.fill()
			words := v.words()
			v.keep(words)
			if v.back(words); !webtest.Eval[bool](v.Page, "document.querySelector('[data-part=heard]').hidden") {
				t.Error("asked before the report was closed")
			}
			v.closed()
			before := answers(t, v.org)
			v.back(words)
			v.sees(lang, "report.heard.text", "report.heard.counted", "report.heard.desk", "report.heard.server", "report.heard.help")
			press := "form[data-form=heard] button[type=submit]"
			v.Click(press)
			v.AwaitText(say(t, lang, "report.heard.none"))
			v.judge("wrong")
			v.Click("input[name=heard][value=partly]")
			v.Click("input[name=retaliation][value=no]")
			v.judge("asked")
			v.Click(press)
			v.AwaitText(say(t, lang, "report.heard.thanks"))
			if got := answers(t, v.org); got != before+1 {
				t.Errorf("%d answers wait, want %d", got, before+1)
			}
			if v.back(words); !webtest.Eval[bool](v.Page, "document.querySelector('[data-part=heard]').hidden") {
				t.Error("asked again")
			}
		})
		t.Run("plain-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "heard-plain-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone())
			words := strings.Join(v.reportPlain(lang, []byte("Een brief.")), " ")
			v.closed()
			before := answers(t, v.org)
			open := func() {
				v.Go("/report/return")
				v.Fill("#words", words)
				v.press("main form button[type=submit]", http.StatusOK)
			}
			open()
			v.sees(lang, "report.heard.text", "report.heard.server")
			v.press("form:has(#heard) button", http.StatusUnprocessableEntity)
			v.sees(lang, "report.heard.none")
			v.judge("wrong")
			v.press("form:has(input[name=decline]) button", http.StatusOK)
			v.sees(lang, "report.heard.declined")
			open()
			if shown := v.Text("main"); strings.Contains(shown, say(t, lang, "report.heard.question")) {
				t.Errorf("asked again:\n%s", shown)
			}
			if got := answers(t, v.org); got != before {
				t.Errorf("%d answers wait, want %d", got, before)
			}
		})
	}
}

// TestFigures shows what was counted at a desk of the demo, as a page and as a
// file; of the smallest desk there is nothing, and why.
func TestFigures(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "figures-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone())
			v.Go("/report/figures")
			v.sees(lang, "report.figures.lead", "report.figures.how_counted", "report.figures.how_printed")
			v.judge("choose")
			desks := here.world.Desks()
			v.Go("/report/figures/" + string(desks[0]))
			v.sees(lang, "report.figures.title.ground", "report.figures.title.heard", "report.figures.heard.yes", "report.figures.terms.met", "report.figures.no_survey")
			for _, key := range []text.Key{"report.figures.heard.no", "report.figures.terms.missed"} {
				if strings.Contains(v.Text("main"), say(t, lang, key)) {
					t.Errorf("%s is shown beside what it can be worked out from", key)
				}
			}
			v.judge("shown")
			newest := v.Text("main h2")
			v.press("main a[href*='until=']", http.StatusOK)
			if v.sees(lang, "report.figures.title.ground"); v.Text("main h2") == newest {
				t.Error("the quarter before shows the same")
			}
			v.Go("/report/figures/" + string(desks[1]))
			v.sees(lang, "report.figures.none")
			v.judge("none")
		})
	}
	v := here.come(t, here.base, "figures-file", webtest.WithoutScript())
	v.Go("/report/figures/" + string(here.world.Desks()[0]))
	href := webtest.Eval[string](v.Page, "[...document.querySelectorAll('main a')].find(a => a.href.includes('/ground-') && a.href.endsWith('.csv')).getAttribute('href')")
	answer, err := http.Get(here.base + href)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || !strings.HasPrefix(kind, "text/csv") {
		t.Errorf("got %s as %s", answer.Status, kind)
	}
}
