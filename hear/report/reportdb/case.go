// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	headColumns = `id, version, org, state, sealed_by, submitted_at, last_at, last_from, messages, epoch, awaits_at,
desk, handler, excluded, tracks, read_at, ended_at, held, missed, actions`

	// due_on follows from the others, so that what is late is found along an index.

	selectCase   = `SELECT ` + headColumns + `, lookup, verify, recipient FROM report_case WHERE id = $1`
	selectLookup = `SELECT id FROM report_case WHERE lookup = $1`

	insertCase = `
INSERT INTO report_case (` + headColumns + `, lookup, verify, recipient, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) ON CONFLICT DO NOTHING`

	updateCase = `
UPDATE report_case SET version = version + 1, state = $3, last_at = $4, last_from = $5, messages = $6, epoch = $7, awaits_at = $8,
desk = $9, handler = $10, excluded = $11, tracks = $12, read_at = $13, ended_at = $14, held = $15, due_on = $16, missed = $17, actions = $18
WHERE id = $1 AND version = $2`

	selectEpochs = `
SELECT number, made_by, at, readers, recipient, sealed FROM report_epoch WHERE report = $1 ORDER BY number`
	selectGrants = `
SELECT epoch, made_by, at, readers, sealed FROM report_grant WHERE report = $1 ORDER BY version, n`
	selectMessages = `
SELECT seq, epoch, author, at, version, envelope FROM report_message WHERE report = $1 ORDER BY seq`
	selectAttachments = `
SELECT id, chunks, seq, upload FROM report_attachment WHERE report = $1 ORDER BY seq, id`

	insertEpoch = `
INSERT INTO report_epoch (report, number, made_by, at, readers, recipient, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	insertGrant = `
INSERT INTO report_grant (report, version, n, epoch, made_by, at, readers, sealed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	insertMessage = `
INSERT INTO report_message (report, seq, epoch, author, at, version, envelope) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	insertAttachment = `
INSERT INTO report_attachment (report, id, chunks, seq, upload) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (report, id) DO NOTHING`
)

// Submit implements report.Store.
func (s *Store) Submit(ctx context.Context, as org.Actor, c report.Case, events []ledger.Event) error {
	tracks, actions, err := lists(c.Head)
	if err != nil {
		return err
	}
	return s.db.Add(ctx, func(tx *db.Tx) error {
		err := tx.Send(ctx, once(report.ErrTaken), insertCase, string(c.ID), c.Version, string(c.Org), string(c.State), string(c.SealedBy),
			ms(c.Submitted), ms(c.Last), c.LastFrom, c.Messages, c.Epoch, ms(c.Awaits),
			string(c.Desk), string(c.Handler), spaced(c.Excluded), tracks, ms(c.Read), ms(c.Ended), c.Held, c.Missed, actions,
			c.Lookup[:], c.Reporter.Verify, c.Reporter.Recipient, c.Due().String())
		if err != nil {
			return err
		}
		if err := s.add(ctx, tx, c, c.Version); err != nil {
			return err
		}
		return s.record(ctx, tx, as, string(c.ID), c.Org, c.Version, events)
	})
}

// once refuses with err what is there already.
func once(err error) func(rows int64) error {
	return func(rows int64) error {
		if rows == 0 {
			return err
		}
		return nil
	}
}

// add keeps the parts of a case.
func (s *Store) add(ctx context.Context, tx *db.Tx, c report.Case, version int64) error {
	id := string(c.ID)
	for _, e := range c.Epochs {
		if err := tx.Send(ctx, nil, insertEpoch, id, e.Number, string(e.MadeBy), ms(e.At), join(e.Readers), e.Recipient, e.Sealed); err != nil {
			return err
		}
	}
	for n, g := range c.Grants {
		if err := tx.Send(ctx, nil, insertGrant, id, version, int64(n), g.Epoch, string(g.MadeBy), ms(g.At), join(g.Readers), g.Sealed); err != nil {
			return err
		}
	}
	for _, m := range c.Said {
		if err := tx.Send(ctx, nil, insertMessage, id, m.Seq, m.Epoch, string(m.From), ms(m.At), m.Version, m.Envelope); err != nil {
			return err
		}
	}
	for _, a := range c.Attachments {
		err := tx.Send(ctx, once(report.ErrAttachments.With("most", report.MostAttachments)), insertAttachment,
			id, a.ID, a.Chunks, a.Seq, string(a.Upload))
		if err != nil {
			return err
		}
	}
	return nil
}

// Find implements report.Store.
func (s *Store) Find(ctx context.Context, _ org.Actor, id report.ID) (c report.Case, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err = whole(ctx, tx, string(id))
		return found(err)
	})
	return c, err
}

// Lookup implements report.Store. When there is no such receipt, all parts of
// a case that isn't there are looked for.
func (s *Store) Lookup(ctx context.Context, _ org.Actor, h seal.LookupHash) (c report.Case, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		id, err := db.One(ctx, tx, db.Value[string], selectLookup, h[:])
		if err != nil && !errors.Is(err, db.ErrNone) {
			return err
		}
		c, err = whole(ctx, tx, id)
		return found(err)
	})
	return c, err
}

