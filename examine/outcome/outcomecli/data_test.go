// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/base/disclose"
	"baken/base/plan"
	"baken/examine/outcome"
	"baken/internal/table"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/figure"
)

// planText is a plan with two strata columns; %s is its source.
const planText = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: Controles, en: Checks}
population: {nl: Iedereen, en: Everyone}
shows: {nl: Wie, en: Who}
shows-not: {nl: Waarom, en: Why}
source: %s
group:
  column: origin
  label: {nl: Herkomst, en: Origin}
  reference: nl
  values: [{code: nl, label: {nl: Nederland, en: Netherlands}}, {code: eu, label: {nl: Europa, en: Europe}}, {code: out, label: {nl: Erbuiten, en: Outside}}]
  outside: [""]
test: {matters: 5}
selection: {kind: burden, column: selected, label: {nl: Gekozen, en: Selected}, yes: ["yes"], no: ["no"], neither: [withdrawn]}
finding: {column: found, label: {nl: Gevonden, en: Found}, yes: [undue], no: [due], neither: ["", open]}
steps:
  - {id: risky, kind: burden, column: risk, label: {nl: Riskant, en: Risky}, yes: ["2"], no: ["1"]}
strata:
  - column: risk
    label: {nl: Risico, en: Risk}
    reason: {nl: Vooraf bepaald., en: Fixed beforehand.}
    values: [{code: "1", label: {nl: een, en: one}}, {code: "2", label: {nl: twee, en: two}}]
  - column: region
    label: {nl: Regio, en: Region}
    reason: {nl: Wettelijke indeling., en: Division by law.}
    values: [{code: north, label: {nl: noord, en: north}}, {code: south, label: {nl: zuid, en: south}}, {code: sea, label: {nl: zee, en: sea}}]
`

const (
	fromCSV     = `{file: data.csv, kind: records}`
	fromParquet = `{file: data.parquet, kind: records}`
	fromCounts  = `{file: counts.csv, kind: counts, count: n}`
	fromTotals  = `{file: totals.csv, kind: counts, count: n, whole: all}`
)

// person is one row: origin, risk, region, selected, found.
type person [5]string

// people draws n rows; nobody lives at sea.
func people(seed uint64, n int) []person {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]person, n)
	for i := range out {
		p := person{
			[]string{"nl", "nl", "nl", "eu", "out", ""}[r.IntN(6)], []string{"1", "2"}[r.IntN(2)],
			[]string{"north", "south"}[r.IntN(2)], "no", "",
		}
		chance := 10
		if p[0] == "out" {
			chance = 25
		}
		switch x := r.IntN(100); {
		case x < chance:
			p[3], p[4] = "yes", []string{"undue", "due", "due", "open"}[r.IntN(4)]
		case x > 97:
			p[3] = "withdrawn"
		}
		out[i] = p
	}
	return out
}

// folder writes the rows in every form but Parquet and gives the folder.
func folder(t testing.TB, rows []person) string {
	t.Helper()
	dir := t.TempDir()
	head := "origin,risk,region,selected,found"
	var csv, counts, totals strings.Builder
	fmt.Fprintln(&csv, head)
	grouped, added := map[person]int{}, atSea()
	for _, p := range rows {
		fmt.Fprintln(&csv, strings.Join(p[:], ","))
		grouped[p]++
		for _, place := range places(p) {
			added[place]++
		}
	}
	write(t, filepath.Join(dir, "data.csv"), csv.String())
	for b, m := range map[*strings.Builder]map[person]int{&counts: grouped, &totals: added} {
		fmt.Fprintln(b, head+",n")
		for _, p := range slices.SortedFunc(maps.Keys(m), func(x, y person) int { return slices.Compare(x[:], y[:]) }) {
			fmt.Fprintf(b, "%s,%d\n", strings.Join(p[:], ","), m[p])
		}
	}
	write(t, filepath.Join(dir, "counts.csv"), counts.String())
	write(t, filepath.Join(dir, "totals.csv"), totals.String())
	return dir
}

// atSea are the totals of strata in which nobody lives: counted data has to
// say so.
func atSea() map[person]int {
	out := map[person]int{}
	for _, origin := range []string{"nl", "eu", "out"} {
		for _, risk := range []string{"1", "2"} {
			out[person{origin, risk, "sea", "yes", "all"}] = 0
			out[person{origin, risk, "sea", "no", "all"}] = 0
		}
	}
	return out
}

// places are the totals that a person counts in, where totals stand beside
// their parts.
func places(p person) []person {
	whole := person{p[0], "all", "all", p[3], "all"}
	stratum := person{p[0], p[1], p[2], p[3], "all"}
	out := []person{whole, stratum}
	if p[0] != "" {
		out = append(out, person{p[0], p[1], "all", "all", "all"})
	}
	if p[3] == "yes" {
		out = append(out, person{p[0], "all", "all", p[3], p[4]}, person{p[0], p[1], "all", p[3], p[4]}, person{p[0], p[1], p[2], p[3], p[4]})
	}
	return out
}

// parquet writes the rows of a folder as Parquet too.
func parquet(t testing.TB, dir string) {
	t.Helper()
	engine, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	quoted := func(name string) string { return "'" + filepath.Join(dir, name) + "'" }
	_, err = engine.ExecContext(t.Context(), "COPY (SELECT * FROM read_csv("+quoted("data.csv")+
		", all_varchar = true)) TO "+quoted("data.parquet")+" (FORMAT parquet)")
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// planFile writes a plan for a source and gives its path.
func planFile(t testing.TB, dir, source string) string {
	t.Helper()
	path := filepath.Join(dir, "plan.yaml")
	write(t, path, fmt.Sprintf(planText, source))
	return path
}

func run(t testing.TB, j Job) Outcome {
	t.Helper()
	j.Now = time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	o, err := j.Run(t.Context())
	if err != nil {
		t.Fatalf("run: %v", err)
	}
	return o
}

func catalogue(t testing.TB) *text.Catalogue {
	t.Helper()
	c, err := text.Load(Text, table.Text, plan.Text, web.Text, figure.Text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// key makes a signing key in a file.
func key(t testing.TB, dir string) (path, public string) {
	t.Helper()
	secret, public, err := disclose.NewKey("agency.example")
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, "agency.key")
	write(t, path, secret+"\n")
	return path, public
}

// group gives a count over all strata.
func group(t testing.TB, counts []outcome.Count, code string) outcome.Count {
	t.Helper()
	i := slices.IndexFunc(counts, func(c outcome.Count) bool { return c.Group == code && c.Stratum == "" })
	if i < 0 {
		t.Fatalf("no group %s in %v", code, counts)
	}
	return counts[i]
}
