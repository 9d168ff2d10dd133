// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Holds is what a column holds; both engines have the same four.
type Holds string

// What columns hold: int64, float64, string and []byte in a row.
const (
	Whole Holds = "whole"
	Real  Holds = "real"
	Words Holds = "text"
	Bytes Holds = "bytes"
)

// Column is a column of a table.
type Column struct {
	Name  string `json:"name"`
	Holds Holds  `json:"holds"`
}

// Table is a table of a room, as it is copied to a backup and back.
type Table struct {
	Name    string
	Columns []Column
}

const (
	columnsLite = `
SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_xinfo(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND c.hidden = 0 ORDER BY t.name, c.cid`
	columnsPostgres = `
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
ORDER BY c.table_name COLLATE "C", c.ordinal_position`
)

// Tables lists the tables that hold what rooms keep: not the versions of
// tables, and not those of River, whose jobs internal/job copies.
func Tables(ctx context.Context, tx *Tx) ([]Table, error) {
	query := columnsLite
	if tx.Engine() == Postgres {
		query = columnsPostgres
	}
	type column struct{ table, name, kind string }
	found, err := All(ctx, tx, func(row Row) (c column, err error) {
		err = row.Scan(&c.table, &c.name, &c.kind)
		return c, err
	}, query)
	if err != nil {
		return nil, err
	}
	var all []Table
	for _, c := range found {
		if c.table == restoring || strings.HasPrefix(c.table, versions) || strings.HasPrefix(c.table, "river_") {
			continue
		}
		holds, err := holdsOf(c.kind)
		if err != nil {
			return nil, fmt.Errorf("copy %s.%s: %w", c.table, c.name, err)
		}
		if len(all) == 0 || all[len(all)-1].Name != c.table {
			all = append(all, Table{Name: c.table})
		}
		last := &all[len(all)-1]
		last.Columns = append(last.Columns, Column{Name: c.name, Holds: holds})
	}
	return all, nil
}

func holdsOf(kind string) (Holds, error) {
	switch strings.ToLower(kind) {
	case "integer", "int", "bigint", "smallint":
		return Whole, nil
	case "real", "double precision":
		return Real, nil
	case "text":
		return Words, nil
	case "blob", "bytea":
		return Bytes, nil
	}
	return "", fmt.Errorf("db: no column of type %q is copied", kind)
}

// plainName is what a name of a table or a column looks like. A name from a
// file goes into SQL only after it was found among those of the database.
var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (t Table) names() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		if !plainName.MatchString(c.Name) || !plainName.MatchString(t.Name) {
			panic("db: a table or column has an odd name: " + t.Name + "." + c.Name)
		}
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

// Each gives every row, in no order: int64, float64, string, []byte or nil for
// each column. The row is used again for the next.
func (t Table) Each(ctx context.Context, tx *Tx, use func(row []any) error) (err error) {
	rows, err := tx.Query(ctx, `SELECT `+t.names()+` FROM `+t.Name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, v := range row {
			if b, ok := v.([]byte); ok && b == nil {
				row[i] = []byte{} // SQLite's driver gives no bytes this way; NULL is nil itself
			}
		}
		if err := use(row); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return tx.fail(err)
	}
	return nil
}

// Clear takes all rows away: a table may have been made with some.
func (t Table) Clear(ctx context.Context, tx *Tx) error {
	_, err := tx.Exec(ctx, `DELETE FROM `+t.Name)
	return err
}

const (
	// mostRows and mostWeight bound what one INSERT holds.
	mostRows   = 200
	mostWeight = 4 << 20
)

// Fill adds rows until next gives none. The table has to be one that Tables
// listed of this database.
func (t Table) Fill(ctx context.Context, tx *Tx, next func() (row []any, err error)) error {
	most := min(mostRows, 30_000/len(t.Columns)) // SQLite takes 32,766 parameters
	var args []any
	rows, weight := 0, 0
	for {
		row, err := next()
		if err != nil {
			return err
		}
		if row != nil {
			args = append(args, row...)
			rows, weight = rows+1, weight+weigh(row)
		}
		if rows > 0 && (row == nil || rows == most || weight > mostWeight) {
			if _, err := tx.Exec(ctx, t.insert(tx.Engine(), rows), args...); err != nil {
				return fmt.Errorf("fill %s: %w", t.Name, err)
			}
			args, rows, weight = args[:0], 0, 0
		}
		if row == nil {
			return nil
		}
	}
}

func weigh(row []any) (n int) {
	for _, v := range row {
		switch v := v.(type) {
		case string:
			n += len(v)
		case []byte:
			n += len(v)
		}
	}
	return n
}

func (t Table) insert(e Engine, rows int) string {
	overriding := ""
	if e == Postgres {
		overriding = " OVERRIDING SYSTEM VALUE" // columns that count by themselves
	}
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s)%s VALUES ", t.Name, t.names(), overriding)
	n := 0
	for i := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		marks := make([]string, len(t.Columns))
		for j := range marks {
			n++
			marks[j] = fmt.Sprintf("$%d", n)
		}
		b.WriteString("(" + strings.Join(marks, ", ") + ")")
	}
	return b.String()
}

// Same tells whether two tables have the same columns, in any order.
func (t Table) Same(other Table) bool {
	order := func(a, b Column) int { return strings.Compare(a.Name, b.Name) }
	return t.Name == other.Name &&
		slices.Equal(slices.SortedFunc(slices.Values(t.Columns), order), slices.SortedFunc(slices.Values(other.Columns), order))
}
