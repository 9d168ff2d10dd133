// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/ground/document"
)

// Letter is a document as it is sent to one party: which parts it has, which of
// these the law asks for, and where that stands. What it says is in the texts
// of the pages.
type Letter struct {
	Document Document
	To       Party
	Parts    []LetterPart
}

// LetterPart is a part without its words, and whether these are the letter's own
// or those that every letter has.
type LetterPart struct {
	document.Part
	Shared bool
}

// ID names the letter.
func (l Letter) ID() document.ID { return document.ID("complaint." + l.name()) }

func (l Letter) name() string { return string(l.Document) + "-" + string(l.To) }

// Key gives the message key of what a part of the letter says.
func (l Letter) Key(p LetterPart) string {
	if p.Shared {
		return "complaint.letter.all." + string(p.Code)
	}
	return "complaint.letter." + l.name() + "." + string(p.Code)
}

// PartKey, FieldKey and ExampleKey give the message keys of what a part and a
// field are called, and of an example.
func PartKey(c document.Code) string     { return "complaint.letter.part." + string(c) }
func FieldKey(f document.Field) string   { return "complaint.letter.field." + string(f) }
func ExampleKey(f document.Field) string { return "complaint.letter.example." + string(f) }

// The fields by which parts show or don't; each may be empty.
const (
	byCommittee  document.Field = "committee"       // that advises, if one does
	byConsent    document.Field = "consented"       // the day on which the complainant agreed to wait longer
	otherHearing document.Field = "other_day"       // on which the other side is heard
	deviates     document.Field = "deviation"       // why the conclusion isn't what the committee advised
	lastDay      document.Field = "ombudsman_until" // when it is known
)

// MayBeEmpty reports whether letters are made without the field.
func MayBeEmpty(f document.Field) bool {
	return slices.Contains([]document.Field{byCommittee, byConsent, otherHearing, deviates, lastDay}, f)
}

// Letters lists the letters of a complaint, in the order of its course.
func Letters() []Letter {
	return []Letter{
		acknowledgement(), completion(), forwarding(), decliningLetter(), copyLetter(),
		invitation(Complainant), invitation(Accused), waiver(),
		adjournment(Complainant), adjournment(Accused),
		findings(), conclusion(Complainant), conclusion(Accused),
	}
}

func newLetter(d Document, to Party, body ...LetterPart) Letter {
	parts := []LetterPart{
		shared(free("address", "addressee")), shared(free("reference", "organisation", "day", "reference")),
		kind(document.Title, free("title")), shared(free("greeting", "addressee")),
	}
	parts = append(parts, body...)
	return Letter{d, to, append(parts,
		shared(free("closing", "contact")), shared(free("signature", "signatory")),
		shared(fixed("edition").needs("edition")),
	)}
}

// free is a part that organisations word themselves.
func free(c document.Code, needs ...document.Field) LetterPart {
	return LetterPart{Part: document.Part{Code: c, Kind: document.Text, Needs: needs}}
}

// fixed is a part that the law asks for by these articles; without one it is a
// rule of the house that is the same everywhere.
func fixed(c document.Code, articles ...string) LetterPart {
	return LetterPart{Part: document.Part{Code: c, Kind: document.Text, Fixed: true, Articles: articles}}
}

func (p LetterPart) needs(fields ...document.Field) LetterPart {
	p.Needs = fields
	return p
}

func (p LetterPart) when(f document.Field) LetterPart {
	p.When = f
	return p
}

func (p LetterPart) unless(f document.Field) LetterPart {
	p.Unless = f
	return p
}

func shared(p LetterPart) LetterPart {
	p.Shared = true
	return p
}

func kind(k document.Kind, p LetterPart) LetterPart {
	p.Kind = k
	return p
}

// chapter is a heading with what stands under it, which whoever writes the
// letter fills in.
func chapter(k document.Kind, c document.Code, under document.Kind, needs document.Field) []LetterPart {
	return []LetterPart{
		shared(kind(k, free(c+"-head"))),
		shared(kind(under, free(c, needs))),
	}
}

// outside is where the complainant can go afterwards, with the term, and that
// there is no appeal. Whoever is told of a decision is told this.
func outside(naming string) []LetterPart {
	return []LetterPart{
		kind(document.Heading, free("outside-head")),
		fixed("outside", naming, "Awb 9:24").needs("ombudsman", "ombudsman_term", "ombudsman_contact"),
		shared(fixed("outside-until").needs(lastDay).when(lastDay)),
		shared(fixed("no-appeal", "Awb 9:3")),
	}
}
