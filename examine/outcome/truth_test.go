// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/base/plan"
)

const scored = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: t, en: t}
population: {nl: p, en: p}
shows: {nl: s, en: s}
shows-not: {nl: n, en: n}
source: {file: d.csv, kind: counts, count: n}
group:
  column: race
  label: {nl: g, en: g}
  reference: white
  values: [{code: black, label: {nl: B, en: Black}}, {code: white, label: {nl: W, en: White}}]
test: {matters: 2}
selection: {kind: burden, column: risk, label: {nl: s, en: s}, yes: [high], no: [low]}
truth: {alike: {nl: r, en: r}, column: again, label: {nl: w, en: recidivism}, yes: ["1"], no: ["0"], neither: [""]}
score:
  column: risk_bin
  label: {nl: k, en: score}
  values: [{code: low, label: {nl: l, en: low}}, {code: high, label: {nl: h, en: high}}]
`

func examined(t testing.TB, p Plan, cells []Cell, rows int64) Result {
	t.Helper()
	c, err := p.Tally(cells, rows)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Examine(t.Context(), c, level(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// scoredCount is how many people have a race, a risk (which is the score too) and an outcome.
type scoredCount struct {
	race, risk, again string
	n                 int64
}

func scoredCells(p Plan, counts []scoredCount) (cells []Cell) {
	for _, x := range counts {
		cells = append(cells, p.Cell([]string{x.race, x.risk, x.again, x.risk}, x.n))
	}
	return cells
}

// Recidivism within two years by risk score, ProPublica, How we analyzed the COMPAS
// recidivism algorithm (2016): a score of medium or high counts as selected.
func compas(t testing.TB) Result {
	t.Helper()
	p := parsed(t, scored)
	cells := scoredCells(p, []scoredCount{
		{"black", "high", "1", 1369},
		{"black", "high", "0", 805},
		{"black", "low", "1", 532},
		{"black", "low", "0", 990},
		{"white", "high", "1", 505},
		{"white", "high", "0", 349},
		{"white", "low", "1", 461},
		{"white", "low", "0", 1139},
	})
	return examined(t, p, cells, 8)
}

// Shares are printed at one point and, of fewer than a thousand people, in bands of two: so
// each figure says what that leaves open. The percentages are those that ProPublica printed
// beside the counts: false positive rates 44.85 and 23.45, false negative rates 27.99 and
// 47.72, predictive values 63, 59, 65, 71.
func TestCompasAsPrinted(t *testing.T) {
	r := compas(t)
	for _, x := range []struct {
		measure          disclose.Label
		black, white, by float64 // by: what shares that are printed at one point leave
	}{
		{falsePositive(), 44.85, 23.45, 0.3},
		{truePositive(), 100 - 27.99, 100 - 47.72, 0.3},
		{positivePredictive(), 63, 59, 0.55},
		{negativePredictive(), 65, 71, 0.55},
		{demographicParity(), 100 * 2174.0 / 3696, 100 * 854.0 / 2454, 0.5},
		{baseRate(), 100 * 1901.0 / 3696, 100 * 966.0 / 2454, 0.5},
	} {
		row := rowOf(t, r, ParityTable, "Black", x.measure.EN)
		for column, want := range map[string]float64{"group-rate": x.black, "reference-rate": x.white, "difference": x.black - x.white} {
			f := row[column]
			if math.Abs(f.Value-want) > x.by || f.Range == nil || want < *f.Range.Low || want > *f.Range.High {
				t.Errorf("%s, %s: %v within %+v, want %v", x.measure.EN, column, f.Value, f.Range, want)
			}
			if f.Interval == nil || f.Envelope == nil || *f.Envelope.Low > *f.Interval.Low || *f.Envelope.High < *f.Interval.High {
				t.Errorf("%s, %s: no interval, or one that rounding narrows: %+v", x.measure.EN, column, f)
			}
		}
	}
	if got := rowOf(t, r, CalibrationTable, "high", "Black")["rate"]; math.Abs(got.Value-63) > 0.55 {
		t.Errorf("%v%% of those with a high score", got.Value)
	}
}

// The base rates differ, so that error rates and predictive values can't both be equal:
// both stand in the table and a note says that showing one is choosing.
func TestBothSidesOfATradeOff(t *testing.T) {
	table, _ := compas(t).Table(ParityTable)
	if keys := noteKeys(table); !slices.Contains(keys, "outcome.note.parity_conflict") || !slices.Contains(keys, "outcome.note.truth_label") {
		t.Errorf("%v", keys)
	}
	if n := len(table.Rows()); n != 6 {
		t.Errorf("%d measures", n)
	}
	p := parsed(t, scored)
	var cells []Cell
	for _, race := range []string{"black", "white"} {
		for _, x := range []struct {
			risk, again string
			n           int64
		}{{"high", "1", 1300}, {"high", "0", 800}, {"low", "1", 500}, {"low", "0", 1000}} {
			cells = append(cells, p.Cell([]string{race, x.risk, x.again, x.risk}, x.n))
		}
	}
	table, _ = examined(t, p, cells, 8).Table(ParityTable)
	if keys := noteKeys(table); slices.Contains(keys, "outcome.note.parity_conflict") {
		t.Error("equal base rates are no conflict")
	}
}

// R 4.2, on the counts that the printed figures imply (1370 of 2175, 532 of 1520; 504 of 855,
// 464 of 1600): the Mantel-Haenszel difference is 5.13709 points and mantelhaen.test(correct =
// FALSE) gives P = 5.4e-05. With 30 of 200 against 40 of 300, and 80 of 200 against 60 of 200,
// these are 5.4545 and 0.049384.
func TestCalibrationOverAllBins(t *testing.T) {
	table, _ := compas(t).Table(CalibrationTable)
	n := table.Notes()[slices.Index(noteKeys(table), "outcome.note.calibration_pooled")]
	if n.Args["difference_en"] != "5.14" || n.Args["p_nl"] != "< 0,001" || n.Args["bins"] != "2" || n.Args["left"] != "0" {
		t.Errorf("%v", n.Args)
	}
	count := func(yes, no int64) disparity.Count {
		c, err := disparity.Split(yes, no)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	got := pooled(disparity.Calibrate(level(t), disparity.Strata{
		{Name: "1", Pair: disparity.Pair{Group: count(30, 170), Reference: count(40, 260)}},
		{Name: "2", Pair: disparity.Pair{Group: count(80, 120), Reference: count(60, 140)}},
	}), Value{}, 3).Args
	if got["difference_nl"] != "5,45" || got["p_en"] != "= 0.049" || got["left"] != "3" {
		t.Errorf("%v", got)
	}
	if got := pooled(disparity.Calibrate(level(t), nil), Value{}, 3); got.Key != "outcome.note.calibration_open" {
		t.Errorf("no bins: %+v", got)
	}
}

// What was the case says what came of a step before the selection too.
func TestTruthAfterAStep(t *testing.T) {
	p := parsed(t, scored+"steps: [{id: flag, kind: burden, column: flag, label: {nl: v, en: flag}, yes: [y], no: [n]}]\n")
	var cells []Cell
	for _, x := range []struct {
		race, again, flag string
		n                 int64
	}{
		{"black", "1", "y", 600},
		{"black", "0", "y", 1400},
		{"black", "1", "n", 100},
		{"black", "0", "n", 1900},
		{"white", "1", "y", 900},
		{"white", "0", "y", 600},
		{"white", "1", "n", 400},
		{"white", "0", "n", 2600},
	} {
		cells = append(cells, p.Cell([]string{x.race, "high", x.again, "low", x.flag}, x.n/2), p.Cell([]string{x.race, "low", x.again, "high", x.flag}, x.n/2))
	}
	if got := rowOf(t, examined(t, p, cells, 16), VerdictTable, "flag", "Black")["robust"].Reason; got != "outcome.robust.evidence-group" {
		t.Errorf("%s", got)
	}
}

// With a truth the robust test is possible: the group is selected more often, and it was
// true of fewer of them.
func TestTruthMakesTheRobustTestPossible(t *testing.T) {
	p := parsed(t, scored)
	cells := scoredCells(p, []scoredCount{
		{"black", "high", "1", 600},
		{"black", "high", "0", 1400},
		{"black", "low", "1", 100},
		{"black", "low", "0", 1900},
		{"white", "high", "1", 900},
		{"white", "high", "0", 600},
		{"white", "low", "1", 400},
		{"white", "low", "0", 2600},
	})
	if got := rowOf(t, examined(t, p, cells, 8), VerdictTable, "s", "Black")["robust"].Reason; got != "outcome.robust.evidence-group" {
		t.Errorf("selected more often and true less often: %s", got)
	}
}

func TestTruthIsCounted(t *testing.T) {
	p := parsed(t, strings.Replace(small, "finding: {column: found,", "truth: {column: found,", 1)+`score: {column: k, label: {nl: k, en: k}, values: [{code: "", label: {nl: a, en: a}}, {code: "1", label: {nl: b, en: b}}]}
