// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"baken/base/disclose"
	"baken/base/plan"
)

// rowOf gives the figures of a row by its two labels.
func rowOf(t *testing.T, r Result, table, first, second string) map[string]disclose.Figure {
	t.Helper()
	tab, ok := r.Table(table)
	if !ok {
		t.Fatalf("no table %s", table)
	}
	for _, row := range tab.Rows() {
		if row.Labels[0].EN == first && (second == "" || row.Labels[1].EN == second) {
			out := map[string]disclose.Figure{}
			for i, c := range tab.Spec().Columns {
				out[c.ID] = row.Figures[i]
			}
			return out
		}
	}
	t.Fatalf("no row %s, %s in %s", first, second, table)
	return nil
}

func grants(t *testing.T, year string, counts []Cell) Result {
	t.Helper()
	raw, err := os.ReadFile("../../examples/duo-" + year + "/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := parsed(t, string(raw))
	c, err := p.Tally(counts, int64(len(counts)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Examine(t.Context(), c, level(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The whole chain of the control of student grants (CBS and DUO, PR003146, table 1 for
// 2014 and table 2 for 2019), with both parts of the verdict: students of an origin outside
// Europe were put in the highest risk category and selected more often, and of those who
// were visited more was found, so that the robust test can't conclude.
func TestTheChainOfStudentGrants(t *testing.T) {
	for _, tc := range []struct {
		year, decision, group, effect, robust string
	}{
		{"2014", "In the highest risk category", "Outside Europe", "disparity-higher", "inconclusive"},
		{"2014", "Selected for a home visit", "Outside Europe", "disparity-higher", "inconclusive"},
		{"2014", "Selected for a home visit", "Europe (without the Netherlands)", "none-larger", "inconclusive"},
		{"2014", "Undue use found", "Outside Europe", "disparity-higher", "not-possible"},
		{"2014", "Appeal successful", "Outside Europe", "underpowered", "not-possible"},
		{"2019", "In the highest risk category", "Outside Europe", "disparity-higher", "inconclusive"},
		{"2019", "Selected for a home visit", "Outside Europe", "disparity-higher", "inconclusive"},
		{"2019", "Undue use found", "Outside Europe", "disparity-higher", "not-possible"},
		{"2019", "Appeal successful", "Outside Europe", "underpowered", "not-possible"},
	} {
		row := rowOf(t, grants(t, tc.year, publishedIn(t, tc.year)), VerdictTable, tc.decision, tc.group)
		if got := row["effect"].Reason; got != "outcome.effect."+tc.effect {
			t.Errorf("%s, %s, %s: %s, want %s", tc.year, tc.decision, tc.group, got, tc.effect)
		}
		if got := row["robust"].Reason; got != "outcome.robust."+tc.robust {
			t.Errorf("%s, %s, %s: %s, want %s", tc.year, tc.decision, tc.group, got, tc.robust)
		}
	}
	// By hand: 2010 of 54,820 selected and 1060 of 1690 found against 1050 of 178,210 (the
	// parts, as rounded) and 130 of 990: ratios of 6.22 and 4.78, and 29.7 of both.
	r := grants(t, "2014", publishedIn(t, "2014"))
	for step, want := range map[string]float64{"Selected for a home visit": 6.22, "Undue use found": 4.78} {
		if got := rowOf(t, r, ChainTable, "Outside Europe", step)["ratio"].Value; math.Abs(got-want) > 0.005 {
			t.Errorf("%s multiplies by %v, want %v", step, got, want)
		}
	}
	risk := rowOf(t, r, StepsTable, "In the highest risk category", "Outside Europe")["rate"]
	if math.Abs(risk.Value-100*7280.0/54830) > 0.005 { // what categories 1 to 6 add up to, as rounded
		t.Errorf("%v%% in the highest risk category", risk.Value)
	}
}

// A verdict never stands in one part.
func TestVerdictInTwoParts(t *testing.T) {
	table, _ := grants(t, "2014", publishedIn(t, "2014")).Table(VerdictTable)
	for _, row := range table.Rows() {
		for i, c := range table.Spec().Columns {
			said := row.Figures[i].Kind == disclose.Said
			if (c.ID == "effect" || c.ID == "robust") != said && row.Figures[i].Reason != "outcome.gap.not_printed" {
				t.Errorf("%s: %+v", c.ID, row.Figures[i])
			}
		}
	}
	for _, n := range []string{"outcome.note.two_parts", "outcome.note.no_conclusion", "outcome.note.family"} {
		some := false
		for _, note := range table.Notes() {
			some = some || note.Key == n
		}
		if !some {
			t.Errorf("no %s", n)
		}
	}
}

const tested = "\ntest: {matters: 2}\n"

func withTest() string {
	return strings.Replace(small, "selection: {", "selection: {kind: burden, ", 1) + tested
}

func TestTestRules(t *testing.T) {
	good := withTest()
	parsed(t, good)
	step := "steps: [{id: score, kind: burden, column: score, label: {nl: s, en: s}, yes: [high], no: [low]}]\n"
	parsed(t, good+step)
	for _, tc := range []struct{ rule, text, want string }{
		{"nothing that matters", strings.Replace(good, "matters: 2", "power: 80", 1), "test.matters"},
		{"too much that matters", strings.Replace(good, "matters: 2", "matters: 100", 1), "test.matters"},
		{"no power", strings.Replace(good, "matters: 2", "matters: 2, power: 20", 1), "test.power"},
		{"no confidence", strings.Replace(good, "matters: 2", "matters: 2, confidence: 100", 1), "test.confidence"},
		{"less than one look", strings.Replace(good, "matters: 2", "matters: 2, looks: -1", 1), "test.looks"},
		{"another correction", strings.Replace(good, "matters: 2", "matters: 2, correction: bonferroni", 1), "test.correction"},
		{"neither burden nor benefit", strings.Replace(good, "kind: burden, ", "", 1), "selection.kind"},
		{"a step that is called as another", good + strings.Replace(step, "id: score", "id: finding", 1), "steps.id"},
		{"a step of nothing", good + strings.Replace(step, "id: score", "id: score, of: nobody", 1), "steps.of"},
		{"a step without a kind", good + strings.Replace(step, "kind: burden, ", "", 1), "steps.kind"},
		{"a step without a label", good + strings.Replace(step, "label: {nl: s, en: s}", "label: {}", 1), "steps.label"},
		{"a proxy without a reason", good + "proxies: [{column: x}]\n", "proxies"},
		{"a stratum that is a proxy", good + "proxies: [{column: risk, reason: {nl: r, en: r}}]\n", "strata"},
		{"a crossed group without a reference", strings.Replace(good, `  outside: [""]`, `  outside: [""]
  crossed: {column: sex, label: {nl: s, en: s}, values: [{code: f, label: {nl: f, en: f}}, {code: m, label: {nl: m, en: m}}]}`, 1), "group.crossed.reference"},
		{"a random sample of which nothing was found", strings.Replace(good, "finding: {", "steps: [] #", 1) + "random: {column: arm, label: {nl: a, en: a}, values: [r], others: [n]}\n", "random"},
		{"a random sample of everybody", good + "random: {column: arm, label: {nl: a, en: a}, values: [r], others: [r]}\n", "random"},
	} {
		_, err := ParsePlan([]byte(tc.text))
		var broken plan.Broken
		if !errors.As(err, &broken) || broken.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %s", tc.rule, err, tc.want)
		}
	}
}

// Combinations are groups of their own, as small as intersections may be.
func TestCrossedGroups(t *testing.T) {
	p := parsed(t, strings.Replace(withTest(), `  outside: [""]`, `  outside: [""]
  crossed:
    column: sex
    label: {nl: g, en: sex}
    reference: m
    values: [{code: f, label: {nl: V, en: F}}, {code: m, label: {nl: M, en: M}}]
    outside: ["?"]`, 1))
	var cells []Cell
	rows := int64(0)
	put := func(n int64, origin, selected, sex string) {
		cells = append(cells, p.Cell([]string{origin, "low", selected, "", sex}, n))
		rows += n
	}
	for _, one := range []struct {
		origin, sex string
		yes, no     int64
	}{{"a", "f", 400, 1600}, {"a", "m", 200, 1800}, {"b", "f", 900, 1100}, {"b", "m", 12, 15}} {
		put(one.yes, one.origin, "yes", one.sex)
		put(one.no, one.origin, "no", one.sex)
	}
	put(7, "a", "no", "?")
	put(5, "", "no", "f")
	c, err := p.Tally(cells, rows)
	if err != nil {
		t.Fatal(err)
	}
	if c.Account.Counted != rows-12 || c.Unknown.No != 12 {
		t.Errorf("%+v, %+v", c.Account, c.Unknown)
	}
	r, err := p.Examine(t.Context(), c, level(t))
	if err != nil {
		t.Fatal(err)
	}
	if f := rowOf(t, r, SelectionTable, "B × F", "")["rate"]; f.Value != 45 {
		t.Errorf("%+v", f)
	}
	if f := rowOf(t, r, SelectionTable, "B × M", "")["rate"]; f.Kind != disclose.Withheld { // 27 people
		t.Errorf("%+v", f)
	}
	if f := rowOf(t, r, VerdictTable, "s", "B × F")["effect"]; f.Reason != "outcome.effect.disparity-higher" {
		t.Errorf("%+v", f)
	}
}

// Worked by hand: of 100,000 people 10,000 are selected, and of these 2,000 hold something;
// in a random sample 1,000 of 20,000 do. So 5% do; the selection finds 0.1·0.2/0.05 = 40%
// of that, and of those with nothing 0.1·0.8/0.95 = 8.42% are selected for nothing.
func TestRandomSample(t *testing.T) {
	p := parsed(t, withTest()+"random: {column: arm, label: {nl: a, en: a}, values: [random], others: [rules]}\n")
	var cells []Cell
	rows := int64(0)
	for _, g := range []struct {
		code                      string
		n, selected, hits, misses int64
		found, not                int64
	}{{"a", 100_000, 10_000, 2000, 8000, 1000, 19_000}, {"b", 100_000, 20_000, 4000, 16_000, 1000, 19_000}} {
		for _, c := range []struct {
			n                    int64
			selected, found, arm string
		}{
			{g.hits, "yes", "yes", "rules"},
			{g.misses, "yes", "no", "rules"},
			{g.n - g.selected, "no", "", "rules"},
			{g.found, "yes", "yes", "random"},
			{g.not, "yes", "no", "random"},
		} {
			cells = append(cells, p.Cell([]string{g.code, "low", c.selected, c.found, c.arm}, c.n))
			rows += c.n
		}
	}
	c, err := p.Tally(cells, rows)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Examine(t.Context(), c, level(t))
	if err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]float64{"base-rate": 5, "caught": 40, "unfounded": 8.42} {
		if got := rowOf(t, r, RandomTable, "A", "")[column].Value; math.Abs(got-want) > 0.01 {
			t.Errorf("%s: %v, want %v", column, got, want)
		}
	}
	if got := rowOf(t, r, RandomTable, "B", "")["unfounded-ratio"].Value; math.Abs(got-2) > 0.001 {
		t.Errorf("selected for nothing %v times as often, want 2", got)
	}
	if got := rowOf(t, r, SelectionTable, "A", "")["rate"].Value; got != 10 {
		t.Errorf("the sample counts in the selection: %v%%", got)
	}
}

// Of 1,000 people with 100 yes, and 50 of an unknown group with 20 yes: between 100 of
// 1,030 and 120 of 1,020.
func TestUnknownGroup(t *testing.T) {
	p := parsed(t, small)
	r, err := p.Examine(t.Context(), Counts{
		Selection: []Count{{Group: "a", Yes: 100, No: 900}, {Group: "b", Yes: 100, No: 900}},
		Finding:   []Count{{Group: "a"}, {Group: "b"}},
		Unknown:   Count{Yes: 20, No: 30},
	}, level(t))
	if err != nil {
		t.Fatal(err)
	}
	f := rowOf(t, r, UnknownTable, "s", "A")["rate"]
	if f.Range == nil || *f.Range.Low > 100*100.0/1030 || *f.Range.High < 100*120.0/1020 {
		t.Errorf("%v to %v doesn't hold 9.71 to 11.76", *f.Range.Low, *f.Range.High)
	}
	if *f.Range.Low < 5 || *f.Range.High > 20 {
		t.Errorf("%v to %v is far too wide", *f.Range.Low, *f.Range.High)
	}
}

// The confidence of the plan is that of the verdict; intervals stay those that tables call
// 95%. A group that isn't printed has no P, and is said not to be printed.
func TestConfidenceIsOfTheVerdict(t *testing.T) {
	counts := Counts{
		Selection: []Count{{Group: "a", Yes: 5000, No: 45_000}, {Group: "b", Yes: 5250, No: 44_750}},
		Finding:   []Count{{Group: "a"}, {Group: "b"}},
	}
	said := map[string]disclose.Figure{}
	var intervals []disclose.Bounds
	for _, confidence := range []string{"90", "99"} {
		p := parsed(t, strings.Replace(withTest(), "matters: 2", "matters: 0.1, confidence: "+confidence, 1))
		r, err := p.Examine(t.Context(), counts, level(t))
		if err != nil {
			t.Fatal(err)
		}
		row := rowOf(t, r, VerdictTable, "s", "B")
		said[confidence] = row["effect"]
		intervals = append(intervals, *row["difference"].Interval)
	}
	if said["90"].Reason != "outcome.effect.disparity-higher" || said["99"].Reason != "outcome.effect.underpowered" {
		t.Errorf("%v", said)
	}
	if *intervals[0].Low != *intervals[1].Low || *intervals[0].High != *intervals[1].High {
		t.Errorf("the confidence of the verdict changed an interval of 95%%: %v", intervals)
	}
	counts.Selection[1] = Count{Group: "b", Yes: 2, No: 3}
	r, err := parsed(t, withTest()).Examine(t.Context(), counts, level(t))
	if err != nil {
		t.Fatal(err)
	}
	if p := rowOf(t, r, VerdictTable, "s", "B")["p-adjusted"]; p.Reason != "outcome.gap.not_printed" {
		t.Errorf("%+v", p)
	}
}

// Of b more are selected and less is found: evidence, but only where the plan says why what
// is found is measured alike. No count could show that it isn't.
func TestEvidenceNeedsAReason(t *testing.T) {
	counts := Counts{
		Selection: []Count{{Group: "a", Yes: 3000, No: 27_000}, {Group: "b", Yes: 6000, No: 24_000}},
		Finding:   []Count{{Group: "a", Yes: 1500, No: 1500}, {Group: "b", Yes: 1800, No: 4200}},
	}
	alike := strings.Replace(withTest(), `finding: {column: found,`, `finding: {column: found, alike: {nl: r, en: r},`, 1)
	for text, want := range map[string]string{alike: "outcome.robust.evidence-group", withTest(): "outcome.robust.inconclusive"} {
		r, err := parsed(t, text).Examine(t.Context(), counts, level(t))
		if err != nil {
			t.Fatal(err)
		}
		if got := rowOf(t, r, VerdictTable, "s", "B")["robust"].Reason; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		table, _ := r.Table(VerdictTable)
		if told := slices.Contains(noteKeys(table), "outcome.obstacle.not-alike"); told != (text != alike) {
			t.Errorf("%s: that there is no reason is told: %v", want, told)
		}
	}
	if _, err := ParsePlan([]byte(strings.Replace(alike, "selection: {", "selection: {alike: {nl: r, en: r}, ", 1))); err == nil {
		t.Error("a selection is measured alike")
	}
}
