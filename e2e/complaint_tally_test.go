// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/internal/db"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

const selectTallied = `SELECT judgement || ' ' || following || ' ' || n FROM complaint_tally WHERE org = $1`

// counts looks whether what a conclusion came to was counted, and isn't again
// when it is opened anew.
func (l tongue) counts(t *testing.T, w *webtest.Page, b bench, want string) {
	t.Helper()
	for sent := range 2 {
		w.Await("performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/committee/api/tallies') && e.responseEnd > 0).length === " + text.Number(sent+1).In(l.printer))
		var got []string
		err := home.db.Read(t.Context(), func(tx *db.Tx) (err error) {
			got, err = db.All(t.Context(), tx, db.Value[string], selectTallied, string(b.at))
			return err
		})
		if diff := cmp.Diff([]string{want}, got); diff != "" || err != nil {
			t.Errorf("sent %d times: %v %s", sent+1, err, diff)
		}
		if sent == 0 {
			w.Click("[data-do=back]")
			w.Await("document.querySelector('form[data-form=filter]')")
			w.Click("input[name=which][value=over]")
			w.Click("form[data-form=filter] button[type=submit]")
			l.openOnly(t, w)
		}
	}
}
