// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclosecli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/base/ods"
	"baken/base/plan"
	"baken/internal/table"
	"baken/internal/text"
)

const leak = `format: baken-attack/1
withheld: [x]
hierarchies:
  - {name: sex, column: sex, everybody: all, categories: [{code: f}, {code: m}]}
  - {name: met, column: met, rest: true, categories: [{code: "yes"}]}
tables:
  - {file: d.ods, population: staff, by: [sex], count: people, percents: [{column: met, code: "yes"}], answer: met}
`

func TestAttackRules(t *testing.T) {
	if _, err := ParseAttack([]byte(leak)); err != nil {
		t.Fatal(err)
	}
	c := catalogue(t)
	const by = "by: [sex]"
	for _, tc := range []struct{ rule, old, new, want string }{
		{"another version", "baken-attack/1", "baken-attack/2", "format"},
		{"a level below one", "withheld:", "level: -1\nwithheld:", "level"},
		{"no tables", leak[strings.Index(leak, "tables:"):], "tables: []", "tables"},
		{"a hierarchy of nothing", `[{code: "yes"}]`, "[]", "hierarchies.categories"},
		{"no file", "file: d.ods, ", "", "tables.file"},
		{"nobody", "population: staff, ", "", "tables.population"},
		{"no figures", `count: people, percents: [{column: met, code: "yes"}], answer: met`, "round: 5", "tables.count"},
		{"rounded too far", by, by + ", round: 5000", "tables.round"},
		{"a header above the first row", by, by + ", header: -1", "tables.header"},
		{"too many decimals", by, by + ", decimals: 9", "tables.decimals"},
		{"more than all answered", by, by + ", answered: 101", "tables.answered"},
		{"more people than are tried", by, by + ", most: 9999999", "tables.most"},
		{"far beyond", by, by + ", beyond: 5000", "tables.beyond"},
		{"by what isn't there", by, "by: [age]", "tables.by"},
		{"by the same", by, "by: [sex, sex]", "tables.by"},
		{"by no column", "column: sex, ", "", "tables.columns"},
		{"a column of what isn't there", by, by + ", columns: {age: age}", "tables.columns"},
		{"rows of no value", by, by + ", where: [{column: year}]", "tables.where"},
		{"an answer that isn't there", "answer: met", "answer: seen", "tables.answer"},
		{"an answer that is nothing", `percents: [{column: met, code: "yes"}], `, "", "tables.answer"},
		{"each answer in a row of its own, and counts", "by: [sex]", "by: [sex, met]", "tables.answer"},
		{"a code that isn't there", `code: "yes"}], answer`, `code: "no"}], answer`, "tables.percents.code"},
		{"within what isn't there", "tables:", "within: [{population: staff, of: everybody}]\ntables:", "within"},
		{"within itself", "tables:", "within: [{population: staff, of: staff}]\ntables:", "within"},
	} {
		raw := strings.Replace(leak, tc.old, tc.new, 1)
		if raw == leak {
			t.Fatalf("%s: nothing was replaced", tc.rule)
		}
		_, err := ParseAttack([]byte(raw))
		var wrong plan.Broken
		if !errors.As(err, &wrong) || wrong.Field != tc.want {
			t.Errorf("%s: got %v, want a broken rule in %s", tc.rule, err, tc.want)
			continue
		}
		if !c.Has(text.Key(wrong.Err.Key())) {
			t.Errorf("%s: no message %s", tc.rule, wrong.Err.Key())
		}
	}
}

// The example can be read.
func TestTheExampleOfAnAttack(t *testing.T) {
	if _, err := ReadAttack("../../../examples/attack/csps-2024.yaml"); err != nil {
		t.Error(err)
	}
}

func FuzzParseAttack(f *testing.F) {
	example, err := os.ReadFile("../../../examples/attack/csps-2024.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(leak))
	f.Add(example)
	f.Add([]byte("format: baken-attack/1\ntables: [{file: a, population: b, count: c}]"))
	f.Add([]byte("format: baken-attack/1\nhierarchies: [{name: a, found: true}]\ntables: [{file: a, population: b, by: [a], columns: {a: b}, percent: c, answer: a}]"))
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ParseAttack(raw)
		if err != nil {
			var wrong plan.Broken
			if _, ok := errors.AsType[*fault.Error](err); !ok && !errors.As(err, &wrong) {
				t.Errorf("no fault: %v", err)
			}
			return
		}
		// What is read can be used: on any row of as many cells as columns.
		rows := make([][]line, len(p.Tables))
		for i, one := range p.Tables {
			rows[i] = []line{{1, make([]string, len(p.columns(one)))}}
		}
		p.found(rows)
		for i, one := range p.Tables {
			_, err := p.group(one, rows[i])
			if _, ok := errors.AsType[*fault.Error](err); err != nil && !ok {
				t.Errorf("no fault: %v", err)
			}
		}
	})
}

