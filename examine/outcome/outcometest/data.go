// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcometest holds what every engine of package outcome has to do: the same plan
// over the same rows gives the same counts and the same statistics, to the last digit.
package outcometest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"baken/examine/outcome"
)

// Kind is what a column holds, where an engine has types.
type Kind uint8

// The kinds.
const (
	Text Kind = iota
	Integer
	Boolean // "true" and "false"
	Date    // "2024-02-29"
)

// Column is a column of the data.
type Column struct {
	Name string
	Kind Kind
}

// Data is rows as they stand in no engine yet; a cell may be nil.
type Data struct {
	Columns []Column
	Rows    [][]*string
}

// Names gives the names of the columns.
func (d Data) Names() []string {
	out := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		out[i] = c.Name
	}
	return out
}

// add puts in a row of texts; the word NULL is no value.
func (d *Data) add(cells ...string) {
	row := make([]*string, len(cells))
	for i, c := range cells {
		if c != "NULL" {
			row[i] = &c
		}
	}
	d.Rows = append(d.Rows, row)
}

// People draws n decisions, of which the plan of PlanText knows every value. The last
// columns are whose row it is and a day. A few people have a second row.
func People(seed uint64, n int) Data {
	d := Data{Columns: []Column{
		{"origin", Text}, {"risk", Integer}, {"urgent", Boolean}, {"selected", Text}, {"found", Text}, {"person", Text}, {"day", Date},
	}}
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // no secret
	for i := range n {
		origin := []string{"nl", "nl", "nl", "eu", "out", "", "NULL"}[r.IntN(7)]
		selected, found := "no", []string{"", "NULL"}[r.IntN(2)]
		chance := 10
		if origin == "out" {
			chance = 25
		}
		switch x := r.IntN(100); {
		case x < chance:
			selected, found = "yes", []string{"undue", "due", "due", "open"}[r.IntN(4)]
		case x > 97:
			selected = "withdrawn"
		}
		person := fmt.Sprintf("p%07d", i)
		switch r.IntN(200) {
		case 0:
			person = fmt.Sprintf("p%07d", r.IntN(n))
		case 1:
			person = []string{"", "NULL"}[r.IntN(2)]
		}
		d.add(origin, []string{"1", "2"}[r.IntN(2)], []string{"true", "false"}[r.IntN(2)], selected, found, person,
			fmt.Sprintf("2024-02-%02d", 1+r.IntN(29)))
	}
	return d
}

// Counted gives the same decisions as counts.
func (d Data) Counted(by ...string) Data {
	out := Data{Columns: slices.Clone(d.Columns[:0])}
	for _, name := range by {
		out.Columns = append(out.Columns, d.Columns[slices.Index(d.Names(), name)])
	}
	out.Columns = append(out.Columns, Column{"n", Integer})
	for _, g := range d.Expect(outcome.Question{By: by}).Groups {
		out.add(append(slices.Clone(g.Values), fmt.Sprint(g.N))...)
	}
	return out
}

// Hostile is values and names that an engine could take for something else.
func Hostile() Data {
	d := Data{Columns: []Column{
		{`va"lue`, Text}, {"it's ` a \\name", Text}, {"SELECT", Text}, {"größe; --", Text}, {"$1", Text}, {"%s", Text}, {"x", Text},
	}}
	values := []string{
		"NULL", "", " ", "  trailing  ", "a", "A", "a ", " a", "á", "a\u0301", "0", "00", "01", "1", "1.0", "-1", "+1", "1e3", "0x1",
		"true", "TRUE", "t", "null", "Null", `\N`, `\`, `\\`, `\'`, "'", "''", `"`, `""`, "`", "'; DROP TABLE x; --", "$1", "%s", "{x}", "?",
		"line\nline", "line\r\nline", "\n", "tab\ttab", ",", ";", "a,b;c\td|e", "#", "--", "/*", "é", "ë", "ÿ", "ß", "ss", "I", "ı", "İ", "日本", "🙂", "\u202e", "\ufeff", "\u00a0", "\u200b",
		"2024-02-29", "29-02-2024", "12:00", "NaN", "inf", "NA", "#N/A", "=1+1", "@x", "_x0041_", "<b>&amp;</b>", "]]>", "<!--",
		strings.Repeat("long ", 6000), strings.Repeat("long ", 5999) + "lonh ",
	}
	for i, v := range values {
		for range i%3 + 1 {
			d.add(v, "x", v, "y", v, "z", "1")
		}
		d.add("x", v, "x", v, "x", v, "2")
	}
	return d
}

// Expect counts with a map: what every engine has to answer, but for its name.
func (d Data) Expect(q outcome.Question) outcome.Answer {
	names := d.Names()
	at := func(row []*string, name string) string {
		if c := row[slices.Index(names, name)]; c != nil {
			return *c
		}
		return ""
	}
	counts, values := map[string]int64{}, map[string][]string{}
	people := map[string]int64{}
	a := outcome.Answer{Rows: int64(len(d.Rows))}
	for _, row := range d.Rows {
		var v []string
		for _, name := range q.By {
			v = append(v, at(row, name))
		}
		n := int64(1)
		if q.Sum != "" {
			_, _ = fmt.Sscan(at(row, q.Sum), &n) // where it isn't a count, nothing is expected
		}
		key := fmt.Sprintf("%q", v)
		counts[key] += n
		values[key] = v
		if q.Person != "" {
			people[at(row, q.Person)]++
		}
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		a.Groups = append(a.Groups, outcome.Group{Values: values[key], N: counts[key]})
	}
	slices.SortFunc(a.Groups, func(x, y outcome.Group) int { return slices.Compare(x.Values, y.Values) })
	if q.Person != "" {
		a.Repeats = &outcome.Repeats{Unknown: people[""]}
		for p, n := range people {
			if p != "" && n > 1 {
				a.Repeats.People++
				a.Repeats.Rows += n
			}
		}
	}
	return a
}
