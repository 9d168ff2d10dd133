// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/examine/outcome"
)

// Who is left out is told under the rules that hold for every group: rounded to 5, and
// nothing below 10.
func TestLeftOut(t *testing.T) {
	plan := outcome.Plan{
		Population: disclose.Label{NL: "Iedereen", EN: "Everyone"},
		Group:      outcome.Grouping{Column: "origin", Label: disclose.Label{NL: "Herkomst", EN: "Origin"}},
		Selection:  outcome.Decision{Column: "selected", Label: disclose.Label{NL: "Gekozen", EN: "Selected"}},
	}
	account := outcome.Account{Adds: true, Rows: 2000, Counted: 1900, Outside: []outcome.Outside{
		{Column: "origin", Value: "", N: 83}, {Column: "origin", Value: "x", N: 7}, {Column: "selected", Value: "withdrawn", N: 10},
	}}
	account.Unforeseen = []outcome.Outside{{Column: "risk", Value: "Jan Jansen", N: 8}, {Column: "risk", Value: "?", N: 4}}
	tables, err := plan.Account(account)
	if err != nil || len(tables) != 2 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	table := tables[0]
	type line struct {
		Label string
		Kind  disclose.Kind
		N     float64
	}
	var got []line
	for _, r := range table.Rows() {
		got = append(got, line{r.Labels[0].EN, r.Figures[0].Kind, r.Figures[0].Value})
	}
	want := []line{{"Origin: “”", disclose.Rounded, 85}, {"Origin: “x”", disclose.Withheld, 0}, {"Selected: “withdrawn”", disclose.Rounded, 10}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if head := table.Spec().Heads[0]; head.NL != "Herkomst / Gekozen" {
		t.Errorf("the column is named %q", head.NL)
	}
	if table.N() == 1900 || table.N() == 2000 {
		t.Errorf("it gives %d away", table.N())
	}
	for rule, a := range map[string]outcome.Account{
		"nobody":                          {Adds: true, Rows: 5, Counted: 5},
		"totals stand beside their parts": {Rows: 9, Outside: account.Outside},
	} {
		if tables, err := plan.Account(a); len(tables) > 0 || err != nil {
			t.Errorf("%s: %d tables, or %v", rule, len(tables), err)
		}
	}
	strange := tables[1].Rows()
	if raw, err := json.Marshal(tables[1]); err != nil || bytes.Contains(raw, []byte("Jansen")) {
		t.Errorf("a value that nobody foresaw leaves: %s, %v", raw, err)
	}
	if len(strange) != 1 || strange[0].Labels[0].EN != "risk" || strange[0].Figures[0].Value != 10 {
		t.Errorf("12 people with such a value in one column: got %+v", strange)
	}
}
