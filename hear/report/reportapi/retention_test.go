// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"slices"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

type jsonKept struct {
	Kept struct {
		Regime  string  `json:"regime"`
		Until   *string `json:"until"`
		Held    bool    `json:"held"`
		Backups int     `json:"backups"`
	} `json:"kept"`
}

// round lets the time of two years pass, and a round go by.
func (s *site) round() {
	s.t.Helper()
	s.Clock.Pass(2 * 366 * 24 * time.Hour)
	if err := s.Service.Dispose(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// A case is kept while it is open or held; deleted, its receipt is answered as
// any that has no case, its files are gone, and its proof still holds.
func TestRetention(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.Service.Backups = 90
		reporter, filed := s.reporter("x", 10)
		s.officer(reporttest.Ans).open(filed.Case)
		found := reporter.fetch("")
		open := map[string]string{"lookup": reporter.lookup}
		kept := func() jsonKept { return want[jsonKept](t, s.send("", "POST", "/report/api/open", open), 200) }
		if k := kept().Kept; k.Until != nil || k.Held || k.Regime != "report" {
			t.Errorf("while open: %+v", k)
		}
		s.round()
		want[struct{}](t, reporter.say(found, "withdrawal", "", "withdrawn"), 201)
		if k := kept().Kept; k.Until == nil || *k.Until != "2030-03-03" || k.Backups != 90 {
			t.Errorf("after it was withdrawn: %+v, until %v", k, k.Until)
		}
		refuses(t, "released, not held", s.do(reporttest.Ans, filed.Case, "release", map[string]any{}), 409, report.ErrHold)
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "hold", map[string]any{}), 200)
		refuses(t, "held twice", s.do(reporttest.Ans, filed.Case, "hold", map[string]any{}), 409, report.ErrHold)
		refuses(t, "held by a stranger", s.do(reporttest.Dik, filed.Case, "hold", map[string]any{}), 401, org.ErrSignIn)
		s.round()
		if k := kept().Kept; !k.Held {
			t.Errorf("after it was held: %+v", k)
		}
		want[struct{}](t, s.do(reporttest.Bas, filed.Case, "release", map[string]any{}), 200)
		if s.Service.Ledger != nil { // what was just recorded gets its place first
			want[struct{}](t, s.send("", "POST", "/report/api/proof", map[string]any{"lookup": reporter.lookup, "version": 4}), 200)
		}
		s.round()
		s.deleted(t, reporter, found, filed)
	})
}

func (s *site) deleted(t *testing.T, reporter *client, found jsonCase, filed jsonRecorded) {
	t.Helper()
	got := s.send("", "POST", "/report/api/open", map[string]string{"lookup": reporter.lookup})
	none := s.send("", "POST", "/report/api/open", map[string]string{"lookup": reporttest.Keys(t).Lookup.Export()})
	if got.Status != none.Status || string(got.Body) != string(none.Body) {
		t.Errorf("its receipt is answered with %d %s, another with %d %s", got.Status, got.Body, none.Status, none.Body)
	}
	refuses(t, "a message", reporter.say(found, "text", "x", ""), 404, report.ErrNotFound)
	refuses(t, "an officer", s.send(reporttest.Ans, "GET", "/desk/reports/api/cases/"+filed.Case, nil), 404, report.ErrNotFound)
	if ids := s.listed(reporttest.Ans, ""); len(ids) != 0 {
		t.Errorf("the list has %v", ids)
	}
	idle, err := s.Service.Chunks.Idle(t.Context(), s.Clock.Now(), "", 9)
	if err != nil || len(idle) > 0 {
		t.Errorf("files are left: %v, %v", idle, err)
	}
	gone := want[struct {
		Gone []string `json:"gone"`
	}](t, s.send(reporttest.Ans, "POST", "/desk/reports/api/gone", map[string]any{"cases": []string{filed.Case}}), 200)
	if !slices.Equal(gone.Gone, []string{filed.Case}) {
		t.Errorf("gone: %v", gone)
	}
	if s.Service.Ledger == nil {
		return
	}
	p, err := ledger.ParseProof([]byte(filed.Proof))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ledger.ParseKey(s.Service.Ledger.Key())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Verify(key); err != nil {
		t.Errorf("its proof: %v", err)
	}
}
