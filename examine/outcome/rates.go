// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"strings"

	"baken/base/disclose"
	"baken/base/disparity"
)

func (e examining) rateSpec(id string, d Decision) disclose.Spec {
	return disclose.Spec{
		ID: id, Title: "outcome.table." + id, Subject: d.Label, Method: "outcome.method.rate",
		Heads: []disclose.Label{e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "base", Title: "outcome.column.base_" + id, Unit: disclose.People},
			{ID: "rate", Title: "outcome.column.rate_" + id, Unit: disclose.Percent},
		},
		Chart: []string{"rate"},
	}
}

func (e examining) findingSpec() disclose.Spec {
	if e.plan.Finding == nil {
		return disclose.Spec{}
	}
	return e.rateSpec(FindingTable, *e.plan.Finding)
}

// rates lists base and rate of each group.
func (e examining) rates(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	var rows []disclose.Row
	for _, g := range e.plan.Group.Values {
		r := find(rates, g.Code, "")
		share, err := e.share(r)
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, disclose.Row{
			Labels: []disclose.Label{g.Label}, Figures: []disclose.Figure{r.Base, share},
			Reference: g.Code == e.plan.Group.Reference,
		})
	}
	return rows, e.roundingNotes(), nil
}

// share is the printed share, with the interval that its printed figures give.
func (e examining) share(r disclose.Rate) (disclose.Figure, error) {
	if !r.Printed() {
		return r.Share, nil
	}
	c, err := count(r)
	if err != nil {
		return disclose.Figure{}, err
	}
	f := r.Share
	from := percents.figure(c.Wilson(e.level), exactnessOf(c))
	f.Interval, f.Envelope = from.Interval, from.Envelope
	return f, nil
}

func (e examining) strataSpec() disclose.Spec {
	spec := e.rateSpec(StrataTable, e.plan.Selection)
	spec.Chart = nil
	heads := disclose.Label{}
	for i, s := range e.plan.Strata {
		if i > 0 {
			heads.NL, heads.EN = heads.NL+" / ", heads.EN+" / "
		}
		heads.NL, heads.EN = heads.NL+s.Label.NL, heads.EN+s.Label.EN
	}
	spec.Heads = []disclose.Label{heads, e.plan.Group.Label}
	return spec
}

// strata lists base and rate of each group within each stratum.
func (e examining) strata(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	var rows []disclose.Row
	for _, s := range e.plan.StratumCodes() {
		for _, g := range e.plan.Group.Values {
			r := find(rates, g.Code, s)
			share, err := e.share(r)
			if err != nil {
				return nil, nil, err
			}
			rows = append(rows, disclose.Row{
				Labels:  []disclose.Label{e.plan.stratumLabel(s), g.Label},
				Figures: []disclose.Figure{r.Base, share},
			})
		}
	}
	return rows, e.roundingNotes(), nil
}

func (p Plan) stratumLabel(code string) disclose.Label {
	var out disclose.Label
	for i, part := range strings.Split(code, " / ") {
		for _, v := range p.Strata[i].Values {
			if v.Code != part {
				continue
			}
			if out.NL != "" {
				out.NL, out.EN = out.NL+" / ", out.EN+" / "
			}
			out.NL, out.EN = out.NL+v.Label.NL, out.EN+v.Label.EN
		}
	}
	return out
}

// roundingNotes says what rounding leaves open, and where.
func (e examining) roundingNotes() []disclose.Note {
	if e.plan.Source.Rounding > 1 {
		return []disclose.Note{{Key: "outcome.note.rounded", Args: map[string]string{
			"base": itoa(e.plan.Source.Rounding), "half": itoa(e.plan.Source.Rounding / 2),
		}}}
	}
	if e.plan.Source.Published != nil {
		return nil
	}
	return []disclose.Note{{Key: "outcome.note.printed"}}
}

// pair puts a group beside the reference; ok is false where either has no
// figure.
func pair(group, reference disclose.Rate) (p disparity.Pair, ok bool, err error) {
	if !group.Printed() || !reference.Printed() {
		return p, false, nil
	}
	return both(group, reference)
}

func both(group, reference disclose.Rate) (p disparity.Pair, ok bool, err error) {
	if p.Group, err = count(group); err != nil {
		return p, false, err
	}
	p.Reference, err = count(reference)
	return p, err == nil, err
}

// narrow is the widest band, in points, whose middle may stand for a share: what is in groups
// of some 200 people or more, so that selections of that size can be looked into.
const narrow = 5

// nearly puts a group beside the reference as pair does, where a narrow band is enough: its
// width then is part of what rounding leaves open.
func nearly(group, reference disclose.Rate) (p disparity.Pair, ok bool, err error) {
	for _, r := range []disclose.Rate{group, reference} {
		in := r.Share.Kind == disclose.Band && *r.Share.Range.Low > 0 && *r.Share.Range.High < 100 &&
			*r.Share.Range.High-*r.Share.Range.Low <= narrow
		if !r.Printed() && !in {
			return p, false, nil
		}
	}
	return both(group, reference)
}
