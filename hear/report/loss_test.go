// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

// losses are what a log declares.
type losses []ledger.Loss

func (l losses) Declared(context.Context) ([]ledger.Loss, error) { return l, nil }

func TestGaps(t *testing.T) {
	clock := orgtest.NewClock()
	now := clock.Now()
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	for name, tc := range map[string]struct {
		said report.Losses
		want []report.Gap
	}{
		"nobody says":      {nil, nil},
		"nothing was lost": {losses{}, nil},
		"lost lately":      {losses{{Made: ago(9), At: ago(8)}}, []report.Gap{{From: ago(9), To: ago(8)}}},
		"lost long ago":    {losses{{Made: ago(900), At: ago(899)}, {Made: ago(2), At: ago(1)}}, []report.Gap{{From: ago(2), To: ago(1)}}},
	} {
		got, err := report.NewService(report.Config{Now: clock.Now, Losses: tc.said}).Gaps(t.Context())
		if d := cmp.Diff(tc.want, got); err != nil || d != "" {
			t.Errorf("%s: %v; -want +got\n%s", name, err, d)
		}
	}
}
