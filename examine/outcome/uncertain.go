// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"context"
	"slices"

	"baken/base/disclose"
)

// doubts are the people of whom the data leaves something open, as they are printed; nil
// where there are none.
type doubts struct {
	group  *disclose.Protected // whose group isn't known, by what was decided
	either *disclose.Protected // whose group isn't known, nor what was decided
	twice  *disclose.Protected // rows too many, if everyone should have one
	people int64               // that a group is printed from: fewer are withheld

	// Of whom a decision isn't known, by group.
	selection, finding *disclose.Protected
	steps              []*disclose.Protected
}

// doubts protects what the data leaves open. Of counts that others published it knows
// nothing.
func (p Plan) doubts(ctx context.Context, earlier []disclose.PublicTable, c Counts) (d doubts, err error) {
	d.steps = make([]*disclose.Protected, len(c.Steps))
	if p.Source.Published != nil {
		return d, nil
	}
	d.people = p.rules().Base
	only := func(what string, counts ...Count) (*disclose.Protected, error) {
		if !slices.ContainsFunc(counts, func(c Count) bool { return c.Yes+c.No > 0 }) {
			return nil, nil
		}
		return p.protect(ctx, earlier, what, counts)
	}
	if d.group, err = only("unknown", c.Unknown); err != nil {
		return d, err
	}
	if d.either, err = only("unknown, undecided", Count{Yes: c.Unknown.Open}); err != nil {
		return d, err
	}
	if d.twice, err = only("rows too many", Count{Yes: c.Account.Repeats.Extra()}); err != nil {
		return d, err
	}
	undecided := func(what string, counts []Count) *disclose.Protected {
		var left []Count
		for _, one := range counts {
			if one.Stratum == "" {
				left = append(left, Count{Group: one.Group, Yes: one.Open})
			}
		}
		one, failed := only(what+", undecided", left...)
		if err == nil {
			err = failed
		}
		return one
	}
	d.selection, d.finding = undecided("selection", c.Selection), undecided("finding", c.Finding)
	for k, s := range c.Steps {
		d.steps[k] = undecided(p.Steps[k].ID, s.Decided)
	}
	return d, err
}

// selected tells whether something about the selection is open.
func (d doubts) selected() bool {
	return d.group != nil || d.either != nil || d.twice != nil || d.selection != nil
}

func (d doubts) any() bool {
	return d.selected() || d.finding != nil || slices.ContainsFunc(d.steps, func(p *disclose.Protected) bool { return p != nil })
}

// span is how many people there are at least and at most.
type span struct{ least, most float64 }

// of gives how many people are in the group of a protected count: none where nobody is.
func (d doubts) of(p *disclose.Protected, group string) span {
	if p == nil {
		return span{}
	}
	return people(find(p.Rates(), group, ""), d.people)
}

// people is how many people a rate is of, where fewer than few are withheld.
func people(r disclose.Rate, few int64) span {
	switch base := r.Base; {
	case base.Kind == disclose.Withheld:
		return span{0, float64(few - 1)}
	case base.Range != nil:
		return span{max(0, *base.Range.Low), *base.Range.High}
	default:
		return span{base.Value, base.Value}
	}
}

// halves gives how many yes and no there are among those whose group isn't known.
func (d doubts) halves() (yes, no span) {
	all := d.of(d.group, "")
	if d.group != nil {
		if r := d.group.Rates()[0]; r.Known() && r.Counts.HasBase {
			n, m := float64(r.Counts.Events.N), float64(r.Counts.Events.Margin)
			yes = span{max(0, n-m), n + m}
			return yes, span{max(0, all.least-yes.most), all.most - yes.least}
		}
	}
	return span{0, all.most}, span{0, all.most}
}

// uncertain bounds the share of each group in each decision by what those could change of
// whom the data doesn't say enough: lowest when every no among them belongs to the group
// and no yes, highest the reverse.
func (e examining) uncertain() maker {
	if !e.doubts.any() {
		return maker{}
	}
	spec := disclose.Spec{
		ID: UnknownTable, Title: "outcome.table.unknown", Subject: e.plan.Title, Method: "outcome.method.unknown",
		Heads: []disclose.Label{decisionHead(), e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "rate", Title: "outcome.column.share", Unit: disclose.Percent},
			{ID: "difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
		},
	}
	return maker{e.selection, spec, func([]disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		notes = []disclose.Note{{Key: "outcome.note.unknown"}, e.comparedWith()}
		for _, d := range e.decisions() {
			if d.open == nil && (!d.selection || !e.doubts.selected()) {
				continue
			}
			more, some, err := e.shifted(d)
			if err != nil {
				return nil, nil, err
			}
			rows, notes = append(rows, more...), append(notes, some...)
		}
		return rows, notes, nil
	}}
}

// shifted gives the shares of a decision with how far they can lie from what is printed,
// and says of which groups the difference stays on its side whatever is the case.
func (e examining) shifted(d decision) (rows []disclose.Row, notes []disclose.Note, err error) {
	reference := find(d.rates, e.plan.Group.Reference, "")
	standard := e.furthest(d, reference)
	for _, g := range e.plan.Group.Values {
		r := find(d.rates, g.Code, "")
		own := e.furthest(d, r)
		share, difference := r.Share, undefined("figure.reference")
		if r.Known() {
			share.Range = disclose.Between(percents.round(own.least), percents.round(own.most))
		}
		if g.Code != e.plan.Group.Reference {
			p, ok, err := pair(r, reference)
			if err != nil {
				return nil, nil, err
			}
			difference = undefined("outcome.gap.not_printed")
			if ok {
				low, high := own.least-standard.most, own.most-standard.least
				difference = percents.value(p.RiskDifference(e.level).Estimate)
				difference.Range = disclose.Between(percents.round(low), percents.round(high))
				difference.Outer = true
				if low > 0 || high < 0 {
					notes = append(notes, named("outcome.note.holds", d.label, g.Label))
				} else {
					notes = append(notes, named("outcome.note.may_turn", d.label, g.Label))
				}
			}
		}
		rows = append(rows, disclose.Row{
			Labels: []disclose.Label{d.label, g.Label}, Figures: []disclose.Figure{share, difference}, Reference: g.Code == e.plan.Group.Reference,
		})
	}
	return rows, notes, nil
}

// furthest gives the lowest and the highest share of a group, from 0 to 1, whatever was the
// case with those of whom the data doesn't say enough.
func (e examining) furthest(d decision, r disclose.Rate) span {
	c := r.Counts
	if !r.Known() || !c.HasBase {
		return span{0, 1}
	}
	yes := span{float64(c.Events.N - c.Events.Margin), float64(c.Events.N + c.Events.Margin)}
	no := span{float64(c.Base.N-c.Base.Margin) - yes.most, float64(c.Base.N+c.Base.Margin) - yes.least}
	undecided := e.doubts.of(d.open, r.Group).most
	yes.most, no.most = yes.most+undecided, no.most+undecided
	if d.selection {
		more, fewer := e.doubts.halves()
		neither, twice := e.doubts.of(e.doubts.either, "").most, e.doubts.of(e.doubts.twice, "").most
		yes.most, no.most = yes.most+more.most+neither, no.most+fewer.most+neither
		yes.least, no.least = yes.least-twice, no.least-twice
	}
	return span{part(max(0, yes.least), no.most), part(yes.most, max(0, no.least))}
}

func part(yes, no float64) float64 {
	if yes+no <= 0 {
		return 0
	}
	return yes / (yes + no)
}
