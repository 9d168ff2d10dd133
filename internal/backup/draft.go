// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package backup

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Draft is a backup that is being written. It is no backup until Finish.
type Draft struct {
	*Writer
	folder *Folder
	dir    string

	file *os.File
	sum  hash.Hash
	size int64
	buf  *bufio.Writer
	zip  *gzip.Writer
}

// Begin begins a backup.
func (f *Folder) Begin() (_ *Draft, err error) {
	d := &Draft{folder: f, sum: sha256.New()}
	if d.dir, err = os.MkdirTemp(f.dir, draftMark); err != nil {
		return nil, folderFault(f.dir, err)
	}
	d.file, err = os.OpenFile(filepath.Join(d.dir, recordsFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, folderFault(f.dir, errors.Join(err, os.RemoveAll(d.dir)))
	}
	d.buf = bufio.NewWriterSize(d, 1<<18)
	// Sealed content doesn't compress; what base64 adds to it does.
	if d.zip, err = gzip.NewWriterLevel(d.buf, gzip.BestSpeed); err != nil {
		return nil, errors.Join(err, d.Discard())
	}
	d.Writer = newWriter(d.zip)
	return d, nil
}

// Write counts and hashes what goes to the file.
func (d *Draft) Write(p []byte) (int, error) {
	_, _ = d.sum.Write(p) // never fails
	n, err := d.file.Write(p)
	d.size += int64(n)
	return n, err
}

// Fault says what an error while writing means.
func (d *Draft) Fault(err error) error { return folderFault(d.folder.dir, err) }

// Finish makes the draft a backup, durably, under the name of its moment. It
// gives the manifest as it was written.
func (d *Draft) Finish(m Manifest, key []byte) (_ Manifest, err error) {
	if err := errors.Join(d.zip.Close(), d.buf.Flush(), d.file.Sync(), d.file.Close()); err != nil {
		return m, d.Fault(err)
	}
	m.Format, m.Made = format, m.Made.UTC().Truncate(time.Millisecond)
	m.Rows = d.Rows()
	m.Parts = []Part{{Name: recordsFile, Size: d.size, SHA256: hex.EncodeToString(d.sum.Sum(nil))}}
	if m, err = m.sealed(key); err != nil {
		return m, err
	}
	raw, err := m.Encode()
	if err != nil {
		return m, err
	}
	if err := durable(filepath.Join(d.dir, manifestFile), raw); err != nil {
		return m, d.Fault(err)
	}
	if err := errors.Join(d.folder.syncPieces(), syncDir(d.dir)); err != nil {
		return m, d.Fault(err)
	}
	if err := os.Rename(d.dir, d.folder.path(m.Name())); err != nil {
		return m, d.Fault(err)
	}
	if err := syncDir(d.folder.dir); err != nil {
		return m, d.Fault(err)
	}
	return m, nil
}

// Discard forgets the draft; after Finish there is nothing to forget.
func (d *Draft) Discard() error {
	err := d.file.Close()
	if errors.Is(err, fs.ErrClosed) {
		err = nil
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}

// durable writes a new file that is on the disk when it returns.
func durable(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func readAtMost(r io.Reader, most int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, most+1))
}
