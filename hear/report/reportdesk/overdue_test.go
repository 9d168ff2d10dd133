// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdesk"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

// lateOnes is what waits too long.
type lateOnes []report.Overdue

func (l lateOnes) Overdue(_ context.Context, as org.Actor) ([]report.Overdue, error) {
	if !as.SignedIn() {
		return nil, org.ErrForbidden
	}
	return l, nil
}

func overdue(t *testing.T, late lateOnes, person org.PersonID) (int, string) {
	t.Helper()
	mux := http.NewServeMux()
	reportdesk.New(late, func(*http.Request) org.Actor { return org.Actor{Person: person} }).Desk(mux)
	handler := web.New(web.Config{
		Catalogue: texttest.Catalogue(t, web.Text, org.Text, reportdesk.Text),
		Log:       slog.New(slog.DiscardHandler), Version: "1",
	}, web.Routes(mux))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/desk/overdue", nil))
	return w.Code, w.Body.String()
}

func TestOverdueShowsNoReport(t *testing.T) {
	one := report.Overdue{Org: "secret-id", Name: org.Name{NL: "Dienst Vergunningen", EN: "Permits"}, Regime: report.RegimeReport, Days: 12}
	status, page := overdue(t, lateOnes{one}, "manager")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, want := range []string{"Dienst Vergunningen", ">Melding<", ">12<", "binnen 7 dagen", "binnen 3 maanden"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "secret-id") || strings.Contains(page, "/desk/reports/") {
		t.Error("the page leads to a report")
	}
	if _, page := overdue(t, nil, "manager"); !strings.Contains(page, "Er wacht nu niemand te lang") {
		t.Error("with nothing late the page doesn't say so")
	}
	if status, _ := overdue(t, nil, ""); status == http.StatusOK {
		t.Error("a stranger sees what is late")
	}
}
