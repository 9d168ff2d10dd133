// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Expire removes the backups that were made before an instant, except the
// last one, and the pieces that no backup names any more. It tells which
// backups it removed.
func (f *Folder) Expire(before time.Time) ([]string, error) {
	names, err := f.Names()
	if err != nil || len(names) == 0 {
		return nil, err
	}
	var gone []string
	for _, name := range names[:len(names)-1] {
		made, err := time.Parse(nameForm, name)
		if err != nil || !made.Before(before) {
			continue
		}
		if err := f.remove(name); err != nil {
			return gone, err
		}
		gone = append(gone, name)
	}
	if len(gone) == 0 {
		return nil, nil
	}
	return gone, f.sweep()
}

// remove takes a backup's name away before its files, so that what is half
// removed doesn't look like a backup.
func (f *Folder) remove(name string) error {
	old := f.path(oldMark + name)
	if err := errors.Join(os.Rename(f.path(name), old), syncDir(f.dir)); err != nil {
		return folderFault(f.dir, err)
	}
	if err := os.RemoveAll(old); err != nil {
		return folderFault(f.dir, err)
	}
	return nil
}

// sweep removes the pieces that no backup names. When a backup's list can't be
// read it removes none.
func (f *Folder) sweep() error {
	names, err := f.Names()
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, name := range names {
		if err := f.EachPiece(name, func(s Stored) error {
			named[s.Digest.file()] = true
			return nil
		}); err != nil {
			return err
		}
	}
	err = filepath.WalkDir(f.path(piecesDir), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || named[e.Name()] {
			return err
		}
		return os.Remove(path)
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderFault(f.dir, err)
	}
	return nil
}
