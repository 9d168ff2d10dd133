// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import "slices"

// Sight is who reads a document. Nobody else does: it is sealed to these.
type Sight struct {
	Document Document
	Readers  []Party
	Basis
}

// Sees tells whether a party reads a document.
func (p Procedure) Sees(who Party, d Document) bool {
	i := slices.IndexFunc(p.Sights, func(s Sight) bool { return s.Document == d })
	return i >= 0 && slices.Contains(p.Sights[i].Readers, who)
}

// sights is who reads what. Both sides read whatever it is judged on; each
// reads the letters to itself; what the members say to each other only they do.
func sights() []Sight {
	office := func(more ...Party) []Party { return append(more, Secretary, Member, Authority) }
	both := office(Complainant, Accused)
	return []Sight{
		{Filing, both, law("Awb 9:9")},
		{Copy, both, law("Awb 9:9")},
		{HearingReport, both, law("Awb 9:10 lid 3").with("report-sent")},
		{Findings, both, law("Awb 9:15 lid 4", "Awb 9:16").with("findings-both")},
		{Conclusion, both, law("Awb 9:12").with("accused-told")},
		{Adjournment, both, law("Awb 9:11 lid 2")},
		{Consent, both, law("Awb 9:11 lid 3").with("told-further")},
		{Acknowledgement, office(Complainant), law("Awb 9:6")},
		{Completion, office(Complainant), law("Awb 9:4")},
		{Forwarding, office(Complainant), house("forward")},
		{Declining, office(Complainant), law("Awb 9:8 lid 3")},
		{Invitation, both, house("invitation-own")},
		{Waiver, both, law("Awb 9:10 lid 2").with("waiver-both")},
		{Confirmation, both, house("confirmation-both")},
		{Enclosure, both, house("supplement")},
		{Details, office(Complainant), house("details")},
		{Draft, []Party{Secretary, Member}, house("deliberation")},
		{Deliberation, []Party{Member}, house("deliberation")},
	}
}
