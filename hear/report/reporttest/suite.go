// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/action"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	report.Store
	report.Disposal
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
	// Log gives what was recorded its place in the log.
	Log(ctx context.Context) error
}

// Suite puts a store through what this room needs of it.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	dbtest.Conform(t, func(t *testing.T) dbtest.Store[report.Case, org.Actor, report.ID] {
		return adapter(t, open(t))
	})
	for name, test := range map[string]func(*testing.T, Kept){
		"a case comes back whole":                         whole,
		"an id and a receipt are taken once":              once,
		"a wrong receipt finds nothing":                   wrong,
		"a file has one name in a case":                   twice,
		"lists keep to scope, state and order":            lists,
		"lists keep to desk, handler and exclusion":       handling,
		"who waits is found by since when":                waiting,
		"readers are those of the epoch and of grants":    readers,
		"uploads that a message has are claimed":          claimed,
		"keys are an officer's own, and stay known":       keyrings,
		"a desk remembers who had its keys":               desks,
		"the name for receipts is kept for ever":          site,
		"who is away is kept once":                        leaves,
		"an index is replaced by who saw its last state":  indexes,
		"what ended is found by when":                     ended,
		"a case is deleted whole, with what was recorded": deleted,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// Sealed gives bytes that look sealed.
func Sealed(what string) []byte { return []byte("age-encryption.org/v1\n-> test\n" + what) }

// IDOf gives a valid id that ends in n.
func IDOf(n int) report.ID {
	s := strconv.Itoa(n)
	return report.ID("01jv00000000000000000000000"[:26-len(s)] + s)
}

// Draft gives a new case of an organisation, and its events.
func Draft(id report.ID, owner org.ID) (report.Case, []ledger.Event) {
	lookup := seal.LookupHash{}
	copy(lookup[:], id)
	return report.File(report.Case{
		Head:     report.Head{ID: id, Org: owner, SealedBy: report.ByBrowser},
		Lookup:   lookup,
		Reporter: report.Public{Recipient: "recipient of " + string(id), Verify: "verify of " + string(id)},
		Epochs:   []report.Epoch{{Number: 1, Recipient: "epoch 1", Readers: []report.Ref{"r1", "r2"}, Sealed: Sealed("key")}},
		Said:     []report.Message{{Seq: 1, Epoch: 1, Version: 1, Envelope: Sealed("first")}},
	}, orgtest.Now)
}

func adapter(t *testing.T, s Kept) dbtest.Store[report.Case, org.Actor, report.ID] {
	policy := orgtest.Policy(t, report.Rules())
	check := func(as org.Actor, c *report.Case) error {
		if org.Check(policy, as, report.View, c.Resource()) != nil {
			return report.ErrNotFound
		}
		return nil
	}
	update := func(ctx context.Context, as org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
		return s.Update(ctx, as, id, func(c *report.Case) ([]ledger.Event, error) {
			if err := check(as, c); err != nil {
				return nil, err
			}
			return change(c)
		})
	}
	return dbtest.Store[report.Case, org.Actor, report.ID]{
		Owner:    orgtest.Actor(t, org.IntakeOfficer, orgtest.Agency),
		Stranger: orgtest.Actor(t, org.IntakeOfficer, orgtest.Sibling),
		Create: func(ctx context.Context, as org.Actor) (report.ID, error) {
			c, events := Draft(IDOf(1), orgtest.Agency)
			return c.ID, s.Submit(ctx, as, c, events)
		},
		Find: func(ctx context.Context, as org.Actor, id report.ID) (report.Case, error) {
			c, err := s.Find(ctx, as, id)
			if err == nil {
				err = check(as, &c)
			}
			return c, err
		},
		Update: update,
		UpdateFrom: func(ctx context.Context, as org.Actor, id report.ID, seen int64, change func(*report.Case) ([]ledger.Event, error)) error {
			return update(ctx, as, id, func(c *report.Case) ([]ledger.Event, error) {
				if c.Version != seen {
					return nil, report.ErrStale
				}
				return change(c)
			})
		},
		Events: func(ctx context.Context, id report.ID) ([]dbtest.Recorded, error) { return s.Events(ctx, string(id)) },
		Add: func(c *report.Case) {
			c.Messages++
			c.Said = append(c.Said, report.Message{Seq: c.Messages, Epoch: 1, From: "p", At: orgtest.Now, Envelope: Sealed("more")})
		},
		Number:  func(c report.Case) int { return len(c.Said) - 1 },
		Version: func(c report.Case) int64 { return c.Version },
	}
}

func whole(t *testing.T, s Kept) {
	want, _ := Draft(IDOf(1), orgtest.Agency)
	submit(t, s, IDOf(1), orgtest.Agency)
	later := orgtest.Now.Add(time.Hour)
	epoch := report.Epoch{Number: 2, Recipient: "epoch 2", Readers: []report.Ref{"r3"}, MadeBy: "robin", At: later, Sealed: Sealed("key 2")}
	grant := report.Grant{Epoch: 1, Readers: []report.Ref{"r3", "r4"}, MadeBy: "robin", At: later, Sealed: Sealed("key 1")}
	said := report.Message{Seq: 2, Epoch: 2, From: "robin", At: later, Version: 2, Envelope: Sealed("\x00\xff")}
	file := report.Attachment{ID: "a1", Chunks: 3, Seq: 2, Upload: "u1"}
	err := s.Update(t.Context(), org.System("test"), want.ID, func(c *report.Case) ([]ledger.Event, error) {
		if c.Reporter != want.Reporter || len(c.Said)+len(c.Epochs) > 0 {
			t.Errorf("a change is given %+v", c)
		}
		c.State, c.Last, c.LastFrom, c.Messages, c.Epoch = report.Answered, later, report.SideDesk, 2, 2
		handled(&c.Head)
		c.Epochs, c.Grants = append(c.Epochs, epoch), append(c.Grants, grant)
		c.Said, c.Attachments = append(c.Said, said), append(c.Attachments, file)
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want.Version, want.State, want.Last, want.LastFrom, want.Messages, want.Epoch = 2, report.Answered, later, report.SideDesk, 2, 2
	handled(&want.Head)
	want.Epochs, want.Grants = append(want.Epochs, epoch), []report.Grant{grant}
	want.Said, want.Attachments = append(want.Said, said), []report.Attachment{file}
	for name, find := range map[string]func() (report.Case, error){
		"by id":      func() (report.Case, error) { return s.Find(t.Context(), org.Public(), want.ID) },
		"by receipt": func() (report.Case, error) { return s.Lookup(t.Context(), org.Public(), want.Lookup) },
	} {
		got, err := find()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateComparable(civil.Date{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// handled fills what the desk decides about a case.
func handled(h *report.Head) {
	h.Desk, h.Handler, h.Excluded, h.Read = orgtest.Crown, "robin", []org.PersonID{"ans", "bas"}, orgtest.Now.Add(time.Minute)
	h.Ended, h.Held = orgtest.Now.Add(2*time.Minute), true
	h.Actions = action.List{
		{Number: 1, Owner: report.WholeDesk, Due: civil.MustParse("2026-03-20")},
		{
			Number: 2, Owner: "robin", Due: civil.MustParse("2026-03-10"), Done: civil.MustParse("2026-03-09"),
			Checked: []civil.Date{civil.MustParse("2026-06-09")},
		},
		{Number: 3, Owner: "robin", Due: civil.MustParse("2026-03-10"), Dropped: civil.MustParse("2026-03-09")},
	}
	h.Tracks = []report.Track{
		{Regime: report.RegimeComplaint, Since: civil.MustParse("2026-02-27"), Committee: true, Ended: civil.MustParse("2026-03-01")},
		{Regime: report.RegimeSignal, Since: civil.MustParse("2026-03-02")},
	}
}

func once(t *testing.T, s Kept) {
	c, events := Draft(IDOf(1), orgtest.Agency)
	submit(t, s, IDOf(1), orgtest.Agency)
	if err := s.Submit(t.Context(), org.Public(), c, events); !errors.Is(err, report.ErrTaken) {
		t.Errorf("the same id again: got %v, want ErrTaken", err)
	}
	c.ID = IDOf(2)
	if err := s.Submit(t.Context(), org.Public(), c, events); !errors.Is(err, report.ErrTaken) {
		t.Errorf("the same receipt again: got %v, want ErrTaken", err)
	}
	if all, err := s.Events(t.Context(), string(IDOf(2))); err != nil || len(all) > 0 {
		t.Errorf("events of a case that was refused: %v, %v", all, err)
	}
}

func wrong(t *testing.T, s Kept) {
	submit(t, s, IDOf(1), orgtest.Agency)
	c, err := s.Lookup(t.Context(), org.Public(), seal.LookupHash{1})
	if !errors.Is(err, report.ErrNotFound) || c.ID != "" || len(c.Said) > 0 {
		t.Errorf("got %+v, %v", c, err)
	}
}

func twice(t *testing.T, s Kept) {
	submit(t, s, IDOf(1), orgtest.Agency)
	add := func(c *report.Case) ([]ledger.Event, error) {
		c.Attachments = append(c.Attachments, report.Attachment{ID: "a1", Chunks: 1, Seq: 1, Upload: "u"})
		return nil, nil
	}
	if err := s.Update(t.Context(), org.Public(), IDOf(1), add); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), org.Public(), IDOf(1), add); !errors.Is(err, report.ErrAttachments) {
		t.Errorf("the same name again: got %v, want ErrAttachments", err)
	}
}

func submit(t *testing.T, s Kept, id report.ID, owner org.ID) {
	t.Helper()
	c, events := Draft(id, owner)
	if err := s.Submit(t.Context(), org.Public(), c, events); err != nil {
		t.Fatal(err)
	}
}
