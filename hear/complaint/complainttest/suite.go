// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	complaint.Store
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
}

// Suite puts a store through what this room needs of it.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	dbtest.Conform(t, func(t *testing.T) dbtest.Store[complaint.Complaint, org.Actor, complaint.ID] {
		return adapter(t, open(t))
	})
	for name, test := range map[string]func(*testing.T, Kept){
		"a complaint comes back whole":     whole,
		"one of an id or words":            once,
		"words find where they sit":        ofWords,
		"papers go to whom they're given":  given,
		"a list begins with what is due":   soonestFirst,
		"what is over is apart":            over,
		"an overview counts by place":      counted,
		"what waits is seen in scope":      waiting,
		"who never sat is found":           unseated,
		"an agenda is one's own":           agenda,
		"what ended is found by year":      endedIn,
		"a tally is counted once":          talliedOnce,
		"who is away is kept as said last": whoAway,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// ID gives the id of a complaint by its number.
func ID(n int) complaint.ID { return complaint.ID(fmt.Sprintf("%026d", n)) }

// Envelope looks like something sealed.
func Envelope(s string) []byte { return []byte("age-encryption.org/v1\n-> " + s) }

// Words gives what is found by the words of a number.
func Words(n int) seal.LookupHash { return seal.LookupHash{byte(n), byte(n >> 8), 1} }

// Complaint gives one that has just come in, in which one secretary sits, and
// which has to be concluded by a day.
func Complaint(n int, secretary org.PersonID, due string) complaint.Kept {
	day := civil.MustParse
	c := complaint.Complaint{
		ID: ID(n), Version: 1, Org: orgtest.Agency, Committee: orgtest.Ministry,
		Case: complaint.Case{
			Edition: "2026-1", State: complaint.Received, Advice: complaint.With, Received: day("2026-03-02"),
			Taken: []complaint.Taken{{Step: complaint.File, By: complaint.Complainant, On: day("2026-03-02")}},
		},
		Seats: []complaint.Seat{
			{Number: 1, Party: complaint.Complainant, Lookup: Words(n), Public: complaint.Public{Recipient: "r1", Verify: "v1"}, Since: day("2026-03-02")},
			{
				Number: 2, Party: complaint.Secretary, Person: secretary, Org: orgtest.Ministry,
				Public: complaint.Public{Recipient: "r2", Verify: "v2"}, Since: day("2026-03-02"),
			},
		},
		Papers: []complaint.Paper{{Number: 1, Kind: complaint.Filing, By: 1, On: day("2026-03-02"), Readers: []complaint.SeatNumber{1, 2}}},
	}
	k := complaint.Kept{Complaint: c, Due: day(due)}
	k.Next.Step, k.Next.By, k.Next.Due.Date = complaint.Acknowledge, complaint.Secretary, day(due)
	return k
}

func filed(t *testing.T, s Kept, all ...complaint.Kept) {
	t.Helper()
	for _, k := range all {
		sealed := complaint.Sealed{Kind: complaint.Filing, Number: 1, Key: Envelope("key"), Envelope: Envelope("words")}
		if err := s.Create(t.Context(), org.Public(), k, sealed, []ledger.Event{{Verb: "complaint.file"}}); err != nil {
			t.Fatal(err)
		}
	}
}

func adapter(t *testing.T, s Kept) dbtest.Store[complaint.Complaint, org.Actor, complaint.ID] {
	policy := orgtest.Policy(t, complaint.Rules())
	may := func(as org.Actor, c complaint.Complaint) error {
		return org.Check(policy, as, complaint.Handle, c.Resource(c.Committee))
	}
	update := func(ctx context.Context, as org.Actor, id complaint.ID, change func(*complaint.Complaint) ([]ledger.Event, error)) error {
		return s.Update(ctx, as, id, func(c *complaint.Complaint) (complaint.Change, error) {
			if err := may(as, *c); err != nil {
				return complaint.Change{}, err
			}
			events, err := change(c)
			return complaint.Change{Events: events}, err
		})
	}
	return dbtest.Store[complaint.Complaint, org.Actor, complaint.ID]{
		Owner:    orgtest.Actor(t, org.CommitteeSecretary, orgtest.Ministry),
		Stranger: orgtest.Actor(t, org.CommitteeSecretary, orgtest.Elsewhere),
		Create: func(ctx context.Context, as org.Actor) (complaint.ID, error) {
			k := Complaint(1, as.Person, "2026-03-09")
			return k.ID, s.Create(ctx, as, k, complaint.Sealed{Number: 1, Key: Envelope("k"), Envelope: Envelope("e")}, []ledger.Event{{Verb: "complaint.file"}})
		},
		Find: func(ctx context.Context, as org.Actor, id complaint.ID) (complaint.Complaint, error) {
			c, err := s.Find(ctx, as, id)
			if err == nil {
				err = may(as, c)
			}
			return c, err
		},
		Update: update,
		UpdateFrom: func(ctx context.Context, as org.Actor, id complaint.ID, seen int64, change func(*complaint.Complaint) ([]ledger.Event, error)) error {
			return update(ctx, as, id, func(c *complaint.Complaint) ([]ledger.Event, error) {
				if c.Version != seen {
					return nil, complaint.ErrStale
				}
				return change(c)
			})
		},
		Events: func(ctx context.Context, id complaint.ID) ([]dbtest.Recorded, error) {
			return s.Events(ctx, string(id))
		},
		Add:     func(c *complaint.Complaint) { c.Moved = append(c.Moved, complaint.Moved{}) },
		Number:  func(c complaint.Complaint) int { return len(c.Moved) },
		Version: func(c complaint.Complaint) int64 { return c.Version },
	}
}

// same lets cmp look at dates, and takes no list for an empty one.
func same() cmp.Options {
	return cmp.Options{cmp.Comparer(func(a, b civil.Date) bool { return a == b }), cmpopts.EquateEmpty()}
}

func whole(t *testing.T, s Kept) {
	day := civil.MustParse
	k := Complaint(1, "p", "2026-03-09")
	filed(t, s, k)
	want := k.Complaint
	want.Version = 2
	want.State, want.Facts = complaint.Handling, []complaint.Fact{complaint.Complete, complaint.CopySent}
	want.Adjourned = []complaint.Extension{{Weeks: 4, Consent: true, On: day("2026-04-01")}}
	want.Taken = append(want.Taken, complaint.Taken{Step: complaint.Waive, By: complaint.Member, On: day("2026-04-02"), Ground: "declines", Told: []complaint.Party{complaint.Complainant}})
	want.Seats = append(want.Seats, complaint.Seat{
		Number: 3, Party: complaint.Accused, Capacity: complaint.Supporter, Lookup: Words(7), Was: []complaint.Public{{Recipient: "old", Verify: "old"}},
		Since: day("2026-04-01"), Until: day("2026-04-03"), Lent: true, Post: true,
	})
	want.Hearings = []complaint.Hearing{{Of: complaint.Accused, On: day("2026-05-01"), At: "09:30", Step: 1}}
	want.Posts = []complaint.Post{{Paper: 1, To: 3, State: complaint.Printed, On: day("2026-04-02")}}
	want.Counted = day("2026-05-12")
	want.Moved = []complaint.Moved{{Step: complaint.Conclude, From: day("2026-05-11"), To: day("2026-05-12"), On: day("2026-04-02")}}
	want.Barred, want.JoinedTo, want.Counters = []org.PersonID{"q"}, ID(2), ID(3)
	err := s.Update(t.Context(), org.Public(), k.ID, func(c *complaint.Complaint) (complaint.Change, error) {
		version := c.Version
		*c = want
		c.Version = version
		return complaint.Change{Events: []ledger.Event{{Verb: "complaint.waive"}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Find(t.Context(), org.Public(), k.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, same()); diff != "" {
		t.Error(diff)
	}
}

func once(t *testing.T, s Kept) {
	filed(t, s, Complaint(1, "p", "2026-03-09"))
	words := Complaint(2, "p", "2026-03-09")
	words.Seats[0].Lookup = Words(1)
	for rule, k := range map[string]complaint.Kept{"the same id": Complaint(1, "p", "2026-03-09"), "the same words": words} {
		sealed := complaint.Sealed{Number: 1, Key: Envelope("k"), Envelope: Envelope("e")}
		if err := s.Create(t.Context(), org.Public(), k, sealed, nil); !errors.Is(err, complaint.ErrTaken) {
			t.Errorf("%s: %v", rule, err)
		}
	}
}

func ofWords(t *testing.T, s Kept) {
	filed(t, s, Complaint(2, "p", "2026-03-09"), Complaint(1, "p", "2026-03-09"))
	sit := func(n int, until string) {
		t.Helper()
		err := s.Update(t.Context(), org.Public(), ID(n), func(c *complaint.Complaint) (complaint.Change, error) {
			seat := complaint.Seat{Number: 3, Party: complaint.Complainant, Lookup: Words(9)}
			if until != "" {
				seat.Until = civil.MustParse(until)
			}
			c.Seats = append(c.Seats, seat)
			return complaint.Change{}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sit(1, "")
	sit(2, "")
	for rule, tc := range map[string]struct {
		of   seal.LookupHash
		want []complaint.ID
	}{
		"of one":   {Words(2), []complaint.ID{ID(2)}},
		"of two":   {Words(9), []complaint.ID{ID(1), ID(2)}},
		"of none":  {Words(8), nil},
		"no words": {seal.LookupHash{}, nil},
	} {
		found, err := s.OfWords(t.Context(), org.Public(), tc.of)
		var got []complaint.ID
		for _, c := range found {
			got = append(got, c.ID)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", rule, err, diff)
		}
	}
}

func given(t *testing.T, s Kept) {
	filed(t, s, Complaint(1, "p", "2026-03-09"), Complaint(2, "p", "2026-03-09"))
	change := func(do func(*complaint.Complaint) complaint.Change) {
		t.Helper()
		err := s.Update(t.Context(), org.Public(), ID(1), func(c *complaint.Complaint) (complaint.Change, error) { return do(c), nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	change(func(c *complaint.Complaint) complaint.Change {
		c.Papers = append(c.Papers, complaint.Paper{Number: 2, Kind: complaint.Draft, Readers: []complaint.SeatNumber{2}})
		return complaint.Change{Sealed: []complaint.Sealed{{Number: 2, Key: Envelope("second key"), Envelope: Envelope("second")}}}
	})
	give := func(giver complaint.SeatNumber, key string) {
		change(func(c *complaint.Complaint) complaint.Change {
			c.Papers[0].Readers = []complaint.SeatNumber{1, 2, 3}
			return complaint.Change{Grants: []complaint.Grant{{Paper: 1, To: 3, By: giver, Key: Envelope(key)}}}
		})
	}
	give(2, "given")
	give(3, "again")
	first := complaint.Opened{Number: 1, Key: Envelope("key"), Envelope: Envelope("words")}
	late := complaint.Opened{Number: 1, Key: Envelope("again"), Giver: 3, Envelope: Envelope("words")}
	second := complaint.Opened{Number: 2, Key: Envelope("second key"), Envelope: Envelope("second")}
	for seat, want := range map[complaint.SeatNumber][]complaint.Opened{1: {first}, 2: {first, second}, 3: {late}, 4: nil} {
		got, err := s.Opened(t.Context(), org.Public(), ID(1), seat)
		if diff := cmp.Diff(want, got, same()); diff != "" || err != nil {
			t.Errorf("seat %d: %v %s", seat, err, diff)
		}
	}
}
