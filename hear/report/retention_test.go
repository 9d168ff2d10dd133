// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

func noon(s string) time.Time {
	d := civil.MustParse(s)
	return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
}

// Days are worked by hand: 2028 is a leap year, 2030 isn't.
func TestKeeps(t *testing.T) {
	gone := report.Track{Regime: report.RegimeComplaint, Since: civil.MustParse("2026-03-02"), Ended: civil.MustParse("2026-03-20")}
	for _, tc := range []struct {
		rule   string
		ended  time.Time
		tracks []report.Track
		want   string // regime and last day
	}{
		{"open", time.Time{}, nil, "report "},
		{"not triaged: as a report", noon("2026-03-02"), nil, "report 2028-03-02"},
		{"from the last day of February", noon("2028-02-29"), nil, "report 2030-02-28"},
		{"late at night it is the next day in Amsterdam", time.Date(2026, 3, 2, 23, 30, 0, 0, time.UTC), nil, "report 2028-03-03"},
		{"a signal", noon("2026-03-02"), []report.Track{track(report.RegimeSignal, "2026-03-02")}, "signal 2028-03-02"},
		{"the longest of two", noon("2026-03-02"), []report.Track{track(report.RegimeReport, "2026-03-02"), track(report.RegimeWhistleblower, "2026-03-02")}, "whistleblower 2031-03-02"},
		{"what it was by law", noon("2026-03-02"), []report.Track{gone, track(report.RegimeReport, "2026-03-02")}, "complaint 2031-03-02"},
	} {
		k := report.DefaultRetention().Keeps(report.Head{State: report.Closed, Ended: tc.ended, Tracks: tc.tracks})
		until := ""
		if !k.Until.IsZero() {
			until = k.Until.String()
		}
		if got := string(k.Regime) + " " + until; got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.rule, got, tc.want)
		}
	}
}

func TestDeletionSaysItsRule(t *testing.T) {
	own := report.Retention{report.RegimeReport: civil.Months(18)}.Or(report.DefaultRetention())
	c := caseIn(report.Closed)
	c.Ended = noon("2026-03-02")
	for _, day := range []string{"2026-03-02", "2027-09-02"} {
		if _, err := c.Delete(own, civil.MustParse(day)); !errors.Is(err, report.ErrKept) {
			t.Errorf("on %s: got %v, want ErrKept", day, err)
		}
	}
	events, err := c.Delete(own, civil.MustParse("2027-09-03"))
	want := []ledger.Event{{Verb: "report.deleted", Note: map[string]string{"rule": "report", "ended": "2026-03-02", "until": "2027-09-02", "days": "549"}}}
	if diff := cmp.Diff(want, events); err != nil || diff != "" {
		t.Errorf("the day after: %v %s", err, diff)
	}
	if _, err := c.Hold(c.Version - 1); !errors.Is(err, report.ErrStale) {
		t.Errorf("held over another version: %v", err)
	}
	if _, err := c.Release(c.Version); !errors.Is(err, report.ErrHold) {
		t.Errorf("released what isn't held: %v", err)
	}
	if _, err := c.Hold(c.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Hold(c.Version); !errors.Is(err, report.ErrHold) {
		t.Errorf("held twice: %v", err)
	}
	if _, err := c.Delete(own, civil.MustParse("2099-01-01")); !errors.Is(err, report.ErrKept) {
		t.Errorf("held: got %v, want ErrKept", err)
	}
	if _, err := c.Release(c.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Delete(own, civil.MustParse("2027-09-03")); err != nil {
		t.Errorf("released: %v", err)
	}
}

// Whatever is done to a case: it has ended exactly when nothing more is done
// with it, and not before the last message.
func TestACaseHasEndedWhenItIsOver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := caseIn(report.New)
		at := orgtest.Now
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			at = at.Add(time.Hour)
			to := rapid.SampledFrom(append(report.States(), "")).Draw(t, "to")
			from := rapid.SampledFrom([]report.Party{report.Reporter, "ans"}).Draw(t, "from")
			m := report.Message{Seq: c.Next(), Epoch: 1, From: from, At: at, Feedback: from != report.Reporter && rapid.Bool().Draw(t, "feedback")}
			var err error
			if rapid.Bool().Draw(t, "say") {
				_, err = c.Say(m, nil, to)
			} else {
				_, err = c.Move(to, c.Version, at)
			}
			over := c.State == report.Closed || c.State == report.Withdrawn
			if over == c.Ended.IsZero() || (over && c.Ended.Before(c.Last)) || (over && err == nil && !c.Ended.Equal(at)) {
				t.Fatalf("%v: %+v", err, c.Head)
			}
		}
	})
}

