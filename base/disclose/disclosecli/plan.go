// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"regexp"
	"slices"

	"baken/base/disclose"
	"baken/base/plan"
)

// PlanFormat is the version of the plan's form that this program reads.
const PlanFormat = "baken-disclose/1"

// Plan says who is counted, how they are divided, and which tables are released. It is
// read from YAML, in which an unknown name is an error.
type Plan struct {
	Format      string         `yaml:"format"`
	Title       disclose.Label `yaml:"title"`
	Population  string         `yaml:"population"`
	Audience    string         `yaml:"audience"` // public (if left out) or internal
	History     string         `yaml:"history"`  // the file with what was released before; history.json if left out
	Source      Source         `yaml:"source"`
	Hierarchies []Hierarchy    `yaml:"hierarchies"`
	Tables      []Table        `yaml:"tables"`
	Within      []Within       `yaml:"within"`
	Bundle      *Bundle        `yaml:"bundle"` // what a signed bundle says beside the tables

	hash string
}

// Source says where the people are and how that is written.
type Source struct {
	File      string   `yaml:"file"`
	Encoding  string   `yaml:"encoding"`  // utf-8 (if left out) or latin-1
	Delimiter string   `yaml:"delimiter"` // found out if left out
	Missing   []string `yaml:"missing"`   // spellings of no value, beside the empty one
	Count     string   `yaml:"count"`     // a column of counts; if left out each row is one person
}

// Hierarchy divides people by a column.
type Hierarchy struct {
	Name       string         `yaml:"name"`
	Label      disclose.Label `yaml:"label"`
	Column     string         `yaml:"column"`
	Everybody  string         `yaml:"everybody"` // how everybody is spelled in a published table; only for baken attack
	Rest       bool           `yaml:"rest"`      // what parts leave over of a whole stands in no table; only for baken attack
	Found      bool           `yaml:"found"`     // what stands in the column are the categories; only for baken attack
	Answer     bool           `yaml:"answer"`    // what people answered, or what happened to them
	Categories []Category     `yaml:"categories"`
}

// Category is a value of the column, or what some are together.
type Category struct {
	Code   string         `yaml:"code"`
	Label  disclose.Label `yaml:"label"`
	Part   string         `yaml:"part"`   // the code of the category that it is a part of; everybody if left out
	Values []string       `yaml:"values"` // in the column; the code if left out, and for a category with parts none
}

// Table is a table to be released.
type Table struct {
	ID     string          `yaml:"id"`
	Title  disclose.Label  `yaml:"title"`
	By     []string        `yaml:"by"`     // names of hierarchies
	Method disclose.Method `yaml:"method"` // suppress (if left out), round or bands
	Amount *Amount         `yaml:"amount"` // what people have some of
}

// Amount is a column of whole numbers, of which each person has some.
type Amount struct {
	Name   string         `yaml:"name"` // the same wherever it is the same
	Label  disclose.Label `yaml:"label"`
	Column string         `yaml:"column"`
	Unit   disclose.Unit  `yaml:"unit"`  // days, hours or euro
	Round  int64          `yaml:"round"` // to a multiple of which totals are printed; 1 if left out
}

// Within says that a population is a part of another.
type Within struct {
	Population string `yaml:"population"`
	Of         string `yaml:"of"`
}

// Bundle is what a public page says beside the tables.
type Bundle struct {
	Organisation string         `yaml:"organisation"` // OIN or TOOI identifier of who publishes
	People       disclose.Label `yaml:"people"`       // who is counted
	Shows        disclose.Label `yaml:"shows"`
	ShowsNot     disclose.Label `yaml:"shows-not"`
}

const guide = "doc/disclose.md"

// MostPlanBytes is the largest plan that is read.
const MostPlanBytes = 1 << 20

func broken(field, rule, value string) error {
	return plan.Break("disclose.plan."+rule, field, plan.Brief(value))
}

// ParsePlan reads a plan.
//
// Errors: those of plan.Read, and plan.Broken with the field and the rule that it breaks.
func ParsePlan(raw []byte) (Plan, error) {
	var p Plan
	hash, err := plan.Read(raw, MostPlanBytes, &p, guide)
	if err != nil {
		return Plan{}, err
	}
	if p.hash = hash; p.History == "" {
		p.History = "history.json"
	}
	for i := range p.Tables {
		if p.Tables[i].Method == "suppress" {
			p.Tables[i].Method = disclose.Suppress
		}
	}
	return p, p.check()
}

func (p Plan) check() error {
	switch {
	case p.Format != PlanFormat:
		return broken("format", "format", PlanFormat)
	case p.Title.Empty():
		return broken("title", "title", "")
	case p.Population == "":
		return broken("population", "population", "")
	case p.Audience != "" && p.Audience != "public" && p.Audience != "internal":
		return broken("audience", "audience", p.Audience)
	case p.Source.File == "":
		return broken("source.file", "file", "")
	case p.Source.Encoding != "" && p.Source.Encoding != "utf-8" && p.Source.Encoding != "latin-1":
		return broken("source.encoding", "encoding", p.Source.Encoding)
	case len(p.Source.Delimiter) > 1:
		return broken("source.delimiter", "delimiter", "")
	case len(p.Tables) == 0:
		return broken("tables", "tables", "")
	case p.Bundle != nil && (p.Bundle.Organisation == "" || p.Bundle.People.Empty() || p.Bundle.Shows.Empty() || p.Bundle.ShowsNot.Empty()):
		return broken("bundle", "bundle", "")
	}
	known, err := checkHierarchies(p.Hierarchies)
	if err != nil {
		return err
	}
	for _, h := range p.Hierarchies {
		switch {
		case h.Column == "":
			return broken("hierarchies.column", "column", h.Name)
		case len(h.Categories) == 0: // whoever protects says who is counted
			return broken("hierarchies.categories", "categories", h.Name)
		}
	}
	return p.checkTables(known)
}

