// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"baken/internal/app"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// tongue is what the desk says in one language.
type tongue struct {
	lang    text.Lang
	printer *text.Printer
}

// inEachLanguage runs a journey in each language, at once.
func inEachLanguage(t *testing.T, journey func(*testing.T, tongue)) {
	t.Helper()
	catalogue, err := app.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			journey(t, tongue{lang, catalogue.Printer(lang)})
		})
	}
}

// say gives a message; pairs as text.With takes them.
func (l tongue) say(key text.Key, pairs ...any) string { return text.With(key, pairs...).In(l.printer) }

// of gives a message about somebody.
func (l tongue) of(m member, key text.Key, pairs ...any) string {
	return l.say(key, append(pairs, "name", text.Data(m.Name))...)
}

func (l tongue) in() webtest.Option { return webtest.In(string(l.lang)) }

func (l tongue) shot(w *webtest.Page, name string) { w.Shot(name + "-" + string(l.lang)) }
