// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"math"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
)

// counter counts people by the categories that they are in.
type counter struct {
	columns []string
	codes   []map[table.Value]string // of the values of each column
	counts  []disclose.Count
	sums    map[string]int // the place of a combination in counts
}

// place gives the count that a combination of values is in. Errors: ErrUnknown for a value
// that no category has, with how many have it.
func (c *counter) place(values []table.Value, n int64) (int, error) {
	at := make([]string, len(values))
	for k, v := range values {
		code, ok := c.codes[k][v]
		if !ok {
			return 0, ErrUnknown.With("column", text.Data(c.columns[k]), "value", valueText(string(v)), "n", n)
		}
		at[k] = code
	}
	key := string(mustJSON(at))
	i, again := c.sums[key]
	if !again {
		i = len(c.counts)
		c.sums[key] = i
		c.counts = append(c.counts, disclose.Count{At: at})
	}
	return i, nil
}

// amounts adds up what people have, and finds who has most. Errors: ErrWhole for what isn't
// a whole number of nothing or more, with its row.
func (c *counter) amounts(ctx context.Context, t *table.Table, column string) error {
	fields := []table.Field{}
	for _, name := range c.columns {
		fields = append(fields, table.Field{Column: name})
	}
	last := len(fields)
	fields = append(fields, table.Field{Column: column, As: table.Numbers})
	// Columns may come one after another: of each row the combination so far is kept.
	values := map[string]int{}
	var distinct [][]table.Value
	row := make([]int, 0, 1024)
	grow := func(prefix int, v table.Value) int {
		var all []table.Value
		if prefix >= 0 {
			all = distinct[prefix]
		}
		all = append(all[:len(all):len(all)], v)
		key := string(mustJSON(all))
		at, ok := values[key]
		if !ok {
			at = len(distinct)
			values[key], distinct = at, append(distinct, all)
		}
		return at
	}
	return t.Scan(ctx, fields, func(field int, i int64, d table.Datum) error {
		switch {
		case field == 0:
			row = append(row, grow(-1, d.Words))
		case field < last:
			row[i] = grow(row[i], d.Words)
		default:
			if d.Number != math.Trunc(d.Number) || d.Number < 0 || d.Number > disclose.MostAmount { // NaN differs from itself
				return ErrWhole.With("column", text.Data(column), "row", i+1)
			}
			at, err := c.place(distinct[row[i]], 1)
			if err != nil {
				return err
			}
			c.counts[at].Has(int64(d.Number))
		}
		return nil
	})
}
