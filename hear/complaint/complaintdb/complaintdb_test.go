// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintdb_test

import (
	"context"
	"testing"
	"time"

	"baken/ground/org/orgtest"
	"baken/hear/complaint/complaintdb"
	"baken/hear/complaint/complainttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*complaintdb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "complaint", record)
}

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			complainttest.Suite(t, func(t *testing.T) complainttest.Kept {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), complaintdb.Room()); err != nil {
					t.Fatal(err)
				}
				return kept{complaintdb.New(d, func() time.Time { return orgtest.Now }), d}
			})
		})
	}
}
