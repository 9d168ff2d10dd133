// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"time"

	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectAttached = `SELECT upload, id, chunks FROM report_attachment WHERE upload <> '' ORDER BY upload, id`
	selectKept     = `SELECT n, digest, octet_length(sealed) FROM report_chunk WHERE upload = $1 AND attachment = $2 AND n < $3 ORDER BY n`
)

// SiteOf gives the site that receipts are stretched with; db.ErrNone when none
// is kept yet.
func SiteOf(ctx context.Context, tx *db.Tx) (string, error) {
	return db.One(ctx, tx, db.Value[string], selectSite)
}

// Kept is a chunk of an attachment that a case names.
type Kept struct {
	report.Piece
	Digest []byte // SHA-256 of what is sealed
	Size   int64
}

// ChunkTables names the tables of ChunkRoom, whose content a backup keeps
// apart from the records.
func ChunkTables() []string { return []string{"report_chunk", "report_upload"} }

// Attached gives every chunk that the cases in records name and chunks hold,
// and tells how many of them aren't there.
func Attached(ctx context.Context, records, chunks *db.Tx, use func(Kept) error) (missing int64, err error) {
	type file struct {
		upload report.Upload
		id     string
		chunks int64
	}
	files, err := db.All(ctx, records, func(row db.Row) (f file, err error) {
		err = row.Scan(&f.upload, &f.id, &f.chunks)
		return f, err
	}, selectAttached)
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		there, err := db.All(ctx, chunks, func(row db.Row) (Kept, error) {
			k := Kept{Piece: report.Piece{Upload: f.upload, Attachment: f.id}}
			err := row.Scan(&k.Index, &k.Digest, &k.Size)
			return k, err
		}, selectKept, string(f.upload), f.id, f.chunks)
		if err != nil {
			return missing, err
		}
		missing += f.chunks - int64(len(there))
		for _, k := range there {
			if err := use(k); err != nil {
				return missing, err
			}
		}
	}
	return missing, nil
}

// Sealed gives the content of a chunk in tx.
func Sealed(ctx context.Context, tx *db.Tx, p report.Piece) ([]byte, error) {
	return db.One(ctx, tx, db.Value[[]byte], selectChunk, string(p.Upload), p.Attachment, p.Index)
}

// Return puts a chunk back, as belonging to a case.
func Return(ctx context.Context, tx *db.Tx, k Kept, sealed []byte, at time.Time) error {
	if _, err := tx.Exec(ctx, touchUpload, string(k.Upload), ms(at)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, insertChunk, string(k.Upload), k.Attachment, k.Index, k.Digest, sealed)
	return err
}
