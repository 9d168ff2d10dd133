// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	_ "embed"

	"baken/ground/org"
)

// What is done to complaints by who sits in them: each is asked of the
// organisation in which somebody holds the role in which he sits.
var (
	Handle = org.Viewing("complaint.handle", TypeComplaint) // as secretary
	Weigh  = org.Viewing("complaint.weigh", TypeComplaint)  // as member of the committee
	Decide = org.Viewing("complaint.decide", TypeComplaint) // as competent authority
	// ViewOverdue shows that something waits too long, and where; never what.
	ViewOverdue = org.Viewing("complaint.view-overdue", TypeComplaint)
)

//go:embed policy.cedar
var policy []byte

// Rules is what this room adds to the policy.
func Rules() org.Rules {
	return org.Rules{Name: "complaint", Actions: []org.Action{Handle, Weigh, Decide, ViewOverdue}, Cedar: policy}
}

// does gives what a party that sits here by an account does to complaints.
func (p Party) does() org.Action {
	switch p {
	case Member:
		return Weigh
	case Authority:
		return Decide
	case Secretary, Complainant, Accused:
	}
	return Handle
}

// role gives the role in which a party sits here by an account.
func (p Party) role() org.Role {
	switch p {
	case Secretary:
		return org.CommitteeSecretary
	case Member:
		return org.CommitteeMember
	case Authority:
		return org.CompetentAuthority
	case Complainant, Accused:
	}
	return ""
}
