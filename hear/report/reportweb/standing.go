// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"baken/base/civil"
	"baken/hear/report"
	"baken/internal/text"
)

// standing tells a reporter who handles the report, under which rules, and by
// which day he hears something. The script of the page tells it in the same
// words.
func standing(h report.Head, today civil.Date) []text.Text {
	var all []text.Text
	if h.Desk != h.Org {
		all = append(all, text.Key("report.case.handed"))
	}
	for _, t := range h.Tracks {
		if t.Ended.IsZero() {
			all = append(all, text.Key("report.case.under."+string(t.Regime)))
		}
	}
	for _, w := range report.Promise().Waits(h) {
		key := "report.case.until."
		if w.Late(today) > 0 {
			key = "report.case.late."
		}
		all = append(all, text.With(text.Key(key+string(w.Step)), "day", text.Day(w.Due.Date)))
	}
	return all
}

// standingTexts is what the script says of it.
func standingTexts() []text.Key {
	keys := []text.Key{"report.case.handed"}
	for _, r := range report.Regimes() {
		keys = append(keys, text.Key("report.case.under."+string(r)))
	}
	for _, s := range report.Steps() {
		keys = append(keys, text.Key("report.case.until."+string(s)), text.Key("report.case.late."+string(s)))
	}
	return keys
}
