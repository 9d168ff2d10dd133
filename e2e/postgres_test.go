// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"baken/ground/org"
	"baken/internal/db/dbtest"
)

// TestRoadOnPostgreSQL goes the road once more, on a server whose records are
// in PostgreSQL.
func TestRoadOnPostgreSQL(t *testing.T) {
	t.Parallel()
	h, err := open(t.TempDir(), dbtest.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	h.road(t, h.enrol(t, h.hire(t, "Jamila Visser", org.ProgrammeManager, h.grants())))
}
