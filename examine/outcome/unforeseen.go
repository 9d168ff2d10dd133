// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "slices"

// Unforeseen says what becomes of a row with a value that the plan doesn't name, as where
// the coding changes halfway.
type Unforeseen string

// What a plan can settle about such rows. Stop is the rule where it says nothing. With
// Bound they are counted and told, and the result says what they could change at most.
const (
	Stop  Unforeseen = "stop"
	Bound Unforeseen = "bound"
)

func (p Plan) checkUnforeseen() error {
	switch {
	case !slices.Contains([]Unforeseen{"", Stop, Bound}, p.Unforeseen):
		return broken("unforeseen", "unforeseen", string(p.Unforeseen))
	case p.Unforeseen == Bound && p.Source.Whole != "":
		return broken("unforeseen", "unforeseen_whole") // a cell that isn't there can't be told from one that is called otherwise
	}
	return nil
}

// strange lists the values of a cell that the plan doesn't name.
func (p Plan) strange(c Cell) (all []planned) {
	for _, v := range p.planned(c) {
		again := slices.ContainsFunc(all, func(a planned) bool { return a.column == v.column })
		if !slices.Contains(v.codes, v.value) && !again {
			all = append(all, v)
		}
	}
	return all
}

// few has the values of a column beyond mostOutside told together.
func few(all []Outside) (out []Outside) {
	values := map[string]int{}
	for _, o := range all {
		if values[o.Column]++; values[o.Column] <= mostOutside {
			out = append(out, o)
			continue
		}
		last := &out[len(out)-1]
		last.Value, last.N = others, last.N+o.N
	}
	return out
}

// leaves tells whether the people of a cell are outside the comparison of the selection
// whatever was decided, and for which value.
func (p Plan) leaves(c Cell) (why Outside, out bool) {
	switch {
	case slices.Contains(p.Group.Outside, c.Group):
		return Outside{Column: p.Group.Column, Value: c.Group}, true
	case p.Random != nil && slices.Contains(p.Random.Values, c.Random):
		return Outside{Column: p.Random.Column, Value: c.Random}, true
	case !slices.Contains(codesOf(p.Group.Values), c.Group):
		return Outside{Column: p.Group.Column, Value: others}, true
	case p.Random != nil && !slices.Contains(p.Random.Others, c.Random):
		return Outside{Column: p.Random.Column, Value: others}, true
	}
	return why, false
}

// leave counts the people of a cell that is outside the comparison for what they tell
// beside it: what a random sample found, and what an unknown group can change.
func (t *tally) leave(c Cell) {
	known := slices.Contains(codesOf(t.plan.Group.Values), c.Group)
	switch side := t.plan.Selection.side(c.Selected); {
	case known && t.plan.sampled(c):
		t.random[c.Group].add(t.plan.Finding.later(c.Finding), c.N)
	case known && side != neither: // perhaps of the sample, perhaps not
		t.selection(c.Group, "", open, c.N)
	case !known:
		t.unknown.add(side, c.N)
	}
}

// places are those in which a cell counts: over all strata, and in its own if the plan
// names it.
func (t *tally) places(c Cell) []string {
	if len(t.plan.Strata) == 0 {
		return []string{""}
	}
	if own := t.plan.stratum(c.Strata); slices.Contains(t.strata, own) {
		return []string{"", own}
	}
	return []string{""}
}
