// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/taxonomy"
)

// YearCount is what a counsellor counted of a year in an organisation: with how
// many people he spoke for the first time, and of how many of them it was about
// what. They are people and not conversations, since ten conversations can be
// with one. His browser counts; the server is told no more than this.
type YearCount struct {
	Org        org.ID
	Year       int
	Counsellor org.PersonID // empty: of all counsellors together, after the year was closed
	N          int64
	Codes      map[string]int64 // "ground:race"
}

// MostCounted is the most people that are believed of one counsellor.
const MostCounted = 10_000

// unsaid is the answer of who left it open.
const unsaid = "unsaid"

// Closes gives the day on which the counts of a year are added up and those of
// the single counsellors forgotten. Before it nothing is published, so that
// nobody subtracts one publication from the next; after it no count is taken.
func Closes(year int) civil.Date { return civil.Day(year+1, time.March, 1) }

// closed gives the last year that is closed.
func closed(today civil.Date) int {
	if today.Before(Closes(today.Year() - 1)) {
		return today.Year() - 2
	}
	return today.Year() - 1
}

// CountedCodes lists what is counted, in the order in which it is shown. Of
// grounds the broadest are: a smaller one could be worked out by subtraction.
func CountedCodes(e taxonomy.Edition) (all []string) {
	add := func(field string, keys ...string) {
		for _, k := range append(keys, unsaid) {
			all = append(all, field+":"+k)
		}
	}
	add("ground", texts(e.Grounds.Broadest())...)
	add("conduct", texts(e.Conduct.Broadest())...)
	add("source", texts(e.Sources.Broadest())...)
	return all
}

func texts[C ~string](codes []C) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}

// check refuses what nobody can have counted: codes that aren't there, more
// people than there were, or fewer answers than people.
func (c YearCount) check(e taxonomy.Edition, today civil.Date) error {
	if c.Year > today.Year() || !today.Before(Closes(c.Year)) {
		return ErrYear
	}
	if c.N < 1 || c.N > MostCounted {
		return ErrCount
	}
	known := CountedCodes(e)
	answers := map[string]int64{}
	for code, n := range c.Codes {
		if !slices.Contains(known, code) || n < 1 || n > c.N {
			return ErrCount
		}
		answers[field(code)] += n
	}
	for _, code := range known {
		if answers[field(code)] < c.N {
			return ErrCount
		}
	}
	return nil
}

func field(code string) string {
	f, _, _ := strings.Cut(code, ":")
	return f
}

// together adds the counts of an organisation's counsellors up. Nothing is left
// of fewer people than a share can be published of.
func together(all []YearCount) (sum YearCount, ok bool) {
	sum = YearCount{Codes: map[string]int64{}}
	for _, c := range all {
		sum.Org, sum.Year, sum.N = c.Org, c.Year, sum.N+c.N
		for code, n := range c.Codes {
			sum.Codes[code] += n
		}
	}
	return sum, sum.N >= LeastCounted()
}

// LeastCounted is of how few people nothing is kept.
func LeastCounted() int64 { return disclose.LeastPrinted(disclose.ForEveryone()) }

// Say says in both languages what a message key says.
type Say func(key string) disclose.Label

// Tables prints a count for everybody: a table of grounds, of conduct and of
// sources. Where a table would print nothing, there is none.
func (c YearCount) Tables(e taxonomy.Edition, say Say) ([]disclose.Table, error) {
	var tables []disclose.Table
	for _, f := range []string{"ground", "conduct", "source"} {
		var parts []disclose.Part
		for _, code := range CountedCodes(e) {
			if field(code) == f {
				parts = append(parts, disclose.Part{Group: code, Events: c.Codes[code]})
			}
		}
		p, err := disclose.ProtectParts(disclose.ForEveryone(), c.N, parts)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(p.Rates(), disclose.Rate.Known) {
			continue
		}
		t, err := p.Derive(c.spec(f, say), func(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
			var rows []disclose.Row
			for _, r := range rates {
				rows = append(rows, disclose.Row{Labels: []disclose.Label{say(said(r.Group))}, Figures: []disclose.Figure{r.Share}})
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

func (c YearCount) spec(f string, say Say) disclose.Spec {
	return disclose.Spec{
		ID: f + "-" + strconv.Itoa(c.Year), Title: "counsel.figures.title." + f, Method: "counsel.figures.method",
		Heads:   []disclose.Label{say("counsel.figures.head." + f)},
		Columns: []disclose.Column{{ID: "share", Title: "counsel.figures.share", Unit: disclose.Percent}},
		Chart:   []string{"share"},
	}
}

// said gives the message key of what a code says.
func said(code string) string {
	f, value, _ := strings.Cut(code, ":")
	if value == unsaid {
		return "counsel.figures.unsaid"
	}
	return "taxonomy." + f + "." + value
}
