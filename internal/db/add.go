// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"errors"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// groups is how many groups of additions are under way at a time: one is
	// prepared while the other reaches the disk.
	groups = 2
	// mostTogether bounds a group, so that its first doesn't wait long for its
	// last.
	mostTogether = 64
)

var errAsks = errors.New("db: a change that only adds asks the database something")

// Add is Write for a change that only adds, with Send: it asks the database
// nothing. Additions that wait together share one journey to the server and one
// commit; when that fails, each is made by itself, so that nobody suffers from
// what another did. On PostgreSQL 32 callers add twice as much as with Write.
func (d *DB) Add(ctx context.Context, change func(*Tx) error) error {
	if d.writer != nil {
		return d.Write(ctx, change)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	t := &Tx{engine: Postgres, adds: true}
	err := change(t)
	t.end()
	if err = errors.Join(err, t.failed); err != nil {
		return err
	}
	a := &addition{sent: t.sent, answer: make(chan error, 1)}
	d.additions.join(a, d.serveAdditions)
	if err := <-a.answer; err != nil {
		return err
	}
	if t.recorded {
		d.tell()
	}
	return nil
}

// addition is one change that waits.
type addition struct {
	sent   []statement
	answer chan error
}

// additions is who waits to add on PostgreSQL.
type additions struct {
	mu      sync.Mutex
	waiting []*addition
	serving int
	done    sync.WaitGroup
}

// join lets a wait, and starts to serve when too few do.
func (w *additions) join(a *addition, serve func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = append(w.waiting, a)
	if w.serving < groups {
		w.serving++
		w.done.Go(serve)
	}
}

// next gives those who wait, or nobody: then who served is done.
func (w *additions) next() []*addition {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(len(w.waiting), mostTogether)
	if n == 0 {
		w.serving--
		return nil
	}
	group := w.waiting[:n:n]
	w.waiting = w.waiting[n:]
	return group
}

// serveAdditions makes additions until nobody waits. They belong to several
// callers, so to none's context.
func (d *DB) serveAdditions() {
	ctx := context.Background()
	for group := d.additions.next(); group != nil; group = d.additions.next() {
		err := d.together(ctx, group)
		alone := err != nil && !errors.Is(err, ErrUncertain)
		for _, a := range group {
			if alone {
				err = d.writePostgres(ctx, a.alone(ctx))
			}
			a.answer <- err
		}
	}
}

func (a *addition) alone(ctx context.Context) func(*Tx) error {
	return func(t *Tx) error {
		for _, s := range a.sent {
			if err := t.Send(ctx, s.check, s.query, s.args...); err != nil {
				return err
			}
		}
		return nil
	}
}

// together makes additions in one transaction, of which nothing remains when
// it fails.
func (d *DB) together(ctx context.Context, group []*addition) error {
	d.crowd.RLock()
	defer d.crowd.RUnlock()
	conn, err := d.main.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = conn.Close() }() // it goes back to the pool
	all := []statement{{query: "begin isolation level serializable"}}
	for _, a := range group {
		all = append(all, a.sent...)
	}
	return conn.Raw(func(driver any) error {
		pg := driver.(*stdlib.Conn).Conn()
		if err := send(ctx, pg, all); err != nil {
			_, gone := pg.Exec(ctx, "rollback")
			return errors.Join(err, gone)
		}
		if _, err := pg.Exec(ctx, "commit"); err != nil {
			return uncertain(err)
		}
		return nil
	})
}

// send runs statements in one journey, and checks what they did. Of several
// errors the first statement's counts.
func send(ctx context.Context, pg *pgx.Conn, all []statement) (err error) {
	batch := &pgx.Batch{}
	for _, s := range all {
		batch.Queue(s.query, s.args...)
	}
	answers := pg.SendBatch(ctx, batch)
	defer func() {
		if left := answers.Close(); err == nil {
			err = left
		}
	}()
	for _, s := range all {
		var tag pgconn.CommandTag
		if tag, err = answers.Exec(); err == nil && s.check != nil {
			err = s.check(tag.RowsAffected())
		}
		if err != nil {
			return err
		}
	}
	return nil
}
