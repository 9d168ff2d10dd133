// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/disclose"
	"baken/base/ods"
	"baken/internal/web/webtest"
)

// downloads takes the files that the page offers, holds each CSV against the
// table on the page, and verifies the bundle with the public key.
func (h *house) downloads(t *testing.T, w *webtest.Page, raw []byte) {
	t.Helper()
	links := webtest.Eval[[]string](w, "[...document.querySelectorAll('a[download]')].map(a => a.getAttribute('href'))")
	if len(links) != 19 { // nine tables in two forms, and the bundle
		t.Errorf("the page offers %q", links)
	}
	shown := webtest.Eval[[]string](w, "[...document.querySelectorAll('tbody tr')].map(r => '|' + [...r.cells].map(c => c.innerText.trim()).join('|') + '|')")
	figures := 0
	for _, link := range links {
		code, content := fetch(t, h.base+link, "")
		status(t, link, code, http.StatusOK)
		if strings.HasSuffix(link, ".csv") {
			figures += compareCSV(t, link, content, shown)
			continue
		}
		if strings.HasSuffix(link, ".en.ods") {
			sheetOpens(t, link, content)
			continue
		}
		if diff := cmp.Diff(string(raw), string(content)); diff != "" {
			t.Errorf("the bundle isn't the one that came in:\n%s", diff)
		}
		if b, err := disclose.Open(content, h.read(t, "agency.pub")); err != nil || len(b.Tables) != 9 {
			t.Errorf("%d tables in the bundle: %v", len(b.Tables), err)
		}
	}
	if figures < 60 {
		t.Errorf("only %d figures compared", figures)
	}
}

// sheetOpens looks whether a spreadsheet holds figures.
func sheetOpens(t *testing.T, name string, content []byte) {
	t.Helper()
	rows := 0
	f, err := ods.Open(bytes.NewReader(content), int64(len(content)))
	if err == nil {
		err = f.Rows("Figures", func(int, []ods.Cell) error { rows++; return nil })
	}
	if err != nil || rows < 5 {
		t.Errorf("%s has %d rows: %v", name, rows, err)
	}
}

// compareCSV looks each figure of the file up on the page, in English.
func compareCSV(t *testing.T, name string, content []byte, shown []string) (figures int) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("%s: %d lines: %v", name, len(lines), err)
	}
	at := map[string]int{}
	for i, column := range lines[0] {
		at[column] = i
	}
	for _, line := range lines[1:] {
		row := "|" + line[at["label1_en"]] + "|"
		if i, two := at["label2_en"]; two {
			row += line[i] + "|"
		}
		want := "|" + said(line[at["value"]], line[at["unit"]]) + "|"
		found := false
		for _, s := range shown {
			found = found || strings.HasPrefix(s, row) && strings.Contains(s, want)
		}
		if !found {
			t.Errorf("%s: the page has no row %q with %q", name, row, want)
		}
		figures++
	}
	return figures
}

// said writes a number as an English page does.
func said(value, unit string) string {
	switch unit {
	case "people":
		if n := len(value); n > 3 {
			return value[:n-3] + "," + value[n-3:]
		}
		return value
	case "percent":
		return value + "%"
	case "points":
		if less, ok := strings.CutPrefix(value, "-"); ok {
			return "−" + less + " points"
		}
		return "+" + value + " points"
	case "p":
		if value == "0.000" {
			return "less than 0.001"
		}
		return value
	case "words":
		return map[string]string{
			"disparity-higher": "disparity, more often", "disparity-lower": "disparity, less often",
			"none-larger": "no disparity larger than what matters", "underpowered": "underpowered",
			"inconclusive": "inconclusive", "not-possible": "not possible",
		}[value]
	default:
		return value
	}
}
