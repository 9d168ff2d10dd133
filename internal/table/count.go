// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"
	"strings"

	"baken/base/fault"
)

// countRule is how a column of counts is read: when a cell can be taken, and
// its value. Both are SQL over the column.
type countRule struct{ good, value string }

// maxExact is the largest count that a floating-point column holds exactly.
const maxExact = "9007199254740992"

// countRule refuses what isn't a whole number from zero up. A fraction of
// nothing but zeros (12.0) is whole.
func (t *Table) countRule(c column) (countRule, error) {
	switch c.Kind {
	case KindText:
		full := "regexp_full_match(" + c.ident + ", '[0-9]+(" + t.point() + "0+)?')"
		value := "TRY_CAST(regexp_extract(" + c.ident + ", '^[0-9]+') AS BIGINT)"
		return countRule{"coalesce(" + full + " AND " + value + " IS NOT NULL, false)", value}, nil
	case KindInteger:
		value := "TRY_CAST(" + c.ident + " AS BIGINT)"
		return countRule{"coalesce(" + value + " >= 0, false)", value}, nil
	case KindDecimal:
		value := "TRY_CAST(" + c.ident + " AS BIGINT)"
		good := "coalesce(" + c.ident + " >= 0 AND " + c.ident + " <= " + maxExact + " AND " + c.ident + " = trunc(" + c.ident + "), false)"
		return countRule{good, value}, nil
	default:
		return countRule{}, ErrCountKind.With("column", c.Name)
	}
}

// point matches the decimal sign in a regular expression.
func (t *Table) point() string {
	if t.comma {
		return ","
	}
	return "[.]"
}

// badCount finds the first row whose count can't be taken and says why; the
// text in the cell is read to choose the rule and goes no further.
func (t *Table) badCount(ctx context.Context, c column) error {
	r, err := t.countRule(c)
	if err != nil {
		return err
	}
	var row int64
	var text sql.NullString
	err = t.engine.one(ctx, "SELECT row, CAST(v AS VARCHAR) FROM (SELECT row_number() OVER () AS row, "+c.ident+" AS v, "+
		r.good+" AS good FROM "+t.from+") WHERE NOT good ORDER BY row LIMIT 1", &row, &text)
	if err != nil {
		return err
	}
	return t.countFault(text.String).With("column", c.Name, "row", row)
}

// countFault names the rule that a text breaks as a count.
func (t *Table) countFault(text string) *fault.Error {
	if slices.Contains(t.missing, text) {
		return ErrCountMissing
	}
	if t.comma {
		text = strings.ReplaceAll(text, ",", ".")
	}
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil && !math.IsInf(x, 0), math.IsNaN(x):
		return ErrCountText
	case x < 0:
		return ErrCountNegative
	case x >= math.MaxInt64:
		return ErrCountLarge
	case x != math.Trunc(x):
		return ErrCountFraction
	}
	return ErrCountText
}

// parseSum reads the sum of a group, which the engine keeps in 128 bits.
func parseSum(text sql.NullString, column string) (int64, error) {
	if !text.Valid {
		return 0, nil
	}
	n, err := strconv.ParseInt(text.String, 10, 64)
	if err != nil {
		return 0, ErrCountTotal.With("column", column)
	}
	return n, nil
}

// add keeps a sum of counts, none negative, within 64 bits.
func (c *cell) add(n int64, sum *column) error {
	if n > math.MaxInt64-c.count {
		name := ""
		if sum != nil {
			name = sum.Name
		}
		return ErrCountTotal.With("column", name)
	}
	c.count += n
	return nil
}
