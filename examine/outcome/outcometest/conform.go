// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcometest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/disparity"
	"baken/base/fault"
	"baken/examine/outcome"
)

// Open puts data into an engine, of which an answer may have so many groups (the usual
// number when zero).
type Open func(t *testing.T, d Data, most int) outcome.Engine

// PlanText is a plan for the decisions of People, with %s for its source.
const PlanText = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: Controles, en: Checks}
population: {nl: Iedereen, en: Everyone}
shows: {nl: Wie, en: Who}
shows-not: {nl: Waarom, en: Why}
source: %s
group:
  column: origin
  label: {nl: Herkomst, en: Origin}
  reference: nl
  values: [{code: nl, label: {nl: Nederland, en: Netherlands}}, {code: eu, label: {nl: Europa, en: Europe}}, {code: out, label: {nl: Erbuiten, en: Outside}}]
  outside: [""]
selection: {column: selected, label: {nl: Gekozen, en: Selected}, yes: ["yes"], no: ["no"], neither: [withdrawn]}
finding: {column: found, label: {nl: Gevonden, en: Found}, yes: [undue], no: [due], neither: ["", open]}
strata:
  - column: risk
    label: {nl: Risico, en: Risk}
    reason: {nl: Vooraf bepaald., en: Fixed beforehand.}
    values: [{code: "1", label: {nl: een, en: one}}, {code: "2", label: {nl: twee, en: two}}]
  - column: urgent
    label: {nl: Spoed, en: Urgent}
    reason: {nl: Wettelijk., en: By law.}
    values: [{code: "true", label: {nl: ja, en: yes}}, {code: "false", label: {nl: nee, en: no}}]
`

// Plan reads PlanText for a source.
func Plan(t testing.TB, source string) outcome.Plan {
	t.Helper()
	p, err := outcome.ParsePlan([]byte(strings.Replace(PlanText, "%s", source, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Conform checks an engine.
func Conform(t *testing.T, open Open) {
	t.Helper()
	t.Run("a plan", func(t *testing.T) { plan(t, open) })
	t.Run("counts", func(t *testing.T) { counted(t, open) })
	t.Run("hostile", func(t *testing.T) { hostile(t, open) })
	t.Run("days", func(t *testing.T) {
		d := People(5, 200)
		same(t, open(t, d, 0), d, outcome.Question{By: []string{"day", "risk"}})
	})
	t.Run("cells", func(t *testing.T) { cells(t, open) })
	t.Run("columns", func(t *testing.T) { columns(t, open) })
	t.Run("bad counts", func(t *testing.T) { badCounts(t, open) })
	t.Run("stopped", func(t *testing.T) { stopped(t, open) })
}

// same asks twice: the answer is the expected one both times, in the same order.
func same(t *testing.T, e outcome.Engine, d Data, q outcome.Question) {
	t.Helper()
	want := d.Expect(q)
	for range 2 {
		got, err := e.Count(t.Context(), q)
		if err != nil {
			t.Fatalf("count: %v %v", err, args(err))
		}
		if got.Engine == "" || !strings.ContainsAny(got.Engine, "0123456789") {
			t.Errorf("engine %q has no version", got.Engine)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(outcome.Answer{}, "Engine")); diff != "" {
			t.Errorf("(-want +got):\n%.4000s", diff)
		}
	}
}

// plan compares counts and statistics with those over the expected groups.
func plan(t *testing.T, open Open) {
	d := People(1, 4000)
	p := Plan(t, "{file: x.csv, kind: records, person: person}")
	e := open(t, d, 0)
	same(t, e, d, p.Question())
	got, err := e.Count(t.Context(), p.Question())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Statistics(t, p, d.Expect(p.Question())), Statistics(t, p, got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Statistics gives counts and tables of a plan as JSON.
func Statistics(t testing.TB, p outcome.Plan, a outcome.Answer) string {
	t.Helper()
	counts, err := p.Counts(a)
	if err != nil {
		t.Fatal(err)
	}
	level, err := disparity.At(0.95)
	if err != nil {
		t.Fatal(err)
	}
	result, err := p.Examine(t.Context(), counts, level)
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(struct{ Counts, Tables any }{counts, result.Tables}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// counted holds decisions that are counted already against the same ones as rows.
func counted(t *testing.T, open Open) {
	d := People(2, 3000)
	p := Plan(t, "{file: x.csv, kind: counts, count: n}")
	c := d.Counted(p.Columns()...)
	e := open(t, c, 0)
	same(t, e, c, p.Question())
	same(t, e, c, outcome.Question{By: []string{"origin"}, Sum: "n"})
	got, err := e.Count(t.Context(), outcome.Question{By: []string{"origin"}, Sum: "n"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.Expect(outcome.Question{By: []string{"origin"}}).Groups, got.Groups); diff != "" {
		t.Errorf("counts and rows differ:\n%s", diff)
	}
}

func hostile(t *testing.T, open Open) {
	d := Hostile()
	e := open(t, d, 0)
	names := d.Names()
	same(t, e, d, outcome.Question{By: names[:6]})
	for _, name := range names {
		same(t, e, d, outcome.Question{By: []string{name}, Person: name})
	}
}

func cells(t *testing.T, open Open) {
	d := People(3, 300)
	q := outcome.Question{By: []string{"day"}}
	n := len(d.Expect(q).Groups)
	same(t, open(t, d, n), d, q)
	_, err := open(t, d, n-1).Count(t.Context(), q)
	refused(t, err, outcome.ErrCells)
	if got := args(err)["most"]; got != n-1 {
		t.Errorf("most %v, want %d", got, n-1)
	}
}

func columns(t *testing.T, open Open) {
	d := People(4, 20)
	e := open(t, d, 0)
	for _, q := range []outcome.Question{
		{By: []string{"Origin"}},
		{By: []string{"origin", `x" OR 1=1 --`}},
		{By: []string{"origin"}, Sum: "n"},
		{By: []string{"origin"}, Person: "bsn"},
		{By: []string{"a\x00b"}},
	} {
		_, err := e.Count(t.Context(), q)
		refused(t, err, outcome.ErrColumn)
		if got := args(err)["columns"]; got != strings.Join(d.Names(), ", ") {
			t.Errorf("columns that there are: %v", got)
		}
	}
}

