// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintapi"
	"baken/hear/complaint/complainttest"
	"baken/internal/db"
)

// times holds how long each kind of question took.
type times struct {
	sync.Mutex
	from time.Time // what ended before isn't counted
	of   map[string][]time.Duration
}

// warm is how long it runs before anything is counted: until then connections are
// opened and statements prepared.
const warm = 3 * time.Second

func (t *times) add(what string, d time.Duration) {
	t.Lock()
	defer t.Unlock()
	if time.Now().Before(t.from) {
		return
	}
	t.of[what] = append(t.of[what], d)
}

// p99 prints a row and gives its 99th percentile, in ms.
func (t *times) p99(out io.Writer, engine, what string) float64 {
	all := t.of[what]
	slices.Sort(all)
	at := func(share float64) float64 {
		if len(all) == 0 {
			return 0
		}
		return float64(all[min(len(all)-1, int(share*float64(len(all))))].Microseconds()) / 1000
	}
	fmt.Fprintf(out, "%-9s %-24s %8d %8.1f %8.1f\n", engine, what, len(all), at(0.5), at(0.99))
	return at(0.99)
}

const (
	top  = "the top, with overview"
	bare = "bare query of a page"
	sums = "bare query of counts"
)

// questions are the lists that are asked for, by what they are.
func questions() map[string]string {
	late := civil.On(time.Now()).AddDays(20).String()
	deep := string(complainttest.ID(complaints / 2))
	return map[string]string{
		top: "", "far down": "?after=" + late + "_" + deep, "of one organisation": "?org=" + string(at(1)) + "&after=2000-01-01_" + string(complainttest.ID(1)),
		"what is late": "?late=1&after=2000-01-01_" + string(complainttest.ID(1)), "what is over": "?over=1&after=_" + string(complainttest.ID(1)),
	}
}

func measure(ctx context.Context, out io.Writer, engine, dsn string, span, rest time.Duration) (list, overview float64, err error) {
	w, err := build(ctx, dsn)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, w.db.Close()) }()
	took := &times{from: time.Now().Add(warm), of: map[string][]time.Duration{}}
	ctx, stop := context.WithTimeout(ctx, warm+span)
	defer stop()
	faults := make(chan error, askers+2)
	var all sync.WaitGroup
	for n := range askers {
		all.Go(func() { faults <- w.ask(ctx, took, w.actors[n%len(w.actors)], rest) })
	}
	all.Go(func() { faults <- w.write(ctx, took, rest) })
	all.Go(func() { faults <- w.refer(ctx, took, rest) })
	all.Wait()
	close(faults)
	for e := range faults {
		err = errors.Join(err, e)
	}
	if err != nil {
		return 0, 0, err
	}
	for what := range questions() {
		if what != top {
			list = max(list, took.p99(out, engine, what))
		}
	}
	overview = took.p99(out, engine, top)
	for _, what := range []string{"a change", bare, sums} {
		took.p99(out, engine, what)
	}
	return list, overview, nil
}

// ask asks one list after the other, as a browser does.
func (w *world) ask(ctx context.Context, took *times, as org.Actor, rest time.Duration) error {
	mux := http.NewServeMux()
	complaintapi.New(w.service, w.orgs, nil, w.service.Lookup, func(*http.Request) org.Actor { return as }).Public(mux)
	for ctx.Err() == nil {
		for what, query := range questions() {
			begun := time.Now()
			answer := httptest.NewRecorder()
			mux.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/committee/api/complaints"+query, nil))
			if answer.Code != http.StatusOK {
				return fmt.Errorf("%s: %d %s", what, answer.Code, answer.Body)
			}
			took.add(what, time.Since(begun))
			pause(ctx, rest)
		}
	}
	return nil
}

// pause rests for anything up to twice as long, until the end at most.
func pause(ctx context.Context, rest time.Duration) {
	if rest <= 0 {
		return
	}
	select {
	case <-ctx.Done():
	case <-time.After(rand.N(2 * rest)):
	}
}

// write changes one complaint after the other.
func (w *world) write(ctx context.Context, took *times, rest time.Duration) error {
	for n := 1; ctx.Err() == nil; n = n%complaints + 1 {
		begun := time.Now()
		err := w.store.Update(context.WithoutCancel(ctx), org.System("bench"), complainttest.ID(n), func(c *complaint.Complaint) (complaint.Change, error) {
			p := complaint.Edition2026()
			clocks := p.Clocks(w.service.Calendar, c.Case)
			return complaint.Change{Next: clocks[0], Due: p.Terms.Conclude(w.service.Calendar, c.Received, c.Advice).Date}, nil
		})
		if err != nil {
			return err
		}
		took.add("a change", time.Since(begun))
		pause(ctx, rest)
	}
	return nil
}

// refer asks the database alone, now and then.
func (w *world) refer(ctx context.Context, took *times, rest time.Duration) error {
	for what, query := range map[string]string{
		bare: `SELECT c.id FROM complaint_seat s JOIN complaint c ON c.id = s.complaint WHERE s.person = 'secretary0' AND s.listed = 'running' ORDER BY s.next_on, s.complaint LIMIT 51`,
		sums: `SELECT about FROM complaint_seat WHERE person = 'secretary0' AND listed = 'running' GROUP BY about`,
	} {
		for range 50 {
			if ctx.Err() != nil {
				return nil
			}
			begun := time.Now()
			err := w.db.Read(ctx, func(tx *db.Tx) error {
				_, err := db.All(ctx, tx, db.Value[string], query)
				return err
			})
			if err != nil && ctx.Err() == nil {
				return err
			}
			took.add(what, time.Since(begun))
			pause(ctx, rest)
		}
	}
	return nil
}
