// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

func kindsOf(said []seal.Message) (all []string) {
	for _, m := range said {
		all = append(all, m.Kind)
	}
	return all
}

// The whole road: a report with files, read and answered by the desk, a
// request for who it is, an answer, and a withdrawal.
func TestAReportIsReadAndAnswered(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		const size = seal.ChunkSize + 7
		reporter, filed := s.reporter("what happened", size, 0)
		ans, bas := s.officer(reporttest.Ans), s.officer(reporttest.Bas)
		found, said := ans.open(filed.Case)
		if found.State != "new" || found.SealedBy != "browser" || len(said) != 1 || !strings.Contains(string(said[0].Content), "what happened") {
			t.Fatalf("the desk sees %+v %q", found.State, kindsOf(said))
		}
		for _, c := range []*client{ans, reporter} {
			c.open(filed.Case)
			got, err := c.file(found, "reporter", 1, found.Attachments[slices.IndexFunc(found.Attachments, func(a jsonAttachment) bool { return a.Chunks == 2 })], size)
			if err != nil || !bytes.Equal(got, make([]byte, size)) {
				t.Errorf("%q gets %d bytes of the file: %v", c.who, len(got), err)
			}
		}
		want[jsonRecorded](t, ans.say(found, "identity-request", "who are you?", ""), 201)
		seen, said := reporter.open("")
		if diff := cmp.Diff([]string{"report", "identity-request"}, kindsOf(said)); diff != "" || seen.State != "answered" || seen.Messages[1].From != "ans" {
			t.Errorf("the reporter sees %s %s", seen.State, diff)
		}
		if seen.Members["ans"].Name != "" {
			t.Error("the reporter is told the name of an officer")
		}
		want[jsonRecorded](t, reporter.say(seen, "identity-answer", "no", ""), 201)
		found, said = bas.open(filed.Case)
		if diff := cmp.Diff([]string{"report", "identity-request", "identity-answer"}, kindsOf(said)); diff != "" {
			t.Errorf("the other officer sees %s", diff)
		}
		if got := want[problem](t, bas.say(found, "text", "thank you", "closed"), 409); got.Key != report.ErrFeedback.Key() {
			t.Errorf("closed without feedback: got %s", got.Key)
		}
		want[jsonRecorded](t, bas.say(found, "feedback", "this is what we did", "closed", 3), 201)
		seen, _ = reporter.open("")
		want[jsonRecorded](t, reporter.say(seen, "withdrawal", "", "withdrawn"), 201)
		if seen, _ = reporter.open(""); seen.State != "withdrawn" {
			t.Errorf("after withdrawal the state is %s", seen.State)
		}
	})
}

// The independent desk reads every report; a desk elsewhere isn't told that
// there is one.
func TestWhoReadsAReport(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("x")
		s.Appoint(t, reporttest.Dik, "sibling")
		s.Unlock(t, reporttest.Dik)
		if _, said := s.officer(reporttest.Cis).open(filed.Case); len(said) != 1 {
			t.Error("the independent desk can't read the report")
		}
		got := s.send(reporttest.Dik, "GET", "/desk/reports/api/cases/"+filed.Case, nil)
		refuses(t, "another desk", got, 404, report.ErrNotFound)
		refuses(t, "nobody", s.send("", "GET", "/desk/reports/api/cases/"+filed.Case, nil), 401, org.ErrSignIn)
		for who, want := range map[org.PersonID][]string{reporttest.Ans: {filed.Case}, reporttest.Cis: {filed.Case}, reporttest.Dik: nil} {
			if diff := cmp.Diff(want, s.listed(who, "")); diff != "" {
				t.Errorf("%s lists %s", who, diff)
			}
		}
	})
}

// listed gives the cases in an officer's list.
func (s *site) listed(who org.PersonID, query string) (ids []string) {
	s.t.Helper()
	list := want[struct {
		Cases []struct {
			Case    string        `json:"case"`
			Missing []jsonReading `json:"missing"`
		} `json:"cases"`
		Next string `json:"next"`
	}](s.t, s.send(who, "GET", "/desk/reports/api/cases"+query, nil), 200)
	for _, c := range list.Cases {
		ids = append(ids, c.Case)
	}
	return ids
}

// The proof that comes with an answer verifies offline, and is about this very
// envelope.
func TestAnAnswerCarriesItsProof(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			s := open(t, engine)
			reporter, filed := s.reporter("x")
			seen, _ := reporter.open("")
			said := want[jsonRecorded](t, reporter.say(seen, "correction", "y", ""), 201)
			seen, _ = reporter.open("")
			for i, text := range []string{filed.Proof, said.Proof} {
				proof, err := ledger.ParseProof([]byte(text))
				if err != nil {
					t.Fatalf("proof %d: %v in %q", i, err, text)
				}
				key, err := ledger.ParseKey(s.Service.Ledger.Key())
				if err != nil {
					t.Fatal(err)
				}
				if _, _, err := proof.Verify(key); err != nil {
					t.Errorf("proof %d: %v", i, err)
				}
				if proof.Record != filed.Case || proof.Payload != ledger.DigestOf(seen.Messages[i].Envelope) {
					t.Errorf("proof %d is about something else: %+v", i, proof.Shown)
				}
			}
			later := want[jsonRecorded](t, s.send("", "POST", "/report/api/proof", map[string]any{"lookup": reporter.lookup, "version": 1}), 200)
			if later.Proof == "" {
				t.Error("the proof can't be asked for later")
			}
			refuses(t, "a version that isn't there", s.send("", "POST", "/report/api/proof", map[string]any{"lookup": reporter.lookup, "version": 9}), 404, report.ErrNotFound)
		})
	}
}

func TestTheListPages(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for n := range 53 {
			c, events := reporttest.Draft(reporttest.IDOf(n), "agency")
			c.Last = c.Last.Add(time.Duration(n/2) * time.Minute) // some at the same instant
			if err := s.store.Submit(t.Context(), org.Public(), c, events); err != nil {
				t.Fatal(err)
			}
		}
		type page struct {
			Cases []struct {
				Case string `json:"case"`
			} `json:"cases"`
			Next string `json:"next"`
		}
		first := want[page](t, s.send(reporttest.Ans, "GET", "/desk/reports/api/cases", nil), 200)
		second := want[page](t, s.send(reporttest.Ans, "GET", "/desk/reports/api/cases?page="+first.Next, nil), 200)
		if len(first.Cases) != 50 || len(second.Cases) != 3 || second.Next != "" {
			t.Errorf("pages of %d and %d, then %q", len(first.Cases), len(second.Cases), second.Next)
		}
		seen := map[string]bool{}
		for _, c := range append(first.Cases, second.Cases...) {
			seen[c.Case] = true
		}
		if len(seen) != 53 {
			t.Errorf("%d of 53 cases are on the pages", len(seen))
		}
		if got := s.listed(reporttest.Ans, "?state=closed"); got != nil {
			t.Errorf("closed: %v", got)
		}
		refuses(t, "of another organisation", s.send(reporttest.Ans, "GET", "/desk/reports/api/cases?org=sibling", nil), 404, report.ErrNotFound)
	})
}
