// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"bytes"
	"cmp"
	"slices"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/base/plan"
)

// Kind says whether the data has a row for each person or is counted already.
type Kind string

// The kinds of data.
const (
	Records Kind = "records"
	Counted Kind = "counts"
)

// PlanFormat is the version of the plan's form that this program reads.
const PlanFormat = "baken-plan/1"

// Plan says beforehand what is compared with what. It is read from YAML, in
// which an unknown name is an error.
type Plan struct {
	Format       string         `yaml:"format"`
	Organisation string         `yaml:"organisation"` // OIN or TOOI identifier
	Title        disclose.Label `yaml:"title"`
	Population   disclose.Label `yaml:"population"`
	Shows        disclose.Label `yaml:"shows"`
	ShowsNot     disclose.Label `yaml:"shows-not"`
	Source       Source         `yaml:"source"`
	Only         *Only          `yaml:"only"` // who belongs to the population; everyone if left out
	Group        Grouping       `yaml:"group"`
	Selection    Decision       `yaml:"selection"`
	Finding      *Decision      `yaml:"finding"`
	Truth        *Decision      `yaml:"truth"` // what turned out to be the case of everybody, selected or not; instead of a finding
	Score        *Score         `yaml:"score"` // by which one selects; needs a truth
	Strata       []Stratum      `yaml:"strata"`
	Test         *Test          `yaml:"test"`    // left out: figures without a verdict
	Steps        []Step         `yaml:"steps"`   // other decisions of the chain
	Proxies      []Proxy        `yaml:"proxies"` // columns that may not be a stratum
	Earlier      []string       `yaml:"earlier"` // bundles of the same people that were published before
	Random       *Random        `yaml:"random"`  // rows of a random sample that was checked in the same way
	Unforeseen   Unforeseen     `yaml:"unforeseen"`
	Replaces     *Replaces      `yaml:"replaces"` // an earlier plan

	hash string
	raw  []byte
}

// Test says what difference matters and how sure one wants to be, before anybody has seen
// the data.
type Test struct {
	Matters    float64              `yaml:"matters"`    // points: the smallest difference between shares that matters
	Power      float64              `yaml:"power"`      // per hundred; 80 if left out
	Confidence float64              `yaml:"confidence"` // per hundred; 95 if left out
	Correction disparity.Correction `yaml:"correction"` // for as many tests as there are; benjamini-hochberg if left out
	Looks      int                  `yaml:"looks"`      // how often one looks while data comes in; 1 if left out
}

// Step is another decision about the same people: a risk score before the selection, an
// appeal after the finding.
type Step struct {
	ID       string `yaml:"id"`
	Of       string `yaml:"of"` // among whom: everybody (if left out), selection, finding or an earlier step, where it is a yes
	Decision `yaml:",inline"`
}

// Proxy is a column that stands for the group, so that comparing within it would hide what
// is looked for.
type Proxy struct {
	Column string         `yaml:"column"`
	Reason disclose.Label `yaml:"reason"`
}

// Random says which rows are of a sample that was drawn by chance. They aren't in the
// comparison of the selection.
type Random struct {
	Column string         `yaml:"column"`
	Label  disclose.Label `yaml:"label"`
	Values []string       `yaml:"values"` // of the sample
	Others []string       `yaml:"others"` // of everybody else
}

// Source says where the data is and how it is written.
type Source struct {
	File      string     `yaml:"file"`
	Sheet     string     `yaml:"sheet"`    // of a workbook with several; the only one if left out
	Database  string     `yaml:"database"` // instead of a file: postgres://… or clickhouse://…, without a password
	Table     string     `yaml:"table"`    // in that database, as name or schema.name
	Kind      Kind       `yaml:"kind"`
	Encoding  string     `yaml:"encoding"`  // utf-8 (if left out) or latin-1
	Delimiter string     `yaml:"delimiter"` // found out if left out
	Count     string     `yaml:"count"`     // the column with counts, where they are counted already
	Person    string     `yaml:"person"`    // the column that tells people apart; nobody asks if left out
	Whole     string     `yaml:"whole"`     // the value that stands for "all of them"
	Rounding  int64      `yaml:"rounding"`  // counts are rounded to multiples of this
	Published *Published `yaml:"published"`
}

// Name is what people call the data: the file, or the table in a database.
func (s Source) Name() string {
	if s.Database != "" {
		return s.Table
	}
	return s.File
}

// Published says who published the counts before; only then are they printed
// with their own precision.
type Published struct {
	disclose.Source `yaml:",inline"`
	Decimals        int `yaml:"decimals"`
}

// Value is one value of a column and what people call it.
type Value struct {
	Code  string         `yaml:"code"`
	Label disclose.Label `yaml:"label"`
}

// Grouping says which groups are compared.
type Grouping struct {
	Column    string         `yaml:"column"`
	Label     disclose.Label `yaml:"label"`
	Reference string         `yaml:"reference"`
	Values    []Value        `yaml:"values"`
	Outside   []string       `yaml:"outside"`   // values that are counted but not compared
	Crossed   *Crossed       `yaml:"crossed"`   // compares combinations with a second column
	Estimated *Estimated     `yaml:"estimated"` // the column says where people are, not of which group
}

