// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"baken/base/disclose"
	"baken/internal/text"
)

// The files of a result.
const (
	JSONFile   = "result.json"
	BundleFile = "result.bundle"
)

// HTMLFile gives the name of the report in a language.
func HTMLFile(l text.Lang) string { return "result." + string(l) + ".html" }

// Write writes the result: JSON, a report in each language, a CSV for each
// table and, with a key, the signed bundle. A file appears whole or not at
// all.
func (j Job) Write(o *Outcome, catalogue *text.Catalogue) error {
	if err := os.MkdirAll(j.Out, 0o755); err != nil {
		return fileFault(err)
	}
	files := map[string][]byte{}
	var err error
	if files[JSONFile], err = jsonOf(*o); err != nil {
		return err
	}
	for _, l := range text.Langs() {
		if files[HTMLFile(l)], err = report(*o, catalogue.Printer(l)); err != nil {
			return err
		}
	}
	for _, t := range o.Result.Tables {
		var b bytes.Buffer
		if err := disclose.CSV(&b, t); err != nil {
			return err
		}
		files[t.Spec().ID+".csv"] = b.Bytes()
	}
	if j.Key != "" {
		if files[BundleFile], err = j.bundle(*o); err != nil {
			return err
		}
	}
	for _, name := range names(o, j.Key != "") {
		path := filepath.Join(j.Out, name)
		if err := writeFile(path, files[name]); err != nil {
			return fileFault(err)
		}
		o.Files = append(o.Files, path)
	}
	return nil
}

// names lists the files, the ones that people open first.
func names(o *Outcome, signed bool) []string {
	var out []string
	for _, l := range text.Langs() {
		out = append(out, HTMLFile(l))
	}
	out = append(out, JSONFile)
	for _, t := range o.Result.Tables {
		out = append(out, t.Spec().ID+".csv")
	}
	if signed {
		out = append(out, BundleFile)
	}
	return out
}

func (j Job) bundle(o Outcome) ([]byte, error) {
	key, err := os.ReadFile(j.Key)
	if err != nil {
		return nil, fileFault(err)
	}
	return disclose.Sign(o.Header, o.Result.Tables, strings.TrimSpace(string(key)))
}

func jsonOf(o Outcome) ([]byte, error) {
	b, err := json.MarshalIndent(struct {
		Header disclose.Header  `json:"header"`
		Tables []disclose.Table `json:"tables"`
	}{o.Header, o.Result.Tables}, "", " ")
	return append(b, '\n'), err
}

// writeFile writes beside the name first, so that nobody finds half a file.
func writeFile(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".baken-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
