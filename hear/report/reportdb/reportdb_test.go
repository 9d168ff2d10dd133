// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*reportdb.Store
	*reportdb.Disposal
	db  *db.DB
	log *ledgerdb.Log
}

func keep(t *testing.T, d *db.DB) kept {
	t.Helper()
	secret, public := ledgertest.Keys(t)
	log, err := ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	s := reportdb.New(d, func() time.Time { return orgtest.Now })
	return kept{s, reportdb.NewDisposal(s, ledgerdb.Forget), d, log}
}

func (k kept) Log(ctx context.Context) error {
	_, err := k.log.Append(ctx)
	return err
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "report", record)
}

func open(t *testing.T, dsn string, rooms ...db.Room) *db.DB {
	t.Helper()
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), rooms...); err != nil {
		t.Fatal(err)
	}
	return d
}

func engines() map[string]func(testing.TB) string {
	return map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
}

func TestStore(t *testing.T) {
	for engine, address := range engines() {
		t.Run(engine, func(t *testing.T) {
			reporttest.Suite(t, func(t *testing.T) reporttest.Kept {
				return keep(t, open(t, address(t), reportdb.Room(), ledgerdb.Room()))
			})
		})
	}
}

func TestChunks(t *testing.T) {
	for engine, address := range engines() {
		t.Run(engine, func(t *testing.T) {
			reporttest.ChunkSuite(t, func(t *testing.T) report.Chunks {
				return reportdb.NewChunks(open(t, address(t), reportdb.ChunkRoom()))
			})
		})
	}
}
