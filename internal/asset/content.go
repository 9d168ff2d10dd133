// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package asset

import "io/fs"

// Content gives an asset by the name that it has in the sources, for a file
// that has to stand by itself. Errors: ErrMissing, and fs.ErrNotExist for a
// name that isn't an asset.
func Content(name string) ([]byte, error) {
	m, err := manifest()
	if err != nil {
		return nil, err
	}
	e, ok := m[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return dist.ReadFile("dist/" + e.File)
}
