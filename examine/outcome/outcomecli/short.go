// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"slices"
	"strings"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/figure"
)

// short says in words what came of it: the conclusions where there are any, and then what
// the tables hold. All of it is read off the tables, which hold nothing but what may leave.
func (o Outcome) short() passage {
	out := passage{title: text.Key("outcome.report.short")}
	if t, ok := o.Result.Table(outcome.VerdictTable); ok {
		out.parts = append(append(out.parts, wording(t)), verdicts(t)...)
	}
	if t, ok := o.Result.Table(outcome.BoundsTable); ok {
		out.parts = append(out.parts, bounds(t), say("outcome.note.no_conclusion"))
		return out
	}
	out.parts = append(out.parts, o.decision(
		text.With("outcome.report.decision", "decision", figure.Label(o.Plan.Selection.Label)), outcome.SelectionTable, outcome.SelectionCompare))
	if t, ok := o.Result.Table(outcome.LadderTable); ok && len(o.Plan.Strata) > 0 {
		out.parts = append(out.parts, ladder(t))
	}
	if o.Plan.Finding != nil {
		found := o.decision(
			text.With("outcome.report.decision_found", "decision", figure.Label(o.Plan.Finding.Label)), outcome.FindingTable, outcome.FindingCompare)
		found.list = append(found.list, o.opposed()...)
		out.parts = append(out.parts, found)
	}
	out.parts = append(out.parts, say("outcome.note.no_conclusion"))
	return out
}

// wording says what the conclusions mean that were drawn, before they are read.
func wording(t disclose.Table) part {
	out := part{said: text.Key("outcome.note.two_parts")}
	drawn := map[string]bool{}
	for _, r := range t.Rows() {
		drawn[pick(t, r, "effect").Reason], drawn[pick(t, r, "robust").Reason] = true, true
	}
	for _, one := range []struct {
		means text.Text
		keys  []string
	}{
		{text.Key("outcome.means.disparity"), []string{"outcome.effect.disparity-higher", "outcome.effect.disparity-lower"}},
		{text.Key("outcome.means.none_larger"), []string{"outcome.effect.none-larger"}},
		{text.Key("outcome.means.underpowered"), []string{"outcome.effect.underpowered"}},
		{text.Key("outcome.means.undetermined"), []string{"outcome.effect.undetermined"}},
		{text.Key("outcome.means.evidence"), []string{"outcome.robust.evidence-group", "outcome.robust.evidence-reference"}},
		{text.Key("outcome.means.inconclusive"), []string{"outcome.robust.inconclusive"}},
		{text.Key("outcome.means.not_possible"), []string{"outcome.robust.not-possible"}},
	} {
		if slices.ContainsFunc(one.keys, func(k string) bool { return drawn[k] }) {
			out.list = append(out.list, one.means)
		}
	}
	return out
}

// verdicts reads the conclusions, decision by decision, always both parts of one together.
func verdicts(t disclose.Table) (out []part) {
	var before disclose.Label
	for _, r := range t.Rows() {
		if decision := r.Labels[0]; decision != before {
			out, before = append(out, part{title: figure.Label(decision)}), decision
		}
		last := &out[len(out)-1]
		group, difference, effect := figure.Label(r.Labels[1]), pick(t, r, "difference"), pick(t, r, "effect")
		robust := figure.Words(pick(t, r, "robust"), disclose.Words)
		if effect.Kind != disclose.Said {
			last.list = append(last.list, text.With("outcome.report.no_verdict", "group", group, "why", figure.Words(effect, disclose.Words)))
			continue
		}
		if difference.Kind == disclose.Band {
			last.list = append(last.list, text.With("outcome.report.verdict_bounds", "group", group, "effect", figure.Words(effect, disclose.Words),
				"x", figure.Value(difference, disclose.Points), "robust", robust))
			continue
		}
		last.list = append(last.list, text.With("outcome.report.verdict", "group", group, "effect", figure.Words(effect, disclose.Words),
			"x", figure.Value(difference, disclose.Points), "interval", figure.Interval(widest(difference), disclose.Points), "robust", robust))
	}
	return out
}

