// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"os"
	"strings"
)

// readParquet takes the columns and the number of rows from the metadata.
func (t *Table) readParquet(ctx context.Context) error {
	t.engine.otherwise = ErrDamaged
	path := literal(pattern(t.file.path))
	t.from = "read_parquet(" + path + ", binary_as_string = true, hive_partitioning = false, filename = false)"
	names, err := t.parquetNames(ctx, path)
	if err != nil {
		return err
	}
	if err := checkNames(names); err != nil {
		return err
	}
	err = t.engine.each(ctx, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "+t.from+")", nil,
		func(r *sql.Rows) error {
			var name, kind string
			if err := r.Scan(&name, &kind); err != nil {
				return err
			}
			t.columns = append(t.columns, column{Column{name, kindOf(kind)}, ident(name)})
			return nil
		})
	if err != nil {
		return err
	}
	if err := t.sameNames(names); err != nil {
		return err
	}
	return t.engine.one(ctx, "SELECT num_rows FROM parquet_file_metadata("+path+")", &t.rows)
}

// parquetNames lists the top-level columns of the schema, which is written
// depth first.
func (t *Table) parquetNames(ctx context.Context, path string) ([]string, error) {
	var names []string
	skip, root := int64(0), true
	err := t.engine.each(ctx, "SELECT name, num_children FROM parquet_schema("+path+")", nil, func(r *sql.Rows) error {
		var name string
		var children sql.NullInt64
		if err := r.Scan(&name, &children); err != nil {
			return err
		}
		switch {
		case root:
			root = false
		case skip > 0:
			skip += children.Int64 - 1
		default:
			names = append(names, name)
			skip = children.Int64
		}
		return nil
	})
	return names, err
}

// sameNames is a fault when the engine renamed a column, which it does with
// duplicates in silence.
func (t *Table) sameNames(names []string) error {
	if len(names) != len(t.columns) {
		return ErrDamaged
	}
	for i, c := range t.columns {
		if c.Name != names[i] {
			return ErrDuplicate.With("column", names[i])
		}
	}
	return nil
}

// envelope checks that the file begins and ends as Parquet does.
func (f file) envelope() (err error) {
	const edge = 8 // length of the footer and the last four letters
	if strings.HasPrefix(string(f.head), "PARE") {
		return ErrEncrypted
	}
	if f.info.Size() < edge+4 {
		return ErrTruncated
	}
	in, err := os.Open(f.path)
	if err != nil {
		return accessFault(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var tail [edge]byte
	if _, err := in.ReadAt(tail[:], f.info.Size()-edge); err != nil {
		return accessFault(err)
	}
	footer := int64(binary.LittleEndian.Uint32(tail[:4]))
	if string(tail[4:]) != "PAR1" || footer > f.info.Size()-edge-4 {
		return ErrTruncated
	}
	return nil
}

// kindOf reads the engine's name of a type.
func kindOf(name string) Kind {
	base, _, _ := strings.Cut(name, "(")
	switch {
	case strings.HasSuffix(name, "]"):
		return KindNested
	case base == "VARCHAR", base == "UUID", base == "ENUM":
		return KindText
	case base == "BOOLEAN":
		return KindBoolean
	case strings.HasSuffix(base, "INT"), base == "INTEGER", base == "UINTEGER":
		return KindInteger
	case base == "DECIMAL", base == "FLOAT", base == "DOUBLE":
		return KindDecimal
	case base == "DATE", strings.HasPrefix(base, "TIME"):
		return KindInstant
	}
	return KindNested
}
