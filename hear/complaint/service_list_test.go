// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// whoWorks lists everybody who has, or had, a role in a house.
func whoWorks() []org.PersonID {
	return []org.PersonID{
		complainttest.Sam, complainttest.Sol, complainttest.Mia, complainttest.Max, complainttest.Mel, complainttest.Moe,
		complainttest.Aya, complainttest.Ada, complainttest.Dik,
	}
}

// does gives what somebody does to a complaint in the seat of a party.
func does(p complaint.Party) org.Action {
	return map[complaint.Party]org.Action{complaint.Secretary: complaint.Handle, complaint.Member: complaint.Weigh, complaint.Authority: complaint.Decide}[p]
}

// peopled is a house with many complaints, in which random people sit and of
// which some ended; then some of those people lose their roles, or get others.
func peopled(t *testing.T, random *rand.Rand) (*complainttest.House, int) {
	t.Helper()
	h := house(t)
	const many = 25
	for n := 1; n <= many; n++ {
		to := [][]org.PersonID{{complainttest.Sam}, {complainttest.Sol}, {complainttest.Sam, complainttest.Sol}}[random.IntN(3)]
		words := h.Submit(t, n, to...)
		c := kept(t, h, n)
		check := complaint.Act{Since: c.Version, Step: complaint.CheckHandler}
		panel, err := h.Service.Panel(t.Context(), orgtest.Agency)
		if err != nil {
			t.Fatal(err)
		}
		random.Shuffle(len(panel.Members), func(i, j int) { panel.Members[i], panel.Members[j] = panel.Members[j], panel.Members[i] })
		for i, o := range append(panel.Members[:3], panel.Authorities[random.IntN(2)]) {
			seat := complaint.Seat{Party: complaint.Member, Person: o.Person, Org: o.At, Public: o.Public}
			switch i {
			case 0:
				seat.Capacity = complaint.Chair
			case 3:
				seat.Party = complaint.Authority
			}
			check.Sit = append(check.Sit, seat)
		}
		if random.IntN(3) > 0 {
			if err := h.Service.Act(t.Context(), h.Actor(t, to[0]), c.ID, check); err != nil {
				t.Fatal(err)
			}
		}
		if random.IntN(4) == 0 {
			now := kept(t, h, n)
			out := complaint.Act{Since: now.Version, Step: complaint.Withdraw, Papers: []complaint.Sealed{{
				Kind: complaint.Confirmation, Number: complaint.PaperNumber(len(now.Papers) + 1), Readers: now.Readers(complaint.Edition2026(), complaint.Confirmation, complaint.Withheld{}),
				Key: complainttest.Envelope("key"), Envelope: complainttest.Envelope("words"),
			}}}
			if err := h.Service.ActByWords(t.Context(), words, c.ID, out); err != nil {
				t.Fatal(err)
			}
		}
		h.Clock.Days(random.IntN(4))
	}
	for _, who := range whoWorks()[:8] {
		if random.IntN(3) == 0 {
			h.Dismiss(t, who)
		}
	}
	role, at := []org.Role{org.CommitteeSecretary, org.CommitteeMember, org.CompetentAuthority}[random.IntN(3)], []org.ID{orgtest.Agency, orgtest.Ministry, orgtest.Elsewhere}[random.IntN(3)]
	for _, who := range []org.PersonID{complainttest.Mia, complainttest.Dik} {
		if who == complainttest.Dik || role != org.CommitteeMember {
			h.Appoint(t, who, role, at)
		}
		h.Keys.Renew(who)
	}
	return h, many
}

// A list and the policy agree: nothing is shown that the policy refuses, and
// nothing is left out in which the actor sits and which it allows; and the
// overview counts what the list shows.
func TestListAndPolicyAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 24))
	shown := 0
	for range 12 {
		h, many := peopled(t, random)
		for _, who := range whoWorks() {
			as := h.Actor(t, who)
			for _, ended := range []complaint.Ending{complaint.Running, complaint.Over} {
				page, more, err := h.Service.List(t.Context(), as, complaint.Query{Ended: ended})
				if (err == nil) != complaint.Works(as) || more {
					t.Fatalf("%s: %v %v", who, more, err)
				}
				var got, want []complaint.ID
				for _, head := range page {
					got = append(got, head.ID)
				}
				for n := 1; n <= many; n++ {
					c := kept(t, h, n)
					seat, sits := c.Of(who)
					if sits && c.State.Ended() == (ended == complaint.Over) && h.Policy.Decide(as, does(seat.Party), c.Resource(seat.Org)).Allowed {
						want = append(want, c.ID)
					}
				}
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, %q: %s", who, ended, diff)
				}
				shown += len(got)
				if ended != complaint.Running || err != nil {
					continue
				}
				counts, err := h.Service.Overview(t.Context(), as)
				counted := 0
				for _, c := range counts {
					counted += c.Running
				}
				if counted != len(got) || err != nil {
					t.Errorf("%s: the overview counts %d, the list shows %d, %v", who, counted, len(got), err)
				}
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d were shown: it proves little", shown)
	}
}

// Who steers an organisation, or one above it, sees that something waits too
// long there, and for how many days; who works on complaints doesn't so.
func TestOverdue(t *testing.T) {
	h := house(t)
	h.Submit(t, 1, complainttest.Sam)
	h.Clock.Days(10) // to acknowledge was promised within seven: three days ago
	for who, want := range map[org.PersonID][]complaint.Waiting{
		complainttest.Aya: {{Org: orgtest.Agency, Step: complaint.Acknowledge, Days: 3}},
		complainttest.Ada: {{Org: orgtest.Agency, Step: complaint.Acknowledge, Days: 3}},
		complainttest.Sam: {}, complainttest.Mia: {},
	} {
		got, err := h.Service.Overdue(t.Context(), h.Actor(t, who))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", who, err, diff)
		}
	}
}