// checkHierarchies gives their names.
func checkHierarchies(all []Hierarchy) (map[string]bool, error) {
	seen := map[string]bool{}
	for _, h := range all {
		if seen[h.Name] {
			return nil, broken("hierarchies.name", "twice", h.Name)
		}
		seen[h.Name] = true
		if err := h.check(); err != nil {
			return nil, err
		}
	}
	return seen, nil
}

func (h Hierarchy) check() error {
	switch {
	case h.Name == "":
		return broken("hierarchies.name", "name", "")
	case len(h.Categories) == 0 && !h.Found:
		return broken("hierarchies.categories", "categories", h.Name)
	}
	known, values := map[string]bool{}, map[string]bool{}
	for _, c := range h.Categories {
		switch {
		case c.Code == "" || known[c.Code]:
			return broken("hierarchies.categories", "twice", c.Code)
		case c.Part != "" && !known[c.Part]:
			return broken("hierarchies.categories.part", "part", c.Part)
		}
		known[c.Code] = true
		for _, v := range h.values(c) {
			if values[v] {
				return broken("hierarchies.categories.values", "twice", v)
			}
			values[v] = true
		}
	}
	return nil
}

// values gives what a category holds of the column: nothing where it has parts.
func (h Hierarchy) values(c Category) []string {
	switch {
	case slices.ContainsFunc(h.Categories, func(other Category) bool { return other.Part == c.Code }):
		return nil
	case len(c.Values) > 0:
		return c.Values
	}
	return []string{c.Code}
}

// fileName is what the name of a table may be: a file is called so.
var fileName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

func (p Plan) checkTables(known map[string]bool) error {
	ids := map[string]bool{}
	for _, t := range p.Tables {
		switch {
		case ids[t.ID]:
			return broken("tables.id", "twice", t.ID)
		case !fileName.MatchString(t.ID):
			return broken("tables.id", "id", t.ID)
		case t.Title.Empty():
			return broken("tables.title", "title", t.ID)
		case len(t.By) == 0:
			return broken("tables.by", "by", t.ID)
		case t.Method != disclose.Suppress && t.Method != disclose.Round && t.Method != disclose.Bands:
			return broken("tables.method", "method", string(t.Method))
		case t.Method != disclose.Suppress && t.Amount != nil:
			return broken("tables.method", "method_amount", t.ID)
		}
		if err := p.checkAmount(t); err != nil {
			return err
		}
		ids[t.ID] = true
		for k, name := range t.By {
			if !known[name] || slices.Contains(t.By[:k], name) {
				return broken("tables.by", "by", name)
			}
		}
	}
	return nil
}

func (p Plan) checkAmount(t Table) error {
	switch a := t.Amount; {
	case a == nil:
		return nil
	case a.Name == "" || a.Label.Empty():
		return broken("tables.amount", "amount", t.ID)
	case a.Column == "" || p.Source.Count != "":
		return broken("tables.amount.column", "amount_column", t.ID)
	case a.Unit != disclose.Days && a.Unit != disclose.Hours && a.Unit != disclose.Euro:
		return broken("tables.amount.unit", "amount_unit", string(a.Unit))
	case a.Round < 0 || a.Round > 1_000_000:
		return broken("tables.amount.round", "amount_round", t.ID)
	}
	return nil
}

// spelled gives the code of each value of the column of a published table, in which
// everybody and what others are a part of stand as well.
func (h Hierarchy) spelled() map[string]string {
	of := map[string]string{h.Everybody: ""}
	for _, c := range h.Categories {
		of[c.Code] = c.Code
		for _, v := range c.Values {
			of[v] = c.Code
		}
	}
	return of
}

// hierarchyOf gives a hierarchy as the library has it.
func hierarchyOf(all []Hierarchy, name string) (Hierarchy, disclose.Hierarchy) {
	i := slices.IndexFunc(all, func(h Hierarchy) bool { return h.Name == name })
	h := all[i]
	out := disclose.Hierarchy{Name: h.Name, Label: h.Label, Answer: h.Answer, Categories: []disclose.Category{{Part: -1, Label: everybody()}}}
	for _, c := range h.Categories {
		part := 0
		if c.Part != "" {
			part = slices.IndexFunc(out.Categories, func(o disclose.Category) bool { return o.Code == c.Part })
		}
		out.Categories = append(out.Categories, disclose.Category{Code: c.Code, Part: part, Label: c.Label})
	}
	return h, out
}

func everybody() disclose.Label { return disclose.Label{NL: "iedereen", EN: "everybody"} }

func (p Plan) rules() disclose.Rules {
	if p.Audience == "internal" {
		return disclose.ForInternal()
	}
	return disclose.ForEveryone()
}
