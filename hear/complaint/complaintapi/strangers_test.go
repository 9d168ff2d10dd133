// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

const room = "/committee/api"

// Who isn't signed in is asked to; who has no part in complaints, or none in
// this one, isn't told that there is anything here.
func TestWhoMayNot(t *testing.T) {
	s := open(t, complainttest.New())
	s.files(1, "x", complainttest.Sam)
	s.Appoint(t, complainttest.Dik, org.CommitteeSecretary, orgtest.Elsewhere)
	s.Appoint(t, "emma", org.Employee, orgtest.Agency)
	sam := s.officer(complainttest.Sam)
	act := sam.does(sam.view(complainttest.ID(1)), jsonAct{Step: complaint.Acknowledge}, complaint.Acknowledgement, "x")
	at := room + "/complaints/" + string(complainttest.ID(1))
	filing := s.outsider().filing(2, "x", complainttest.Sam)
	for _, tc := range []struct {
		method, path string
		body         any
	}{
		{"GET", room + "/me", nil},
		{"GET", room + "/organisations/agency", nil},
		{"GET", room + "/complaints", nil},
		{"GET", at, nil},
		{"GET", at + "/letters/acknowledgement", nil},
		{"POST", at, act},
		{"POST", room + "/complaints", filing},
	} {
		refuses(t, "a visitor: "+tc.path, s.send("", tc.method, tc.path, tc.body), 401, org.ErrSignIn)
		refuses(t, "an employee: "+tc.path, s.send("emma", tc.method, tc.path, tc.body), 404, org.ErrNotFound)
	}
	if told := want[jsonPanel](t, s.send("", "GET", "/complaint/api/organisations/agency", nil), 200); len(told.Secretaries) == 0 || len(told.Members)+len(told.Authorities) > 0 {
		t.Errorf("a visitor is told %+v, want secretaries only", told)
	}
	for who, name := range map[org.PersonID]string{
		complainttest.Dik: "a secretary of elsewhere", complainttest.Sol: "one to whom it isn't sealed", complainttest.Mia: "a member without a seat",
		complainttest.Aya: "an authority without a seat",
	} {
		for _, of := range []string{at, room + "/complaints/" + string(complainttest.ID(7)), room + "/complaints/x"} {
			refuses(t, name, s.send(who, "GET", of, nil), 404, complaint.ErrNotFound)
			refuses(t, name, s.send(who, "GET", of+"/letters/acknowledgement", nil), 404, complaint.ErrNotFound)
			refuses(t, name, s.send(who, "POST", of, act), 404, complaint.ErrNotFound)
		}
		list := want[struct{ Complaints, Counts []struct{} }](t, s.send(who, "GET", room+"/complaints", nil), 200)
		if len(list.Complaints) > 0 || len(list.Counts) > 0 {
			t.Errorf("%s is shown %+v", name, list)
		}
	}
	if v := sam.view(complainttest.ID(1)); v.Version != 1 {
		t.Errorf("somebody changed it: version %d", v.Version)
	}
}

// Who is barred finds nothing any more, and can't be let in again.
func TestTheBarredStayAway(t *testing.T) {
	s := open(t, complainttest.New())
	id := complainttest.ID(1)
	s.files(1, "x", complainttest.Sam, complainttest.Sol)
	sam, sol := s.officer(complainttest.Sam), s.officer(complainttest.Sol)
	sam.takes(id, complaint.CheckHandler, complaint.NoDocument, "", s.chamber()...)
	mia := s.officer(complainttest.Mia)
	mia.view(id)
	want[struct{}](t, sam.act(id, jsonAct{Since: sam.view(id).Version, Bar: []org.PersonID{complainttest.Sol, complainttest.Mia}}), 204)
	for who, c := range map[org.PersonID]*client{complainttest.Sol: sol, complainttest.Mia: mia} {
		refuses(t, string(who), s.send(who, "GET", room+"/complaints/"+string(id), nil), 404, complaint.ErrNotFound)
		refuses(t, string(who), c.act(id, jsonAct{Since: 3, Bar: []org.PersonID{who}}), 404, complaint.ErrNotFound)
	}
	again := s.chamber()[:1]
	refuses(t, "again", sam.act(id, sam.does(sam.view(id), jsonAct{Step: complaint.CheckHandler, Sit: again}, complaint.NoDocument, "")), 409, complaint.ErrBarredPerson)
}

