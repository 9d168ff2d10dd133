// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

func house(t *testing.T) *complainttest.House {
	t.Helper()
	return complainttest.NewHouse(t, complainttest.New())
}

func kept(t *testing.T, h *complainttest.House, n int) complaint.Complaint {
	t.Helper()
	c, err := h.Store.Find(t.Context(), org.System("test"), complainttest.ID(n))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// letter gives a paper of a complaint, sealed to who reads it now.
func letter(c complaint.Complaint, d complaint.Document) complaint.Sealed {
	return complaint.Sealed{
		Kind: d, Number: complaint.PaperNumber(len(c.Papers) + 1), Readers: c.Readers(complaint.Edition2026(), d, complaint.Withheld{}),
		Key: complainttest.Envelope("key"), Envelope: complainttest.Envelope("words"),
	}
}

func acknowledge(c complaint.Complaint) complaint.Act {
	return complaint.Act{Since: c.Version, Step: complaint.Acknowledge, Papers: []complaint.Sealed{letter(c, complaint.Acknowledgement)}}
}

func persons(all []complaint.Officer) (out []org.PersonID) {
	for _, o := range all {
		out = append(out, o.Person)
	}
	return out
}

// The nearest organisation that has a secretary with keys takes a complaint.
func TestPanel(t *testing.T) {
	h := house(t)
	for _, tc := range []struct {
		rule  string
		about org.ID
		want  org.ID
		err   error
	}{
		{"about the ministry itself", orgtest.Ministry, orgtest.Ministry, nil},
		{"about an agency", orgtest.Agency, orgtest.Ministry, nil},
		{"about what is below it", orgtest.Directorate, orgtest.Ministry, nil},
		{"where nobody is", orgtest.Elsewhere, "", complaint.ErrNoCommittee},
		{"about nothing", "nowhere", "", complaint.ErrNoCommittee},
	} {
		p, err := h.Service.Panel(t.Context(), tc.about)
		if !errors.Is(err, tc.err) || p.Committee != tc.want {
			t.Errorf("%s: %s, %v", tc.rule, p.Committee, err)
		}
	}
	p, err := h.Service.Panel(t.Context(), orgtest.Directorate)
	got := [][]org.PersonID{persons(p.Secretaries), persons(p.Members), persons(p.Authorities)}
	want := [][]org.PersonID{
		{complainttest.Sam, complainttest.Sol},
		{complainttest.Max, complainttest.Mel, complainttest.Mia, complainttest.Moe},
		{complainttest.Aya, complainttest.Ada},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || p.Advice != complaint.With {
		t.Errorf("%s %v %s", p.Advice, err, diff)
	}
	h.Appoint(t, complainttest.Dik, org.CommitteeSecretary, orgtest.Agency)
	if p, err := h.Service.Panel(t.Context(), orgtest.Directorate); p.Committee != orgtest.Ministry || err != nil {
		t.Errorf("a secretary without keys: %s, %v", p.Committee, err)
	}
	h.Keys.Renew(complainttest.Dik)
	if p, err := h.Service.Panel(t.Context(), orgtest.Directorate); p.Committee != orgtest.Agency || p.Advice != complaint.Without || err != nil {
		t.Errorf("a nearer secretary, with no members: %s %s, %v", p.Committee, p.Advice, err)
	}
}

func TestSubmit(t *testing.T) {
	h := house(t)
	h.Submit(t, 1, complainttest.Sam)
	c := kept(t, h, 1)
	if got := c.Barred; !slices.Equal(got, []org.PersonID{complainttest.Sol}) || c.Counted != civil.MustParse("2026-05-11") {
		t.Errorf("barred are %v, due on %s", got, c.Counted)
	}
	today := h.Service.Today()
	for n, tc := range []struct {
		rule string
		as   org.PersonID
		to   []org.PersonID
		id   int
		on   civil.Date
		want error
	}{
		{"to nobody", "", nil, 2, today, complaint.ErrSeat},
		{"to a stranger", "", []org.PersonID{complainttest.Sam, complainttest.Dik}, 2, today, complaint.ErrReaders},
		{"to a member", "", []org.PersonID{complainttest.Mia}, 2, today, complaint.ErrReaders},
		{"to one twice", "", []org.PersonID{complainttest.Sam, complainttest.Sam}, 2, today, complaint.ErrSeatTwice},
		{"under an id that is taken", "", []org.PersonID{complainttest.Sam}, 1, today, complaint.ErrTaken},
		{"by a secretary for a colleague", complainttest.Sam, []org.PersonID{complainttest.Sol}, 2, today, complaint.ErrReaders},
		{"by a member", complainttest.Mia, []org.PersonID{complainttest.Mia}, 2, today, org.ErrNotFound},
		{"by a secretary, tomorrow", complainttest.Sam, []org.PersonID{complainttest.Sam}, 2, today.AddDays(1), complaint.ErrDay},
		{"by a secretary, last week", complainttest.Sam, []org.PersonID{complainttest.Sam, complainttest.Sol}, 2, today.AddDays(-7), nil},
	} {
		as := org.Public()
		if tc.as != "" {
			as = h.Actor(t, tc.as)
		}
		words, public := complainttest.Outsider(t)
		err := h.Service.Submit(t.Context(), as, complaint.Submitting{
			ID: complainttest.ID(tc.id), Org: orgtest.Agency, Received: tc.on, To: tc.to, Words: words, Public: public, Post: true,
			Key: complainttest.Envelope("key"), Envelope: complainttest.Envelope("words"),
		})
		if !errors.Is(err, tc.want) {
			t.Errorf("%d %s: %v, want %v", n, tc.rule, err, tc.want)
		}
	}
	if c := kept(t, h, 2); c.Papers[0].By != 2 || !c.Seats[0].Lent || !c.Seats[0].Post || c.Received != today.AddDays(-7) {
		t.Errorf("written down by a secretary: %+v", c)
	}
}

// Who has no seat, or no role any more, or the wrong words, learns nothing, not
// even whether there is a complaint.
func TestStrangersFindNothing(t *testing.T) {
	h := house(t)
	words := h.Submit(t, 1, complainttest.Sam)
	h.Submit(t, 2, complainttest.Sol)
	h.Appoint(t, complainttest.Dik, org.CommitteeSecretary, orgtest.Elsewhere)
	former := h.Actor(t, complainttest.Sam)
	stand := func(as org.Actor, n int) error {
		_, err := h.Service.Stand(t.Context(), as, complainttest.ID(n))
		return err
	}
	if err := stand(former, 1); err != nil {
		t.Fatal(err)
	}
	h.Dismiss(t, complainttest.Sam)
	none, _ := complainttest.Outsider(t)
	for rule, as := range map[string]org.Actor{
		"a secretary to whom it isn't sealed": h.Actor(t, complainttest.Sol), "a member who doesn't sit": h.Actor(t, complainttest.Mia),
		"a secretary of elsewhere": h.Actor(t, complainttest.Dik), "nobody": org.Public(), "who was a secretary": h.Actor(t, complainttest.Sam),
	} {
		if err := stand(as, 1); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%s stands: %v", rule, err)
		}
		if err := h.Service.Act(t.Context(), as, complainttest.ID(1), acknowledge(kept(t, h, 1))); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%s acts: %v", rule, err)
		}
		if err := stand(as, 9); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%s stands in none: %v", rule, err)
		}
	}
	if seat, sits := kept(t, h, 1).Of(complainttest.Sam); !sits {
		t.Errorf("his seat was ended already: %v", seat)
	}
	for rule, one := range map[string]struct {
		words seal.Lookup
		n     int
	}{"no words of anybody": {none, 1}, "words of another": {words, 2}, "words and no complaint": {words, 9}} {
		if err := h.Service.ActByWords(t.Context(), one.words, complainttest.ID(one.n), complaint.Act{Since: 1}); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("%s: %v", rule, err)
		}
	}
	if all, err := h.Service.Follow(t.Context(), none); len(all) > 0 || err != nil {
		t.Errorf("no words follow %v, %v", all, err)
	}
	if all, err := h.Service.Follow(t.Context(), words); len(all) != 1 || all[0].ID != complainttest.ID(1) || len(all[0].Given) != 1 || err != nil {
		t.Errorf("his words follow %v, %v", all, err)
	}
}

