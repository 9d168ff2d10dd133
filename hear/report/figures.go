// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/taxonomy"
)

// Name says in both languages what a message key says.
type Name func(key string) disclose.Label

// Key gives the message key of what a code says.
func (c Code) Key() string {
	switch {
	case c.Value() == Unsaid:
		return "report.figures.unsaid"
	case c.Field() == FieldGround || c.Field() == FieldConduct || c.Field() == FieldSource:
		return "taxonomy." + c.Field() + "." + c.Value()
	}
	return "report.figures." + c.Field() + "." + c.Value()
}

// Tables prints a count for everybody: a table of each thing that was asked.
// Of a question with one answer the share of the first is printed alone: with
// the others beside it, who adds them up could know that nobody gave one of
// them. Where a table would print nothing, there is none.
func (c Count) Tables(e taxonomy.Edition, name Name) ([]disclose.Table, error) {
	var tables []disclose.Table
	codes := c.Kind.Codes(e)
	for len(codes) > 0 {
		field := codes[0].Field()
		end := slices.IndexFunc(codes, func(c Code) bool { return c.Field() != field })
		if end < 0 {
			end = len(codes)
		}
		shown := codes[:end]
		if c.Kind != TallyTriage {
			shown = codes[:1]
		}
		p, err := c.protect(shown)
		if err != nil {
			return nil, err
		}
		codes = codes[end:]
		if !slices.ContainsFunc(p.Rates(), disclose.Rate.Known) {
			continue
		}
		t, err := p.Derive(c.spec(field, name), func(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
			var rows []disclose.Row
			for _, r := range rates {
				rows = append(rows, disclose.Row{Labels: []disclose.Label{name(Code(r.Group).Key())}, Figures: []disclose.Figure{r.Share}})
			}
			return rows, nil, nil
		})
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func (c Count) protect(codes []Code) (*disclose.Protected, error) {
	parts := make([]disclose.Part, len(codes))
	for i, code := range codes {
		parts[i] = disclose.Part{Group: string(code), Events: c.Codes[code]}
	}
	return disclose.ProtectParts(disclose.ForEveryone(), c.N, parts)
}

func (c Count) spec(field string, name Name) disclose.Spec {
	return disclose.Spec{
		ID: field + "-" + c.Until.String(), Title: "report.figures.title." + field, Method: "report.figures.method." + string(c.Kind),
		Heads:   []disclose.Label{name("report.figures.head." + field)},
		Columns: []disclose.Column{{ID: "share", Title: "report.figures.share." + string(c.Kind), Unit: disclose.Percent}},
		Chart:   []string{"share"},
	}
}

// Experienced is how many of the staff of an organisation say in a survey that
// they lived through discrimination or other unwanted conduct, as it was
// published.
type Experienced struct {
	People disclose.Figure // a number of people
	Source disclose.Label  // which survey
}

// Asked is what a figure of a survey is asked for.
type Asked struct {
	Org         org.ID
	From, Until civil.Quarter
}

// Gap prints the reporting gap: how many reports came in beside how many
// people lived through it, and how many of the first there are to a hundred of
// the second. It is worked out from the printed figures alone. One person may
// report twice, or for somebody else, so it may be more than a hundred.
//
// It refuses a count of anything but triage (ErrCode), of which it is no table
// when nothing can be printed: then ok is false.
func (c Count) Gap(x Experienced, name Name) (t disclose.Table, ok bool, err error) {
	if c.Kind != TallyTriage {
		return t, false, ErrCode.With("field", "kind")
	}
	p, err := c.protect([]Code{CodeOf(FieldGround, Unsaid)})
	if err != nil {
		return t, false, err
	}
	reports := p.Rates()[0].Base
	if reports.Kind == disclose.Withheld || !x.People.HasValue() || x.People.Value <= 0 {
		return t, false, nil
	}
	spec := disclose.Spec{
		ID: "gap-" + c.Until.String(), Title: "report.figures.title.gap", Subject: x.Source, Method: "report.figures.method.gap",
		Heads: []disclose.Label{name("report.figures.head.gap")},
		Columns: []disclose.Column{
			{ID: "experienced", Title: "report.figures.experienced", Unit: disclose.People},
			{ID: "reported", Title: "report.figures.reported", Unit: disclose.People},
			{ID: "per-hundred", Title: "report.figures.per_hundred", Unit: disclose.Ratio},
		},
	}
	t, err = p.Derive(spec, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		row := disclose.Row{Labels: []disclose.Label{x.Source}, Figures: []disclose.Figure{x.People, reports, perHundred(reports, x.People)}}
		return []disclose.Row{row}, nil, nil
	})
	return t, err == nil, err
}

// perHundred divides two printed figures, with what their rounding leaves open.
func perHundred(part, whole disclose.Figure) disclose.Figure {
	f := disclose.Figure{Kind: disclose.Derived, Value: 100 * part.Value / whole.Value}
	low, high := ends(part)
	least, most := ends(whole)
	if least <= 0 {
		f.Range = disclose.From(100 * low / most)
	} else {
		f.Range = disclose.Between(100*low/most, 100*high/least)
	}
	return f
}

// ends gives the lowest and the highest value that agree with a figure.
func ends(f disclose.Figure) (low, high float64) {
	low, high = f.Value, f.Value
	for _, b := range []*disclose.Bounds{f.Range, f.Interval} {
		if b != nil && b.Low != nil {
			low = min(low, *b.Low)
		}
		if b != nil && b.High != nil {
			high = max(high, *b.High)
		}
	}
	return low, high
}
