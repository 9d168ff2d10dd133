// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "slices"

// print gives a table as it may be published: a row for each combination of who people
// are, with how many there are, and the share of them that gave each answer.
func (b *builder) print(t Crosstable, l *layout, release int) (Table, error) {
	spec := t.Spec
	spec.Heads, spec.Columns, spec.Chart = nil, []Column{{ID: "people", Title: "disclose.column.people", Unit: People}}, nil
	answer := -1
	for k, h := range l.by {
		if h.Answer && answer < 0 {
			answer = k
			continue
		}
		spec.Heads = append(spec.Heads, labelOf(h.Label, h.Name))
	}
	if answer >= 0 {
		for _, c := range l.by[answer].Categories[1:] {
			spec.Columns = append(spec.Columns, Column{ID: c.Code, Title: "disclose.column.share", Label: labelOf(c.Label, c.Code), Unit: Percent})
			spec.Chart = append(spec.Chart, c.Code)
		}
	}
	rules := b.rules
	out := content{Spec: spec, Rules: &rules, Release: release, Rows: []Row{}, Notes: []Note{{Key: "disclose.note.withheld"}}}
	for i, at := range l.at {
		if answer >= 0 && at[answer] > 0 {
			continue
		}
		row := Row{Figures: []Figure{b.people(l.name[i])}}
		for k, h := range l.by {
			if k != answer {
				row.Labels = append(row.Labels, labelOf(h.Categories[at[k]].Label, h.Categories[at[k]].Code))
			}
		}
		if answer >= 0 {
			for j := range l.by[answer].Categories[1:] {
				row.Figures = append(row.Figures, b.share(l, i, i+(j+1)*l.steps[answer]))
			}
		}
		if i == 0 && row.Figures[0].HasValue() {
			out.N = int64(row.Figures[0].Value)
		}
		out.Rows = append(out.Rows, row)
	}
	table := Table{content: out.clone()}
	return table, table.check()
}

func labelOf(l Label, code string) Label {
	if l.Empty() {
		return Label{NL: code, EN: code}
	}
	return l
}

// withheld is how a count is marked that isn't printed, whatever the reason.
func withheld() Figure { return Figure{Kind: Withheld, Reason: "disclose.reason.protected"} }

func (b *builder) people(of cellName) Figure {
	c := b.system.cells[b.system.at[of]]
	if c.state == hidden {
		return withheld()
	}
	half := b.rules.RoundBaseTo / 2
	base := (int64(c.n) + half) / b.rules.RoundBaseTo * b.rules.RoundBaseTo
	return Figure{Kind: Rounded, Value: float64(base), Range: Between(float64(base-half), float64(base+half))}
}

// share prints which part of the people of a cell are in another.
func (b *builder) share(l *layout, of, part int) Figure {
	all, some := b.system.cells[b.system.at[l.name[of]]], b.system.cells[b.system.at[l.name[part]]]
	if all.state == hidden || some.state == hidden {
		return withheld()
	}
	var r Rate
	r.print(b.rules, Cell{Base: int64(all.n), Events: int64(some.n)})
	return r.Share
}

// Withheld counts the figures of a table that aren't printed.
func (t Table) Withheld() (n int) {
	for _, r := range t.content.Rows {
		n += len(slices.DeleteFunc(slices.Clone(r.Figures), func(f Figure) bool { return f.Kind != Withheld }))
	}
	return n
}

// Release gives the number of the release by which the table was protected together with
// those before; 0 where it was protected by itself.
func (t Table) Release() int { return t.content.Release }