// attacked writes a description and a spreadsheet, and runs it.
func attacked(t *testing.T, description string, rows ...[]any) (Found, error) {
	t.Helper()
	dir := t.TempDir()
	sheet := ods.Sheet{Name: "Figures"}
	for _, row := range rows {
		var cells []ods.Cell
		for _, v := range row {
			switch v := v.(type) {
			case string:
				cells = append(cells, ods.Cell{Type: ods.Text, Text: v})
			case int:
				cells = append(cells, ods.Cell{Type: ods.Number, Number: float64(v)})
			case float64: // shown with one decimal, whatever it has
				cells = append(cells, ods.Cell{Type: ods.Number, Number: v, Digits: 1})
			case ods.Cell:
				cells = append(cells, v)
			}
		}
		sheet.Rows = append(sheet.Rows, cells)
	}
	var raw bytes.Buffer
	if err := ods.Write(&raw, ods.Book{Language: "en", Sheets: []ods.Sheet{{Name: "Cover"}, sheet}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "attack.yaml")
	if err := errors.Join(os.WriteFile(path, []byte(description), 0o600), os.WriteFile(filepath.Join(dir, "d.ods"), raw.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	p, err := ReadAttack(path)
	if err != nil {
		t.Fatal(err)
	}
	return p.Run(t.Context(), path, table.Settings{})
}

func learnt(f Found) map[string][2]float64 {
	out := map[string][2]float64{}
	for _, l := range f.Narrow {
		out[l.Cell] = [2]float64{l.Low, l.High}
	}
	return out
}

const inSheet = `format: baken-attack/1
withheld: ["[c]"]
hierarchies:
  - {name: sex, column: sex, everybody: all, categories: [{code: f}, {code: m}]}
  - {name: met, column: met, rest: true, categories: [{code: "yes"}]}
tables:
  - {file: d.ods, sheet: Figures, header: 3, WHERE population: staff, by: [sex], count: people, percents: [{column: met, code: "yes"}], answer: met MORE}
`

func described(where, more string) string {
	return strings.NewReplacer("WHERE", where, "MORE", more).Replace(inSheet)
}

// Sixteen of 80 and fourteen of 60 met it: so did two of the twenty men, though that is
// withheld. The decimals that the sheet doesn't show give the numerators away.
func TestNumeratorsSubtract(t *testing.T) {
	rows := [][]any{
		{"Who met it"},
		nil,
		{"sex\nof the person", "year", "people", "met\n(%)"},
		{"all", 2024, 80, 20.0},
		{"f", 2024, 60, 23.333333333333332},
		{"m", 2024, 20, "[c]"},
		{"all", 2023, 70, 20.0},
	}
	found, err := attacked(t, described(`where: [{column: year, values: ["2024"]}],`, ""), rows...)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]float64{"staff: met=yes, sex=m": {2, 2}}
	if diff := cmp.Diff(want, learnt(found)); diff != "" {
		t.Error(diff)
	}
	if got := []disclose.Left{found.Shares[0].Left, found.Shares[1].Left}; found.Shares[1].Row != 5 || got[0].Low != 16 || got[1].Low != 14 || !got[1].Exact() {
		t.Errorf("%+v", found.Shares)
	}
}

// Where some may not have answered, the base is among fewer, and decimals still tell it.
func TestNumeratorsOfWhoAnswered(t *testing.T) {
	rows := [][]any{nil, nil, {"sex", "people", "met"}, {"f", 60, 24.1379}, {"m", "[c]", "[c]"}}
	found, err := attacked(t, described("", ", answered: 90"), rows...)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Shares) != 1 || found.Shares[0].Left != (disclose.Left{N: 1, Span: disclose.Span{Low: 14, High: 14}}) { // of 58
		t.Errorf("%+v", found.Shares)
	}
	if _, err := attacked(t, described("", ""), rows...); !errors.Is(err, ErrShares) {
		t.Errorf("of all sixty: %v", err)
	}
}

const inRows = `format: baken-attack/1
hierarchies:
  - {name: unit, column: unit, found: true}
  - {name: met, column: answer, categories: [{code: "yes"}, {code: "no"}, {code: silent}]}
tables:
  - {file: d.ods, sheet: Figures, population: staff, by: [unit, met], percent: share, decimals: 3, answer: met, whole: true, most: 60}
`

// Seven, twenty-seven and three of 37 people: nobody printed that there are 37. Of the
// second unit one answer has no row: it counts as withheld.
func TestBasesThatNobodyPrinted(t *testing.T) {
	found, err := attacked(
		t, inRows,
		[]any{"unit", "answer", "share"},
		[]any{"a", "yes", 18.919}, []any{"a", "no", 72.973}, []any{"b", "no", 90.244}, []any{"a", "silent", 8.108}, []any{"b", "silent", 2.439},
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Bases) != 2 || found.Bases[0].Left.Low != 37 || !found.Bases[0].Left.Exact() || found.Bases[1].Left.Low != 41 || found.Bases[1].Row != 4 {
		t.Errorf("%+v", found.Bases)
	}
	if got := learnt(found)["staff: met=yes, unit=b"]; got != [2]float64{3, 3} { // 41 less 37 less 1
		t.Errorf("who has no row: %v", got)
	}
}

// Of 60 people 52 are permanent: eight aren't, of whom one to seven are women.
func TestPopulationsWithin(t *testing.T) {
	description := `format: baken-attack/1
hierarchies: [{name: sex, column: sex, everybody: all, categories: [{code: f}, {code: m}]}]
within: [{population: permanent, of: staff}]
tables:
  - {file: d.ods, sheet: Figures, where: [{column: who, values: [staff]}], population: staff, by: [sex], count: people}
  - {file: d.ods, sheet: Figures, where: [{column: who, not: [staff]}], population: permanent, by: [sex], count: people}
`
	found, err := attacked(
		t, description,
		[]any{"who", "sex", "people"},
		[]any{"staff", "all", 60}, []any{"staff", "f", 31}, []any{"permanent", "all", 52}, []any{"permanent", "f", ""}, []any{"permanent", "m", 28},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][2]float64{"permanent: sex=f": {24, 24}, "staff without permanent": {8, 8}, "staff without permanent: sex=f": {7, 7}}
	if diff := cmp.Diff(want, learnt(found)); diff != "" || found.Rests != 2 {
		t.Errorf("%d rests: %s", found.Rests, diff)
	}
}

func TestSheetsThatCantBe(t *testing.T) {
	for rule, tc := range map[string]struct {
		where string
		rows  [][]any
		want  error
	}{
		"no such column":    {"", [][]any{nil, nil, {"sex", "people"}}, table.ErrColumn},
		"no such row":       {"", [][]any{nil, nil, nil, {"f", 1, 1.0}}, ErrNoHeader},
		"an unknown value":  {"", [][]any{nil, nil, {"sex", "people", "met"}, {"x", 1, ""}}, ErrCellUnknown},
		"half a person":     {"", [][]any{nil, nil, {"sex", "people", "met"}, {"f", 1.5, ""}}, ErrCellUnknown},
		"more than all":     {"", [][]any{nil, nil, {"sex", "people", "met"}, {"f", 10, 101}}, ErrCellUnknown},
		"a percentage less": {"", [][]any{nil, nil, {"sex", "people", "met"}, {"f", 10, "few"}}, ErrCellUnknown},
	} {
		if _, err := attacked(t, described(tc.where, ""), tc.rows...); !errors.Is(err, tc.want) || !errors.Is(err, ErrFile) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	other := strings.Replace(described("", ""), "Figures", "Figure", 1)
	if _, err := attacked(t, other, []any{"sex"}); !errors.Is(err, ods.ErrSheet) {
		t.Errorf("no such sheet: %v", err)
	}
}

// A number is read as a CSV would write it, with what isn't shown and with noughts that are.
func TestCellsAsWritten(t *testing.T) {
	for _, tc := range []struct {
		c    ods.Cell
		want string
	}{
		{ods.Cell{Type: ods.Number, Number: 58.906999999999996, Shown: "58.907"}, "58.907"},
		{ods.Cell{Type: ods.Number, Number: 81.05, Shown: "81,050"}, "81.050"},
		{ods.Cell{Type: ods.Number, Number: 56.21739130434783, Shown: "56"}, "56.2173913043478"},
		{ods.Cell{Type: ods.Number, Number: 59989, Shown: "59,989"}, "59989"},
		{ods.Cell{Type: ods.Percentage, Number: 0.125, Shown: "12.50%"}, "12.50"},
		{ods.Cell{Type: ods.Percentage, Number: 0.07, Shown: "7 %"}, "7"},
		{ods.Cell{Type: ods.Text, Text: " [c] "}, "[c]"},
		{ods.Cell{}, ""},
	} {
		if got := said(tc.c); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.c, got, tc.want)
		}
	}
}
