// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
)

// StepName names a step.
type StepName string

// The steps.
const (
	File             StepName = "file" // online, on paper or said
	Acknowledge      StepName = "acknowledge"
	AskCompletion    StepName = "ask-completion"
	MakeComplete     StepName = "make-complete"
	Forward          StepName = "forward"
	CheckHandler     StepName = "check-handler"
	Admit            StepName = "admit"
	Decline          StepName = "decline"
	SendCopy         StepName = "send-copy"
	Seek             StepName = "seek" // a solution
	Resume           StepName = "resume"
	Settle           StepName = "settle"
	Invite           StepName = "invite"
	InviteAccused    StepName = "invite-accused"
	Waive            StepName = "waive"
	WaiveAlone       StepName = "waive-alone" // without a committee
	Hear             StepName = "hear"
	HearAlone        StepName = "hear-alone" // without a committee
	HearAccused      StepName = "hear-accused"
	HearAccusedAlone StepName = "hear-accused-alone" // without a committee
	ReportHearing    StepName = "report-hearing"
	Advise           StepName = "advise"
	Conclude         StepName = "conclude"
	ConcludeAlone    StepName = "conclude-alone" // without a committee
	Adjourn          StepName = "adjourn"
	AdjournFurther   StepName = "adjourn-further"
	Withdraw         StepName = "withdraw"
	Join             StepName = "join"
	Supplement       StepName = "supplement"      // documents, by either side
	Represent        StepName = "represent"       // somebody else speaks for the complainant
	ReplaceDecider   StepName = "replace-decider" // it is about the authority itself: another body concludes
)

// Key gives the message key of what the step is called.
func (s StepName) Key() string { return "complaint.step." + string(s) }

// Rule is one line of the table: a step, and all that holds for it.
type Rule struct {
	Step  StepName
	By    []Party // who may take it
	From  []State
	To    State  // empty: it stays where it is
	Needs []Fact // all of these first
	// NeedsOne holds one of these first, if any are named.
	NeedsOne []Fact
	Bars     []Fact // none of these
	Gives    []Fact // what holds from then on
	Takes    []Fact // what doesn't any more
	// Reports holds that each hearing has its report, if there was one.
	Reports bool
	// Grounds are the reasons that can be given, one of which has to be.
	Grounds   []Ground
	Committee Advice // for which complaints
	Writes    Document
	May       []Document // what can be written beside it
	// Himself holds that nobody who represents a party takes it.
	Himself bool
	// Sure holds that nobody takes it with words that somebody else made for him.
	Sure    bool
	Tells   []Party // who is told in writing
	Knowing []Party // and who is, once he knows of the complaint
	Basis
}

// Advice is whether a committee advises about a complaint.
type Advice string

// For which complaints a rule is.
const (
	Either  Advice = ""
	With    Advice = "with"    // a committee advises
	Without Advice = "without" // none does
)

// Ground is a reason that the law names.
type Ground struct {
	Code    string
	Article string
}

// Key gives the message key of the ground.
func (g Ground) Key() string { return "complaint.ground." + g.Code }

// Procedure is an edition of the table. A complaint keeps the edition with which
// it began.
type Procedure struct {
	Edition string
	Since   civil.Date // complaints that are received from this day on
	Rules   []Rule
	Sights  []Sight
	Terms   Terms
	Chamber Chamber
}

// Find gives the rule of a step.
func (p Procedure) Find(s StepName) (Rule, bool) {
	i := slices.IndexFunc(p.Rules, func(r Rule) bool { return r.Step == s })
	if i < 0 {
		return Rule{}, false
	}
	return p.Rules[i], true
}

// From lists the rules that can follow in a state.
func (p Procedure) From(s State) []Rule {
	return slices.DeleteFunc(slices.Clone(p.Rules), func(r Rule) bool { return !slices.Contains(r.From, s) })
}
