// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/internal/text"
)

// published is a table as it was read.
type published struct {
	Attacked
	by     []disclose.Hierarchy // without the answer
	answer disclose.Hierarchy
	groups []group // in the order of their first rows
}

// group is one combination of categories, and the percentages of its people.
type group struct {
	row    int64
	at     []string
	count  *disclose.PublicCount // nil where the table has no counts
	shares []share
	bases  *disclose.Left // who the shares are of; nil where they don't tell
}

// share is a percentage of a group.
type share struct {
	row     int64
	code    string               // of the answer
	percent *disclose.Percentage // nil where it is withheld
	events  *disclose.Left       // whom it stands for; nil where that isn't known
}

// columns lists what is read of a table: the hierarchies, the count, the percentages.
func (p Attack) columns(t Attacked) (all []string) {
	for _, name := range t.By {
		h, _ := p.hierarchy(name)
		all = append(all, t.column(h))
	}
	if t.Count != "" {
		all = append(all, t.Count)
	}
	for _, one := range t.percents() {
		all = append(all, one.Column)
	}
	return all
}

// found makes categories of what stands in the columns of hierarchies that have none.
func (p Attack) found(tables [][]line) {
	for i := range p.Hierarchies {
		h := &p.Hierarchies[i]
		if !h.Found {
			continue
		}
		known := h.spelled()
		for k, t := range p.Tables {
			at := slices.Index(t.By, h.Name)
			if at < 0 {
				continue
			}
			for _, l := range tables[k] {
				value := l.cells[at]
				if _, ok := known[value]; !ok && value != "" {
					known[value] = strings.NewReplacer("=", " ", ",", " ", "\n", " ").Replace(value)
					h.Categories = append(h.Categories, Category{Code: known[value], Values: []string{value}})
				}
			}
		}
	}
}

// group puts the rows of a table together.
func (p Attack) group(t Attacked, lines []line) (published, error) {
	out := published{Attacked: t}
	var codes []map[string]string
	for _, name := range t.By {
		h, by := p.withRest(name)
		codes = append(codes, h.spelled())
		if name != t.Answer {
			out.by = append(out.by, by)
		}
	}
	if t.Answer != "" {
		_, out.answer = p.withRest(t.Answer)
	}
	known := map[string]int{}
	for _, l := range lines {
		if err := p.take(&out, known, codes, l); err != nil {
			return out, err.With("row", int(l.number))
		}
	}
	out.fill()
	return out, nil
}

// fill adds the answers that have no row: they are withheld as well.
func (t *published) fill() {
	if !t.long() {
		return
	}
	for i := range t.groups {
		g := &t.groups[i]
		for _, code := range t.answers() {
			if !slices.ContainsFunc(g.shares, func(s share) bool { return s.code == code }) {
				g.shares = append(g.shares, share{row: g.row, code: code})
			}
		}
	}
}

// answers lists those that have no parts.
func (t *published) answers() (codes []string) {
	for i, c := range t.answer.Categories {
		whole := slices.ContainsFunc(t.answer.Categories, func(o disclose.Category) bool { return o.Part == i })
		if !whole && !strings.HasPrefix(c.Code, restOf("")) {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

func (p Attack) withRest(name string) (Hierarchy, disclose.Hierarchy) {
	h, by := hierarchyOf(p.Hierarchies, name)
	if h.Rest {
		by = rests(by)
	}
	return h, by
}

// take takes one row.
func (p Attack) take(out *published, known map[string]int, codes []map[string]string, l line) *rowFault {
	one, answer := group{row: l.number, at: []string{}}, ""
	for k, name := range out.By {
		code, ok := codes[k][l.cells[k]]
		switch {
		case !ok:
			return &rowFault{column: name, value: l.cells[k]}
		case name == out.Answer:
			answer = code
		default:
			one.at = append(one.at, code)
		}
	}
	cells := l.cells[len(out.By):]
	if out.Count != "" {
		c, err := p.count(out.Attacked, one.at, cells[0])
		if err != nil {
			return err
		}
		one.count, cells = &c, cells[1:]
	}
	key := string(mustJSON(one.at))
	i, again := known[key]
	if !again || !out.long() {
		i = len(out.groups)
		known[key] = i
		out.groups = append(out.groups, one)
	}
	for k, column := range out.percents() {
		s := share{row: l.number, code: column.Code}
		if out.long() {
			s.code = answer
		}
		var err *rowFault
		if s.percent, err = p.percent(out.Attacked, column.Column, cells[k]); err != nil {
			return err
		}
		out.groups[i].shares = append(out.groups[i].shares, s)
	}
	return nil
}

func (p Attack) withheld(said string) bool { return said == "" || slices.Contains(p.Withheld, said) }

func (p Attack) count(t Attacked, at []string, said string) (c disclose.PublicCount, _ *rowFault) {
	c.At = at
	if p.withheld(said) {
		c.Withheld = true
		return c, nil
	}
	n, err := strconv.ParseFloat(said, 64)
	if err != nil || n != math.Trunc(n) || n < 0 || n > disclose.MostPeople {
		return c, &rowFault{column: t.Count, value: said}
	}
	c.N, c.Margin = int64(n), max(t.Round, 1)/2
	return c, nil
}

// percent reads a percentage with its decimals: those that were described, or those that
// stand there.
func (p Attack) percent(t Attacked, column, said string) (*disclose.Percentage, *rowFault) {
	if p.withheld(said) {
		return nil, nil
	}
	x, err := strconv.ParseFloat(said, 64)
	if err != nil || !(x >= 0 && x <= 100) {
		return nil, &rowFault{column: column, value: said}
	}
	digits := t.Decimals
	if digits == 0 {
		digits = printed(said, x)
	}
	return &disclose.Percentage{Units: int64(math.Round(x * math.Pow10(digits))), Decimals: digits}, nil
}

// printed gives the decimals that a number was printed with: those that stand there, unless
// these are all that a machine has.
func printed(said string, x float64) int {
	const digits = 15
	if len(said) > digits || strings.ContainsAny(said, "eE") {
		said = short(x)
	}
	return min(decimals(said), disclose.MostDecimals)
}

// rowFault is a cell that the description doesn't know.
type rowFault struct{ column, value string }

// With says in which row it is.
func (f *rowFault) With(_ string, row int) error {
	return ErrCellUnknown.With("column", text.Data(f.column), "value", valueText(f.value), "row", row)
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
