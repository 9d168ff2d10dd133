// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"slices"

	"baken/base/disclose"
	"baken/base/plan"
	"baken/internal/table"
)

// AttackFormat is the version of the description that this program reads.
const AttackFormat = "baken-attack/1"

// Attack describes tables that somebody published, of which is tried what they give away.
type Attack struct {
	Format      string      `yaml:"format"`
	Level       int64       `yaml:"level"`    // what is known to within less is reported; 10 if left out
	Withheld    []string    `yaml:"withheld"` // spellings of a figure that isn't there, beside the empty one
	Hierarchies []Hierarchy `yaml:"hierarchies"`
	Tables      []Attacked  `yaml:"tables"`
	Within      []Within    `yaml:"within"`
}

// Attacked is one published table: a row for each combination of categories, and for each
// answer too where By names the hierarchy of the answers.
type Attacked struct {
	File       string            `yaml:"file"`
	Sheet      string            `yaml:"sheet"`  // of a spreadsheet; the first one if left out
	Header     int               `yaml:"header"` // row of a spreadsheet with the names of the columns; 1 if left out
	Where      []Where           `yaml:"where"`  // rows that count; all if left out
	Population string            `yaml:"population"`
	By         []string          `yaml:"by"`
	Columns    map[string]string `yaml:"columns"` // of hierarchies whose column has another name here
	Count      string            `yaml:"count"`   // the column with the counts
	Round      int64             `yaml:"round"`   // counts are printed to a multiple of it; 1 if left out
	Percent    string            `yaml:"percent"` // a column with percentages of the count; may be left out

	Percents []Percent `yaml:"percents"` // more of them
	Decimals int       `yaml:"decimals"` // to which percentages were printed, where the file lost noughts at the end
	Answer   string    `yaml:"answer"`   // the hierarchy of what the percentages are of: their numerators are counts in it
	Whole    bool      `yaml:"whole"`    // the percentages of a row are everybody together, each once
	Answered int64     `yaml:"answered"` // at least so many percent of the count answered: percentages are of those
	Most     int64     `yaml:"most"`     // where the base isn't printed: at most so many people
	Beyond   *int64    `yaml:"beyond"`   // and at most so many percent more than other tables count of them
}

// Percent is a column with percentages.
type Percent struct {
	Column string `yaml:"column"`
	Code   string `yaml:"code"` // of the category of the answer
}

// Where is a column and which of its values count, or don't.
type Where struct {
	Column string   `yaml:"column"`
	Values []string `yaml:"values"`
	Not    []string `yaml:"not"`
}

func (w Where) counts(value string) bool {
	return !slices.Contains(w.Not, value) && (len(w.Values) == 0 || slices.Contains(w.Values, value))
}

// level is to within less than what is known is reported, if the description doesn't say so.
const level = 10

// ParseAttack reads a description. Errors: those of ParsePlan.
func ParseAttack(raw []byte) (Attack, error) {
	var p Attack
	if _, err := plan.Read(raw, MostPlanBytes, &p, guide); err != nil {
		return Attack{}, err
	}
	if p.Level == 0 {
		p.Level = level
	}
	return p, p.check()
}

// ReadAttack reads a description from a file.
func ReadAttack(path string) (Attack, error) {
	raw, err := table.ReadAtMost(path, MostPlanBytes+1)
	if err != nil {
		return Attack{}, fileFault(err)
	}
	return ParseAttack(raw)
}

// mostRound is to which multiple counts may be rounded at most.
const mostRound = 1000

func (p Attack) check() error {
	switch {
	case p.Format != AttackFormat:
		return broken("format", "format", AttackFormat)
	case p.Level < 1:
		return broken("level", "level", "")
	case len(p.Tables) == 0:
		return broken("tables", "tables", "")
	}
	if _, err := checkHierarchies(p.Hierarchies); err != nil {
		return err
	}
	for _, t := range p.Tables {
		if err := p.checkTable(t); err != nil {
			return err
		}
	}
	for _, w := range p.Within {
		if !p.counts(w.Population) || !p.counts(w.Of) || w.Population == w.Of {
			return broken("within", "within", w.Population)
		}
	}
	return nil
}

// counts tells whether a population is that of a table.
func (p Attack) counts(population string) bool {
	return slices.ContainsFunc(p.Tables, func(t Attacked) bool { return t.Population == population })
}

func (p Attack) checkTable(t Attacked) error {
	switch {
	case t.File == "":
		return broken("tables.file", "file", "")
	case t.Population == "":
		return broken("tables.population", "population", "")
	case t.Count == "" && len(t.percents()) == 0:
		return broken("tables.count", "column", t.File)
	case t.Round < 0 || t.Round > mostRound:
		return broken("tables.round", "round", "")
	case t.Header < 0:
		return broken("tables.header", "level", "")
	case t.Decimals < 0 || t.Decimals > disclose.MostDecimals:
		return broken("tables.decimals", "decimals", "")
	case t.Answered < 0 || t.Answered > 100:
		return broken("tables.answered", "percent", "")
	case t.Most < 0 || t.Most > disclose.MostBases:
		return broken("tables.most", "level", "")
	case t.Beyond != nil && (*t.Beyond < 0 || *t.Beyond > mostBeyond):
		return broken("tables.beyond", "percent", "")
	}
	for k, name := range t.By {
		switch h, ok := p.hierarchy(name); {
		case !ok || slices.Contains(t.By[:k], name):
			return broken("tables.by", "by", name)
		case t.column(h) == "":
			return broken("tables.columns", "column", name)
		}
	}
	for name := range t.Columns {
		if !slices.Contains(t.By, name) {
			return broken("tables.columns", "by", name)
		}
	}
	for _, w := range t.Where {
		if w.Column == "" || len(w.Values)+len(w.Not) == 0 {
			return broken("tables.where", "where", w.Column)
		}
	}
	return p.checkPercents(t)
}

// mostBeyond is how many percent more people there may be than other tables count.
const mostBeyond = 1000

// checkPercents sees to it that each percentage has its place among the answers.
func (p Attack) checkPercents(t Attacked) error {
	if t.Answer == "" {
		return nil
	}
	h, ok := p.hierarchy(t.Answer)
	if !ok || len(t.percents()) == 0 {
		return broken("tables.answer", "by", t.Answer)
	}
	if t.long() {
		if len(t.percents()) > 1 || t.Count != "" {
			return broken("tables.answer", "long", t.Answer)
		}
		return nil
	}
	seen := map[string]bool{}
	for _, one := range t.percents() {
		if seen[one.Code] || !slices.ContainsFunc(h.Categories, func(c Category) bool { return c.Code == one.Code }) {
			return broken("tables.percents.code", "twice", one.Code)
		}
		seen[one.Code] = true
	}
	return nil
}

func (p Attack) hierarchy(name string) (Hierarchy, bool) {
	i := slices.IndexFunc(p.Hierarchies, func(h Hierarchy) bool { return h.Name == name })
	if i < 0 {
		return Hierarchy{}, false
	}
	return p.Hierarchies[i], true
}

// column gives the column of a hierarchy in a table.
func (t Attacked) column(h Hierarchy) string {
	if name, ok := t.Columns[h.Name]; ok {
		return name
	}
	return h.Column
}

// percents lists the columns with percentages.
func (t Attacked) percents() []Percent {
	if t.Percent == "" {
		return t.Percents
	}
	return append([]Percent{{Column: t.Percent}}, t.Percents...)
}

// long tells whether each answer has a row of its own.
func (t Attacked) long() bool { return t.Answer != "" && slices.Contains(t.By, t.Answer) }
