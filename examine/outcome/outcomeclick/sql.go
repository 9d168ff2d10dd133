// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/examine/outcome"
)

// relation is the table as the server describes it.
type relation struct {
	name    string // quoted
	columns []column
}

// column is a column and the kind of its values, without what says that one may be missing.
type column struct {
	name, kind string
	nullable   bool
}

func (e Engine) find(ctx context.Context, conn clickhouse.Conn, database string) (relation, error) {
	name := e.Table
	if before, after, ok := strings.Cut(e.Table, "."); ok {
		database, name = before, after
	}
	t := relation{name: ident(database) + "." + ident(name)}
	rows, err := conn.Query(ctx, "SELECT name, type FROM system.columns WHERE database = "+literal(database)+" AND table = "+literal(name))
	if err != nil {
		return t, err
	}
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.name, &c.kind); err != nil {
			return t, errors.Join(err, rows.Close())
		}
		t.columns = append(t.columns, c.bare())
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return t, err
	}
	if len(t.columns) > 0 {
		return t, nil
	}
	// Who may not see a table isn't told its columns: the table itself says which it is.
	if _, err := t.rows(ctx, conn); err != nil {
		return t, err
	}
	return t, outcome.ErrTable.With("table", e.Table)
}

// bare takes off what is around a type and doesn't change its text.
func (c column) bare() column {
	for {
		switch {
		case strings.HasPrefix(c.kind, "Nullable("):
			c.kind, c.nullable = c.kind[len("Nullable("):len(c.kind)-1], true
		case strings.HasPrefix(c.kind, "LowCardinality("):
			c.kind = c.kind[len("LowCardinality(") : len(c.kind)-1]
		default:
			return c
		}
	}
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

// text gives what a column is grouped by, and how that is written so that every engine
// gives the same. Values that are equal are written alike, so that only groups become text
// and not every row.
func (t relation) text(name string) (key string, written func(string) string, err error) {
	c, err := t.column(name)
	if err != nil {
		return "", nil, err
	}
	base, _, _ := strings.Cut(c.kind, "(")
	call, more := "toString", ""
	switch {
	case base == "FixedString":
		call = "toStringCutToZero"
	case base == "DateTime", base == "DateTime64":
		more = ", 'UTC'"
	case base == "String", base == "Enum8", base == "Enum16", base == "Date", base == "Date32", base == "UUID", base == "Bool",
		base == "Decimal", whole(base):
	default:
		return "", nil, outcome.ErrKind.With("column", name)
	}
	return ident(name), func(key string) string { return "ifNull(" + call + "(" + key + more + "), '')" }, nil
}

func whole(base string) bool {
	return strings.HasPrefix(base, "Int") && base != "Interval" || strings.HasPrefix(base, "UInt")
}

// mostWhole is the largest count, and mostExact the largest whole number of which a double
// holds all smaller ones.
const (
	mostWhole = "9223372036854775807"
	mostExact = "9007199254740992"
)

// count is a column of counts: whether a cell can be taken, and its value.
func (t relation) count(name string) (good, value string, err error) {
	c, err := t.column(name)
	if err != nil {
		return "", "", err
	}
	id := ident(name)
	base, _, _ := strings.Cut(c.kind, "(")
	switch {
	case base == "String", base == "Decimal":
		text := "ifNull(toString(" + id + "), '')"
		digits := "replaceRegexpOne(extract(" + text + ", '^[0-9]+'), '^0+', '')"
		fits := "(length(" + digits + ") < 19 OR (length(" + digits + ") = 19 AND " + digits + " <= '" + mostWhole + "'))"
		return "(match(" + text + ", '^[0-9]+([.]0+)?$') AND " + fits + ")", "toUInt64OrZero(" + digits + ")", nil
	case base == "Float32", base == "Float64":
		x := "ifNull(toFloat64(" + id + "), -1)"
		return "(" + x + " >= 0 AND " + x + " <= " + mostExact + " AND " + x + " = trunc(" + x + "))", "toUInt64(" + x + ")", nil
	case whole(base):
		present := "1"
		if c.nullable {
			present = "isNotNull(" + id + ")"
		}
		x := "ifNull(" + id + ", 0)"
		return "(" + present + " AND " + x + " >= 0 AND " + x + " <= " + mostWhole + ")", "toUInt64(" + x + ")", nil
	}
	return "", "", outcome.ErrKind.With("column", name)
}

// group writes the question. The inner part groups on the table itself: so each shard
// groups its own rows, and only groups travel.
func (t relation) group(q outcome.Question, most int) (string, error) {
	inner := []string{"toUInt64(count()) AS baken_n", "toUInt64(0) AS baken_h", "toUInt64(count()) AS baken_l", "toUInt64(0) AS baken_b"}
	if q.Sum != "" {
		good, value, err := t.count(q.Sum)
		if err != nil {
			return "", err
		}
		inner[1] = "toUInt64(sumIf(intDiv(" + value + ", 4294967296), " + good + ")) AS baken_h"
		inner[2] = "toUInt64(sumIf(modulo(" + value + ", 4294967296), " + good + ")) AS baken_l"
		inner[3] = "toUInt64(countIf(NOT " + good + ")) AS baken_b"
	}
	outer := []string{"baken_n", "baken_h", "baken_l", "baken_b"}
	var keys []string
	for i, name := range q.By {
		key, written, err := t.text(name)
		if err != nil {
			return "", err
		}
		alias := "baken_g" + strconv.Itoa(i)
		inner = append(inner, key+" AS "+alias)
		outer = append(outer, written(alias))
		keys = append(keys, alias)
	}
	return "SELECT " + strings.Join(outer, ", ") + " FROM (SELECT " + strings.Join(inner, ", ") + " FROM " + t.name +
		" GROUP BY " + strings.Join(keys, ", ") + ") LIMIT " + strconv.Itoa(most+1), nil
}

// repeats asks who has more than one row.
func (t relation) repeats(ctx context.Context, conn clickhouse.Conn, person string) (*outcome.Repeats, error) {
	key, written, err := t.text(person)
	if err != nil {
		return nil, err
	}
	var people, rows, unknown uint64
	err = conn.QueryRow(ctx, "SELECT toUInt64(countIf(baken_t != '')), toUInt64(sumIf(baken_n, baken_t != '')), toUInt64(sumIf(baken_n, baken_t = ''))"+
		" FROM (SELECT "+written("baken_p")+" AS baken_t, baken_n FROM (SELECT "+key+" AS baken_p, count() AS baken_n FROM "+t.name+
		" GROUP BY baken_p HAVING baken_n > 1 OR "+written("baken_p")+" = ''))").Scan(&people, &rows, &unknown)
	return &outcome.Repeats{People: int64(people), Rows: int64(rows), Unknown: int64(unknown)}, err //nolint:gosec // rows
}

func (t relation) rows(ctx context.Context, conn clickhouse.Conn) (int64, error) {
	var n uint64
	err := conn.QueryRow(ctx, "SELECT toUInt64(count()) FROM "+t.name).Scan(&n)
	return int64(n), err //nolint:gosec // rows
}

// ident and literal are the only places where text becomes part of SQL.
func ident(name string) string { return quote(name, "`") }

func literal(text string) string { return quote(text, "'") }

func quote(text, mark string) string {
	return mark + strings.NewReplacer(`\`, `\\`, mark, `\`+mark, "\x00", `\0`).Replace(text) + mark
}
