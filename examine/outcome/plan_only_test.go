// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/fault"
)

func onlyPlan() Plan {
	said := disclose.Label{NL: "a", EN: "b"}
	return Plan{
		Source:    Source{Kind: Records, Person: "bsn"},
		Group:     Grouping{Column: "origin", Reference: "a", Values: []Value{{Code: "a"}, {Code: "b"}}},
		Selection: Decision{Column: "selected", Yes: []string{"yes"}, No: []string{"no"}},
		Only:      &Only{Column: "year", Label: said, Values: []string{"2014", "2015"}, Reason: said},
	}
}

// Rows outside the population are counted, by their value, and nothing else changes; a
// value that the plan doesn't know is refused only within the population.
func TestOnlyLeavesOutAndTells(t *testing.T) {
	plan := onlyPlan()
	if got, want := plan.Question().By, []string{"origin", "selected", "year"}; !cmp.Equal(got, want) {
		t.Fatalf("asks by %v, want %v", got, want)
	}
	c, err := plan.Counts(Answer{Rows: 100, Groups: []Group{
		{[]string{"a", "yes", "2014"}, 10},
		{[]string{"a", "yes", "2015"}, 5},
		{[]string{"a", "no", "2014"}, 20},
		{[]string{"b", "no", "2014"}, 30},
		{[]string{"b", "yes", ""}, 8},
		{[]string{"mars", "1", "2013"}, 20},
		{[]string{"a", "no", ""}, 7},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Count{{Group: "a", Yes: 15, No: 20}, {Group: "b", No: 30}}, c.Selection); diff != "" {
		t.Error(diff)
	}
	want := Account{Rows: 100, Counted: 65, Adds: true, Outside: []Outside{{"year", "", 15}, {"year", "2013", 20}}}
	if diff := cmp.Diff(want, c.Account); diff != "" {
		t.Error(diff)
	}
}

func TestOnlyOfNobody(t *testing.T) {
	_, err := onlyPlan().Counts(Answer{Rows: 3, Groups: []Group{{[]string{"a", "yes", "2013"}, 3}}})
	if !errors.Is(err, ErrOnly) {
		t.Errorf("got %v", err)
	}
}

// A column with a value for each row doesn't make a table of as many.
func TestOnlyTellsManyValuesTogether(t *testing.T) {
	groups := []Group{{[]string{"a", "yes", "2014"}, 3}, {[]string{"b", "no", "2014"}, 4}}
	for i := range 100 {
		groups = append(groups, Group{[]string{"a", "no", fmt.Sprint(3000 + i)}, 2})
	}
	c, err := onlyPlan().Counts(Answer{Rows: 207, Groups: groups})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Account.Outside); n != mostOutside+1 {
		t.Fatalf("%d values", n)
	}
	if last := c.Account.Outside[mostOutside]; last != (Outside{"year", others, 160}) {
		t.Errorf("the others are %+v", last)
	}
}

// Data that is counted already has the same combination in several years: they add up.
func TestOnlyOverCounts(t *testing.T) {
	plan := onlyPlan()
	plan.Source = Source{Kind: Counted, Count: "n"}
	c, err := plan.Counts(Answer{Rows: 4, Groups: []Group{
		{[]string{"a", "yes", "2014"}, 10}, {[]string{"a", "yes", "2015"}, 5}, {[]string{"b", "no", "2014"}, 7}, {[]string{"b", "no", "2013"}, 9},
	}})
	if err != nil || c.Account.Rows != 4 || c.Account.Counted != 22 || c.Selection[0].Yes != 15 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestOnlyIsChecked(t *testing.T) {
	for rule, spoil := range map[string]func(*Plan){
		"outcome.plan.column":       func(p *Plan) { p.Only.Column = "" },
		"outcome.plan.label":        func(p *Plan) { p.Only.Label.EN = "" },
		"outcome.plan.only_values":  func(p *Plan) { p.Only.Values = nil },
		"outcome.plan.only_reason":  func(p *Plan) { p.Only.Reason = disclose.Label{} },
		"outcome.plan.only_whole":   func(p *Plan) { p.Source.Whole = "all" },
		"outcome.plan.column_twice": func(p *Plan) { p.Only.Column = "bsn" },
		"outcome.plan.twice":        func(p *Plan) { p.Only.Values = []string{"1", "1"} },
	} {
		p := onlyPlan()
		if err := p.checkOnly(); err != nil {
			t.Fatal(err)
		}
		spoil(&p)
		f, ok := errors.AsType[*fault.Error](p.checkOnly())
		if !ok || f.Key() != rule {
			t.Errorf("got %v, want %q", p.checkOnly(), rule)
		}
	}
	if err := (Plan{}).checkOnly(); err != nil {
		t.Errorf("no filter: %v", err)
	}
}
