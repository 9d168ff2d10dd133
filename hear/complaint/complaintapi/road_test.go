// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"slices"
	"testing"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// What is written on the road; each of these stands in one paper.
const (
	harmed = "Hij noemde mij weer aap."
	reply  = "Dat heb ik zo nooit gezegd."
	secret = "Wij geloven haar."
	judged = "De klacht is gegrond."
)

// walked is who took part in a complaint from filing to conclusion.
type walked struct {
	amira, kees        *client // who come with words
	sam, mia, max, aya *client
	lent               *client // the words that kees had first
}

// walks takes a complaint from filing to conclusion.
func walks(t *testing.T, s *site, harmed, reply, secret, judged string) walked {
	t.Helper()
	id := complainttest.ID(1)
	w := walked{
		amira: s.files(1, harmed, complainttest.Sam), lent: s.outsider(), sam: s.officer(complainttest.Sam), mia: s.officer(complainttest.Mia),
		max: s.officer(complainttest.Max), aya: s.officer(complainttest.Aya),
	}
	w.sam.takes(id, complaint.Acknowledge, complaint.Acknowledgement, "Wij hebben uw klacht.")
	w.sam.takes(id, complaint.MakeComplete, complaint.NoDocument, "")
	w.sam.takes(id, complaint.CheckHandler, complaint.NoDocument, "", s.chamber()...)
	w.sam.takes(id, complaint.Admit, complaint.NoDocument, "")
	w.sam.takes(id, complaint.SendCopy, complaint.Copy, "Hierbij de klacht.", jsonSitting{Party: complaint.Accused, Post: true, jsonPair: w.lent.pair()})
	if got := w.lent.reads(w.lent.view(id))[complaint.Filing]; !slices.Equal(got, []string{harmed}) {
		t.Errorf("with its copy the accused party reads %q", got)
	}
	w.kees = w.lent.owns(id)
	w.kees.takes(id, complaint.Supplement, complaint.Enclosure, reply)
	w.sam.takes(id, complaint.Invite, complaint.Invitation, "U wordt gehoord.")
	w.sam.takes(id, complaint.InviteAccused, complaint.Invitation, "U wordt gehoord.")
	w.mia.takes(id, complaint.Hear, complaint.NoDocument, "")
	w.sam.takes(id, complaint.ReportHearing, complaint.HearingReport, "Zij zegt.")
	w.mia.takes(id, complaint.HearAccused, complaint.NoDocument, "")
	w.sam.takes(id, complaint.ReportHearing, complaint.HearingReport, "Hij zegt.")
	w.max.takes(id, "", complaint.Deliberation, secret)
	w.mia.takes(id, complaint.Advise, complaint.Findings, "Ons advies.")
	w.aya.takes(id, complaint.Conclude, complaint.Conclusion, judged)
	return w
}

// chamber is three members, the first of whom is in the chair, and who concludes.
func (s *site) chamber() (all []jsonSitting) {
	s.t.Helper()
	panel := want[jsonPanel](s.t, s.send(complainttest.Sam, "GET", room+"/organisations/agency", nil), 200)
	sits := func(list []jsonOfficer, who org.PersonID, p complaint.Party, c complaint.Capacity) {
		i := slices.IndexFunc(list, func(o jsonOfficer) bool { return o.Person == who })
		all = append(all, jsonSitting{Party: p, Capacity: c, Person: who, At: list[i].At, jsonPair: list[i].jsonPair})
	}
	sits(panel.Members, complainttest.Mia, complaint.Member, complaint.Chair)
	sits(panel.Members, complainttest.Max, complaint.Member, complaint.Self)
	sits(panel.Members, complainttest.Mel, complaint.Member, complaint.Self)
	sits(panel.Authorities, complainttest.Aya, complaint.Authority, complaint.Self)
	return all
}

// Each party reads on its own screen what the table gives it, and nobody reads
// more.
func TestTheWholeRoad(t *testing.T) {
	s := open(t, complainttest.New())
	w := walks(t, s, harmed, reply, secret, judged)
	for _, tc := range []struct {
		name string
		who  *client
		does []complaint.Document
	}{
		{"the complainant", w.amira, []complaint.Document{complaint.Filing, complaint.Acknowledgement, complaint.Enclosure, complaint.Findings, complaint.Conclusion}},
		{"the accused party", w.kees, []complaint.Document{complaint.Filing, complaint.Copy, complaint.Enclosure, complaint.Findings, complaint.Conclusion}},
		{"the secretary", w.sam, []complaint.Document{complaint.Filing, complaint.Acknowledgement, complaint.Copy, complaint.Conclusion}},
		{"a member", w.mia, []complaint.Document{complaint.Filing, complaint.Acknowledgement, complaint.Deliberation, complaint.Conclusion}},
		{"who concludes", w.aya, []complaint.Document{complaint.Filing, complaint.Findings, complaint.Conclusion}},
	} {
		v := tc.who.view(complainttest.ID(1))
		got := tc.who.reads(v)
		if v.State != complaint.Concluded {
			t.Errorf("%s sees the state %s", tc.name, v.State)
		}
		for _, d := range tc.does {
			if len(got[d]) == 0 {
				t.Errorf("%s doesn't read the %s", tc.name, d)
			}
		}
		for d := range got {
			if party := v.Seats[v.Seat-1].Party; !complaint.Edition2026().Sees(party, d) {
				t.Errorf("%s reads the %s", tc.name, d)
			}
		}
		if slices.ContainsFunc(v.Papers, func(p jsonPaper) bool { return p.Kind == complaint.Deliberation }) && tc.who != w.mia {
			t.Errorf("%s learns that the members deliberated", tc.name)
		}
	}
	if got := w.kees.reads(w.kees.view(complainttest.ID(1)))[complaint.Enclosure]; !slices.Equal(got, []string{reply}) {
		t.Errorf("with words of his own he reads %q of what he wrote", got)
	}
}

// Who comes with words isn't told who an official is beyond his name, which
// letters wait, nor who is barred.
func TestWhatWordsDontTell(t *testing.T) {
	s := open(t, complainttest.New())
	w := walks(t, s, harmed, reply, secret, judged)
	for name, who := range map[string]*client{"the complainant": w.amira, "the accused party": w.kees} {
		v := who.view(complainttest.ID(1))
		if len(v.Posts) > 0 || len(v.Barred) > 0 || slices.ContainsFunc(v.Seats, func(s jsonSeat) bool { return s.Person != "" }) {
			t.Errorf("%s is told %+v", name, v)
		}
	}
	v := w.sam.view(complainttest.ID(1))
	if len(v.Posts) == 0 || !slices.Equal(v.Barred, []org.PersonID{complainttest.Sol}) {
		t.Errorf("the secretary is told of letters %v, and that %v are barred", v.Posts, v.Barred)
	}
}

// That a complaint answers another one, only the office is told: whom it is about
// may have no part in that other one.
func TestWhatAComplaintAnswers(t *testing.T) {
	s := open(t, complainttest.New())
	c := s.outsider()
	in := c.filing(1, harmed, complainttest.Sam)
	in.Counters = complainttest.ID(2)
	want[struct{}](t, s.send("", "POST", "/complaint/api/complaints", in), 204)
	if got := c.view(complainttest.ID(1)).Counters; got != "" {
		t.Errorf("who comes with words is told of complaint %s", got)
	}
	if got := s.officer(complainttest.Sam).view(complainttest.ID(1)).Counters; got != complainttest.ID(2) {
		t.Errorf("the secretary is told of %q", got)
	}
}