// Crossed is a second column by which people are divided: groups are then combinations.
type Crossed struct {
	Column    string         `yaml:"column"`
	Label     disclose.Label `yaml:"label"`
	Reference string         `yaml:"reference"`
	Values    []Value        `yaml:"values"`
	Outside   []string       `yaml:"outside"`
}

// Decision says which values of a column mean yes and no. Neither holds values
// that are counted but belong to neither.
type Decision struct {
	Kind    disparity.Decision `yaml:"kind"` // burden or benefit; needed where there is a test
	Column  string             `yaml:"column"`
	Label   disclose.Label     `yaml:"label"`
	Yes     []string           `yaml:"yes"`
	No      []string           `yaml:"no"`
	Neither []string           `yaml:"neither"`
	Matters float64            `yaml:"matters"` // points; that of the test if left out
	// Alike is why outcomes are measured alike in all groups, which the robust test rests
	// on and no counts can show. Only of a finding; without it there is no robust evidence.
	Alike disclose.Label `yaml:"alike"`
}

// Stratum is a column within whose values groups are compared, with the reason
// why that is lawful: a stratum may itself carry the difference that is looked
// for.
type Stratum struct {
	Column string         `yaml:"column"`
	Label  disclose.Label `yaml:"label"`
	Reason disclose.Label `yaml:"reason"`
	Doubt  disclose.Label `yaml:"doubt"` // why it may carry the difference itself; left out where nothing points to that
	Values []Value        `yaml:"values"`
}

// MostPlanBytes is the largest plan that is read.
const MostPlanBytes = 256 << 10

// ParsePlan reads a plan.
//
// Errors: ErrAlias; those of plan.Read, and plan.Broken with the field and the rule that it
// breaks.
func ParsePlan(raw []byte) (Plan, error) {
	var p Plan
	if len(raw) <= MostPlanBytes && aliased(raw) {
		return Plan{}, ErrAlias
	}
	hash, err := plan.Read(raw, MostPlanBytes, &p, "examples/duo-2014/plan.yaml")
	if err != nil {
		return Plan{}, err
	}
	p.hash, p.raw = hash, bytes.Clone(raw)
	if p.Source.Rounding == 0 {
		p.Source.Rounding = 1
	}
	if p.Test != nil {
		p.Test.complete()
	}
	if err := p.check(); err != nil {
		return p, err
	}
	if p.Group.Crossed != nil {
		p.Group.cross()
	}
	return p, nil
}

// complete fills in what is usual.
func (t *Test) complete() {
	t.Power, t.Confidence, t.Looks = cmp.Or(t.Power, 80), cmp.Or(t.Confidence, 95), cmp.Or(t.Looks, 1)
	t.Correction = cmp.Or(t.Correction, disparity.BenjaminiHochberg)
}

// Hash gives the SHA-256 of the plan as it was read, in hexadecimal.
func (p Plan) Hash() string { return p.hash }

// Columns gives the columns that the plan needs from the data, each once.
func (p Plan) Columns() []string {
	var cols []string
	need := func(column string) {
		if column != "" && !slices.Contains(cols, column) {
			cols = append(cols, column)
		}
	}
	for _, column := range p.uses() {
		need(column)
	}
	for _, s := range p.Steps { // a step may be another reading of what is used already
		need(s.Column)
	}
	return cols
}

// uses lists the columns that may each be used for one thing only.
func (p Plan) uses() []string {
	cols := []string{p.Group.Column}
	for _, s := range p.Strata {
		cols = append(cols, s.Column)
	}
	cols = append(cols, p.Selection.Column)
	for _, c := range []string{p.Finding.column(), p.Truth.column(), p.Score.column()} {
		if c != "" {
			cols = append(cols, c)
		}
	}
	if p.Group.Crossed != nil {
		cols = append(cols, p.Group.Crossed.Column)
	}
	if p.Random != nil {
		cols = append(cols, p.Random.Column)
	}
	return cols
}

// column is empty where there is no decision.
func (d *Decision) column() string {
	if d == nil {
		return ""
	}
	return d.Column
}

// Cell makes a cell of the values of Columns, in that order.
func (p Plan) Cell(values []string, n int64) Cell {
	columns := p.Columns()
	at := func(column string) string {
		if column == "" {
			return ""
		}
		return values[slices.Index(columns, column)]
	}
	c := Cell{Group: at(p.Group.Column), Selected: at(p.Selection.Column), N: n}
	for _, s := range p.Strata {
		c.Strata = append(c.Strata, at(s.Column))
	}
	c.Finding, c.Truth, c.Score = at(p.Finding.column()), at(p.Truth.column()), at(p.Score.column())
	for _, s := range p.Steps {
		c.Steps = append(c.Steps, at(s.Column))
	}
	if p.Group.Crossed != nil {
		c.Group = p.Group.combined(c.Group, at(p.Group.Crossed.Column))
	}
	if p.Random != nil {
		c.Random = at(p.Random.Column)
	}
	return c
}
