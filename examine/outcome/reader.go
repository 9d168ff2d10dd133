// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"

	"baken/base/disclose"
)

// reader is what somebody has who lays all printed counts of a selection and of what was the
// case side by side.
type reader struct {
	selected, scored disclose.PublicTable
	groups, parts    []string
	guarded          map[string]place // the counts that he may not work out, by their name
}

// The categories. One that ends in a stroke is the same people as the one without: it is
// asked for what is printed in a band, which a reader may be able to narrow.
const (
	selectedYes, selectedNo = "yes", "no"
	truthKnown              = "known"
	truthYes, truthNo       = "true", "false"
	again                   = "'"
)

func (e *examining) reader(c Counts) *reader {
	p := e.plan
	r := &reader{groups: codesOf(p.Group.Values), parts: p.StratumCodes(), guarded: map[string]place{}}
	list := func(letter string, n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = code(letter, i)
		}
		return out
	}
	groups := disclose.Flat("group", list("g", len(r.groups))...)
	was := truths(*p.Truth)
	chosen := disclose.Flat("selected", selectedYes, selectedNo)
	chosen.Categories = append(chosen.Categories, disclose.Category{Code: selectedYes + again, Part: 1}, disclose.Category{Code: selectedNo + again, Part: 2})
	r.selected = disclose.PublicTable{Population: "all", By: []disclose.Hierarchy{groups, disclose.Flat("stratum", list("s", len(r.parts))...), chosen, was}}
	for _, n := range c.Selection {
		r.selection(n, find(e.selection.Rates(), n.Group, n.Stratum))
	}
	for _, n := range c.Truth {
		r.truth(&r.selected, n, find(e.truth.Rates(), n.Group, n.Stratum), selectedYes)
	}
	for _, n := range c.Missed {
		r.truth(&r.selected, n, find(e.missed.Rates(), n.Group, n.Stratum), selectedNo)
	}
	if e.score == nil {
		return r
	}
	r.parts = p.Score.bins()
	r.scored = disclose.PublicTable{Population: "all", By: []disclose.Hierarchy{groups, disclose.Flat("score", list("s", len(r.parts))...), was}}
	for _, n := range c.Score {
		r.truth(&r.scored, n, find(e.score.Rates(), n.Group, n.Stratum))
	}
	return r
}

// truths divides people by what was the case; where that isn't known of some, they are
// apart.
func truths(of Decision) disclose.Hierarchy {
	h := disclose.Flat("truth", truthKnown)
	h.Categories = append(h.Categories,
		disclose.Category{Code: truthYes, Part: 1}, disclose.Category{Code: truthNo, Part: 1},
		disclose.Category{Code: truthYes + again, Part: 2}, disclose.Category{Code: truthNo + again, Part: 3})
	if len(of.Neither) > 0 {
		h.Categories = append(h.Categories, disclose.Category{Code: "unknown"})
	}
	return h
}

func (r *reader) tables() []disclose.PublicTable {
	if len(r.scored.By) == 0 {
		return []disclose.PublicTable{r.selected}
	}
	return []disclose.PublicTable{r.selected, r.scored}
}

// at gives the codes of a group and a part.
func (r *reader) at(n Count) []string {
	part := ""
	if n.Stratum != "" {
		part = code("s", slices.Index(r.parts, n.Stratum))
	}
	return []string{code("g", slices.Index(r.groups, n.Group)), part}
}

// selection adds how many were selected of how many.
func (r *reader) selection(n Count, printed disclose.Rate) {
	who := r.at(n)
	of := func(selected string) []string { return append(slices.Clone(who), selected, "") }
	whole, events := counted(printed)
	whole.At, events.At = of(""), of(selectedYes)
	r.selected.Cells = append(r.selected.Cells, whole, events)
	if n.Yes+n.No == 0 {
		return
	}
	for _, selected := range []string{selectedYes, selectedNo} {
		r.guard(&r.selected, of(selected+again), place{group: n.Group, part: n.Stratum})
	}
}

// truth adds of how many it was true, among those of before.
func (r *reader) truth(t *disclose.PublicTable, n Count, printed disclose.Rate, before ...string) {
	who := append(r.at(n), before...)
	of := func(was string) []string { return append(slices.Clone(who), was) }
	whole, events := counted(printed)
	whole.At, events.At = of(truthKnown), of(truthYes)
	t.Cells = append(t.Cells, whole, events)
	if n.Yes+n.No == 0 {
		return
	}
	at := place{group: n.Group, part: n.Stratum, truth: true}
	if whole.Withheld {
		at.count = t.Name(whole.At)
		r.guarded[at.count] = at
	}
	r.guard(t, of(truthYes+again), at)
	r.guard(t, of(truthNo+again), at)
}

func (r *reader) guard(t *disclose.PublicTable, at []string, of place) {
	t.Cells = append(t.Cells, disclose.PublicCount{At: at, Withheld: true})
	of.count = t.Name(at)
	r.guarded[of.count] = of
}

// counted gives a printed rate as the number of people and of those to whom it happened.
func counted(r disclose.Rate) (whole, events disclose.PublicCount) {
	whole.Withheld, events.Withheld = true, true
	switch {
	case r.Counts.HasBase:
		whole = disclose.PublicCount{N: r.Counts.Base.N, Margin: r.Counts.Base.Margin}
		events = disclose.PublicCount{N: r.Counts.Events.N, Margin: r.Counts.Events.Margin}
	case r.Base.Kind == disclose.Rounded:
		low, high := int64(*r.Base.Range.Low), int64(*r.Base.Range.High)
		whole = disclose.PublicCount{N: low + (high-low)/2, Margin: (high - low + 1) / 2}
	}
	return whole, events
}
