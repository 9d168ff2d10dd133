// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// TestNoAccessAfterRecusalOrLeave lets officers come, leave, be excluded, be
// admitted, and hand a case over, in any order: whoever has no part in the case
// finds it nowhere and changes nothing, and whoever has one finds it.
func TestNoAccessAfterRecusalOrLeave(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), nil)
		c, events := reporttest.Draft(reporttest.IDOf(1), orgtest.Agency)
		if err := h.Service.Store.Submit(t.Context(), org.Public(), c, events); err != nil {
			rt.Fatal(err)
		}
		officers := map[org.PersonID]org.ID{reporttest.Ans: orgtest.Agency, reporttest.Bas: orgtest.Agency, reporttest.Cis: orgtest.Crown}
		gone := map[org.PersonID]bool{}
		who := rapid.SampledFrom([]org.PersonID{reporttest.Ans, reporttest.Bas, reporttest.Cis})
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			by, about := who.Draw(rt, "by"), who.Draw(rt, "about")
			now, err := h.Service.Store.Find(t.Context(), org.System("test"), c.ID)
			if err != nil {
				rt.Fatal(err)
			}
			as := h.Actor(t, by)
			part := func(p org.PersonID) bool {
				return !gone[p] && !slices.Contains(now.Excluded, p) && (officers[p] == orgtest.Crown || now.Desk == orgtest.Agency)
			}
			do := rapid.SampledFrom([]string{"exclude", "admit", "hand", "assign", "leave"}).Draw(rt, "do")
			switch do {
			case "exclude":
				_, err = h.Service.Exclude(t.Context(), as, c.ID, []org.PersonID{about}, now.Version)
			case "admit":
				_, err = h.Service.Admit(t.Context(), as, c.ID, about, now.Version)
			case "hand":
				to := rapid.SampledFrom([]org.ID{orgtest.Agency, orgtest.Crown}).Draw(rt, "to")
				_, err = h.Service.Hand(t.Context(), as, c.ID, to, now.Version)
			case "assign":
				_, err = h.Service.Assign(t.Context(), as, c.ID, about, now.Version)
			case "leave":
				if !gone[about] && about != reporttest.Cis {
					h.Dismiss(t, about)
					gone[about] = true
				}
			}
			if do != "leave" && err == nil && !part(by) {
				rt.Fatalf("%s did %s without a part in the case", by, do)
			}
			now, err = h.Service.Store.Find(t.Context(), org.System("test"), c.ID)
			if err != nil {
				rt.Fatal(err)
			}
			for p := range officers {
				_, found := h.Service.Find(t.Context(), h.Actor(t, p), c.ID)
				list, _ := h.Service.List(t.Context(), h.Actor(t, p), "", report.Query{Limit: 9})
				if (found == nil) != part(p) || (len(list) == 1) != part(p) {
					rt.Fatalf("%s: found %v, lists %d, has a part: %v in %+v", p, found, len(list), part(p), now.Head)
				}
			}
		}
	})
}
