// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"slices"

	"baken/base/disclose"
	"baken/base/disparity"
)

func (p Plan) checkRandom() error {
	r := p.Random
	switch {
	case r == nil:
		return nil
	case r.Column == "" || r.Label.Empty():
		return broken("random", "stratum")
	case len(r.Values) == 0 || len(r.Others) == 0:
		return broken("random", "yes_no")
	case p.Finding == nil:
		return broken("random", "random_finding")
	case p.Source.Whole != "":
		return broken("random", "random_whole")
	}
	for _, v := range r.Values {
		if slices.Contains(r.Others, v) {
			return broken("random", "twice", v)
		}
	}
	return nil
}

// sampled tells whether the people of a cell are of the random sample.
func (p Plan) sampled(c Cell) bool {
	return p.Random != nil && slices.Contains(p.Random.Values, c.Random)
}

// arms compares what the selection found with what a random sample did: how much is missed
// of each group, and whom the burden of a selection for nothing falls on.
func (e examining) arms() maker {
	if e.random == nil {
		return maker{}
	}
	spec := disclose.Spec{
		ID: RandomTable, Title: "outcome.table.random", Subject: e.plan.Random.Label, Method: "outcome.method.random",
		Heads: []disclose.Label{e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "base-rate", Title: "outcome.column.base_rate", Unit: disclose.Percent},
			{ID: "caught", Title: "outcome.column.caught", Unit: disclose.Percent},
			{ID: "unfounded", Title: "outcome.column.unfounded", Unit: disclose.Percent},
			{ID: "unfounded-ratio", Title: "outcome.column.unfounded_ratio", Unit: disclose.Ratio},
		},
	}
	return maker{e.random, spec, func(random []disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		reference, known, err := e.arm(random, e.plan.Group.Reference)
		if err != nil {
			return nil, nil, err
		}
		for _, g := range e.plan.Group.Values {
			arm, ok, err := e.arm(random, g.Code)
			if err != nil {
				return nil, nil, err
			}
			row := disclose.Row{Labels: []disclose.Label{g.Label}, Reference: g.Code == e.plan.Group.Reference}
			if row.Figures, err = e.armFigures(arm, reference, ok, known && !row.Reference); err != nil {
				return nil, nil, err
			}
			rows = append(rows, row)
		}
		return rows, append([]disclose.Note{e.comparedWith(), {Key: "outcome.note.random"}}, e.roundingNotes()...), nil
	}}
}

// arm gives what is printed of a group; false where something isn't.
func (e examining) arm(random []disclose.Rate, group string) (a disparity.Arm, ok bool, err error) {
	for _, one := range []struct {
		rate disclose.Rate
		into *disparity.Count
	}{
		{find(e.selection.Rates(), group, ""), &a.Selections},
		{find(e.finding.Rates(), group, ""), &a.Hits},
		{find(random, group, ""), &a.Random},
	} {
		if !tells(one.rate) {
			return a, false, nil
		}
		if *one.into, err = count(one.rate); err != nil {
			return a, false, err
		}
	}
	return a, true, nil
}

func (e examining) armFigures(group, reference disparity.Arm, printed, compared bool) ([]disclose.Figure, error) {
	u := undefined("outcome.gap.not_printed")
	if !printed {
		return []disclose.Figure{u, u, u, u}, nil
	}
	b, err := group.Burdens(e.level)
	if errors.Is(err, disparity.ErrHits) {
		return []disclose.Figure{u, u, u, u}, nil
	}
	if err != nil {
		return nil, err
	}
	exact := exactnessOf(group.Random)
	out := []disclose.Figure{percents.figure(b.BaseRate, exact), percents.figure(b.Caught, exact), percents.figure(b.Unfounded, exact), u}
	if !compared {
		out[3] = undefined("figure.reference")
		return out, nil
	}
	both, err := disparity.CompareArms(e.level, group, reference)
	out[3] = ratios.figure(both.Unfounded, exact)
	return out, err
}
