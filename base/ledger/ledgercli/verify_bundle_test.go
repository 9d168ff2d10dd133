// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/ledger/ledgercli"
	"baken/internal/text"
)

// A bundle is held against the plan and the data that are given, and both are told.
func TestBundleOfThisPlanAndTheseData(t *testing.T) {
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	protected, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{{Group: "a", Base: 1000, Events: 100}})
	if err != nil {
		t.Fatal(err)
	}
	table, err := protected.Derive(disclose.Spec{ID: "selection"}, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) { return nil, nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	raw, err := disclose.Sign(disclose.Header{
		Title: disclose.Label{NL: "Titel", EN: "Title"}, Plan: "aa", Snapshot: "bb", Engine: "DuckDB 1.5",
		Made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	}, []disclose.Table{table}, secret)
	if err != nil {
		t.Fatal(err)
	}
	head := []string{
		"This bundle holds: “Title”, signed by agency.example, made at 2 January 2026, 04:04.", "Counted with: DuckDB 1.5",
		"SHA-256 of the plan: aa", "SHA-256 of the data: bb", "It has one table.", "Table selection, SHA-256: " + table.Hash(),
	}
	for rule, tc := range map[string]struct {
		plan, data string
		says       []string
		want       error
	}{
		"nothing given":     {"", "", nil, nil},
		"both are the same": {"aa", "bb", []string{"The plan that you gave is the plan of this bundle.", "The data that you gave is the data of this bundle."}, nil},
		"another plan":      {"ac", "bb", []string{"The plan that you gave is another plan. Its SHA-256 is ac", "The data that you gave is the data of this bundle."}, ledgercli.ErrOther},
		"other data":        {"aa", "bc", []string{"The plan that you gave is the plan of this bundle.", "The data that you gave is other data. Its SHA-256 is bc"}, ledgercli.ErrOther},
	} {
		var out bytes.Buffer
		err := ledgercli.Verify{Keys: []string{public}, Plan: tc.plan, Data: tc.data}.Run(&out, printer(t, text.EN), raw)
		if !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
		if diff := cmp.Diff(append(head[:len(head):len(head)], tc.says...), strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")); diff != "" {
			t.Errorf("%s: %s", rule, diff)
		}
	}
}
