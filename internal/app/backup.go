// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/backup"
	"baken/internal/db"
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

// shown is after how many rows it is told how far the work is.
const shown = 500

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
		if errors.Is(err, db.ErrUnreachable) {
			err = fmt.Errorf("%w: %w", ErrServer, err)
		}
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
	backup.Manifest
	Expired []string // names of backups that were removed
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
	switch unused, err := s.records.Unused(ctx); {
	case err != nil:
		return out, err
	case unused:
		return out, ErrNothing
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
	if out.Manifest, err = draft.Finish(w.manifest, key); err != nil {
		return out, err
	}
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

// chunks gives where chunks are, and whether that is a file of its own: what
// is large is beside the records, where these are in a file.
func (c Config) chunks() (dsn string, own bool) {
	path, file := strings.CutPrefix(c.Database, "sqlite:")
	if !file {
		return c.Database, false
	}
	return "sqlite:" + strings.TrimSuffix(path, ".db") + ".chunks.db", true
}
