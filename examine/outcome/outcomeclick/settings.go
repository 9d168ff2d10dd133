// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeclick

import (
	"context"
	"errors"

	"github.com/ClickHouse/clickhouse-go/v2"

	"baken/examine/outcome"
)

// safe lists the settings by which a server gives an answer over a part of the rows, or
// over parts that aren't put together, and doesn't say so; with the value that is safe.
func safe() map[string]string {
	return map[string]string{
		"skip_unavailable_shards":       "0",
		"group_by_overflow_mode":        "throw",
		"read_overflow_mode":            "throw",
		"read_overflow_mode_leaf":       "throw",
		"result_overflow_mode":          "throw",
		"timeout_overflow_mode":         "throw",
		"timeout_overflow_mode_leaf":    "throw",
		"set_overflow_mode":             "throw",
		"distinct_overflow_mode":        "throw",
		"transfer_overflow_mode":        "throw",
		"distributed_group_by_no_merge": "0",
		"limit":                         "0",
		"offset":                        "0",
	}
}

const settingsSQL = `SELECT name, value FROM system.settings`

// careful refuses settings that leave rows out, and sees to it that questions only read:
// a user who may write is made to read, and one who may only read can't change settings.
func (e Engine) careful(ctx context.Context, conn clickhouse.Conn) (context.Context, error) {
	rows, err := conn.Query(ctx, settingsSQL)
	if err != nil {
		return nil, err
	}
	right := safe()
	readonly := ""
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		if name == "readonly" {
			readonly = value
		}
		if want, known := right[name]; known && value != want && value != "" {
			return nil, errors.Join(outcome.ErrPartial.With("setting", name, "value", value), rows.Close())
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	if readonly == "0" {
		ctx = clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{"readonly": 1}))
	}
	return ctx, nil
}
