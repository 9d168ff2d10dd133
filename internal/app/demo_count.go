// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/demo"
)

// counts gives the demo's largest desk figures of the quarters before.
func (m making) counts(ctx context.Context) error {
	tally := m.app.hear.reports.Tally.Store
	for _, c := range demo.Counts() {
		q := civil.QuarterOf(m.app.hear.reports.Today())
		for range c.Ago {
			q = civil.QuarterOf(q.First().AddDays(-1))
		}
		n := report.Count{
			Pool: report.Pool{Org: m.world.Desks()[0], Kind: report.TallyKind(c.Kind)}, From: q, Until: q, N: c.N, Codes: map[report.Code]int64{},
		}
		for code, k := range c.Codes {
			n.Codes[report.Code(code)] = k
		}
		if err := tally.Count(ctx, org.System("demo"), n, nil); err != nil {
			return err
		}
	}
	return nil
}