// Of two at once the second is told, and nothing of the first is lost.
func TestTwoAtOnce(t *testing.T) {
	h := house(t)
	h.Submit(t, 1, complainttest.Sam, complainttest.Sol)
	c := kept(t, h, 1)
	ask := complaint.Act{Since: c.Version, Step: complaint.AskCompletion, Papers: []complaint.Sealed{letter(c, complaint.Completion)}}
	errs := make([]error, 2)
	actors := []org.Actor{h.Actor(t, complainttest.Sam), h.Actor(t, complainttest.Sol)}
	var both sync.WaitGroup
	for i, a := range []complaint.Act{acknowledge(c), ask} {
		both.Go(func() { errs[i] = h.Service.Act(t.Context(), actors[i], c.ID, a) })
	}
	both.Wait()
	if now := kept(t, h, 1); (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), complaint.ErrStale) || len(now.Taken) != 2 || len(now.Papers) != 2 {
		t.Errorf("%v, taken %v", errs, now.Taken)
	}
}

// The seats follow who works here: who left, who came, who has other keys.
func TestTend(t *testing.T) {
	h := house(t)
	words := h.Submit(t, 1, complainttest.Sam, complainttest.Sol)
	tend := func() complaint.Complaint {
		t.Helper()
		if _, err := h.Service.Tend(t.Context()); err != nil {
			t.Fatal(err)
		}
		return kept(t, h, 1)
	}
	if c := tend(); c.Version != 1 {
		t.Errorf("nothing changed and it is version %d", c.Version)
	}
	h.Keys.Renew(complainttest.Sam)
	if c := tend(); c.Papers[0].Reads(2) || len(c.Owed(complaint.Edition2026())) != 1 || len(c.Seats[1].Was) != 1 {
		t.Errorf("other keys: %v", c.Owed(complaint.Edition2026()))
	}
	h.Dismiss(t, complainttest.Sol)
	if c := tend(); c.Seats[2].Sits() || len(c.Orphans()) != 1 {
		t.Errorf("who left: %v, orphans %v", c.Seats[2].Until, c.Orphans())
	}
	h.Dismiss(t, complainttest.Sam)
	tend()
	h.Appoint(t, complainttest.Dik, org.CommitteeSecretary, orgtest.Ministry)
	h.Keys.Renew(complainttest.Dik)
	c := tend()
	seat, sits := c.Of(complainttest.Dik)
	if !sits {
		t.Fatal("when all have left, the next secretary has no seat")
	}
	grant := complaint.Act{Since: c.Version, Grants: []complaint.Grant{{Paper: 1, To: seat.Number, Key: complainttest.Envelope("given")}}}
	if err := h.Service.ActByWords(t.Context(), words, c.ID, grant); err != nil {
		t.Fatal(err)
	}
	s, err := h.Service.Stand(t.Context(), h.Actor(t, complainttest.Dik), c.ID)
	if err != nil || len(s.Given) != 1 || s.Given[0].Giver != 1 || len(s.Orphans()) > 0 {
		t.Errorf("the complainant gave it to the next secretary: %+v, %v", s.Given, err)
	}
}

