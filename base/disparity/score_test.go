// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

// Recidivism within two years by risk score, ProPublica, How we analyzed the
// COMPAS recidivism algorithm (2016): true positives, false positives, false
// negatives, true negatives; a score of medium or high counts as selected.
func compas(t testing.TB) (black, white Confusion) {
	t.Helper()
	black = Confusion{Selected: split(t, 1369, 805), Unselected: split(t, 532, 990)}
	white = Confusion{Selected: split(t, 505, 349), Unselected: split(t, 461, 1139)}
	return black, white
}

func TestCompas(t *testing.T) {
	black, white := compas(t)
	p, err := Judge(usual, black, white, Given{})
	must(t, p, err)
	// The percentages are those that ProPublica printed beside the counts.
	for _, x := range []struct {
		rule string
		got  Compared
		// of the group and the reference, in percent, and to how many decimals
		group, reference, unit float64
	}{
		{"false positive rate", p.FalsePositive, 44.85, 23.45, 0.01},
		{"true positive rate", p.TruePositive, 100 - 27.99, 100 - 47.72, 0.01},
		{"positive predictive value", p.PositivePredictive, 63, 59, 1},
		{"negative predictive value", p.NegativePredictive, 65, 71, 1},
	} {
		g, r := 100*number(t, x.got.Group.Estimate), 100*number(t, x.got.Reference.Estimate)
		if abs(g-x.group) > 0.51*x.unit || abs(r-x.reference) > 0.51*x.unit {
			t.Errorf("%s: got %.4f and %.4f, want %g and %g", x.rule, g, r, x.group, x.reference)
		}
	}
	// By hand: 2174/3696 − 854/2454, and 1901/3696 − 966/2454.
	near(t, "selection", p.Selection.Difference.Estimate, 2174.0/3696-854.0/2454, 1e-12)
	near(t, "base rate", p.BaseRate.Difference.Estimate, 1901.0/3696-966.0/2454, 1e-12)
	if !p.Conflict {
		t.Error("the base rates differ, so that error rates and predictive values can't both be equal")
	}
	if len(p.Conditional.Strata) != 0 || p.Conditional.Pooled.Estimate.Gap() != NoStratum {
		t.Errorf("without strata: got %+v", p.Conditional)
	}
}

// The identity by which the measures exclude each other:
// FPR = b/(1−b) · (1−PPV)/PPV · TPR (Chouldechova 2017, formula 2.6).
func TestMeasuresAreTied(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := func(name string) int64 { return rapid.Int64Range(1, 1_000_000).Draw(r, name) }
		c := Confusion{
			Selected:   Count{events: n("tp"), others: n("fp")},
			Unselected: Count{events: n("fn"), others: n("tn")},
		}
		p, err := Judge(usual, c, c, Given{})
		must(t, p, err)
		b, ppv := number(t, p.BaseRate.Group.Estimate), number(t, p.PositivePredictive.Group.Estimate)
		want := b / (1 - b) * (1 - ppv) / ppv * number(t, p.TruePositive.Group.Estimate)
		near(t, "false positive rate", p.FalsePositive.Group.Estimate, want, 1e-9)
	})
}

// Every rate of every true table lies within the range of the published one.
func TestConfusionUnderRounding(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := Confusion{published(12, 2).Draw(r, "selected"), published(12, 2).Draw(r, "unselected")}
		p, err := Judge(usual, c, c, Given{})
		must(t, p, err)
		for _, s := range truths(c.Selected) {
			for _, u := range truths(c.Unselected) {
				q, err := Judge(usual, Confusion{s, u}, Confusion{s, u}, Given{})
				must(t, q, err)
				for i, both := range [][2]Statistic{
					{p.Selection.Group, q.Selection.Group},
					{p.BaseRate.Group, q.BaseRate.Group},
					{p.TruePositive.Group, q.TruePositive.Group},
					{p.FalsePositive.Group, q.FalsePositive.Group},
					{p.PositivePredictive.Group, q.PositivePredictive.Group},
					{p.NegativePredictive.Group, q.NegativePredictive.Group},
				} {
					inside(r, i, both[1], both[0])
				}
			}
		}
	})
}

// inside fails when a figure of true counts lies outside what the published
// counts allow.
func inside(r *rapid.T, which int, truth, published Statistic) {
	const slack = 1e-9
	for _, x := range []struct {
		of   string
		v    Value
		into Range
	}{
		{"estimate", truth.Estimate, published.Range},
		{"lower limit", truth.Interval.Low, published.Envelope},
		{"upper limit", truth.Interval.High, published.Envelope},
	} {
		v, ok := x.v.Number()
		if ok && !(v >= bottom(x.into.Low)-slack && v <= top(x.into.High)+slack) {
			r.Fatalf("figure %d: %s %g outside %s to %s", which, x.of, v, x.into.Low, x.into.High)
		}
	}
}

func TestConditionalParity(t *testing.T) {
	// Berkeley's admissions as a selection: men against women by department.
	strata := berkeleyStrata(t)
	sum := strata.Sum()
	group := Confusion{Selected: split(t, 0, sum.Group.Events()), Unselected: split(t, 0, sum.Group.Others())}
	reference := Confusion{Selected: split(t, 0, sum.Reference.Events()), Unselected: split(t, 0, sum.Reference.Others())}
	p, err := Judge(usual, group, reference, Given{"department", strata})
	must(t, p, err)
	near(t, "crude", p.Selection.Difference.Estimate, 1198.0/2691-557.0/1835, 1e-12)
	if got := number(t, p.Conditional.Pooled.Estimate); got >= 0 {
		t.Errorf("given department: got %g, want below 0", got)
	}
	if len(p.Conditional.Strata) != 6 {
		t.Errorf("got %d strata", len(p.Conditional.Strata))
	}
	if p.TruePositive.Group.Estimate.Gap() != EmptyGroup {
		t.Error("without a hit there is no true positive rate")
	}
	if _, err := Judge(usual, reference, group, Given{"department", strata}); !errors.Is(err, ErrExceeds) {
		t.Errorf("strata beyond the groups: got %v", err)
	}
}

func TestCalibrate(t *testing.T) {
	got := Calibrate(usual, berkeleyStrata(t))
	if len(got.Bins) != 6 || got.Bins[1].Name != "B" {
		t.Fatalf("bins: got %+v", got.Bins)
	}
	near(t, "bin B, group", got.Bins[1].Group.Estimate, 353.0/560, 1e-12)
	// R 4.2, mantelhaen.test(UCBAdmissions, correct = FALSE)
	near(t, "CMH", got.CMH.Statistic, 1.5246, 1e-4)
}
