// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomepg

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"baken/examine/outcome"
)

const versionSQL = `SELECT 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1)`

// tableSQL gives nothing where there is no such table.
const tableSQL = `SELECT c.oid::bigint, greatest(c.reltuples, 0)::bigint
FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass($1)`

const columnsSQL = `SELECT a.attname::text, t.typname::text, t.typcategory::text
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = $1::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`

// relation is the table as the server describes it.
type relation struct {
	name    string // quoted
	about   int64  // rows, by the server's own estimate
	columns []column
}

type column struct{ name, kind, category string }

func (e Engine) find(ctx context.Context, tx pgx.Tx) (relation, error) {
	t := relation{name: pgx.Identifier(strings.SplitN(e.Table, ".", 2)).Sanitize()}
	var id int64
	err := tx.QueryRow(ctx, tableSQL, t.name).Scan(&id, &t.about)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return t, outcome.ErrTable.With("table", e.Table)
	case err != nil:
		return t, err
	}
	rows, err := tx.Query(ctx, columnsSQL, id)
	if err != nil {
		return t, err
	}
	t.columns, err = pgx.CollectRows(rows, func(r pgx.CollectableRow) (c column, err error) {
		return c, r.Scan(&c.name, &c.kind, &c.category)
	})
	return t, err
}

func (t relation) column(name string) (column, error) {
	var all []string
	for _, c := range t.columns {
		if c.name == name {
			return c, nil
		}
		all = append(all, c.name)
	}
	return column{}, outcome.ErrColumn.With("column", name, "columns", strings.Join(all, ", "))
}

// text is a column as every engine gives it. The collation is that of bytes: another could
// hold two texts for one.
func (t relation) text(name string) (string, error) {
	c, err := t.column(name)
	if err != nil {
		return "", err
	}
	switch {
	case c.category == "S", c.category == "B", c.category == "D", c.category == "E", c.kind == "uuid":
	case c.category == "N" && c.kind != "float4" && c.kind != "float8" && c.kind != "money":
	default:
		return "", outcome.ErrKind.With("column", name)
	}
	return "coalesce(" + pgx.Identifier{name}.Sanitize() + `::text, '') COLLATE "C"`, nil
}

// mostExact is the largest whole number of which a double holds all smaller ones.
const mostExact = "9007199254740992"

// count is a column of counts: whether a cell can be taken, and its value.
func (t relation) count(name string) (good, value string, err error) {
	if name == "" {
		return "true", "1", nil
	}
	c, err := t.column(name)
	if err != nil {
		return "", "", err
	}
	id := pgx.Identifier{name}.Sanitize()
	switch {
	case c.category == "S":
		value = "substring(" + id + "::text from '^[0-9]+')::numeric"
		return "coalesce(" + id + "::text ~ '^[0-9]+([.]0+)?$' AND length(" + id + "::text) < 100 AND " + value + " <= 9223372036854775807, false)", value, nil
	case c.kind == "float4", c.kind == "float8":
		return "coalesce(" + id + " >= 0 AND " + id + " <= " + mostExact + " AND " + id + " = trunc(" + id + "), false)", id + "::numeric", nil
	case c.category == "N" && c.kind != "money":
		return "coalesce(" + id + " >= 0 AND " + id + " <= 9223372036854775807 AND " + id + " = trunc(" + id + "), false)", id + "::numeric", nil
	}
	return "", "", outcome.ErrKind.With("column", name)
}

// group writes the question. The line with whole = 1 is for all rows together: the server
// makes it from the rows and not from the groups. Two lines more than there may be groups
// are asked for, that one among them.
func (t relation) group(q outcome.Question, most int) (string, error) {
	var inner, keys, outer []string
	for i, name := range q.By {
		text, err := t.text(name)
		if err != nil {
			return "", err
		}
		key := "g" + strconv.Itoa(i)
		inner = append(inner, text+" AS "+key)
		keys = append(keys, key)
		outer = append(outer, "coalesce("+key+", '')")
	}
	good, value, err := t.count(q.Sum)
	if err != nil {
		return "", err
	}
	return "SELECT grouping(g0)::bigint, count(*), coalesce(sum(n), 0)::bigint, count(*) FILTER (WHERE NOT good), " + strings.Join(outer, ", ") +
		"\nFROM (SELECT " + strings.Join(inner, ", ") + ", " + good + " AS good, CASE WHEN " + good + " THEN " + value + " END AS n FROM " + t.name + ") AS r" +
		"\nGROUP BY GROUPING SETS ((" + strings.Join(keys, ", ") + "), ()) LIMIT " + strconv.Itoa(most+2), nil
}

// repeats asks who has more than one row.
func (t relation) repeats(person string) (string, error) {
	text, err := t.text(person)
	if err != nil {
		return "", err
	}
	return `SELECT count(*) FILTER (WHERE p <> ''), coalesce(sum(n) FILTER (WHERE p <> ''), 0)::bigint, coalesce(sum(n) FILTER (WHERE p = ''), 0)::bigint
FROM (SELECT p, count(*) AS n FROM (SELECT ` + text + ` AS p FROM ` + t.name + `) AS r GROUP BY p HAVING count(*) > 1 OR p = '') AS s`, nil
}
