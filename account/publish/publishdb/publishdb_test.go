// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishdb_test

import (
	"context"
	"testing"
	"time"

	"baken/account/publish/publishdb"
	"baken/account/publish/publishtest"
	"baken/ground/org/orgtest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*publishdb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "publish", record)
}

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			publishtest.Suite(t, func(t *testing.T) publishtest.Kept {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), publishdb.Room()); err != nil {
					t.Fatal(err)
				}
				return kept{publishdb.New(d, func() time.Time { return orgtest.Now }), d}
			})
		})
	}
}
