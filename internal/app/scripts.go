// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/asset"
	"baken/internal/db"
)

// logScripts lists the scripts of this program in the log, before a page that
// loads one is served. Of several servers that start at once each sees what
// the others listed.
func (a *App) logScripts(ctx context.Context) error {
	key, err := ledger.ParseKey(a.hear.ledger.Key())
	if err != nil {
		return err
	}
	scripts, err := asset.Scripts()
	if err != nil {
		return err
	}
	for {
		listed, err := a.listScripts(ctx, key, scripts)
		if err != nil && !errors.Is(err, db.ErrExists) {
			return fmt.Errorf("list the scripts: %w", err)
		}
		if listed {
			return nil
		}
	}
}

// listScripts records what isn't listed yet, and tells whether all was.
func (a *App) listScripts(ctx context.Context, key ledger.Key, scripts map[string]string) (listed bool, err error) {
	for n := 1; n > 0; { // so that none waits for its place
		if n, err = a.hear.ledger.Append(ctx); err != nil {
			return false, err
		}
	}
	there, err := a.hear.ledger.Keys(ctx, ledger.Scripts)
	if err != nil {
		return false, err
	}
	events, err := there.ListScripts(key, scripts)
	if err != nil || len(events) == 0 {
		return true, err
	}
	return false, a.db.Write(ctx, func(tx *db.Tx) error {
		return tx.Record(ctx, db.Change{
			Room: "app", Record: ledger.Scripts, Org: a.config.host(), Actor: org.System("start").String(),
			Version: events[0].Key.Number, At: time.Now(), Events: events,
		})
	})
}
