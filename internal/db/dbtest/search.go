// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package dbtest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Files gives everything in a folder, one after the other.
func Files(t *testing.T, dir string) []byte {
	t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		all.Write(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

// Found looks for a secret of six characters at least in the forms in which it could
// stand somewhere: as it is, as the bytes that it writes in hexadecimal, in hexadecimal,
// and in base64 at any offset. It gives the form; nothing when it isn't there.
func Found(content []byte, secret string) string {
	forms := map[string][]byte{"in clear": []byte(secret), "in hexadecimal": []byte(hex.EncodeToString([]byte(secret)))}
	if raw, err := hex.DecodeString(secret); err == nil && len(raw) > 15 {
		forms["as bytes"] = raw
		forms["as bytes in base64"] = []byte(base64.StdEncoding.EncodeToString(raw)[:20])
	}
	for skip := range 3 {
		encoded := base64.StdEncoding.EncodeToString([]byte(secret[skip:]))
		forms[fmt.Sprint("in base64 from ", skip)] = []byte(encoded[:len(encoded)-4])
	}
	for form, what := range forms {
		if bytes.Contains(content, what) {
			return form
		}
	}
	return ""
}
