// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

// Who leads an organisation leads whoever works in it or below it, in whatever
// role, and nobody beside or above it.
func TestLines(t *testing.T) {
	holds := func(person org.PersonID, in org.ID, role org.Role) org.Member {
		return org.Member{Person: org.Person{ID: person, Name: string(person)}, Membership: org.Membership{Person: person, Org: in, Role: role}}
	}
	officers := []report.Officer{{ID: "ans"}, {ID: "bas"}, {ID: "cis"}}
	desk := []org.Member{
		holds("ans", orgtest.Agency, org.IntakeOfficer), holds("bas", orgtest.Agency, org.IntakeOfficer),
		holds("bas", orgtest.Directorate, org.Employee), holds("cis", orgtest.Crown, org.IntakeOfficer), holds("dik", orgtest.Directorate, org.Employee),
	}
	line := func(leader org.PersonID, under ...org.PersonID) report.Line {
		return report.Line{Leader: leader, Name: string(leader), Under: under}
	}
	for rule, tc := range map[string]struct {
		lead []org.Member
		want []report.Line
	}{
		"of the agency":                   {[]org.Member{holds("eva", orgtest.Agency, org.CompetentAuthority)}, []report.Line{line("eva", "ans", "bas")}},
		"of the ministry above it":        {[]org.Member{holds("eva", orgtest.Ministry, org.CompetentAuthority)}, []report.Line{line("eva", "ans", "bas")}},
		"of all of it":                    {[]org.Member{holds("eva", orgtest.Crown, org.CompetentAuthority)}, []report.Line{line("eva", "ans", "bas", "cis")}},
		"of a part of it":                 {[]org.Member{holds("eva", orgtest.Directorate, org.CompetentAuthority)}, []report.Line{line("eva", "bas")}},
		"of another agency":               {[]org.Member{holds("eva", orgtest.Sibling, org.CompetentAuthority)}, nil},
		"in another role":                 {[]org.Member{holds("eva", orgtest.Agency, org.Controller)}, nil},
		"an officer himself":              {[]org.Member{holds("ans", orgtest.Agency, org.CompetentAuthority)}, []report.Line{line("ans", "bas")}},
		"of two, one below the other":     {[]org.Member{holds("eva", orgtest.Directorate, org.CompetentAuthority), holds("eva", orgtest.Agency, org.CompetentAuthority)}, []report.Line{line("eva", "ans", "bas")}},
		"of a part in which nobody works": {[]org.Member{holds("eva", orgtest.Elsewhere, org.CompetentAuthority)}, nil},
	} {
		got := report.Lines(orgtest.Tree(t), append(tc.lead, desk...), officers)
		if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", rule, diff)
		}
	}
}
