// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"testing"

	"baken/base/disclose"
	"baken/hear/complaint"
	"baken/internal/demo"
)

// checkComplaints looks whether the demo has figures of a year, in which the one
// agency is seen that executes the procedure differently.
func checkComplaints(t *testing.T, a *App, world demo.World) {
	t.Helper()
	years, err := a.complaints.Years(t.Context())
	if err != nil || len(years) == 0 {
		t.Fatalf("figures of %v: %v", years, err)
	}
	all, err := a.complaints.Uniformity(t.Context(), years[0], func(key string) disclose.Label { return disclose.Label{NL: key, EN: key} })
	if err != nil || len(all.Funnels) != 6 || len(all.Endings) != 2 {
		t.Fatalf("%d funnels, %d tables of endings, %v", len(all.Funnels), len(all.Endings), err)
	}
	made := world.Ended(years[0])
	tree, err := a.orgs.Today(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	other, _ := tree.Find(made[len(made)-1].Org)
	for _, f := range all.Funnels[:3] { // within, duration, adjourned
		for i, p := range f.Points {
			name := f.Table.Rows()[i+1].Labels[1].NL
			if (p.Reading == complaint.Differs) != (name == other.Name(tree.On()).NL) {
				t.Errorf("%s: %s, from %v to %v of %d: %s", f.Measure, name, p.Low, p.High, p.N, p.Reading)
			}
		}
	}
}
