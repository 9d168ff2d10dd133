// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/plan"
	"baken/internal/table"
	"baken/internal/text"
)

// AttackFormat is the version of the description that this program reads.
const AttackFormat = "baken-attack/1"

// Attack describes tables that somebody published, of which is tried what they give away.
type Attack struct {
	Format      string      `yaml:"format"`
	Level       int64       `yaml:"level"`    // what is known to within less is reported; 10 if left out
	Withheld    []string    `yaml:"withheld"` // spellings of a count that isn't there, beside the empty one
	Hierarchies []Hierarchy `yaml:"hierarchies"`
	Tables      []Attacked  `yaml:"tables"`
}

// Attacked is one published table.
type Attacked struct {
	File       string   `yaml:"file"`
	Population string   `yaml:"population"`
	By         []string `yaml:"by"`
	Count      string   `yaml:"count"`   // the column with the counts
	Round      int64    `yaml:"round"`   // counts are printed to a multiple of it; 1 if left out
	Percent    string   `yaml:"percent"` // a column with percentages of the count; may be left out
}

// Found is what an attack found.
type Found struct {
	Plan     Attack
	Withheld int               // counts that the tables withhold
	Narrow   []disclose.Learnt // those that are known to within less than the level
	Shares   []Numerator       // percentages that leave fewer numerators than the level
}

// Numerator is a percentage that gives away, by its decimals, how many people it stands
// for.
type Numerator struct {
	File     string
	Row      int64 // below the column names
	Possible int64 // how many numerators print as this percentage
}

// ParseAttack reads a description. Errors: those of ParsePlan.
func ParseAttack(raw []byte) (Attack, error) {
	var p Attack
	if _, err := plan.Read(raw, MostPlanBytes, &p, guide); err != nil {
		return Attack{}, err
	}
	if p.Level == 0 {
		p.Level = 10
	}
	return p, p.check()
}

func (p Attack) check() error {
	switch {
	case p.Format != AttackFormat:
		return broken("format", "format", AttackFormat)
	case p.Level < 1:
		return broken("level", "level", "")
	case len(p.Tables) == 0:
		return broken("tables", "tables", "")
	}
	known, err := checkHierarchies(p.Hierarchies)
	if err != nil {
		return err
	}
	for _, t := range p.Tables {
		switch {
		case t.File == "":
			return broken("tables.file", "file", "")
		case t.Population == "":
			return broken("tables.population", "population", "")
		case t.Count == "":
			return broken("tables.count", "column", t.File)
		case t.Round < 0 || t.Round > mostRound:
			return broken("tables.round", "round", "")
		}
		for k, name := range t.By {
			if !known[name] || slices.Contains(t.By[:k], name) {
				return broken("tables.by", "by", name)
			}
		}
	}
	return nil
}

// mostRound is to which multiple counts may be rounded at most.
const mostRound = 1000

// Run reads the tables and tries what they give away.
func (p Attack) Run(ctx context.Context, path string, set table.Settings) (Found, error) {
	out := Found{Plan: p}
	var tables []disclose.PublicTable
	for _, t := range p.Tables {
		one, err := p.read(ctx, beside(path, t.File), t, set, &out)
		if err != nil {
			return out, fmt.Errorf("%w: %w", ErrFile.With("file", text.Data(t.File), "problem", text.Fault(err)), err)
		}
		tables = append(tables, one)
	}
	learnt, err := disclose.Attack(ctx, tables)
	if err != nil {
		return out, err
	}
	out.Withheld = len(learnt)
	for _, l := range learnt {
		large := strings.Contains(l.Cell, "="+restOf("")) && l.Low >= float64(p.Level)
		if l.High-l.Low < float64(p.Level) && !large { // what many leave over harms nobody
			out.Narrow = append(out.Narrow, l)
		}
	}
	return out, nil
}

// read reads one table.
func (p Attack) read(ctx context.Context, path string, t Attacked, set table.Settings, out *Found) (disclose.PublicTable, error) {
	made := disclose.PublicTable{Population: t.Population}
	src, err := table.Open(ctx, table.Source{Path: path}, set)
	if err != nil {
		return made, err
	}
	fields, codes := []table.Field{}, []map[string]string{}
	for _, name := range t.By {
		h, by := hierarchyOf(p.Hierarchies, name)
		if h.Rest {
			by = rests(by)
		}
		made.By = append(made.By, by)
		fields, codes = append(fields, table.Field{Column: h.Column}), append(codes, h.spelled())
	}
	fields = append(fields, table.Field{Column: t.Count})
	if t.Percent != "" {
		fields = append(fields, table.Field{Column: t.Percent})
	}
	rows := make([][]string, 0, src.Rows())
	err = src.Scan(ctx, fields, func(field int, row int64, d table.Datum) error {
		if field == 0 {
			rows = append(rows, make([]string, len(fields)))
		}
		rows[row][field] = string(d.Words)
		return nil
	})
	if err = errors.Join(err, src.Close()); err != nil {
		return made, err
	}
	for i, row := range rows {
		c, err := p.row(t, codes, row)
		if err != nil {
			return made, err.With("row", i+1)
		}
		made.Cells = append(made.Cells, c)
		if t.Percent != "" && !c.Withheld {
			if n := possible(c, row[len(row)-1]); n > 0 && n < p.Level {
				out.Shares = append(out.Shares, Numerator{t.File, int64(i + 1), n})
			}
		}
	}
	made.Cells = append(made.Cells, withheldRests(made)...)
	return made, nil
}

