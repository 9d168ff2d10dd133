// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"slices"
	"testing"
	"time"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

type jsonHandling struct {
	Version   int64  `json:"version"`
	State     string `json:"state"`
	HandledBy string `json:"handledBy"`
	Handler   string `json:"handler"`
	Excluded  []struct {
		ID string `json:"id"`
	} `json:"excluded"`
	Clocks []struct {
		Regime  string `json:"regime"`
		Step    string `json:"step"`
		Due     string `json:"due"`
		Late    int    `json:"late"`
		Warning string `json:"warning"`
		Steps   []struct {
			Code    string   `json:"code"`
			Article string   `json:"article"`
			Passed  []string `json:"passed"`
		} `json:"steps"`
	} `json:"clocks"`
}

// handling is what an officer sees of how a case is handled.
func (s *site) handling(who org.PersonID, id string) jsonHandling {
	s.t.Helper()
	return want[jsonHandling](s.t, s.send(who, "GET", "/desk/reports/api/cases/"+id, nil), 200)
}

// do changes how a case is handled, over the version that it has.
func (s *site) do(who org.PersonID, id, what string, body map[string]any) answer {
	s.t.Helper()
	c, err := s.Service.Store.Find(s.t.Context(), org.System("test"), report.ID(id))
	if err != nil {
		s.t.Fatal(err)
	}
	body["version"] = c.Version
	return s.send(who, "POST", "/desk/reports/api/cases/"+id+"/"+what, body)
}

// Who is excluded sees nothing more of the case, at once, and can't open what
// comes later.
func TestRecusal(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, filed := s.reporter("before")
		ans, bas := s.officer(reporttest.Ans), s.officer(reporttest.Bas)
		bas.open(filed.Case)
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "assign", map[string]any{"to": "bas"}), 200)
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "exclude", map[string]any{"persons": []string{"bas"}}), 200)
		if seen := s.handling(reporttest.Ans, filed.Case); seen.Handler != "" || len(seen.Excluded) != 1 || seen.HandledBy != "agency" {
			t.Errorf("after he was excluded: %+v", seen)
		}
		for _, path := range []string{"", "/attachments/" + "0123456789abcdef0123456789abcdef/0"} {
			refuses(t, "who is excluded, "+path, s.send(reporttest.Bas, "GET", "/desk/reports/api/cases/"+filed.Case+path, nil), 404, report.ErrNotFound)
		}
		for what, body := range map[string]map[string]any{
			"state": {"state": "acknowledged"}, "triage": {"tracks": []map[string]any{{"regime": "signal", "since": "2026-03-02"}}},
			"assign": {"to": ""}, "admit": {"person": "bas"}, "exclude": {"persons": []string{"ans"}}, "hand": {"desk": "crown"},
		} {
			refuses(t, what+" by who is excluded", s.do(reporttest.Bas, filed.Case, what, body), 404, report.ErrNotFound)
		}
		if got := s.listed(reporttest.Bas, ""); len(got) > 0 {
			t.Errorf("who is excluded lists %v", got)
		}
		type jsonGone struct {
			Gone []string `json:"gone"`
		}
		for who, n := range map[org.PersonID]int{reporttest.Ans: 0, reporttest.Bas: 1} {
			asked := map[string]any{"cases": []string{filed.Case}}
			if got := want[jsonGone](t, s.send(who, "POST", "/desk/reports/api/gone", asked), 200).Gone; len(got) != n {
				t.Errorf("%s is to forget %v", who, got)
			}
		}
		refuses(t, "to who is excluded", s.do(reporttest.Ans, filed.Case, "assign", map[string]any{"to": "bas"}), 409, report.ErrNobody)

		found, _ := ans.open(filed.Case)
		refuses(t, "an epoch with who is excluded", ans.rotate(found, reporttest.Ans, reporttest.Bas, reporttest.Cis), 409, report.ErrRecipients)
		want[struct{}](t, ans.rotate(found, reporttest.Ans, reporttest.Cis), 201)
		refuses(t, "a key for who is excluded", ans.share(found, reporttest.Bas, 1), 409, report.ErrRecipients)
		seen, _ := reporter.open("")
		want[jsonRecorded](t, reporter.say(seen, "text", "after", ""), 201)
		if later, _ := s.Service.Store.Find(t.Context(), org.System("test"), report.ID(filed.Case)); slices.Contains(later.Readers(2), s.refOf(reporttest.Bas)) {
			t.Error("what came later is sealed to who is excluded")
		}

		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "admit", map[string]any{"person": "bas"}), 200)
		if got := s.listed(reporttest.Bas, ""); len(got) != 1 {
			t.Errorf("who is admitted again lists %v", got)
		}
	})
}