// whole reads a case with its parts, and looks for the parts also when there
// is no case.
func whole(ctx context.Context, tx *db.Tx, id string) (report.Case, error) {
	c, missing := db.One(ctx, tx, scanCase, selectCase, id)
	if missing != nil && !errors.Is(missing, db.ErrNone) {
		return c, missing
	}
	var err error
	if c.Epochs, err = db.All(ctx, tx, scanEpoch, selectEpochs, id); err != nil {
		return c, fmt.Errorf("read epochs: %w", err)
	}
	if c.Grants, err = db.All(ctx, tx, scanGrant, selectGrants, id); err != nil {
		return c, fmt.Errorf("read grants: %w", err)
	}
	if c.Said, err = db.All(ctx, tx, scanMessage, selectMessages, id); err != nil {
		return c, fmt.Errorf("read messages: %w", err)
	}
	if c.Attachments, err = db.All(ctx, tx, scanAttachment, selectAttachments, id); err != nil {
		return c, fmt.Errorf("read attachments: %w", err)
	}
	return c, missing
}

// Update implements report.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanCase, selectCase+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		events, err := change(&c)
		if err != nil {
			return err
		}
		tracks, actions, err := lists(c.Head)
		if err != nil {
			return err
		}
		err = saved(tx.Exec(ctx, updateCase, string(c.ID), c.Version, string(c.State), ms(c.Last), c.LastFrom, c.Messages, c.Epoch, ms(c.Awaits),
			string(c.Desk), string(c.Handler), spaced(c.Excluded), tracks, ms(c.Read), ms(c.Ended), c.Held, c.Due().String(), c.Missed, actions))
		if err != nil {
			return err
		}
		if err := s.add(ctx, tx, c, c.Version+1); err != nil {
			return err
		}
		return s.record(ctx, tx, as, string(c.ID), c.Org, c.Version+1, events)
	})
}

// lists writes the regimes and the actions of a case.
func lists(h report.Head) (tracks, actions string, err error) {
	t, err := json.Marshal(h.Tracks)
	if err != nil {
		return "", "", fmt.Errorf("write the regimes of a report: %w", err)
	}
	a, err := json.Marshal(h.Actions)
	if err != nil {
		return "", "", fmt.Errorf("write the actions of a report: %w", err)
	}
	return string(t), string(a), nil
}

func scanHead(row db.Row) (report.Head, error) { return readHead(row) }

func scanCase(row db.Row) (c report.Case, err error) {
	var lookup []byte
	c.Head, err = readHead(row, &lookup, &c.Reporter.Verify, &c.Reporter.Recipient)
	copy(c.Lookup[:], lookup)
	return c, err
}

func readHead(row db.Row, more ...any) (h report.Head, err error) {
	var submitted, last, awaits, read, ended int64
	var excluded, tracks, actions string
	err = row.Scan(append([]any{
		&h.ID, &h.Version, &h.Org, &h.State, &h.SealedBy, &submitted, &last, &h.LastFrom, &h.Messages, &h.Epoch, &awaits,
		&h.Desk, &h.Handler, &excluded, &tracks, &read, &ended, &h.Held, &h.Missed, &actions,
	}, more...)...)
	if err != nil {
		return h, err
	}
	h.Submitted, h.Last, h.Awaits, h.Read = instant(submitted), instant(last), instant(awaits), instant(read)
	h.Ended = instant(ended)
	for p := range strings.FieldsSeq(excluded) {
		h.Excluded = append(h.Excluded, org.PersonID(p))
	}
	if err := json.Unmarshal([]byte(tracks), &h.Tracks); err != nil {
		return h, fmt.Errorf("read the regimes of report %s: %w", h.ID, err)
	}
	if err := json.Unmarshal([]byte(actions), &h.Actions); err != nil {
		return h, fmt.Errorf("read the actions of report %s: %w", h.ID, err)
	}
	if len(h.Tracks) == 0 {
		h.Tracks = nil
	}
	if len(h.Actions) == 0 {
		h.Actions = nil
	}
	return h, nil
}

func scanEpoch(row db.Row) (e report.Epoch, err error) {
	var at int64
	var readers string
	err = row.Scan(&e.Number, &e.MadeBy, &at, &readers, &e.Recipient, &e.Sealed)
	e.At, e.Readers = instant(at), split(readers)
	return e, err
}

func scanGrant(row db.Row) (g report.Grant, err error) {
	var at int64
	var readers string
	err = row.Scan(&g.Epoch, &g.MadeBy, &at, &readers, &g.Sealed)
	g.At, g.Readers = instant(at), split(readers)
	return g, err
}

func scanMessage(row db.Row) (m report.Message, err error) {
	var at int64
	err = row.Scan(&m.Seq, &m.Epoch, &m.From, &at, &m.Version, &m.Envelope)
	m.At = instant(at)
	return m, err
}

func scanAttachment(row db.Row) (a report.Attachment, err error) {
	err = row.Scan(&a.ID, &a.Chunks, &a.Seq, &a.Upload)
	return a, err
}
