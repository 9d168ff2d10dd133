// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintdb

import (
	"context"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
)

const (
	deleteAway = `DELETE FROM complaint_away WHERE person = $1 OR until_day < $2`
	insertAway = `INSERT INTO complaint_away (person, from_day, until_day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`
	selectAway = `SELECT person, from_day, until_day FROM complaint_away WHERE until_day >= $1 ORDER BY person, from_day, until_day`
)

// SetAway implements complaint.Store.
func (s *Store) SetAway(ctx context.Context, _ org.Actor, who org.PersonID, all []complaint.Away, today civil.Date) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, deleteAway, string(who), today.String()); err != nil {
			return err
		}
		for _, a := range all {
			if _, err := tx.Exec(ctx, insertAway, string(who), a.From.String(), a.Until.String()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Away implements complaint.Store.
func (s *Store) Away(ctx context.Context, _ org.Actor, from civil.Date) (all []complaint.Away, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanAway, selectAway, from.String())
		return err
	})
	return all, err
}

func scanAway(row db.Row) (a complaint.Away, err error) {
	var from, until string
	if err := row.Scan(&a.Person, &from, &until); err != nil {
		return a, err
	}
	if a.From, err = day(from); err != nil {
		return a, err
	}
	a.Until, err = day(until)
	return a, err
}
