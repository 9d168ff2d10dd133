// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"

	"baken/base/civil"
)

// Regime is the set of rules under which a report is handled. One report can
// be under several at once.
type Regime string

// The regimes. No statute sets terms for the first three: the house's own
// promise holds for them.
const (
	RegimeReport        Regime = "report"
	RegimeSignal        Regime = "signal"  // somebody wants it known, of no case of his own
	RegimeOutside       Regime = "outside" // not for this desk: it leads to who can help
	RegimeComplaint     Regime = "complaint"
	RegimeWhistleblower Regime = "whistleblower"
)

// Regimes lists every regime.
func Regimes() []Regime {
	return []Regime{RegimeReport, RegimeSignal, RegimeComplaint, RegimeWhistleblower, RegimeOutside}
}

// Statutory tells whether a law sets the terms of a regime.
func (r Regime) Statutory() bool { return r == RegimeComplaint || r == RegimeWhistleblower }

// Fact is a code for something that an officer finds in a report. Facts are
// found in his browser and stay there.
type Fact string

// The facts.
const (
	FactConduct   Fact = "conduct"   // it is about how the organisation, or who works for it, behaved towards somebody
	FactJudgement Fact = "judgement" // the reporter asks for a judgement
	FactSigned    Fact = "signed"    // name, address and date are known
	FactWork      Fact = "work"      // the reporter learned of it through his work
	FactPublic    Fact = "public"    // it harms more than persons: not a grievance of his own alone
	FactKnown     Fact = "known"     // the reporter wants it known, and no more
	FactElsewhere Fact = "elsewhere" // it is about another organisation
)

// Rule tells when a regime fits: when all its facts are found. Article names
// the law that it follows from; it is empty for a rule of the house.
type Rule struct {
	Regime  Regime
	Facts   []Fact
	Article string
}

// RegimeRules lists when which regime fits. The officer decides: a rule only
// proposes. The act on whistleblowers knows more conditions than these two.
func RegimeRules() []Rule {
	return []Rule{
		{RegimeReport, []Fact{FactConduct}, ""},
		{RegimeSignal, []Fact{FactKnown}, ""},
		{RegimeComplaint, []Fact{FactConduct, FactJudgement, FactSigned}, "Awb 9:4"},
		{RegimeWhistleblower, []Fact{FactWork, FactPublic}, "Wbk"},
		{RegimeOutside, []Fact{FactElsewhere}, ""},
	}
}

// Facts lists every fact that a rule asks for, once.
func Facts() []Fact {
	var all []Fact
	for _, r := range RegimeRules() {
		for _, f := range r.Facts {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// Track is one regime that a report is under, with the days that its terms are
// counted from.
type Track struct {
	Regime    Regime     `json:"regime"`
	Since     civil.Date `json:"since"`     // the day of receipt
	Committee bool       `json:"committee"` // of a complaint: a committee advises on it (Awb 9:13)
	Ended     civil.Date `json:"ended"`     // zero while it runs
}

// Runs reports whether a law still sets terms by this track.
func (t Track) Runs() bool { return t.Regime.Statutory() && t.Ended.IsZero() }

// Outcome is how a track ended.
type Outcome string

// The outcomes.
const (
	Settled   Outcome = "settled"   // the conclusion was sent, or the feedback given
	Satisfied Outcome = "satisfied" // the complainant confirmed that he is (Awb 9:5)
	Declined  Outcome = "declined"  // with notice (Awb 9:8)
	Dropped   Outcome = "dropped"   // the reporter took it back
	Mistaken  Outcome = "mistaken"  // it was never this
)

// Outcomes lists in which ways a regime can end.
func (r Regime) Outcomes() []Outcome {
	switch r {
	case RegimeComplaint:
		return []Outcome{Settled, Satisfied, Declined, Dropped, Mistaken}
	case RegimeWhistleblower:
		return []Outcome{Settled, Dropped, Mistaken}
	case RegimeReport, RegimeSignal, RegimeOutside:
	}
	return nil
}
