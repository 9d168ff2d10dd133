// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"strings"
	"testing"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

// TestOverdueAtTheNextLevel lets who steers the government see that reports are
// late: where, by which rules and for how long, and nothing that leads to one.
func TestOverdueAtTheNextLevel(t *testing.T) {
	t.Parallel()
	for lang, words := range map[string][]string{
		"nl": {"Meldingen die te lang wachten", "Melding van een misstand"},
		"en": {"Reports that wait too long", "Whistleblower report"},
	} {
		t.Run(lang, func(t *testing.T) {
			manager := home.hire(t, "Overdue "+lang, org.ProgrammeManager, home.world.Orgs[0].ID)
			w := home.visit(t, manager, webtest.In(lang))
			w.Go("/desk/overdue")
			says(t, w, words...)
			w.Shot("overdue-" + lang)
			w.Axe()
			w.Fits(320)
			if main := w.Text("main"); strings.Contains(main, "achternaam") || w.Has("main a[href*='/desk/reports/']") {
				t.Errorf("the page leads to a report:\n%s", main)
			}
		})
	}
	officer := home.hire(t, "Nobody's Manager", org.Researcher, home.world.Orgs[0].ID)
	w := home.visit(t, officer, webtest.Refused("/desk/overdue", 403))
	if status := w.Go("/desk/overdue"); status != 403 {
		t.Errorf("a researcher gets %d", status)
	}
}
