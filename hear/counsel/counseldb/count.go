// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

const (
	putCount = `
INSERT INTO counsel_count (org, year, counsellor, n, codes) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (org, year, counsellor) DO UPDATE SET n = excluded.n, codes = excluded.codes`

	selectOpenCounts = `
SELECT org, year, counsellor, n, codes FROM counsel_count
WHERE counsellor <> '' AND year <= $1 ORDER BY org, year, counsellor`

	deleteCounts = `DELETE FROM counsel_count WHERE org = $1 AND year = $2 AND counsellor <> ''`

	selectCounts = `
SELECT org, year, counsellor, n, codes FROM counsel_count
WHERE counsellor = '' AND org = $1 ORDER BY year DESC`
)

// PutCount implements counsel.Store.
func (s *Store) PutCount(ctx context.Context, _ org.Actor, c counsel.YearCount) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return keepCount(ctx, tx, c) })
}

func keepCount(ctx context.Context, tx *db.Tx, c counsel.YearCount) error {
	codes, err := json.Marshal(c.Codes)
	if err != nil {
		return fmt.Errorf("write a count: %w", err)
	}
	_, err = tx.Exec(ctx, putCount, string(c.Org), int64(c.Year), string(c.Counsellor), c.N, string(codes))
	return err
}

// CloseCounts implements counsel.Store.
func (s *Store) CloseCounts(ctx context.Context, as org.Actor, until int, together func([]counsel.YearCount) (counsel.YearCount, bool), events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		left, err := db.All(ctx, tx, scanCount, selectOpenCounts+tx.Lock(), int64(until))
		if err != nil {
			return err
		}
		for len(left) > 0 {
			same := 1
			for same < len(left) && left[same].Org == left[0].Org && left[same].Year == left[0].Year {
				same++
			}
			if err := s.closeCounts(ctx, tx, as, left[:same], together, events); err != nil {
				return err
			}
			left = left[same:]
		}
		return nil
	})
}

func (s *Store) closeCounts(ctx context.Context, tx *db.Tx, as org.Actor, all []counsel.YearCount, together func([]counsel.YearCount) (counsel.YearCount, bool), events []ledger.Event) error {
	of, year := string(all[0].Org), all[0].Year
	if _, err := tx.Exec(ctx, deleteCounts, of, int64(year)); err != nil {
		return err
	}
	sum, ok := together(all)
	if !ok {
		return nil
	}
	if err := keepCount(ctx, tx, sum); err != nil {
		return err
	}
	return tx.Record(ctx, db.Change{
		Room: "counsel", Record: "count:" + of + "/" + strconv.Itoa(year), Org: of, Actor: as.String(),
		Version: 1, At: s.now(), Events: events,
	})
}

// Counts implements counsel.Store.
func (s *Store) Counts(ctx context.Context, _ org.Actor, of org.ID) (all []counsel.YearCount, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanCount, selectCounts, string(of))
		return err
	})
	return all, err
}

func scanCount(row db.Row) (c counsel.YearCount, err error) {
	var codes string
	if err := row.Scan(&c.Org, &c.Year, &c.Counsellor, &c.N, &codes); err != nil {
		return c, err
	}
	if err := json.Unmarshal([]byte(codes), &c.Codes); err != nil {
		return c, fmt.Errorf("read a count: %w", err)
	}
	return c, nil
}
