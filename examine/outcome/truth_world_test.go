// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baken/base/disclose"
	"baken/base/disparity"
)

const world = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: t, en: t}
population: {nl: p, en: p}
shows: {nl: s, en: s}
shows-not: {nl: n, en: n}
source: {file: d.csv, kind: records}
group:
  column: origin
  label: {nl: g, en: g}
  reference: a
  values: [{code: a, label: {nl: a, en: a}}, {code: b, label: {nl: b, en: b}}]
selection: {column: selected, label: {nl: s, en: s}, yes: ["yes"], no: ["no"]}
truth: {column: was, label: {nl: w, en: w}, yes: ["yes"], no: ["no"]}
score:
  column: score
  label: {nl: k, en: k}
  values: [{code: "1", label: {nl: "1", en: "1"}}, {code: "2", label: {nl: "2", en: "2"}}, {code: "3", label: {nl: "3", en: "3"}}]
strata:
  - column: risk
    label: {nl: r, en: r}
    reason: {nl: r, en: r}
    values: [{code: low, label: {nl: l, en: l}}, {code: high, label: {nl: h, en: h}}]
`

// drawn is a world of records: some cells of few people, others of many.
func drawn(t *rapid.T, p Plan) (cells []Cell, c Counts) {
	rows := int64(0)
	for _, g := range []string{"a", "b"} {
		before := rows
		usual := rapid.SampledFrom([]int64{8, 40, 300, 2000}).Draw(t, "size of "+g)
		for _, risk := range []string{"low", "high"} {
			for _, selected := range []string{"yes", "no"} {
				for _, was := range []string{"yes", "no"} {
					for _, score := range []string{"1", "2", "3"} {
						most := rapid.SampledFrom([]int64{0, 3, usual, usual}).Draw(t, "most")
						n := rapid.Int64Range(0, most).Draw(t, "n")
						cells, rows = append(cells, p.Cell([]string{g, risk, selected, was, score}, n)), rows+n
					}
				}
			}
		}
		if rows == before { // every group has somebody
			cells[len(cells)-1].N, rows = 1, rows+1
		}
	}
	c, err := p.Tally(cells, rows)
	if err != nil {
		t.Fatal(err)
	}
	return cells, c
}

// sum adds up the people of cells.
func sum(cells []Cell, want func(Cell) bool) (n int64) {
	for _, c := range cells {
		if want(c) {
			n += c.N
		}
	}
	return n
}

// split counts those of some cells of whom something is so.
func split(t *rapid.T, cells []Cell, among, so func(Cell) bool) disparity.Count {
	yes := sum(cells, func(c Cell) bool { return among(c) && so(c) })
	out, err := disparity.Split(yes, sum(cells, among)-yes)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// worlds gives worlds and what is printed of them.
func worlds(t *testing.T, each func(t *rapid.T, cells []Cell, r Result)) {
	t.Helper()
	p := parsed(t, world)
	rapid.Check(t, func(t *rapid.T) {
		cells, counts := drawn(t, p)
		r, err := p.Examine(t.Context(), counts, level2)
		switch {
		case errors.Is(err, ErrAllHidden): // then nothing is said
			return
		case err != nil:
			t.Fatal(err)
		}
		each(t, cells, r)
	})
}

// Each measure is that of the exact counts, as far as what is said of rounding leaves it; so
// is the difference over the bins that are printed. And nobody learns a count of few people.
func TestWorlds(t *testing.T) {
	measures, pooled, bins := 0, 0, 0
	worlds(t, func(t *rapid.T, cells []Cell, r Result) {
		m, p := compareMeasures(t, cells, r)
		measures, pooled, bins = measures+m, pooled+p, bins+compareBins(t, cells, r)
		subtract(t, cells, r)
	})
	if measures == 0 || pooled == 0 || bins == 0 {
		t.Errorf("compared %d measures, %d over strata, %d over bins", measures, pooled, bins)
	}
}

func compareMeasures(t *rapid.T, cells []Cell, r Result) (compared, pooled int) {
	exact, err := disparity.Judge(level2, confusion(t, cells, "b"), confusion(t, cells, "a"), disparity.Given{})
	if err != nil {
		t.Fatal(err)
	}
	table, _ := r.Table(ParityTable)
	figures := func(measure disclose.Label) []disclose.Figure {
		return table.Rows()[slices.IndexFunc(table.Rows(), func(r disclose.Row) bool { return r.Labels[1] == measure })].Figures
	}
	for measure, want := range map[disclose.Label]disparity.Compared{
		demographicParity(): exact.Selection, truePositive(): exact.TruePositive, falsePositive(): exact.FalsePositive,
		positivePredictive(): exact.PositivePredictive, negativePredictive(): exact.NegativePredictive, baseRate(): exact.BaseRate,
	} {
		for i, s := range []disparity.Statistic{want.Group, want.Reference, want.Difference} {
			compared += within(t, measure.EN, figures(measure)[i], s)
		}
	}
	return compared, within(t, "within strata", figures(conditionalParity())[2], strataOf(t, r, cells).RiskDifference(level2).Statistic)
}

func wasSo(c Cell) bool    { return c.Truth == "yes" }
func selected(c Cell) bool { return c.Selected == "yes" }

func confusion(t *rapid.T, cells []Cell, group string) disparity.Confusion {
	return disparity.Confusion{
		Selected:   split(t, cells, func(c Cell) bool { return c.Group == group && selected(c) }, wasSo),
		Unselected: split(t, cells, func(c Cell) bool { return c.Group == group && !selected(c) }, wasSo),
	}
}

// strataOf compares the exact selections in the strata that are printed for both groups.
func strataOf(t *rapid.T, r Result, cells []Cell) (out disparity.Strata) {
	table, _ := r.Table(StrataTable)
	for k, risk := range []string{"low", "high"} {
		if rows := table.Rows()[2*k : 2*k+2]; !near(rows[0].Figures[1]) || !near(rows[1].Figures[1]) {
			continue
		}
		in := func(group string) disparity.Count {
			return split(t, cells, func(c Cell) bool { return c.Group == group && c.Strata[0] == risk }, selected)
		}
		out = append(out, disparity.Stratum{Name: risk, Pair: disparity.Pair{Group: in("b"), Reference: in("a")}})
	}
	return out
}

// within holds a printed figure against the exact one; it gives 1 where there was one.
func within(t *rapid.T, measure string, f disclose.Figure, exact disparity.Statistic) int {
	want, ok := exact.Estimate.Number()
	if !f.HasValue() || !ok || f.Range == nil {
		return 0
	}
	const slack = 1e-5
	if f.Range.Low == nil || f.Range.High == nil || 100*want < *f.Range.Low-slack || 100*want > *f.Range.High+slack {
		t.Fatalf("%s: %v isn't within %+v", measure, 100*want, f.Range)
	}
	low, _ := exact.Interval.Low.Number()
	high, _ := exact.Interval.High.Number()
	if e := f.Envelope; e != nil && (e.Low != nil && 100*low < *e.Low-slack || e.High != nil && 100*high > *e.High+slack) {
		t.Fatalf("%s: from %v to %v isn't within %+v", measure, 100*low, 100*high, e)
	}
	return 1
}

// compareBins holds what a note says over all bins against those that are printed.
func compareBins(t *rapid.T, cells []Cell, r Result) int {
	table, _ := r.Table(CalibrationTable)
	var bins disparity.Strata
	for k, score := range []string{"1", "2", "3"} {
		if rows := table.Rows()[2*k : 2*k+2]; !near(rows[0].Figures[1]) || !near(rows[1].Figures[1]) {
			continue
		}
		in := func(group string) disparity.Count {
			return split(t, cells, func(c Cell) bool { return c.Group == group && c.Score == score }, wasSo)
		}
		bins = append(bins, disparity.Stratum{Name: score, Pair: disparity.Pair{Group: in("b"), Reference: in("a")}})
	}
	at := slices.IndexFunc(table.Notes(), func(n disclose.Note) bool { return n.Key == "outcome.note.calibration_pooled" })
	if (at < 0) != (len(bins) == 0) {
		t.Fatalf("%d bins are printed, and the notes are %v", len(bins), noteKeys(table))
	}
	if at < 0 {
		return 0
	}
	said := table.Notes()[at].Args
	if said["bins"] != strconv.Itoa(len(bins)) || said["left"] != strconv.Itoa(3-len(bins)) {
		t.Fatalf("%d of 3 bins are printed: %v", len(bins), said)
	}
	exact := disparity.Calibrate(level2, bins)
	low, _ := exact.Difference.Interval.Low.Number()
	high, _ := exact.Difference.Interval.High.Number()
	if 100*low < read(t, said["lowest_en"])-0.006 || 100*high > read(t, said["highest_en"])+0.006 {
		t.Fatalf("%v to %v isn't within %v", 100*low, 100*high, said)
	}
	return 1
}

func near(f disclose.Figure) bool {
	return f.HasValue() || f.Kind == disclose.Band && *f.Range.Low > 0 && *f.Range.High < 100
}

func read(t *rapid.T, said string) float64 {
	x, err := strconv.ParseFloat(strings.Replace(said, "−", "-", 1), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
