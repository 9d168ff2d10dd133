// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package backup keeps backups in a folder.
//
// It promises that a backup in the folder is whole, or is shown not to be:
// each is written under another name, made durable, and gets its own name
// last; what is in it is hashed. It promises that no backup changes a backup
// from before, and that the pieces of attachments, which never change, are kept
// once for all backups. It refuses to restore from a backup of which a byte was
// changed.
//
// A folder holds for each backup a folder of its own, named for its moment:
//
//	2026-03-02T101112.123Z/manifest.json
//	2026-03-02T101112.123Z/records.jsonl.gz
//	pieces/ab/ab12…                          named for their SHA-256
//
// What is in it is sealed, or is metadata that the server keeps in clear. The
// server's secret is not in it.
package backup

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"baken/internal/text"
)

// Text holds the messages of this package.
//
//go:embed text
var Text embed.FS

const (
	piecesDir = "pieces"
	lockFile  = ".lock"
	draftMark = ".new-"
	oldMark   = ".old-"
	nameForm  = "2006-01-02T150405.000Z"
)

// Folder is a folder of backups. Who writes in it holds it alone.
type Folder struct {
	dir  string
	lock *os.File
}

// Make takes hold of a folder to put backups into, and makes it where it isn't
// there. What a Baken that was killed left half done is removed.
func Make(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, folderFault(dir, err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, folderFault(dir, err)
	}
	f, err := hold(dir, lock, syscall.LOCK_EX)
	if err != nil {
		return nil, err
	}
	if err := f.clear(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Open takes hold of a folder with backups, to read it: also of one that can
// only be read.
func Open(dir string) (*Folder, error) {
	lock, err := os.Open(filepath.Join(dir, lockFile))
	if errors.Is(err, fs.ErrNotExist) { // a copy that was made without the lock
		lock, err = os.Open(dir)
	}
	if err != nil {
		return nil, folderFault(dir, err)
	}
	return hold(dir, lock, syscall.LOCK_SH)
}

func hold(dir string, lock *os.File, how int) (*Folder, error) {
	if err := syscall.Flock(int(lock.Fd()), how|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrBusy.With("dir", text.Data(dir)), lock.Close())
	}
	return &Folder{dir: dir, lock: lock}, nil
}

// Close gives the folder free.
func (f *Folder) Close() error { return f.lock.Close() }

func (f *Folder) path(name ...string) string {
	return filepath.Join(append([]string{f.dir}, name...)...)
}

// clear removes what was left half done.
func (f *Folder) clear() error {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return folderFault(f.dir, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), draftMark) || strings.HasPrefix(e.Name(), oldMark) {
			if err := os.RemoveAll(f.path(e.Name())); err != nil {
				return folderFault(f.dir, err)
			}
		}
	}
	return nil
}

// Names lists the backups, the oldest first.
func (f *Folder) Names() ([]string, error) {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, folderFault(f.dir, err)
	}
	var names []string
	for _, e := range entries {
		if _, err := time.Parse(nameForm, e.Name()); err == nil && e.IsDir() {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

// Manifest reads the manifest of a backup.
//
// Errors: ErrUnknown, ErrManifest.
func (f *Folder) Manifest(name string) (Manifest, error) {
	if _, err := time.Parse(nameForm, name); err != nil {
		return Manifest{}, ErrUnknown.With("name", text.Data(name))
	}
	file, err := os.Open(f.path(name, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(f.path(name)); err != nil {
			return Manifest{}, ErrUnknown.With("name", text.Data(name))
		}
		return Manifest{}, ErrManifest.With("name", text.Data(name))
	}
	if err != nil {
		return Manifest{}, folderFault(f.dir, err)
	}
	defer func() { _ = file.Close() }()
	raw, err := readAtMost(file, mostManifest)
	if err != nil {
		return Manifest{}, folderFault(f.dir, err)
	}
	m, err := ParseManifest(raw)
	if err != nil || m.Name() != name {
		return Manifest{}, ErrManifest.With("name", text.Data(name))
	}
	return m, nil
}
