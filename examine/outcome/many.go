// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"encoding/hex"

	"baken/base/disclose"
	"baken/base/disparity"
)

// fewestOfMany is from how many printed groups on they are set beside each other: only
// then is it a question which of them stands at an end by chance.
const fewestOfMany = 4

// replicates of the bootstrap by which places are given an interval.
const replicates = 1000

// many sets the groups beside each other: each rate drawn towards the mean of all by how
// little it tells, and how sure the place of the group is among the others.
func (e examining) many() maker {
	if len(shares(e.plan, e.selection.Rates())) < fewestOfMany {
		return maker{}
	}
	spec := disclose.Spec{
		ID: ManyTable, Title: "outcome.table.many", Subject: e.plan.Selection.Label, Method: "outcome.method.many",
		Heads: []disclose.Label{e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "drawn", Title: "outcome.column.drawn", Unit: disclose.Percent},
			{ID: "place", Title: "outcome.column.place", Unit: disclose.Place},
		},
		Chart: []string{"drawn"},
	}
	return maker{e.selection, spec, func(rates []disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		known := shares(e.plan, rates)
		var groups []disparity.GroupCount
		var counts []disparity.Count
		at := map[string]int{}
		for i, r := range known {
			c, err := count(r)
			if err != nil {
				return nil, nil, err
			}
			at[r.Group] = i
			groups, counts = append(groups, disparity.GroupCount{Name: r.Group, Count: c}), append(counts, c)
		}
		drawn := disparity.Shrink(groups, disparity.EmpiricalLogit, disparity.REML, e.level)
		places, err := disparity.Bootstrap(e.plan.seed(), replicates, counts, disparity.Places)
		if err != nil {
			return nil, nil, err
		}
		for _, g := range e.plan.Group.Values {
			row := disclose.Row{Labels: []disclose.Label{g.Label}, Reference: g.Code == e.plan.Group.Reference}
			i, printed := at[g.Code]
			if !printed {
				u := undefined("outcome.gap.not_printed")
				row.Figures = []disclose.Figure{u, u}
				rows = append(rows, row)
				continue
			}
			rate, place := percents.value(drawn.Groups[i].Rate), scale{by: 1}.value(places.Estimates[i])
			rate.Interval = percents.bounds(drawn.Groups[i].Interval.Low, drawn.Groups[i].Interval.High)
			within := places.Percentile(i, e.level)
			if within.Low.Gap() == disparity.NoVariation { // the same place in every replicate
				within = disparity.Interval{Low: places.Estimates[i], High: places.Estimates[i]}
			}
			place.Interval = scale{by: 1}.bounds(within.Low, within.High)
			row.Figures = []disclose.Figure{rate, place}
			rows = append(rows, row)
		}
		return rows, append([]disclose.Note{{Key: "outcome.note.many"}, {Key: "outcome.note.place"}}, e.roundingNotes()...), nil
	}}
}

// shares gives the groups whose share is a figure, in the order of the plan.
func shares(p Plan, rates []disclose.Rate) (out []disclose.Rate) {
	for _, g := range p.Group.Values {
		if r := find(rates, g.Code, ""); tells(r) {
			out = append(out, r)
		}
	}
	return out
}

// seed makes the replicates of a plan the same wherever it is run.
func (p Plan) seed() (seed uint64) {
	raw, err := hex.DecodeString(p.hash)
	if err != nil {
		return 0
	}
	for _, b := range raw[:min(8, len(raw))] {
		seed = seed<<8 | uint64(b)
	}
	return seed
}
