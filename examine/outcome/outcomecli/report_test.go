// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"baken/base/disclose"
	"baken/examine/outcome"
	"baken/internal/text"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// words gives what a page or a text document says, without its form.
func words(t *testing.T, name string, raw []byte) string {
	t.Helper()
	if filepath.Ext(name) == ".odt" {
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := z.Open("content.xml")
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(f); err != nil {
			t.Fatal(err)
		}
	}
	page := string(raw)
	if _, body, ok := strings.Cut(page, "</head>"); ok {
		page = body
	}
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(page, " "))), " ")
}

// reports makes the report in every form and language, as words by the name of the file.
func reports(t *testing.T, o Outcome) map[string]string {
	t.Helper()
	files, err := o.files(catalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if strings.HasPrefix(f.name, "result.") && (strings.HasSuffix(f.name, ".html") || strings.HasSuffix(f.name, ".odt")) {
			out[f.name] = words(t, f.name, f.content)
		}
	}
	if len(out) != 4 {
		t.Fatalf("%d reports", len(out))
	}
	return out
}

// Every report says what was asked, what came of it, what it doesn't show and who is left
// out, in every form; and it never says that there is no discrimination.
func TestReportSaysWhatItShowsAndNot(t *testing.T) {
	dir := folder(t, people(3, 5000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	p := map[text.Lang]*text.Printer{text.NL: catalogue(t).Printer(text.NL), text.EN: catalogue(t).Printer(text.EN)}
	never := regexp.MustCompile(`(?i)(there is|is|was|found|shows?) no discrimination|(is|was) (er )?geen (sprake van )?discriminatie`)
	for name, said := range reports(t, o) {
		l := text.EN
		if strings.Contains(name, ".nl.") {
			l = text.NL
		}
		for _, key := range []text.Key{
			"outcome.report.for", "outcome.report.question", "outcome.report.short", "outcome.report.means", "outcome.report.cause",
			"outcome.report.stratum_bias", "outcome.report.unclear", "outcome.report.many", "outcome.report.found",
			"outcome.report.left_out_some", "outcome.report.left_out_finding", "outcome.report.read_interval", "outcome.report.read_hidden",
			"outcome.note.no_conclusion", "outcome.report.as_planned", "outcome.report.unsigned", "outcome.report.missing",
		} {
			if want := strings.Join(strings.Fields(key.In(p[l])), " "); !strings.Contains(said, want) {
				t.Errorf("%s doesn't say %q", name, want)
			}
		}
		for _, want := range []string{o.Header.Plan, o.Header.Snapshot, o.Header.Engine} {
			if !strings.Contains(said, want) {
				t.Errorf("%s doesn't have %s", name, want)
			}
		}
		said = strings.ReplaceAll(said, text.Key("outcome.note.no_conclusion").In(p[l]), "") // says that they can't show it
		if found := never.FindString(said); found != "" {
			t.Errorf("%s says %q", name, found)
		}
	}
}

// Each comparison is read by its own interval: more, less, or not to be told.
func TestReadingFollowsTheInterval(t *testing.T) {
	for rule, tc := range map[string]struct {
		f    disclose.Figure
		want text.Key
	}{
		"above nought":       {disclose.Figure{Interval: disclose.Between(0.1, 2)}, "more"},
		"below nought":       {disclose.Figure{Interval: disclose.Between(-2, -0.1)}, "less"},
		"over nought":        {disclose.Figure{Interval: disclose.Between(-0.1, 2)}, "open"},
		"at nought":          {disclose.Figure{Interval: disclose.Between(0, 2)}, "open"},
		"rounding widens it": {disclose.Figure{Interval: disclose.Between(0.1, 2), Envelope: disclose.Between(-0.1, 2.2)}, "open"},
		"no interval":        {disclose.Figure{Value: 3}, "open"},
		"no lower end":       {disclose.Figure{Interval: &disclose.Bounds{}}, "open"},
	} {
		if got := towards(tc.f); got != tc.want {
			t.Errorf("%s: %s, want %s", rule, got, tc.want)
		}
	}
}

// A table of conclusions is read row by row, before all else, in the words that its figures
// name.
func TestVerdictsAreReadAsSentences(t *testing.T) {
	dir := folder(t, people(3, 5000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	protected, err := disclose.Protect(disclose.ForEveryone(), []disclose.Cell{{Group: "a", Base: 1000, Events: 100}})
	if err != nil {
		t.Fatal(err)
	}
	spec := disclose.Spec{
		ID: outcome.VerdictTable, Title: "outcome.table.selection", Method: "outcome.method.compare",
		Heads: []disclose.Label{{NL: "Besluit", EN: "Decision"}, {NL: "Groep", EN: "Group"}},
		Columns: []disclose.Column{
			{ID: "difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
			{ID: "effect", Title: "outcome.column.effect", Unit: disclose.Words},
			{ID: "robust", Title: "outcome.column.robust", Unit: disclose.Words},
		},
	}
	table, err := protected.Derive(spec, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		return []disclose.Row{{Labels: []disclose.Label{{NL: "Gekozen", EN: "Selected"}, {NL: "Erbuiten", EN: "Outside"}}, Figures: []disclose.Figure{
			{Kind: disclose.Derived, Value: 3, Digits: 2, Interval: disclose.Between(1, 5)},
			{Kind: disclose.Said, Reason: "outcome.effect.disparity-higher"},
			{Kind: disclose.Said, Reason: "outcome.robust.inconclusive"},
		}}}, nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Result.Tables = append([]disclose.Table{table}, o.Result.Tables...)
	for name, want := range map[string]string{
		"result.nl.html": "“Geen uitsluitsel” betekent: de cijfers wijzen niet allebei dezelfde kant op. Dat spreekt niemand vrij. Gekozen Erbuiten: verschil, vaker (verschil +3,00 procentpunt, met 95% zekerheid +1,00 tot +5,00). Robuuste toets: geen uitsluitsel.",
		"result.en.odt":  "“Inconclusive” means: the figures don’t both point the same way. That clears nobody. Selected Outside: disparity, more often (difference +3.00 points, with 95% confidence +1.00 to +5.00). Robust test: inconclusive.",
	} {
		if said := reports(t, o)[name]; !strings.Contains(said, want) {
			t.Errorf("%s doesn't say %q: %.900s", name, want, said)
		}
	}
}

// A signed result says by whose key and how that is checked.
func TestReportSaysWhoSigned(t *testing.T) {
	dir := folder(t, people(3, 5000))
	secret, _ := key(t, dir)
	for name, said := range reports(t, run(t, Job{Plan: planFile(t, dir, fromCSV), Key: secret})) {
		if !strings.Contains(said, "agency.example") || !strings.Contains(said, "baken verify result.bundle --key") {
			t.Errorf("%s doesn't say who signed", name)
		}
	}
	if got := ownerOf("nonsense"); got != "" {
		t.Errorf("a key without a name is of %q", got)
	}
}

// The entry for the register of algorithms keeps to what its fields take, and says of each
// field that it can't fill what to do.
func TestRegisterEntry(t *testing.T) {
	dir := folder(t, people(3, 5000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	o.Plan.Title.NL = strings.Repeat("é", 200)
	raw, err := o.algorithm(catalogue(t))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		About string
		Entry map[string]any
		Notes []struct{ Field, Note string }
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	noted := map[string]bool{}
	for _, n := range got.Notes {
		noted[n.Field] = n.Note != "" && !strings.HasPrefix(n.Note, "outcome.")
		if _, ok := got.Entry[n.Field]; !ok {
			t.Errorf("a note on a field that isn't there: %s", n.Field)
		}
	}
	// Required by the standard, and the most characters that it takes.
	for field, most := range map[string]int{
		"name": 100, "description_short": 350, "organization": 100, "status": 20, "contact_email": 500, "publication_category": 30,
		"goal": 2500, "risks": 2500, "source_data": 2500, "impacttoetsen": 2500, "source_id": 100, "lang": 3, "standard_version": 3,
	} {
		said, ok := got.Entry[field].(string)
		if n := utf8.RuneCountInString(said); !ok || n > most || said == "" && !noted[field] {
			t.Errorf("%s: %d characters, noted %v", field, n, noted[field])
		}
	}
	if name, _ := got.Entry["name"].(string); !strings.HasSuffix(name, "…") || utf8.RuneCountInString(name) != 100 {
		t.Errorf("the long name became %q", name)
	}
	if risks, _ := got.Entry["risks"].(string); !strings.Contains(risks, "géén discriminatie is, kunnen ze niet laten zien") {
		t.Errorf("the risks are %q", risks)
	}
}

// What is left out is told with the numbers that may leave.
func TestLeftOutIsInTheFiles(t *testing.T) {
	rows := people(3, 5000)
	for i := range rows {
		if rows[i][3] == "withdrawn" {
			rows[i][3] = "no"
		}
	}
	for i := range 7 {
		rows[i] = person{"nl", "1", "north", "withdrawn", ""}
	}
	dir := folder(t, rows)
	j := Job{Plan: planFile(t, dir, fromCSV), Out: filepath.Join(dir, "out")}
	o := run(t, j)
	if err := j.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(j.Out, outcome.OutsideTable+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "Gekozen: “withdrawn”,Selected: “withdrawn”,people,people,withheld,,") {
		t.Errorf("seven people left out: %s", raw)
	}
	if said := reports(t, o)["result.nl.html"]; !strings.Contains(said, "Gekozen: “withdrawn”: groep te klein om te tonen") {
		t.Error("the report doesn't say that there are some")
	}
}

// A filter stands in the report with its reason, and whom it leaves out with their number.
func TestFilterStandsInTheReport(t *testing.T) {
	dir := folder(t, people(3, 5000))
	plan := planFile(t, dir, fromCSV)
	raw, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	// The stratum of regions becomes the filter.
	head, _, _ := strings.Cut(string(raw), "  - column: region")
	write(t, plan, head+"only: {column: region, label: {nl: Regio, en: Region}, values: [north], reason: {nl: De wet geldt daar., en: The law holds there.}}\n")
	o := run(t, Job{Plan: plan})
	var south int64
	for _, out := range o.Counts.Account.Outside {
		if out.Column == "region" && out.Value == "south" {
			south = out.N
		}
	}
	if south < 2000 || o.Counts.Account.Counted+south > 5000 || !o.Counts.Account.Adds {
		t.Fatalf("%+v", o.Counts.Account)
	}
	for name, said := range reports(t, o) {
		want := "Only those who have one of these values in column “Region” belong to the population: north. Reason in the plan: The law holds there."
		if strings.Contains(name, ".nl.") {
			want = "Alleen wie in kolom “Regio” een van deze waarden heeft, hoort bij de populatie: north. Reden in het plan: De wet geldt daar."
		}
		if !strings.Contains(said, want) || !strings.Contains(said, ": “south”: 2") {
			t.Errorf("%s doesn't tell the filter", name)
		}
	}
}

// Halfway the data begins to write J for yes. The plan foresaw that it can't foresee such
// things, and deviates from an earlier one: report and bundle tell both, and not the value.
func TestCodingThatChangesHalfway(t *testing.T) {
	rows := people(3, 8000)
	for i := range rows[4000:] {
		if rows[4000+i][3] == "yes" && i%4 == 0 {
			rows[4000+i][3] = "Q"
		}
	}
	dir := folder(t, rows)
	first := planFile(t, dir, fromCSV)
	raw, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Job{Plan: first}).Run(t.Context()); !errors.Is(err, outcome.ErrUnknown) {
		t.Fatalf("a plan that foresees nothing: %v", err)
	}
	second := filepath.Join(dir, "second.yaml")
	write(t, second, strings.Replace(string(raw), "matters: 5", "matters: 4", 1)+fmt.Sprintf(
		"unforeseen: bound\nreplaces: {file: plan.yaml, plan: %x, why: {nl: De codering bleek te wisselen., en: The coding turned out to change.}}\n", sha256.Sum256(raw)))
	secret, public := key(t, dir)
	j := Job{Plan: second, Out: filepath.Join(dir, "out"), Key: secret}
	o := run(t, j)
	if err := j.Write(&o, catalogue(t)); err != nil {
		t.Fatal(err)
	}
	for name, said := range reports(t, o) {
		for _, want := range map[bool][]string{
			true: {
				"De codering bleek te wisselen.", "test.matters: was “5”, is nu “4”.", "unforeseen: nieuw, “bound”.",
				"Gekozen: in de gegevens staan waarden die het plan niet noemt.", "Wat de gegevens openlaten",
			},
			false: {
				"The coding turned out to change.", "test.matters: was “5”, is now “4”.", "unforeseen: new, “bound”.",
				"Selected: the data holds values that the plan doesn’t name.", "What the data leaves open",
			},
		}[strings.Contains(name, ".nl.")] {
			if !strings.Contains(said, want) {
				t.Errorf("%s doesn't say %q", name, want)
			}
		}
		if strings.Contains(said, "“Q”") {
			t.Errorf("%s holds the value", name)
		}
	}
	bundle, err := os.ReadFile(filepath.Join(j.Out, BundleFile))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := disclose.Open(bundle, public); err != nil || len(b.Header.Deviations) != 4 {
		t.Errorf("the bundle tells %+v, %v", b.Header.Deviations, err)
	}
	write(t, first, string(raw)+"# mended\n")
	write(t, filepath.Join(dir, "data.csv"), "") // found before anything is counted
	for what, do := range map[string]func(context.Context) (Outcome, error){"run": j.Run, "check": j.Check} {
		if _, err := do(t.Context()); !errors.Is(err, outcome.ErrReplaced) {
			t.Errorf("%s with an earlier plan that was mended since: %v", what, err)
		}
	}
}
