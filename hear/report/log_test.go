// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"context"
	"errors"
	"testing"

	"baken/base/ledger"
	"baken/base/ledger/ledgertest"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// unplaced is a log that has placed nothing yet.
type unplaced struct{ *ledgertest.Memory }

func (u unplaced) Keys(ctx context.Context, desk org.ID) (ledger.DeskKeys, error) {
	return u.Memory.Keys(ctx, string(desk))
}

func (unplaced) Proof(context.Context, report.Event) (string, error) { return "", report.ErrLater }

// Who works at a desk of a new server is told to try again, not that there is
// nothing.
func TestALogThatIsJustBeginning(t *testing.T) {
	h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), unplaced{ledgertest.NewMemory(t)})
	if _, err := h.Service.Me(t.Context(), h.Actor(t, reporttest.Ans)); !errors.Is(err, report.ErrLog) {
		t.Errorf("got %v, want %v", err, report.ErrLog)
	}
}
