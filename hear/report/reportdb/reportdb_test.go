// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb_test

import (
	"context"
	"testing"
	"time"

	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*reportdb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "report", record)
}

func open(t *testing.T, dsn string, room db.Room) *db.DB {
	t.Helper()
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), room); err != nil {
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
				d := open(t, address(t), reportdb.Room())
				return kept{reportdb.New(d, func() time.Time { return orgtest.Now }), d}
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