// Words that were replaced open nothing any more.
func TestOldWordsOpenNothing(t *testing.T) {
	s := open(t, complainttest.New())
	id := complainttest.ID(1)
	old := s.files(1, "x", complainttest.Sam)
	own := old.owns(id)
	if got := own.reads(own.view(id))[complaint.Filing]; !slices.Equal(got, []string{"x"}) {
		t.Errorf("own words open %q", got)
	}
	got := s.send("", "POST", "/complaint/api/words/open", map[string]string{"lookup": old.lookup})
	if got.Status != 200 || string(got.Body) != `{"complaints":[]}` {
		t.Errorf("old words get %d %s", got.Status, got.Body)
	}
	a := own.does(own.view(id), jsonAct{Step: complaint.Supplement}, complaint.Enclosure, "x")
	refuses(t, "an act by old words", old.act(id, a), 404, complaint.ErrNotFound)
}

// counted tells what a store is asked.
type counted struct {
	*complainttest.Memory
	mu    sync.Mutex
	calls []string
}

func (c *counted) asked(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, what)
}

func (c *counted) Find(ctx context.Context, as org.Actor, id complaint.ID) (complaint.Complaint, error) {
	c.asked("find")
	return c.Memory.Find(ctx, as, id)
}

func (c *counted) OfWords(ctx context.Context, as org.Actor, of seal.LookupHash) ([]complaint.Complaint, error) {
	c.asked("words")
	return c.Memory.OfWords(ctx, as, of)
}

func (c *counted) Opened(ctx context.Context, as org.Actor, id complaint.ID, seat complaint.SeatNumber) ([]complaint.Opened, error) {
	c.asked("papers")
	return c.Memory.Opened(ctx, as, id, seat)
}

func (c *counted) Update(ctx context.Context, as org.Actor, id complaint.ID, change func(*complaint.Complaint) (complaint.Change, error)) error {
	c.asked("update")
	return c.Memory.Update(ctx, as, id, change)
}

// Words of nobody, of another complaint, and a complaint that there isn't get
// the same bytes for the same questions to the store.
func TestWordsThatDontFit(t *testing.T) {
	store := &counted{Memory: complainttest.New()}
	s := open(t, store)
	amira, other, nobody := s.files(1, "x", complainttest.Sam), s.files(2, "y", complainttest.Sam), s.outsider()
	a := amira.does(amira.view(complainttest.ID(1)), jsonAct{Step: complaint.Supplement}, complaint.Enclosure, "x")
	joins := map[string]any{"since": 1, "step": "join", "joinTo": complainttest.ID(1)}
	for _, tc := range []struct {
		what  string
		asks  func(c *client, id complaint.ID) answer
		whose []*client
		calls []string
	}{
		{"to open", func(c *client, _ complaint.ID) answer {
			return s.send("", "POST", "/complaint/api/words/open", map[string]string{"lookup": c.lookup})
		}, []*client{nobody, s.outsider()}, []string{"words"}},
		{"to act", func(c *client, id complaint.ID) answer { return c.act(id, a) }, []*client{nobody, other}, []string{"update"}},
		{"to join", func(c *client, id complaint.ID) answer {
			return s.send("", "POST", "/complaint/api/words/act", map[string]any{"lookup": c.lookup, "id": id, "act": joins})
		}, []*client{nobody, other}, []string{"find"}},
	} {
		var first answer
		for n, id := range []complaint.ID{complainttest.ID(1), complainttest.ID(7), "x"} {
			for _, c := range tc.whose {
				store.calls = nil
				got := tc.asks(c, id)
				if first.Status == 0 {
					first = got
				}
				if got.Status != first.Status || !bytes.Equal(got.Body, first.Body) {
					t.Errorf("%s, %d: %d %s, before %d %s", tc.what, n, got.Status, got.Body, first.Status, first.Body)
				}
				if diff := cmp.Diff(tc.calls, store.calls); diff != "" {
					t.Errorf("%s, %d: %s", tc.what, n, diff)
				}
			}
		}
	}
}
