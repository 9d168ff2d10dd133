// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"baken/internal/table"
)

// fingerprint gives the SHA-256 of a file, in hexadecimal. It runs beside the
// counting and so sees to it itself that what it read is what is there now.
//
// Errors: table.ErrChanged.
func fingerprint(ctx context.Context, path string) (_ string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fileFault(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	before, err := f.Stat()
	if err != nil {
		return "", fileFault(err)
	}
	h := sha256.New()
	n, err := io.CopyBuffer(h, onlyWhile{ctx, f}, make([]byte, 1<<20))
	if err != nil {
		return "", fileFault(err)
	}
	after, err := os.Stat(path)
	if err != nil || !os.SameFile(before, after) || n != after.Size() || !before.ModTime().Equal(after.ModTime()) {
		return "", table.ErrChanged
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// onlyWhile stops reading when the work ends early.
type onlyWhile struct {
	ctx context.Context
	r   io.Reader
}

func (o onlyWhile) Read(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	return o.r.Read(p)
}
