// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/document/documentweb"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/figure"
	"baken/internal/web/webtest"
)

// today is complaint.Orgs over the small government.
type today struct{ tree *org.Tree }

func (o today) Today(context.Context) (*org.Tree, error) { return o.tree, nil }

// counted is the pages over complaints that ended in a year: so many at each of
// three organisations, of which one does far less in time. orgtest.Now is in
// March 2026.
func counted(t *testing.T, year, each int) (http.Handler, *text.Catalogue) {
	t.Helper()
	store, n := complainttest.New(), 0
	for of, within := range map[org.ID]int{orgtest.Agency: each * 8 / 10, orgtest.Sibling: each * 7 / 10, orgtest.Elsewhere: each / 10} {
		for i := range each {
			n++
			k := complainttest.Complaint(n, "p", fmt.Sprintf("%d-05-12", year))
			k.Org, k.State, k.Received = of, complaint.Concluded, civil.Day(year, time.March, 3)
			on := civil.Day(year, time.May, 2)
			if i >= within {
				on = civil.Day(year, time.July, 1)
			}
			k.Taken = []complaint.Taken{{Step: complaint.Conclude, By: complaint.Authority, On: on}}
			sealed := complaint.Sealed{Number: 1, Key: complainttest.Envelope("k"), Envelope: complainttest.Envelope("e")}
			if err := store.Create(t.Context(), org.Public(), k, sealed, []ledger.Event{{Verb: "complaint.file"}}); err != nil {
				t.Fatal(err)
			}
		}
		for i := range each {
			told := complaint.Tally{Org: of, Year: year, Judgement: complaint.Judgements()[i%4], Following: complaint.Follows}
			if err := store.PutTally(t.Context(), org.Public(), complaint.TallyID(fmt.Sprint(of, i)), told); err != nil {
				t.Fatal(err)
			}
		}
	}
	service := complaint.NewService(complaint.Config{
		Store: store, Orgs: today{orgtest.Tree(t)}, Policy: orgtest.Policy(t, complaint.Rules()), Now: func() time.Time { return orgtest.Now },
		Calendar: civil.NewCalendar(), Editions: []complaint.Procedure{complaint.Edition2026()},
	})
	mux := http.NewServeMux()
	catalogue := texttest.Catalogue(t, web.Text, figure.Text, documentweb.Text, complaintweb.Text)
	complaintweb.New(complaintweb.Config{
		Procedure: complaint.Edition2026(), Calendar: civil.NewCalendar(), Service: service, Catalogue: catalogue,
	}).Public(mux)
	return web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.DiscardHandler)}, web.Routes(mux)), catalogue
}

// asks fetches a page and gives its status and what stands in it.
func asks(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func TestFiguresSayWhoDiffers(t *testing.T) {
	h, _ := counted(t, 2025, 100)
	for path, want := range map[string][]string{
		"/complaint":                                               {`href="/complaint/figures"`},
		"/complaint/figures":                                       {"Het jaar 2025", "▲ Voert anders uit", "Elsewhere nl", "baken-funnel__mark--2", "/complaint/figures/2025/within-2025.csv", `href="/complaint/figures/2025"`},
		"/complaint/figures?year=2019":                             {"Het jaar 2025"},
		"/complaint/figures/2025":                                  {"Jaarverslag klachten 2025", "Awb 9:12a", "Bron: register van klachten", "Bron: tellingen bij de afronding", "Alle organisaties samen"},
		"/complaint/figures/2025/within-2025.csv":                  {"within-2025,", "limits998", "▲ Executes differently"},
		"/complaint/figures/2025/endings-2025.csv":                 {"endings-2025,"},
		"/complaint/figures/2025/duration-2025.csv":                {",mean,days,rounded,", ",median,days,band,"},
		"/complaint/figures/2025/deviates-2025.csv":                {"deviates-2025,"},
		"/complaint/figures/2025/founded-2025.csv":                 {"founded-2025,"},
		"/complaint/figures/2025/adjourned-2025.csv":               {"adjourned-2025,"},
		"/complaint/figures/2024":                                  {"Over dit jaar is niets te tonen"},
		"/complaint/figures/2025/further-2025.csv":                 {"further-2025,"},
		"/complaint/figures/2025/endings-by-organisation-2025.csv": {"withdrawn,percent,band"},
	} {
		status, body := asks(t, h, path)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", path, status)
		}
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("%s doesn't say %q", path, w)
			}
		}
	}
	for _, path := range []string{"/complaint/figures/2026", "/complaint/figures/soon", "/complaint/figures/2025/within-2024.csv"} {
		if status, _ := asks(t, h, path); status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, status)
		}
	}
	h, _ = counted(t, 2025, 5)
	if _, body := asks(t, h, "/complaint/figures"); !strings.Contains(body, "Over dit jaar is niets te tonen") || strings.Contains(body, "Elsewhere nl") {
		t.Error("of 15 complaints something is told")
	}
	h, _ = counted(t, 2026, 40)
	if _, body := asks(t, h, "/complaint/figures"); !strings.Contains(body, "Er zijn nog geen cijfers") {
		t.Error("of a year that goes on something is told")
	}
}

// TestFiguresLook opens the figures and the report in a browser, without script.
func TestFiguresLook(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			h, catalogue := counted(t, 2025, 100)
			options := []webtest.Option{webtest.In(string(lang)), webtest.WithoutScript()}
			if lang == text.NL {
				options = append(options, webtest.Phone())
			}
			w := webtest.Open(t, h, options...)
			for name, path := range map[string]string{"figures": "/complaint/figures", "report": "/complaint/figures/2025"} {
				if got := w.Go(path); got != http.StatusOK {
					t.Fatalf("%s: status %d", path, got)
				}
				if want := text.Key("complaint.figures.reading.differs").In(catalogue.Printer(lang)); !strings.Contains(w.Text("main"), want) {
					t.Errorf("%s doesn't say %q", path, want)
				}
				w.Shot("complaint-" + name + "-" + string(lang))
				w.Axe()
				w.Fits(320)
			}
		})
	}
}