// When nobody of the local desk is left, the independent desk has the case; it
// alone gives it back.
func TestTakeover(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("about the desk")
		_, other := s.reporter("another")
		want[struct{}](t, s.do(reporttest.Bas, filed.Case, "exclude", map[string]any{"persons": []string{"ans", "bas"}}), 200)
		seen := s.handling(reporttest.Cis, filed.Case)
		if seen.HandledBy != "crown" || len(seen.Excluded) != 2 {
			t.Errorf("after all were excluded: %+v", seen)
		}
		refuses(t, "back to a desk with nobody", s.do(reporttest.Cis, filed.Case, "hand", map[string]any{"desk": "agency"}), 409, report.ErrNobody)
		refuses(t, "the last one", s.do(reporttest.Cis, filed.Case, "exclude", map[string]any{"persons": []string{"cis"}}), 409, report.ErrNobody)

		refuses(t, "to another desk", s.do(reporttest.Ans, other.Case, "hand", map[string]any{"desk": "sibling"}), 409, report.ErrHand)
		want[struct{}](t, s.do(reporttest.Ans, other.Case, "hand", map[string]any{"desk": "crown"}), 200)
		refuses(t, "the local desk, after it gave the case away", s.send(reporttest.Ans, "GET", "/desk/reports/api/cases/"+other.Case, nil), 404, report.ErrNotFound)
		refuses(t, "back by the local desk", s.do(reporttest.Ans, other.Case, "hand", map[string]any{"desk": "agency"}), 404, report.ErrNotFound)
		if got := s.listed(reporttest.Ans, ""); len(got) > 0 {
			t.Errorf("the local desk lists %v", got)
		}
		if got := s.listed(reporttest.Cis, "?org=agency"); len(got) != 2 {
			t.Errorf("the independent desk lists %v", got)
		}
		cis := s.officer(reporttest.Cis)
		found, said := cis.open(other.Case)
		if len(said) != 1 {
			t.Errorf("the independent desk reads %d messages", len(said))
		}
		refuses(t, "an epoch with the local desk", cis.rotate(found, reporttest.Ans, reporttest.Bas, reporttest.Cis), 409, report.ErrRecipients)
		want[struct{}](t, cis.rotate(found, reporttest.Cis), 201)
		want[struct{}](t, s.do(reporttest.Cis, other.Case, "hand", map[string]any{"desk": "agency"}), 200)
		if got := s.listed(reporttest.Ans, ""); !slices.Equal(got, []string{other.Case}) {
			t.Errorf("after it was given back the local desk lists %v", got)
		}
	})
}

// Each regime has its own clock, and each clock says why.
func TestTriage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("x")
		tracks := []map[string]any{{"regime": "complaint", "since": "2026-03-02", "committee": true}, {"regime": "whistleblower", "since": "2026-03-02"}}
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "triage", map[string]any{"tracks": tracks}), 200)
		refuses(t, "a complaint taken away", s.do(reporttest.Ans, filed.Case, "triage", map[string]any{"tracks": tracks[1:]}), 409, report.ErrTracks)
		seen := s.handling(reporttest.Ans, filed.Case)
		if len(seen.Clocks) != 2 || seen.Clocks[0].Due != "2026-03-09" || seen.Clocks[1].Due != "2026-05-11" || seen.Clocks[1].Steps[0].Article != "Awb 9:11 lid 1" {
			t.Errorf("clocks %+v", seen.Clocks)
		}
		s.Clock.Pass(8 * 24 * time.Hour)
		manager := orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency)
		late, err := s.Service.Overdue(t.Context(), manager)
		if err != nil || len(late) != 1 || late[0].Regime != report.RegimeWhistleblower || late[0].Days != 1 || late[0].Org != orgtest.Agency {
			t.Errorf("overdue above: %+v, %v", late, err)
		}
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "end", map[string]any{"regime": "complaint", "outcome": "settled"}), 200)
		refuses(t, "ended twice", s.do(reporttest.Ans, filed.Case, "end", map[string]any{"regime": "complaint", "outcome": "settled"}), 422, report.ErrRegime)
	})
}

