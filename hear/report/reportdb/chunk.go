// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectDigest = `SELECT digest FROM report_chunk WHERE upload = $1 AND attachment = $2 AND n = $3`
	countChunks  = `SELECT count(*) FROM report_chunk WHERE upload = $1`

	// An upload of many chunks touches its row once an hour, not each time.
	touchUpload = `
INSERT INTO report_upload (id, touched_at) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET touched_at = excluded.touched_at
WHERE report_upload.touched_at < excluded.touched_at - 3600000`

	insertChunk = `
INSERT INTO report_chunk (upload, attachment, n, digest, sealed) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (upload, attachment, n) DO NOTHING`

	selectChunk   = `SELECT sealed FROM report_chunk WHERE upload = $1 AND attachment = $2 AND n = $3`
	selectPresent = `SELECT attachment, n FROM report_chunk WHERE upload = $1 ORDER BY attachment, n`
	claimUpload   = `UPDATE report_upload SET touched_at = $2 WHERE id = $1`
	selectIdle    = `SELECT id FROM report_upload WHERE touched_at < $1 AND id > $2 ORDER BY id LIMIT $3`
	lockIdle      = `SELECT id FROM report_upload WHERE id = $1 AND touched_at < $2`
	deleteChunks  = `DELETE FROM report_chunk WHERE upload = $1`
	deleteUpload  = `DELETE FROM report_upload WHERE id = $1`
)

// Chunks implements report.Chunks.
type Chunks struct{ db *db.DB }

var _ report.Chunks = (*Chunks)(nil)

// NewChunks keeps chunks in d, which on SQLite is a file of its own: what is
// large doesn't stand in the way of records there.
func NewChunks(d *db.DB) *Chunks { return &Chunks{d} }

// Put implements report.Chunks.
func (c *Chunks) Put(ctx context.Context, p report.Piece, sealed []byte, at time.Time) error {
	sum := sha256.Sum256(sealed)
	there, err := c.before(ctx, p, sum[:])
	if err != nil || there {
		return err
	}
	kept := false
	err = c.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, touchUpload, string(p.Upload), ms(at)); err != nil {
			return err
		}
		rows, err := tx.Exec(ctx, insertChunk, string(p.Upload), p.Attachment, p.Index, sum[:], sealed)
		kept = rows == 1
		return err
	})
	if err != nil || kept {
		return err
	}
	_, err = c.before(ctx, p, sum[:]) // somebody was first
	return err
}

// before tells whether this chunk is there already, and refuses another one in
// its place and one too many.
func (c *Chunks) before(ctx context.Context, p report.Piece, sum []byte) (there bool, err error) {
	err = c.db.Read(ctx, func(tx *db.Tx) error {
		digest, err := db.One(ctx, tx, db.Value[[]byte], selectDigest, string(p.Upload), p.Attachment, p.Index)
		switch {
		case err == nil && bytes.Equal(digest, sum):
			there = true
			return nil
		case err == nil:
			return report.ErrChunkTwice
		case !errors.Is(err, db.ErrNone):
			return err
		}
		n, err := db.One(ctx, tx, db.Value[int64], countChunks, string(p.Upload))
		if err == nil && n >= report.MostPieces {
			return report.ErrLarge.With("most", report.MostPieces*report.ChunkSize)
		}
		return err
	})
	return there, err
}

// Get implements report.Chunks.
func (c *Chunks) Get(ctx context.Context, p report.Piece) (sealed []byte, err error) {
	err = c.db.Read(ctx, func(tx *db.Tx) error {
		sealed, err = db.One(ctx, tx, db.Value[[]byte], selectChunk, string(p.Upload), p.Attachment, p.Index)
		return found(err)
	})
	return sealed, err
}

// Present implements report.Chunks.
func (c *Chunks) Present(ctx context.Context, u report.Upload) (p report.Present, err error) {
	err = c.db.Read(ctx, func(tx *db.Tx) error {
		p, err = present(ctx, tx, u)
		return err
	})
	return p, err
}

func present(ctx context.Context, tx *db.Tx, u report.Upload) (report.Present, error) {
	pieces, err := db.All(ctx, tx, func(row db.Row) (p report.Piece, err error) {
		err = row.Scan(&p.Attachment, &p.Index)
		return p, err
	}, selectPresent, string(u))
	out := report.Present{}
	for _, p := range pieces {
		out[p.Attachment] = append(out[p.Attachment], p.Index)
	}
	return out, err
}

// Claim implements report.Chunks.
func (c *Chunks) Claim(ctx context.Context, u report.Upload, at time.Time) (p report.Present, err error) {
	err = c.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, claimUpload, string(u), ms(at)); err != nil {
			return err
		}
		p, err = present(ctx, tx, u)
		return err
	})
	return p, err
}

// Drop implements report.Chunks.
func (c *Chunks) Drop(ctx context.Context, u report.Upload, since time.Time) error {
	return c.db.Write(ctx, func(tx *db.Tx) error {
		_, err := db.One(ctx, tx, db.Value[string], lockIdle+tx.Lock(), string(u), ms(since))
		if errors.Is(err, db.ErrNone) {
			return nil // claimed meanwhile
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, deleteChunks, string(u)); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, deleteUpload, string(u))
		return err
	})
}

// Idle implements report.Chunks.
func (c *Chunks) Idle(ctx context.Context, since time.Time, after report.Upload, most int) (all []report.Upload, err error) {
	err = c.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, db.Value[report.Upload], selectIdle, ms(since), string(after), int64(most))
		return err
	})
	return all, err
}
