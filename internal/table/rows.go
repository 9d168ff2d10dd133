// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Answer is what a query answered.
type Answer struct {
	Rows        int64
	Fingerprint string // SHA-256 of the names and of all cells in order, in hexadecimal
}

// ScanRows gives the cells of some columns of the answer to a query to take, row by row,
// as they come from the database: of the answer only the row at hand is kept. Rows count
// from 0, in the order of the answer. Of the source only how cells are written counts. An
// error of take ends it and is returned.
//
// Errors: ErrColumn, ErrNoName, ErrDuplicate, ErrNoRows, ErrNumber, and ErrNested for what
// is neither text, a number, a truth value nor an instant.
func ScanRows(ctx context.Context, rows *sql.Rows, src Source, set Settings, fields []Field, take func(field int, row int64, d Datum) error) (Answer, error) {
	names, err := rows.Columns()
	if err != nil {
		return Answer{}, err
	}
	at, err := places(names, fields)
	if err != nil {
		return Answer{}, err
	}
	cells, dest := make([]any, len(names)), make([]any, len(names))
	for i := range cells {
		dest[i] = &cells[i]
	}
	sum := sha256.New()
	for _, name := range names {
		mark(sum, name)
	}
	how := src.spelling()
	var out Answer
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return out, err
		}
		for i := range cells {
			if cells[i], err = plain(names[i], cells[i]); err != nil {
				return out, err
			}
			mark(sum, cells[i])
		}
		for i, f := range fields {
			d, err := how.datum(f, as(f, cells[at[i]]), out.Rows)
			if err != nil {
				return out, err
			}
			if err := take(i, out.Rows, d); err != nil {
				return out, err
			}
		}
		const often = 1 << 14
		if out.Rows++; out.Rows%often == 0 {
			set.tell(Scanning, out.Rows*int64(len(fields)), 0)
		}
		if ctx.Err() != nil {
			return out, fmt.Errorf("table: %w", context.Cause(ctx))
		}
	}
	if err := rows.Err(); err != nil {
		return out, err
	}
	if out.Rows == 0 {
		return out, ErrNoRows
	}
	out.Fingerprint = hex.EncodeToString(sum.Sum(nil))
	return out, nil
}

// places finds the columns that are asked for.
func places(names []string, fields []Field) ([]int, error) {
	if err := checkNames(names); err != nil {
		return nil, err
	}
	at := make([]int, len(fields))
	for i, f := range fields {
		if at[i] = slices.Index(names, f.Column); at[i] < 0 {
			return nil, unknownColumn(f.Column, names)
		}
	}
	return at, nil
}

// mark adds a cell to a sum, so that no two answers give the same.
func mark(sum hash.Hash, cell any) {
	if cell == nil {
		_, _ = sum.Write([]byte{0}) // a hash takes everything
		return
	}
	words := fmt.Sprint(cell)
	_, _ = sum.Write(binary.AppendUvarint([]byte{1}, uint64(len(words))))
	_, _ = io.WriteString(sum, words)
}

// plain gives a cell as the database had it as a string, an int64, a float64 or nil.
func plain(column string, cell any) (any, error) {
	switch x := cell.(type) {
	case nil, string, int64, float64:
		return x, nil
	case []byte:
		if utf8.Valid(x) {
			return string(x), nil
		}
	case bool:
		return strconv.FormatBool(x), nil
	case time.Time:
		return x.Format(time.RFC3339Nano), nil
	}
	return nil, ErrNested.With("column", column)
}

// as gives a cell as its field reads it.
func as(f Field, cell any) any {
	switch x := cell.(type) {
	case int64:
		if f.As == Numbers {
			return float64(x)
		}
		return strconv.FormatInt(x, 10)
	case float64:
		if f.As == Words {
			return strconv.FormatFloat(x, 'g', -1, 64)
		}
	}
	return cell
}
