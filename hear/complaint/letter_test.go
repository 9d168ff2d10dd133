// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"baken/ground/document"
	"baken/hear/complaint"
)

// Every letter names an article of chapter 9 in a part that no organisation
// changes.
func TestEveryLetterStandsOnLaw(t *testing.T) {
	seen := map[document.ID]bool{}
	for _, l := range complaint.Letters() {
		if seen[l.ID()] {
			t.Errorf("%s is there twice", l.ID())
		}
		seen[l.ID()] = true
		if !stands(l, "Awb 9:") {
			t.Errorf("%s names no article", l.ID())
		}
		for _, p := range l.Parts {
			if len(p.Articles) > 0 && !p.Fixed {
				t.Errorf("%s: the part %s stands on law and isn't fixed", l.ID(), p.Code)
			}
		}
	}
}

func stands(l complaint.Letter, article string) bool {
	return slices.ContainsFunc(l.Parts, func(p complaint.LetterPart) bool {
		return slices.ContainsFunc(p.Articles, func(a string) bool { return strings.HasPrefix(a, article) })
	})
}

// Who is told of a decision is told of the ombudsman and the term, whatever
// else the letter shows.
func TestADecisionNamesTheOutsideRoute(t *testing.T) {
	decisions := 0
	for _, l := range complaint.Letters() {
		if l.Document != complaint.Declining && l.Document != complaint.Conclusion {
			continue
		}
		decisions++
		if !stands(l, "Awb 9:3") || !slices.ContainsFunc(l.Parts, func(p complaint.LetterPart) bool {
			always := p.Fixed && p.When == "" && p.Unless == ""
			return always && slices.Contains(p.Articles, "Awb 9:24") &&
				slices.Contains(p.Needs, "ombudsman") && slices.Contains(p.Needs, "ombudsman_term")
		}) {
			t.Errorf("%s doesn't name the ombudsman, the term and that there is no appeal", l.ID())
		}
	}
	if decisions != 3 {
		t.Errorf("%d letters tell a decision", decisions)
	}
}

// A step that writes a letter has one for each party that is told of it, and
// nobody gets a letter that he may not read.
func TestWhoIsToldGetsALetter(t *testing.T) {
	p := complaint.Edition2026()
	has := map[complaint.Document][]complaint.Party{}
	for _, l := range complaint.Letters() {
		has[l.Document] = append(has[l.Document], l.To)
		if !p.Sees(l.To, l.Document) {
			t.Errorf("%s: the %s doesn't read it", l.ID(), l.To)
		}
	}
	for _, r := range p.Rules {
		if len(has[r.Writes]) == 0 {
			continue
		}
		for _, told := range r.Tells {
			if !slices.Contains(has[r.Writes], told) {
				t.Errorf("%s: the %s is told and gets no %s", r.Step, told, r.Writes)
			}
		}
	}
	for _, d := range []complaint.Document{complaint.Adjournment, complaint.Invitation, complaint.Conclusion} {
		if len(has[d]) != 2 {
			t.Errorf("the %s goes to %v", d, has[d])
		}
	}
}

// A letter of an adjournment says one of both: that the law allows it, or that
// the complainant agreed.
func TestAnAdjournmentSaysWhyItMay(t *testing.T) {
	for _, l := range complaint.Letters() {
		if l.Document != complaint.Adjournment {
			continue
		}
		says := map[string]document.Part{}
		for _, p := range l.Parts {
			for _, a := range p.Articles {
				says[a] = p.Part
			}
		}
		once, further := says["Awb 9:11 lid 2"], says["Awb 9:11 lid 3"]
		if once.Unless == "" || once.Unless != further.When || once.When != "" || further.Unless != "" {
			t.Errorf("%s: %+v, %+v", l.ID(), once, further)
		}
	}
}