// kept is a case of a made-up past in a store.
func kept(t testing.TB, s report.Store, n int, change func(*report.Head)) report.ID {
	c, events := reporttest.Draft(reporttest.IDOf(n), orgtest.Agency)
	err := s.Submit(t.Context(), org.Public(), c, events)
	if err == nil {
		err = s.Update(t.Context(), org.System("test"), c.ID, func(c *report.Case) ([]ledger.Event, error) {
			change(&c.Head)
			return nil, nil
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.ID
}

// Of any cases: none that is open, held or not due is deleted, and none that
// is due stays. What is due is worked out here by other means.
func TestDisposeDeletesWhatIsDueAndNothingElse(t *testing.T) {
	lengths := map[report.Regime]int{} // in months
	for _, r := range report.Regimes() {
		lengths[r] = 24
	}
	lengths[report.RegimeComplaint], lengths[report.RegimeWhistleblower] = 60, 60
	lengths[report.RegimeReport], lengths[report.RegimeSignal] = 1, 1
	rapid.Check(t, func(rt *rapid.T) {
		store := reporttest.New()
		h := reporttest.NewHouse(t, store, reporttest.NewChunks(), nil)
		h.Service.Retention = report.Retention{report.RegimeReport: civil.Months(1), report.RegimeSignal: civil.Months(1)}.Or(report.DefaultRetention())
		today := civil.On(h.Clock.Now())
		var want []report.ID
		for n := range rapid.IntRange(0, 12).Draw(rt, "cases") {
			state := rapid.SampledFrom([]report.State{report.Answered, report.Closed, report.Withdrawn}).Draw(rt, "state")
			held := rapid.Bool().Draw(rt, "held")
			regimes := rapid.SliceOfNDistinct(rapid.SampledFrom(report.Regimes()), 0, 3, rapid.ID[report.Regime]).Draw(rt, "regimes")
			months := rapid.SampledFrom([]int{1, 24, 60}).Draw(rt, "months")
			// Days about the one on which a length ends.
			day := today.Subtract(civil.Months(months)).AddDays(rapid.IntRange(-5, 5).Draw(rt, "days"))
			over := state == report.Closed || state == report.Withdrawn
			id := kept(t, store, n, func(c *report.Head) {
				c.State, c.Held = state, held
				for _, r := range regimes {
					c.Tracks = append(c.Tracks, report.Track{Regime: r, Since: civil.On(orgtest.Now)})
				}
				if over {
					c.Ended = noon(day.String())
				}
			})
			longest := 0
			if len(regimes) == 0 {
				longest = lengths[report.RegimeReport]
			}
			for _, r := range regimes {
				longest = max(longest, lengths[r])
			}
			if !over || held || !day.Add(civil.Months(longest)).Before(today) {
				want = append(want, id)
			}
		}
		if err := h.Service.Dispose(t.Context()); err != nil {
			rt.Fatal(err)
		}
		there, err := store.List(t.Context(), org.Public(), org.Everywhere(), report.Query{Limit: 99})
		if err != nil {
			rt.Fatal(err)
		}
		var got []report.ID
		for _, h := range there {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			rt.Fatalf("-want +got\n%s", diff)
		}
	})
}

var errKilled = errors.New("killed")

// dying is a store of which a process is killed after so many deletions, and
// chunks of which it is killed before the first one.
type dying struct {
	report.Disposal
	left int
}

func (d *dying) Delete(ctx context.Context, as org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
	if d.left == 0 {
		return errKilled
	}
	d.left--
	return d.Disposal.Delete(ctx, as, id, change)
}

type deadChunks struct{ *reporttest.MemoryChunks }

func (deadChunks) Drop(context.Context, report.Upload, time.Time) error { return errKilled }

// What a round left that was broken off, between two cases or before the files
// were gone, the next one takes along.
func TestTheNextRoundMendsWhatTheLastOneLeft(t *testing.T) {
	store, chunks := reporttest.New(), reporttest.NewChunks()
	h := reporttest.NewHouse(t, store, chunks, nil)
	uploads := map[report.ID]report.Upload{}
	for n := range 4 {
		id := kept(t, store, n, func(c *report.Head) { c.State, c.Ended = report.Closed, h.Clock.Now() })
		uploads[id] = report.Upload(reporttest.IDOf(100 + n))
		file := report.Attachment{ID: "a", Chunks: 1, Seq: 1, Upload: uploads[id]}
		err := errors.Join(
			chunks.Put(t.Context(), report.Piece{Upload: uploads[id], Attachment: "a"}, []byte("sealed"), h.Clock.Now()),
			store.Update(t.Context(), org.System("test"), id, func(c *report.Case) ([]ledger.Event, error) {
				c.Held = n == 3
				c.Attachments = append(c.Attachments, file)
				return nil, nil
			}),
		)
		if err != nil {
			t.Fatal(err)
		}
	}
	left := func() (cases, files int) {
		t.Helper()
		there, err := store.Claimed(t.Context(), org.System("test"), slices.Collect(maps.Values(uploads)))
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range uploads {
			present, err := chunks.Present(t.Context(), u)
			if err != nil {
				t.Fatal(err)
			}
			files += len(present)
		}
		return len(there), files
	}
	h.Clock.Pass(3 * 366 * 24 * time.Hour)
	h.Service.Disposal, h.Service.Chunks = &dying{store, 2}, deadChunks{chunks}
	if err := h.Service.Dispose(t.Context()); !errors.Is(err, errKilled) {
		t.Errorf("got %v", err)
	}
	if cases, files := left(); cases != 2 || files != 4 {
		t.Errorf("a round that was broken off left %d cases and %d files", cases, files)
	}
	h.Service.Disposal, h.Service.Chunks = store, chunks
	for range 2 { // a round more does nothing
		if err := h.Service.Dispose(t.Context()); err != nil {
			t.Fatal(err)
		}
		if cases, files := left(); cases != 1 || files != 1 {
			t.Errorf("left %d cases and %d files; one case is held", cases, files)
		}
	}
	gone, err := h.Service.Gone(t.Context(), h.Actor(t, reporttest.Ans), []report.ID{reporttest.IDOf(0), reporttest.IDOf(3)})
	if diff := cmp.Diff([]report.ID{reporttest.IDOf(0)}, gone); err != nil || diff != "" {
		t.Errorf("gone: %v %s", err, diff)
	}
	if _, err := h.Service.Gone(t.Context(), org.Public(), nil); !errors.Is(err, report.ErrNotFound) {
		t.Errorf("asked by who has no desk: %v", err)
	}
}
