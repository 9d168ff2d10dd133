// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb_test

import (
	"context"
	"testing"
	"time"

	"baken/ground/org/orgtest"
	"baken/hear/counsel/counseldb"
	"baken/hear/counsel/counseltest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*counseldb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "counsel", record)
}

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			counseltest.Suite(t, func(t *testing.T) counseltest.Kept {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), counseldb.Room()); err != nil {
					t.Fatal(err)
				}
				return kept{counseldb.New(d, func() time.Time { return orgtest.Now }), d}
			})
		})
	}
}
