// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"baken/internal/text"
)

// Digest is the SHA-256 of a piece.
type Digest [sha256.Size]byte

func (d Digest) file() string { return hex.EncodeToString(d[:]) }

func (f *Folder) piece(d Digest) string {
	name := d.file()
	return f.path(piecesDir, name[:2], name)
}

// HasPiece tells whether a piece of that size is in the folder.
func (f *Folder) HasPiece(d Digest, size int64) (bool, error) {
	info, err := os.Stat(f.piece(d))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, folderFault(f.dir, err)
	}
	return info.Mode().IsRegular() && info.Size() == size, nil
}

// AddPiece keeps a piece. It is written under another name first, so that what
// has a piece's name is that piece.
func (f *Folder) AddPiece(d Digest, content []byte) (err error) {
	path := f.piece(d)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return folderFault(f.dir, err)
	}
	draft := path + ".new"
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderFault(f.dir, err)
	}
	if err := durable(draft, content); err != nil {
		return folderFault(f.dir, errors.Join(err, os.Remove(draft)))
	}
	if err := os.Rename(draft, path); err != nil {
		return folderFault(f.dir, err)
	}
	return nil
}

// Piece gives a piece of a backup of that name.
//
// Errors: ErrPart when it is gone or was changed.
func (f *Folder) Piece(name string, d Digest) ([]byte, error) {
	part := filepath.Join(piecesDir, d.file()[:2], d.file())
	content, err := os.ReadFile(f.path(part))
	if err != nil {
		return nil, gone(err, name, part)
	}
	if sha256.Sum256(content) != d {
		return nil, ErrPart.With("name", text.Data(name), "part", text.Data(part))
	}
	return content, nil
}

// syncPieces makes the names of pieces durable.
func (f *Folder) syncPieces() error {
	dirs, err := filepath.Glob(f.path(piecesDir, "??"))
	if err != nil || len(dirs) == 0 {
		return err
	}
	for _, dir := range append(dirs, f.path(piecesDir)) {
		if err := syncDir(dir); err != nil {
			return err
		}
	}
	return nil
}
