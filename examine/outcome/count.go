// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"
	"strings"
)

// Tally holds the plan against grouped counts of the data. rows is the number
// of rows that the engine read: the cells have to add up to it. Where the data
// is counted already, totals may stand beside their parts (the plan then names
// the value that means "all of them") and each cell has to be one row, or
// everyone is in one row only and rows may share a cell.
//
// Errors: ErrEmpty, ErrUnknown, ErrFinding, ErrNobody, ErrLost; for data that
// is counted already also ErrNoCell, ErrOverlap, ErrRepeated and ErrMargin.
func (p Plan) Tally(cells []Cell, rows int64) (Counts, error) {
	if len(cells) == 0 || rows == 0 {
		return Counts{}, ErrEmpty
	}
	if err := p.known(cells); err != nil {
		return Counts{}, err
	}
	if p.Source.Kind == Counted && p.Source.Whole != "" {
		return p.arrange(cells, rows)
	}
	return p.add(cells, rows)
}

// add sums cells of people who are each in one cell.
func (p Plan) add(cells []Cell, rows int64) (Counts, error) {
	t := newTally(p)
	account := Account{Rows: rows, Adds: true}
	outside := map[Outside]int64{}
	var early, sum int64
	for _, c := range cells {
		sum += c.N
		if slices.Contains(p.Group.Outside, c.Group) {
			outside[Outside{Column: p.Group.Column, Value: c.Group}] += c.N
			t.unknown.add(p.Selection.side(c.Selected), c.N)
			continue
		}
		if p.sampled(c) {
			outside[Outside{Column: p.Random.Column, Value: c.Random}] += c.N
			t.random[c.Group].add(p.Finding.side(c.Finding), c.N)
			continue
		}
		side := p.Selection.side(c.Selected)
		if side == neither {
			outside[Outside{Column: p.Selection.Column, Value: c.Selected}] += c.N
		} else {
			account.Counted += c.N
		}
		t.selection(c.Group, "", side, c.N)
		if len(p.Strata) > 0 {
			t.selection(c.Group, p.stratum(c.Strata), side, c.N)
		}
		for k := range p.Steps {
			t.step(c, k)
		}
		t.truth(c, side)
		early += t.afterwards(c, side)
	}
	account.Outside = listed(outside)
	if p.Source.Kind == Records && sum != rows {
		return Counts{}, ErrLost
	}
	if early > 0 {
		return Counts{}, ErrFinding.With("n", early, "column", p.Finding.Column)
	}
	return t.counts(account)
}

// listed puts in order who is outside the comparison.
func listed(outside map[Outside]int64) (all []Outside) {
	for o, n := range outside {
		o.N = n
		all = append(all, o)
	}
	slices.SortFunc(all, func(a, b Outside) int {
		return strings.Compare(a.Column+"\x00"+a.Value, b.Column+"\x00"+b.Value)
	})
	return all
}

// afterwards adds a cell to what was found of those selected; it gives how many have a
// finding without that.
func (t *tally) afterwards(c Cell, selected side) (early int64) {
	p := t.plan
	if p.Finding == nil {
		return 0
	}
	found := p.Finding.side(c.Finding)
	if selected == yes {
		t.finding(c.Group, "", found, c.N)
		if len(p.Strata) > 0 {
			t.finding(c.Group, p.stratum(c.Strata), found, c.N)
		}
		return 0
	}
	if found == neither {
		return 0
	}
	return c.N
}

// known refuses a value that the plan doesn't name, rather than dropping its
// rows; it counts all of them that have it.
func (p Plan) known(cells []Cell) error {
	var strange *planned
	n := int64(0)
	for _, c := range cells {
		for _, v := range p.planned(c) {
			if strange == nil && !p.whole(v.value) && !slices.Contains(v.codes, v.value) {
				strange = &v
			}
			if strange != nil && strange.column == v.column && strange.value == v.value {
				n += c.N
			}
		}
	}
	if strange == nil {
		return nil
	}
	return ErrUnknown.With("column", strange.column, "value", strange.value, "n", n, "known", strings.Join(strange.codes, ", "))
}

// planned is a value of a cell with those that the plan names for its column.
type planned struct {
	column, value string
	codes         []string
}

// planned lists the values of a cell. What may be empty, since nothing was decided yet, is
// left out where it is.
func (p Plan) planned(c Cell) []planned {
	out := []planned{{p.Group.Column, c.Group, append(codesOf(p.Group.Values), p.Group.Outside...)}}
	for i, s := range p.Strata {
		out = append(out, planned{s.Column, c.Strata[i], codesOf(s.Values)})
	}
	out = append(out, planned{p.Selection.Column, c.Selected, p.Selection.values()})
	if p.Finding != nil && c.Finding != "" {
		out = append(out, planned{p.Finding.Column, c.Finding, p.Finding.values()})
	}
	if p.Truth != nil {
		out = append(out, planned{p.Truth.Column, c.Truth, p.Truth.values()})
	}
	if p.Score != nil {
		out = append(out, planned{p.Score.Column, c.Score, codesOf(p.Score.Values)})
	}
	for k, s := range p.Steps {
		if p.decided(c, k) || c.Steps[k] != "" {
			out = append(out, planned{s.Column, c.Steps[k], s.values()})
		}
	}
	if p.Random != nil {
		out = append(out, planned{p.Random.Column, c.Random, slices.Concat(p.Random.Values, p.Random.Others)})
	}
	return out
}

func (p Plan) whole(v string) bool { return p.Source.Whole != "" && v == p.Source.Whole }

func (d Decision) values() []string { return slices.Concat(d.Yes, d.No, d.Neither) }

type side uint8

const (
	neither side = iota
	yes
	no
)

func (d Decision) side(v string) side {
	switch {
	case slices.Contains(d.Yes, v):
		return yes
	case slices.Contains(d.No, v):
		return no
	default:
		return neither
	}
}

func codesOf(values []Value) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.Code
	}
	return out
}

// stratum joins the values of the stratum columns into one code.
func (p Plan) stratum(values []string) string { return strings.Join(values, " / ") }
