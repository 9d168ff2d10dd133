// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/ground/org"
)

// tenth rounds a limit as it is printed.
func tenth(x float64) float64 { return math.Round(10*x) / 10 }

// count is a number of complaints as it stands in a row: that it is rounded is
// said with the rules.
func count(base disclose.Figure) disclose.Figure {
	base.Range = nil
	return base
}

func (y Year) spec(m Measure, unit disclose.Unit, say Say) disclose.Spec {
	columns := []disclose.Column{{ID: "complaints", Title: "complaint.figures.n." + source(m), Unit: disclose.People}}
	if m == MeasureDuration {
		columns = append(columns,
			disclose.Column{ID: "mean", Title: "complaint.figures.mean", Unit: unit}, disclose.Column{ID: "median", Title: "complaint.figures.median", Unit: unit})
	} else {
		columns = append(columns, disclose.Column{ID: "share", Title: "complaint.figures.share." + string(m), Unit: unit})
	}
	return disclose.Spec{
		ID: string(m) + "-" + strconv.Itoa(y.Year), Title: m.Key(), Method: "complaint.figures.method." + string(m),
		Heads: []disclose.Label{say("complaint.figures.head.number"), say("complaint.figures.head.org"), say("complaint.figures.head.reading")},
		Columns: append(columns,
			disclose.Column{ID: "limits95", Title: "complaint.figures.limits.inner", Unit: unit},
			disclose.Column{ID: "limits998", Title: "complaint.figures.limits.outer", Unit: unit}),
	}
}

func source(m Measure) string {
	if m.Counted() {
		return "tallies"
	}
	return "register"
}

// LeastFigured is of how few complaints together nothing is published.
func LeastFigured() int64 { return disclose.LeastPrinted(disclose.ForEveryone()) }

// ways lists how complaints can end, each once: those that are declined by
// ground. Together they are all complaints, and are audited so.
func (y Year) ways() (all []string) {
	for _, s := range States() {
		switch {
		case s == Declined:
			for _, g := range y.Grounds {
				all = append(all, declinedOn(g.Code))
			}
		case s.Ended():
			all = append(all, string(s))
		}
	}
	return all
}

// wayKey gives the message key of how a complaint ended.
func wayKey(way string) string {
	if _, ground, declined := strings.Cut(way, ":"); declined {
		return "complaint.figures.declined." + ground
	}
	return State(way).Key()
}

// parts prints how the complaints of an organisation ended, or with none of all
// together.
func (y Year) parts(of org.ID) (*disclose.Protected, error) {
	var n int64
	events := map[string]int64{}
	for _, e := range y.Ended {
		if of == "" || e.Org == of {
			n++
			events[e.Way()]++
		}
	}
	var parts []disclose.Part
	for _, w := range y.ways() {
		parts = append(parts, disclose.Part{Group: w, Events: events[w]})
	}
	return disclose.ProtectParts(disclose.ForEveryone(), n, parts)
}

// printed gives the shares that stand in tables: all but that of complaints that
// were concluded, whose number is the base of the tallies.
func printed(p *disclose.Protected) []disclose.Rate {
	return slices.DeleteFunc(p.Rates(), func(r disclose.Rate) bool { return r.Group == string(Concluded) })
}

// endings prints how complaints ended: of all together, and by organisation.
func (y Year) endings(say Say) ([]disclose.Table, error) {
	p, err := disclose.Protect(disclose.ForEveryone(), y.cells(MeasureWithin))
	if err != nil {
		return nil, err
	}
	all, err := y.parts("")
	if err != nil || !p.Rates()[0].Known() || !slices.ContainsFunc(all.Rates(), disclose.Rate.Known) {
		return nil, err
	}
	year := strconv.Itoa(y.Year)
	together, err := all.Derive(disclose.Spec{
		ID: "endings-" + year, Title: "complaint.figures.endings", Method: "complaint.figures.method.endings",
		Heads:   []disclose.Label{say("complaint.figures.head.ending")},
		Columns: []disclose.Column{{ID: "share", Title: "complaint.figures.share.endings", Unit: disclose.Percent}}, Chart: []string{"share"},
	}, func([]disclose.Rate) (rows []disclose.Row, _ []disclose.Note, _ error) {
		for _, r := range printed(all) {
			rows = append(rows, disclose.Row{Labels: []disclose.Label{say(wayKey(r.Group))}, Figures: []disclose.Figure{r.Share}})
		}
		return rows, nil, nil
	})
	if err != nil {
		return nil, err
	}
	spec := disclose.Spec{
		ID: "endings-by-organisation-" + year, Title: "complaint.figures.endings_by", Method: "complaint.figures.method.endings",
		Heads: []disclose.Label{say("complaint.figures.head.org")},
	}
	for _, r := range printed(all) {
		spec.Columns = append(spec.Columns, disclose.Column{ID: strings.ReplaceAll(r.Group, ":", "-"), Title: wayKey(r.Group), Unit: disclose.Percent})
	}
	by, err := p.Derive(spec, func(rates []disclose.Rate) (rows []disclose.Row, _ []disclose.Note, _ error) {
		for _, r := range rates {
			if !r.Known() {
				continue
			}
			shares, err := y.parts(org.ID(r.Stratum))
			if err != nil {
				return nil, nil, err
			}
			row := disclose.Row{Labels: []disclose.Label{y.Names[org.ID(r.Stratum)]}, Reference: r.Stratum == ""}
			if row.Reference {
				row.Labels = []disclose.Label{say("complaint.figures.whole")}
			}
			for _, s := range printed(shares) {
				f := s.Share
				f.Range = nil
				if f.Kind == disclose.Band {
					f.Range = s.Share.Range
				}
				row.Figures = append(row.Figures, f)
			}
			rows = append(rows, row)
		}
		return rows, nil, nil
	})
	return []disclose.Table{together, by}, err
}
