// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"context"
	"errors"
	"slices"

	"baken/base/disclose"
)

// mostUnknown is how many people there are at most where nothing tells.
const mostUnknown = 100_000

// solve works out what the percentages of a table leave possible. sized gives how many
// people other tables count in a group at least, by its name.
func (t *published) solve(ctx context.Context, sized map[string]int64) error {
	of := t.unprinted()
	for i := range t.groups {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		g := &t.groups[i]
		base, ok := t.base(g, sized[of.Name(g.at)])
		if !ok {
			continue
		}
		if err := t.left(g, base); err != nil {
			if errors.Is(err, disclose.ErrContradiction) {
				return ErrShares.With("row", g.row)
			}
			return err
		}
	}
	return nil
}

// base gives how many people the percentages of a group can be of; false where that is
// nobody.
func (t *published) base(g *group, least int64) (s disclose.Span, ok bool) {
	if g.count != nil && !g.count.Withheld {
		s = disclose.Span{Low: g.count.N - g.count.Margin, High: g.count.N + g.count.Margin}
		if t.Answered > 0 {
			s.Low = (s.Low*t.Answered + 99) / 100
		}
		s.Low = max(s.Low, 1)
		return s, s.High >= s.Low
	}
	s = disclose.Span{Low: 1, High: mostUnknown}
	if t.Most > 0 {
		s.High = t.Most
	}
	if least > 0 {
		s.Low = least
		if t.Beyond != nil {
			s.High = min(s.High, least+least**t.Beyond/100)
		}
		s.High = max(s.High, s.Low)
	}
	return s, true
}

// left works out the numerators of a group: together where its percentages are of the same
// people, and each by itself where some may not have answered each question.
func (t *published) left(g *group, base disclose.Span) error {
	var printed []int
	for i, s := range g.shares {
		if s.percent != nil {
			printed = append(printed, i)
		}
	}
	apart := [][]int{printed}
	if t.Answer == "" && t.Answered > 0 {
		apart = nil
		for _, i := range printed {
			apart = append(apart, []int{i})
		}
	}
	for _, some := range apart {
		if len(some) == 0 {
			continue
		}
		p := disclose.Percentages{Base: base, Whole: t.Whole && len(some) == len(g.shares)}
		for _, i := range some {
			p.Of = append(p.Of, *g.shares[i].percent)
		}
		out, err := p.Possible()
		if err != nil {
			return err
		}
		for k, i := range some {
			g.shares[i].events = &out.Events[k]
		}
		if len(apart) == 1 {
			g.bases = &out.Bases
		}
	}
	return nil
}

// public gives a table as counts: those that stand there, and with an answer those that
// its percentages stand for.
func (t *published) public() (out disclose.PublicTable, ok bool) {
	out = disclose.PublicTable{Population: t.Population, By: slices.Clone(t.by)}
	if t.Answer != "" {
		out.By = append(out.By, t.answer)
	}
	for _, g := range t.groups {
		if t.Answer == "" {
			if g.count != nil {
				out.Cells = append(out.Cells, *g.count)
			}
			continue
		}
		all := disclose.PublicCount{At: append(slices.Clone(g.at), ""), Withheld: true}
		switch {
		case g.bases != nil:
			all = near(all.At, *g.bases)
		case g.count != nil && !g.count.Withheld && t.Answered > 0:
			low := (max(0, g.count.N-g.count.Margin)*t.Answered + 99) / 100
			all = near(all.At, disclose.Left{Span: disclose.Span{Low: low, High: g.count.N + g.count.Margin}})
		case g.count != nil && !g.count.Withheld:
			all.N, all.Margin, all.Withheld = g.count.N, g.count.Margin, false
		}
		out.Cells = append(out.Cells, all)
		for _, s := range g.shares {
			at := append(slices.Clone(g.at), s.code)
			if s.events == nil {
				out.Cells = append(out.Cells, disclose.PublicCount{At: at, Withheld: true})
				continue
			}
			out.Cells = append(out.Cells, near(at, *s.events))
		}
	}
	out.Cells = append(out.Cells, withheldRests(out)...)
	return out, len(out.Cells) > 0
}

// near is a count that lies somewhere between two; where these lie an odd number apart it
// counts as one less sharp than it is.
func near(at []string, l disclose.Left) disclose.PublicCount {
	half := (l.High - l.Low + 1) / 2
	return disclose.PublicCount{At: at, N: l.Low + half, Margin: half}
}

// unprinted gives the groups whose percentages tell how many people they are, though no
// count does, as cells that a reader wants to know.
func (t *published) unprinted() (out disclose.PublicTable) {
	out = disclose.PublicTable{Population: t.Population, By: slices.Clone(t.by)}
	for _, g := range t.groups {
		if g.count == nil || g.count.Withheld {
			out.Cells = append(out.Cells, disclose.PublicCount{At: g.at, Withheld: true})
		}
	}
	return out
}
