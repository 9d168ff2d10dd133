// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

func caseIn(state report.State) report.Case {
	return report.Case{Head: report.Head{ID: reporttest.IDOf(1), Version: 3, Org: orgtest.Agency, State: state, Messages: 2, Epoch: 1}}
}

func TestStates(t *testing.T) {
	const officer report.Party = "robin"
	for _, tc := range []struct {
		rule string
		was  report.State
		by   report.Party
		to   report.State
		want report.State // empty: refused
	}{
		{"the desk answers a new report", report.New, officer, "", report.Answered},
		{"the desk says that it has read it", report.New, officer, report.Acknowledged, report.Acknowledged},
		{"the desk closes it with an answer", report.Answered, officer, report.Closed, report.Closed},
		{"the desk opens it again with an answer", report.Closed, officer, "", report.Answered},
		{"the desk can't make it new", report.Answered, officer, report.New, ""},
		{"the desk can't withdraw it", report.Answered, officer, report.Withdrawn, ""},
		{"the desk may answer what was withdrawn", report.Withdrawn, officer, "", report.Withdrawn},
		{"the desk can't open what was withdrawn", report.Withdrawn, officer, report.Answered, ""},
		{"the reporter adds something", report.Answered, report.Reporter, "", report.Answered},
		{"what the reporter adds opens it again", report.Closed, report.Reporter, "", report.Acknowledged},
		{"the reporter withdraws", report.New, report.Reporter, report.Withdrawn, report.Withdrawn},
		{"the reporter withdraws what is closed", report.Closed, report.Reporter, report.Withdrawn, report.Withdrawn},
		{"what was withdrawn stays so", report.Withdrawn, report.Reporter, "", report.Withdrawn},
		{"the reporter can't close it", report.New, report.Reporter, report.Closed, ""},
	} {
		c := caseIn(tc.was)
		_, err := c.Say(report.Message{Seq: 3, Epoch: 1, From: tc.by, At: orgtest.Now}, nil, tc.to)
		if tc.want == "" {
			if !errors.Is(err, report.ErrState) {
				t.Errorf("%s: got %s, %v, want ErrState", tc.rule, c.State, err)
			}
			continue
		}
		if err != nil || c.State != tc.want || c.LastFrom != tc.by.Side() || !c.Last.Equal(orgtest.Now) || c.Messages != 3 {
			t.Errorf("%s: got %+v, %v, want %s", tc.rule, c.Head, err, tc.want)
		}
	}
}

