// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/plan"
)

func TestGather(t *testing.T) {
	g := NewGather(Question{By: []string{"a", "b"}, Sum: "n"}, 4)
	values := []string{"b", ""}
	for _, add := range []error{
		g.Add(values, 2, 5), g.Add([]string{"a\x01", "z"}, 1, 1), g.Add([]string{"a", "\x01z"}, 1, 2), g.Add([]string{"b", ""}, 3, 7),
	} {
		if add != nil {
			t.Fatal(add)
		}
	}
	values[0] = "changed by its owner"
	want := []Group{{[]string{"a", "\x01z"}, 2}, {[]string{"a\x01", "z"}, 1}, {[]string{"b", ""}, 12}}
	if diff := cmp.Diff(want, g.Groups()); diff != "" || g.Rows() != 7 {
		t.Errorf("%d rows: %s", g.Rows(), diff)
	}
	if err := g.Add([]string{"c", "d"}, 1, 1); !errors.Is(err, ErrCells) {
		t.Errorf("a fifth group of the engine: got %v", err)
	}
}

func TestGatherRefuses(t *testing.T) {
	for _, tc := range []struct {
		rule    string
		value   string
		rows, n int64
		want    error
	}{
		{"a zero byte", "a\x00", 1, 1, ErrLetters},
		{"no UTF-8", "caf\xe9", 1, 1, ErrLetters},
		{"below zero", "a", 1, -1, ErrTotal},
		{"more than 64 bits", "a", 1, math.MaxInt64, ErrTotal},
		{"more rows than 64 bits", "a", math.MaxInt64, 1, ErrTotal},
		{"more text than is kept", strings.Repeat("x", mostBytes), 1, 1, ErrCells},
	} {
		g := NewGather(Question{By: []string{"a"}}, 0)
		if err := g.Add([]string{"first"}, 1, 1); err != nil {
			t.Fatal(err)
		}
		if err := g.Add([]string{tc.value}, tc.rows, tc.n); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
	}
}

func TestSourceRules(t *testing.T) {
	for _, tc := range []struct{ rule, source, want string }{
		{"PostgreSQL", `{database: "postgres://u@h/d", table: t, kind: records}`, ""},
		{"ClickHouse", `{database: "clickhouse://u@h,i/d", table: s.t, kind: records, person: bsn}`, ""},
		{"no place", `{kind: records}`, "source.file"},
		{"two places", `{file: d.csv, database: "postgres://h/d", table: t, kind: records}`, "source.database"},
		{"no table", `{database: "postgres://h/d", kind: records}`, "source.table"},
		{"a table of a file", `{file: d.csv, table: t, kind: records}`, "source.table"},
		{"a table with two dots", `{database: "postgres://h/d", table: a.b.c, kind: records}`, "source.table"},
		{"a table without a name", `{database: "postgres://h/d", table: a., kind: records}`, "source.table"},
		{"another database", `{database: "mysql://h/d", table: t, kind: records}`, "source.database"},
		{"a password", `{database: "postgres://u:geheim@h/d", table: t, kind: records}`, "source.database"},
		{"an empty password", `{database: "clickhouse://u:@h/d", table: t, kind: records}`, "source.database"},
		{"a password beside", `{database: "postgres://h/d?user=u&password=geheim", table: t, kind: records}`, "source.database"},
		{"a password of a key", `{database: "postgres://h/d?sslpassword=geheim", table: t, kind: records}`, "source.database"},
		{"an encoding of a table", `{database: "postgres://h/d", table: t, kind: records, encoding: latin-1}`, "source"},
		{"a sheet of a table", `{database: "postgres://h/d", table: t, kind: records, sheet: x}`, "source"},
		{"persons among counts", `{file: d.csv, kind: counts, count: n, person: bsn}`, "source.person"},
		{"persons as a group", `{file: d.csv, kind: records, person: origin}`, "column"},
	} {
		_, err := ParsePlan([]byte(strings.Replace(small, "{file: d.csv, kind: records}", tc.source, 1)))
		var broken plan.Broken
		if got := errors.As(err, &broken); got != (tc.want != "") || broken.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %q", tc.rule, err, tc.want)
		}
		if err != nil && strings.Contains(err.Error(), "geheim") {
			t.Errorf("%s: the password is in the error: %v", tc.rule, err)
		}
	}
}

