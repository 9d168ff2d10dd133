// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package noticedb keeps the sealed addresses of reporters in the database of
// the reports, in a table of its own: nothing about a report changes when one
// is kept or forgotten, and no event is recorded.
package noticedb

import (
	"context"
	"embed"
	"time"

	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds addresses. Its queries read the
// cases of reportdb.
func Room() db.Room { return db.Room{Name: "notice", Schema: schema} }

// Tables names the tables of Room. A backup leaves them out: an address that
// its reporter had switched off would come back with it.
func Tables() []string { return []string{"report_notice"} }

const (
	insertNotice = `
INSERT INTO report_notice (report, told, sealed)
SELECT id, messages, $2 FROM report_case WHERE id = $1 AND state NOT IN ('closed', 'withdrawn')
ON CONFLICT (report) DO UPDATE SET told = excluded.told, sealed = excluded.sealed`

	deleteNotice = `DELETE FROM report_notice WHERE report = $1`

	countNotice = `SELECT count(*) FROM report_notice WHERE report = $1`

	selectDue = `
SELECT n.report, c.messages, n.sealed FROM report_notice n JOIN report_case c ON c.id = n.report
WHERE c.state <> 'withdrawn' AND c.last_from = 'desk' AND c.messages > n.told`

	updateTold = `UPDATE report_notice SET told = $2 WHERE report = $1 AND told < $2`

	// What stays are addresses of cases that go on, and those to which a mail
	// about a closed one is still to go.
	deleteEnded = `
DELETE FROM report_notice WHERE NOT EXISTS (
    SELECT 1 FROM report_case c WHERE c.id = report_notice.report AND c.state <> 'withdrawn'
    AND (c.state <> 'closed' OR c.last_from = 'desk' AND c.messages > report_notice.told AND c.last_at >= $1)
)`
)

// Store implements report.Notices.
type Store struct{ db *db.DB }

var _ report.Notices = (*Store)(nil)

// New keeps addresses in d.
func New(d *db.DB) *Store { return &Store{d} }

// Put implements report.Notices.
func (s *Store) Put(ctx context.Context, _ org.Actor, id report.ID, sealed []byte) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, insertNotice, string(id), sealed)
		if err == nil && n == 0 {
			return report.ErrState
		}
		return err
	})
}

// Delete implements report.Notices.
func (s *Store) Delete(ctx context.Context, _ org.Actor, id report.ID) error {
	return s.exec(ctx, deleteNotice, string(id))
}

// Kept implements report.Notices.
func (s *Store) Kept(ctx context.Context, _ org.Actor, id report.ID) (kept bool, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		n, err := db.One(ctx, tx, db.Value[int64], countNotice, string(id))
		kept = n > 0
		return err
	})
	return kept, err
}

// Due implements report.Notices.
func (s *Store) Due(ctx context.Context, _ org.Actor) (due []report.Due, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		due, err = db.All(ctx, tx, func(row db.Row) (d report.Due, err error) {
			err = row.Scan(&d.Case, &d.Last, &d.Sealed)
			return d, err
		}, selectDue)
		return err
	})
	return due, err
}

// Told implements report.Notices.
func (s *Store) Told(ctx context.Context, _ org.Actor, id report.ID, seq int64) error {
	return s.exec(ctx, updateTold, string(id), seq)
}

// Prune implements report.Notices.
func (s *Store) Prune(ctx context.Context, _ org.Actor, since time.Time) error {
	return s.exec(ctx, deleteEnded, since.UnixMilli())
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, query, args...)
		return err
	})
}
