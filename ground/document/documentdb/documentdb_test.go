// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentdb_test

import (
	"context"
	"testing"
	"time"

	"baken/ground/document/documentdb"
	"baken/ground/document/documenttest"
	"baken/ground/org/orgtest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*documentdb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "document", record)
}

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			documenttest.Suite(t, func(t *testing.T) documenttest.Kept {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), documentdb.Room()); err != nil {
					t.Fatal(err)
				}
				return kept{documentdb.New(d, func() time.Time { return orgtest.Now }), d}
			})
		})
	}
}
