// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish_test

import (
	"testing"
	"time"

	"baken/account/publish"
)

func TestForesight(t *testing.T) {
	made := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		rule         string
		at, imported time.Time
		want         publish.Foresight
	}{
		{"never", time.Time{}, made, publish.Unregistered},
		{"a day before", made.AddDate(0, 0, -1), made.Add(time.Hour), publish.Beforehand},
		{"in that same second", made.Add(999 * time.Millisecond), made.Add(time.Hour), publish.Beforehand},
		{"a second later", made.Add(time.Second), made.Add(time.Hour), publish.Afterwards},
		{"before the figures say that they were made, after they came in", made.Add(-time.Minute), made.Add(-time.Hour), publish.Afterwards},
	} {
		if got := (publish.Registration{At: tc.at}).Foresight(made, tc.imported); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.rule, got, tc.want)
		}
	}
}
