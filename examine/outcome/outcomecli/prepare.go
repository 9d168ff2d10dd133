// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// secret reads the signing key and tries it.
func (j Job) secret() (string, error) {
	if j.Key == "" {
		return "", nil
	}
	raw, err := table.ReadAtMost(j.Key, 4096)
	if err != nil {
		return "", fileFault(err)
	}
	key, err := disclose.CheckSecret(raw)
	if err != nil {
		return "", explain(j.Key, err)
	}
	return key, nil
}

// ownerOf gives the name in a secret key, which stands third in it and holds no plus sign.
func ownerOf(secret string) string {
	parts := strings.Split(secret, "+")
	if len(parts) < 3 {
		return ""
	}
	return parts[2]
}

// checkOut finds out whether the results can be written, and leaves nothing
// behind. Files with the names of results may be overwritten only where
// result.json tells that they are an earlier result.
func (j Job) checkOut(data string) error {
	if j.Out == "" {
		return nil
	}
	if err := writable(existing(j.Out)); err != nil {
		return j.outFault(err)
	}
	_, err := os.Stat(filepath.Join(j.Out, JSONFile))
	earlier := err == nil
	for _, name := range everyName() {
		path := filepath.Join(j.Out, name)
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return fileFault(err)
		case info.IsDir():
			return ErrFile.With("file", text.Data(path), "problem", text.Fault(table.ErrIsFolder))
		}
		for _, read := range []string{j.Plan, data, j.Key} {
			if other, err := os.Stat(read); err == nil && os.SameFile(info, other) {
				return ErrOverwrite.With("file", text.Data(read))
			}
		}
		if !earlier {
			return ErrTaken.With("file", text.Data(path))
		}
	}
	return nil
}

// existing gives the folder, or the nearest one above it that is there.
func existing(dir string) string {
	for {
		_, err := os.Stat(dir)
		above := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || above == dir {
			return dir
		}
		dir = above
	}
}

func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".baken-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// everyName lists the files that a result can have.
func everyName() []string {
	out := []string{JSONFile, RegisterFile, BundleFile}
	for _, l := range text.Langs() {
		out = append(out, HTMLFile(l), TextFile(l))
	}
	for _, id := range outcome.TableIDs() {
		out = append(out, id+".csv")
		for _, l := range text.Langs() {
			out = append(out, figure.SpreadsheetFile(id, l))
		}
	}
	return out
}