// badCounts tries what is no count in a column of text, which every engine has.
func badCounts(t *testing.T, open Open) {
	for cell, want := range map[string]*fault.Error{
		"12": nil, "012": nil, "0": nil, "12.0": nil, "NULL": outcome.ErrCount, "": outcome.ErrCount, "-1": outcome.ErrCount, "1.5": outcome.ErrCount,
		"+5": outcome.ErrCount, " 5": outcome.ErrCount, "5 ": outcome.ErrCount, "1e3": outcome.ErrCount, "abc": outcome.ErrCount, "NaN": outcome.ErrCount,
		"9223372036854775806": nil, "9223372036854775807": outcome.ErrTotal, "9223372036854775808": outcome.ErrCount, "99999999999999999999": outcome.ErrCount,
	} {
		d := Data{Columns: []Column{{"g", Text}, {"n", Text}}}
		d.add("a", "1")
		d.add("b", cell)
		_, err := open(t, d, 0).Count(t.Context(), outcome.Question{By: []string{"g"}, Sum: "n"})
		if want == nil && err != nil {
			t.Errorf("%q: %v", cell, err)
		}
		if want != nil && !errors.Is(err, want) {
			t.Errorf("%q: got %v, want %v", cell, err, want)
		}
	}
}

func stopped(t *testing.T, open Open) {
	d := People(6, 20)
	e := open(t, d, 0)
	why := errors.New("enough")
	ctx, stop := context.WithCancelCause(t.Context())
	stop(why)
	if _, err := e.Count(ctx, outcome.Question{By: []string{"origin"}}); !errors.Is(err, why) {
		t.Errorf("got %v, want %v", err, why)
	}
}

func refused(t *testing.T, err error, want *fault.Error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func args(err error) map[string]any {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Args()
	}
	return nil
}

// Latin1 leaves out the rows that can't be written in that encoding.
func (d Data) Latin1() Data {
	d.Rows = slices.DeleteFunc(slices.Clone(d.Rows), func(row []*string) bool {
		return slices.ContainsFunc(row, func(c *string) bool {
			return c != nil && strings.ContainsFunc(*c, func(r rune) bool { return r > 0xff || r >= 0x80 && r < 0xa0 })
		})
	})
	return d
}