// decision says of each group how often, and beside the reference group.
func (o Outcome) decision(title text.Text, rates, compared string) part {
	out := part{title: title}
	shares, _ := o.Result.Table(rates)
	against, _ := o.Result.Table(compared)
	reference := figure.Label(o.Plan.GroupLabel(o.Plan.Group.Reference))
	for _, r := range shares.Rows() {
		share := figure.Words(pick(shares, r, "rate"), disclose.Percent)
		if r.Reference {
			out.list = append(out.list, text.With("outcome.report.reference", "group", figure.Label(r.Labels[0]), "share", share))
			continue
		}
		ratio, difference := disclose.Figure{}, disclose.Figure{}
		for _, other := range against.Rows() {
			if other.Labels[0] == r.Labels[0] {
				ratio, difference = pick(against, other, "risk-ratio"), pick(against, other, "risk-difference")
			}
		}
		if !ratio.HasValue() || ratio.Interval == nil {
			out.list = append(out.list, text.With("outcome.report.alone", "group", figure.Label(r.Labels[0]), "share", share))
			continue
		}
		out.list = append(out.list, text.With("outcome.report.beside", "group", figure.Label(r.Labels[0]), "share", share,
			"ratio", figure.Value(ratio, disclose.Ratio), "interval", figure.Interval(widest(ratio), disclose.Ratio),
			"reference", reference, "reading", text.Key("outcome.report.reads_"+towards(difference))))
	}
	return out
}

// bounds says between what the share of each group lies.
func bounds(t disclose.Table) part {
	out := part{title: figure.Title(t.Spec()), said: text.Key("outcome.note.bounds")}
	for _, r := range t.Rows() {
		group, share := figure.Label(r.Labels[0]), figure.Words(pick(t, r, "rate"), disclose.Percent)
		if r.Reference {
			out.list = append(out.list, text.With("outcome.report.reference", "group", group, "share", share))
			continue
		}
		out.list = append(out.list, text.With("outcome.report.bounds", "group", group, "share", share,
			"x", figure.Words(pick(t, r, "difference"), disclose.Points)))
	}
	return out
}

// widest has the interval that holds for all counts that print alike, where that is known:
// in words there is one interval, and the conclusions are drawn from this one.
func widest(f disclose.Figure) disclose.Figure {
	if f.Envelope != nil {
		f.Interval = f.Envelope
	}
	return f
}

// towards says on which side of nought a difference lies, chance and rounding included.
func towards(f disclose.Figure) text.Key {
	b := f.Envelope
	if b == nil {
		b = f.Interval
	}
	switch {
	case b != nil && b.Low != nil && *b.Low > 0:
		return "more"
	case b != nil && b.High != nil && *b.High < 0:
		return "less"
	default:
		return "open"
	}
}

// ladder says the odds ratio on each rung, always all of a group together.
func ladder(t disclose.Table) part {
	out := part{title: text.Key("outcome.report.ladder"), said: text.Key("outcome.report.ladder_one")}
	var group disclose.Label
	var rungs []text.Text
	say := func() {
		if len(rungs) > 0 {
			out.list = append(out.list, text.With("outcome.report.ladder_group", "group", figure.Label(group), "rungs", text.Join("; ", rungs...)))
		}
	}
	for _, r := range t.Rows() {
		if r.Labels[0] != group {
			say()
			group, rungs = r.Labels[0], nil
		}
		odds := figure.Words(pick(t, r, "odds-ratio"), disclose.Ratio)
		if len(rungs) == 0 {
			rungs = append(rungs, text.With("outcome.report.ladder_crude", "odds", odds))
			continue
		}
		rungs = append(rungs, text.With("outcome.report.ladder_rung", "given", figure.Label(r.Labels[1]), "odds", odds))
	}
	say()
	out.list = append(out.list, text.Key("outcome.report.stratum_bias"))
	return out
}

// opposed gives what the tables say of selection and finding together.
func (o Outcome) opposed() (out []text.Text) {
	t, _ := o.Result.Table(outcome.FindingCompare)
	for _, n := range t.Notes() {
		if n.Args["group_nl"] != "" && n.Key != "outcome.note.reference" {
			out = append(out, figure.Note(n))
		}
	}
	return out
}

// pick gives the figure of a row in the column of that name.
func pick(t disclose.Table, r disclose.Row, column string) disclose.Figure {
	for i, c := range t.Spec().Columns {
		if c.ID == column {
			return r.Figures[i]
		}
	}
	return disclose.Figure{Kind: disclose.Undefined}
}

// figureOf names a row, with what is said of it where anything is.
func figureOf(labels []disclose.Label, said text.Text) text.Text {
	var nl, en []string
	for _, l := range labels {
		nl, en = append(nl, l.NL), append(en, l.EN)
	}
	name := text.Both(strings.Join(nl, ", "), strings.Join(en, ", "))
	if said == nil {
		return name
	}
	return text.With("figure.column", "column", name, "part", said)
}
