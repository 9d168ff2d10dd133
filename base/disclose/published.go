// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"

	"baken/base/simplex"
)

// Public gives the tables of the release as a reader has them.
func (r Release) Public() (all []PublicTable) {
	for _, t := range r.Tables {
		if p, ok := t.Public(); ok {
			all = append(all, p)
		}
	}
	return all
}

// Public gives a table of a release as a reader has it, for Attack; false for any other
// table, and for some rows of one.
func (t Table) Public() (PublicTable, bool) { return t.content.clone().public() }

func (t content) public() (PublicTable, bool) {
	out := PublicTable{Population: t.Population, By: t.By}
	l, err := out.layout()
	if err != nil || t.Release == 0 || len(t.Columns) == 0 {
		return PublicTable{}, false
	}
	answer := -1
	if len(t.Chart) > 0 { // its columns are answers
		answer = slices.IndexFunc(out.By, func(h Hierarchy) bool { return h.Answer })
	}
	if answer >= 0 && len(t.Columns) < len(out.By[answer].Categories) {
		return PublicTable{}, false
	}
	rows := map[int]Row{} // by the place of who they are about
	for i, at := range l.at {
		if answer < 0 || at[answer] == 0 {
			if len(rows) == len(t.Rows) {
				return PublicTable{}, false
			}
			rows[i] = t.Rows[len(rows)]
		}
	}
	if len(rows) != len(t.Rows) {
		return PublicTable{}, false
	}
	for i, at := range l.at {
		c := PublicCount{Withheld: true}
		for k, h := range out.By {
			c.At = append(c.At, h.Categories[at[k]].Code)
		}
		whole, column := i, 0
		if answer >= 0 {
			whole, column = i-at[answer]*l.steps[answer], at[answer]
		}
		if known, ok := t.seen(rows[whole], column); ok {
			low, high := int64(math.Ceil(known.Low-nothing)), int64(math.Floor(known.High+nothing))
			c.Withheld, c.N, c.Margin = false, low+(high-low)/2, (high-low+1)/2
		}
		out.Cells = append(out.Cells, c)
	}
	return out, true
}

// seen gives between which counts a figure of a row lies; false where nothing is printed.
func (t content) seen(row Row, column int) (simplex.Bounds, bool) {
	base, f := row.Figures[0], row.Figures[column]
	if !f.ranged() {
		return simplex.Bounds{}, false
	}
	known := simplex.Bounds{Low: math.Max(0, *f.Range.Low), High: *f.Range.High}
	if t.Columns[column].Unit == Percent {
		if !base.ranged() {
			return simplex.Bounds{}, false
		}
		known.Low, known.High = known.Low/100*math.Max(0, *base.Range.Low), math.Min(100, known.High)/100**base.Range.High
	}
	return known, true
}

// ranged tells whether a figure says between what it lies.
func (f Figure) ranged() bool {
	return f.Kind != Withheld && f.Range != nil && f.Range.Low != nil && f.Range.High != nil && *f.Range.Low <= *f.Range.High && *f.Range.High <= endless
}

// endless is the most that a band says.
const endless = 1e15

// Read is what a file says that Baken made: a bundle, or the tables of a release.
type Read struct {
	Tables []PublicTable
	Shares []Percentages // that are printed in them, of each row together
	Others int           // tables that don't say by what they divide people
}

// ReadPublic reads the tables of a bundle, or of a release in JSON, as anybody could: for
// Attack, and for nothing else. A signature isn't verified, since what a file gives away
// doesn't depend on who signed it; so no Table is made.
//
// Errors: ErrFormat for a file of another kind, ErrRow.
func ReadPublic(raw []byte) (out Read, err error) {
	var in struct {
		Format string    `json:"format"`
		Tables []content `json:"tables"`
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&in); err != nil || in.Format != format && in.Format != ReleaseFormat {
		return out, ErrFormat
	}
	for _, c := range in.Tables {
		if err := (Table{content: c}).check(); err != nil {
			return out, err
		}
		t, ok := c.public()
		if !ok {
			out.Others++
			continue
		}
		out.Tables, out.Shares = append(out.Tables, t), append(out.Shares, c.shares()...)
	}
	return out, nil
}

// ReadRates reads from a bundle what a reader has of the rates that its tables were derived
// from, for ProtectRates. A signature isn't verified: more than what is there can't be known
// from it, whoever signed it.
//
// Errors: ErrFormat for a file of another kind.
func ReadRates(raw []byte) (all []PublicTable, err error) {
	var in struct {
		Format string    `json:"format"`
		Tables []content `json:"tables"`
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&in); err != nil || in.Format != format {
		return nil, ErrFormat
	}
	for _, c := range in.Tables {
		if c.Rates != nil {
			all = append(all, *c.Rates)
		}
	}
	return all, nil
}

// Percentage is a rounded share as who reads it has it, with the step that its range tells.
func (f Figure) Percentage() Percentage {
	unit := math.Pow10(f.Digits)
	p := Percentage{Units: int64(math.Round(f.Value * unit)), Decimals: f.Digits}
	if f.ranged() {
		p.Step = int64(math.Round(2 * unit * max(f.Value-*f.Range.Low, *f.Range.High-f.Value)))
	}
	return p
}

// ReleaseFormat is the format of the tables of a release in JSON.
const ReleaseFormat = "baken-release/1"

// shares gives the percentages that stand in each row, of the people in its first column.
func (t content) shares() (all []Percentages) {
	for _, r := range t.Rows {
		base := r.Figures[0]
		if t.Columns[0].Unit != People || !base.ranged() || *base.Range.Low > MostPeople {
			continue
		}
		p := Percentages{Base: Span{max(1, int64(*base.Range.Low)), min(MostPeople, int64(*base.Range.High))}}
		for k, f := range r.Figures {
			if t.Columns[k].Unit == Percent && f.Kind == Rounded && f.Digits >= 0 && f.Digits <= MostDecimals {
				p.Of = append(p.Of, f.Percentage())
			}
		}
		if len(p.Of) > 0 {
			all = append(all, p)
		}
	}
	return all
}
