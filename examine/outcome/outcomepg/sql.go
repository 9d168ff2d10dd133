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
const tableSQL = `SELECT c.oid::bigint, greatest(c.reltuples, 0)::bigint, pg_catalog.row_security_active(c.oid)
FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass($1)`

// wholeSQL makes a policy that would hide rows from this user an error, behind a view too.
const wholeSQL = `SET LOCAL row_security = off`

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
	var hidden bool
	err := tx.QueryRow(ctx, tableSQL, t.name).Scan(&id, &t.about, &hidden)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return t, outcome.ErrTable.With("table", e.Table)
	case err != nil:
		return t, err
	case hidden:
		return t, outcome.ErrPartial.With("setting", "row security", "value", "on")
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

// key is what rows are grouped by: the column itself where two values that are equal are
// also written alike. The collation is that of bytes: another could hold two texts for one.
func (t relation) key(name string) (string, error) {
	c, err := t.column(name)
	if err != nil {
		return "", err
	}
	id := pgx.Identifier{name}.Sanitize()
	switch {
	case c.kind == "text", c.kind == "varchar", c.kind == "bpchar":
		return id + ` COLLATE "C"`, nil
	case c.category == "S", c.kind == "numeric": // 1.0 equals 1.00
		return id + `::text COLLATE "C"`, nil
	case c.category == "B", c.category == "D", c.category == "E", c.kind == "uuid":
		return id, nil
	case c.category == "N" && c.kind != "float4" && c.kind != "float8" && c.kind != "money":
		return id, nil
	}
	return "", outcome.ErrKind.With("column", name)
}

// mostExact is the largest whole number of which a double holds all smaller ones.
const mostExact = "9007199254740992"

// count is a column of counts: whether a cell can be taken, and its value.
func (t relation) count(name string) (good, value string, err error) {
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

// group writes the question. It is so plain that the server may work on it with several
// processes: grouping sets, that would count all rows once more, stop that.
func (t relation) group(q outcome.Question, most int) (string, error) {
	var inner, keys, outer []string
	for i, name := range q.By {
		key, err := t.key(name)
		if err != nil {
			return "", err
		}
		n := strconv.Itoa(i)
		inner = append(inner, key+" AS g"+n)
		outer = append(outer, "coalesce(g"+n+"::text, '')")
		keys = append(keys, strconv.Itoa(i+1))
	}
	sum, bad := "count(*)", "0::bigint"
	if q.Sum != "" {
		good, value, err := t.count(q.Sum)
		if err != nil {
			return "", err
		}
		sum = "coalesce(sum(CASE WHEN " + good + " THEN " + value + " END), 0)::bigint"
		bad = "count(*) FILTER (WHERE NOT " + good + ")"
	}
	return "SELECT n, s, b, " + strings.Join(outer, ", ") +
		"\nFROM (SELECT " + strings.Join(inner, ", ") + ", count(*) AS n, " + sum + " AS s, " + bad + " AS b FROM " + t.name +
		" GROUP BY " + strings.Join(keys, ", ") + ") AS r LIMIT " + strconv.Itoa(most+1), nil
}

// repeats asks who has more than one row.
func (t relation) repeats(person string) (string, error) {
	key, err := t.key(person)
	if err != nil {
		return "", err
	}
	return `SELECT count(*) FILTER (WHERE p <> ''), coalesce(sum(n) FILTER (WHERE p <> ''), 0)::bigint, coalesce(sum(n) FILTER (WHERE p = ''), 0)::bigint
FROM (SELECT coalesce(p::text, '') AS p, n FROM (SELECT ` + key + ` AS p, count(*) AS n FROM ` + t.name + `
GROUP BY 1 HAVING count(*) > 1 OR coalesce((` + key + `)::text, '') = '') AS r) AS s`, nil
}
