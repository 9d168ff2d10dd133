// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"database/sql"
)

// Place tells in which rows a value of a column stands: the first and the last one, counted
// from 1 without the row of names. Both are 0 where it stands in none.
//
// Errors: ErrColumn, ErrNested, ErrMemory, ErrChanged.
func (t *Table) Place(ctx context.Context, column string, v Value) (first, last int64, err error) {
	a := &asked{}
	kept, err := t.kept(map[string][]Value{column: {v}}, a)
	if err != nil {
		return 0, 0, err
	}
	query := "SELECT coalesce(min(row), 0), coalesce(max(row), 0) FROM (SELECT row_number() OVER () AS row, " + kept +
		" AS kept FROM " + t.from + ") WHERE kept"
	err = t.engine.each(ctx, query, a.args, func(found *sql.Rows) error { return found.Scan(&first, &last) })
	if err == nil {
		err = t.file.unchanged()
	}
	return first, last, err
}
