// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/base/fault"
	"baken/base/plan"
	"baken/base/plan/plantest"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/figure"
)

const small = `format: baken-disclose/1
title: {nl: t, en: t}
population: staff
source: {file: d.csv}
hierarchies:
  - name: sex
    column: sex
    categories: [{code: f}, {code: m}]
tables: [{id: sex, title: {nl: s, en: s}, by: [sex]}]
`

const (
	examplePlan = "../../../examples/disclose/plan.yaml"
	guideFile   = "../../../doc/disclose.md"
)

func catalogue(t testing.TB) *text.Catalogue {
	t.Helper()
	c, err := text.Load(web.Text, table.Text, plan.Text, figure.Text, Text) // refuses what stands in one language only
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPlanRules(t *testing.T) {
	if _, err := ParsePlan([]byte(small)); err != nil {
		t.Fatal(err)
	}
	c := catalogue(t)
	for _, tc := range []struct{ rule, old, new, want string }{
		{"another version", "baken-disclose/1", "baken-disclose/9", "format"},
		{"a title in one language", "title: {nl: t, en: t}", "title: {nl: t}", "title"},
		{"nobody", "population: staff", "population: ''", "population"},
		{"others who read", "population: staff", "population: staff\naudience: friends", "audience"},
		{"no file", "file: d.csv", "", "source.file"},
		{"another encoding", "file: d.csv", "file: d.csv, encoding: ebcdic", "source.encoding"},
		{"a long separator", "file: d.csv", "file: d.csv, delimiter: ';;'", "source.delimiter"},
		{"no tables", "tables: [{id: sex, title: {nl: s, en: s}, by: [sex]}]", "tables: []", "tables"},
		{"no name", "- name: sex", "- name: ''", "hierarchies.name"},
		{"no column", "    column: sex\n", "", "hierarchies.column"},
		{"no categories", "[{code: f}, {code: m}]", "[]", "hierarchies.categories"},
		{"a category twice", "{code: m}", "{code: f}", "hierarchies.categories"},
		{"a part before the whole", "{code: m}", "{code: m, part: x}", "hierarchies.categories.part"},
		{"a value twice", "{code: m}", "{code: m, values: [f]}", "hierarchies.categories.values"},
		{"a table without a name", "id: sex", "id: ''", "tables.id"},
		{"a table that is a path", "id: sex", "id: ../sex", "tables.id"},
		{"a table without a title", "title: {nl: s, en: s}", "title: {}", "tables.title"},
		{"a table by nothing", "by: [sex]", "by: []", "tables.by"},
		{"a table by what isn't there", "by: [sex]", "by: [age]", "tables.by"},
		{"another method", "id: sex", "id: sex, method: swap", "tables.method"},
		{"an amount that is rounded", "id: sex", "id: sex, method: round, amount: {name: h, label: {nl: h, en: h}, column: h, unit: hours}", "tables.method"},
		{"an amount without a label", "id: sex", "id: sex, amount: {name: h, column: h, unit: hours}", "tables.amount"},
		{"an amount of nothing", "id: sex", "id: sex, amount: {name: h, label: {nl: h, en: h}, unit: hours}", "tables.amount.column"},
		{"an amount of bananas", "id: sex", "id: sex, amount: {name: h, label: {nl: h, en: h}, column: h, unit: bananas}", "tables.amount.unit"},
		{"an amount to less than one", "id: sex", "id: sex, amount: {name: h, label: {nl: h, en: h}, column: h, unit: hours, round: -1}", "tables.amount.round"},
		{"a table by the same", "by: [sex]", "by: [sex, sex]", "tables.by"},
	} {
		raw := strings.Replace(small, tc.old, tc.new, 1)
		if raw == small {
			t.Fatalf("%s: nothing was replaced", tc.rule)
		}
		_, err := ParsePlan([]byte(raw))
		var wrong plan.Broken
		if !errors.As(err, &wrong) || wrong.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %s", tc.rule, err, tc.want)
			continue
		}
		if !c.Has(text.Key(wrong.Err.Key())) {
			t.Errorf("%s: no message %s", tc.rule, wrong.Err.Key())
		}
	}
}

// The example of the guide is the one that the tests run.
func TestTheGuideHoldsTheExample(t *testing.T) { plantest.GuideHolds(t, guideFile, examplePlan) }

func FuzzParsePlan(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParsePlan(raw)
		if err != nil {
			if _, ok := errors.AsType[*fault.Error](err); !ok {
				t.Errorf("no fault: %v", err)
			}
			return
		}
		for _, h := range p.Hierarchies {
			hierarchyOf(p.Hierarchies, h.Name)
		}
	})
}

// folder holds a plan and the people.
func folder(t *testing.T, plan, people string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"plan.yaml": plan, "d.csv": people} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "plan.yaml")
}
