// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"regexp"
	"strings"
	"testing"

	"baken/ground/document"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

func letters(t *testing.T) []document.Template {
	t.Helper()
	all, err := complaintweb.Letters(texttest.Catalogue(t, web.Text, complaintweb.Text))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(complaint.Letters()) {
		t.Fatalf("%d letters of %d", len(all), len(complaint.Letters()))
	}
	return all
}

// What stands on an article says so where it stands, in both languages; and no
// part names an article that the table doesn't.
func TestLettersSayTheirArticles(t *testing.T) {
	named := regexp.MustCompile(`\b9:\d+[a-z]?(?: (?:lid|paragraph) \d)?|\b8a\b`)
	for _, l := range letters(t) {
		for _, p := range l.Parts {
			for lang, paragraph := range map[document.Lang]string{document.NL: " lid ", document.EN: " paragraph "} {
				want := map[string]bool{}
				for _, a := range p.Articles {
					_, number, _ := strings.Cut(a, " ")
					want[strings.Replace(number, " lid ", paragraph, 1)] = true
				}
				got := map[string]bool{}
				for _, a := range named.FindAllString(p.Words.In(lang), -1) {
					got[a] = true
					if !want[a] {
						t.Errorf("%s, %s, %s: names %s", l.ID, p.Code, lang, a)
					}
				}
				if len(got) < len(want) {
					t.Errorf("%s, %s, %s: names %v, want %v", l.ID, p.Code, lang, got, want)
				}
			}
		}
	}
}

// Every letter can be made of its examples, with each of the fields that may be
// empty and without.
func TestLettersCanBeFilled(t *testing.T) {
	for _, l := range letters(t) {
		for _, lang := range document.Langs() {
			values := l.Examples(lang)
			if _, err := l.Fill(values, lang); err != nil {
				t.Errorf("%s, %s: %v", l.ID, lang, err)
			}
			for _, s := range l.Slots {
				if s.Optional {
					delete(values, s.Field)
				}
			}
			blocks, err := l.Fill(values, lang)
			if err != nil || blocks[0].Kind != document.Text || !strings.Contains(blocks[len(blocks)-1].Text, string(l.Edition)) {
				t.Errorf("%s, %s: %v, %v", l.ID, lang, err, blocks)
			}
		}
	}
}

// Dutch at level B1 has short sentences: those of a letter have about ten words
// on average, and none has more than 25.
func TestLettersReadAtB1(t *testing.T) {
	end := regexp.MustCompile(`[.?!](?:\s|$)|\n`)
	for _, l := range letters(t) {
		sentences, words := 0, 0
		for _, p := range l.Parts {
			if p.Kind != document.Text {
				continue
			}
			for _, s := range end.Split(p.Words.NL, -1) {
				n := len(strings.Fields(s))
				if n > 25 {
					t.Errorf("%s, %s: %d words in %q", l.ID, p.Code, n, s)
				}
				if n > 3 { // others are lines of an address or a name
					sentences, words = sentences+1, words+n
				}
			}
		}
		if average := float64(words) / float64(sentences); average > 12 {
			t.Errorf("%s: %.1f words in a sentence", l.ID, average)
		}
	}
}
