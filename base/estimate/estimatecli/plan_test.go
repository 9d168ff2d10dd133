// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"

	"baken/base/plan"
	"baken/base/plan/plantest"
)

const small = `format: baken-estimate/1
title: t
source: {file: d.csv}
id: id
design:
  stages:
    - strata: h
      sizes: [{value: a, total: 10}, {value: b, total: 20}]
calibrate:
  distance: raking
  margins: [{column: sex, totals: [{value: f, total: 15}, {value: m, total: 15}]}]
domains: [{column: g, levels: [{value: x}, {value: y}], outside: [""]}]
items: [{name: i, column: i, kind: mean}]
`

const (
	examplePlan = "../../../examples/estimate/plan.yaml"
	exampleData = "../../../examples/estimate/answers.csv"
	guideFile   = "../../../doc/estimate.md"
)

func TestPlanRules(t *testing.T) {
	if _, err := ParsePlan([]byte(small)); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ rule, old, new, want string }{
		{"another version", "baken-estimate/1", "baken-estimate/9", "format"},
		{"no title", "title: t", "title: ''", "title"},
		{"sure beyond one", "title: t", "title: t\nconfidence: 95", "confidence"},
		{"no file", "file: d.csv", "", "source.file"},
		{"a file and a database", "file: d.csv", "file: d.csv, database: 'sqlite:d.db', query: SELECT 1", "source.file"},
		{"a database without a query", "file: d.csv", "database: 'sqlite:d.db'", "source.query"},
		{"a query of a file", "file: d.csv", "file: d.csv, query: SELECT 1", "source.query"},
		{"another encoding", "file: d.csv", "file: d.csv, encoding: ebcdic", "source.encoding"},
		{"a long separator", "file: d.csv", "file: d.csv, delimiter: ';;'", "source.delimiter"},
		{"no stages", "  stages:\n    - strata: h\n      sizes: [{value: a, total: 10}, {value: b, total: 20}]\n", "  stages: []\n", "design.stages"},
		{"another policy", "design:\n", "design:\n  lonely: ignore\n", "design.lonely"},
		{"another policy for domains", "design:\n", "design:\n  lonely-domains: all\n", "design.lonely-domains"},
		{"no units in a first stage", "calibrate:", "    - units: u\n      population: n\ncalibrate:", "design.stages[1].units"},
		{"two populations", "sizes:", "population: n\n      sizes:", "design.stages[1].sizes"},
		{"sizes without strata", "strata: h\n", "units: h\n", "design.stages[1].sizes"},
		{"neither weights nor population", "      sizes: [{value: a, total: 10}, {value: b, total: 20}]\n", "", "design.stages[1].population"},
		{"a stratum twice", "value: b, total: 20", "value: a, total: 20", "design.stages[1].sizes"},
		{"an empty population", "total: 20", "total: 0", "design.stages[1].sizes"},
		{"another distance", "raking", "far", "calibrate.distance"},
		{"logit without bounds", "raking", "logit", "calibrate.bounds"},
		{"raking with bounds", "distance: raking", "distance: raking\n  bounds: [0.5, 2]", "calibrate.bounds"},
		{"bounds that aren't around 1", "distance: raking", "distance: linear\n  bounds: [0, 0]", "calibrate.bounds"},
		{"endless bounds", "distance: raking", "distance: logit\n  bounds: [0.5, .inf]", "calibrate.bounds"},
		{"a margin twice", "margins: [", "margins: [{column: sex, totals: [{value: f, total: 1}]}, ", "calibrate.margins"},
		{"a total of nothing", "total: 15}, {value: m", "total: .nan}, {value: m", "calibrate.margins"},
		{"a level twice", "{value: y}", "{value: x}", "domains.levels"},
		{"a level inside and outside", `outside: [""]`, "outside: [x]", "domains.levels"},
		{"no levels", "levels: [{value: x}, {value: y}]", "levels: []", "domains.levels"},
		{"no items", "items: [{name: i, column: i, kind: mean}]", "items: []", "items"},
		{"a slash in a name", "name: i", "name: i/j", "items.name"},
		{"no column", "column: i, kind", "kind", "items.column"},
		{"another kind", "kind: mean", "kind: mode", "items.kind"},
		{"a share of nothing", "kind: mean", "kind: share", "items.values"},
		{"values of a mean", "kind: mean", "kind: mean, values: [a]", "items.values"},
		{"no values of who responded", "calibrate:", "response: {column: r, outside: [no]}\ncalibrate:", "response.values"},
		{"no values of who didn't", "calibrate:", "response: {column: r, values: [yes]}\ncalibrate:", "response.outside"},
		{"a response both ways", "calibrate:", "response: {column: r, values: [yes], outside: [yes]}\ncalibrate:", "response.values"},
		{"a response of no column", "calibrate:", "response: {values: [yes], outside: [no]}\ncalibrate:", "response.column"},
		{"a cell's column twice", "calibrate:", "response: {column: r, values: [yes], outside: [no], cells: [h, h]}\ncalibrate:", "response.cells"},
		{"other replicates", "calibrate:", "replicates: {kind: copies}\ncalibrate:", "replicates.kind"},
		{"one replicate", "calibrate:", "replicates: {kind: bootstrap, repeats: 1}\ncalibrate:", "replicates.repeats"},
		{"repeats of a jackknife", "calibrate:", "replicates: {kind: jackknife, repeats: 9}\ncalibrate:", "replicates.repeats"},
		{"halves of nothing", "calibrate:", "replicates: {kind: balanced, fay: 1}\ncalibrate:", "replicates.fay"},
		{"an auxiliary of no column", "margins: [", "auxiliaries: [{total: 3}]\n  margins: [", "calibrate.auxiliaries"},
		{"an auxiliary twice", "margins: [", "auxiliaries: [{column: i, total: 3}, {column: i, total: 4}]\n  margins: [", "calibrate.auxiliaries"},
		{"another interval", "title: t", "title: t\ninterval: wald", "interval"},
		{"a quantile without order", "kind: mean", "kind: quantile", "items.order"},
		{"an order of a mean", "kind: mean", "kind: mean, order: 0.5", "items.order"},
		{"a rule that there isn't", "kind: mean", "kind: quantile, order: 0.5, rule: hf3", "items.rule"},
		{"a rule of a mean", "kind: mean", "kind: mean, rule: hf1", "items.rule"},
		{"a quantile of replicates", "items: [{name: i, column: i, kind: mean", "replicates: {kind: jackknife}\nitems: [{name: i, column: i, kind: quantile, order: 0.5", "items.kind"},
		{"a ratio to nothing", "kind: mean", "kind: ratio", "items.to"},
	} {
		text := strings.Replace(small, tc.old, tc.new, 1)
		if text == small {
			t.Fatalf("%s: nothing was replaced", tc.rule)
		}
		_, err := ParsePlan([]byte(text))
		var wrong plan.Broken
		if !errors.As(err, &wrong) || wrong.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %s", tc.rule, err, tc.want)
			continue
		}
		for _, p := range printers(t) {
			if said := wrong.Err.Key(); !p.has(said) {
				t.Errorf("%s: no message %s", tc.rule, said)
			}
		}
	}
}

