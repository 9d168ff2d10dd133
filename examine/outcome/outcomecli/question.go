// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"strings"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// question says what was compared with what.
func (o Outcome) question() passage {
	p := o.Plan
	asked := []text.Text{text.With("outcome.report.ask", "decision", figure.Label(p.Selection.Label))}
	if p.Finding != nil {
		asked = append(asked, text.With("outcome.report.ask_finding", "decision", figure.Label(p.Finding.Label)))
	}
	if p.Truth != nil {
		asked = append(asked, text.With("outcome.report.ask_truth", "decision", figure.Label(p.Truth.Label)))
	}
	var groups []text.Text
	for _, v := range p.Group.Values {
		groups = append(groups, figure.Label(v.Label))
	}
	terms := []term{
		{name: text.Key("outcome.report.groups"), value: text.With("figure.column", "column", figure.Label(p.Group.Label), "part", text.Join("; ", groups...))},
		{name: text.Key("outcome.report.compared"), value: figure.Label(p.GroupLabel(p.Group.Reference))},
	}
	if from := p.Group.Estimated; from != nil {
		terms = append(terms, term{name: text.Key("outcome.report.estimated"), value: text.With("outcome.report.estimated_by", "place", figure.Label(from.Label),
			"source", text.With("figure.by", "title", figure.Label(from.Title), "by", figure.Label(from.By)))})
	}
	if o := p.Only; o != nil {
		terms = append(terms, term{
			name: text.Key("outcome.report.only"),
			value: text.With("outcome.note.only", "column", figure.Label(o.Label), "values", text.Data(strings.Join(o.Values, ", ")),
				"reason", figure.Label(o.Reason)),
		})
	}
	for _, s := range p.Strata {
		terms = append(terms, term{
			name:  text.Key("outcome.report.within"),
			value: text.With("outcome.report.stratum", "stratum", figure.Label(s.Label), "reason", figure.Label(s.Reason)),
		})
		if !s.Doubt.Empty() {
			terms = append(terms, term{name: text.With("outcome.report.doubt", "stratum", figure.Label(s.Label)), value: figure.Label(s.Doubt)})
		}
	}
	if f := p.Finding; f != nil && !f.Alike.Empty() {
		terms = append(terms, term{name: text.With("outcome.report.alike", "decision", figure.Label(f.Label)), value: figure.Label(f.Alike)})
	}
	if from := p.Source.Published; from != nil {
		terms = append(terms, term{
			name:  text.Key("outcome.report.from"),
			value: text.With("figure.by", "title", figure.Label(from.Title), "by", figure.Label(from.By)),
		})
	}
	parts := []part{{list: asked, terms: terms}}
	if len(o.Header.Deviations) > 0 {
		parts = append(parts, part{title: text.Key("outcome.report.deviations"), said: text.Key("outcome.report.deviates"), list: figure.Notes(o.Header.Deviations)})
	}
	return passage{title: text.Key("outcome.report.question"), parts: parts}
}

// meaning says what the figures show, what they can't, and who isn't in them. It never
// says that there is no discrimination.
func (o Outcome) meaning() passage {
	p := o.Plan
	limits := []text.Text{text.Key("outcome.note.no_conclusion"), text.Key("outcome.report.cause"), text.Key("outcome.report.unclear")}
	if len(p.Strata) > 0 {
		limits = append(limits, text.Key("outcome.report.stratum_bias"))
	}
	if p.Group.Estimated != nil {
		limits = append(limits, text.Key("outcome.report.estimated_limit"))
	}
	if p.Finding != nil {
		limits = append(limits, text.Key("outcome.report.found"))
	}
	if len(p.Group.Values) > 2 {
		limits = append(limits, text.Key("outcome.report.many"))
	}
	parts := []part{
		{title: text.Key("outcome.report.shows"), said: figure.Label(p.Shows)},
		{title: text.Key("outcome.report.shows_not"), said: figure.Label(p.ShowsNot), list: limits},
		o.leftOut(),
	}
	if some, any := o.missing(); any {
		parts = append(parts, some)
	}
	return passage{title: text.Key("outcome.report.means"), page: true, parts: parts}
}

// leftOut says who isn't in the comparison, by what may leave.
func (o Outcome) leftOut() part {
	out := part{title: text.Key("outcome.report.left_out"), list: []text.Text{text.Key("outcome.report.small")}}
	t, ok := o.Result.Table(outcome.OutsideTable)
	switch {
	case ok:
		out.said = text.Key("outcome.report.left_out_some")
		var rows []text.Text
		for _, r := range t.Rows() {
			rows = append(rows, figureOf(r.Labels, figure.Words(r.Figures[0], disclose.People)))
		}
		out.list = append(append(rows, text.Key("outcome.note.outside")), out.list...)
	case o.Counts.Account.Adds:
		out.said = text.Key("outcome.report.left_out_none")
	default:
		out.said = text.Key("outcome.report.left_out_unknown")
	}
	if o.Plan.Finding != nil {
		out.list = append(out.list, text.Key("outcome.report.left_out_finding"))
	}
	if o.Plan.Group.Estimated != nil && ok {
		out.list = append(out.list, text.Key("outcome.note.elsewhere"))
	}
	return out
}

// missing says how far those of whom the data doesn't say enough could move the shares;
// false where there are none.
func (o Outcome) missing() (out part, any bool) {
	t, ok := o.Result.Table(outcome.UnknownTable)
	for _, r := range t.Rows() {
		if f := r.Figures[0]; f.Range != nil {
			out.list = append(out.list, text.With("outcome.report.missing_row", "decision", figure.Label(r.Labels[0]), "group", figure.Label(r.Labels[1]),
				"range", text.Range(text.Percent(*f.Range.Low/100, 2), text.Percent(*f.Range.High/100, 2))))
		}
	}
	for _, n := range t.Notes() {
		if n.Key == "outcome.note.holds" || n.Key == "outcome.note.may_turn" {
			out.list = append(out.list, figure.Note(n))
		}
	}
	out.title = text.Key("outcome.report.missing_title")
	out.said = text.Key("outcome.report.missing")
	return out, ok && len(out.list) > 0
}

// reading says how the figures are read.
func reading() passage {
	return passage{title: text.Key("outcome.report.reading"), parts: []part{{list: []text.Text{
		text.Key("outcome.report.read_share"), text.Key("outcome.report.read_interval"), text.Key("outcome.report.read_difference"),
		text.Key("outcome.report.read_ratio"), text.Key("outcome.report.read_odds"), text.Key("outcome.report.read_hidden"),
	}}}}
}

// made says how the report came about, so that it can be checked.
func (o Outcome) made() passage {
	h, planned := o.Header, text.Key("outcome.report.as_planned")
	if len(h.Deviations) > 0 {
		planned = "outcome.report.deviates_above"
	}
	terms := []term{
		{name: text.Key("outcome.report.plan"), value: text.Data(h.Plan), code: true},
		{name: text.Key("outcome.report.snapshot"), value: text.Data(h.Snapshot), code: true},
		{name: text.Key("outcome.report.engine"), value: text.Data(h.Engine)},
		{name: text.Key("outcome.report.at"), value: text.Instant(h.Made)},
		{name: text.Key("outcome.report.deviations"), value: planned},
	}
	signed := text.Text(text.Key("outcome.report.unsigned"))
	if o.secret != "" {
		signed = text.With("outcome.report.signed", "signer", text.Data(ownerOf(o.secret)), "file", text.Data(BundleFile))
	}
	return passage{title: text.Key("outcome.report.made"), parts: []part{{terms: append(terms, term{name: text.Key("outcome.report.signature"), value: signed})}}}
}
