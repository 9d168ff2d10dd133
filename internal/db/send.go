// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"

	"github.com/jackc/pgx/v5/stdlib"
)

// statement waits to be sent.
type statement struct {
	query string
	args  []any
	check func(rows int64) error
}

// Send is Exec for a statement whose outcome isn't needed at once. On
// PostgreSQL it is sent together with those before and after it, in one journey
// to the server: at the latest with the next other statement, or before the
// commit. check, which may be nil, is told how many rows it touched; its error
// ends the change, as that of the statement does. Of several errors the first
// statement's counts.
func (t *Tx) Send(ctx context.Context, check func(rows int64) error, query string, args ...any) error {
	if t.conn == nil && !t.adds {
		rows, err := t.Exec(ctx, query, args...)
		if err == nil && check != nil {
			if err = check(rows); err != nil {
				err = t.fail(err)
			}
		}
		return err
	}
	if err := t.usable(args); err != nil {
		return err
	}
	t.sent = append(t.sent, statement{query, args, check})
	return nil
}

// flush sends what waits.
func (t *Tx) flush(ctx context.Context) error {
	if len(t.sent) == 0 {
		return nil
	}
	sent := t.sent
	t.sent = nil
	err := t.conn.Raw(func(driver any) error { return send(ctx, driver.(*stdlib.Conn).Conn(), sent) })
	if err != nil {
		return t.fail(err)
	}
	return nil
}