func TestPlanSyntaxNamesTheLine(t *testing.T) {
	for _, tc := range []struct {
		rule, text string
		line       int
		want       error
	}{
		{"a name that isn't a plan's", strings.Replace(small, "title:", "tilte:", 1), 2, plan.ErrField},
		{"a name within a list", strings.Replace(small, "    - strata:", "    - stratum:", 1), 7, plan.ErrField},
		{"a field twice", "format: a\ntitle: a\nformat: a\n", 3, plan.ErrTwice},
		{"a word for a number", "format: a\nconfidence: high\n", 2, plan.ErrValue},
		{"a text for a list", "items:\n  safe\n", 2, plan.ErrValue},
		{"broken YAML", "format: a\nsource: {file: t\n", 2, plan.ErrSyntax},
		{"a tab", "format: a\n\ttitle: x\n", 2, plan.ErrSyntax},
	} {
		_, err := ParsePlan([]byte(tc.text))
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
			continue
		}
		if got := args(err)["line"]; got != strconv.Itoa(tc.line) {
			t.Errorf("%s: got line %v, want %d", tc.rule, got, tc.line)
		}
	}
	for raw, want := range map[string]error{
		"format: \xff\xfe": plan.ErrText, "PAR1\x00": plan.ErrText, small + "\n---\n" + small: plan.ErrMore, strings.Repeat(" ", MostPlanBytes+1): plan.ErrLarge,
	} {
		if _, err := ParsePlan([]byte(raw)); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
}

// The example of the guide is the one that the tests run.
func TestTheGuideHoldsTheExample(t *testing.T) { plantest.GuideHolds(t, guideFile, examplePlan) }

func FuzzParsePlan(f *testing.F) {
	f.Add([]byte(small))
	if raw, err := os.ReadFile(examplePlan); err == nil {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParsePlan(raw)
		if err != nil {
			return
		}
		if d := newData(p); p.Hash() == "" || len(d.fields) != len(d.takers) || len(d.fields) == 0 {
			t.Errorf("a plan of %d columns", len(d.fields))
		}
	})
}
