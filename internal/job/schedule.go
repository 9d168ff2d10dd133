// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import (
	"context"
	"log/slog"
	"time"

	"baken/internal/db"
)

// Schedule is a job that is due again and again. Each time it is due is a
// slot; a slot gives one job, however many servers there are. When nobody ran
// during some slots, the latest of them is caught up, also at the very first
// start.
type Schedule struct {
	name string
	last func(now time.Time) time.Time // the latest slot that isn't after now
	next func(now time.Time) time.Time // the first slot after now
	args func(slot time.Time) Args
}

// Every is due once a period, at multiples of it since the year 1 in UTC.
// Args should hold the slot, so that each slot's job is another one.
func Every(name string, period time.Duration, args func(slot time.Time) Args) Schedule {
	last := func(now time.Time) time.Time { return now.UTC().Truncate(period) }
	return Schedule{name, last, func(now time.Time) time.Time { return last(now).Add(period) }, args}
}

// Daily is due every day at an hour of the clocks in place.
func Daily(name string, hour int, place *time.Location, args func(slot time.Time) Args) Schedule {
	on := func(now time.Time, days int) time.Time {
		y, m, d := now.In(place).Date()
		return time.Date(y, m, d+days, hour, 0, 0, 0, place)
	}
	last := func(now time.Time) time.Time {
		if today := on(now, 0); !today.After(now) {
			return today
		}
		return on(now, -1)
	}
	next := func(now time.Time) time.Time {
		if today := on(now, 0); today.After(now) {
			return today
		}
		return on(now, 1)
	}
	return Schedule{name, last, next, args}
}

// Clock tells the time and waits; tests bring their own.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type system struct{}

func (system) Now() time.Time                         { return time.Now() }
func (system) After(d time.Duration) <-chan time.Time { return time.After(d) }

// look is the longest wait between two looks at the clock, which somebody may
// have set.
const look = time.Minute

// timer turns slots into jobs.
type timer struct {
	d         *db.DB
	log       *slog.Logger
	clock     Clock
	schedules []Schedule
	quit      chan struct{}
	done      chan struct{}
}

func newTimer(d *db.DB, log *slog.Logger, clock Clock, schedules []Schedule) *timer {
	return &timer{d: d, log: log, clock: clock, schedules: schedules, quit: make(chan struct{}), done: make(chan struct{})}
}

func (t *timer) start(ctx context.Context) { go t.loop(ctx) }

func (t *timer) stop() {
	close(t.quit)
	<-t.done
}

func (t *timer) loop(ctx context.Context) {
	defer close(t.done)
	for {
		now := t.clock.Now()
		wait := look
		for _, s := range t.schedules {
			if err := t.fire(ctx, s, s.last(now)); err != nil {
				t.log.ErrorContext(ctx, "schedule failed; it is tried again", "schedule", s.name, "error", err)
			}
			wait = min(wait, s.next(now).Sub(now))
		}
		select {
		case <-t.clock.After(wait):
		case <-t.quit:
			return
		}
	}
}

const takeSlot = `
INSERT INTO job_slot (schedule, slot) VALUES ($1, $2)
ON CONFLICT (schedule) DO UPDATE SET slot = excluded.slot WHERE job_slot.slot < excluded.slot`

// fire inserts the job of slot, unless somebody has.
func (t *timer) fire(ctx context.Context, s Schedule, slot time.Time) error {
	return t.d.Write(ctx, func(tx *db.Tx) error {
		taken, err := tx.Exec(ctx, takeSlot, s.name, slot)
		if err != nil || taken == 0 {
			return err
		}
		return Insert(ctx, tx, s.args(slot))
	})
}
