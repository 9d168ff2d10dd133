// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"os"
	"strings"
	"testing"

	"baken/base/plan"
)

const small = `format: baken-plan/1
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
  values: [{code: a, label: {nl: A, en: A}}, {code: b, label: {nl: B, en: B}}]
  outside: [""]
selection: {column: selected, label: {nl: s, en: s}, yes: ["yes"], no: ["no"]}
finding: {column: found, label: {nl: f, en: f}, yes: ["yes"], no: ["no"], neither: ["", open]}
strata:
  - column: risk
    label: {nl: r, en: r}
    reason: {nl: r, en: r}
    values: [{code: low, label: {nl: l, en: l}}, {code: high, label: {nl: h, en: h}}]
`

func parsed(t testing.TB, text string) Plan {
	t.Helper()
	p, err := ParsePlan([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func example(t testing.TB) Plan {
	t.Helper()
	raw, err := os.ReadFile("../../examples/duo-2014/plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, string(raw))
}

func TestPlanRules(t *testing.T) {
	for _, tc := range []struct{ rule, old, new, want string }{
		{"another version", "baken-plan/1", "baken-plan/9", "format"},
		{"a title in one language", "title: {nl: t, en: t}", "title: {nl: t}", "title"},
		{"no organisation", `organisation: "00000001003214345000"`, `organisation: ""`, "organisation"},
		{"no file", "file: d.csv, ", "", "source.file"},
		{"a kind that isn't there", "kind: records", "kind: rows", "source.kind"},
		{"counts without their column", "kind: records", "kind: counts", "source.count"},
		{"rounded counts without a source", "kind: records", "kind: records, rounding: 10", "source.rounding"},
		{"one group", "{code: b, label: {nl: B, en: B}}", "", "group.values"},
		{"a group twice", "code: b,", "code: a,", "group.values"},
		{"a reference that isn't there", "reference: a", "reference: z", "group.reference"},
		{"a group compared and outside", `outside: [""]`, `outside: [b]`, "group.outside"},
		{"yes and no alike", `no: ["no"]}`, `no: ["yes"]}`, "selection"},
		{"no reason for a stratum", "reason: {nl: r, en: r}", "reason: {nl: r}", "strata.reason"},
		{"a column twice", "column: risk", "column: origin", "column"},
	} {
		text := strings.Replace(small, tc.old, tc.new, 1)
		if text == small {
			t.Fatalf("%s: nothing was replaced", tc.rule)
		}
		_, err := ParsePlan([]byte(text))
		var broken plan.Broken
		if !errors.As(err, &broken) || broken.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %s", tc.rule, err, tc.want)
		}
	}
}

func TestPlanSyntaxNamesTheLine(t *testing.T) {
	for _, tc := range []struct {
		rule, text, line, value string
		want                    error
	}{
		{"a name that isn't a plan's", strings.Replace(small, "population:", "popluation:", 1), "4", "popluation", plan.ErrField},
		{"a name within a list", strings.Replace(small, "{code: a,", "{kode: a,", 1), "", "kode", plan.ErrField},
		{"a field twice", "format: baken-plan/1\norganisation: a\nformat: baken-plan/1\n", "3", "format", plan.ErrTwice},
		{"a word for a number", "format: baken-plan/1\nsource:\n  rounding: ten\n", "3", "ten", plan.ErrValue},
		{"a number too large", "source:\n  rounding: 99999999999999999999\n", "2", "99999999999999999999", plan.ErrValue},
		{"a text for a list", "group:\n  values: nl\n", "2", "nl", plan.ErrValue},
		{"a text for the whole plan", "just some words\n", "1", "just some words", plan.ErrValue},
		{"broken YAML", "format: baken-plan/1\ntitle: {nl: t\n", "2", "", plan.ErrSyntax},
		{"a tab", "format: baken-plan/1\n\ttitle: x\n", "2", "", plan.ErrSyntax},
	} {
		_, err := ParsePlan([]byte(tc.text))
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
			continue
		}
		if got := argOf(err, "line"); tc.line != "" && got != tc.line {
			t.Errorf("%s: got line %v, want %s", tc.rule, got, tc.line)
		}
		if got := argOf(err, "value"); tc.value != "" && got != tc.value {
			t.Errorf("%s: got value %v, want %s", tc.rule, got, tc.value)
		}
	}
}

func TestPlanIsText(t *testing.T) {
	for _, raw := range []string{"format: \xff\xfe", "PAR1\x00\x00", "f\x00o\x00r\x00m\x00"} {
		if _, err := ParsePlan([]byte(raw)); !errors.Is(err, plan.ErrText) {
			t.Errorf("%q: got %v, want %v", raw, err, plan.ErrText)
		}
	}
	if _, err := ParsePlan([]byte(small + "\n---\n" + small)); !errors.Is(err, plan.ErrMore) {
		t.Errorf("two plans in a file: got %v, want %v", err, plan.ErrMore)
	}
	if _, err := ParsePlan(make([]byte, MostPlanBytes+1)); !errors.Is(err, plan.ErrLarge) {
		t.Errorf("a plan that is too large: got %v", err)
	}
}

func argOf(err error, name string) any {
	var f interface{ Args() map[string]any }
	if errors.As(err, &f) {
		return f.Args()[name]
	}
	return nil
}

func FuzzParsePlan(f *testing.F) {
	f.Add([]byte(small))
	if raw, err := os.ReadFile("../../examples/duo-2014/plan.yaml"); err == nil {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParsePlan(raw)
		if err != nil {
			return
		}
		values := make([]string, len(p.Columns()))
		if _, err := p.Tally([]Cell{p.Cell(values, 1)}, 1); err == nil && p.Hash() == "" {
			t.Error("a plan without a hash")
		}
	})
}
