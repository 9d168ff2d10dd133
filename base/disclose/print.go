// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import (
	"math"
	"slices"
	"strconv"

	"baken/base/simplex"
)

// print gives a table as it may be published: a row for each combination of who people
// are, with how many there are, and which part of them gave each answer: a share, or by
// other methods than Suppress how many. What they have of an amount comes last.
func (b *builder) print(t Crosstable, layers []*layer, release int) (Table, error) {
	l, rules := layers[0], b.rules
	answer := t.answer()
	out := content{Spec: t.spec(answer), Rules: &rules, Release: release, Population: t.Population, By: t.By, Rows: []Row{}, Notes: []Note{t.note(rules, l)}}
	for i, at := range l.layout.at {
		if answer >= 0 && at[answer] > 0 {
			continue
		}
		row := Row{Figures: []Figure{b.count(l, i)}}
		for k, h := range l.by {
			if k != answer {
				row.Labels = append(row.Labels, labelOf(h.Categories[at[k]].Label, h.Categories[at[k]].Code))
			}
		}
		if answer >= 0 {
			for j := range l.by[answer].Categories[1:] {
				part := i + (j+1)*l.steps[answer]
				if t.Method == Suppress {
					row.Figures = append(row.Figures, b.share(l, i, part))
				} else {
					row.Figures = append(row.Figures, b.count(l, part))
				}
			}
		}
		if t.Amount != nil {
			row.Figures = append(row.Figures, b.total(layers[1], i, max(1, t.Amount.RoundTo)))
		}
		if i == 0 && row.Figures[0].HasValue() {
			out.N = int64(row.Figures[0].Value)
		}
		out.Rows = append(out.Rows, row)
	}
	table := Table{content: out.clone()}
	return table, table.check()
}

// answer gives the hierarchy whose categories are columns; -1 where none is.
func (t Crosstable) answer() int {
	if t.Amount != nil {
		return -1
	}
	return slices.IndexFunc(t.By, func(h Hierarchy) bool { return h.Answer })
}

// spec describes the table, with its heads and columns.
func (t Crosstable) spec(answer int) Spec {
	spec := t.Spec
	spec.Heads, spec.Columns, spec.Chart = nil, []Column{{ID: "people", Title: "disclose.column.people", Unit: People}}, nil
	for k, h := range t.By {
		if k != answer {
			spec.Heads = append(spec.Heads, labelOf(h.Label, h.Name))
		}
	}
	if answer >= 0 {
		part := Column{Title: "disclose.column.share", Unit: Percent}
		if t.Method != Suppress {
			part = Column{Title: "disclose.column.answered", Unit: People}
		}
		for _, c := range t.By[answer].Categories[1:] {
			part.ID, part.Label = c.Code, labelOf(c.Label, c.Code)
			spec.Columns, spec.Chart = append(spec.Columns, part), append(spec.Chart, c.Code)
		}
	}
	if t.Amount != nil {
		spec.Columns = append(spec.Columns, Column{ID: "total", Title: "disclose.column.total", Label: labelOf(t.Amount.Label, t.Amount.Name), Unit: t.Amount.Unit})
	}
	return spec
}

// note says how to read what isn't an exact count.
func (t Crosstable) note(rules Rules, l *layer) Note {
	switch t.Method {
	case Round:
		return Note{Key: "disclose.note.rounded", Args: map[string]string{"to": number(rules.roundTo()), "far": number(l.far)}}
	case Bands:
		return Note{Key: "disclose.note.bands"}
	default:
		return Note{Key: "disclose.note.withheld"}
	}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func labelOf(l Label, code string) Label {
	if l.Empty() {
		return Label{NL: code, EN: code}
	}
	return l
}

// withheld is how a count is marked that isn't printed, whatever the reason.
func withheld() Figure { return Figure{Kind: Withheld, Reason: "disclose.reason.protected"} }

// count prints how many people there are: rounded as the table is, in a band, or to five.
func (b *builder) count(l *layer, i int) Figure {
	c := b.system.cells[l.at[i]]
	told := l.cells[i].told
	if l.method == Suppress { // by then less may be told than at first
		told = c.told
	}
	switch {
	case c.state == hidden:
		return withheld()
	case l.rounded != nil:
		return Figure{Kind: Rounded, Value: float64(l.rounded[i]), Range: Between(told.Low, told.High)}
	case told.Low < told.High:
		return Figure{Kind: Band, Range: Between(told.Low, told.High)}
	}
	half := b.rules.RoundBaseTo / 2
	base := (int64(c.n) + half) / b.rules.RoundBaseTo * b.rules.RoundBaseTo
	return Figure{Kind: Rounded, Value: float64(base), Range: Between(float64(base-half), float64(base+half))}
}

// share prints which part of the people of a cell are in another: of few in a band, and
// what is withheld as far as it follows from the other answers.
func (b *builder) share(l *layer, of, part int) Figure {
	all, some := b.system.cells[l.at[of]], b.system.cells[l.at[part]]
	if all.state == hidden || all.told.Low < all.told.High {
		return withheld()
	}
	if some.state != hidden && some.told.Low == some.told.High {
		var r Rate
		r.print(b.rules, Cell{Base: int64(all.n), Events: int64(some.n)})
		return r.Share
	}
	known := some.known()
	if some.state == hidden {
		known = b.rest(l, of, part)
	}
	low, high := math.Floor(100*known.Low/all.n), math.Min(100, math.Ceil(100*known.High/all.n))
	if low <= 0 && high >= 100 {
		return withheld()
	}
	return Figure{Kind: Band, Range: Between(low, high)}
}

// rest is what everybody knows of an answer from what is printed of the others.
func (b *builder) rest(l *layer, of, part int) simplex.Bounds {
	all := b.system.cells[l.at[of]].n
	for k := range l.by {
		others := l.partsOf(of, k)
		at := slices.Index(others, part)
		if at < 0 {
			continue
		}
		out := simplex.Bounds{Low: all, High: all}
		for _, other := range slices.Delete(others, at, at+1) {
			known := b.system.cells[l.at[other]].known()
			out.Low, out.High = math.Max(0, out.Low-known.High), out.High-known.Low
		}
		return out
	}
	return simplex.Bounds{High: all} // a part of another answer
}

// total prints what people have together.
func (b *builder) total(l *layer, i int, to int64) Figure {
	c := b.system.cells[l.at[i]]
	if c.state == hidden {
		return withheld()
	}
	sum := (int64(c.n) + to/2) / to * to
	f := Figure{Kind: Rounded, Value: float64(sum)}
	if to > 1 {
		f.Range = Between(math.Max(0, float64(sum-to/2)), float64(sum+to/2))
	}
	return f
}

// Withheld counts the figures of a table that aren't printed.
func (t Table) Withheld() (n int) {
	for _, r := range t.content.Rows {
		n += len(slices.DeleteFunc(slices.Clone(r.Figures), func(f Figure) bool { return f.Kind != Withheld }))
	}
	return n
}
