// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintdb

import (
	"context"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
)

const (
	insertPaper = `INSERT INTO complaint_paper (complaint, number, sealed_key, envelope) VALUES ($1, $2, $3, $4)`

	// A seat has one key of a paper: who makes other words gives it to himself anew.
	putGrantRow = `
INSERT INTO complaint_grant (complaint, paper, seat, giver, sealed_key) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (complaint, paper, seat) DO UPDATE SET giver = excluded.giver, sealed_key = excluded.sealed_key`

	selectOpened = `
SELECT p.number, coalesce(g.sealed_key, p.sealed_key), coalesce(g.giver, 0), p.envelope
FROM complaint_paper p LEFT JOIN complaint_grant g ON g.complaint = p.complaint AND g.paper = p.number AND g.seat = $2
WHERE p.complaint = $1 ORDER BY p.number`
)

// Opened implements complaint.Store.
func (s *Store) Opened(ctx context.Context, _ org.Actor, id complaint.ID, seat complaint.SeatNumber) (all []complaint.Opened, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanFile, selectFile, string(id))
		if err != nil {
			return found(err)
		}
		rows, err := db.All(ctx, tx, scanOpened, selectOpened, string(id), int64(seat))
		for _, o := range rows {
			if c.Papers[o.Number-1].Reads(seat) {
				all = append(all, o)
			}
		}
		return err
	})
	return all, err
}

func scanOpened(row db.Row) (o complaint.Opened, err error) {
	err = row.Scan(&o.Number, &o.Key, &o.Giver, &o.Envelope)
	return o, err
}

func putPaper(ctx context.Context, tx *db.Tx, id complaint.ID, s complaint.Sealed) error {
	_, err := tx.Exec(ctx, insertPaper, string(id), int64(s.Number), s.Key, s.Envelope)
	return err
}

func putGrant(ctx context.Context, tx *db.Tx, id complaint.ID, g complaint.Grant) error {
	_, err := tx.Exec(ctx, putGrantRow, string(id), int64(g.Paper), int64(g.To), int64(g.By), g.Key)
	return err
}