// rests adds to each category with parts one more part: who is in none of the others.
func rests(h disclose.Hierarchy) disclose.Hierarchy {
	whole := map[int]bool{}
	for i, c := range h.Categories {
		if i > 0 {
			whole[c.Part] = true
		}
	}
	for i := range len(h.Categories) {
		if whole[i] {
			h.Categories = append(h.Categories, disclose.Category{Code: restOf(h.Categories[i].Code), Part: i})
		}
	}
	return h
}

func restOf(code string) string { return strings.TrimSpace("rest of " + code) }

// withheldRests gives the cells of who is in no other part, which no table prints: those
// of which the whole is printed.
func withheldRests(t disclose.PublicTable) (all []disclose.PublicCount) {
	for _, c := range t.Cells {
		for k, h := range t.By {
			rest := restOf(c.At[k])
			if c.Withheld || !slices.ContainsFunc(h.Categories, func(o disclose.Category) bool { return o.Code == rest }) {
				continue
			}
			at := slices.Clone(c.At)
			at[k] = rest
			all = append(all, disclose.PublicCount{At: at, Withheld: true})
		}
	}
	return all
}

func (p Attack) row(t Attacked, codes []map[string]string, row []string) (c disclose.PublicCount, _ *rowFault) {
	for k, of := range codes {
		code, ok := of[row[k]]
		if !ok {
			return c, &rowFault{column: t.By[k], value: row[k]}
		}
		c.At = append(c.At, code)
	}
	said := row[len(codes)]
	if said == "" || slices.Contains(p.Withheld, said) {
		c.Withheld = true
		return c, nil
	}
	n, err := strconv.ParseInt(said, 10, 64)
	if err != nil {
		return c, &rowFault{column: t.Count, value: said}
	}
	c.N, c.Margin = n, max(t.Round, 1)/2
	return c, nil
}

// rowFault is a cell that the description doesn't know.
type rowFault struct{ column, value string }

// With says in which row it is.
func (f *rowFault) With(_ string, row int) error {
	return ErrCellUnknown.With("column", text.Data(f.column), "value", valueText(f.value), "row", row)
}

// possible counts the numerators that print as a percentage of a count: 0 where there is
// none.
func possible(c disclose.PublicCount, percent string) (n int64) {
	x, err := strconv.ParseFloat(percent, 64)
	if err != nil {
		return 0
	}
	_, decimals, _ := strings.Cut(percent, ".")
	half := 0.5*math.Pow(10, -float64(len(decimals))) + 1e-9
	least, most := int64(math.MaxInt64), int64(-1)
	for base := max(1, c.N-c.Margin); base <= c.N+c.Margin; base++ {
		low, high := int64(math.Ceil((x-half)/100*float64(base))), int64(math.Floor((x+half)/100*float64(base)))
		if low <= high {
			least, most = min(least, max(low, 0)), max(most, min(high, base))
		}
	}
	return max(0, most-least+1)
}

// err is ErrGiven where tables give something away.
func (f Found) err() error {
	if len(f.Narrow)+len(f.Shares) == 0 {
		return nil
	}
	return ErrGiven.With("narrow", len(f.Narrow), "shares", len(f.Shares), "level", f.Plan.Level)
}

// Print says what was found; ErrGiven where that is something.
func (f Found) Print(w io.Writer, p *text.Printer) error {
	exact, few := 0, 0
	for _, l := range f.Narrow {
		if l.Exact() {
			exact++
		}
		if l.Low >= 1 && l.High < float64(f.Plan.Level) {
			few++
		}
	}
	lines := []text.Text{text.With("disclose.attack.withheld", "n", f.Withheld, "narrow", len(f.Narrow), "exact", exact, "few", few, "level", f.Plan.Level)}
	const most = 40
	for i, l := range f.Narrow {
		if i == most {
			lines = append(lines, text.With("disclose.attack.more", "n", len(f.Narrow)-most))
			break
		}
		lines = append(lines, text.With("disclose.attack.cell", "cell", text.Data(l.Cell), "low", text.Decimal(l.Low, 0), "high", text.Decimal(l.High, 0)))
	}
	if len(f.Shares) > 0 {
		first := f.Shares[0]
		lines = append(lines, text.With("disclose.attack.shares", "n", len(f.Shares), "level", f.Plan.Level, "file", text.Data(first.File), "row", first.Row, "possible", first.Possible))
	}
	for _, l := range lines {
		if _, err := fmt.Fprintln(w, text.Plain(l.In(p))); err != nil {
			return err
		}
	}
	return f.err()
}

// ReadAttack reads a description from a file.
func ReadAttack(path string) (Attack, error) {
	raw, err := table.ReadAtMost(path, MostPlanBytes+1)
	if err != nil {
		return Attack{}, fileFault(err)
	}
	return ParseAttack(raw)
}
