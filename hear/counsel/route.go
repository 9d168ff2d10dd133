// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import "baken/ground/taxonomy"

// Code names a route.
type Code string

// The routes, inside the organisation first.
const (
	Counsellor    Code = "counsellor"
	Signal        Code = "signal"
	Report        Code = "report"
	Complaint     Code = "complaint"
	Whistleblower Code = "whistleblower"
	Rights        Code = "rights" // Netherlands Institute for Human Rights
	Local         Code = "local"  // municipal anti-discrimination service
	Ombudsman     Code = "ombudsman"
	Police        Code = "police"
	Inspectorate  Code = "inspectorate"
	Doctor        Code = "doctor"
)

// Anonymity is whether a route can be gone without a name.
type Anonymity string

// How far somebody can stay unknown.
const (
	Nameless Anonymity = "nameless" // nobody has to know who it is
	Between  Anonymity = "between"  // who helps knows, and tells nobody
	Named    Anonymity = "named"    // it can't be done without a name
)

// Step is what to do to set out on a route.
type Step string

// The steps.
const (
	ToReport  Step = "report"  // the pages on which a report is made
	ToHelp    Step = "help"    // the help directory of the organisation
	ToWrite   Step = "write"   // a letter; the help directory says to whom
	ToOutside Step = "outside" // to the body itself
)

// Reason says why a route fits, what to mind, or why it isn't meant for this.
type Reason string

// What isn't a hope: what to mind, and for whom or what a route isn't meant.
const (
	NeedsName      Reason = "needs-name"
	HelperKnows    Reason = "helper-knows"
	ComplaintFirst Reason = "complaint-first"
	CrimeOnly      Reason = "crime-only"
	NoGrievance    Reason = "no-grievance"
	OneSided       Reason = "one-sided"
	StaffOnly      Reason = "staff-only"
	WorkOnly       Reason = "work-only"
	PeopleOnly     Reason = "people-only"
	OwnPeople      Reason = "own-people"
	OtherHope      Reason = "other-hope" // serves none of the hopes
)

// Key gives the message key of the reason.
func (r Reason) Key() string { return "counsel.reason." + string(r) }

// Limit gives a reason for some who ask, or for what some ask about. Without
// either it always holds.
type Limit struct {
	Why   Reason
	Asker []Asker
	About []taxonomy.Source
}

// Route is a way to go. What people read about it stands in the texts, by
// TextKey; what is decided by stands here.
type Route struct {
	Code   Code
	Serves []Hope // but for Unknown, which follows from Name
	Name   Anonymity
	Terms  []Term
	Next   Step
	Minds  []Limit // under a condition only: it comes after those without
	Not    []Limit // isn't meant for this: it stays among the other routes
}

// Aspect is what routes are compared on.
type Aspect string

// The aspects; the terms are a list of their own, with articles.
const (
	Learns  Aspect = "learns"  // who learns of it
	Terms   Aspect = "terms"   // which terms hold
	Follows Aspect = "follows" // what may follow
	Undo    Aspect = "undo"    // whether it can be undone
	Name    Aspect = "name"    // whether one can stay unknown
	Whom    Aspect = "whom"    // for whom it is and what it costs
	Next    Aspect = "next"    // what to do
)

// Aspects lists the aspects in the order in which they are shown.
func Aspects() []Aspect { return []Aspect{Learns, Name, Terms, Follows, Undo, Whom, Next} }

// Key gives the message key of what the aspect is called.
func (a Aspect) Key() string { return "counsel.aspect." + string(a) }

// Key gives the message key of what the route is called.
func (c Code) Key() string { return "counsel.route." + string(c) }

// TextKey gives the message key of what a route says about an aspect.
func (c Code) TextKey(a Aspect) string { return c.Key() + "." + string(a) }

func people() []taxonomy.Source {
	return []taxonomy.Source{"colleague", "manager", "subordinate", "third-party"}
}

func visitors() []Asker { return []Asker{Citizen, ThirdParty} }

func things() []taxonomy.Source { return []taxonomy.Source{"rule", "system"} }

// Routes lists every route (DOMAIN.md, section 2). For whom and what a route
// is meant, and what a body outside needs to know, is general knowledge of how
// these bodies work and no law: it orders, and shuts nothing out.
func Routes() []Route { return append(inside(), outside()...) }

func inside() []Route {
	return []Route{
		{
			Code: Counsellor, Serves: []Hope{Talk, Heard, Other}, Name: Between, Terms: []Term{noTerm()}, Next: ToHelp,
			Not: []Limit{{Why: StaffOnly, Asker: visitors()}},
		},
		{Code: Report, Serves: []Hope{Heard, Stop, Other}, Name: Nameless, Terms: promises(), Next: ToReport},
		{Code: Signal, Serves: []Hope{Heard, Other}, Name: Nameless, Terms: promises(), Next: ToReport},
		{
			Code: Complaint, Serves: []Hope{Heard, Stop, Judged}, Name: Named, Terms: complaintTerms(), Next: ToWrite,
			Not: []Limit{{Why: PeopleOnly, About: things()}, {Why: OwnPeople, About: []taxonomy.Source{"third-party"}}},
		},
		{
			Code: Whistleblower, Serves: []Hope{Stop, Heard}, Name: Nameless, Terms: whistleblowerTerms(), Next: ToReport,
			Minds: []Limit{{Why: NoGrievance, About: people()}},
			Not:   []Limit{{Why: WorkOnly, Asker: []Asker{Citizen}}},
		},
	}
}

func outside() []Route {
	return []Route{
		{Code: Local, Serves: []Hope{Talk, Heard, Stop, Other}, Name: Between, Terms: []Term{askThere()}, Next: ToOutside},
		{
			Code: Rights, Serves: []Hope{Judged}, Name: Named, Terms: []Term{askThere()}, Next: ToOutside,
			Minds: []Limit{{Why: OneSided, About: []taxonomy.Source{"rule", "system", "service"}}},
		},
		{
			Code: Ombudsman, Serves: []Hope{Judged}, Name: Named, Terms: ombudsmanTerms(), Next: ToOutside,
			Minds: []Limit{{Why: ComplaintFirst}},
			Not:   []Limit{{Why: OwnPeople, About: []taxonomy.Source{"third-party"}}},
		},
		{
			Code: Police, Serves: []Hope{Stop, Judged}, Name: Named, Terms: []Term{askThere()}, Next: ToOutside,
			Minds: []Limit{{Why: CrimeOnly}},
			Not:   []Limit{{Why: PeopleOnly, About: things()}},
		},
		{
			Code: Inspectorate, Serves: []Hope{Stop, Other}, Name: Between, Terms: []Term{askThere()}, Next: ToOutside,
			Not: []Limit{{Why: WorkOnly, Asker: []Asker{Citizen}, About: []taxonomy.Source{"service"}}},
		},
		{
			Code: Doctor, Serves: []Hope{Talk}, Name: Between, Terms: []Term{noTerm()}, Next: ToHelp,
			Not: []Limit{{Why: StaffOnly, Asker: visitors()}},
		},
	}
}