// decided is one row of a person.
type decided struct {
	group, selected string
	person          int
}

func drawDecided(t *rapid.T) decided {
	return decided{
		rapid.SampledFrom([]string{"a", "b"}).Draw(t, "group"), rapid.SampledFrom([]string{"yes", "no"}).Draw(t, "selected"),
		rapid.IntRange(0, 12).Draw(t, "person"),
	}
}

// Whichever row of each person is kept, the share lies within the bounds.
func TestOnceHoldsEveryChoice(t *testing.T) {
	p := parsed(t, strings.Replace(small, "kind: records", "kind: records, person: bsn", 1))
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOfN(rapid.Custom(drawDecided), 1, 15).Draw(t, "rows")
		drawn = append(drawn, decided{"a", "no", 20}, decided{"b", "no", 21})
		answer := Answer{Rows: int64(len(drawn)), Repeats: &Repeats{}}
		per := map[int][]decided{}
		for _, r := range drawn {
			answer.Groups = append(answer.Groups, Group{[]string{r.group, "low", r.selected, ""}, 1})
			per[r.person] = append(per[r.person], r)
		}
		yes, all := keepOne(t, per, answer.Repeats)
		c, err := p.Counts(answer)
		if err != nil {
			t.Fatal(err)
		}
		bounds := c.Once()
		if extra := answer.Repeats.Extra(); (extra == 0) != (len(bounds) == 0) {
			t.Fatalf("%d rows too many, bounds %v", extra, bounds)
		}
		for _, b := range bounds {
			if n := all[b.Group]; n > 0 && (yes[b.Group]/n < b.Low || yes[b.Group]/n > b.High) {
				t.Fatalf("group %s: %v of %v lies outside %+v", b.Group, yes[b.Group], n, b)
			}
		}
	})
}

// keepOne counts who repeats, and adds up one row of each person. Whose the rows of person
// 0 are isn't known: they may be of one of the others.
func keepOne(t *rapid.T, per map[int][]decided, r *Repeats) (yes, all map[string]float64) {
	yes, all = map[string]float64{}, map[string]float64{}
	for _, person := range slices.Sorted(maps.Keys(per)) {
		rows := per[person]
		switch {
		case person == 0:
			r.Unknown = int64(len(rows))
			if rapid.Bool().Draw(t, "another's") {
				continue
			}
		case len(rows) > 1:
			r.People++
			r.Rows += int64(len(rows))
		}
		kept := rows[rapid.IntRange(0, len(rows)-1).Draw(t, "kept")]
		all[kept.group]++
		if kept.selected == "yes" {
			yes[kept.group]++
		}
	}
	return yes, all
}

// Worked by hand: 3 rows too many among 10 yes and 30 no.
func TestOnce(t *testing.T) {
	c := Counts{
		Selection: []Count{{Group: "a", Yes: 10, No: 30}, {Group: "a", Stratum: "x", Yes: 1, No: 1}, {Group: "b", Yes: 2, No: 3}, {Group: "c"}},
		Account:   Account{Repeats: &Repeats{People: 2, Rows: 4, Unknown: 1}},
	}
	want := []Once{{"a", 10. / 40, 7. / 37, 10. / 37}, {"b", 2. / 5, 0, 1}}
	if diff := cmp.Diff(want, c.Once()); diff != "" {
		t.Error(diff)
	}
	c.Account.Repeats = nil
	if got := c.Once(); got != nil {
		t.Errorf("nobody asked: %v", got)
	}
}
