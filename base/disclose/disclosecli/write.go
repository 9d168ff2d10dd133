// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// JSONFile holds all tables for machines.
const JSONFile = "release.json"

// BundleFile holds all tables signed, to be brought in on a public page.
const BundleFile = "release.bundle"

// HTMLFile gives the name of the page in a language.
func HTMLFile(l text.Lang) string { return "release." + string(l) + ".html" }

type file struct {
	name    string
	content []byte
}

// Write writes the tables as they may be published: a page in each language, JSON, and for
// each table a CSV, and a spreadsheet in each language. All are made before the first takes the place of an earlier one; the
// JSON, by which a later run knows an earlier result, comes last.
func (j Job) Write(r *Result, catalogue *text.Catalogue) error {
	files, err := r.files(catalogue, j.Now)
	if err != nil {
		return err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.name
	}
	path, err := table.InTheWay(j.Out, JSONFile, `"format": "`+disclose.ReleaseFormat+`"`, beside(j.Plan, r.Plan.Source.File), names)
	switch {
	case err != nil:
		return fileFault(err)
	case path != "":
		return ErrTaken.With("file", text.Data(path))
	}
	if err := os.MkdirAll(j.Out, 0o755); err != nil {
		return fileFault(err)
	}
	err = table.Together(j.Out, names, func(aside string) error {
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(aside, f.name), f.content, 0o644); err != nil { //nolint:gosec // to be published
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fileFault(err)
	}
	for _, name := range names {
		r.Files = append(r.Files, filepath.Join(j.Out, name))
	}
	return nil
}

func (r *Result) files(catalogue *text.Catalogue, now time.Time) (out []file, err error) {
	for _, l := range text.Langs() {
		page, err := r.page(catalogue.Printer(l))
		if err != nil {
			return nil, err
		}
		out = append(out, file{HTMLFile(l), page})
	}
	for _, t := range r.Release.Tables {
		figure.Files(catalogue, t, func(name string, content []byte) { out = append(out, file{name, content}) })
	}
	if r.secret != "" {
		bundle, err := r.Sign(r.secret, now)
		if err != nil {
			return nil, err
		}
		out = append(out, file{BundleFile, bundle})
	}
	data, err := json.MarshalIndent(struct {
		Format  string           `json:"format"`
		Title   disclose.Label   `json:"title"`
		Release int              `json:"release"`
		Plan    string           `json:"plan"`
		Data    string           `json:"data"`
		Tables  []disclose.Table `json:"tables"`
	}{disclose.ReleaseFormat, r.Plan.Title, r.Release.Number, r.Plan.hash, r.Snapshot, r.Release.Tables}, "", " ")
	return append(out, file{JSONFile, append(data, '\n')}), err
}

// Sign gives the tables as a signed bundle. The plan says beside them what its bundle says.
func (r *Result) Sign(secret string, now time.Time) ([]byte, error) {
	b := r.Plan.Bundle
	if b == nil {
		return nil, broken("bundle", "bundle", "")
	}
	return disclose.Sign(disclose.Header{
		Organisation: b.Organisation, Title: r.Plan.Title, Population: b.People, Shows: b.Shows, ShowsNot: b.ShowsNot,
		Plan: r.Plan.hash, Snapshot: r.Snapshot, Engine: r.engine, Made: now.UTC().Truncate(time.Second),
	}, r.Release.Tables, secret)
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
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	return nil
}
