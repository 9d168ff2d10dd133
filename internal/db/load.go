// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"fmt"
)

const (
	// restoring is the table that stands in a database while it is restored.
	restoring     = "restoring"
	markRestoring = `CREATE TABLE restoring (mark INTEGER NOT NULL)`
	dropRestoring = `DROP TABLE restoring`

	countTables   = `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`
	countRelation = `
SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`
)

// Restore marks an empty database as being restored, runs fill, and takes the
// mark away. What was broken off keeps its mark: no Baken serves it, since it
// would look like a log from which entries were taken.
//
// Errors: ErrNotEmpty, and before that nothing was changed.
func (d *DB) Restore(ctx context.Context, fill func(context.Context) error) error {
	switch empty, err := d.Empty(ctx); {
	case err != nil:
		return err
	case !empty:
		return ErrNotEmpty
	}
	if err := d.do(ctx, markRestoring); err != nil {
		return err
	}
	if err := fill(ctx); err != nil {
		return err
	}
	return d.do(ctx, dropRestoring)
}

// Empty tells whether there is no table at all.
func (d *DB) Empty(ctx context.Context) (bool, error) {
	n, err := d.count(ctx, countTables, countRelation)
	return n == 0, err
}

// Restoring tells whether a restore of this database was broken off, or goes
// on.
func (d *DB) Restoring(ctx context.Context) (bool, error) {
	n, err := d.count(ctx, countTables+` AND name = 'restoring'`, countRelation+` AND table_name = 'restoring'`)
	return n > 0, err
}

// Unused tells whether no Baken has ever used this database.
func (d *DB) Unused(ctx context.Context) (bool, error) {
	n, err := d.count(ctx, countTables+` AND name = 'event'`, countRelation+` AND table_name = 'event'`)
	return n == 0, err
}

func (d *DB) count(ctx context.Context, lite, postgres string) (n int64, err error) {
	query := lite
	if d.engine == Postgres {
		query = postgres
	}
	err = d.Read(ctx, func(tx *Tx) error {
		n, err = One(ctx, tx, Value[int64], query)
		return err
	})
	return n, err
}

func (d *DB) do(ctx context.Context, statement string) error {
	return d.Write(ctx, func(tx *Tx) error {
		_, err := tx.Exec(ctx, statement)
		return err
	})
}

const (
	selectReferences = `
SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.contype = 'f' AND NOT k.condeferrable AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2`
	selectCounters = `
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY 1, 2`
)

// Load runs fill in one change in which rows may come in any order: whether
// what they refer to is there is looked at when all have come. Columns that
// count by themselves go on after the highest.
func (d *DB) Load(ctx context.Context, fill func(*Tx) error) error {
	return d.Write(ctx, func(tx *Tx) error {
		if d.engine == SQLite {
			if _, err := tx.Exec(ctx, `PRAGMA defer_foreign_keys = ON`); err != nil {
				return err
			}
			return fill(tx)
		}
		refs, err := pairs(ctx, tx, selectReferences)
		if err != nil {
			return err
		}
		if err := alter(ctx, tx, refs, "DEFERRABLE INITIALLY DEFERRED"); err != nil {
			return err
		}
		if err := fill(tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SET CONSTRAINTS ALL IMMEDIATE`); err != nil {
			return err
		}
		if err := alter(ctx, tx, refs, "NOT DEFERRABLE"); err != nil {
			return err
		}
		return goOn(ctx, tx)
	})
}

func alter(ctx context.Context, tx *Tx, refs [][2]string, how string) error {
	for _, r := range refs {
		if _, err := tx.Exec(ctx, fmt.Sprintf(`ALTER TABLE %q ALTER CONSTRAINT %q %s`, r[0], r[1], how)); err != nil {
			return err
		}
	}
	return nil
}

// goOn sets the counters of columns that count by themselves.
func goOn(ctx context.Context, tx *Tx) error {
	counters, err := pairs(ctx, tx, selectCounters)
	if err != nil {
		return err
	}
	for _, c := range counters {
		query := fmt.Sprintf(`SELECT setval(pg_get_serial_sequence($1, $2), COALESCE(max(%q), 1), max(%q) IS NOT NULL) FROM %q`, c[1], c[1], c[0])
		if _, err := One(ctx, tx, Value[int64], query, c[0], c[1]); err != nil {
			return err
		}
	}
	return nil
}

func pairs(ctx context.Context, tx *Tx, query string) ([][2]string, error) {
	return All(ctx, tx, func(row Row) (p [2]string, err error) {
		err = row.Scan(&p[0], &p[1])
		return p, err
	}, query)
}
