// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"baken/base/disclose"
)

func both(s string) disclose.Label { return disclose.Label{NL: s, EN: s} }

// rungOf gives the figures of a group on a rung.
func rungOf(t testing.TB, r Result, group, rung string) []disclose.Figure {
	t.Helper()
	table, ok := r.Table(LadderTable)
	if !ok {
		t.Fatal("no ladder")
	}
	for _, row := range table.Rows() {
		if row.Labels[0].EN == group && row.Labels[1].EN == rung {
			return row.Figures
		}
	}
	t.Fatalf("no rung %q of %q", rung, group)
	return nil
}

// The control of student grants, 2014: 6.42 and 3.98 by hand from the published counts,
// 3.747 by R's glm(cbind(yes, no) ~ origin + risk, binomial) on the same.
func TestLadderOfStudentGrants(t *testing.T) {
	got := grants(t, "2014", published(t))
	crude, within := rungOf(t, got, "Outside Europe", "all people together"), rungOf(t, got, "Outside Europe", "Risk category")
	for _, x := range []struct {
		what string
		got  disclose.Figure
		want float64
	}{
		{"crude odds ratio", crude[0], 6.42},
		{"Mantel-Haenszel odds ratio", within[0], 3.98},
		{"odds ratio by regression", within[2], 3.75},
	} {
		if math.Round(x.got.Value*100)/100 != x.want {
			t.Errorf("%s: got %v, want %v", x.what, x.got.Value, x.want)
		}
		if r := x.got.Range; r == nil || *r.Low >= x.got.Value || *r.High <= x.got.Value {
			t.Errorf("%s: the range over rounding %+v doesn't hold %v", x.what, r, x.got.Value)
		}
	}
	if !within[0].Outer {
		t.Error("the range of the Mantel-Haenszel odds ratio isn't marked as an outer bound")
	}
}

// Admissions at Berkeley, 1973 (R's UCBAdmissions), with the departments as combinations of
// two strata, of which the plan has a doubt about the first: it comes last. R 4.2:
// mantelhaen.test(correct = FALSE) over A+D, B+E and C+F, then over all six, each also with
// exact = TRUE, whose search stops at 1e-4; fisher.test for the crude one.
func TestDoubtfulStratumIsTheLastRung(t *testing.T) {
	p := parsed(t, small)
	p.Finding = nil
	p.Source.Rounding, p.Source.Published = 1, &Published{Source: disclose.Source{By: both("R"), Title: both("UCBAdmissions")}, Decimals: 6}
	p.Strata = []Stratum{
		{Column: "half", Label: both("half"), Reason: both("r"), Doubt: both("d"), Values: []Value{{"1", both("1")}, {"2", both("2")}}},
		{Column: "place", Label: both("place"), Reason: both("r"), Values: []Value{{"1", both("1")}, {"2", both("2")}, {"3", both("3")}}},
	}
	p.Group.Reference = "b"
	var all [2]Count
	all[0].Group, all[1].Group = "a", "b"
	var parts []Count
	for k, d := range [][4]int64{
		{512, 313, 89, 19}, {353, 207, 17, 8}, {120, 205, 202, 391}, {138, 279, 131, 244}, {53, 138, 94, 299}, {22, 351, 24, 317},
	} {
		s := strconv.Itoa(1+k/3) + " / " + strconv.Itoa(1+k%3)
		men, women := Count{Group: "a", Stratum: s, Yes: d[0], No: d[1]}, Count{Group: "b", Stratum: s, Yes: d[2], No: d[3]}
		all[0].Yes, all[0].No, all[1].Yes, all[1].No = all[0].Yes+d[0], all[0].No+d[1], all[1].Yes+d[2], all[1].No+d[3]
		parts = append(parts, men, women)
	}
	got, err := p.Examine(t.Context(), Counts{Selection: append(all[:], parts...)}, level(t))
	if err != nil {
		t.Fatal(err)
	}
	table, _ := got.Table(LadderTable)
	var rungs []string
	for _, r := range table.Rows() {
		rungs = append(rungs, r.Labels[1].EN)
	}
	if want := []string{"all people together", "place", "place; half"}; !slices.Equal(rungs, want) {
		t.Fatalf("rungs: got %q, want %q", rungs, want)
	}
	for _, x := range []struct {
		rung          string
		odds, regress float64
	}{
		{"all people together", 1.841080, 1.840856},
		{"place", 1.443020106, 1.445424646},
		{"place; half", 0.9046968283, 0.9050761936},
	} {
		f := rungOf(t, got, "A", x.rung)
		if math.Abs(f[0].Value-x.odds) > 1e-6 || math.Abs(f[2].Value-x.regress) > 2e-4 {
			t.Errorf("%s: got %v and %v, want %v and %v", x.rung, f[0].Value, f[2].Value, x.odds, x.regress)
		}
	}
	if keys := noteKeys(table); !slices.Contains(keys, "outcome.note.stratum_doubt") || !slices.Contains(keys, "outcome.note.regression_exact") {
		t.Errorf("notes: %v", keys)
	}
}

func noteKeys(t disclose.Table) (keys []string) {
	for _, n := range t.Notes() {
		keys = append(keys, n.Key)
	}
	return keys
}
