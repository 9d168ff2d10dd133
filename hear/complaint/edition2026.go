// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import "baken/base/civil"

// Edition2026 is the first edition of the procedure: Awb chapter 9, with an
// advisory committee (title 9.1, section 9.1.3) or without. What stands in no
// law that we know of is a rule of the house and has a note.
func Edition2026() Procedure {
	return Procedure{
		Edition: "2026-1", Since: civil.Day(2026, 1, 1), Terms: DefaultTerms(), Chamber: Chamber{Members: 3}, Sights: sights(),
		Rules: append(append(intake(), handling()...), endings()...),
	}
}

func law(articles ...string) Basis { return Basis{Articles: articles} }

func house(note string) Basis { return Basis{Note: "complaint.note." + note} }

func (b Basis) with(note string) Basis {
	b.Note = "complaint.note." + note
	return b
}

func open() []State { return []State{Received, Incomplete, Handling, Informal, Advised} }

// intake is from the first word to being taken up.
func intake() []Rule {
	return []Rule{
		{Step: File, By: []Party{Complainant, Secretary}, To: Received, Writes: Filing, Basis: law("Awb 9:2", "Awb 9:4").with("oral")},
		{
			Step: Acknowledge, By: []Party{Secretary}, From: []State{Received, Incomplete, Handling}, Bars: []Fact{Acknowledged}, Gives: []Fact{Acknowledged},
			Writes: Acknowledgement, Tells: []Party{Complainant}, Basis: law("Awb 9:6", "Awb 9:15 lid 1"),
		},
		{
			Step: AskCompletion, By: []Party{Secretary}, From: []State{Received}, To: Incomplete, Bars: []Fact{Complete},
			Writes: Completion, Tells: []Party{Complainant}, Basis: law("Awb 9:4").with("completion"),
		},
		{
			Step: MakeComplete, By: []Party{Complainant, Secretary}, From: []State{Received, Incomplete}, To: Received, Bars: []Fact{Complete},
			Gives: []Fact{Complete}, May: []Document{Filing, Enclosure}, Basis: law("Awb 9:4"),
		},
		{
			Step: Forward, By: []Party{Secretary}, From: []State{Received, Incomplete}, To: Forwarded,
			Writes: Forwarding, Tells: []Party{Complainant}, Basis: house("forward"),
		},
		{
			Step: CheckHandler, By: []Party{Secretary}, From: []State{Received, Handling, Advised}, Gives: []Fact{Uninvolved},
			Basis: law("Awb 9:7"),
		},
		{
			Step: ReplaceDecider, By: []Party{Secretary}, From: open(), Takes: []Fact{Uninvolved}, Tells: []Party{Complainant}, Knowing: []Party{Accused},
			Basis: law("Awb 9:7").with("replace"),
		},
		{
			Step: Represent, By: []Party{Complainant, Secretary}, From: open(), Basis: house("represent"),
		},
		{
			Step: Admit, By: []Party{Secretary}, From: []State{Received}, To: Handling, Needs: []Fact{Complete, Uninvolved},
			Tells: []Party{Complainant}, Basis: house("admit"),
		},
		{
			Step: Decline, By: []Party{Authority}, From: []State{Received, Incomplete, Handling}, To: Declined, Grounds: declining(),
			Writes: Declining, Tells: []Party{Complainant}, Basis: law("Awb 9:8 lid 1", "Awb 9:8 lid 2", "Awb 9:8 lid 3"),
		},
	}
}

// declining lists when a complaint needn't be taken up.
func declining() []Ground {
	const all = "Awb 9:8 lid 1"
	return []Ground{
		{"handled-before", all},
		{"over-a-year", all},
		{"objection", all},
		{"appeal", all},
		{"other-court", all},
		{"criminal", all},
		{"little-weight", "Awb 9:8 lid 2"},
	}
}

// waiving lists when the complainant needn't be heard. The accused party's
// hearing can't be waived by anybody.
func waiving() []Ground {
	const all = "Awb 9:10 lid 2"
	return []Ground{{"unfounded", all}, {"declines", all}, {"no-answer", all}}
}

