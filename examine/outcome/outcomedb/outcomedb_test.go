// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomedb_test

import (
	"context"
	"testing"

	"baken/examine/outcome/outcomedb"
	"baken/examine/outcome/registertest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

type kept struct {
	*outcomedb.Store
	db *db.DB
}

func (k kept) Events(ctx context.Context, record string) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.db, "outcome", record)
}

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			registertest.Suite(t, func(t *testing.T) registertest.Kept {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), outcomedb.Room()); err != nil {
					t.Fatal(err)
				}
				return kept{outcomedb.New(d), d}
			})
		})
	}
}
