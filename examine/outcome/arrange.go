// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"
	"strings"
)

// arrange puts counts that somebody else has made into their places. Such
// tables overlap: a total stands beside its parts. Each place is filled once,
// and parts have to agree with their total as far as rounding allows.
func (p Plan) arrange(cells []Cell, rows int64) (Counts, error) {
	a := arranging{plan: p, tally: newTally(p), filled: map[string]int64{}, account: Account{Rows: rows}}
	if rows != int64(len(cells)) {
		return Counts{}, ErrRepeated.With("rows", rows, "cells", len(cells))
	}
	for _, c := range cells {
		if err := a.place(c); err != nil {
			return Counts{}, err
		}
	}
	for _, g := range p.Group.Values {
		if err := a.complete(g.Code); err != nil {
			return Counts{}, err
		}
	}
	return a.tally.counts(a.account)
}

type arranging struct {
	plan    Plan
	tally   *tally
	filled  map[string]int64
	account Account
}

func (a *arranging) key(group, stratum, selected, finding string) string {
	return strings.Join([]string{
		a.plan.Group.Column + "=" + group, "strata=" + stratum,
		a.plan.Selection.Column + "=" + selected, "finding=" + finding,
	}, ", ")
}

// place finds out which count a cell is; a cell that is none of them is
// outside the comparison and says so in the account.
func (a *arranging) place(c Cell) error {
	p := a.plan
	if done, err := a.stepped(c); done || err != nil {
		return err
	}
	stratum := p.stratum(c.Strata)
	all := len(c.Strata) == 0 || !slices.ContainsFunc(c.Strata, func(v string) bool { return !p.whole(v) })
	mixed := !all && slices.ContainsFunc(c.Strata, p.whole)
	if all {
		stratum = ""
	}
	key := a.key(c.Group, stratum, c.Selected, c.Finding)
	if _, twice := a.filled[key]; twice {
		return ErrOverlap.With("cell", key)
	}
	a.filled[key] = c.N
	noFinding := p.Finding == nil || c.Finding == "" || p.whole(c.Finding)
	count := a.tally.sel[[2]string{c.Group, stratum}]
	switch {
	case count == nil && all && noFinding && slices.Contains(p.Group.Outside, c.Group):
		a.tally.unknown.add(p.Selection.side(c.Selected), c.N)
		a.outside(c)
	case mixed && a.tally.sel[[2]string{c.Group, ""}] != nil && !noFinding && p.Selection.side(c.Selected) == yes && a.foundAfter(c):
	case mixed || count == nil:
		a.outside(c)
	case noFinding && p.whole(c.Selected):
		count.Base = c.N
	case noFinding:
		count.add(p.Selection.side(c.Selected), c.N)
		a.counted(stratum, c.N)
	case p.Selection.side(c.Selected) == yes:
		a.tally.finding(c.Group, stratum, p.Finding.side(c.Finding), c.N)
		a.foundAfter(c)
	default:
		return ErrFinding.With("n", c.N, "column", p.Finding.Column)
	}
	return nil
}

func (a *arranging) counted(stratum string, n int64) {
	if stratum == "" {
		a.account.Counted += n
	}
}

func (a *arranging) outside(c Cell) {
	a.account.Outside = append(a.account.Outside, Outside{
		Column: a.plan.Group.Column,
		Value:  strings.Join(append(append([]string{c.Group}, c.Strata...), c.Selected, c.Finding), ", "),
		N:      c.N,
	})
}

// complete asks for the two sides of the selection in every place, and checks
// totals against their parts.
func (a *arranging) complete(group string) error {
	p := a.plan
	whole := a.tally.sel[[2]string{group, ""}]
	if whole.Yes == 0 && whole.No == 0 {
		return ErrNoCell.With("cell", p.Group.Column+"="+group+", "+p.Selection.Column)
	}
	if err := a.agrees(group, whole.Base, whole.Yes+whole.No+whole.Neither, 2); whole.Base > 0 && err != nil {
		return err
	}
	var sum Count
	for _, s := range a.tally.strata {
		c := a.tally.sel[[2]string{group, s}]
		if !a.has(group, s, p.Selection.Yes) || !a.has(group, s, p.Selection.No) {
			return ErrNoCell.With("cell", p.Group.Column+"="+group+", strata="+s+", "+p.Selection.Column)
		}
		sum.Yes, sum.No = sum.Yes+c.Yes, sum.No+c.No
	}
	parts := int64(len(a.tally.strata))
	if parts == 0 {
		return nil
	}
	if err := a.agrees(group, whole.Yes, sum.Yes, parts); err != nil {
		return err
	}
	return a.agrees(group, whole.No, sum.No, parts)
}

func (a *arranging) has(group, stratum string, values []string) bool {
	for _, v := range values {
		for _, f := range []string{"", a.plan.Source.Whole} {
			if _, ok := a.filled[a.key(group, stratum, v, f)]; ok {
				return true
			}
		}
	}
	return false
}

// agrees allows half a rounding step for the total and for each part.
func (a *arranging) agrees(group string, total, sum, parts int64) error {
	slack := (parts + 1) * (a.plan.Source.Rounding / 2)
	if total-sum > slack || sum-total > slack {
		return ErrMargin.With("cell", a.plan.Group.Column+"="+group, "total", total, "sum", sum)
	}
	return nil
}
