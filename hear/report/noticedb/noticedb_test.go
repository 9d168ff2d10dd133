// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package noticedb_test

import (
	"testing"
	"time"

	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/noticedb"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db/dbtest"
)

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			reporttest.NoticeSuite(t, func(t *testing.T) (report.Store, report.Notices) {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), reportdb.Room(), noticedb.Room()); err != nil {
					t.Fatal(err)
				}
				return reportdb.New(d, func() time.Time { return orgtest.Now }), noticedb.New(d)
			})
		})
	}
}
