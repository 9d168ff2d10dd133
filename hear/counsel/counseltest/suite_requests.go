// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

// RequestID gives the id of a request by its number.
func RequestID(n int) counsel.RequestID { return counsel.RequestID(NoteID(n)) }

func wish(n int, to org.Actor, ago int) counsel.Request {
	return counsel.Request{
		ID: RequestID(n), Org: orgtest.Agency, Counsellor: to.Person,
		On: civil.On(orgtest.Now).AddDays(-ago), Envelope: Envelope(string(RequestID(n))),
	}
}

func ask(t *testing.T, s Kept, r counsel.Request) error {
	t.Helper()
	return s.Ask(t.Context(), org.Public(), r, 4, []ledger.Event{{Verb: "counsel.asked"}})
}

func mustAsk(t *testing.T, s Kept, all ...counsel.Request) {
	t.Helper()
	for _, r := range all {
		if err := ask(t, s, r); err != nil {
			t.Fatal(err)
		}
	}
}

// waiting fails unless these requests wait for a counsellor, in this order.
func waiting(t *testing.T, s Kept, as org.Actor, want ...counsel.Request) {
	t.Helper()
	got, err := s.Asked(t.Context(), as)
	if err != nil {
		t.Fatal(err)
	}
	if len(got)+len(want) == 0 {
		return
	}
	if diff := cmp.Diff(want, got, days()); diff != "" {
		t.Errorf("what waits for %s: %s", as, diff)
	}
}

// recorded fails unless this was recorded of a request.
func recorded(t *testing.T, s Kept, r counsel.Request, verbs ...string) {
	t.Helper()
	got, err := s.Events(t.Context(), "request:"+string(r.ID))
	if err != nil {
		t.Fatal(err)
	}
	var want []dbtest.Recorded
	for i, v := range verbs {
		want = append(want, dbtest.Recorded{Version: int64(i) + 1, Verb: v})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was recorded: %s", diff)
	}
}

func drop(counsel.Request) ([]ledger.Event, error) {
	return []ledger.Event{{Verb: "counsel.deleted"}}, nil
}

func askedInOrder(t *testing.T, s Kept) {
	as, other := counsellorIn(t, orgtest.Agency), counsellorIn(t, orgtest.Sibling)
	today, before, theirs := wish(1, as, 0), wish(2, as, 3), wish(3, other, 5)
	mustAsk(t, s, today, before, theirs)
	waiting(t, s, as, before, today)
	waiting(t, s, other, theirs)
	recorded(t, s, today, "counsel.asked")
}

func askedOne(t *testing.T, s Kept) {
	as, other := counsellorIn(t, orgtest.Agency), counsellorIn(t, orgtest.Sibling)
	r := wish(1, as, 0)
	mustAsk(t, s, r)
	if err := s.DropRequest(t.Context(), other, r.ID, drop); !errors.Is(err, counsel.ErrNotFound) {
		t.Errorf("another counsellor deletes it: %v", err)
	}
	refused := func(counsel.Request) ([]ledger.Event, error) { return nil, org.ErrForbidden }
	if err := s.DropRequest(t.Context(), as, r.ID, refused); !errors.Is(err, org.ErrForbidden) {
		t.Errorf("against the change: %v", err)
	}
	waiting(t, s, as, r)
	if err := s.DropRequest(t.Context(), as, r.ID, drop); err != nil {
		t.Fatal(err)
	}
	waiting(t, s, as)
	recorded(t, s, r, "counsel.asked", "counsel.deleted")
}

func askedTwice(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	r := wish(1, as, 0)
	mustAsk(t, s, r, r)
	recorded(t, s, r, "counsel.asked")
	other := r
	other.Envelope = Envelope("other words")
	if err := ask(t, s, other); !errors.Is(err, counsel.ErrRequestID) {
		t.Errorf("other words under the same id: %v", err)
	}
	waiting(t, s, as, r)
}

func askedTooMuch(t *testing.T, s Kept) {
	as, other := counsellorIn(t, orgtest.Agency), counsellorIn(t, orgtest.Sibling)
	for n := range 4 {
		mustAsk(t, s, wish(n, as, 0))
	}
	late := wish(5, as, 0)
	if err := ask(t, s, late); !errors.Is(err, counsel.ErrFull) {
		t.Errorf("one too many: %v", err)
	}
	recorded(t, s, late)
	mustAsk(t, s, wish(6, other, 0), wish(0, as, 0))
}

func askedLongAgo(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	old, kept := wish(1, as, 91), wish(2, as, 90)
	mustAsk(t, s, old, kept)
	before := civil.On(orgtest.Now).AddDays(-90)
	for range 2 { // the second time there is nothing left
		if err := s.ForgetRequests(t.Context(), org.System("test"), before, []ledger.Event{{Verb: "counsel.deleted"}}); err != nil {
			t.Fatal(err)
		}
	}
	waiting(t, s, as, kept)
	recorded(t, s, old, "counsel.asked", "counsel.deleted")
}
