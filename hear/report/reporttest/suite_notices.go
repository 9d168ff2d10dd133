// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

// noticed is a store of addresses with one case.
type noticed struct {
	t     *testing.T
	cases report.Store
	report.Notices
}

// NoticeSuite puts a store of addresses through what this room needs of it;
// open gives it with the cases that it looks at.
func NoticeSuite(t *testing.T, open func(t *testing.T) (report.Store, report.Notices)) {
	t.Helper()
	for name, test := range map[string]func(noticed){
		"an address is kept until it is deleted":           noticed.kept,
		"only what the desk says after it is due":          noticed.due,
		"what was told isn't due again":                    noticed.told,
		"a case that has ended takes none":                 noticed.refused,
		"what was withdrawn is forgotten":                  noticed.withdrawn,
		"what was closed is forgotten once it is told":     noticed.closed,
		"what was closed is told for a while, and no more": noticed.untold,
	} {
		t.Run(name, func(t *testing.T) {
			cases, s := open(t)
			c, events := Draft(IDOf(1), orgtest.Agency)
			if err := cases.Submit(t.Context(), org.Public(), c, events); err != nil {
				t.Fatal(err)
			}
			test(noticed{t, cases, s})
		})
	}
}

// say brings the case to its next message.
func (n noticed) say(from string, state report.State) {
	n.t.Helper()
	err := n.cases.Update(n.t.Context(), org.System("test"), IDOf(1), func(c *report.Case) ([]ledger.Event, error) {
		c.Messages, c.LastFrom, c.State, c.Last = c.Messages+1, from, state, orgtest.Now
		return nil, nil
	})
	n.fatal(err)
}

func (n noticed) fatal(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func (n noticed) put() {
	n.t.Helper()
	n.fatal(n.Put(n.t.Context(), org.Public(), IDOf(1), []byte("sealed\x00")))
}

func (n noticed) prune(since time.Time) {
	n.t.Helper()
	n.fatal(n.Prune(n.t.Context(), org.System("test"), since))
}

func (n noticed) has(when string, want bool) {
	n.t.Helper()
	if got, err := n.Kept(n.t.Context(), org.Public(), IDOf(1)); err != nil || got != want {
		n.t.Errorf("%s: an address is kept: %v, %v; want %v", when, got, err, want)
	}
}

// owes checks which messages are due.
func (n noticed) owes(when string, want ...int64) {
	n.t.Helper()
	due, err := n.Due(n.t.Context(), org.System("test"))
	n.fatal(err)
	var got []int64
	for _, d := range due {
		if d.Case != IDOf(1) || string(d.Sealed) != "sealed\x00" {
			n.t.Errorf("%s: got %+v", when, d)
		}
		got = append(got, d.Last)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		n.t.Errorf("%s (-want +got):\n%s", when, diff)
	}
}

func (n noticed) kept() {
	n.has("at first", false)
	n.fatal(n.Delete(n.t.Context(), org.Public(), IDOf(1)))
	n.put()
	n.put()
	n.prune(orgtest.Now)
	n.has("after it was put twice", true)
	n.fatal(n.Delete(n.t.Context(), org.Public(), IDOf(1)))
	n.has("after it was deleted", false)
	n.fatal(n.Told(n.t.Context(), org.System("test"), IDOf(1), 2)) // of one that was deleted meanwhile
	n.has("after it was told of", false)
}

func (n noticed) due() {
	n.say(report.SideDesk, report.Answered)
	n.put()
	n.owes("what he has seen when he leaves the address")
	n.say(report.SideReporter, report.Answered)
	n.owes("what he says himself")
	n.say(report.SideDesk, report.Answered)
	n.owes("what the desk says", 4)
	n.say(report.SideReporter, report.Answered)
	n.owes("what he has answered")
}

func (n noticed) told() {
	n.put()
	n.say(report.SideDesk, report.Answered)
	n.fatal(n.Told(n.t.Context(), org.System("test"), IDOf(1), 2))
	n.owes("what was told of")
	n.say(report.SideDesk, report.Answered)
	n.fatal(n.Told(n.t.Context(), org.System("test"), IDOf(1), 2)) // by a round that was late
	n.owes("the next one", 3)
}

func (n noticed) refused() {
	for _, s := range []report.State{report.Closed, report.Withdrawn} {
		n.say(report.SideReporter, s)
		if err := n.Put(n.t.Context(), org.Public(), IDOf(1), []byte("sealed")); !errors.Is(err, report.ErrState) {
			n.t.Errorf("%s: got %v, want ErrState", s, err)
		}
	}
	if err := n.Put(n.t.Context(), org.Public(), IDOf(2), []byte("sealed")); !errors.Is(err, report.ErrState) {
		n.t.Errorf("a case that isn't there: got %v, want ErrState", err)
	}
}

func (n noticed) withdrawn() {
	n.put()
	n.say(report.SideReporter, report.Withdrawn)
	n.say(report.SideDesk, report.Withdrawn)
	n.owes("what the desk says after that")
	n.prune(orgtest.Now)
	n.has("after the round", false)
}

func (n noticed) closed() {
	n.put()
	n.say(report.SideDesk, report.Closed)
	n.owes("the last message", 2)
	n.prune(orgtest.Now)
	n.has("before it is told of", true)
	n.fatal(n.Told(n.t.Context(), org.System("test"), IDOf(1), 2))
	n.prune(orgtest.Now)
	n.has("once it is told of", false)
}

func (n noticed) untold() {
	n.put()
	n.say(report.SideDesk, report.Closed)
	n.prune(orgtest.Now.Add(time.Second))
	n.has("when it can't be told of", false)
}
