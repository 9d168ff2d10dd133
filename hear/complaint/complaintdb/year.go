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
	selectEnded = `
SELECT org, state, ground, received, ended_on, due, delay FROM complaint
WHERE ended_on >= $1 AND ended_on <= $2 ORDER BY ended_on, org, state, received`

	// One that runs has no day: it comes before all days.
	selectFirstEnded = `SELECT coalesce(min(ended_on), '') FROM complaint WHERE ended_on > ''`

	keepTallied = `INSERT INTO complaint_tallied (id) VALUES ($1) ON CONFLICT (id) DO NOTHING`

	putTally = `
INSERT INTO complaint_tally (org, year, judgement, following, n) VALUES ($1, $2, $3, $4, 1)
ON CONFLICT (org, year, judgement, following) DO UPDATE SET n = complaint_tally.n + 1`

	selectTallied = `
SELECT org, year, judgement, following, n FROM complaint_tally WHERE year = $1 ORDER BY org, judgement, following`
)

// Ended implements complaint.Store.
func (s *Store) Ended(ctx context.Context, _ org.Actor, from, until civil.Date) (all []complaint.Ended, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanEnded, selectEnded, from.String(), until.String())
		return err
	})
	return all, err
}

// FirstEnded implements complaint.Store.
func (s *Store) FirstEnded(ctx context.Context, _ org.Actor) (first civil.Date, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		on, err := db.One(ctx, tx, db.Value[string], selectFirstEnded)
		if err != nil {
			return err
		}
		first, err = day(on)
		return err
	})
	return first, err
}

// PutTally implements complaint.Store.
func (s *Store) PutTally(ctx context.Context, _ org.Actor, id complaint.TallyID, t complaint.Tally) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		fresh, err := tx.Exec(ctx, keepTallied, string(id))
		if err != nil || fresh == 0 {
			return err
		}
		_, err = tx.Exec(ctx, putTally, string(t.Org), int64(t.Year), string(t.Judgement), string(t.Following))
		return err
	})
}

// Tallied implements complaint.Store.
func (s *Store) Tallied(ctx context.Context, _ org.Actor, year int) (all []complaint.Tallied, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, func(row db.Row) (t complaint.Tallied, err error) {
			err = row.Scan(&t.Org, &t.Year, &t.Judgement, &t.Following, &t.N)
			return t, err
		}, selectTallied, int64(year))
		return err
	})
	return all, err
}

// ending gives the columns by which a complaint that has ended is counted; of
// one that runs they are empty.
func ending(k complaint.Kept) (on, ground, delay string) {
	e, ok := k.Ending()
	if !ok {
		return "", "", ""
	}
	return e.On.String(), e.Ground, string(e.Delay)
}

func scanEnded(row db.Row) (e complaint.Ended, err error) {
	var received, on, due string
	if err := row.Scan(&e.Org, &e.State, &e.Ground, &received, &on, &due, &e.Delay); err != nil {
		return e, err
	}
	for _, one := range []struct {
		to   *civil.Date
		from string
	}{{&e.Received, received}, {&e.On, on}, {&e.Due, due}} {
		if *one.to, err = day(one.from); err != nil {
			return e, err
		}
	}
	return e, nil
}

// day reads a day; zero for none.
func day(s string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	return civil.Parse(s)
}
