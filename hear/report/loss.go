// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"time"

	"baken/base/ledger"
)

// Losses tells what the log declares to have lost when the server was put back
// to a backup.
type Losses interface {
	Declared(ctx context.Context) ([]ledger.Loss, error)
}

// Gap is a time of which what was filed is lost, as the log says for everyone
// to read.
type Gap struct {
	From time.Time `json:"from"` // when the backup was made
	To   time.Time `json:"to"`   // when the server was put back to it
}

// gapShown is how long a reporter may still come back to what was lost.
const gapShown = 2 * 366 * 24 * time.Hour

// Gaps lists the times of which reports were lost in the last two years. Who
// finds no case may have filed then, and is asked to file again; everybody is
// told the same, so that it tells nothing about a receipt.
func (s *Service) Gaps(ctx context.Context) ([]Gap, error) {
	if s.Losses == nil {
		return nil, nil
	}
	all, err := s.Losses.Declared(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for losses: %w", err)
	}
	var gaps []Gap
	for _, l := range all {
		if s.Now().Sub(l.At) < gapShown {
			gaps = append(gaps, Gap{l.Made, l.At})
		}
	}
	return gaps, nil
}
