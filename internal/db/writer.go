// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
)

// groupLimit bounds how many changes one commit takes, so that the first of
// them doesn't wait long for the last.
const groupLimit = 256

// writer owns the connection that changes a SQLite file. Changes queue; it
// lends its transaction to one caller after the other, each behind a
// savepoint, commits once and then answers them all: the price of making
// data durable is shared by all who wait for it. Between commits the
// connection is back in its pool, where the jobs may take it.
//
// A change runs in its caller's goroutine, not in the writer's: whatever the
// caller's func does, panic included, ends there.
type writer struct {
	pool  *sql.DB
	stmts *statements
	queue chan *request
	quit  chan struct{}
	done  chan struct{}
}

// request is one change that waits for its turn.
type request struct {
	gone   <-chan struct{} // the caller's context has ended; heeded until the first turn
	turn   chan *Tx        // the transaction is lent to the caller …
	back   chan outcome    // … who gives it back
	answer chan error      // the change is durable, or why it isn't

	last      outcome
	withdrawn bool
}

// outcome is what a caller made of its turn.
type outcome struct {
	err  error
	lost bool // the func panicked or left its goroutine: there is nobody to answer
}

func newWriter(pool *sql.DB) *writer {
	w := &writer{
		pool:  pool,
		stmts: newStatements(pool),
		queue: make(chan *request),
		quit:  make(chan struct{}),
		done:  make(chan struct{}),
	}
	go w.loop()
	return w
}

// close refuses new changes and waits for those under way.
func (w *writer) close() {
	close(w.quit)
	<-w.done
	w.stmts.close()
}

func (w *writer) write(ctx context.Context, change func(*Tx) error) error {
	r := &request{
		gone:   ctx.Done(),
		turn:   make(chan *Tx),
		back:   make(chan outcome, 1),
		answer: make(chan error, 1),
	}
	select {
	case w.queue <- r:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.quit:
		return ErrClosed
	}
	gone := ctx.Done()
	for {
		select {
		case tx := <-r.turn:
			gone = nil // from here on only the outcome is an honest answer
			r.run(tx, change)
		case err := <-r.answer:
			return err
		case <-gone:
			return ctx.Err()
		}
	}
}

// run gives the transaction back whatever change does.
func (r *request) run(tx *Tx, change func(*Tx) error) {
	out := outcome{lost: true}
	defer func() {
		tx.end()
		r.back <- out
	}()
	err := change(tx)
	if err == nil {
		err = tx.failed
	}
	out = outcome{err: err}
}

func (w *writer) loop() {
	defer close(w.done)
	for {
		select {
		case r := <-w.queue:
			w.serve(r)
		case <-w.quit:
			return
		}
	}
}

// serve commits first together with whoever queues meanwhile. When that
// commit fails, each is run again in a commit of its own, in the order of
// arrival, so that nobody suffers from what another did.
func (w *writer) serve(first *request) {
	served, err := w.group(first, groupLimit)
	for _, r := range served {
		if err != nil && len(served) > 1 && !r.last.lost && !r.withdrawn {
			_, alone := w.group(r, 1)
			r.reply(alone)
			continue
		}
		r.reply(err)
	}
	w.stmts.prepare()
}

// reply answers with the change's own error, which says more than that of the
// commit it spoilt.
func (r *request) reply(err error) {
	if r.last.err != nil {
		err = r.last.err
	}
	r.answer <- explain(err)
}

// group runs first and up to limit-1 others in one transaction. Its error is
// that of the whole transaction, of which then nothing remains.
func (w *writer) group(first *request, limit int) ([]*request, error) {
	served := []*request{first}
	// The transaction belongs to several callers, so to none's context.
	ctx := context.Background()
	tx, err := w.pool.BeginTx(ctx, nil) // BEGIN IMMEDIATE, see openSQLite
	if err != nil {
		return served, err
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	for r := first; ; {
		if err := w.lend(ctx, tx, r); err != nil {
			return served, err
		}
		if len(served) == limit {
			break
		}
		if r = w.next(); r == nil {
			break
		}
		served = append(served, r)
	}
	return served, tx.Commit()
}

// next gives a change that is waiting now, if any.
func (w *writer) next() *request {
	select {
	case r := <-w.queue:
		return r
	default:
		return nil
	}
}

// lend gives r its turn behind a savepoint. Its error means that the
// transaction as a whole is no longer sound.
func (w *writer) lend(ctx context.Context, tx *sql.Tx, r *request) error {
	own := &Tx{engine: SQLite, tx: tx, stmts: w.stmts}
	if _, err := own.Exec(ctx, "SAVEPOINT change"); err != nil {
		return err
	}
	lent := &Tx{engine: SQLite, tx: tx, stmts: w.stmts, shared: true}
	select {
	case r.turn <- lent:
		r.gone = nil
		r.last = <-r.back
	case <-r.gone:
		r.withdrawn = true
	}
	if r.last.lost || r.last.err != nil {
		// SQLite itself may have rolled everything back (a full disk, an
		// input/output error): then there is no savepoint, and this fails.
		if _, err := own.Exec(ctx, "ROLLBACK TO change"); err != nil {
			return err
		}
	}
	_, err := own.Exec(ctx, "RELEASE change")
	return err
}
