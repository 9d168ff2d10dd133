// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"testing"

	"baken/base/estimate"
)

// Figures over the designs of R survey's api data, as its own examples have them.
func TestDesigns(t *testing.T) {
	want := r(t, "designs.R")
	all := schools(t)
	srs, strat, clus1, clus2 := all["apisrs"], all["apistrat"], all["apiclus1"], all["apiclus2"]
	for name, tc := range map[string]struct {
		data   api
		stages []estimate.Stage
	}{
		"srs":        {srs, []estimate.Stage{{Population: srs.columns["fpc"]}}},
		"strat":      {strat, []estimate.Stage{{Strata: strat.factors["stype"], Population: strat.columns["fpc"]}}},
		"stratnofpc": {strat, []estimate.Stage{{Strata: strat.factors["stype"]}}},
		"clus1":      {clus1, []estimate.Stage{{Units: clus1.units("dnum"), Population: clus1.columns["fpc"]}}},
		"clus2": {clus2, []estimate.Stage{
			{Units: clus2.units("dnum"), Population: clus2.columns["fpc1"]}, {Units: clus2.units("snum"), Population: clus2.columns["fpc2"]},
		}},
		"clus2nofpc": {clus2, []estimate.Stage{{Units: clus2.units("dnum")}, {Units: clus2.units("snum")}}},
	} {
		s := survey(t, estimate.Design{Weights: tc.data.columns["pw"], Stages: tc.stages, Lonely: estimate.Certainty})
		check := func(figure string, f estimate.Figure, err error) {
			t.Helper()
			near(t, name+" "+figure, 1e-8, said(t, f, err), want[name+" "+figure])
		}
		elementary := tc.data.domain("stype", "E")
		f, err := s.Mean(tc.data.column("api00"), nil)
		check("mean", f, err)
		enrolled := tc.data.column("enroll").Answered()
		f, err = s.Total(tc.data.column("enroll"), enrolled)
		check("total", f, err)
		f, err = s.Mean(tc.data.column("api00"), elementary)
		check("domain", f, err)
		f, err = s.Total(tc.data.column("api00"), elementary)
		check("domain total", f, err)
		f, err = s.Ratio(tc.data.column("api.stu"), tc.data.column("enroll"), enrolled)
		check("ratio", f, err)
		e, err := s.Mean(tc.data.column("api00"), elementary)
		if err != nil {
			t.Fatal(err)
		}
		h, err := s.Mean(tc.data.column("api00"), tc.data.domain("stype", "H"))
		if err != nil {
			t.Fatal(err)
		}
		k, err := estimate.Combine([]float64{1, -1}, []estimate.Figure{e, h})
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" contrast", 1e-8, []float64{k.Value, k.SE()}, want[name+" contrast"])
	}
}