// Nothing is closed before the reporter has heard what was done, and nothing
// that he wrote is the last word.
func TestClosingTakesFeedback(t *testing.T) {
	const officer report.Party = "robin"
	say := func(c *report.Case, from report.Party, feedback bool, to report.State) error {
		m := report.Message{Seq: c.Next(), Epoch: c.Epoch, From: from, At: orgtest.Now, Feedback: feedback}
		_, err := c.Say(m, nil, to)
		return err
	}
	c, _ := report.File(report.Case{Epochs: make([]report.Epoch, 1), Said: make([]report.Message, 1)}, orgtest.Now)
	if _, err := c.Move(report.Closed, c.Version, orgtest.Now); !errors.Is(err, report.ErrFeedback) {
		t.Errorf("a new report: got %v, want ErrFeedback", err)
	}
	if err := say(&c, officer, false, ""); err != nil {
		t.Fatal(err)
	}
	if err := say(&c, officer, false, report.Closed); !errors.Is(err, report.ErrFeedback) {
		t.Errorf("with an answer that isn't feedback: got %v, want ErrFeedback", err)
	}
	if err := say(&c, report.Reporter, true, ""); !errors.Is(err, report.ErrState) {
		t.Errorf("feedback by the reporter: got %v, want ErrState", err)
	}
	if err := say(&c, officer, true, ""); err != nil {
		t.Fatal(err)
	}
	if err := say(&c, report.Reporter, false, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Move(report.Closed, c.Version, orgtest.Now); !errors.Is(err, report.ErrFeedback) {
		t.Errorf("after the reporter wrote again: got %v, want ErrFeedback", err)
	}
	if err := say(&c, officer, true, report.Closed); err != nil || c.State != report.Closed {
		t.Errorf("feedback that closes: %s, %v", c.State, err)
	}
	if err := say(&c, report.Reporter, false, ""); err != nil || c.State != report.Acknowledged || c.Awaits.IsZero() {
		t.Errorf("written after closing: %+v, %v, want it open and waiting", c.Head, err)
	}
}

// In any order of messages and moves nothing is closed while somebody waits, or
// while an action is open.
func TestNobodyWaitsInWhatIsClosed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, _ := report.File(report.Case{Epochs: make([]report.Epoch, 1), Said: make([]report.Message, 1)}, orgtest.Now)
		states := append(report.States(), "")
		told := false // the desk gave feedback after the reporter's last message
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			to := rapid.SampledFrom(states).Draw(t, "to")
			m := report.Message{Seq: c.Next(), Epoch: 1, At: orgtest.Now, From: report.Reporter, Feedback: rapid.Bool().Draw(t, "feedback")}
			if rapid.Bool().Draw(t, "by the desk") {
				m.From = "robin"
			}
			if m.From != report.Reporter {
				m.Deed = anyDeed(t, c)
			}
			if rapid.Bool().Draw(t, "move") {
				_, _ = c.Move(to, c.Version, orgtest.Now)
			} else if _, err := c.Say(m, nil, to); err == nil {
				told = m.From != report.Reporter && (told || m.Feedback)
			}
			if c.State == report.Closed && !told {
				t.Fatalf("closed without feedback: %+v", c.Head)
			}
			if c.State == report.Closed && len(c.Actions.Open()) > 0 {
				t.Fatalf("closed with something to be done: %+v", c.Head)
			}
		}
	})
}

func first(all []report.Wait) (report.Wait, bool) {
	if len(all) == 0 {
		return report.Wait{}, false
	}
	return all[0], true
}

func TestWaits(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tc := range []struct {
		rule string
		head report.Head
		step report.Step
		due  string
		late civil.Days // on 2026-03-04
	}{
		{"seven days to read, from the Dutch day", report.Head{State: report.New, Submitted: at("2026-02-20T23:30:00Z"), Awaits: at("2026-02-20T23:30:00Z")}, report.StepRead, "2026-02-28", 4},
		{"three months for feedback, that end with a short month", report.Head{State: report.Acknowledged, Awaits: at("2025-11-30T10:00:00Z")}, report.StepFeedback, "2026-02-28", 4},
		{"a promise isn't rolled over: 7 March is a Saturday", report.Head{State: report.New, Submitted: at("2026-02-28T10:00:00Z")}, report.StepRead, "2026-03-07", -3},
		{"who has feedback waits for nothing", report.Head{State: report.Answered}, "", "", 0},
		{"nor who withdrew", report.Head{State: report.Withdrawn, Awaits: at("2025-11-30T10:00:00Z")}, "", "", 0},
	} {
		w, waits := first(report.Promise().Waits(tc.head))
		if !waits && tc.step == "" {
			continue
		}
		if w.Step != tc.step || w.Due.Date.String() != tc.due || w.Late(civil.MustParse("2026-03-04")) != tc.late {
			t.Errorf("%s: got %s by %s, %d days late, want %s by %s, %d", tc.rule, w.Step, w.Due.Date, w.Late(civil.MustParse("2026-03-04")), tc.step, tc.due, tc.late)
		}
	}
}

