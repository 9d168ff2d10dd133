// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"testing"

	"baken/hear/complaint"
)

// Of every document it is said once who reads it; who is told of a step reads
// what is written for it, and both sides read whatever it is judged on.
func TestSights(t *testing.T) {
	p := complaint.Edition2026()
	said := map[complaint.Document]int{}
	for _, s := range p.Sights {
		said[s.Document]++
	}
	for _, d := range complaint.Documents() {
		if said[d] != 1 {
			t.Errorf("%s: %d times said who reads it", d, said[d])
		}
	}
	for _, r := range p.Rules {
		for _, who := range append(r.Tells, r.Knowing...) {
			if r.Writes != complaint.NoDocument && !p.Sees(who, r.Writes) {
				t.Errorf("%s: the %s is told and doesn't read the %s", r.Step, who, r.Writes)
			}
		}
	}
	for _, d := range []complaint.Document{complaint.Filing, complaint.Copy, complaint.HearingReport, complaint.Findings, complaint.Conclusion} {
		if !p.Sees(complaint.Complainant, d) || !p.Sees(complaint.Accused, d) {
			t.Errorf("one side reads the %s and the other doesn't", d)
		}
	}
	for _, who := range complaint.Parties() {
		if p.Sees(who, complaint.Deliberation) != (who == complaint.Member) {
			t.Errorf("the %s and what the members say to each other", who)
		}
	}
}
