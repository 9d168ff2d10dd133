// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	deleteLeave  = `DELETE FROM report_leave WHERE person = $1`
	insertLeave  = `INSERT INTO report_leave (person, since, until, substitute) VALUES ($1, $2, $3, $4)`
	selectLeaves = `SELECT person, since, until, substitute FROM report_leave ORDER BY person`
)

// SetLeave implements report.Store.
func (s *Store) SetLeave(ctx context.Context, _ org.Actor, l report.Leave) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, deleteLeave, string(l.Person)); err != nil || l.Period.From.IsZero() {
			return err
		}
		_, err := tx.Exec(ctx, insertLeave, string(l.Person), l.Period.From.String(), l.Period.Until.String(), string(l.Substitute))
		return err
	})
}

// Leaves implements report.Store.
func (s *Store) Leaves(ctx context.Context, _ org.Actor) (all []report.Leave, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanLeave, selectLeaves)
		return err
	})
	return all, err
}

func scanLeave(row db.Row) (l report.Leave, err error) {
	var since, until string
	if err := row.Scan(&l.Person, &since, &until, &l.Substitute); err != nil {
		return l, err
	}
	if l.Period.From, err = civil.Parse(since); err != nil {
		return l, err
	}
	l.Period.Until, err = civil.Parse(until)
	return l, err
}
