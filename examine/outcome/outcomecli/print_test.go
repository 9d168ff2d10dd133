// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"bytes"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"baken/internal/text"
)

func TestPrintKeepsToTheWidth(t *testing.T) {
	o := run(t, Job{Plan: "../../../examples/duo-2014/plan.yaml"})
	for _, l := range text.Langs() {
		for _, width := range []int{80, 100, 240} {
			var b strings.Builder
			if err := o.Print(&b, catalogue(t).Printer(l), width); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("%s: %d columns where %d fit: %s", l, n, width, line)
				}
				if strings.Contains(line, "[") {
					t.Errorf("%s: a message is missing: %s", l, line)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		said  string
		width int
		want  []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"één  twéé", 8, []string{"één twéé"}},
		{"unbreakable it is", 4, []string{"unbreakable", "it", "is"}},
		{"", 4, []string{""}},
	} {
		if diff := cmp.Diff(tc.want, wrap(tc.said, tc.width)); diff != "" {
			t.Errorf("%q: %s", tc.said, diff)
		}
	}
}

func TestWordsCantSteerTheTerminal(t *testing.T) {
	var b strings.Builder
	s := &screen{w: &b, p: catalogue(t).Printer(text.EN), width: 80}
	s.line(text.Data("red \x1b[31m and \u202eback"))
	if got, want := b.String(), "red \ufffd[31m and \ufffdback\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// broken is a terminal that has gone away.
type broken struct{ after int }

func (b *broken) Write(p []byte) (int, error) {
	if b.after--; b.after < 0 {
		return 0, syscall.EPIPE
	}
	return len(p), nil
}

func TestPrintReportsAClosedScreen(t *testing.T) {
	o := run(t, Job{Plan: "../../../examples/duo-2014/plan.yaml"})
	for _, after := range []int{0, 5, 50} {
		if err := o.Print(&broken{after}, catalogue(t).Printer(text.NL), 100); err == nil {
			t.Errorf("after %d lines: no error", after)
		}
	}
}

// A word that is longer than a column can be stays whole, and ends the search.
func TestLongWordsEnd(t *testing.T) {
	var out bytes.Buffer
	s := &screen{w: &out, width: 20}
	s.grid([]strip{{head: "h", cells: []string{"risicocategorieën zijn lang"}, left: true}, {head: "n", cells: []string{"1234567890123"}}})
	if !strings.Contains(out.String(), "risicocategorieën") {
		t.Error(out.String())
	}
}

// Both parts of a verdict stand on the same line, also on a narrow screen.
func TestVerdictsStandTogether(t *testing.T) {
	o := run(t, Job{Plan: "../../../examples/duo-2014/plan.yaml"})
	c := catalogue(t)
	for _, width := range []int{80, 100, 200} {
		var out bytes.Buffer
		if err := o.Print(&out, c.Printer(text.EN), width); err != nil {
			t.Fatal(err)
		}
		together := 0
		for line := range strings.Lines(out.String()) {
			if strings.Contains(line, "disparity, more often") && strings.Contains(line, "inconclusive") {
				together++
			}
		}
		if together != 2 { // risk category and selection
			t.Errorf("at %d columns %d verdicts stand together, want 2:\n%.3000s", width, together, out.String())
		}
	}
}
