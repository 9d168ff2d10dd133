// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"cmp"
	"context"
	"math"

	"baken/base/disclose"
	"baken/base/disparity"
)

// examineEstimated bounds the selection of each group by how it goes by place, where of
// nobody the group is known. All is worked out from the shares of places as they are
// printed; a place of which nothing is printed may have any.
func (p Plan) examineEstimated(ctx context.Context, c Counts, level disparity.Confidence, earlier []disclose.PublicTable) (Result, error) {
	by := p.byPlace()
	e, err := by.begin(ctx, c, level, p.Test, earlier)
	if err != nil {
		return Result{}, err
	}
	b := bounding{examining: e, asked: p}
	if c.Unknown.Yes+c.Unknown.No > 0 {
		if b.elsewhere, err = by.protect(ctx, earlier, "unknown", []Count{c.Unknown}); err != nil {
			return Result{}, err
		}
	}
	if err := b.bound(); err != nil {
		return Result{}, err
	}
	places := e.rateSpec(SelectionTable, p.Selection)
	places.Title = "outcome.table.places"
	return derived([]maker{b.verdict(), b.table(), {e.selection, places, e.rates}})
}

// bounding is an examination of places for what they tell of groups.
type bounding struct {
	examining
	asked     Plan                // as it was written
	elsewhere *disclose.Protected // people without a place, or in one without a delivery; nil where there are none
	groups    []bounded           // compared with the reference
}

// bounded is what is possible for a group: by the counts alone, and with chance.
type bounded struct {
	group           Value
	counts, chances disparity.ProxyBounds
}

func (b *bounding) bound() error {
	places := len(b.asked.Group.Estimated.Places)
	if b.elsewhere != nil {
		places++
	}
	// Together as sure as the verdict, whatever each place does (Bonferroni).
	each, err := disparity.At(1 - (1-b.sure.Level())/float64(places))
	if err != nil {
		return err
	}
	for _, g := range b.asked.others() {
		counts, chances, err := b.cells(g.Code, each)
		if err != nil {
			return err
		}
		one := bounded{group: g}
		if one.counts, err = disparity.BoundByProxy(counts); err != nil {
			return err
		}
		if one.chances, err = disparity.BoundByProxy(chances); err != nil {
			return err
		}
		b.groups = append(b.groups, one)
	}
	return nil
}

// cells gives the places with what was selected as printed, and with what chance leaves.
func (b *bounding) cells(group string, each disparity.Confidence) (counts, chances []disparity.ProxyCell, err error) {
	est := b.asked.Group.Estimated
	half := est.Rounding / 2
	for _, place := range est.Places {
		cell := disparity.ProxyCell{Name: place.Code}
		for code, into := range map[string]*disparity.Count{group: &cell.Group, b.asked.Group.Reference: &cell.Reference} {
			if *into, err = disparity.Of(min(place.Members[code], place.People), place.People); err != nil {
				return nil, nil, err
			}
			if *into, err = into.Within(half, half); err != nil {
				return nil, nil, err
			}
		}
		wide := cell
		if cell.Outcome, wide.Outcome, err = b.outcomes(find(b.selection.Rates(), place.Code, ""), each); err != nil {
			return nil, nil, err
		}
		counts, chances = append(counts, cell), append(chances, wide)
	}
	if b.elsewhere == nil {
		return counts, chances, nil
	}
	anybody, err := anything(1) // their share of any group is between none and all
	if err != nil {
		return nil, nil, err
	}
	cell := disparity.ProxyCell{Name: others, Group: anybody, Reference: anybody}
	wide := cell
	if cell.Outcome, wide.Outcome, err = b.outcomes(b.elsewhere.Rates()[0], each); err != nil {
		return nil, nil, err
	}
	return append(counts, cell), append(chances, wide), nil
}

// anything is a count of up to twice half that may be none or all of them.
func anything(half int64) (disparity.Count, error) {
	c, err := disparity.Split(half, half)
	if err != nil {
		return c, err
	}
	return c.Within(half, half)
}

// outcomes gives how many of a place were selected, as far as it is printed, and as far as
// chance leaves it beside that.
func (b *bounding) outcomes(r disclose.Rate, each disparity.Confidence) (counts, chances disparity.Count, err error) {
	if !r.Known() || !r.Counts.HasBase {
		half := (int64(people(r, b.plan.rules().Base).most) + 1) / 2
		counts, err = anything(half)
		return counts, counts, err
	}
	if counts, err = count(r); err != nil {
		return counts, counts, err
	}
	w := counts.Wilson(each)
	low, lok := w.Interval.Low.Number()
	high, hok := w.Interval.High.Number()
	if !counts.Exact() {
		low, lok = w.Envelope.Low.Number()
		high, hok = w.Envelope.High.Number()
	}
	if !lok || !hok {
		low, high = 0, 1
	}
	n := float64(counts.Total())
	least, most := int64(math.Floor(low*n)), int64(math.Ceil(high*n))
	chances, err = disparity.Of(min(least+(most-least)/2, counts.Total()), counts.Total())
	if err != nil {
		return counts, chances, err
	}
	chances, err = chances.Within((most-least+1)/2, r.Counts.Base.Margin)
	return counts, chances, err
}

