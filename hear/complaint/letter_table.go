// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/ground/document"
)

func acknowledgement() Letter {
	return newLetter(Acknowledgement, Complainant,
		fixed("received", "Awb 9:6").needs("received"),
		fixed("committee", "Awb 9:15 lid 1").needs(byCommittee).when(byCommittee),
		fixed("handler", "Awb 9:7"),
		fixed("copy", "Awb 9:9"),
		fixed("hearing", "Awb 9:10 lid 1"),
		fixed("term", "Awb 9:11 lid 1").needs("term", "due"),
		free("support"),
	)
}

func completion() Letter {
	return newLetter(Completion, Complainant, slices.Concat(
		[]LetterPart{free("received", "received"), fixed("law", "Awb 9:4")},
		chapter(document.Heading, "missing", document.List, "missing"),
		[]LetterPart{fixed("until").needs("until"), free("support")},
	)...)
}

// forwarding has no article of its own in chapter 9, and says so; that whoever
// gets the complaint acknowledges it has one.
func forwarding() Letter {
	return newLetter(Forwarding, Complainant,
		fixed("forwarded").needs("received", "forwarded", "body"),
		fixed("next", "Awb 9:6").needs("body"),
		free("reach", "body_contact"),
	)
}

func decliningLetter() Letter {
	return newLetter(Declining, Complainant, slices.Concat(
		[]LetterPart{
			free("received", "received"),
			fixed("decision", "Awb 9:8 lid 1", "Awb 9:8 lid 2").needs("ground", "article"),
		},
		chapter(document.Heading, "reasons", document.Text, "reasons"),
		[]LetterPart{fixed("notice", "Awb 9:8 lid 3").needs("decline_term")},
		outside("Awb 9:8 lid 3"),
	)...)
}

func copyLetter() Letter {
	return newLetter(Copy, Accused, slices.Concat(
		[]LetterPart{fixed("copy", "Awb 9:9").needs("received"), free("no-verdict")},
		chapter(document.Heading, "enclosed", document.List, "enclosed"),
		[]LetterPart{
			free("committee", byCommittee).when(byCommittee),
			fixed("handler", "Awb 9:7"),
			fixed("hearing", "Awb 9:10 lid 1"),
			fixed("term", "Awb 9:11 lid 1").needs("term", "due"),
			fixed("no-retaliation", "Awgb 8a"),
			free("support"),
		},
	)...)
}

func invitation(to Party) Letter {
	answer := free("answer", "answer_by")
	if to == Complainant {
		answer = fixed("answer", "Awb 9:10 lid 2").needs("answer_by")
	}
	return newLetter(Invitation, to,
		fixed("invite", "Awb 9:10 lid 1"),
		shared(kind(document.Heading, free("when-head"))),
		shared(kind(document.List, free("when", "hearing_day", "hearing_time", "hearing_place"))),
		shared(free("by", "hearing_by")),
		shared(fixed("chair", "Awb 9:15 lid 2").when(byCommittee)),
		shared(free("other", otherHearing).when(otherHearing)),
		shared(fixed("report", "Awb 9:10 lid 3")),
		answer,
		free("bring"),
	)
}

// waiver goes to the complainant, whose hearing alone can be waived.
func waiver() Letter {
	return newLetter(Waiver, Complainant, slices.Concat(
		[]LetterPart{
			fixed("decision", "Awb 9:10 lid 2").needs("ground"),
			fixed("decided-committee", "Awb 9:15 lid 3").needs(byCommittee).when(byCommittee),
			fixed("decided").needs("decider").unless(byCommittee),
		},
		chapter(document.Heading, "reasons", document.Text, "reasons"),
		[]LetterPart{fixed("hearing", "Awb 9:10 lid 1")},
	)...)
}

func adjournment(to Party) Letter {
	return newLetter(Adjournment, to, slices.Concat(
		[]LetterPart{
			fixed("adjourn", "Awb 9:11 lid 2").needs("weeks", "due").unless(byConsent),
			fixed("consent", "Awb 9:11 lid 3").needs("weeks", "due", byConsent).when(byConsent),
		},
		chapter(document.Heading, "reasons", document.Text, "reasons"),
	)...)
}

func findings() Letter {
	return newLetter(Findings, Authority, slices.Concat(
		[]LetterPart{fixed("findings-law", "Awb 9:15 lid 4")},
		chapter(document.Numbered, "about", document.Text, "about"),
		chapter(document.Numbered, "steps", document.Text, "steps"),
		chapter(document.Numbered, "findings", document.Text, "findings"),
		chapter(document.Numbered, "advice", document.Text, "advice"),
		chapter(document.Numbered, "enclosed", document.List, "enclosed"),
		[]LetterPart{fixed("next", "Awb 9:12 lid 1", "Awb 9:16"), fixed("term", "Awb 9:11 lid 1").needs("due")},
	)...)
}

func conclusion(to Party) Letter {
	return newLetter(Conclusion, to, slices.Concat(
		[]LetterPart{fixed("conclusion", "Awb 9:12 lid 1").needs("received")},
		[]LetterPart{shared(fixed("advised", "Awb 9:15 lid 4").needs(byCommittee).when(byCommittee))},
		chapter(document.Numbered, "steps", document.Text, "steps"),
		chapter(document.Numbered, "findings", document.Text, "findings"),
		chapter(document.Numbered, "judgement", document.Text, "judgement"),
		chapter(document.Numbered, "conclusions", document.Text, "conclusions"),
		[]LetterPart{shared(fixed("deviation", "Awb 9:16").needs(deviates).when(deviates))},
		outside("Awb 9:12 lid 2"),
	)...)
}
