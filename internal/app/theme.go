// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"

	"baken/base/fault"
	"baken/internal/text"
)

// ErrTheme says that the customer's style sheet can't be read.
var ErrTheme = fault.New(fault.Invalid, "app.config.theme") // args file

// theme serves the customer's own tokens from this origin, and gives their
// address; nothing where there is no theme. The file is read once, at start.
func (a *App) theme(mux *http.ServeMux) (string, error) {
	if a.config.Theme == "" {
		return "", nil
	}
	style, err := os.ReadFile(a.config.Theme)
	if err != nil {
		return "", ErrTheme.With("file", text.Data(a.config.Theme))
	}
	sum := sha256.Sum256(style)
	path := "/theme/" + hex.EncodeToString(sum[:6]) + ".css"
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = w.Write(style) // a reader who left can't be told
	})
	return path, nil
}
