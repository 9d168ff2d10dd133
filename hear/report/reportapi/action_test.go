// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"testing"
	"time"

	"baken/ground/action"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

type jsonActions struct {
	State   string `json:"state"`
	Actions []struct {
		Number  int     `json:"number"`
		Owner   string  `json:"owner"`
		Due     string  `json:"due"`
		Late    int     `json:"late"`
		Done    *string `json:"done"`
		Dropped *string `json:"dropped"`
		Checks  []struct {
			Months int     `json:"months"`
			Due    string  `json:"due"`
			Made   *string `json:"made"`
			Now    bool    `json:"now"`
		} `json:"checks"`
	} `json:"actions"`
	Waits *struct {
		Step string `json:"step"`
		Due  string `json:"due"`
		Late int    `json:"late"`
	} `json:"waits"`
}

// actions is what an officer sees of them.
func (s *site) actions(who org.PersonID, id string) jsonActions {
	s.t.Helper()
	return want[jsonActions](s.t, s.send(who, "GET", "/desk/reports/api/cases/"+id, nil), 200)
}

// act sends a message about an action.
func (c *client) act(id string, deed map[string]any) answer {
	c.t.Helper()
	found := c.fetch(id)
	body := map[string]any{"message": c.message(found.Epoch, found.NextSeq, "action", map[string]string{"text": "words"}), "deed": deed}
	if c.who == "" {
		body["lookup"] = c.lookup
		return c.send("", "POST", "/report/api/messages", body)
	}
	return c.send(c.who, "POST", "/desk/reports/api/cases/"+id+"/messages", body)
}

// An action goes its way: planned, late, passed on, done, and looked at after
// the case was closed; nothing is closed while it is open.
func TestActions(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, filed := s.reporter("x")
		ans := s.officer(reporttest.Ans)
		ans.open(filed.Case)
		plan := func(owner, due string) map[string]any {
			return map[string]any{"do": "plan", "number": 1, "owner": owner, "due": due}
		}
		refuses(t, "for who isn't of the desk", ans.act(filed.Case, plan("dik", "2026-03-10")), 409, report.ErrNobody)
		refuses(t, "yesterday", ans.act(filed.Case, plan("bas", "2026-03-01")), 422, action.ErrDue)
		reporter.open("")
		refuses(t, "by the reporter", reporter.act("", plan("bas", "2026-03-10")), 409, report.ErrState)
		want[jsonRecorded](t, ans.act(filed.Case, plan("bas", "2026-03-10")), 201)
		refuses(t, "with a number that is taken", ans.act(filed.Case, plan("bas", "2026-03-10")), 409, report.ErrAction)
		seen := s.actions(reporttest.Bas, filed.Case)
		if a := seen.Actions[0]; a.Owner != "bas" || a.Due != "2026-03-10" || a.Late != -8 || seen.State != "answered" {
			t.Errorf("planned: %+v", seen)
		}
		if _, said := reporter.open(""); len(said) != 2 || said[1].Kind != "action" {
			t.Errorf("the reporter reads %v", said)
		}
		found, _ := ans.open(filed.Case)
		refuses(t, "closed with something to do", ans.say(found, "feedback", "x", "closed"), 409, report.ErrActions)

		s.Clock.Pass(9 * 24 * time.Hour)
		late, err := s.Service.Overdue(t.Context(), orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency))
		if err != nil || len(late) != 1 || late[0] != (report.Overdue{Org: orgtest.Agency, Name: late[0].Name, Regime: report.RegimeReport, Days: 1}) {
			t.Errorf("overdue above: %+v, %v", late, err)
		}
		want[struct{}](t, s.do(reporttest.Ans, filed.Case, "exclude", map[string]any{"persons": []string{"bas"}}), 200)
		if a := s.actions(reporttest.Ans, filed.Case).Actions[0]; a.Owner != "desk" || a.Late != 1 {
			t.Errorf("after its owner was excluded: %+v", a)
		}
		s.effects(t, ans, filed.Case)
	})
}

// effects goes on where the action of a case is open, on 11 March 2026.
func (s *site) effects(t *testing.T, ans *client, id string) {
	t.Helper()
	found, _ := ans.open(id)
	want[struct{}](t, ans.rotate(found, reporttest.Ans, reporttest.Cis), 201)
	ans.open(id)
	want[jsonRecorded](t, ans.act(id, map[string]any{"do": "done", "number": 1}), 201)
	refuses(t, "done twice", ans.act(id, map[string]any{"do": "done", "number": 1}), 409, action.ErrOver)
	refuses(t, "looked at once it is done", ans.act(id, map[string]any{"do": "check", "number": 1}), 409, action.ErrEarly)
	found, _ = ans.open(id)
	want[jsonRecorded](t, ans.say(found, "feedback", "x", "closed"), 201)
	seen := s.actions(reporttest.Ans, id)
	if w := seen.Waits; seen.State != "closed" || w == nil || w.Step != "effect" || w.Due != "2026-06-11" {
		t.Errorf("closed: %+v", seen)
	}
	s.Clock.Pass(92 * 24 * time.Hour)
	if !s.actions(reporttest.Ans, id).Actions[0].Checks[0].Now {
		t.Error("the first look can't be made")
	}
	want[jsonRecorded](t, ans.act(id, map[string]any{"do": "check", "number": 1}), 201)
	seen = s.actions(reporttest.Ans, id)
	if c := seen.Actions[0].Checks; seen.State != "closed" || c[0].Made == nil || *c[0].Made != "2026-06-11" || c[1].Now || seen.Waits.Due != "2026-09-11" {
		t.Errorf("looked at: %+v", seen)
	}
}
