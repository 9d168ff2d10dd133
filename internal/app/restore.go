// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/internal/backup"
	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/text"
)

// Restoring says which backup to restore.
type Restoring struct {
	Dir    string
	Name   string // empty: the last one
	LostTo []byte // the last checkpoint that anyone has of the log that was lost; empty: not known
}

// Restored tells what a restore did.
type Restored struct {
	backup.Manifest
	Loss *ledger.Loss // nil when nothing was lost
	Log  ledgerdb.Report
}

// Restore fills an empty database from a backup, and says in the log what was
// lost. Before it touches the database it reads and checks the whole backup;
// what it then can't finish no server serves.
func Restore(ctx context.Context, c Config, r Restoring, log *slog.Logger, show func(Work)) (out Restored, err error) {
	folder, err := backup.Open(r.Dir)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	f := &filling{config: c, folder: folder, show: show, log: log}
	if err := f.choose(r); err != nil {
		return out, err
	}
	if f.stores, err = openStores(ctx, c, log); err != nil {
		return out, err
	}
	if err := f.empty(ctx); err != nil {
		return out, errors.Join(err, f.close())
	}
	err = f.records.Restore(ctx, f.all)
	if err != nil && !errors.Is(err, db.ErrNotEmpty) && f.records.Engine() == db.SQLite {
		return out, errors.Join(err, f.close(), c.removeFiles())
	}
	return f.out, errors.Join(err, f.close())
}

// removeFiles takes away the files of a restore that couldn't be finished.
func (c Config) removeFiles() (err error) {
	chunks, _ := c.chunks()
	for _, dsn := range []string{c.Database, chunks} {
		path := strings.TrimPrefix(dsn, "sqlite:")
		for _, name := range []string{path, path + "-wal", path + "-shm", strings.TrimSuffix(path, ".db") + ".lock"} {
			if gone := os.Remove(name); !errors.Is(gone, os.ErrNotExist) {
				err = errors.Join(err, gone)
			}
		}
	}
	return err
}

// filling is one restore under way.
type filling struct {
	stores
	config Config
	folder *backup.Folder
	log    *slog.Logger
	show   func(Work)
	ledger *ledgerdb.Log
	key    ledger.Key
	kept   ledger.Checkpoint // the log of the backup
	lost   ledger.Checkpoint // the log that was lost, as far as is known
	jobs   []job.Waiting
	out    Restored
}

// empty refuses to put pieces among others.
func (f *filling) empty(ctx context.Context) error {
	empty, err := f.chunks.Empty(ctx)
	if err == nil && !empty {
		err = db.ErrNotEmpty
	}
	return err
}

// choose finds the backup and checks all of it.
func (f *filling) choose(r Restoring) error {
	name := r.Name
	if name == "" {
		names, err := f.folder.Names()
		if err != nil {
			return err
		}
		if len(names) == 0 {
			return backup.ErrNone.With("dir", text.Data(r.Dir))
		}
		name = names[len(names)-1]
	}
	key, err := f.config.backupKey()
	if err != nil {
		return err
	}
	m, err := f.folder.Manifest(name)
	if err != nil {
		return err
	}
	if !m.Genuine(key) {
		return backup.ErrSeal.With("name", text.Data(name))
	}
	f.out.Manifest = m
	if err := f.check(name, m); err != nil {
		return err
	}
	return f.compare(r.LostTo)
}

func (f *filling) check(name string, m backup.Manifest) error {
	f.show(Work{Stage: checkBackup, Total: m.Pieces.Bytes})
	if err := f.folder.CheckParts(name, m); err != nil {
		return err
	}
	var done int64
	return f.folder.CheckPieces(name, func(s backup.Stored) (bool, error) {
		_, err := f.folder.Piece(name, s.Digest)
		done += s.Size
		f.show(Work{Stage: checkBackup, Done: done, Total: m.Pieces.Bytes})
		return err == nil, err
	})
}

// compare reads the checkpoint of the backup, and that of the log that was.
func (f *filling) compare(lostTo []byte) (err error) {
	if f.key, err = f.config.logKey(f.out.Site); err != nil {
		return err
	}
	f.kept = ledger.Checkpoint{Origin: f.key.Name()}
	if f.out.Checkpoint != "" {
		if f.kept, _, err = ledger.OpenCheckpoint([]byte(f.out.Checkpoint), f.key); err != nil {
			return err
		}
	}
	if len(lostTo) == 0 {
		return nil
	}
	if f.lost, _, err = ledger.OpenCheckpoint(lostTo, f.key); err != nil {
		return err
	}
	if f.lost.Size < f.kept.Size || f.lost.Size == f.kept.Size && f.lost.Root != f.kept.Root {
		return ErrLostTo.With("size", int(f.lost.Size), "kept", int(f.kept.Size))
	}
	return nil
}
