// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import "slices"

// Sight is who reads a document. Nobody else does: it is sealed to these.
type Sight struct {
	Document Document
	Readers  []Party
	Withheld []Withholding // on which grounds it can be kept from one of the two parties
	Basis
}

// Sees tells whether a party reads a document.
func (p Procedure) Sees(who Party, d Document) bool {
	i := slices.IndexFunc(p.Sights, func(s Sight) bool { return s.Document == d })
	return i >= 0 && slices.Contains(p.Sights[i].Readers, who)
}

func (s Sight) unless(grounds ...Withholding) Sight {
	s.Withheld = grounds
	return s
}

// sights is who reads what. Both sides read whatever it is judged on, unless it is
// withheld with a ground; each reads the letters to itself; what the members say
// to each other only they do.
func sights() []Sight {
	office := func(more ...Party) []Party { return append(more, Secretary, Member, Authority) }
	both := office(Complainant, Accused)
	sight := func(d Document, readers []Party, b Basis) Sight {
		return Sight{Document: d, Readers: readers, Basis: b}
	}
	return []Sight{
		sight(Filing, both, law("Awb 9:9").with("withheld")).unless(reasons()...),
		sight(Copy, both, law("Awb 9:9")).unless(OwnLetter),
		sight(HearingReport, both, law("Awb 9:10 lid 3").with("report-sent")).unless(reasons()...),
		sight(Findings, both, law("Awb 9:15 lid 4", "Awb 9:16").with("findings-both")),
		sight(Conclusion, both, law("Awb 9:12").with("accused-told")).unless(OwnLetter),
		sight(Adjournment, both, law("Awb 9:11 lid 2")).unless(OwnLetter),
		sight(Consent, both, law("Awb 9:11 lid 3").with("told-further")),
		sight(Acknowledgement, office(Complainant), law("Awb 9:6")),
		sight(Completion, office(Complainant), law("Awb 9:4")),
		sight(Forwarding, office(Complainant), house("forward")),
		sight(Declining, office(Complainant), law("Awb 9:8 lid 3")),
		sight(Invitation, both, house("invitation-own")).unless(OwnLetter),
		sight(Waiver, both, law("Awb 9:10 lid 2").with("waiver-both")).unless(OwnLetter),
		sight(Confirmation, both, house("confirmation-both")),
		sight(Enclosure, both, house("supplement")).unless(reasons()...),
		sight(Redacted, both, house("withheld")),
		sight(Details, office(Complainant), house("details")),
		sight(Draft, []Party{Secretary, Member}, house("deliberation")),
		sight(Deliberation, []Party{Member}, house("deliberation")),
	}
}
