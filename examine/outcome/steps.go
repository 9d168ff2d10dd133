// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"
	"strings"
)

// decided tells whether a step was taken about the people of a cell: yes where all before
// it in the chain was a yes, open where a value before it isn't in the plan.
func (p Plan) decided(c Cell, step int) side {
	switch of := p.Steps[step].Of; of {
	case "":
		return yes
	case "selection":
		return p.Selection.side(c.Selected)
	case "finding":
		return p.Finding.later(c.Finding)
	default:
		before := p.stepAt(of)
		if s := p.decided(c, before); s != yes {
			return s
		}
		return p.Steps[before].later(c.Steps[before])
	}
}

func (p Plan) stepAt(id string) int {
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })
}

// followed tells whether a truth or a finding says what came of a step: the step isn't taken
// among those of whom something was found.
func (p Plan) followed(step int) bool {
	switch of := p.Steps[step].Of; of {
	case "", "selection":
		return p.outcome() != nil
	case "finding":
		return false
	default:
		return p.followed(p.stepAt(of))
	}
}

// step adds a cell to the counts of a step.
func (t *tally) step(c Cell, k int) {
	side := t.plan.Steps[k].later(c.Steps[k])
	switch t.plan.decided(c, k) {
	case yes:
	case open:
		if side == neither {
			return
		}
		side = open
	default:
		return
	}
	t.steps[k][c.Group].add(side, c.N)
	if side == yes && t.plan.followed(k) {
		t.found[k][c.Group].add(t.plan.turnedOut(c), c.N)
	}
}

// stepCounts gives the counts of the steps, by group.
func (t *tally) stepCounts() (all []StepCount) {
	for k := range t.plan.Steps {
		var one StepCount
		for _, g := range t.plan.Group.Values {
			one.Decided, one.Found = append(one.Decided, *t.steps[k][g.Code]), append(one.Found, *t.found[k][g.Code])
		}
		all = append(all, one)
	}
	return all
}

// stepped puts a cell of somebody else's counts into the one step that it is about: all
// others stand for everybody, but for what comes before it. False where it is about none.
// Errors: ErrOverlap.
func (a *arranging) stepped(c Cell) (bool, error) {
	p := a.plan
	at := -1
	for k, v := range c.Steps {
		switch {
		case v == "" || p.whole(v):
		case at >= 0 && p.Steps[k].Column != p.Steps[at].Column:
			return false, nil
		default:
			at = k
		}
	}
	if at < 0 {
		return false, nil
	}
	all := func(v string) bool { return v == "" || p.whole(v) }
	finding, selection := p.Steps[at].Of == "finding", p.Steps[at].Of == "selection"
	fits := finding == !all(c.Finding) && (finding || selection) == !all(c.Selected)
	for i, v := range c.Strata {
		fits = fits && (all(v) || p.Strata[i].Column == p.Steps[at].Column)
	}
	if !fits || p.decided(c, at) != yes || a.tally.steps[at][c.Group] == nil {
		return false, nil
	}
	key := strings.Join([]string{p.Group.Column + "=" + c.Group, p.Steps[at].Column + "=" + c.Steps[at], "of=" + p.Steps[at].Of}, ", ")
	if _, twice := a.filled[key]; twice {
		return false, ErrOverlap.With("cell", key)
	}
	a.filled[key] = c.N
	for k, s := range p.Steps {
		if s.Column == p.Steps[at].Column && s.Of == p.Steps[at].Of {
			a.tally.steps[k][c.Group].add(s.side(c.Steps[k]), c.N)
		}
	}
	return true, nil
}

// foundAfter adds what was found to the steps before it that were a yes, where a cell says
// nothing else of the people, and tells whether there was one.
func (a *arranging) foundAfter(c Cell) (some bool) {
	p := a.plan
	for k, s := range p.Steps {
		alone := p.followed(k) && s.Of == "" && s.side(c.Steps[k]) == yes
		for i, v := range c.Strata {
			alone = alone && (p.whole(v) || p.Strata[i].Column == s.Column)
		}
		for j, v := range c.Steps {
			alone = alone && (v == "" || p.whole(v) || p.Steps[j].Column == s.Column)
		}
		if alone {
			a.tally.found[k][c.Group].add(p.Finding.side(c.Finding), c.N)
			some = true
		}
	}
	return some
}
