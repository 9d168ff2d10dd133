// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"slices"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/hear/report/noticedb"
	"baken/hear/report/reportdb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/job"
)

// copying is one backup under way.
type copying struct {
	ctx      context.Context //nolint:containedctx // it lives as long as one call
	config   Config
	folder   *backup.Folder
	draft    *backup.Draft
	manifest backup.Manifest
	show     func(Work)
}

// apart lists the tables that aren't copied with the records: pieces are kept
// apart, who was signed in signs in again, and an address that its reporter had
// deleted must not come back.
func apart() []string {
	return slices.Concat(reportdb.ChunkTables(), noticedb.Tables(), []string{"session"})
}

func (w *copying) all(tx, chunks *db.Tx) error {
	for _, step := range []func(tx, chunks *db.Tx) error{w.facts, w.tables, w.jobs, w.pieces} {
		if err := step(tx, chunks); err != nil {
			return err
		}
	}
	return nil
}

func (w *copying) facts(tx, chunks *db.Tx) (err error) {
	if w.manifest.Rooms, err = db.Versions(w.ctx, tx); err != nil {
		return err
	}
	beside, err := db.Versions(w.ctx, chunks)
	maps.Copy(w.manifest.Rooms, beside)
	if err != nil {
		return err
	}
	if site, err := reportdb.SiteOf(w.ctx, tx); err == nil {
		w.manifest.Site = site
	} else if !errors.Is(err, db.ErrNone) {
		return err
	}
	signed, err := ledgerdb.Head(w.ctx, tx)
	if err != nil || signed == nil {
		return err
	}
	key, err := w.config.logKey(w.manifest.Site)
	if err != nil {
		return err
	}
	head, _, err := ledger.OpenCheckpoint(signed, key) // refuses another server's key before it is needed
	w.manifest.Checkpoint, w.manifest.Entries = string(signed), head.Size
	return err
}

func (w *copying) tables(tx, _ *db.Tx) error {
	tables, err := db.Tables(w.ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if slices.Contains(apart(), t.Name) {
			continue
		}
		if err := w.begin(backup.OfTable, t.Name, t.Columns...); err != nil {
			return err
		}
		if err := t.Each(w.ctx, tx, w.row); err != nil {
			return err
		}
	}
	return nil
}

func (w *copying) begin(of, name string, columns ...db.Column) error {
	if err := w.draft.Writer.Begin(backup.Section{Of: of, Name: name, Columns: columns}); err != nil {
		return w.draft.Fault(err)
	}
	return nil
}

func (w *copying) row(row []any) error {
	if err := w.draft.Row(row); err != nil {
		return w.draft.Fault(err)
	}
	if n := w.draft.Rows(); n%shown == 0 {
		w.show(Work{Stage: copyRecords, Done: n})
	}
	return nil
}

func (w *copying) jobs(tx, _ *db.Tx) error {
	waiting, err := job.Undone(w.ctx, tx)
	if err != nil {
		return err
	}
	if err := w.begin(backup.OfJobs, "", jobColumns()...); err != nil {
		return err
	}
	for _, j := range waiting {
		if err := w.row([]any{j.Name, string(j.Args), j.Due.UnixMilli()}); err != nil {
			return err
		}
	}
	return nil
}

func jobColumns() []db.Column {
	return []db.Column{{Name: "kind", Holds: db.Words}, {Name: "args", Holds: db.Words}, {Name: "due", Holds: db.Whole}}
}

func pieceColumns() []db.Column {
	return []db.Column{
		{Name: "upload", Holds: db.Words},
		{Name: "attachment", Holds: db.Words},
		{Name: "n", Holds: db.Whole},
		{Name: "digest", Holds: db.Bytes},
		{Name: "size", Holds: db.Whole},
	}
}

// pieces lists every piece of the attachments that the records name, and keeps
// those that no earlier backup kept.
func (w *copying) pieces(tx, chunks *db.Tx) error {
	var all []reportdb.Kept
	missing, err := reportdb.Attached(w.ctx, tx, chunks, func(k reportdb.Kept) error {
		all = append(all, k)
		return nil
	})
	if err != nil {
		return err
	}
	w.manifest.Pieces.Missing = missing
	if err := w.begin(backup.OfPieces, "", pieceColumns()...); err != nil {
		return err
	}
	for i, k := range all {
		if err := w.piece(chunks, k); err != nil {
			return err
		}
		w.show(Work{Stage: copyPieces, Done: int64(i) + 1, Total: int64(len(all))})
	}
	return nil
}

func (w *copying) piece(chunks *db.Tx, k reportdb.Kept) error {
	n := &w.manifest.Pieces
	digest := backup.Digest(k.Digest)
	there, err := w.folder.HasPiece(digest, k.Size)
	if err != nil {
		return err
	}
	if !there {
		sealed, err := reportdb.Sealed(w.ctx, chunks, k.Piece)
		if err != nil {
			return err
		}
		if sha256.Sum256(sealed) != digest { // damaged on the server itself: all else is still worth a backup
			n.Missing++
			return nil
		}
		if err := w.folder.AddPiece(digest, sealed); err != nil {
			return err
		}
		n.Added++
	}
	n.Count, n.Bytes = n.Count+1, n.Bytes+k.Size
	if err := w.draft.Row([]any{string(k.Upload), k.Attachment, k.Index, k.Digest, k.Size}); err != nil {
		return w.draft.Fault(err)
	}
	return nil
}
