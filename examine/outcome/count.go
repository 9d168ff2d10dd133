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
	p = p.byPlace()
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
	outside, unforeseen := map[Outside]int64{}, map[Outside]int64{}
	var early, sum int64
	for _, c := range cells {
		sum += c.N
		for _, v := range p.strange(c) {
			unforeseen[Outside{Column: v.column, Value: v.value}] += c.N
		}
		if why, out := p.leaves(c); out {
			outside[why] += c.N
			t.leave(c)
			continue
		}
		side := p.Selection.side(c.Selected)
		switch side {
		case neither:
			outside[Outside{Column: p.Selection.Column, Value: c.Selected}] += c.N
		case open:
			outside[Outside{Column: p.Selection.Column, Value: others}] += c.N
		default:
			account.Counted += c.N
		}
		for k := range p.Steps {
			t.step(c, k)
		}
		strata := t.places(c)
		for _, stratum := range strata {
			t.selection(c.Group, stratum, side, c.N)
		}
		t.truth(c, side)
		early += t.afterwards(c, side)
	}
	account.Outside, account.Unforeseen = listed(outside), few(listed(unforeseen))
	if p.Source.Kind == Records && sum != rows {
		return Counts{}, ErrLost
	}
	if early > 0 {
		return Counts{}, ErrFinding.With("n", early, "column", p.Finding.Column)
	}
	return t.counts(account)
}

// listed sorts who is outside by column and value.
func listed(all map[Outside]int64) (out []Outside) {
	for o, n := range all {
		o.N = n
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Outside) int {
		return strings.Compare(a.Column+"\x00"+a.Value, b.Column+"\x00"+b.Value)
	})
	return out
}

// afterwards adds a cell to what was found of those selected; it gives how many have a
// finding without that.
func (t *tally) afterwards(c Cell, selected side) (early int64) {
	if t.plan.Finding == nil {
		return 0
	}
	found := t.plan.Finding.later(c.Finding)
	switch {
	case selected == open && found != neither: // perhaps selected
		found = open
	case selected != yes && found != neither:
		return c.N
	case selected != yes:
		return 0
	}
	for _, stratum := range t.places(c) {
		t.finding(c.Group, stratum, found, c.N)
	}
	return 0
}

// known refuses a value that the plan doesn't name, rather than dropping its
// rows; it counts all of them that have it.
func (p Plan) known(cells []Cell) error {
	var strange *planned
	n := int64(0)
	for _, c := range cells {
		for _, v := range p.planned(c) {
			if p.Unforeseen == Bound && v.column != p.Truth.column() && v.column != p.Score.column() {
				continue // what it can change is bounded
			}
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
	return ErrUnknown.With("column", strange.column, "value", strange.value, "n", n, "known", listing(strange.codes))
}

// listing joins values, so that the empty one can be seen.
func listing(codes []string) string {
	shown := slices.Clone(codes)
	for i, c := range shown {
		if c == "" {
			shown[i] = "“”"
		}
	}
	return strings.Join(shown, ", ")
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
		if p.decided(c, k) == yes || c.Steps[k] != "" {
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
	open // the plan doesn't name the value: it may stand for yes or for no
)

func (d Decision) side(v string) side {
	switch {
	case slices.Contains(d.Yes, v):
		return yes
	case slices.Contains(d.No, v):
		return no
	case slices.Contains(d.Neither, v):
		return neither
	default:
		return open
	}
}

// later is the side of a decision that needn't have been taken: nothing stands for neither.
func (d Decision) later(v string) side {
	if s := d.side(v); v != "" || s != open {
		return s
	}
	return neither
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
