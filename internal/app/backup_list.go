// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"errors"
	"time"

	"baken/internal/backup"
)

// Listed is a backup as it is listed.
type Listed struct {
	Name    string
	Made    time.Time
	Entries int64 // in the log
	Records int64 // bytes
	Pieces  backup.Pieces
	Wrong   error // why it isn't whole
}

// Care is how closely backups are looked at.
type Care int

// How closely.
const (
	Quick    Care = iota // the records are read, and all pieces have to be there in their size
	Thorough             // all is read
)

// Backups lists the backups in a folder, the oldest first. It needs no key.
func Backups(dir string, care Care) (all []Listed, err error) {
	f, err := backup.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	names, err := f.Names()
	if err != nil {
		return nil, err
	}
	there := map[backup.Digest]bool{}
	for _, name := range names {
		l, err := listed(f, name, care, there)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// listed looks at one backup; there holds the pieces that were seen before.
func listed(f *backup.Folder, name string, care Care, there map[backup.Digest]bool) (Listed, error) {
	l := Listed{Name: name}
	m, err := f.Manifest(name)
	if err == nil {
		l.Made, l.Pieces, l.Entries = m.Made, m.Pieces, m.Entries
		for _, p := range m.Parts {
			l.Records += p.Size
		}
		err = f.CheckParts(name, m)
	}
	if err == nil {
		err = f.CheckPieces(name, func(s backup.Stored) (bool, error) {
			if there[s.Digest] {
				return true, nil
			}
			has, err := f.HasPiece(s.Digest, s.Size)
			if has && care == Thorough {
				_, err = f.Piece(name, s.Digest)
			}
			there[s.Digest] = has && err == nil
			return has, err
		})
	}
	for _, wrong := range []error{backup.ErrManifest, backup.ErrPart, backup.ErrFormat} {
		if errors.Is(err, wrong) {
			l.Wrong, err = err, nil
		}
	}
	return l, err
}
