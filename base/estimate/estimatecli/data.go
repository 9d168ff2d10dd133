// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"math"

	"baken/base/estimate"
	"baken/base/plan"
	"baken/internal/table"
	"baken/internal/text"
)

// data is the columns that a plan needs, each read once in each way.
type data struct {
	fields  []table.Field
	takers  []func(row int64, d table.Datum)
	words   map[string]*words
	numbers map[string]*numbers
	ids     ids
}

// newData makes room for the columns of a plan.
func newData(p Plan) *data {
	d := &data{words: map[string]*words{}, numbers: map[string]*numbers{}}
	if p.ID != "" {
		d.ids.first = map[string]int64{}
		d.fields = append(d.fields, table.Field{Column: p.ID, As: table.Words})
		d.takers = append(d.takers, d.ids.take)
	}
	for _, st := range p.Design.Stages {
		d.needWords(st.Strata)
		d.needWords(st.Units)
		d.needNumbers(st.Population)
	}
	d.needNumbers(p.Design.Weights)
	if p.Response != nil {
		d.needWords(p.Response.Column)
		for _, c := range p.Response.Cells {
			d.needWords(c)
		}
	}
	if p.Calibrate != nil {
		for _, m := range p.Calibrate.Margins {
			d.needWords(m.Column)
		}
		for _, a := range p.Calibrate.Auxiliaries {
			d.needNumbers(a.Column)
		}
	}
	for _, one := range p.Domains {
		d.needWords(one.Column)
	}
	for _, m := range p.Items {
		if m.Kind == Share {
			d.needWords(m.Column)
			continue
		}
		d.needNumbers(m.Column)
		d.needNumbers(m.To)
	}
	return d
}

func (d *data) needWords(column string) {
	if column == "" || d.words[column] != nil {
		return
	}
	w := &words{name: column, known: map[string]int32{}}
	d.words[column] = w
	d.fields = append(d.fields, table.Field{Column: column, As: table.Words})
	d.takers = append(d.takers, w.take)
}

func (d *data) needNumbers(column string) {
	if column == "" || d.numbers[column] != nil {
		return
	}
	n := &numbers{name: column}
	d.numbers[column] = n
	d.fields = append(d.fields, table.Field{Column: column, As: table.Numbers})
	d.takers = append(d.takers, n.take)
}

func (d *data) take(field int, row int64, cell table.Datum) error {
	d.takers[field](row, cell)
	return nil
}

// ids is the column that holds nothing twice.
type ids struct {
	first            map[string]int64
	row, other, more int64 // the first that stands there again, and where it stood
	unset, unsets    int64
}

func (s *ids) take(row int64, cell table.Datum) {
	if cell.Words == table.Missing {
		if s.unsets++; s.unsets == 1 {
			s.unset = row + 1
		}
		return
	}
	id := string(cell.Words)
	before, again := s.first[id]
	if !again {
		s.first[id] = row
		return
	}
	if s.more++; s.more == 1 {
		s.row, s.other = row+1, before+1
	}
}

// once refuses a row without id, and one whose id another row has. What the id is
// isn't said: it may be a person's.
func (d *data) once(column string) error {
	s := d.ids
	d.ids = ids{}
	switch {
	case s.unsets > 0:
		return ErrUnset.With("column", text.Data(column), "row", s.unset, "n", s.unsets)
	case s.more > 0:
		return ErrDuplicate.With("column", text.Data(column), "row", s.row, "other", s.other, "n", s.more)
	}
	return nil
}

// words is a column of which each value has a number.
type words struct {
	name   string
	codes  []int32
	levels []string
	known  map[string]int32
}

func (w *words) take(_ int64, cell table.Datum) {
	v := string(cell.Words)
	code, ok := w.known[v]
	if !ok {
		code = int32(len(w.levels)) //nolint:gosec // no more than rows
		w.known[v] = code
		w.levels = append(w.levels, v)
	}
	w.codes = append(w.codes, code)
}

