// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaint is the formal complaint about unwanted conduct: the
// procedure of the General Administrative Law Act (Awb) chapter 9, in which an
// independent committee advises, as one table that says of each step who takes
// it, when it may be taken, what has to come with it, who is told of it, and
// where that stands in law.
//
// It promises that no complaint ends without a way in the table; that nothing is
// concluded before both sides had the opportunity to be heard, or it was decided
// with a ground that the complainant's is waived; that whoever was involved
// decides nothing; that both are told of every adjournment; and that every day
// by which something is due can say why it is that day. A complaint that runs
// keeps the edition of the table with which it began. It refuses to name a law
// for what no law says: that is a rule of the house, and is called so.
package complaint

// Party is somebody with a part in a complaint.
type Party string

// The parties.
const (
	Complainant Party = "complainant"
	Accused     Party = "accused"   // whose conduct it is about (Awb 9:9)
	Secretary   Party = "secretary" // of the committee
	Member      Party = "member"    // of the committee, or its chair
	Authority   Party = "authority" // the competent authority, which concludes
)

// Parties lists the parties.
func Parties() []Party { return []Party{Complainant, Accused, Secretary, Member, Authority} }

// State is where a complaint stands.
type State string

// The states. Those after Advised are ends.
const (
	Received   State = "received"   // and not yet taken up
	Incomplete State = "incomplete" // something is missing, which the complainant is asked for
	Handling   State = "handling"
	Informal   State = "informal" // a solution is sought; the steps rest, the term runs on
	Advised    State = "advised"  // the committee has sent its findings
	Concluded  State = "concluded"
	Declined   State = "declined"
	Satisfied  State = "satisfied" // the complainant said that he is (Awb 9:5)
	Withdrawn  State = "withdrawn"
	Forwarded  State = "forwarded" // to the body that it is for
)

// States lists the states in the order in which they come.
func States() []State {
	return []State{Received, Incomplete, Handling, Informal, Advised, Concluded, Declined, Satisfied, Withdrawn, Forwarded}
}

// Ended tells whether a complaint in the state is over.
func (s State) Ended() bool {
	switch s {
	case Concluded, Declined, Satisfied, Withdrawn, Forwarded:
		return true
	case Received, Incomplete, Handling, Informal, Advised:
	}
	return false
}

// Fact is what has happened in a complaint, or was found.
type Fact string

// The facts.
const (
	Complete        Fact = "complete"         // signed, with name, address, day and description (Awb 9:4)
	Acknowledged    Fact = "acknowledged"     // in writing, naming the committee (Awb 9:6, 9:15 lid 1)
	Uninvolved      Fact = "uninvolved"       // who handles it had no part in the conduct (Awb 9:7)
	CopySent        Fact = "copy-sent"        // to the accused party, with the documents (Awb 9:9)
	InvitedOne      Fact = "invited-one"      // the complainant had the opportunity to be heard (Awb 9:10 lid 1)
	InvitedOther    Fact = "invited-other"    // and so had the accused party
	Waived          Fact = "waived"           // the complainant's hearing is, with a ground (Awb 9:10 lid 2)
	Heard           Fact = "heard"            // one of the two was
	HearingReported Fact = "hearing-reported" // since the last hearing (Awb 9:10 lid 3)
	Agreed          Fact = "agreed"           // the complainant agrees to seek a solution
	Adjourned       Fact = "adjourned"        // once, without consent (Awb 9:11 lid 2)
)

// Facts lists the facts.
func Facts() []Fact {
	return []Fact{Complete, Acknowledged, Uninvolved, CopySent, InvitedOne, InvitedOther, Waived, Heard, HearingReported, Agreed, Adjourned}
}

// Document is what has to be written for a step.
type Document string

// The documents.
const (
	NoDocument      Document = ""
	Filing          Document = "complaint"       // or what was written down of what was said
	Acknowledgement Document = "acknowledgement" // of receipt
	Completion      Document = "completion"      // asks for what is missing
	Forwarding      Document = "forwarding"
	Declining       Document = "declining" // with the ombudsman and the term
	Copy            Document = "copy"      // of the complaint, with what came with it
	Invitation      Document = "invitation"
	Waiver          Document = "waiver" // with the ground and who decided it
	HearingReport   Document = "hearing-report"
	Findings        Document = "findings" // with advice, and the report of the hearing
	Conclusion      Document = "conclusion"
	Adjournment     Document = "adjournment" // to both
	Consent         Document = "consent"     // of the complainant, in writing
	Confirmation    Document = "confirmation"
	Deliberation    Document = "deliberation" // of the members, with their votes
	Enclosure       Document = "enclosure"    // what either side adds
	Redacted        Document = "redacted"     // a version of what either side wrote, without what the other doesn't get to read
	Draft           Document = "draft"        // of the findings, with comments
	Details         Document = "details"      // where the complainant lives and is reached
)

// Documents lists the documents.
func Documents() []Document {
	return []Document{
		Filing, Acknowledgement, Completion, Forwarding, Declining, Copy, Invitation, Waiver,
		HearingReport, Findings, Conclusion, Adjournment, Consent, Confirmation, Deliberation, Enclosure, Redacted, Draft, Details,
	}
}

// Basis is where a rule stands.
type Basis struct {
	Articles []string // "Awb 9:11 lid 1"; none for a rule of the house
	Note     string   // of a rule of the house or of a choice, the key of the sentence that says why
}

// Key gives the message key of what the code is called.
func (p Party) Key() string    { return "complaint.party." + string(p) }
func (s State) Key() string    { return "complaint.state." + string(s) }
func (f Fact) Key() string     { return "complaint.fact." + string(f) }
func (d Document) Key() string { return "complaint.document." + string(d) }
