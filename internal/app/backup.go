// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/hear/report/reportdb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/text"
)

// What can be wrong with a backup or a restore, besides the folder.
var (
	ErrNothing = fault.New(fault.Invalid, "app.backup.nothing")    // there is nothing in the database
	ErrBroken  = fault.New(fault.Invalid, "app.restore.audit")     // args n: the log and what was restored don't fit
	ErrLostTo  = fault.New(fault.Invalid, "app.restore.lost_to")   // args size, kept: no later checkpoint of this log
	ErrAnother = fault.New(fault.Invalid, "app.restore.another")   // args table: not one of this version's
	ErrDays    = fault.New(fault.Invalid, "app.config.days")       // args value
	ErrPieces  = fault.New(fault.Invalid, "app.restore.uncounted") // the backup lists other pieces than it counts
)

// forBackup is the use of the server's secret that seals manifests.
const forBackup = "baken backup manifest"

// Work is how far a backup or a restore is.
type Work struct {
	Stage       text.Key
	Done, Total int64 // Total is 0 while it isn't known
}

// The stages.
const (
	copyRecords  text.Key = "app.backup.records"
	copyPieces   text.Key = "app.backup.pieces"
	checkBackup  text.Key = "app.restore.checking"
	fillRecords  text.Key = "app.restore.records"
	returnPieces text.Key = "app.restore.pieces"
)

// stores are a server's databases, without the server.
type stores struct{ records, chunks *db.DB }

func openStores(ctx context.Context, c Config, log *slog.Logger) (s stores, err error) {
	if s.records, err = db.Open(ctx, c.Database, log); err != nil {
		return s, err
	}
	s.chunks = s.records
	if path, own := c.chunks(); own {
		if s.chunks, err = db.Open(ctx, path, log); err != nil {
			return s, errors.Join(err, s.records.Close())
		}
	}
	return s, nil
}

func (s stores) close() error {
	err := s.records.Close()
	if s.chunks != s.records {
		err = errors.Join(err, s.chunks.Close())
	}
	return err
}

// Backed tells what a backup did.
type Backed struct {
	Name    string
	Expired []string
	backup.Manifest
}

// Backup makes a backup of the server's database in a folder, also while the
// server goes on, and removes those that are older than they are kept.
func Backup(ctx context.Context, c Config, dir string, log *slog.Logger, show func(Work)) (out Backed, err error) {
	key, err := c.backupKey()
	if err != nil {
		return out, err
	}
	s, err := openStores(ctx, c, log)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	if unused, err := s.records.Unused(ctx); err != nil || unused {
		return out, errors.Join(err, ErrNothing)
	}
	folder, err := backup.Make(dir)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	draft, err := folder.Begin()
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, draft.Discard()) }()
	w := &copying{ctx: ctx, config: c, folder: folder, draft: draft, show: show}
	w.manifest = backup.Manifest{Version: Version, Engine: string(s.records.Engine()), Site: c.host(), Made: time.Now()}
	if err := s.records.ReadWith(ctx, s.chunks, w.all); err != nil {
		return out, err
	}
	if out.Name, err = draft.Finish(w.manifest, key); err != nil {
		return out, err
	}
	out.Manifest = w.manifest
	if c.BackupDays != "" {
		out.Expired, err = folder.Expire(w.manifest.Made.AddDate(0, 0, -c.backupDays()))
	}
	return out, err
}

// backupKey gives the key that seals manifests.
func (c Config) backupKey() ([]byte, error) {
	secret, err := c.secret()
	if err != nil {
		return nil, err
	}
	return derive(secret, forBackup)
}

// logKey gives the public key of this server's log.
func (c Config) logKey(site string) (ledger.Key, error) {
	secret, err := c.secret()
	if err != nil {
		return ledger.Key{}, err
	}
	_, public, err := ledgerKeys(secret, site)
	if err != nil {
		return ledger.Key{}, err
	}
	return ledger.ParseKey(public)
}

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
// apart, and who was signed in signs in again.
func apart() []string { return append(reportdb.ChunkTables(), "session") }

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
	for room, version := range beside {
		w.manifest.Rooms[room] = version
	}
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
	w.show(Work{Stage: copyRecords, Done: w.draft.Rows()})
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
		{Name: "upload", Holds: db.Words}, {Name: "attachment", Holds: db.Words}, {Name: "n", Holds: db.Whole},
		{Name: "digest", Holds: db.Bytes}, {Name: "size", Holds: db.Whole},
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

// chunks gives where chunks are, and whether that is a file of its own: what
// is large is beside the records, where these are in a file.
func (c Config) chunks() (dsn string, own bool) {
	path, file := strings.CutPrefix(c.Database, "sqlite:")
	if !file {
		return c.Database, false
	}
	return "sqlite:" + strings.TrimSuffix(path, ".db") + ".chunks.db", true
}
