// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb_test

import (
	"testing"
	"time"

	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/ground/org/orgtest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

const selectVerbs = `SELECT verb FROM event WHERE room = 'org' AND record = $1 ORDER BY version, n`

func now() time.Time { return orgtest.Now }

func TestStore(t *testing.T) {
	fresh := map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
	for engine, address := range fresh {
		t.Run(engine, func(t *testing.T) {
			orgtest.Conform(t, func(t *testing.T) (org.Store, func(string) []string) {
				d := dbtest.Open(t, address(t))
				if err := d.Migrate(t.Context(), orgdb.Room()); err != nil {
					t.Fatal(err)
				}
				return orgdb.New(d, now), func(record string) []string { return verbs(t, d, record) }
			})
		})
	}
}

func verbs(t *testing.T, d *db.DB, record string) (all []string) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		all, err = db.All(t.Context(), tx, db.Value[string], selectVerbs, record)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