// Who steers an organisation, or one above it, sees what is late; nobody else
// does. The hour that a night in March lacks makes nothing late unseen.
func TestWhoSeesWhatIsOverdue(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.Clock.Pass(time.Date(2026, time.March, 22, 23, 30, 0, 0, time.UTC).Sub(s.Clock.Now())) // 00:30 on the 23rd in Amsterdam
		_, filed := s.reporter("x")
		s.Clock.Pass(8*24*time.Hour - time.Hour - 20*time.Minute) // 00:10 on the 31st, summer time
		for rule, tc := range map[string]struct {
			as   org.Actor
			want int
			err  error
		}{
			"the manager":         {orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency), 1, nil},
			"one above":           {orgtest.Actor(t, org.Controller, orgtest.Ministry), 1, nil},
			"one beside":          {orgtest.Actor(t, org.ProgrammeManager, orgtest.Sibling), 0, nil},
			"an officer":          {orgtest.Actor(t, org.IntakeOfficer, orgtest.Agency), 0, org.ErrForbidden},
			"an administrator":    {orgtest.Actor(t, org.Administrator, orgtest.Crown), 0, org.ErrForbidden},
			"who isn't signed in": {org.Public(), 0, org.ErrForbidden},
		} {
			late, err := s.Service.Overdue(t.Context(), tc.as)
			if len(late) != tc.want || (err == nil) != (tc.err == nil) {
				t.Errorf("%s: %+v, %v", rule, late, err)
			}
			if len(late) > 0 && late[0].Days != 1 {
				t.Errorf("%s: %d days", rule, late[0].Days)
			}
		}
		if got := s.listed(reporttest.Ans, "?late=1"); !slices.Equal(got, []string{filed.Case}) {
			t.Errorf("the desk's late ones: %v", got)
		}
	})
}

func (s *site) refOf(id org.PersonID) report.Ref {
	return report.RefOf(s.Rings[id].Identity.Recipient().String())
}

// Who substitutes finds the cases of who is away among his own, until that one
// is back.
func TestSubstitute(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("x")
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "assign", map[string]any{"to": "ans"}), 200)
		leave := func(back any, substitute string) answer {
			return s.send(reporttest.Ans, "POST", "/desk/reports/api/leave", map[string]any{"back": back, "substitute": substitute})
		}
		if got := s.listed(reporttest.Bas, "?handler=me"); len(got) > 0 {
			t.Errorf("before, Bas handles %v", got)
		}
		refuses(t, "back today", leave("2026-03-02", "bas"), 422, report.ErrBack)
		refuses(t, "by oneself", leave("2026-03-10", "ans"), 409, report.ErrNobody)
		refuses(t, "by another desk", leave("2026-03-10", "cis"), 409, report.ErrNobody)
		want[struct{}](t, leave("2026-03-10", "bas"), 204)
		if got := s.listed(reporttest.Bas, "?handler=me"); !slices.Equal(got, []string{filed.Case}) {
			t.Errorf("while Ans is away Bas handles %v", got)
		}
		want[struct{}](t, leave(nil, ""), 204)
		if got := s.listed(reporttest.Bas, "?handler=me"); len(got) > 0 {
			t.Errorf("after Ans came back early Bas handles %v", got)
		}
		want[struct{}](t, leave("2026-03-04", "bas"), 204)
		s.Clock.Pass(48 * time.Hour)
		if got := s.listed(reporttest.Bas, "?handler=me"); len(got) > 0 {
			t.Errorf("on the day that Ans is back Bas handles %v", got)
		}
		if got := s.listed(reporttest.Ans, "?handler=me"); len(got) != 1 {
			t.Errorf("and Ans %v", got)
		}
	})
}
