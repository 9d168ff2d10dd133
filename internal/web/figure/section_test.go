// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure_test

import (
	"regexp"
	"strings"
	"testing"

	"baken/base/disclose"
	"baken/examine/outcome/outcomecli"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// rates is a table of three groups: one is too small to show and one has so
// few events that only a band is printed.
func rates(t *testing.T, chart ...string) disclose.Table {
	t.Helper()
	p, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{
		{Group: "a", Base: 20_000, Events: 4000}, {Group: "b", Base: 2000, Events: 1}, {Group: "c", Base: 3, Events: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	label := func(s string) disclose.Label { return disclose.Label{NL: s + "-nl", EN: s + "-en"} }
	spec := disclose.Spec{
		ID: "selection", Title: "outcome.table.selection", Subject: label("visite"), Method: "outcome.method.rate",
		Heads: []disclose.Label{label("groep")}, Chart: chart,
		Columns: []disclose.Column{
			{ID: "base", Title: "outcome.column.base_selection", Unit: disclose.People},
			{ID: "rate", Title: "outcome.column.rate_selection", Unit: disclose.Percent},
		},
	}
	table, err := p.Derive(spec, func(all []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		var rows []disclose.Row
		for _, r := range all {
			share := r.Share
			if share.HasValue() {
				share.Interval = disclose.Between(19.45, 20.56)
			}
			rows = append(rows, disclose.Row{
				Labels: []disclose.Label{label(r.Group)}, Figures: []disclose.Figure{r.Base, share}, Reference: r.Group == "a",
			})
		}
		return rows, []disclose.Note{{Key: "outcome.note.printed"}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// drawn gives the section in a language, tags left out.
func drawn(t *testing.T, table disclose.Table, l text.Lang) (html, words string) {
	t.Helper()
	c, err := text.Load(web.Text, figure.Text, outcomecli.Text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	ui := &component.UI{Printer: c.Printer(l)}
	if err := figure.Section(ui, table).Render(&b); err != nil {
		t.Fatal(err)
	}
	if missed := c.Missed(); len(missed) > 0 {
		t.Errorf("texts that don't exist: %q", missed)
	}
	words = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(b.String(), "|")
	return b.String(), regexp.MustCompile(`\|+`).ReplaceAllString(words, "|")
}

func TestSectionShowsChartAndTable(t *testing.T) {
	html, words := drawn(t, rates(t, "rate"), text.NL)
	for _, want := range []string{
		"|visite-nl: hoe vaak per groep|",
		"|a-nl|20,0%|b-nl|minder dan 0,5%|c-nl|groep te klein om te tonen|", // the chart: one line a group
		"|a-nl|20.000|19.998 tot 20.002|20,0%|19,45% tot 20,56%|19,95% tot 20,05%|",
		"|b-nl|2.000|1.998 tot 2.002|minder dan 0,5%|–|–|",
		"|c-nl|groep te klein om te tonen|–|groep te klein om te tonen|–|–|",
		"Referentiegroep", "Alle verhoudingen en intervallen", "Groepen van minder dan",
		"|Aantal mensen|22.000|", // what is printed, not the three more
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the section doesn't say %q:\n%s", want, words)
		}
	}
	for _, never := range []string{">1<", ">3<", "22.003", "33,3"} {
		if strings.Contains(html, never) {
			t.Errorf("the section gives %q away", never)
		}
	}
}

// Who can't see the chart is led to the table, which has each number that the table has: its
// figures, their intervals and what rounding leaves open.
func TestTheChartLeadsToAllNumbers(t *testing.T) {
	table := rates(t, "rate")
	html, words := drawn(t, table, text.EN)
	details := regexp.MustCompile(`role="img"[^>]* aria-details="([^"]+)"`).FindStringSubmatch(html)
	if details == nil || strings.Count(html, `id="`+details[1]+`"`) != 1 {
		t.Fatalf("the chart leads to %q, which isn't there once:\n%s", details, html)
	}
	_, after, found := strings.Cut(html, `id="`+details[1]+`"`)
	shown, _, closed := strings.Cut(after, "</table>")
	if !found || !closed || strings.Contains(shown, "<table") {
		t.Fatalf("%s is no table", details[1])
	}
	p := printer(t, text.EN)
	numbers := 0
	for _, r := range table.Rows() {
		for i, f := range r.Figures {
			u := table.Spec().Columns[i].Unit
			for _, say := range []text.Text{figure.Words(f, u), figure.Interval(f, u), figure.Range(f, u)} {
				numbers++
				if said := say.In(p); !strings.Contains(shown, ">"+said+"<") {
					t.Errorf("the table hasn't %q: %s", said, shown)
				}
			}
		}
	}
	if numbers != 18 {
		t.Errorf("%d numbers were looked for", numbers)
	}
	for _, want := range []string{`class="baken-chart__band"`, `class="baken-chart__nothing"`, "no more is published"} {
		if !strings.Contains(html, want) {
			t.Errorf("the chart doesn't show %q: %s", want, words)
		}
	}
}

// A table of which bands alone are printed has its chart too.
func TestSectionOfBands(t *testing.T) {
	answers := disclose.Flat("met", "yes", "no")
	answers.Answer = true
	release, err := disclose.History{}.Protect(t.Context(), disclose.ForEveryone(), []disclose.Crosstable{{
		Spec:       disclose.Spec{ID: "met", Title: "outcome.table.selection", Method: "outcome.method.rate", Subject: disclose.Label{NL: "meegemaakt", EN: "met"}},
		Population: "staff", By: []disclose.Hierarchy{disclose.Flat("agency", "north", "south"), answers},
		Counts: []disclose.Count{
			{At: []string{"north", "yes"}, N: 20}, {At: []string{"north", "no"}, N: 180}, {At: []string{"south", "yes"}, N: 30}, {At: []string{"south", "no"}, N: 170},
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	html, words := drawn(t, release.Tables[0], text.EN)
	if strings.Count(html, `class="baken-chart__band"`) != 7 || !strings.Contains(words, "|north: yes|between 10% and 20%|") { // three rows of two, and the legend
		t.Errorf("%s", words)
	}
}

func TestSectionInEnglish(t *testing.T) {
	_, words := drawn(t, rates(t, "rate"), text.EN)
	for _, want := range []string{"|visite-en: how often in each group|", "|a-en|20,000|", "|20.0%|", "|c-en|group too small to print|", "less than "} {
		if !strings.Contains(words, want) {
			t.Errorf("the section doesn't say %q:\n%s", want, words)
		}
	}
}

func TestSectionWithoutChart(t *testing.T) {
	html, _ := drawn(t, rates(t), text.NL)
	if strings.Contains(html, "<svg") || !strings.Contains(html, "<table") {
		t.Errorf("want the table alone:\n%s", html)
	}
}

// Answers are told apart by their names, in the table and in the chart, whose axis says
// what they are.
func TestSectionNamesAnswers(t *testing.T) {
	answers := disclose.Flat("met", "yes", "no")
	answers.Answer = true
	answers.Categories[1].Label, answers.Categories[2].Label = disclose.Label{NL: "ja", EN: "yes"}, disclose.Label{NL: "nee", EN: "no"}
	release, err := disclose.History{}.Protect(t.Context(), disclose.ForEveryone(), []disclose.Crosstable{{
		Spec:       disclose.Spec{ID: "met", Title: "outcome.table.selection", Method: "outcome.method.rate", Subject: disclose.Label{NL: "meegemaakt", EN: "met"}},
		Population: "staff", By: []disclose.Hierarchy{disclose.Flat("agency", "north", "south"), answers},
		Counts: []disclose.Count{
			{At: []string{"north", "yes"}, N: 300}, {At: []string{"north", "no"}, N: 1200}, {At: []string{"south", "yes"}, N: 500}, {At: []string{"south", "no"}, N: 1500},
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for l, want := range map[text.Lang][]string{
		text.NL: {"|Aandeel: ja|", "|Aandeel: nee|", "|north: ja|20%|", "|north: nee|80%|", "|Aandeel|"},
		text.EN: {"|Share: yes|", "|Share: no|", "|south: yes|25%|", "|Share|"},
	} {
		html, words := drawn(t, release.Tables[0], l)
		for _, w := range want {
			if !strings.Contains(words, w) {
				t.Errorf("the section doesn't say %q:\n%s", w, words)
			}
		}
		if !strings.Contains(html, "<svg") || strings.Contains(words, "dds") || strings.Contains(html, "baken-chart__legend") {
			t.Errorf("no chart, or one of odds or with intervals that aren't there:\n%s", words)
		}
	}
}