`)
	if diff := cmp.Diff([]string{"origin", "risk", "selected", "found", "k"}, p.Columns()); diff != "" {
		t.Error(diff)
	}
	var cells []Cell
	for i, v := range [][]string{
		{"a", "low", "yes", "yes", ""},
		{"a", "low", "yes", "no", "1"},
		{"a", "high", "no", "yes", "1"},
		{"a", "high", "no", "open", ""},
		{"b", "low", "no", "no", "1"},
		{"b", "low", "yes", "", "1"},
		{"", "low", "no", "yes", "1"},
	} {
		cells = append(cells, p.Cell(v, int64(1)<<i))
	}
	c, err := p.Tally(cells, 127)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(truthsOfSmall(), Counts{Truth: c.Truth, Missed: c.Missed, Score: c.Score}); diff != "" {
		t.Error(diff)
	}
}

// truthsOfSmall is what TestTruthIsCounted counts, added up by hand.
func truthsOfSmall() Counts {
	return Counts{
		Truth: []Count{
			{Group: "a", Yes: 1, No: 2},
			{Group: "a", Stratum: "low", Yes: 1, No: 2},
			{Group: "a", Stratum: "high"},
			{Group: "b", Neither: 32},
			{Group: "b", Stratum: "low", Neither: 32},
			{Group: "b", Stratum: "high"},
		},
		Missed: []Count{
			{Group: "a", Yes: 4, Neither: 8},
			{Group: "a", Stratum: "low"},
			{Group: "a", Stratum: "high", Yes: 4, Neither: 8},
			{Group: "b", No: 16},
			{Group: "b", Stratum: "low", No: 16},
			{Group: "b", Stratum: "high"},
		},
		Score: []Count{
			{Group: "a", Yes: 5, No: 2, Neither: 8},
			{Group: "a", Stratum: bin(""), Yes: 1, Neither: 8},
			{Group: "a", Stratum: bin("1"), Yes: 4, No: 2},
			{Group: "b", No: 16, Neither: 32},
			{Group: "b", Stratum: bin("")},
			{Group: "b", Stratum: bin("1"), No: 16, Neither: 32},
		},
	}
}

// A truth or a bin that the plan doesn't name stops the run.
func TestUnknownTruth(t *testing.T) {
	p := parsed(t, scored)
	for _, v := range [][]string{{"black", "high", "maybe", "high"}, {"black", "high", "1", "middle"}} {
		if _, err := p.Tally([]Cell{p.Cell(v, 1)}, 1); !errors.Is(err, ErrUnknown) {
			t.Errorf("%v: %v", v, err)
		}
	}
}

// Counts that only the column of the population tells apart add up only where truth and
// score are the same.
func TestTruthStaysApart(t *testing.T) {
	p := parsed(t, scored)
	a, b, c := []string{"black", "low", "1", "low"}, []string{"black", "low", "0", "low"}, []string{"black", "low", "1", "high"}
	if got := p.gathered([]Cell{p.Cell(a, 1), p.Cell(b, 2), p.Cell(c, 4), p.Cell(a, 8)}); len(got) != 3 || got[0].N != 9 {
		t.Errorf("%+v", got)
	}
}

func TestTruthRules(t *testing.T) {
	for _, tc := range []struct{ rule, old, new, want, key string }{
		{"a finding too", "score:\n", "finding: {column: found, label: {nl: f, en: f}, yes: [a], no: [b]}\nscore:\n", "truth", "truth_finding"},
		{"totals", "count: n}", "count: n, whole: all}", "truth", "truth_whole"},
		{"no label of the truth", "label: {nl: w, en: recidivism}", "label: {nl: w}", "truth.label", "label"},
		{"yes and no alike", `no: ["0"]`, `no: ["1"]`, "truth", "twice"},
		{"a score without a truth", "truth: {", "proxies: [] #", "score", "score_truth"},
		{"a score without a column", "  column: risk_bin\n", "", "score.column", "column"},
		{"a score without a label", "label: {nl: k, en: score}", "label: {}", "score.label", "label"},
		{"one bin", ", {code: high, label: {nl: h, en: high}}", "", "score.values", "score_values"},
		{"a bin twice", "{code: high, label", "{code: low, label", "score.values", "twice"},
		{"a column for two things", "column: risk_bin", "column: again", "column", "column_twice"},
	} {
		text := strings.Replace(scored, tc.old, tc.new, 1)
		if text == scored {
			t.Fatalf("%s: nothing was replaced", tc.rule)
		}
		_, err := ParsePlan([]byte(text))
		var broken plan.Broken
		if !errors.As(err, &broken) || broken.Field != tc.want || broken.Err.Key() != "outcome.plan."+tc.key {
			t.Errorf("%s: got %v, want %s in %s", tc.rule, err, tc.key, tc.want)
		}
	}
}
