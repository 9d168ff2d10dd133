// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// The files of a result.
const (
	JSONFile   = "result.json"
	BundleFile = "result.bundle"
)

// file is one file of a result.
type file struct {
	name    string
	content []byte
}

// Write writes the result: a report in each language as a page and for
// word processors, JSON, a CSV and spreadsheets for each table and, with a key, the signed bundle. Either all files are there
// afterwards or none of them is; files of an earlier result that this one
// doesn't have are taken away, so that no folder holds two results.
func (j Job) Write(o *Outcome, catalogue *text.Catalogue) error {
	files, err := o.files(catalogue)
	if err != nil {
		return err
	}
	made, err := makeFolder(j.Out)
	if err != nil {
		return j.outFault(err)
	}
	if err := writeAll(j.Out, files); err != nil {
		for _, dir := range made {
			_ = os.Remove(dir) // goes only when it is empty
		}
		return j.outFault(err)
	}
	for _, f := range files {
		o.Files = append(o.Files, filepath.Join(j.Out, f.name))
	}
	return nil
}

// files makes the files, the ones that people open first in front.
func (o Outcome) files(catalogue *text.Catalogue) ([]file, error) {
	var out []file
	for _, l := range text.Langs() {
		page, err := o.page(catalogue.Printer(l))
		if err != nil {
			return nil, err
		}
		words, err := o.textDocument(catalogue.Printer(l))
		if err != nil {
			return nil, err
		}
		out = append(out, file{HTMLFile(l), page}, file{TextFile(l), words})
	}
	data, err := jsonOf(o)
	if err != nil {
		return nil, err
	}
	entry, err := o.algorithm(catalogue)
	if err != nil {
		return nil, err
	}
	out = append(out, file{JSONFile, data}, file{RegisterFile, entry})
	for _, t := range o.Result.Tables {
		figure.Files(catalogue, t, func(name string, content []byte) { out = append(out, file{name, content}) })
	}
	if o.secret != "" {
		bundle, err := disclose.Sign(o.Header, o.Result.Tables, o.secret)
		if err != nil {
			return nil, err
		}
		out = append(out, file{BundleFile, bundle})
	}
	return out, nil
}

func jsonOf(o Outcome) ([]byte, error) {
	b, err := json.MarshalIndent(struct {
		Header disclose.Header  `json:"header"`
		Tables []disclose.Table `json:"tables"`
	}{o.Header, o.Result.Tables}, "", " ")
	return append(b, '\n'), err
}

// makeFolder makes the folder and those above it that aren't there, and gives
// the ones that it made, deepest first.
func makeFolder(dir string) (made []string, err error) {
	for d, there := dir, existing(dir); d != there; d = filepath.Dir(d) {
		made = append(made, d)
	}
	return made, os.MkdirAll(dir, 0o755)
}

// writeAll writes all files together.
func writeAll(dir string, files []file) error {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	err := table.Together(dir, names, func(aside string) error {
		for _, f := range files {
			if err := writeFile(filepath.Join(aside, f.name), f.content); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return clear(dir, files)
}

// clear takes away what an earlier result had and this one doesn't have.
func clear(dir string, files []file) error {
	for _, name := range everyName() {
		if slices.ContainsFunc(files, func(f file) bool { return f.name == name }) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func writeFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}
