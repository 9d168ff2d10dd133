// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Together puts files in a folder that is there: write makes all of them in a folder
// beside, and only then do they get their names, in this order. A full disk leaves what was
// there.
func Together(dir string, names []string, write func(aside string) error) (err error) {
	aside, err := os.MkdirTemp(dir, ".baken-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	if err := write(aside); err != nil {
		return err
	}
	for _, name := range names {
		if err := os.Rename(filepath.Join(aside, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// InTheWay finds a file that a result would take the place of and that isn't of an earlier
// one: that is known by a mark near the beginning of the file known. The data that was read
// is always in the way. It gives nothing where all names are free.
func InTheWay(dir, known, mark, data string, names []string) (path string, err error) {
	head, err := ReadAtMost(filepath.Join(dir, known), 200)
	earlier := err == nil && bytes.Contains(head, []byte(mark))
	read, _ := os.Stat(data) // where there is none, nothing is the same
	for _, name := range names {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return "", err
		case !earlier || read != nil && os.SameFile(info, read):
			return path, nil
		}
	}
	return "", nil
}
