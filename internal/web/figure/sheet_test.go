// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure_test

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/ods"
	"baken/examine/outcome/outcomecli"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

func printer(t testing.TB, l text.Lang) *text.Printer {
	t.Helper()
	c, err := text.Load(web.Text, figure.Text, outcomecli.Text)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if missed := c.Missed(); len(missed) > 0 {
			t.Errorf("texts that don't exist: %q", missed)
		}
	})
	return c.Printer(l)
}

// lines gives a sheet as a line of text a row: numbers as they are and as they are shown.
func lines(t testing.TB, raw []byte, sheet string) (out []string) {
	t.Helper()
	f, err := ods.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	err = f.Rows(sheet, func(_ int, cells []ods.Cell) error {
		var line []string
		for _, c := range cells {
			switch c.Type {
			case ods.Number, ods.Percentage:
				line = append(line, fmt.Sprintf("%g as %s", c.Number, c.Shown))
			case ods.Text, ods.Empty:
				line = append(line, c.Text)
			}
		}
		out = append(out, strings.Join(line, "|"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A sheet has the numbers of the page, as numbers with no more decimals than are shown, and
// says what the words among them mean.
func TestSpreadsheet(t *testing.T) {
	table := rates(t, "rate")
	raw, err := figure.Spreadsheet(printer(t, text.NL), table)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"visite-nl: hoe vaak per groep",
		"“minder dan 0,5%”: er staat alleen tussen welke grenzen het cijfer ligt. Andere grenzen betekenen hetzelfde.",
		"“groep te klein om te tonen”: dit cijfer staat er niet, om mensen te beschermen. Het is geen nul.",
		"Bron, methode en waar u op moet letten staan op het blad “Toelichting”.",
		"groep-nl|Mensen|Mensen: marge door afronding, van|Mensen: marge door afronding, tot|Aandeel|Aandeel: 95%-interval, van|Aandeel: 95%-interval, tot|Aandeel: marge door afronding, van|Aandeel: marge door afronding, tot",
		"a-nl|20000 as 20000|19998 as 19998|20002 as 20002|0.2 as 20.0%|0.1945 as 19.45%|0.2056 as 20.56%|0.1995 as 19.95%|0.2005 as 20.05%",
		"b-nl|2000 as 2000|1998 as 1998|2002 as 2002|minder dan 0,5%",
		"c-nl|groep te klein om te tonen|||groep te klein om te tonen",
	}
	got := lines(t, raw, "Cijfers")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	about := strings.Join(lines(t, raw, "Toelichting"), "\n")
	for _, w := range []string{"Tabel|visite-nl: hoe vaak per groep", "Methode|", "Aantal mensen|22000 as 22000", "Groepen van minder dan 10 mensen", "Waar u op moet letten|Alle verhoudingen", "Referentiegroep|a-nl", "|" + table.Hash()} {
		if !strings.Contains(about, w) {
			t.Errorf("it doesn't say %q:\n%s", w, about)
		}
	}
	for _, never := range []string{"22003", "33.3"} {
		if strings.Contains(about+strings.Join(got, "\n"), never) {
			t.Errorf("the sheet gives %q away", never)
		}
	}
	if again, err := figure.Spreadsheet(printer(t, text.NL), table); err != nil || !bytes.Equal(raw, again) {
		t.Errorf("the same table gives other bytes: %v", err)
	}
}

// A table that others published names them.
func TestSpreadsheetNamesTheSource(t *testing.T) {
	source := disclose.Source{By: disclose.Label{NL: "bureau", EN: "office"}, Title: disclose.Label{NL: "telling", EN: "census"}, URL: "https://example.org/a", Licence: "CC0"}
	p, err := disclose.Public(source, 10, 2, []disclose.PublicCell{{Group: "a", Events: 120, Base: 400}})
	if err != nil {
		t.Fatal(err)
	}
	spec := disclose.Spec{ID: "b", Title: "outcome.table.selection", Method: "outcome.method.rate", Columns: []disclose.Column{{Title: "figure.n", Unit: disclose.Points}}}
	table, err := p.Derive(spec, func(all []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		return []disclose.Row{{Figures: []disclose.Figure{all[0].Share}}}, nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := figure.Spreadsheet(printer(t, text.EN), table)
	if err != nil {
		t.Fatal(err)
	}
	if got := lines(t, raw, "Figures"); !strings.HasPrefix(got[2], "Number of people (percentage points)|") {
		t.Errorf("the column doesn't say in what it counts: %q", got)
	}
	about := strings.Join(lines(t, raw, "About"), "\n")
	for _, w := range []string{"Source|census. office", "Address|https://example.org/a", "Licence|CC0", "These counts were public already"} {
		if !strings.Contains(about, w) {
			t.Errorf("it doesn't say %q:\n%s", w, about)
		}
	}
}

// A page leads to both files, and each comes in its language, whichever the reader's is.
func TestSend(t *testing.T) {
	table, ui := rates(t), &component.UI{Printer: printer(t, text.NL)}
	r := component.Into(httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), ui)
	var page strings.Builder
	if err := figure.Download(ui, "/x", table).Render(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`href="/x/selection.nl.ods"`, "als spreadsheet", "ODS, ", `href="/x/selection.csv"`, "CSV, "} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page doesn't lead to %q: %s", want, &page)
		}
	}
	for name, want := range map[string]string{"selection.nl.ods": "Cijfers", "selection.en.ods": "Figures"} {
		w := httptest.NewRecorder()
		if !figure.Send(w, r, name, "org-", table) {
			t.Errorf("%s isn't sent", name)
			continue
		}
		if got := w.Header().Get("Content-Type"); got != "application/vnd.oasis.opendocument.spreadsheet" {
			t.Errorf("%s is sent as %s", name, got)
		}
		if got := w.Header().Get("Content-Disposition"); got != "attachment; filename=org-"+name {
			t.Errorf("%s is to be kept as %s", name, got)
		}
		if len(lines(t, w.Body.Bytes(), want)) < 5 {
			t.Errorf("%s has nothing in it", name)
		}
	}
	for _, name := range []string{"selection.ods", "selection.de.ods", "other.csv", ""} {
		if figure.Send(httptest.NewRecorder(), r, name, "", table) {
			t.Errorf("%q is sent", name)
		}
	}
}
