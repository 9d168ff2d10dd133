// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitydb_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/identity/identitytest"
	"baken/ground/org/orgtest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

func TestStores(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		clock := orgtest.NewClock()
		identitytest.ConformAccounts(t, identitydb.NewAccounts(d, clock.Now))
		identitytest.ConformSessions(t, identitydb.NewSessions(d, clock.Now), clock)
	}, identitydb.Room())
}

func TestEachUpdateHasItsEvent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		identitytest.ConformAccounts(t, identitydb.NewAccounts(d, orgtest.NewClock().Now))
		var n int64
		err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
			n, err = db.One(t.Context(), tx, db.Value[int64], `SELECT count(*) FROM event WHERE room = 'identity' AND record = 'robin'`)
			return err
		})
		if err != nil || n != 9 {
			t.Errorf("%d events of one enrolment and eight sign-ins, %v", n, err)
		}
	}, identitydb.Room())
}

func TestInvitations(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		clock := orgtest.NewClock()
		identitytest.ConformInvitations(t, identitydb.NewInvitations(d, clock.Now), identitydb.NewAccounts(d, clock.Now),
			identitydb.NewSessions(d, clock.Now), clock)
		var got []string
		err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
			got, err = db.All(t.Context(), tx, db.Value[string], `
SELECT record || ' ' || version || ' ' || verb || ' ' || org FROM event WHERE record IN ('i1', 'i3', 'newcomer') ORDER BY record, version`)
			return err
		})
		want := []string{
			"i1 1 identity.invited agency", "i1 2 identity.invitation-withdrawn agency",
			"i3 1 identity.invited agency", "i3 2 identity.invitation-used agency",
			"newcomer 1 identity.enrolled agency", "newcomer 2 identity.renewed agency",
		}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("events, %v (-want +got):\n%s", err, diff)
		}
		var unheard int64
		err = d.Read(t.Context(), func(tx *db.Tx) (err error) {
			unheard, err = db.One(t.Context(), tx, db.Value[int64], `WITH r(id, version) AS (`+identitydb.Records+`)
SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM r WHERE r.id = e.record AND r.version >= e.version)`)
			return err
		})
		if err != nil || unheard > 0 {
			t.Errorf("%d events of records that an audit wouldn't find, %v", unheard, err)
		}
	}, identitydb.Room())
}

func TestSweepForgetsOnlyWhatEnded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, clock := t.Context(), orgtest.NewClock()
		s := identitydb.NewSessions(d, clock.Now)
		for hash, life := range map[string]time.Duration{"short": time.Hour, "long": 3 * time.Hour} {
			data, err := json.Marshal(map[string]any{"deadline": clock.Now().Add(life), "values": map[string]string{identity.SessionPerson: "robin"}})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.CommitCtx(ctx, hash, data, clock.Now().Add(life)); err != nil {
				t.Fatal(err)
			}
		}
		clock.Pass(2 * time.Hour)
		if err := s.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		var left []string
		err := d.Read(ctx, func(tx *db.Tx) (err error) {
			left, err = db.All(ctx, tx, db.Value[string], `SELECT hash FROM session`)
			return err
		})
		if err != nil || len(left) != 1 || left[0] != "long" {
			t.Errorf("left %v, %v", left, err)
		}
	}, identitydb.Room())
}
