// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/internal/db"
)

// TestCounselYear keeps a first conversation and one that isn't, and sends what
// the browser counts of the year: one person.
func TestCounselYear(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.agency(t).id
		noor := home.counsellor(t, "Noor Peters", at)
		w := home.visit(t, noor.person, l.in())
		w.Go("/counsel")
		noor.unlock(t, w)
		unfold(w, "[data-form=count]")
		w.Click("form[data-form=count] button[type=submit]")
		year := civil.On(time.Now()).Year()
		w.AwaitText(l.say("counsel.space.year.nobody", "year", civil.On(time.Now()).String()[:4]))
		for _, first := range []bool{true, false} {
			w.Click("[data-do=new]")
			w.Await("document.querySelector('#text')")
			w.Fill("#text", sentinel)
			if first {
				w.Click("#first")
				l.shot(w, "counsel-30-first")
				w.Axe()
				w.Fits(320)
			}
			w.Click("form[data-form=note] button[type=submit]")
			w.AwaitText(l.say("counsel.space.kept"))
		}
		unfold(w, "[data-form=count]")
		w.Click("form[data-form=count] button[type=submit]")
		w.AwaitText(l.say("counsel.space.year.sent", "n", 1, "year", civil.On(time.Now()).String()[:4]))
		l.shot(w, "counsel-31-year")
		w.Axe()
		w.Fits(320)

		var kept []string
		err := home.db.Read(t.Context(), func(tx *db.Tx) (err error) {
			kept, err = db.All(t.Context(), tx, db.Value[string], `SELECT codes FROM counsel_count WHERE org = $1 AND year = $2`, string(at), int64(year))
			return err
		})
		if diff := cmp.Diff([]string{`{"conduct:unsaid":1,"ground:unsaid":1,"source:unsaid":1}`}, kept); err != nil || diff != "" {
			t.Errorf("the server keeps: %v %s", err, diff)
		}
	})
}
