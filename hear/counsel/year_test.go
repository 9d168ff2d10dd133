// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel_test

import (
	"errors"
	"maps"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
)

// counted is a count of so many people, with other numbers for some codes.
func counted(n int64, other map[string]int64) counsel.YearCount {
	c := counsel.YearCount{Org: orgtest.Agency, Year: 2026, N: n, Codes: map[string]int64{
		"ground:unsaid": n, "conduct:unsaid": n, "source:unsaid": n,
	}}
	maps.Copy(c.Codes, other)
	maps.DeleteFunc(c.Codes, func(_ string, n int64) bool { return n == 0 })
	return c
}

func keyed(key string) disclose.Label { return disclose.Label{NL: key, EN: key} }

// orgtest.Now is in March 2026: 2025 is closed, and 2026 goes on.
func TestCountsAreRefused(t *testing.T) {
	o := openOffice(t)
	owner, others := whoever(t)
	year := func(y int) counsel.YearCount { c := counted(5, nil); c.Year = y; return c }
	elsewhere := counted(5, nil)
	elsewhere.Org = orgtest.Ministry
	for rule, tc := range map[string]struct {
		count counsel.YearCount
		want  error
	}{
		"as it should be":                       {counted(5, nil), nil},
		"several answers of one person":         {counted(5, map[string]int64{"ground:race": 2}), nil},
		"nobody":                                {counted(0, nil), counsel.ErrCount},
		"more than can be":                      {counted(counsel.MostCounted+1, nil), counsel.ErrCount},
		"more answers of a kind than people":    {counted(5, map[string]int64{"ground:race": 6}), counsel.ErrCount},
		"people without an answer":              {counted(5, map[string]int64{"source:unsaid": 4}), counsel.ErrCount},
		"a ground within another":               {counted(5, map[string]int64{"ground:anti-black": 1}), counsel.ErrCount},
		"less than nobody":                      {counted(5, map[string]int64{"ground:race": -1}), counsel.ErrCount},
		"a year that is closed":                 {year(2025), counsel.ErrYear},
		"a year to come":                        {year(2027), counsel.ErrYear},
		"an organisation in which he isn't one": {elsewhere, org.ErrNotFound},
	} {
		if err := o.SendCount(t.Context(), owner, tc.count); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	for _, as := range others {
		if err := o.SendCount(t.Context(), as, counted(5, nil)); err == nil && as.Person != "successor" {
			t.Errorf("%s sends a count", as)
		}
	}
}

// Nothing is published before the year is closed, what is published is of all
// counsellors together, and of too few people nothing is kept.
func TestYearsAreClosed(t *testing.T) {
	o := openOffice(t)
	owner, others := whoever(t)
	successor := others[len(others)-1]
	few := counsel.LeastCounted() - 1
	for year, sent := range map[int][]counsel.YearCount{
		2026: {counted(few, nil), counted(60, map[string]int64{"ground:race": 40, "ground:unsaid": 20})}, 2027: {counted(few, nil)},
	} {
		o.now = time.Date(year+1, time.February, 1, 9, 0, 0, 0, time.UTC)
		for i, c := range sent {
			c.Year = year
			if err := o.SendCount(t.Context(), []org.Actor{owner, successor}[i], c); err != nil {
				t.Fatal(err)
			}
		}
	}
	published := func(on civil.Date) (years []int) {
		t.Helper()
		o.now = time.Date(on.Year(), on.Month(), on.Day(), 9, 0, 0, 0, time.UTC)
		if err := o.CloseYears(t.Context()); err != nil {
			t.Fatal(err)
		}
		all, err := o.Figures(t.Context(), orgtest.Agency, keyed)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			years = append(years, f.Year)
			if len(f.Tables) == 0 {
				t.Errorf("of %d nothing is printed", f.Year)
			}
		}
		return years
	}
	if got := published(counsel.Closes(2026).AddDays(-1)); len(got) > 0 {
		t.Errorf("before the year is closed there is %v", got)
	}
	for _, on := range []civil.Date{counsel.Closes(2026), counsel.Closes(2027)} {
		if got := published(on); len(got) != 1 || got[0] != 2026 {
			t.Errorf("on %s there is %v, want 2026 alone", on, got)
		}
	}
}

// Of a ground that few people gave a table says at most that it is less than
// something, and of one that nearly all gave that it is more.
func TestYearTables(t *testing.T) {
	edition, err := taxonomy.At(civil.On(orgtest.Now))
	if err != nil {
		t.Fatal(err)
	}
	for rule, tc := range map[string]struct {
		race int64
		want bool
	}{"many": {160, true}, "one": {1, false}, "all but one": {399, false}} {
		c := counted(400, map[string]int64{"ground:race": tc.race, "ground:unsaid": 400 - tc.race, "ground:sex": 150, "ground:age": 150})
		tables, err := c.Tables(edition, keyed)
		if err != nil {
			t.Fatal(err)
		}
		printed := map[string]bool{}
		for _, table := range tables {
			for _, r := range table.Rows() {
				f := r.Figures[0]
				printed[table.Spec().ID+" "+r.Labels[0].NL] = f.HasValue() || f.Range != nil && *f.Range.Low > 0 && *f.Range.High < 100
			}
		}
		if got := printed["ground-2026 taxonomy.ground.race"]; got != tc.want {
			t.Errorf("%s: between two numbers: %t, want %t", rule, got, tc.want)
		}
	}
}
