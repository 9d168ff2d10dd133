// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectEnded = `
SELECT ` + headColumns + ` FROM report_case
WHERE ended_at > 0 AND ended_at < $1 AND id > $2 ORDER BY id LIMIT $3`

	deleteCase        = `DELETE FROM report_case WHERE id = $1 AND version = $2`
	deleteEpochs      = `DELETE FROM report_epoch WHERE report = $1`
	deleteGrants      = `DELETE FROM report_grant WHERE report = $1`
	deleteMessages    = `DELETE FROM report_message WHERE report = $1`
	deleteAttachments = `DELETE FROM report_attachment WHERE report = $1`
)

// Forget takes what was recorded of a record out of the log's events, and
// records that it was deleted; ledgerdb.Forget does.
type Forget func(ctx context.Context, tx *db.Tx, c db.Change) error

// Disposal implements report.Disposal.
type Disposal struct {
	store  *Store
	forget Forget
}

var _ report.Disposal = (*Disposal)(nil)

// NewDisposal deletes cases of a store.
func NewDisposal(s *Store, forget Forget) *Disposal { return &Disposal{s, forget} }

// Ended implements report.Disposal.
func (d *Disposal) Ended(ctx context.Context, _ org.Actor, before time.Time, after report.ID, most int) (list []report.Head, err error) {
	err = d.store.db.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scanHead, selectEnded, ms(before), string(after), int64(most))
		return err
	})
	return list, err
}

// Delete implements report.Disposal.
func (d *Disposal) Delete(ctx context.Context, as org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
	return d.store.db.Write(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanCase, selectCase+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		version := c.Version
		events, err := change(&c)
		if err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, deleteCase, string(id), version)); err != nil {
			return err
		}
		for _, part := range []string{deleteEpochs, deleteGrants, deleteMessages, deleteAttachments} {
			if _, err := tx.Exec(ctx, part, string(id)); err != nil {
				return err
			}
		}
		return d.forget(ctx, tx, db.Change{
			Room: "report", Record: string(id), Org: string(c.Org), Actor: as.String(),
			Version: version + 1, At: d.store.now(), Events: events,
		})
	})
}
