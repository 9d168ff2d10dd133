// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
)

// Fingerprint gives the SHA-256 of the file, in hexadecimal.
func (t *Table) Fingerprint(ctx context.Context) (_ string, err error) {
	in, err := os.Open(t.file.path)
	if err != nil {
		return "", accessFault(err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	sum := sha256.New()
	for {
		if ctx.Err() != nil {
			return "", fmt.Errorf("table: %w", context.Cause(ctx))
		}
		n, err := io.CopyN(sum, in, 1<<22)
		if err != nil && !errors.Is(err, io.EOF) {
			return "", ErrNoAccess
		}
		if n == 0 || err != nil {
			break
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), t.file.unchanged()
}
