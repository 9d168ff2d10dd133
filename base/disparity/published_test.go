// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "testing"

func TestStudentGrants(t *testing.T) {
	crude, strata := duoCrude(t), duoStrata(t)
	ladder, err := Climb(usual, crude, Given{"risk category", strata})
	must(t, ladder, err)
	step := ladder.Steps[0]
	// The percentages and ratios follow from the published counts by hand:
	// 2010/54820, 1050/178200, and so on; 3.98 is mantelhaen.test in R 4.2.
	for _, x := range []struct {
		rule      string
		got       Value
		want, tol float64
	}{
		{"selection, outside Europe", crude.Group.Wilson(usual).Estimate, 0.03667, 2e-4},
		{"selection, Netherlands", crude.Reference.Wilson(usual).Estimate, 0.00589, 1e-3},
		{"risk ratio", ladder.Crude.RiskRatio.Estimate, 6.22, 1e-3},
		{"crude odds ratio", ladder.Crude.OddsRatio.Estimate, 6.42, 1e-3},
		{"odds ratio given risk category", step.OddsRatio.Estimate, 3.98, 1e-3},
		// By division: (2005/54825)/(1055/178195) and (2015/54815)/(1045/178205).
		{"lowest risk ratio", ladder.Crude.RiskRatio.Range.Low, 6.177017, 1e-6},
		{"highest risk ratio", ladder.Crude.RiskRatio.Range.High, 6.268725, 1e-6},
	} {
		near(t, x.rule, x.got, x.want, x.tol)
	}
	if len(step.OddsRatio.Uninformative) != 0 || step.OddsRatio.Strata != 6 {
		t.Errorf("strata: got %d with %v uninformative", step.OddsRatio.Strata, step.OddsRatio.Uninformative)
	}
	if !step.OddsRatio.Range.Outer || ladder.Crude.OddsRatio.Range.Outer {
		t.Error("the pooled range must be labelled outer, and the crude one not")
	}
	want := Unplaced{GroupEvents: 10, GroupOthers: 10, ReferenceOthers: -10, Explained: true}
	if step.Unplaced != want {
		t.Errorf("unplaced: got %+v, want %+v", step.Unplaced, want)
	}
}

func TestStudentGrantsDoNotSettle(t *testing.T) {
	// Same table: unduly and duly received, among completed visits.
	hits := Pair{
		Group:     tens(t, split(t, 1060, 630)),
		Reference: tens(t, split(t, 130, 860)),
	}
	near(t, "hits, outside Europe", hits.Group.Wilson(usual).Estimate, 0.63, 0.005)
	near(t, "hits, Netherlands", hits.Reference.Wilson(usual).Estimate, 0.13, 0.02)
	if got := Weigh(duoCrude(t), hits); got != Opposed {
		t.Errorf("weigh: got %q, want %q: more often selected and more often found", got, Opposed)
	}
}

func TestBerkeley(t *testing.T) {
	strata := berkeleyStrata(t)
	ladder, err := Climb(usual, strata.Sum(), Given{"department", strata})
	must(t, ladder, err)
	step := ladder.Steps[0]
	for _, x := range []struct {
		rule      string
		got       Value
		want, tol float64
	}{
		{"crude odds ratio", ladder.Crude.OddsRatio.Estimate, 1.841, 1e-4},
		// R 4.2, mantelhaen.test(UCBAdmissions)
		{"common odds ratio", step.OddsRatio.Estimate, 0.9046968, 1e-7},
		{"its lower limit", step.OddsRatio.Interval.Low, 0.7719074, 1e-6},
		{"its upper limit", step.OddsRatio.Interval.High, 1.0603298, 1e-6},
		{"CMH, corrected", step.CMHCorrected.Statistic, 1.4269, 1e-4},
		{"its p", step.CMHCorrected.P, 0.2323, 1e-3},
	} {
		near(t, x.rule, x.got, x.want, x.tol)
	}
	if want := (Unplaced{Explained: true}); step.Unplaced != want {
		t.Errorf("unplaced: got %+v, want nobody", step.Unplaced)
	}
	if step.OddsRatio.Range.Low != step.OddsRatio.Estimate || step.OddsRatio.Range.Outer {
		t.Errorf("range of exact counts: got %+v, want the estimate", step.OddsRatio.Range)
	}
}

func TestNewcombe(t *testing.T) {
	// Newcombe (1998), table II, method 10, cases a to h.
	for _, x := range []struct {
		a, m, b, n int64
		low, high  float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339},
		{9, 10, 3, 10, 0.1705, 0.8090},
		{6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926},
		{0, 10, 0, 20, -0.1611, 0.2775},
		{0, 10, 0, 10, -0.2775, 0.2775},
		{10, 10, 0, 20, 0.6791, 1},
		{10, 10, 0, 10, 0.6075, 1},
	} {
		p := Pair{Group: of(t, x.a, x.m), Reference: of(t, x.b, x.n)}
		got := p.RiskDifference(usual).Interval
		if l, h := number(t, got.Low), number(t, got.High); abs(l-x.low) > 5.1e-5 || abs(h-x.high) > 5.1e-5 {
			t.Errorf("%d/%d - %d/%d: got %.4f to %.4f, want %.4f to %.4f", x.a, x.m, x.b, x.n, l, h, x.low, x.high)
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }
