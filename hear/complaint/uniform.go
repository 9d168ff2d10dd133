// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"baken/base/disclose"
	"baken/ground/org"
)

// Measure is what organisations are compared by.
type Measure string

// The measures.
const (
	MeasureWithin    Measure = "within"    // share that ended in time
	MeasureDuration  Measure = "duration"  // mean of days
	MeasureAdjourned Measure = "adjourned" // share that was adjourned at least once
	MeasureFurther   Measure = "further"   // share that was adjourned further
	MeasureFounded   Measure = "founded"   // share of judgements: founded, or partly
	MeasureDeviates  Measure = "deviates"  // share of conclusions after an advice: deviate from it
)

// Key gives the message key of what the measure is called.
func (m Measure) Key() string { return "complaint.figures.measure." + string(m) }

// Counted tells whether the measure is of tallies; the others are of the
// register.
func (m Measure) Counted() bool { return m == MeasureFounded || m == MeasureDeviates }

// Say says in both languages what a message key says.
type Say func(key string) disclose.Label

// Year is all that is known of complaints that ended in a year.
type Year struct {
	Year    int
	Ended   []Ended
	Tallied []Tallied
	Names   map[org.ID]disclose.Label
	Grounds []Ground // on which complaints are declined
}

// Figures is what is published of a year. Organisations of which there are too
// few complaints, or so few that they could be worked out from the others, aren't
// in it: not even by name.
type Figures struct {
	Year    int
	Funnels []Funnel
	Endings []disclose.Table // how complaints ended: of all together, and by organisation
}

// Tables lists all tables.
func (f Figures) Tables() (all []disclose.Table) {
	for _, one := range f.Funnels {
		all = append(all, one.Table)
	}
	return append(all, f.Endings...)
}

// Figures prints a year for everybody, under the rules of all publication: an
// organisation is a part of the whole, so it needs the people of an intersection.
// All limits and readings are worked out from what is printed. Measures by
// themselves are protected; two of them aren't audited together. So that one
// isn't worked out from the other the share of complaints that were concluded
// isn't printed: the number of judgements is. What would print nothing isn't
// there.
func (y Year) Figures(say Say) (Figures, error) {
	out := Figures{Year: y.Year}
	for _, m := range []Measure{MeasureWithin, MeasureDuration, MeasureAdjourned, MeasureFurther, MeasureFounded, MeasureDeviates} {
		var f Funnel
		var ok bool
		var err error
		if m == MeasureDuration {
			f, ok, err = y.durations(say)
		} else {
			f, ok, err = y.shares(m, say)
		}
		if err != nil {
			return out, err
		}
		if ok {
			out.Funnels = append(out.Funnels, f)
		}
	}
	var err error
	out.Endings, err = y.endings(say)
	return out, err
}

// cells counts a measure: all together first, then by organisation in order of
// name.
func (y Year) cells(m Measure) []disclose.Cell {
	count := map[org.ID]disclose.Cell{}
	add := func(of org.ID, base, events int64) {
		c := count[of]
		c.Group, c.Stratum, c.Base, c.Events = string(m), string(of), c.Base+base, c.Events+events
		count[of] = c
	}
	if m.Counted() {
		for _, t := range y.believed() {
			base, events := t.counts(m)
			add(t.Org, base, events)
		}
	} else {
		for _, e := range y.Ended {
			add(e.Org, 1, number(e.has(m)))
		}
	}
	all := disclose.Cell{Group: string(m)}
	cells := []disclose.Cell{all}
	for _, id := range y.order(slices.Collect(maps.Keys(count))) {
		cells = append(cells, count[id])
		cells[0].Base, cells[0].Events = cells[0].Base+count[id].Base, cells[0].Events+count[id].Events
	}
	return cells
}

func (e Ended) has(m Measure) bool {
	switch m {
	case MeasureWithin:
		return e.Within()
	case MeasureAdjourned:
		return e.Delay != NoDelay
	case MeasureFurther:
		return e.Delay == Further
	case MeasureDuration, MeasureFounded, MeasureDeviates:
	}
	return false
}

// counts gives of how many conclusions a measure is, and for how many it holds.
func (t Tallied) counts(m Measure) (base, events int64) {
	switch {
	case m == MeasureFounded && (t.Judgement == Founded || t.Judgement == Partly), m == MeasureDeviates && t.Following == Deviates:
		return t.N, t.N
	case m == MeasureDeviates && t.Following == NoAdvice:
		return 0, 0
	}
	return t.N, 0
}

// believed gives the tallies of organisations from which no more came than the
// register has conclusions of: somebody sent what isn't so.
func (y Year) believed() []Tallied {
	left := map[org.ID]int64{}
	for _, e := range y.Ended {
		left[e.Org] += number(e.State == Concluded)
	}
	for _, t := range y.Tallied {
		left[t.Org] -= t.N
	}
	return slices.DeleteFunc(slices.Clone(y.Tallied), func(t Tallied) bool { return left[t.Org] < 0 })
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// order sorts organisations by name.
func (y Year) order(ids []org.ID) []org.ID {
	slices.SortFunc(ids, func(a, b org.ID) int {
		return cmp.Or(cmp.Compare(y.Names[a].NL, y.Names[b].NL), cmp.Compare(a, b))
	})
	return ids
}

// shares makes the funnel of a share; false when nothing can be printed.
func (y Year) shares(m Measure, say Say) (f Funnel, ok bool, err error) {
	p, err := disclose.Protect(disclose.ForEveryone(), y.cells(m))
	if err != nil {
		return f, false, err
	}
	all := p.Rates()[0]
	if !all.Known() {
		return f, false, nil
	}
	f.Measure = m
	f.Low, f.High = ends(all.Share, 100)
	held := target{low: f.Low, high: f.High}
	f.Table, err = p.Derive(y.spec(m, disclose.Percent, say), func(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		rows := []disclose.Row{whole(say, all.Base, all.Share)}
		for _, r := range rates[1:] {
			if r.Known() {
				rows = append(rows, f.row(y, line{r.Stratum, r.Base, []disclose.Figure{r.Share}, 100}, held, say))
			}
		}
		return rows, nil, nil
	})
	f.curve(held)
	return f, err == nil, err
}

// durations makes the funnel of the mean of days.
func (y Year) durations(say Say) (f Funnel, ok bool, err error) {
	each := map[org.ID][]int64{}
	amounts := []disclose.Amounts{{Group: string(MeasureDuration)}}
	for _, e := range y.Ended {
		each[e.Org], amounts[0].Each = append(each[e.Org], e.Days()), append(amounts[0].Each, e.Days())
	}
	for _, id := range y.order(slices.Collect(maps.Keys(each))) {
		amounts = append(amounts, disclose.Amounts{Group: string(MeasureDuration), Stratum: string(id), Each: each[id]})
	}
	middles, err := disclose.ProtectAmounts(disclose.ForEveryone(), amounts)
	if err != nil || !middles[0].Known() || !middles[0].Variation.HasValue() {
		return f, false, err
	}
	f.Measure = MeasureDuration
	f.Low, f.High = ends(middles[0].Mean, 1)
	held := target{low: f.Low, high: f.High}
	if _, held.variation = ends(middles[0].Variation, 1); held.low <= 0 {
		return f, false, nil
	}
	p, err := disclose.Protect(disclose.ForEveryone(), y.cells(MeasureDuration))
	if err != nil {
		return f, false, err
	}
	f.Table, err = p.Derive(y.spec(MeasureDuration, disclose.Days, say), func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		rows := []disclose.Row{whole(say, middles[0].Base, middles[0].Mean, middles[0].Median)}
		for _, m := range middles[1:] {
			if m.Known() {
				rows = append(rows, f.row(y, line{m.Stratum, m.Base, []disclose.Figure{m.Mean, m.Median}, 1}, held, say))
			}
		}
		return rows, nil, nil
	})
	f.curve(held)
	return f, err == nil, err
}

// line is what is printed of an organisation: the first figure is held against
// the limits.
type line struct {
	of      string
	base    disclose.Figure
	figures []disclose.Figure
	by      float64 // to a unit
}

// row adds an organisation to the points and gives its row of the table.
func (f *Funnel) row(y Year, l line, held target, say Say) disclose.Row {
	least, _ := ends(l.base, 1)
	limits := held.at(int64(least))
	low, high := ends(l.figures[0], l.by)
	point := Point{Number: len(f.Points) + 1, N: int64(l.base.Value), Low: low, High: high, Reading: limits.read(low, high)}
	f.Points = append(f.Points, point)
	nr := strconv.Itoa(point.Number)
	band := func(low, high float64) disclose.Figure {
		return disclose.Figure{Kind: disclose.Band, Digits: 1, Range: disclose.Between(tenth(low*l.by), tenth(high*l.by))}
	}
	return disclose.Row{
		Labels:  []disclose.Label{{NL: nr, EN: nr}, y.Names[org.ID(l.of)], say(point.Reading.Key())},
		Figures: slices.Concat([]disclose.Figure{count(l.base)}, l.figures, []disclose.Figure{band(limits.Low, limits.High), band(limits.LowOuter, limits.HighOuter)}),
	}
}

// whole is the row of all organisations together, which has no limits.
func whole(say Say, base disclose.Figure, figures ...disclose.Figure) disclose.Row {
	none := disclose.Figure{Kind: disclose.Undefined}
	return disclose.Row{
		Labels:    []disclose.Label{{NL: "–", EN: "–"}, say("complaint.figures.whole"), say("complaint.figures.reading.whole")},
		Figures:   slices.Concat([]disclose.Figure{count(base)}, figures, []disclose.Figure{none, none}),
		Reference: true,
	}
}