// factor gives the column with the values that a plan knows as its levels; rows with
// one of the values outside have the level after these. Who isn't among those that are
// asked for may have any value, and has any level.
func (w *words) factor(known, outside []string, who estimate.Domain) (estimate.Factor, error) {
	f := estimate.Factor{Name: w.name, Codes: make([]int32, len(w.codes)), Levels: known}
	place := map[string]int32{}
	for k, v := range known {
		place[v] = int32(k) //nolint:gosec // as many as a plan names
	}
	if len(outside) > 0 {
		f.Levels = append(append([]string{}, known...), "")
	}
	for _, v := range outside {
		place[v] = int32(len(known)) //nolint:gosec // as above
	}
	const strange = -1
	codes, some := make([]int32, len(w.levels)), make([]bool, len(f.Levels))
	for k, v := range w.levels {
		codes[k] = strange
		if to, ok := place[v]; ok {
			codes[k] = to
		}
	}
	for i, c := range w.codes {
		asked := who == nil || who[i]
		if asked && codes[c] == strange {
			return f, w.unknown(c, append(known, outside...), who)
		}
		f.Codes[i] = max(codes[c], 0)
		some[f.Codes[i]] = some[f.Codes[i]] || asked
	}
	for k, v := range known {
		if !some[k] {
			return f, ErrNobody.With("column", text.Data(w.name), "value", valueText(v))
		}
	}
	return f, nil
}

// unknown says which value the plan doesn't know, and where.
func (w *words) unknown(code int32, known []string, who estimate.Domain) error {
	row, n := 0, 0
	for i, c := range w.codes {
		if c == code && (who == nil || who[i]) {
			if n++; n == 1 {
				row = i + 1
			}
		}
	}
	said := make([]text.Text, len(known))
	for i, v := range known {
		said[i] = valueText(v)
	}
	return ErrUnknown.With("column", text.Data(w.name), "value", valueText(w.levels[code]), "row", row, "n", n, "known", text.Join(", ", said...))
}

func valueText(v string) text.Text {
	if v == "" {
		return text.Key("estimate.missing")
	}
	return text.Data(plan.Brief(v))
}

// set refuses a column in which a value is missing.
func (w *words) set() error {
	code, some := w.known[""]
	if !some {
		return nil
	}
	return unset(w.name, len(w.codes), func(i int) bool { return w.codes[i] == code })
}

// unset names the first row that has no value.
func unset(name string, n int, missing func(int) bool) error {
	row, rows := 0, 0
	for i := range n {
		if missing(i) {
			if rows++; rows == 1 {
				row = i + 1
			}
		}
	}
	if rows == 0 {
		return nil
	}
	return ErrUnset.With("column", text.Data(name), "row", row, "n", rows)
}

// numbers is a column of numbers, kept in a byte each for as long as all of them are
// small and whole.
type numbers struct {
	name  string
	small []int8
	wide  []float64
}

func (c *numbers) take(_ int64, cell table.Datum) {
	x := cell.Number
	if c.wide == nil {
		switch {
		case math.IsNaN(x):
			c.small = append(c.small, estimate.NoAnswer)
			return
		case x == math.Trunc(x) && math.Abs(x) <= math.MaxInt8:
			c.small = append(c.small, int8(x))
			return
		}
		c.wide = estimate.Item{Values: c.small}.Column().Values
		c.small = nil
	}
	c.wide = append(c.wide, x)
}

// column gives the numbers, NaN where there is none.
func (c *numbers) column() estimate.Column {
	if c.wide == nil {
		return estimate.Item{Name: c.name, Values: c.small}.Column()
	}
	return estimate.Column{Name: c.name, Values: c.wide}
}

// set refuses a column in which a number is missing.
func (c *numbers) set() ([]float64, error) {
	all := c.column().Values
	return all, unset(c.name, len(all), func(i int) bool { return math.IsNaN(all[i]) })
}
