// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import "baken/base/disclose"

// Missing bounds the share of each group by what is printed, when those of whom no group
// is filled in are put into groups after all: whichever group they belong to, at most all
// of them are in this one, and then its share is lowest when none of them was selected and
// highest when all were. What rounding leaves open widens the bounds. It gives nothing
// where everybody has a group, and leaves out groups that aren't printed.
func (r Result) Missing(p Plan) []Once {
	left, ok := r.Table(OutsideTable)
	if !ok {
		return nil
	}
	most, ok := mostWithout(left, p.leftOut(Outside{Column: p.Group.Column})[0])
	selection, printed := r.Table(SelectionTable)
	if !ok || !printed {
		return nil
	}
	var out []Once
	for i, row := range selection.Rows() {
		base, share := row.Figures[0], row.Figures[1]
		least, _ := ends(base)
		low, high := ends(share)
		if !base.HasValue() || share.Kind == disclose.Withheld || least <= 0 {
			continue
		}
		o := Once{Group: p.Group.Values[i].Code, Share: share.Value / 100}
		if !share.HasValue() {
			o.Share = (low + high) / 200
		}
		o.Low = low / 100 * least / (least + most)
		o.High = (high/100*least + most) / (least + most)
		out = append(out, o)
	}
	return out
}

// mostWithout is how many people may be in the row of that name: where the number is
// withheld, as many as the rules withhold.
func mostWithout(t disclose.Table, name disclose.Label) (most float64, ok bool) {
	for _, r := range t.Rows() {
		if r.Labels[0] != name {
			continue
		}
		if f := r.Figures[0]; f.HasValue() {
			_, most = ends(f)
			return most, true
		}
		rules, _ := t.Rules()
		return float64(rules.Base - 1), true
	}
	return 0, false
}

// ends gives the least and the most that a printed figure can be.
func ends(f disclose.Figure) (low, high float64) {
	low, high = f.Value, f.Value
	if f.Range != nil && f.Range.Low != nil {
		low = *f.Range.Low
	}
	if f.Range != nil && f.Range.High != nil {
		high = *f.Range.High
	}
	return low, high
}
