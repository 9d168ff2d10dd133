// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"baken/base/civil"
	"baken/bench/drive"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/db"
)

// running is one engine while it is measured.
type running struct {
	*world
	server *drive.Server
	web    *http.Client
	db     *db.DB // the same database, from this process
	book   *book
	tally  *tally
	rest   time.Duration
}

// measure lets people work on one engine, and looks afterwards what is there.
func (w *world) measure(ctx context.Context, out table, dir, dsn string, span, rest time.Duration) (f figures, err error) {
	if err := w.Prepare(ctx, dir, dsn); err != nil {
		return f, err
	}
	d, err := db.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := w.fill(ctx, d); err != nil {
		return f, err
	}
	server, err := drive.Start(ctx, dir, dsn)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	r := running{w, server, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}, d, w.book(), newTally(), rest}
	if err := r.settle(ctx); err != nil {
		return f, err
	}
	before, err := server.CPU()
	if err != nil {
		return f, err
	}
	if err := r.work(ctx, span); err != nil {
		return f, err
	}
	after, err := server.CPU()
	if err != nil {
		return f, err
	}
	r.tally.print(out, span)
	f.list, f.errors = r.tally.p99(), len(r.tally.faults)
	checked, lost, err := r.check(ctx)
	if err != nil {
		return f, err
	}
	f.lost = lost
	_, err = fmt.Fprintf(out, "%-9s %d conflicts that the next try mended, %d errors; of %d reports that were filed or answered %d are lost; the server used %.0f%% of a core\n\n",
		out.engine, r.tally.conflicts, f.errors, checked, lost, 100*(after-before).Seconds()/span.Seconds())
	return f, err
}

// visitor makes a browser; each draws its own chances.
func (r running) visitor(n int) *visitor {
	return &visitor{web: r.web, url: r.server.URL, rest: r.rest, draw: rand.New(rand.NewPCG(4, uint64(n))), tally: r.tally} //nolint:gosec // counted from 0, and no secret
}

// handler signs an officer in.
func (r running) handler(ctx context.Context, n int) (*handler, error) {
	h := &handler{visitor: r.visitor(reporters + n), officer: r.Officers[n], book: r.book, steps: n}
	var err error
	h.cookie, err = drive.SignIn(ctx, r.db, h.officer.ID)
	return h, err
}

// settle waits until the log has placed what was filled in, which a server in
// use has done long before.
func (r running) settle(ctx context.Context) error {
	s, err := drive.Seal(r.Office(r.desk()))
	if err != nil {
		return err
	}
	first := r.visitor(0)
	first.tally = newTally()
	if err := (reporter{first, r.Office(r.desk()), r.book}).file(ctx, s); err != nil {
		return err
	}
	for range 60 {
		err = first.ask(ctx, "", "POST", "/report/api/proof", map[string]any{"lookup": s.Keys.Lookup.Export(), "version": 1}, nil)
		if err == nil {
			return nil
		}
	}
	return fmt.Errorf("wait for the log: %w", err)
}

// work lets everybody work for so long.
func (r running) work(ctx context.Context, span time.Duration) error {
	ctx, stop := context.WithTimeout(ctx, span)
	defer stop()
	var all sync.WaitGroup
	for n := range r.Officers {
		h, err := r.handler(ctx, n)
		if err != nil {
			return err
		}
		all.Go(func() { h.until(ctx, h.step) })
	}
	for n := range reporters {
		one := reporter{r.visitor(n), r.Office(r.desk()), r.book}
		all.Go(func() { one.until(ctx, one.step) })
	}
	beside := r.visitor(reporters + len(r.Officers))
	all.Go(func() { beside.until(ctx, r.bare) })
	all.Wait()
	return nil
}

// bare reads the rows of lists, and nothing else.
func (r running) bare(ctx context.Context) error {
	store, in, now := reportdb.New(r.db, time.Now), org.Only(r.desk()), time.Now()
	if _, err := store.List(ctx, org.System("bench"), in, report.Query{Limit: 51}); err != nil {
		return err
	}
	r.tally.took(bareList, time.Since(now))
	now = time.Now()
	if _, err := store.List(ctx, org.System("bench"), in, report.Query{Overdue: civil.On(now), Limit: 200}); err != nil {
		return err
	}
	r.tally.took(bareLate, time.Since(now))
	return nil
}
