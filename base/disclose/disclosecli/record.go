// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
)

// Record keeps the release in the file with what was released: from then on it counts as
// known. Of two that record at once, in whichever processes, one waits for the other and
// then finds the file changed. Errors: ErrMeant when that file changed since it was read.
func (r *Result) Record() (err error) {
	lock, err := hold(r.history + LockMark)
	if err != nil {
		return fileFault(err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	now, err := table.ReadAtMost(r.history, disclose.MostHistory)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileFault(err)
	}
	if !bytes.Equal(now, r.before) {
		return ErrMeant.With("file", text.Data(r.history))
	}
	raw, err := json.Marshal(r.Release.History())
	if err != nil {
		return err
	}
	if err := replace(r.history, append(raw, '\n')); err != nil {
		return err
	}
	r.Files = append(r.Files, r.history)
	return nil
}

// LockMark ends the name of the file that whoever records has hold of. It stays: one who
// removed it could let in two, each with hold of another file of that name.
const LockMark = ".lock"

// hold takes hold of a file, and waits for it if need be. Closing gives it free.
func hold(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // beside a file that the caller names
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(&fs.PathError{Op: "lock", Path: path, Err: err}, f.Close())
	}
	return f, nil
}

// replace puts a file in the place of another, whole, on the disk.
func replace(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".baken-*")
	if err != nil {
		return fileFault(err)
	}
	defer func() {
		if err != nil {
			err = fileFault(errors.Join(err, os.Remove(f.Name())))
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
