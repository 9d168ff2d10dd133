// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb_test

import (
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgertest"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// talked keeps a case with a report, a later epoch, an answer in it, and a
// grant of the first.
func talked(t *testing.T, s *reportdb.Store) {
	t.Helper()
	at, sealed := orgtest.Now, reporttest.Sealed
	c, events := report.File(report.Case{
		Head:   report.Head{ID: reporttest.IDOf(1), Org: orgtest.Agency, SealedBy: report.ByBrowser},
		Epochs: []report.Epoch{{Number: 1, Sealed: sealed("key 1")}},
		Said:   []report.Message{{Seq: 1, Epoch: 1, Version: 1, Envelope: sealed("one")}},
	}, at)
	if err := s.Submit(t.Context(), org.Public(), c, events); err != nil {
		t.Fatal(err)
	}
	for _, change := range []func(*report.Case) ([]ledger.Event, error){
		func(c *report.Case) ([]ledger.Event, error) {
			return c.Rotate(report.Epoch{Number: 2, At: at, Sealed: sealed("key 2")})
		},
		func(c *report.Case) ([]ledger.Event, error) {
			return c.Say(report.Message{Seq: 2, Epoch: 2, From: "ans", At: at, Version: 3, Envelope: sealed("two")}, nil, "")
		},
		func(c *report.Case) ([]ledger.Event, error) {
			return c.Share([]report.Grant{{Epoch: 1, At: at, Sealed: sealed("key 1 for dik")}})
		},
	} {
		if err := s.Update(t.Context(), org.System("test"), c.ID, change); err != nil {
			t.Fatal(err)
		}
	}
}

// What is deleted or replaced within a report is found by the audit, though
// the report itself is there at its version.
func TestAuditLooksIntoReports(t *testing.T) {
	found := func(versions ...int64) (all []ledgerdb.Finding) {
		for _, v := range versions {
			all = append(all, ledgerdb.Finding{
				Kind: ledgerdb.OtherPart, Room: "report", Record: string(reporttest.IDOf(1)), Version: v, Leaf: -1, Size: -1,
			})
		}
		return all
	}
	for name, tc := range map[string]struct {
		spoil string
		want  []ledgerdb.Finding
	}{
		"nothing":            {"", nil},
		"a message deleted":  {`DELETE FROM report_message WHERE seq = 2`, found(3)},
		"a message replaced": {`UPDATE report_message SET envelope = (SELECT envelope FROM report_message WHERE seq = 2) WHERE seq = 1`, found(1)},
		"the first key":      {`DELETE FROM report_epoch WHERE number = 1`, found(1)},
		"a later key":        {`DELETE FROM report_epoch WHERE number = 2`, found(2)},
		"a grant":            {`DELETE FROM report_grant`, found(4)},
		"all messages":       {`DELETE FROM report_message`, found(1, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				secret, public := ledgertest.Keys(t)
				log, err := ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
				if err != nil {
					t.Fatal(err)
				}
				talked(t, reportdb.New(d, func() time.Time { return orgtest.Now }))
				if _, err := log.Append(t.Context()); err != nil {
					t.Fatal(err)
				}
				spoil(t, d, tc.spoil)
				key, err := ledger.ParseKey(public)
				if err != nil {
					t.Fatal(err)
				}
				rooms := []ledgerdb.Records{{Room: "report", Query: reportdb.Records, Parts: reportdb.Parts, Noted: reportdb.Noted}}
				r, err := ledgerdb.Audit{Key: key, Rooms: rooms, Now: time.Now()}.Run(t.Context(), d)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(tc.want, r.Findings); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			}, reportdb.Room(), ledgerdb.Room())
		})
	}
}

// spoil changes the database behind the program's back.
func spoil(t *testing.T, d *db.DB, query string) {
	t.Helper()
	if query == "" {
		return
	}
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		rows, err := tx.Exec(t.Context(), query)
		if err == nil && rows == 0 {
			t.Errorf("nothing was changed by %s", query)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
