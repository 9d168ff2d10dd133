// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/job"
)

// hand is a clock that a test moves by hand.
type hand struct {
	now  chan time.Time      // answers Now
	wait chan chan time.Time // After was called: send the time to end the wait
}

func newHand() hand { return hand{make(chan time.Time), make(chan chan time.Time)} }

func (h hand) Now() time.Time { return <-h.now }

func (h hand) After(time.Duration) <-chan time.Time {
	c := make(chan time.Time, 1)
	h.wait <- c
	return c
}

func TestSlotGivesOneJob(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		migrated(t, d)
		at := time.Date(2026, 3, 2, 6, 0, 30, 0, time.UTC)
		hourly := job.Every("hourly", time.Hour, func(slot time.Time) job.Args { return mark{slot.Unix()} })
		done := make(chan int64, 10)
		one, two := newHand(), newHand()
		r1 := started(t, d, job.Options{Clock: one, Schedules: []job.Schedule{hourly}}, marker(d, done))
		r2 := started(t, d, job.Options{Clock: two, Schedules: []job.Schedule{hourly}}, marker(d, done))
		var waits []chan time.Time
		// The slot of six o'clock, then the same slot again, then, three
		// hours later, the latest slot only.
		for _, later := range []time.Duration{0, 10 * time.Minute, 3 * time.Hour} {
			for _, w := range waits {
				w <- at
			}
			waits = nil
			for _, h := range []hand{one, two} {
				h.now <- at.Add(later)
				waits = append(waits, <-h.wait)
			}
		}
		six := at.Truncate(time.Hour).Unix()
		got := []int64{<-done, <-done}
		slices.Sort(got)
		if diff := cmp.Diff([]int64{six, six + 3*3600}, got); diff != "" {
			t.Errorf("slots that ran (-want +got):\n%s", diff)
		}
		stop(t, r1)
		stop(t, r2)
		if n := count(t, d, `SELECT count(*) FROM run`); n != 2 {
			t.Errorf("got %d runs, want 2", n)
		}
	}, effects)
}

func TestDailyFollowsTheClocksOfItsPlace(t *testing.T) {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	// Summer time began on 29 March 2026 (directive 2000/84/EC: the last
	// Sunday of March).
	s := job.Daily("daily", 6, place, nil)
	for _, c := range []struct{ now, last, next string }{
		{"2026-03-28T12:00:00+01:00", "2026-03-28T06:00:00+01:00", "2026-03-29T06:00:00+02:00"},
		{"2026-03-29T05:59:59+02:00", "2026-03-28T06:00:00+01:00", "2026-03-29T06:00:00+02:00"},
		{"2026-03-29T06:00:00+02:00", "2026-03-29T06:00:00+02:00", "2026-03-30T06:00:00+02:00"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		last, next := job.Slots(s, now)
		if got := last.Format(time.RFC3339); got != c.last {
			t.Errorf("last before %s: got %s, want %s", c.now, got, c.last)
		}
		if got := next.Format(time.RFC3339); got != c.next {
			t.Errorf("next after %s: got %s, want %s", c.now, got, c.next)
		}
	}
}