// table gives what is possible for each group.
func (b *bounding) table() maker {
	spec := disclose.Spec{
		ID: BoundsTable, Title: "outcome.table.bounds", Subject: b.asked.Selection.Label, Method: "outcome.method.bounds",
		Heads: []disclose.Label{b.asked.Group.Label},
		Columns: []disclose.Column{
			{ID: "rate", Title: "outcome.column.rate_selection", Unit: disclose.Percent},
			{ID: "difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
			{ID: "with-chance", Title: "outcome.column.with_chance", Unit: disclose.Points},
		},
	}
	return maker{b.selection, spec, func([]disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		reference := disclose.Row{Labels: []disclose.Label{b.asked.GroupLabel(b.asked.Group.Reference)}, Reference: true}
		none := undefined("figure.reference")
		reference.Figures = []disclose.Figure{possible(b.groups[0].counts.Reference), none, none}
		rows = append(rows, reference)
		for _, g := range b.groups {
			rows = append(rows, disclose.Row{Labels: []disclose.Label{g.group.Label}, Figures: []disclose.Figure{
				possible(g.counts.Group), possible(g.counts.Difference), possible(g.chances.Difference),
			}})
		}
		return rows, b.notes(), nil
	}}
}

func (b *bounding) notes() []disclose.Note {
	from := b.asked.Group.Estimated
	notes := []disclose.Note{
		examining{plan: b.asked}.comparedWith(),
		{Key: "outcome.note.bounds"},
		{Key: "outcome.note.composition", Args: map[string]string{
			"place_nl": from.Label.NL, "place_en": from.Label.EN, "by_nl": from.By.NL, "by_en": from.By.EN, "title_nl": from.Title.NL, "title_en": from.Title.EN,
		}},
	}
	if b.elsewhere != nil {
		notes = append(notes, disclose.Note{Key: "outcome.note.elsewhere"})
	}
	return append(notes, disclose.Note{Key: "outcome.note.no_conclusion"})
}

// possible prints what lies between two ends, which are rounded away from each other.
func possible(r disparity.Range) disclose.Figure {
	low, lok := r.Low.Number()
	high, hok := r.High.Number()
	if !lok || !hok {
		return undefined("outcome.gap." + string(disparity.EmptyGroup))
	}
	const step = 1e4 // hundredths of a point
	return disclose.Figure{
		Kind: disclose.Band, Digits: 2, Outer: r.Outer,
		Range: disclose.Between(math.Floor(low*step+1e-7)/100+0, math.Ceil(high*step-1e-7)/100+0),
	}
}

// verdict is that of a plan with a test: of the effect, what holds whatever the groups of
// people are; a robust test there can't be.
func (b *bounding) verdict() maker {
	if b.asked.Test == nil {
		return maker{}
	}
	m := examining{plan: b.asked, selection: b.selection}.verdict()
	m.work = func([]disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		matters := cmp.Or(b.asked.Selection.Matters, b.asked.Test.Matters)
		for _, g := range b.groups {
			none := undefined("outcome.gap.bounds")
			rows = append(rows, disclose.Row{
				Labels: []disclose.Label{b.asked.Selection.Label, g.group.Label},
				Figures: []disclose.Figure{
					said(effectWithin(g.chances.Difference, matters/100)), said("outcome.robust.not-possible"), possible(g.chances.Difference), none, none,
				},
			})
		}
		notes = examining{plan: b.asked}.verdictNotes()
		return rows, append(notes, disclose.Note{Key: "outcome.note.bounds"}), nil
	}
	return m
}

// effectWithin says what holds of a difference wherever in the range it lies.
func effectWithin(r disparity.Range, matters float64) string {
	low, lok := r.Low.Number()
	high, hok := r.High.Number()
	switch {
	case !lok || !hok:
		return "outcome.effect.undetermined"
	case low > -matters && high < matters: // even where it is certain that there is one
		return "outcome.effect.none-larger"
	case low > 0:
		return "outcome.effect.disparity-higher"
	case high < 0:
		return "outcome.effect.disparity-lower"
	}
	return "outcome.effect.undetermined"
}
