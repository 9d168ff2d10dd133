// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// round is a service with reporters who left an address.
type round struct {
	*report.Service
	t     *testing.T
	clock *orgtest.Clock
	sent  []string
	fail  func(to string) error // may be nil
}

// Send implements report.Courier.
func (r *round) Send(_ context.Context, to report.Address) error {
	r.sent = append(r.sent, to.Export())
	if r.fail != nil {
		return r.fail(to.Export())
	}
	return nil
}

// rounds makes cases, each with an address.
func rounds(t *testing.T, cases int) *round {
	t.Helper()
	store := reporttest.New()
	r := &round{t: t, clock: orgtest.NewClock()}
	r.Service = report.NewService(report.Config{
		Store: store, Now: r.clock.Now,
		Notify: report.Notifying{Store: reporttest.NewNotices(store), Key: noticeKey("k"), Courier: r},
	})
	for n := range cases {
		c, events := reporttest.Draft(reporttest.IDOf(n), orgtest.Agency)
		if err := store.Submit(t.Context(), org.Public(), c, events); err != nil {
			t.Fatal(err)
		}
		sealed, err := r.Notify.Key.Seal(c.ID, address(t, to(n)))
		if err == nil {
			err = r.Notify.Store.Put(t.Context(), org.Public(), c.ID, sealed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func to(n int) string { return fmt.Sprintf("n%02d@example.nl", n) }

// answer lets the desk say something.
func (r *round) answer(n int, then report.State) {
	r.t.Helper()
	err := r.Store.Update(r.t.Context(), org.System("test"), reporttest.IDOf(n), func(c *report.Case) ([]ledger.Event, error) {
		c.Messages, c.LastFrom, c.Last, c.State = c.Messages+1, report.SideDesk, r.clock.Now(), then
		return nil, nil
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// goes does a round, and checks to whom mails went.
func (r *round) goes(when string, failed int, want ...string) {
	r.t.Helper()
	r.sent = nil
	got, err := r.Round(r.t.Context())
	if err != nil || got.Failed != failed || (got.Fault == nil) != (failed == 0) {
		r.t.Errorf("%s: got %+v, %v; want %d failed", when, got, err, failed)
	}
	slices.Sort(r.sent)
	if diff := cmp.Diff(want, r.sent); diff != "" {
		r.t.Errorf("%s: mails (-want +got):\n%s", when, diff)
	}
}

func (r *round) keeps(when string, n int, want bool) {
	r.t.Helper()
	if got, err := r.Notify.Store.Kept(r.t.Context(), org.Public(), reporttest.IDOf(n)); err != nil || got != want {
		r.t.Errorf("%s: an address is kept: %v, %v; want %v", when, got, err, want)
	}
}

var errMail = errors.New("the mail server is away")

func TestEachIsToldOnce(t *testing.T) {
	r := rounds(t, 3)
	r.goes("nothing was said", 0)
	r.answer(0, report.Answered)
	r.answer(0, report.Answered)
	r.answer(1, report.Answered)
	r.goes("two answers to one, one to another", 0, to(0), to(1))
	r.goes("nothing new", 0)
	r.answer(1, report.Answered)
	r.goes("another answer", 0, to(1))
}

func TestAMailThatFailsIsTriedInTheNextRound(t *testing.T) {
	r := rounds(t, 2)
	r.answer(0, report.Answered)
	r.answer(1, report.Answered)
	r.fail = func(s string) error {
		if s == to(0) {
			return errMail
		}
		return nil
	}
	r.goes("one fails", 1, to(0), to(1))
	r.fail = nil
	r.goes("the next round", 0, to(0))
}

// A round that is broken off goes on where it was.
func TestABrokenRoundGoesOn(t *testing.T) {
	r := rounds(t, 6)
	for n := range 6 {
		r.answer(n, report.Answered)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r.fail = func(string) error {
		if len(r.sent) == 2 {
			cancel()
		}
		return nil
	}
	if got, err := r.Round(ctx); !errors.Is(err, context.Canceled) || got.Sent != 2 {
		t.Errorf("got %+v, %v", got, err)
	}
	sent := slices.Clone(r.sent)
	r.fail, r.sent = nil, nil
	if got, err := r.Round(t.Context()); err != nil || got.Sent != 4 {
		t.Errorf("got %+v, %v", got, err)
	}
	if all := slices.Compact(slices.Sorted(slices.Values(append(sent, r.sent...)))); len(all) != 6 {
		t.Errorf("mails went to %q and then to %q", sent, r.sent)
	}
}

func TestARoundEndsWhenNoMailLeaves(t *testing.T) {
	r := rounds(t, 20)
	for n := range 20 {
		r.answer(n, report.Answered)
	}
	r.fail = func(string) error { return errMail }
	got, err := r.Round(t.Context())
	if want := (report.Rounded{Failed: 20, Fault: errMail}); err != nil || got != want || len(r.sent) != 5 {
		t.Errorf("got %+v, %v after %d tries; want %+v after 5", got, err, len(r.sent), want)
	}
}

// The order of mails doesn't follow from that of the answers.
func TestTheOrderIsDrawn(t *testing.T) {
	r := rounds(t, 20)
	var orders [][]string
	for range 2 {
		for n := range 20 {
			r.answer(n, report.Answered)
		}
		r.sent = nil
		if _, err := r.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
		orders = append(orders, r.sent)
	}
	if slices.IsSorted(orders[0]) || slices.Equal(orders[0], orders[1]) {
		t.Errorf("twice in the order %q", orders[0])
	}
}

func TestAddressesOfCasesThatEndedAreForgotten(t *testing.T) {
	r := rounds(t, 4)
	r.answer(0, report.Withdrawn)
	r.answer(1, report.Closed)
	r.answer(2, report.Closed)
	r.fail = func(s string) error {
		if s == to(2) {
			return errMail
		}
		return nil
	}
	r.goes("the round after", 1, to(1), to(2))
	r.keeps("withdrawn", 0, false)
	r.keeps("closed and told", 1, false)
	r.keeps("closed, and the mail failed", 2, true)
	r.keeps("open", 3, true)
	r.clock.Pass(8 * 24 * time.Hour)
	r.goes("the last try", 1, to(2))
	r.keeps("a week later", 2, false)
	r.Notify.Courier = nil
	r.answer(3, report.Closed)
	r.clock.Pass(8 * 24 * time.Hour)
	r.goes("no mail leaves any more", 0)
	r.keeps("closed, and no mail leaves", 3, false)
}
