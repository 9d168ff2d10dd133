// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"time"

	"baken/internal/job"
)

// sweep forgets sessions that have ended. Slot names the hour, so that each
// hour's sweep is a job of its own.
type sweep struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (sweep) Kind() string { return "identity.sweep" }

// runner does the jobs of this server.
func (a *App) runner() (*job.Runner, error) {
	schedules := []job.Schedule{
		job.Every("identity.sweep", time.Hour, func(slot time.Time) job.Args { return sweep{slot} }),
	}
	kinds := []job.Kind{
		job.Do(func(ctx context.Context, _ sweep) error { return a.sessions.Sweep(ctx) }),
	}
	return job.New(a.db, a.log, job.Options{Schedules: append(schedules, hearSchedules()...)}, append(kinds, a.hearJobs()...)...)
}
