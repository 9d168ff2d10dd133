// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/hear/report"
	"baken/hear/report/reporttest"
	"baken/internal/db"
)

func again[T any](t *testing.T, raw string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A browser whose line broke sends the same report again: it is filed once.
func TestTheSameReportAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, first := s.reporter("x", 10)
		body := again[jsonFiling](t, reporter.filed)
		second := want[jsonRecorded](t, s.send("", "POST", "/report/api/cases", body), 201)
		if diff := cmp.Diff(first, second, ignoreProof()); diff != "" {
			t.Errorf("the same report again: %s", diff)
		}
		seen, _ := reporter.open("")
		want[jsonRecorded](t, reporter.say(seen, "text", "more", ""), 201)
		want[jsonRecorded](t, s.send("", "POST", "/report/api/cases", body), 201) // also once the case went on
		for what, change := range map[string]func(*jsonFiling){
			"another envelope":   func(f *jsonFiling) { f.Message.Envelope = append(f.Message.Envelope, 'x') },
			"another key":        func(f *jsonFiling) { f.Epoch.SealedKey = append(f.Epoch.SealedKey, 'x') },
			"other files":        func(f *jsonFiling) { f.Attachments = nil },
			"another case by it": func(f *jsonFiling) { f.Case = db.NewID() },
			"another receipt":    func(f *jsonFiling) { f.Lookup = reporttest.Keys(t).Lookup.Export() },
		} {
			other := again[jsonFiling](t, reporter.filed)
			change(&other)
			refuses(t, what, s.send("", "POST", "/report/api/cases", other), 409, report.ErrTaken)
		}
		if ids := s.listed(reporttest.Ans, ""); len(ids) != 1 {
			t.Errorf("%d cases are kept, want 1", len(ids))
		}
	})
}

func ignoreProof() cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Proof" }, cmp.Ignore())
}

// Many send the same report at once, as an impatient browser would.
func TestTheSameReportAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		keys := reporttest.Keys(t)
		c := s.officer("")
		c.identity, c.signing, c.lookup = keys.Identity, keys.Signing, keys.Lookup.Export()
		body := c.filing("x")
		var crowd sync.WaitGroup
		for range 8 {
			crowd.Go(func() {
				if got := s.send("", "POST", "/report/api/cases", body); got.Status != 201 {
					t.Errorf("got %d %s", got.Status, got.Body)
				}
			})
		}
		crowd.Wait()
		if ids := s.listed(reporttest.Ans, ""); len(ids) != 1 {
			t.Errorf("%d cases are kept, want 1", len(ids))
		}
	})
}

// Two officers answer at once: one is first, the other is told the next place
// and seals again.
func TestTwoAnswerAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		_, filed := s.reporter("x")
		ans, bas := s.officer(reporttest.Ans), s.officer(reporttest.Bas)
		a, _ := ans.open(filed.Case)
		b, _ := bas.open(filed.Case)
		var both sync.WaitGroup
		got := make([]answer, 2)
		both.Go(func() { got[0] = ans.say(a, "text", "from Ans", "") })
		both.Go(func() { got[1] = bas.say(b, "text", "from Bas", "") })
		both.Wait()
		if got[0].Status > got[1].Status {
			got[0], got[1] = got[1], got[0]
			ans, bas = bas, ans
		}
		want[jsonRecorded](t, got[0], 201)
		p := refuses(t, "the second", got[1], 409, report.ErrSequence)
		if p.Args.Next != 3 || p.Args.Epoch != 1 {
			t.Errorf("the next place is said to be %d in epoch %d", p.Args.Next, p.Args.Epoch)
		}
		b.NextSeq = p.Args.Next
		want[jsonRecorded](t, bas.say(b, "text", "again", ""), 201)
		if _, said := ans.open(filed.Case); len(said) != 3 {
			t.Errorf("%d messages, want 3", len(said))
		}
	})
}

// The same message again is the same place; another one there isn't.
func TestTheSameMessageAgain(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		reporter, filed := s.reporter("x")
		seen, _ := reporter.open("")
		body := jsonSaying{Lookup: reporter.lookup, Message: reporter.message(1, 2, "text", map[string]string{"text": "more"})}
		first := want[jsonRecorded](t, s.send("", "POST", "/report/api/messages", body), 201)
		second := want[jsonRecorded](t, s.send("", "POST", "/report/api/messages", body), 201)
		if diff := cmp.Diff(first, second, ignoreProof()); diff != "" {
			t.Errorf("the same message again: %s", diff)
		}
		refuses(t, "another one there", reporter.say(seen, "text", "other", ""), 409, report.ErrSequence)
		body.Lookup = ""
		got := s.send(reporttest.Ans, "POST", "/desk/reports/api/cases/"+filed.Case+"/messages", body)
		refuses(t, "the reporter's words from an officer", got, 409, report.ErrSequence)
	})
}
