// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"baken/internal/text"
)

// Records opens the records of a backup.
func (f *Folder) Records(name string) (*Reader, io.Closer, error) {
	file, err := os.Open(f.path(name, recordsFile))
	if err != nil {
		return nil, nil, gone(err, name, recordsFile)
	}
	zip, err := gzip.NewReader(file)
	if err != nil {
		return nil, nil, errors.Join(ErrPart.With("name", text.Data(name), "part", recordsFile), file.Close())
	}
	return NewReader(zip), file, nil
}

// CheckParts reads the parts of a backup and holds them against its manifest.
//
// Errors: ErrPart.
func (f *Folder) CheckParts(name string, m Manifest) error {
	for _, p := range m.Parts {
		if err := f.checkPart(name, p); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) checkPart(name string, p Part) error {
	file, err := os.Open(f.path(name, p.Name))
	if err != nil {
		return gone(err, name, p.Name)
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil {
		return folderFault(f.dir, err)
	}
	if n != p.Size || hex.EncodeToString(sum.Sum(nil)) != p.SHA256 {
		return ErrPart.With("name", text.Data(name), "part", text.Data(p.Name))
	}
	return nil
}

// Stored is a piece as a backup lists it: where it belongs, and what it is.
type Stored struct {
	Place  []any // the values of the other columns of the list
	Digest Digest
	Size   int64
}

// EachPiece gives what the list of pieces says, of which the last two columns
// are a digest and a size.
func (f *Folder) EachPiece(name string, use func(Stored) error) (err error) {
	r, file, err := f.Records(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if s.Of != OfPieces {
			continue
		}
		if err := eachStored(r, use); err != nil {
			return err
		}
	}
}

func eachStored(r *Reader, use func(Stored) error) error {
	for {
		row, err := r.Row()
		if err != nil || row == nil {
			return err
		}
		s, ok := stored(row)
		if !ok {
			return r.wrong()
		}
		if err := use(s); err != nil {
			return err
		}
	}
}

func stored(row []any) (s Stored, ok bool) {
	if len(row) < 3 {
		return s, false
	}
	n := len(row) - 2
	digest, isBytes := row[n].([]byte)
	size, isSize := row[n+1].(int64)
	s.Place, s.Size = row[:n], size
	return s, isBytes && isSize && copy(s.Digest[:], digest) == len(s.Digest) && len(digest) == len(s.Digest)
}

// CheckPieces looks at all pieces of a backup by look, which gets each once.
//
// Errors: ErrPart.
func (f *Folder) CheckPieces(name string, look func(Stored) (whole bool, err error)) error {
	seen := map[Digest]bool{}
	return f.EachPiece(name, func(s Stored) error {
		if seen[s.Digest] {
			return nil
		}
		seen[s.Digest] = true
		whole, err := look(s)
		if err == nil && !whole {
			return ErrPart.With("name", text.Data(name), "part", text.Data(filepath.Join(piecesDir, s.Digest.file()[:2], s.Digest.file())))
		}
		return err
	})
}
