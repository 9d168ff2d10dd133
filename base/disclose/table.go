// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
)

// Unit says what the figures of a column count.
type Unit string

// The units of columns.
const (
	People  Unit = "people"
	Percent Unit = "percent" // per hundred
	Points  Unit = "points"  // a difference of percentages
	Ratio   Unit = "ratio"
	PValue  Unit = "p"
	Days    Unit = "days"
	Hours   Unit = "hours"
	Euro    Unit = "euro"
	Words   Unit = "words" // conclusions
	Place   Unit = "place" // among others, from 1
)

// Column describes one column of figures. Title is a message key; Short is one
// too, where a chart names several columns of a row. Label is of what it is the figure,
// in the words of the plan, where a message can't know.
type Column struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Short string `json:"short,omitempty"`
	Label Label  `json:"label,omitzero"`
	Unit  Unit   `json:"unit"`
}

// Row is one line of a table.
type Row struct {
	Labels    []Label  `json:"labels"`
	Figures   []Figure `json:"figures"`
	Reference bool     `json:"reference,omitempty"` // others are compared with this one
}

// Note is a remark that belongs under a table: a message key and its arguments.
type Note struct {
	Key  string            `json:"key"`
	Args map[string]string `json:"args,omitempty"`
}

// Spec describes a table before it has figures. Title and Method are message
// keys; Subject is what the title is about; Heads name the columns of labels.
type Spec struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Subject Label    `json:"subject"`
	Method  string   `json:"method"`
	Heads   []Label  `json:"heads"`
	Columns []Column `json:"columns"`
	Chart   []string `json:"chart,omitempty"` // the columns, of one unit, that a chart shows
}

type content struct {
	Spec
	Rows   []Row   `json:"rows"`
	Notes  []Note  `json:"notes"`
	Rules  *Rules  `json:"rules,omitempty"` // nil: the figures were public already
	Source *Source `json:"source,omitempty"`
	N      int64   `json:"n"` // people in all groups together, as printed

	Release    int         `json:"release,omitempty"`    // by which it was protected together with those before
	Population string      `json:"population,omitempty"` // who was counted, of a release
	By         []Hierarchy `json:"by,omitempty"`         // what rows, and columns of answers, divide them by

	Rates *PublicTable `json:"rates,omitempty"` // what a reader has of the rates that it was derived from
}

// Table is a set of figures that may leave. Its content can't be changed.
type Table struct {
	content content
	signer  string // of the bundle that it came in
}

// Derive makes a table over printed rates. work is given nothing but what is
// printed, and works out every other figure from that; this is what makes a
// ratio or an interval give nothing more away than the rates beside it. A
// caller that lets work reach for unprotected counts breaks that promise.
//
// Errors: those of work, and ErrRow for a row that doesn't fit the columns.
func (p *Protected) Derive(spec Spec, work func([]Rate) ([]Row, []Note, error)) (Table, error) {
	rows, notes, err := work(p.Rates())
	if err != nil {
		return Table{}, err
	}
	c := content{Spec: spec, Rows: rows, Notes: notes, Rules: p.rules, N: p.n}
	if len(spec.Columns) > 0 && spec.Columns[0].Unit == People {
		c.Rates, p.seen = p.seen, nil // once is enough for who reads the tables together
	}
	if !p.source.Empty() {
		c.Source = &p.source
	}
	t := Table{content: c.clone()}
	if err := t.check(); err != nil {
		return Table{}, err
	}
	return t, nil
}

func (t Table) check() error {
	for _, r := range t.content.Rows {
		if len(r.Figures) != len(t.content.Columns) || len(r.Labels) != len(t.content.Heads) {
			return ErrRow.With("table", t.content.ID)
		}
	}
	return nil
}

// Spec gives the description of the table.
func (t Table) Spec() Spec { return t.content.clone().Spec }

// Rows gives the lines of the table.
func (t Table) Rows() []Row { return t.content.clone().Rows }

// Notes gives the remarks under the table.
func (t Table) Notes() []Note { return t.content.clone().Notes }

// N gives how many people all groups together hold, as printed.
func (t Table) N() int64 { return t.content.N }

// Source says who published the figures before; false where Baken protected
// them itself.
func (t Table) Source() (Source, bool) {
	if t.content.Source == nil {
		return Source{}, false
	}
	return *t.content.Source, true
}

// Rules gives the rules under which the figures were protected; false where
// the figures were public already.
func (t Table) Rules() (Rules, bool) {
	if t.content.Rules == nil {
		return Rules{}, false
	}
	return *t.content.Rules, true
}

// Release gives the number of the release by which the table was protected together with
// those before; 0 where it was protected by itself.
func (t Table) Release() int { return t.content.Release }

// Signer gives who signed the bundle that the table came in; empty where it came in none.
func (t Table) Signer() string { return t.signer }

// Only gives the table with some of its rows. All rows were released together, so that
// some of them tell no more.
func (t Table) Only(row func(Row) bool) Table {
	c := t.content.clone()
	c.Rows = slices.DeleteFunc(c.Rows, func(r Row) bool { return !row(r) })
	return Table{c, t.signer}
}

// Hash gives the SHA-256 of the table's content, in hexadecimal.
func (t Table) Hash() string {
	b, err := json.Marshal(t.content)
	if err != nil {
		panic("disclose: a table holds a figure that isn't a number: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func (c content) clone() content {
	c.Heads, c.Columns, c.Chart = slices.Clone(c.Heads), slices.Clone(c.Columns), slices.Clone(c.Chart)
	c.Rows, c.Notes, c.By = slices.Clone(c.Rows), slices.Clone(c.Notes), slices.Clone(c.By)
	for i := range c.By {
		c.By[i].Categories = slices.Clone(c.By[i].Categories)
	}
	for i := range c.Rows {
		c.Rows[i].Labels = slices.Clone(c.Rows[i].Labels)
		c.Rows[i].Figures = slices.Clone(c.Rows[i].Figures)
	}
	for i := range c.Notes {
		c.Notes[i].Args = maps.Clone(c.Notes[i].Args)
	}
	return c
}

// MarshalJSON writes the table. There is no way back: a table is remade only
// by Open.
func (t Table) MarshalJSON() ([]byte, error) { return json.Marshal(t.content) }
