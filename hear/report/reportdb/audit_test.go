// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb_test

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
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

// What is deleted isn't in the file of the database either, where the space it
// took could stand unused for years.
func TestDeletedIsOverwritten(t *testing.T) {
	dsn := dbtest.SQLite(t)
	large := "sentinel" + strings.Repeat("x", 40_000) // also where a row takes pages of its own
	c, events := reporttest.Draft(reporttest.IDOf(1), orgtest.Agency)
	c.Epochs[0].Sealed, c.Said[0].Envelope = reporttest.Sealed("sentinel"), reporttest.Sealed(large)
	for _, step := range []struct {
		name string
		do   func(k kept) error
		want int
	}{
		{"kept", func(k kept) error {
			return errors.Join(k.Submit(t.Context(), org.Public(), c, events), k.Log(t.Context()))
		}, 2},
		{"deleted", func(k kept) error {
			return k.Delete(t.Context(), org.System("test"), c.ID, func(*report.Case) ([]ledger.Event, error) {
				return []ledger.Event{{Verb: "report.deleted"}}, nil
			})
		}, 0},
	} {
		t.Run(step.name, func(t *testing.T) { // at its end the database is closed, which brings the file up to date
			if err := step.do(keep(t, open(t, dsn, reportdb.Room(), ledgerdb.Room()))); err != nil {
				t.Fatal(err)
			}
		})
		raw, err := os.ReadFile(strings.TrimPrefix(dsn, "sqlite:"))
		if n := bytes.Count(raw, []byte("sentinel")); err != nil || n != step.want {
			t.Errorf("%s: found %d times, %v; want %d", step.name, n, err, step.want)
		}
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

// What is deleted because its time is up is accounted for, and its proof file
// still holds; the same past the program is found.
func TestAuditTellsADeletionFromALoss(t *testing.T) {
	for name, tc := range map[string]struct {
		delete func(t *testing.T, k kept)
		want   map[ledgerdb.Kind]int
		gone   int64 // leaves
	}{
		"with its leaf": {func(t *testing.T, k kept) {
			err := k.Delete(t.Context(), org.System("test"), reporttest.IDOf(1), func(c *report.Case) ([]ledger.Event, error) {
				c.State, c.Ended = report.Closed, orgtest.Now
				return c.Delete(report.DefaultRetention(), civil.MustParse("2099-01-01"))
			})
			if err != nil {
				t.Fatal(err)
			}
		}, map[ledgerdb.Kind]int{}, 4},
		"behind the program's back": {func(t *testing.T, k kept) {
			for _, table := range []string{"report_message", "report_epoch", "report_grant", "report_case"} {
				spoil(t, k.db, "DELETE FROM "+table)
			}
		}, map[ledgerdb.Kind]int{ledgerdb.NoRecord: 1, ledgerdb.OtherPart: 4}, 0},
		"and its events as well": {func(t *testing.T, k kept) {
			for _, table := range []string{"report_message", "report_epoch", "report_grant", "report_case", "event"} {
				spoil(t, k.db, "DELETE FROM "+table)
			}
		}, map[ledgerdb.Kind]int{ledgerdb.Orphan: 4}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				k := keep(t, d)
				talked(t, k.Store)
				if err := k.Log(t.Context()); err != nil {
					t.Fatal(err)
				}
				proof, err := k.log.Proof(t.Context(), ledgerdb.Ref{Room: "report", Record: string(reporttest.IDOf(1)), Version: 1})
				if err != nil {
					t.Fatal(err)
				}
				tc.delete(t, k)
				if err := k.Log(t.Context()); err != nil {
					t.Fatal(err)
				}
				key, err := ledger.ParseKey(k.log.Key())
				if err != nil {
					t.Fatal(err)
				}
				if _, _, err := proof.Verify(key); err != nil {
					t.Errorf("the proof of what was filed: %v", err)
				}
				rooms := []ledgerdb.Records{{Room: "report", Query: reportdb.Records, Parts: reportdb.Parts, Noted: reportdb.Noted}}
				r, err := ledgerdb.Audit{Key: key, Rooms: rooms, Now: time.Now()}.Run(t.Context(), d)
				if err != nil {
					t.Fatal(err)
				}
				got := map[ledgerdb.Kind]int{}
				for _, f := range r.Findings {
					got[f.Kind]++
				}
				if diff := cmp.Diff(tc.want, got); diff != "" || r.Deleted != tc.gone {
					t.Errorf("-want +got\n%s%d leaves accounted for, want %d", diff, r.Deleted, tc.gone)
				}
			}, reportdb.Room(), ledgerdb.Room())
		})
	}
}
