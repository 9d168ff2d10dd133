// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// JSONFile holds all tables for machines.
const JSONFile = "release.json"

const resultFormat = "baken-release/1"

// HTMLFile gives the name of the page in a language.
func HTMLFile(l text.Lang) string { return "release." + string(l) + ".html" }

type file struct {
	name    string
	content []byte
}

// Write writes the tables as they may be published: a page in each language, JSON, and a
// CSV for each table. All are made before the first takes the place of an earlier one; the
// JSON, by which a later run knows an earlier result, comes last.
func (j Job) Write(r *Result, catalogue *text.Catalogue) (err error) {
	files, err := r.files(catalogue)
	if err != nil {
		return err
	}
	if err := j.free(files); err != nil {
		return err
	}
	if err := os.MkdirAll(j.Out, 0o755); err != nil {
		return fileFault(err)
	}
	aside, err := os.MkdirTemp(j.Out, ".baken-*")
	if err != nil {
		return fileFault(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(aside)) }()
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(aside, f.name), f.content, 0o644); err != nil { //nolint:gosec // to be published
			return fileFault(err)
		}
	}
	for _, f := range files {
		if err := os.Rename(filepath.Join(aside, f.name), filepath.Join(j.Out, f.name)); err != nil {
			return fileFault(err)
		}
		r.Files = append(r.Files, filepath.Join(j.Out, f.name))
	}
	return nil
}

// free refuses to write over a file that isn't of an earlier result.
func (j Job) free(files []file) error {
	head, err := table.ReadAtMost(filepath.Join(j.Out, JSONFile), 200)
	earlier := err == nil && bytes.Contains(head, []byte(`"format": "`+resultFormat+`"`))
	for _, f := range files {
		path := filepath.Join(j.Out, f.name)
		switch _, err := os.Stat(path); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return fileFault(err)
		case !earlier:
			return ErrTaken.With("file", text.Data(path))
		}
	}
	return nil
}

func (r *Result) files(catalogue *text.Catalogue) (out []file, err error) {
	for _, l := range text.Langs() {
		page, err := r.page(catalogue.Printer(l))
		if err != nil {
			return nil, err
		}
		out = append(out, file{HTMLFile(l), page})
	}
	for _, t := range r.Release.Tables {
		var b bytes.Buffer
		if err := disclose.CSV(&b, t); err != nil {
			return nil, err
		}
		out = append(out, file{t.Spec().ID + ".csv", b.Bytes()})
	}
	data, err := json.MarshalIndent(struct {
		Format  string           `json:"format"`
		Title   disclose.Label   `json:"title"`
		Release int              `json:"release"`
		Plan    string           `json:"plan"`
		Data    string           `json:"data"`
		Tables  []disclose.Table `json:"tables"`
	}{resultFormat, r.Plan.Title, r.Release.Number, r.Plan.hash, r.Snapshot, r.Release.Tables}, "", " ")
	return append(out, file{JSONFile, append(data, '\n')}), err
}

func (r *Result) page(p *text.Printer) ([]byte, error) {
	ui := &component.UI{Printer: p}
	var body []g.Node
	for _, t := range r.Release.Tables {
		body = append(body, figure.Section(ui, t))
	}
	body = append(body, ui.Section(text.Key("disclose.made"), ui.Terms(
		component.Term{Name: text.Key("disclose.release"), Value: ui.Say(text.Number(r.Release.Number))},
		component.Term{Name: text.Key("disclose.plan"), Value: ui.Code(text.Data(r.Plan.hash))},
		component.Term{Name: text.Key("disclose.data"), Value: ui.Code(text.Data(r.Snapshot))},
	)))
	page, err := ui.Document(figure.Label(r.Plan.Title), body...)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Render(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Print says what was protected.
func (r *Result) Print(w io.Writer, p *text.Printer) error {
	lines := []text.Text{figure.Label(r.Plan.Title), text.With("disclose.counted", "people", r.People, "file", text.Data(r.Plan.Source.File))}
	for _, t := range r.Release.Tables {
		figures := 0
		for _, row := range t.Rows() {
			figures += len(row.Figures)
		}
		lines = append(lines, text.With("disclose.protected", "table", figure.Label(t.Spec().Subject), "count", figures, "withheld", t.Withheld()))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, l.In(p)); err != nil {
			return err
		}
	}
	return nil
}
