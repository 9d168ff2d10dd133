// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/internal/text"
)

// codeTexts names every code that a report can hold, of all editions: a report
// is read by the edition of its day.
func codeTexts() []text.Key {
	var keys []text.Key
	for _, e := range taxonomy.Editions() {
		for _, c := range e.Conduct {
			keys = append(keys, text.Key(c.Code.Key()))
		}
		for _, c := range e.Grounds {
			keys = append(keys, text.Key(c.Code.Key()))
		}
		for _, c := range e.Sources {
			keys = append(keys, text.Key(c.Code.Key()))
		}
	}
	for _, c := range report.Positions() {
		keys = append(keys, text.Key("report.position."+c))
	}
	for _, c := range report.Hopes() {
		keys = append(keys, text.Key("report.hope."+c))
	}
	return keys
}