func TestPlaces(t *testing.T) {
	for _, tc := range []struct {
		seq, epoch int64
		want       error
	}{{3, 1, nil}, {2, 1, report.ErrSequence}, {4, 1, report.ErrSequence}, {0, 1, report.ErrSequence}, {3, 2, report.ErrEpoch}, {3, 0, report.ErrEpoch}} {
		c := caseIn(report.New)
		_, err := c.Say(report.Message{Seq: tc.seq, Epoch: tc.epoch, From: report.Reporter}, nil, "")
		if !errors.Is(err, tc.want) {
			t.Errorf("message %d of epoch %d: got %v, want %v", tc.seq, tc.epoch, err, tc.want)
		}
	}
}

func TestMoves(t *testing.T) {
	c := caseIn(report.New)
	if _, err := c.Move(report.Closed, 2, orgtest.Now); !errors.Is(err, report.ErrStale) {
		t.Errorf("over an older version: got %v, want ErrStale", err)
	}
	if _, err := c.Move(report.Acknowledged, 3, orgtest.Now); err != nil || c.State != report.Acknowledged {
		t.Errorf("got %s, %v", c.State, err)
	}
	if _, err := c.Move("elsewhere", 3, orgtest.Now); !errors.Is(err, report.ErrState) {
		t.Errorf("to no state: got %v, want ErrState", err)
	}
}

func TestEpochs(t *testing.T) {
	for number, want := range map[int64]error{0: report.ErrEpoch, 1: report.ErrEpoch, 2: nil, 3: report.ErrEpoch} {
		c := caseIn(report.New)
		if _, err := c.Rotate(report.Epoch{Number: number}); !errors.Is(err, want) {
			t.Errorf("epoch %d after 1: got %v, want %v", number, err, want)
		}
		if want == nil && c.Epoch != 2 {
			t.Errorf("the epoch is %d", c.Epoch)
		}
	}
	for number, want := range map[int64]error{0: report.ErrEpochs, 1: nil, 2: report.ErrEpochs} {
		c := caseIn(report.New)
		if _, err := c.Share([]report.Grant{{Epoch: number}}); !errors.Is(err, want) {
			t.Errorf("a grant of epoch %d: got %v, want %v", number, err, want)
		}
	}
}

// A desk slows down, by no more than it says, and takes everything.
func TestPace(t *testing.T) {
	clock := orgtest.NewClock()
	s := report.NewService(report.Config{Now: clock.Now, Pace: report.Pace{PerSecond: 10, Burst: 5, Longest: 2 * time.Second}})
	var waits []string
	for range 8 {
		waits = append(waits, s.Delay("a").String())
	}
	if got := fmt.Sprint(waits); got != "[0s 0s 0s 0s 0s 100ms 200ms 300ms]" {
		t.Errorf("waits %s", got)
	}
	for range 1000 {
		if wait := s.Delay("a"); wait > 2*time.Second {
			t.Fatalf("a report waits %s", wait)
		}
	}
	if wait := s.Delay("b"); wait != 0 {
		t.Errorf("another desk waits %s", wait)
	}
	clock.Pass(2500 * time.Millisecond)
	if wait := s.Delay("a"); wait != 0 {
		t.Errorf("after the flood a report waits %s", wait)
	}
}

// The independent desk is told from all others by the policy alone.
func TestWhoMay(t *testing.T) {
	policy := orgtest.Policy(t, report.Rules())
	for _, role := range org.Roles() {
		for _, at := range []org.ID{orgtest.Crown, orgtest.Ministry, orgtest.Agency, orgtest.Sibling} {
			as := orgtest.Actor(t, role, at)
			for _, act := range []org.Action{report.View, report.Answer, report.Share, report.Oversee} {
				got := policy.Decide(as, act, org.Of(report.TypeReport, "r", orgtest.Agency)).Allowed
				if want := role == org.IntakeOfficer && at == orgtest.Agency; got != want {
					t.Errorf("%s of %s: %s is %v", role, at, act, got)
				}
			}
		}
	}
	for _, as := range []org.Actor{org.Public(), org.System("test"), {}} {
		if policy.Decide(as, report.View, org.Of(report.TypeReport, "r", orgtest.Agency)).Allowed {
			t.Errorf("%s may view a report", as)
		}
	}
}
