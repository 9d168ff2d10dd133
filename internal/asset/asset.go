// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package asset serves the styles, fonts and scripts of Baken's pages, from
// this origin and from within the binary.
//
// Nothing is fetched from elsewhere. The names hold a hash of the contents, so
// that a browser may keep them for ever, and pages name the hash again, so
// that a changed file is refused. The files are made from internal/asset/src
// by "go generate ./internal/asset" and are not part of the sources.
package asset

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
)

//go:generate npm ci --prefix src --ignore-scripts --no-audit --no-fund --silent
//go:generate npm run build --prefix src --silent

//go:embed all:dist
var dist embed.FS

// Prefix is where the assets are served.
const Prefix = "/assets/"

// ErrMissing says that the assets were not built into this binary.
var ErrMissing = errors.New("the styles and fonts are missing from this program: run \"go generate ./internal/asset\" and build it again")

// entry is what the bundler says about one file.
type entry struct {
	File      string   `json:"file"`      // the name with its hash
	Type      string   `json:"type"`      // its media type
	Integrity string   `json:"integrity"` // for the pages that name it
	Encodings []string `json:"encodings"` // in which it is kept compressed
}

// manifest reads what was built, once.
var manifest = sync.OnceValues(func() (map[string]entry, error) {
	raw, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, ErrMissing
	}
	var m map[string]entry
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("read the list of assets: %w", err)
	}
	return m, nil
})

// Check reports whether the assets are there; a server asks before it starts.
func Check() error {
	_, err := manifest()
	return err
}

// URL gives the address of an asset by the name that it has in the sources:
// "style.css". Without built assets, or for a name that isn't one, the
// address leads to a page that says so.
func URL(name string) string {
	m, err := manifest()
	if err != nil {
		return Prefix + name
	}
	if e, ok := m[name]; ok {
		return Prefix + e.File
	}
	return Prefix + name
}

// Integrity gives the hash that a page states for the asset; nothing for a
// name that isn't one.
func Integrity(name string) string {
	m, err := manifest()
	if err != nil {
		return ""
	}
	return m[name].Integrity
}

// Scripts gives the hash of every script, by the name that it has in the
// sources.
func Scripts() (map[string]string, error) {
	m, err := manifest()
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for name, e := range m {
		if strings.HasSuffix(name, ".js") {
			all[name] = e.Integrity
		}
	}
	return all, nil
}
