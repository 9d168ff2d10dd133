// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package tallydb_test

import (
	"testing"
	"time"

	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
	"baken/hear/report/tallydb"
	"baken/internal/db/dbtest"
)

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			reporttest.TallySuite(t, func(t *testing.T) report.Tallies {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), tallydb.Room()); err != nil {
					t.Fatal(err)
				}
				return tallydb.New(d, func() time.Time { return orgtest.Now })
			})
		})
	}
}
