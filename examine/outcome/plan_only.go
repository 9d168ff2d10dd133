// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"
	"strings"

	"baken/base/disclose"
)

// Only says who in the data belongs to the population: the rows with one of these values.
// All others are counted, told with their number, and left out of every comparison. Who
// belongs to it changes every denominator, so the plan has to say why.
type Only struct {
	Column string         `yaml:"column"`
	Label  disclose.Label `yaml:"label"`
	Values []string       `yaml:"values"`
	Reason disclose.Label `yaml:"reason"`
}

func (p Plan) checkOnly() error {
	o := p.Only
	if o == nil {
		return nil
	}
	switch {
	case o.Column == "":
		return broken("only.column", "column")
	case o.Label.Empty():
		return broken("only.label", "label")
	case len(o.Values) == 0:
		return broken("only.values", "only_values")
	case o.Reason.Empty():
		return broken("only.reason", "only_reason", o.Column)
	case p.Source.Whole != "":
		return broken("only", "only_whole") // totals hold people of both kinds
	case slices.Contains(append(p.Columns(), p.Source.Person, p.Source.Count), o.Column):
		return broken("only.column", "column_twice", o.Column)
	}
	for i, v := range o.Values {
		if slices.Contains(o.Values[:i], v) {
			return broken("only.values", "twice", v)
		}
	}
	return nil
}

// mostOutside is how many values outside the population are told one by one; a column with
// more, such as one of dates, has the others told together.
const mostOutside = 20

// others is the value that stands for those beyond mostOutside.
const others = "…"

// within parts the groups of an answer, whose last value is that of Only's column, into
// the cells of the population and who is outside it.
func (p Plan) within(groups []Group) (cells []Cell, outside []Outside) {
	if p.Only == nil {
		for _, g := range groups {
			cells = append(cells, p.Cell(g.Values, g.N))
		}
		return cells, nil
	}
	at := map[string]int{}
	for _, g := range groups {
		last := len(g.Values) - 1
		value := g.Values[last]
		if slices.Contains(p.Only.Values, value) {
			cells = append(cells, p.Cell(g.Values[:last], g.N))
			continue
		}
		if _, seen := at[value]; !seen && len(at) >= mostOutside {
			value = others
		}
		if _, seen := at[value]; !seen {
			at[value] = len(outside)
			outside = append(outside, Outside{Column: p.Only.Column, Value: value})
		}
		outside[at[value]].N += g.N
	}
	return p.gathered(cells), outside
}

// gathered adds up cells that only the column of Only told apart: data that is counted
// already has one of each.
func (p Plan) gathered(cells []Cell) (out []Cell) {
	at := map[string]int{}
	for _, c := range cells {
		key := strings.Join(slices.Concat([]string{c.Group, c.Selected, c.Finding, c.Truth, c.Score, c.Random}, c.Strata, c.Steps), "\x00") // which no value holds
		i, seen := at[key]
		if !seen {
			at[key] = len(out)
			out = append(out, c)
			continue
		}
		out[i].N += c.N
	}
	return out
}

// told adds to counts of the population who is outside it.
func (c Counts) told(rows int64, outside []Outside) Counts {
	c.Account.Rows = rows
	c.Account.Outside = append(c.Account.Outside, outside...)
	slices.SortStableFunc(c.Account.Outside, func(a, b Outside) int {
		return strings.Compare(a.Column+"\x00"+a.Value, b.Column+"\x00"+b.Value)
	})
	return c
}
