// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"

	"baken/base/fault"
)

// Refused finds the file that the system refused to read or write, and why; no reason
// when it isn't that.
func Refused(err error) (path string, why *fault.Error) {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Path, reason(at.Err)
	}
	if at, ok := errors.AsType[*os.LinkError](err); ok {
		return at.New, reason(at.Err)
	}
	return "", nil
}

func reason(err error) *fault.Error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrAbsent
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrClosed
	case errors.Is(err, syscall.EISDIR):
		return ErrIsFolder
	case errors.Is(err, syscall.ENOTDIR):
		return ErrNotFolder
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return ErrFull
	}
	return ErrBroken
}

// ReadAtMost reads a file, but never more than most bytes of it.
func ReadAtMost(path string, most int64) (_ []byte, err error) {
	f, err := os.Open(path) //nolint:gosec // the caller names it
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, most))
}
