// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"fmt"

	"baken/internal/db"
)

const (
	selectGone = `
WITH r(id, version) AS (%s)
SELECT DISTINCT e.record FROM event e WHERE e.room = $1
AND NOT EXISTS (SELECT 1 FROM r WHERE r.id = e.record)
AND NOT EXISTS (SELECT 1 FROM event x WHERE x.room = $1 AND x.record = e.record AND x.verb LIKE '%%.deleted')
ORDER BY 1 LIMIT 10000`
	selectUnrecorded = `
WITH r(id, version) AS (%s)
SELECT DISTINCT r.id FROM r WHERE NOT EXISTS
(SELECT 1 FROM event e WHERE e.room = $1 AND e.record = r.id AND e.entry IS NOT NULL)
ORDER BY 1 LIMIT 10000`
	selectOlder = `
WITH r(id, version) AS (%s)
SELECT r.id, max(r.version), max(e.version) FROM r JOIN event e ON e.room = $1 AND e.record = r.id
WHERE r.version IS NOT NULL GROUP BY r.id HAVING max(e.version) > max(r.version)
ORDER BY 1 LIMIT 10000`
	countRecords = `WITH r(id, version) AS (%s) SELECT count(*) FROM r`
)

// records holds the records of each room against its events.
func (w *walk) records(ctx context.Context) error {
	for _, room := range w.Rooms {
		n, err := db.One(ctx, w.tx, db.Value[int64], fmt.Sprintf(countRecords, room.Query))
		if err != nil {
			return fmt.Errorf("audit %s: %w", room.Room, err)
		}
		w.report.Records += n
		for kind, query := range map[Kind]string{NoRecord: selectGone, NoEvent: selectUnrecorded} {
			ids, err := db.All(ctx, w.tx, db.Value[string], fmt.Sprintf(query, room.Query), room.Room)
			if err != nil {
				return fmt.Errorf("audit %s: %w", room.Room, err)
			}
			for _, id := range ids {
				f := none(kind)
				f.Room, f.Record = room.Room, id
				w.find(f)
			}
		}
		if err := w.older(ctx, room); err != nil {
			return fmt.Errorf("audit %s: %w", room.Room, err)
		}
		if err := w.parts(ctx, room); err != nil {
			return fmt.Errorf("audit %s: %w", room.Room, err)
		}
	}
	return nil
}

// older finds records that were put back to an earlier version. Version is the
// record's, N the last one that was logged.
func (w *walk) older(ctx context.Context, room Records) error {
	found, err := db.All(ctx, w.tx, func(row db.Row) (Finding, error) {
		f := none(RolledBack)
		f.Room = room.Room
		err := row.Scan(&f.Record, &f.Version, &f.N)
		return f, err
	}, fmt.Sprintf(selectOlder, room.Query), room.Room)
	if err != nil {
		return err
	}
	for _, f := range found {
		w.find(f)
	}
	return nil
}
