// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome_test

import (
	"slices"
	"testing"

	"baken/examine/outcome"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// Who registers plans, and who has them on his desk, for every role and as seen from it.
func TestPolicy(t *testing.T) {
	p := orgtest.Policy(t, outcome.Rules())
	places := []org.ID{orgtest.Agency, orgtest.Directorate, orgtest.Ministry, orgtest.Sibling}
	register := map[org.Role][]org.ID{
		org.Controller: places[:1], org.ProgrammeManager: places[:1], org.Researcher: places[:1],
	}
	view := map[org.Role][]org.ID{
		org.Controller: places[:2], org.ProgrammeManager: places[:2], org.Researcher: places[:1],
	}
	for _, role := range org.Roles() {
		as := orgtest.Actor(t, role, orgtest.Agency)
		for _, in := range places {
			for _, tc := range []struct {
				act  org.Action
				want map[org.Role][]org.ID
			}{{outcome.RegisterPlan, register}, {outcome.ViewPlans, view}} {
				got := p.Decide(as, tc.act, org.Of(outcome.TypePlan, "p", in)).Allowed
				if want := slices.Contains(tc.want[role], in); got != want {
					t.Errorf("%s of the agency, %s in %s: %v, want %v", role, tc.act, in, got, want)
				}
			}
		}
	}
	for _, as := range []org.Actor{org.Public(), org.System("test")} {
		if p.Decide(as, outcome.RegisterPlan, org.Of(outcome.TypePlan, "p", orgtest.Agency)).Allowed {
			t.Errorf("%s registers", as)
		}
	}
}
