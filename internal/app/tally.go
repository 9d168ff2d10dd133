// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"time"

	"baken/base/civil"
	"baken/hear/report"
	"baken/hear/report/tallydb"
	"baken/internal/job"
)

// forTally is a use of the server's secret: what waits to be counted.
const forTally = "baken report tally"

func (a *App) tallying(secret []byte) (report.Tallying, error) {
	key, err := derive(secret, forTally)
	if err != nil {
		return report.Tallying{}, err
	}
	return report.Tallying{Store: tallydb.New(a.db, time.Now), Key: report.NewTallyKey(key, rand.Reader)}, nil
}

// countUp counts what waits of quarters that are over.
type countUp struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (countUp) Kind() string { return "report.count" }

// counting is the hour of the night at which that is done: before what is due
// is deleted, so that how it ended was counted.
const counting = 2

func tallySchedule() job.Schedule {
	return job.Daily("report.count", counting, civil.Amsterdam(), func(slot time.Time) job.Args { return countUp{slot} })
}

func (a *App) tallyJob() job.Kind {
	return job.Do(func(ctx context.Context, _ countUp) error { return a.hear.reports.CountUp(ctx) })
}
