// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/seal"
	"baken/bench/drive"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/db"
)

const (
	makeBareLite     = `CREATE TABLE bench_bare (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT`
	makeBarePostgres = `CREATE TABLE bench_bare (id BIGINT PRIMARY KEY, body BYTEA NOT NULL)`
	insertBare       = `INSERT INTO bench_bare (id, body) VALUES ($1, $2)`
)

// without measures in this process, on a database of its own beside the one of
// before: the reports with the ledger and without it, and bare inserts of the
// same size.
func (w *world) without(ctx context.Context, out io.Writer, engine, dsn string, l load) (err error) {
	quiet := slog.New(slog.DiscardHandler)
	if dsn, err = beside(ctx, dsn, quiet); err != nil {
		return err
	}
	d, err := db.Open(ctx, dsn, quiet)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Migrate(ctx, orgdb.Room(), ledgerdb.Room(), reportdb.Room()); err != nil {
		return err
	}
	if err := w.Found(ctx, d); err != nil {
		return err
	}
	log, err := openLog(d, quiet)
	if err != nil {
		return err
	}
	if err := w.bare(ctx, out, engine, d); err != nil {
		return err
	}
	if err := w.direct(ctx, out, engine, "record alone", d, nil, l); err != nil {
		return err
	}
	return w.direct(ctx, out, engine, "ledger and record", d, log, l)
}

// bare inserts rows as large as a report, on one connection.
func (w *world) bare(ctx context.Context, out io.Writer, engine string, d *db.DB) (err error) {
	create := makeBareLite
	if d.Engine() == db.Postgres {
		create = makeBarePostgres
	}
	conn, err := d.Jobs().Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, create); err != nil {
		return err
	}
	insert, err := conn.PrepareContext(ctx, insertBare)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	body := make([]byte, int(w.size*3/4))
	begun, err := used(own)
	if err != nil {
		return err
	}
	const total = 2000
	all, span, err := drive.Crowd(1, total, func(n int) error {
		_, err := insert.ExecContext(ctx, n, body)
		return err
	})
	ended, fault := used(own)
	if err := errors.Join(err, fault); err != nil {
		return err
	}
	return line(out, engine, "bare durable insert", 1, total/span.Seconds(), all, ended.since(begun, total), 0)
}

// beside gives the address of an empty database.
func beside(ctx context.Context, dsn string, quiet *slog.Logger) (_ string, err error) {
	if path, file := strings.CutSuffix(dsn, ".db"); file {
		return path + "-direct.db", nil
	}
	d, err := db.Open(ctx, dsn, quiet)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := d.Jobs().ExecContext(ctx, `CREATE SCHEMA direct`); err != nil {
		return "", err
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "", err
	}
	query := u.Query()
	query.Set("search_path", "direct")
	u.RawQuery = query.Encode()
	return u.String(), nil
}

func openLog(d *db.DB, quiet *slog.Logger) (*ledgerdb.Log, error) {
	secret, public, err := ledger.NewKey(strings.NewReader(strings.Repeat("7", 64)), drive.Site+"/ledger")
	if err != nil {
		return nil, err
	}
	return ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: quiet})
}

// direct calls the service as the addresses do. The reports of before can't be
// filed again, so these have other names.
func (w *world) direct(ctx context.Context, out io.Writer, engine, what string, d *db.DB, log *ledgerdb.Log, l load) error {
	store := orgdb.New(d, time.Now)
	policy, err := org.NewPolicy(report.Rules())
	if err != nil {
		return err
	}
	service := report.NewService(report.Config{
		Store: reportdb.New(d, time.Now), Chunks: reportdb.NewChunks(d), Orgs: org.NewService(store, policy, time.Now, db.NewID),
		People: store, Policy: policy, Now: time.Now, Site: drive.Site, Lookup: seal.NewLookupKey([]byte(what)),
	})
	bodies := w.bodies[len(w.bodies)-1]
	filings := make([]report.Filing, len(bodies))
	for n, b := range bodies {
		filings[n] = b.Filing
		filings[n].Case = report.ID(db.NewID())
	}
	begun, err := used(own)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() {
		if log == nil {
			done <- nil
			return
		}
		done <- log.Run(ctx)
	}()
	all, span, err := drive.Crowd(l.clients, len(filings), func(n int) error {
		event, err := service.Submit(ctx, filings[n])
		if err != nil || log == nil {
			return err
		}
		_, err = log.Await(ctx, ledgerdb.Ref{Room: "report", Record: event.Record, Version: event.Version})
		return err
	})
	ended, fault := used(own)
	stop()
	if err := errors.Join(err, fault, <-done); err != nil {
		return err
	}
	return line(out, engine, what, l.clients, float64(len(filings))/span.Seconds(), all, ended.since(begun, len(filings)), 0)
}
