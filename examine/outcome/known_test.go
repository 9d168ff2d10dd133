// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/fault"
)

// A value that the plan doesn't know is told with all rows that have it, whatever else
// they hold; an empty finding is known.
func TestUnknownValueIsCountedWhole(t *testing.T) {
	plan := Plan{
		Source:    Source{Kind: Records},
		Group:     Grouping{Column: "origin", Reference: "a", Values: []Value{{Code: "a"}, {Code: "b"}}},
		Selection: Decision{Column: "selected", Yes: []string{"yes"}, No: []string{"no"}},
		Finding:   &Decision{Column: "found", Yes: []string{"undue"}, No: []string{"due"}},
	}
	_, err := plan.Tally([]Cell{
		{Group: "a", Selected: "yes", N: 5}, {Group: "a", Selected: "1", N: 2}, {Group: "b", Selected: "1", N: 4}, {Group: "b", Selected: "0", N: 9},
	}, 20)
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || !errors.Is(err, ErrUnknown) {
		t.Fatal(err)
	}
	want := map[string]any{"column": "selected", "value": "1", "n": int64(6), "known": "yes, no"}
	if diff := cmp.Diff(want, f.Args()); diff != "" {
		t.Error(diff)
	}
}
