// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"baken/base/estimate"
	"baken/internal/table"
	"baken/internal/text"
)

// The files of a result.
const (
	CSVFile     = "estimates.csv"
	JSONFile    = "estimates.json"
	ParquetFile = "estimates.parquet"
	HTMLFile    = "estimates.html"
)

// Unchecked is what every file says first of itself: nobody looked whether a person
// can be recognised in it.
const Unchecked = "unchecked"

// resultFormat is the version of the form of estimates.json.
const resultFormat = "baken-estimates/1"

// checkOut finds out whether the files of a result stand in the way of somebody's
// own, or of the data.
func (j Job) checkOut(data string) error {
	if j.Out == "" {
		return nil
	}
	path, err := table.InTheWay(j.Out, JSONFile, `"format": "`+resultFormat+`"`, data, names())
	switch {
	case err != nil:
		return fileFault(err)
	case path != "":
		return ErrTaken.With("file", text.Data(path))
	}
	return nil
}

// names gives the files of a result. The JSON, by which a later run knows an earlier
// result, comes last.
func names() []string { return []string{HTMLFile, CSVFile, ParquetFile, JSONFile} }

// Write writes the result: a page, CSV, JSON and Parquet. All are made before the first
// takes the place of an earlier one.
func (j Job) Write(ctx context.Context, r *Result, p *text.Printer) error {
	page, err := report(r, p)
	if err != nil {
		return err
	}
	data, err := r.json()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(j.Out, 0o755); err != nil {
		return fileFault(err)
	}
	err = table.Together(j.Out, names(), func(aside string) error {
		for name, content := range map[string][]byte{HTMLFile: page, CSVFile: r.csv(), JSONFile: data} {
			if err := os.WriteFile(filepath.Join(aside, name), content, 0o644); err != nil { //nolint:gosec // for who made it to hand on
				return err
			}
		}
		return table.WriteParquet(ctx, filepath.Join(aside, ParquetFile), r.output())
	})
	if err != nil {
		return fileFault(err)
	}
	for _, name := range names() {
		r.Files = append(r.Files, filepath.Join(j.Out, name))
	}
	return nil
}

// columns gives the columns of the written table; that of disclosure is the first.
func columns() []table.Column {
	return []table.Column{
		{Name: "disclosure", Kind: table.KindText},
		{Name: "item", Kind: table.KindText},
		{Name: "kind", Kind: table.KindText},
		{Name: "domain", Kind: table.KindText},
		{Name: "level", Kind: table.KindText},
		{Name: "estimate", Kind: table.KindDecimal},
		{Name: "se", Kind: table.KindDecimal},
		{Name: "low", Kind: table.KindDecimal},
		{Name: "high", Kind: table.KindDecimal},
		{Name: "confidence", Kind: table.KindDecimal},
		{Name: "n", Kind: table.KindInteger},
		{Name: "missing", Kind: table.KindInteger},
		{Name: "degrees", Kind: table.KindInteger},
		{Name: "reason", Kind: table.KindText},
	}
}

// row gives a figure in the order of columns, nil where there is nothing.
func (r *Result) row(f Figure) []any {
	word := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	return []any{
		Unchecked, f.Item.Name, string(f.Item.Kind), word(f.Domain), word(f.Level.Value), finite(f.Value),
		finite(f.SE), finite(f.Low), finite(f.High), r.Plan.Confidence, int64(f.N), int64(f.Missing), int64(f.Degrees), word(f.Reason),
	}
}

func finite(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}

func (r *Result) output() table.Output {
	out := table.Output{Columns: columns(), Marks: map[string]string{"disclosure": Unchecked, "plan": r.Plan.Hash(), "data": r.Snapshot}}
	for _, f := range r.Figures {
		out.Rows = append(out.Rows, r.row(f))
	}
	return out
}

func (r *Result) csv() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	var line []string
	for _, c := range columns() {
		line = append(line, c.Name)
	}
	_ = w.Write(line) // a buffer takes everything
	for _, f := range r.Figures {
		line = line[:0]
		for _, cell := range r.row(f) {
			line = append(line, plainCell(cell))
		}
		_ = w.Write(line)
	}
	w.Flush()
	return b.Bytes()
}

func plainCell(cell any) string {
	switch x := cell.(type) {
	case string:
		return x
	case int64:
		return strconv.FormatInt(x, 10)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return ""
}

// json gives the result as JSON.
func (r *Result) json() ([]byte, error) {
	type fit struct {
		Iterations int     `json:"iterations"`
		Off        float64 `json:"off"`
		Low        float64 `json:"low"`
		High       float64 `json:"high"`
		Warnings   []any   `json:"warnings"`
	}
	out := struct {
		Disclosure  string           `json:"disclosure"`
		Format      string           `json:"format"`
		Title       string           `json:"title"`
		Plan        string           `json:"plan"`
		Data        string           `json:"data"`
		Engine      string           `json:"engine"`
		Sample      int              `json:"sample"`
		Respondents int              `json:"respondents"`
		People      float64          `json:"people"`
		Response    *fit             `json:"response,omitempty"`
		Fit         *fit             `json:"fit,omitempty"`
		Errors      string           `json:"errors"`
		Interval    string           `json:"interval"`
		Figures     []map[string]any `json:"figures"`
	}{
		Disclosure: Unchecked, Format: resultFormat, Title: r.Plan.Title, Plan: r.Plan.Hash(), Data: r.Snapshot,
		Engine: r.Engine, Sample: r.Rows, Respondents: r.Responded, People: r.People, Errors: "linearised", Interval: r.Plan.Interval,
	}
	if by := r.Plan.Replicates; by != nil {
		out.Errors = by.Kind
	}
	said := func(f *estimate.Fit) *fit {
		if f == nil {
			return nil
		}
		some := &fit{f.Iterations, f.Off, f.Low, f.High, []any{}}
		for _, w := range f.Warnings {
			some.Warnings = append(some.Warnings, map[string]any{"code": w.Code, "column": w.Column, "level": w.Level, "n": w.N})
		}
		return some
	}
	out.Response, out.Fit = said(r.Response), said(r.Fit)
	for _, f := range r.Figures {
		one := map[string]any{}
		for i, cell := range r.row(f) {
			one[columns()[i].Name] = cell
		}
		out.Figures = append(out.Figures, one)
	}
	b, err := json.MarshalIndent(out, "", " ")
	return append(b, '\n'), err
}