// handling is from being taken up to the advice.
func handling() []Rule {
	during := []State{Handling}
	return []Rule{
		{
			Step: SendCopy, By: []Party{Secretary}, From: during, Needs: []Fact{Complete}, Bars: []Fact{CopySent}, Gives: []Fact{CopySent},
			Writes: Copy, Tells: []Party{Accused}, Basis: law("Awb 9:9"),
		},
		{
			Step: Supplement, By: []Party{Complainant, Accused, Secretary}, From: []State{Received, Incomplete, Handling, Informal},
			Writes: Enclosure, Tells: []Party{Complainant}, Knowing: []Party{Accused}, Basis: house("supplement"),
		},
		{
			Step: Seek, By: []Party{Complainant, Secretary}, Sure: true, From: during, To: Informal, Gives: []Fact{Agreed}, Writes: Confirmation,
			Tells: []Party{Complainant}, Knowing: []Party{Accused}, Basis: house("seek"),
		},
		{
			Step: Resume, By: []Party{Complainant, Secretary}, From: []State{Informal}, To: Handling, Takes: []Fact{Agreed},
			Tells: []Party{Complainant}, Knowing: []Party{Accused}, Basis: house("resume"),
		},
		{
			Step: Invite, By: []Party{Secretary}, From: during, Needs: []Fact{CopySent}, Gives: []Fact{InvitedOne},
			Writes: Invitation, Tells: []Party{Complainant}, Basis: law("Awb 9:10 lid 1"),
		},
		{
			Step: InviteAccused, By: []Party{Secretary}, From: during, Needs: []Fact{CopySent}, Gives: []Fact{InvitedOther},
			Writes: Invitation, Tells: []Party{Accused}, Basis: law("Awb 9:10 lid 1"),
		},
		{
			Step: Waive, By: []Party{Member}, From: during, Committee: With, Grounds: waiving(), Gives: []Fact{Waived},
			Writes: Waiver, Tells: []Party{Complainant}, Basis: law("Awb 9:10 lid 2", "Awb 9:15 lid 3"),
		},
		{
			Step: WaiveAlone, By: []Party{Authority}, From: during, Committee: Without, Grounds: waiving(), Gives: []Fact{Waived},
			Writes: Waiver, Tells: []Party{Complainant}, Basis: law("Awb 9:10 lid 2"),
		},
		hearing(Hear, Member, With, InvitedOne, "Awb 9:10 lid 1", "Awb 9:15 lid 2"),
		hearing(HearAlone, Authority, Without, InvitedOne, "Awb 9:10 lid 1"),
		hearing(HearAccused, Member, With, InvitedOther, "Awb 9:10 lid 1", "Awb 9:15 lid 2"),
		hearing(HearAccusedAlone, Authority, Without, InvitedOther, "Awb 9:10 lid 1"),
		{
			Step: ReportHearing, By: []Party{Secretary}, From: during, Needs: []Fact{Heard}, Bars: []Fact{HearingReported}, Gives: []Fact{HearingReported},
			Writes: HearingReport, Tells: []Party{Complainant, Accused}, Basis: law("Awb 9:10 lid 3").with("report-sent"),
		},
		{
			Step: Adjourn, By: []Party{Authority}, From: []State{Received, Incomplete, Handling, Informal, Advised}, Bars: []Fact{Adjourned}, Gives: []Fact{Adjourned},
			Writes: Adjournment, Tells: []Party{Complainant, Accused}, Basis: law("Awb 9:11 lid 2").with("adjourn-in-time"),
		},
		{
			Step: AdjournFurther, By: []Party{Authority}, From: []State{Received, Incomplete, Handling, Informal, Advised}, Needs: []Fact{Adjourned},
			Writes: Consent, Tells: []Party{Complainant, Accused}, Basis: law("Awb 9:11 lid 3").with("told-further"),
		},
		{
			Step: Advise, By: []Party{Member}, From: during, To: Advised, Committee: With,
			Needs: fair(), NeedsOne: []Fact{InvitedOne, Waived}, Reports: true,
			Writes: Findings, Tells: []Party{Authority}, Basis: law("Awb 9:15 lid 4"),
		},
	}
}

// hearing is by the committee, which may leave it to its chair or a member, or
// where there is none by who concludes. It needs a report of its own.
func hearing(s StepName, by Party, advice Advice, invited Fact, articles ...string) Rule {
	return Rule{
		Step: s, By: []Party{by}, From: []State{Handling}, Committee: advice, Needs: []Fact{invited},
		Gives: []Fact{Heard}, Takes: []Fact{HearingReported}, Basis: law(articles...),
	}
}

// fair is what has to have happened before anybody judges.
func fair() []Fact { return []Fact{Acknowledged, Complete, Uninvolved, CopySent, InvitedOther} }

// endings is how it ends.
func endings() []Rule {
	return []Rule{
		{
			Step: Conclude, By: []Party{Authority}, From: []State{Advised}, To: Concluded, Committee: With,
			Needs: fair(), NeedsOne: []Fact{InvitedOne, Waived}, Reports: true,
			Writes: Conclusion, Tells: []Party{Complainant, Accused}, Basis: law("Awb 9:12", "Awb 9:16").with("accused-told"),
		},
		{
			Step: ConcludeAlone, By: []Party{Authority}, From: []State{Handling}, To: Concluded, Committee: Without,
			Needs: fair(), NeedsOne: []Fact{InvitedOne, Waived}, Reports: true,
			Writes: Conclusion, Tells: []Party{Complainant, Accused}, Basis: law("Awb 9:12").with("accused-told"),
		},
		{
			Step: Settle, By: []Party{Complainant, Secretary}, Himself: true, Sure: true, From: open(), To: Satisfied, Writes: Confirmation, Tells: []Party{Complainant}, Knowing: []Party{Accused},
			Basis: law("Awb 9:5").with("settle"),
		},
		{
			Step: Withdraw, By: []Party{Complainant, Secretary}, Sure: true, From: open(), To: Withdrawn, Writes: Confirmation, Tells: []Party{Complainant}, Knowing: []Party{Accused}, Basis: house("withdraw"),
		},
		{
			Step: Join, By: []Party{Secretary}, From: []State{Received, Handling}, Tells: []Party{Complainant}, Knowing: []Party{Accused}, Basis: house("join"),
		},
	}
}