// A secretary who came since is shown his complaints once he looks.
func TestANewSecretaryIsSeated(t *testing.T) {
	h := house(t)
	h.Submit(t, 1, complainttest.Sam)
	h.Appoint(t, complainttest.Dik, org.CommitteeSecretary, orgtest.Ministry)
	h.Keys.Renew(complainttest.Dik)
	for who, want := range map[org.PersonID]int{complainttest.Sam: 1, complainttest.Sol: 0, complainttest.Dik: 1} {
		page, _, err := h.Service.List(t.Context(), h.Actor(t, who), complaint.Query{})
		if len(page) != want || err != nil {
			t.Errorf("%s sees %v, %v", who, page, err)
		}
	}
}

// A day that is decreed moves the last day to conclude, and everybody concerned
// can see that it did, whether it is counted anew at once or after a step.
func TestADecreedDayMovesIt(t *testing.T) {
	for rule, first := range map[string]func(*testing.T, *complainttest.House, *complaint.Service){
		"at once": func(*testing.T, *complainttest.House, *complaint.Service) {},
		"after a step": func(t *testing.T, h *complainttest.House, s *complaint.Service) {
			if err := s.Act(t.Context(), h.Actor(t, complainttest.Sam), complainttest.ID(1), acknowledge(kept(t, h, 1))); err != nil {
				t.Fatal(err)
			}
		},
		"after the seats changed": func(t *testing.T, h *complainttest.House, s *complaint.Service) {
			h.Keys.Renew(complainttest.Sam)
			if _, err := s.Stand(t.Context(), h.Actor(t, complainttest.Sam), complainttest.ID(1)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		h := house(t) // received on 2 March 2026: ten weeks end on Monday 11 May
		h.Submit(t, 1, complainttest.Sam)
		s := h.With(civil.Decree{Date: civil.MustParse("2026-05-11"), Source: "a decree of the tests"})
		would, err := s.Recount(t.Context())
		if err != nil || len(would) != 1 || would[0].To != civil.MustParse("2026-05-12") || len(kept(t, h, 1).Moved) > 0 {
			t.Errorf("%s: it would move %v, %v", rule, would, err)
		}
		first(t, h, s)
		for range 2 {
			if _, err := s.Tend(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		want := []complaint.Moved{{Step: complaint.Conclude, From: civil.MustParse("2026-05-11"), To: civil.MustParse("2026-05-12"), On: s.Today()}}
		if got := kept(t, h, 1).Moved; !slices.Equal(got, want) {
			t.Errorf("%s: moved %v, want %v", rule, got, want)
		}
	}
}

// A complaint is joined only to one that is handled by who joins them, and goes on
// itself.
func TestJoin(t *testing.T) {
	h := house(t)
	for n, to := range map[int]org.PersonID{1: complainttest.Sam, 2: complainttest.Sam, 3: complainttest.Sol} {
		h.Submit(t, n, to)
	}
	join := func(n, to int) error {
		a := complaint.Act{Since: kept(t, h, n).Version, Step: complaint.Join, JoinTo: complainttest.ID(to)}
		return h.Service.Act(t.Context(), h.Actor(t, complainttest.Sam), complainttest.ID(n), a)
	}
	for _, tc := range []struct {
		rule  string
		n, to int
		want  error
	}{
		{"to none", 1, 9, complaint.ErrJoin},
		{"to itself", 1, 1, complaint.ErrJoin},
		{"to one that he has no part in", 1, 3, complaint.ErrJoin},
		{"to another", 1, 2, nil},
		{"the other to this one", 2, 1, nil},
	} {
		if err := join(tc.n, tc.to); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
	if now := kept(t, h, 1); now.State != complaint.Received || now.JoinedTo != complainttest.ID(2) {
		t.Errorf("joined it is %s, to %s", now.State, now.JoinedTo)
	}
}
