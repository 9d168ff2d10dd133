// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// world is a complaint with all who can have a part in it, and beside it what a
// bystander wrote down: by that, and by nothing that the complaint keeps of
// itself, what it promises is judged.
type world struct {
	random *rand.Rand
	p      complaint.Procedure
	cal    civil.Calendar
	on     civil.Date
	c      complaint.Complaint
	keys   []complaint.Public // not used yet
	words  int
	roster map[org.PersonID]*colleague

	log     []entry
	barred  map[org.PersonID]bool
	read    map[complaint.PaperNumber]map[complaint.SeatNumber]bool
	lost    map[[2]int]bool                // by paper and seat: what was read with words that are gone
	letters map[[3]int]complaint.PostState // by paper, step and seat
	kept    map[complaint.PaperNumber]complaint.Withheld
}

// colleague is somebody with an account, who has his role or lost it.
type colleague struct {
	party complaint.Party
	complaint.Public
	here bool
}

// entry is a step as the bystander saw it.
type entry struct {
	step complaint.StepName
	by   complaint.Seat
	on   civil.Date
	at   civil.Date // of the hearing to which it invites
}

// rights is who reads what, written down a second time: c the complainant, a the
// accused party, s a secretary, m a member, u the authority.
var rights = map[complaint.Document]string{
	complaint.Filing: "casmu", complaint.Copy: "casmu", complaint.HearingReport: "casmu", complaint.Findings: "casmu",
	complaint.Conclusion: "casmu", complaint.Adjournment: "casmu", complaint.Consent: "casmu", complaint.Invitation: "casmu",
	complaint.Waiver: "casmu", complaint.Confirmation: "casmu", complaint.Enclosure: "casmu", complaint.Redacted: "casmu",
	complaint.Acknowledgement: "csmu", complaint.Completion: "csmu", complaint.Forwarding: "csmu", complaint.Declining: "csmu",
	complaint.Details: "csmu", complaint.Draft: "sm", complaint.Deliberation: "m",
}

// withheld is what can be kept from a party, written down a second time: r with a
// reason, o because each has a letter of its own.
var withheld = map[complaint.Document]string{
	complaint.Filing: "r", complaint.Enclosure: "r", complaint.HearingReport: "r",
	complaint.Copy: "o", complaint.Conclusion: "o", complaint.Adjournment: "o", complaint.Invitation: "o", complaint.Waiver: "o",
}

func (w *world) right(s complaint.Seat, d complaint.Document, copied bool, from complaint.Party) bool {
	letter := map[complaint.Party]rune{complaint.Complainant: 'c', complaint.Accused: 'a', complaint.Secretary: 's', complaint.Member: 'm', complaint.Authority: 'u'}[s.Party]
	return slices.Contains([]rune(rights[d]), letter) && s.Party != from && (s.Party != complaint.Accused || copied)
}

func (w *world) did(steps ...complaint.StepName) bool { return w.last(steps...) >= 0 }

func (w *world) last(steps ...complaint.StepName) int {
	at := -1
	for i, e := range w.log {
		if slices.Contains(steps, e.step) {
			at = i
		}
	}
	return at
}

// A hundred thousand acts at random, by parties, those who act for them or stand
// by them, and officials who come, leave, withdraw and get other keys.
func TestRandomActs(t *testing.T) {
	const acts, longest = 100_000, 150
	random := rand.New(rand.NewPCG(9, 16))
	pool := publics(400)
	seen := map[complaint.StepName]int{}
	kept := map[complaint.Withheld]int{}
	versions, lent := 0, 0
	for left := acts; left > 0; {
		w := newWorld(t, random, pool, []complaint.Advice{complaint.With, complaint.Without}[random.IntN(2)])
		for after := 0; after < longest; after++ {
			left--
			if w.c.State.Ended() {
				after += longest / 15 // not much happens any more
			}
			if broken := w.once(); broken != "" {
				t.Fatalf("%s, after %v", broken, w.steps())
			}
		}
		for _, e := range w.log {
			seen[e.step]++
		}
		for _, s := range w.c.Seats {
			if s.Lent && len(s.Was) > 0 {
				lent++
			}
		}
		for _, paper := range w.c.Papers {
			kept[paper.Withheld]++
			if paper.Of != 0 {
				versions++
			}
		}
	}
	for _, r := range complaint.Edition2026().Rules {
		if r.Step != complaint.File && seen[r.Step] < 10 {
			t.Errorf("%s was taken %d times: the walk hardly gets there", r.Step, seen[r.Step])
		}
	}
	for _, w := range []complaint.Withheld{{From: complaint.Accused, Ground: "safety"}, {From: complaint.Complainant, Ground: "private"}, {From: complaint.Accused, Ground: complaint.OwnLetter}} {
		if kept[w] < 10 {
			t.Errorf("kept from the %s because of %s: %d times", w.From, w.Ground, kept[w])
		}
	}
	if versions < 10 || lent < 10 {
		t.Errorf("%d versions without what somebody doesn't get to read, %d who were lent other words", versions, lent)
	}
}

func public() complaint.Public {
	k := seal.NewKeyring()
	return complaint.Public{Recipient: k.Identity.Recipient().String(), Verify: k.Signing.VerifyKey().String()}
}

func publics(n int) (all []complaint.Public) {
	for range n {
		all = append(all, public())
	}
	return all
}

func (w *world) steps() (all []complaint.StepName) {
	for _, e := range w.log {
		all = append(all, e.step)
	}
	return all
}

func newWorld(t *testing.T, random *rand.Rand, pool []complaint.Public, advice complaint.Advice) *world {
	t.Helper()
	w := &world{
		random: random, p: complaint.Edition2026(), cal: civil.NewCalendar(), on: civil.Day(2026, 1, 1).AddDays(random.IntN(1000)), keys: pool,
		roster: map[org.PersonID]*colleague{}, barred: map[org.PersonID]bool{},
		read: map[complaint.PaperNumber]map[complaint.SeatNumber]bool{}, letters: map[[3]int]complaint.PostState{}, lost: map[[2]int]bool{},
		kept: map[complaint.PaperNumber]complaint.Withheld{},
	}
	for party, names := range map[complaint.Party][]org.PersonID{
		complaint.Secretary: {"s1", "s2", "s3"}, complaint.Member: {"m1", "m2", "m3", "m4", "m5"}, complaint.Authority: {"a1", "a2"},
	} {
		for _, id := range names {
			w.roster[id] = &colleague{party, complaint.Public{}, true}
		}
	}
	for _, id := range w.people() {
		w.roster[id].Public = w.key()
	}
	first := w.outsider(complaint.Complainant, complaint.Self)
	c, _, err := w.p.File(complaint.Submission{
		ID: complainttest.ID(1), Org: "agency", Committee: "ministry", Advice: advice, By: complaint.Complainant, Received: w.on,
		Complainant: first, Secretaries: []complaint.Seat{w.official("s1"), w.official("s2")},
		Sealed: w.sealed(complaint.Filing, 1, 1, 2, 3),
	}, w.on)
	if err != nil {
		t.Fatal(err)
	}
	w.c = c
	w.read[1] = map[complaint.SeatNumber]bool{1: true, 2: true, 3: true}
	return w
}

// once lets something happen, and gives which promise that breaks.
func (w *world) once() string {
	w.on = w.on.AddDays(w.random.IntN(3))
	before := whole(w.c)
	if w.random.IntN(20) == 0 {
		return w.tend(before)
	}
	by, a := w.act()
	if w.random.IntN(4) == 0 {
		stale := a
		stale.Since -= int64(1 + w.random.IntN(2))
		if _, err := w.p.Do(w.cal, &w.c, by.Number, stale, w.on); err == nil || !reflect.DeepEqual(before, w.c) {
			return "a step on what was there before was taken, or changed something"
		}
	}
	if _, err := w.p.Do(w.cal, &w.c, by.Number, a, w.on); err != nil {
		if !reflect.DeepEqual(before, w.c) {
			return "what was refused changed something"
		}
		return ""
	}
	w.c.Version++
	if broken := w.acted(before, by, a); broken != "" {
		return broken
	}
	return w.judge()
}

// whole gives a complaint that shares nothing with the one that it is of.
func whole(c complaint.Complaint) complaint.Complaint {
	c.Facts, c.Taken, c.Adjourned = slices.Clone(c.Facts), slices.Clone(c.Taken), slices.Clone(c.Adjourned)
	c.Seats, c.Papers, c.Hearings = slices.Clone(c.Seats), slices.Clone(c.Papers), slices.Clone(c.Hearings)
	c.Posts, c.Moved, c.Barred = slices.Clone(c.Posts), slices.Clone(c.Moved), slices.Clone(c.Barred)
	for i := range c.Seats {
		c.Seats[i].Was = slices.Clone(c.Seats[i].Was)
	}
	for i := range c.Papers {
		c.Papers[i].Readers = slices.Clone(c.Papers[i].Readers)
	}
	return c
}

// tend lets colleagues leave, come back and get other keys, and has the seats
// follow.
func (w *world) tend(before complaint.Complaint) string {
	for _, id := range w.people() {
		who := w.roster[id]
		switch w.random.IntN(24) {
		case 0:
			who.here = false
		case 1, 2, 3, 4, 5, 6:
			who.here = true
		case 7:
			who.Public = w.key()
		}
	}
	present := func(s complaint.Seat) (complaint.Officer, bool) {
		who := w.roster[s.Person]
		return complaint.Officer{Person: s.Person, At: "ministry", Public: who.Public}, who.here && who.party == s.Party
	}
	var secretaries []complaint.Officer
	for _, id := range w.people() {
		if who := w.roster[id]; who.here && who.party == complaint.Secretary {
			secretaries = append(secretaries, complaint.Officer{Person: id, At: "ministry", Public: who.Public})
		}
	}
	if !w.c.Tend(present, secretaries, w.on) {
		if !reflect.DeepEqual(before, w.c) {
			return "the seats were changed, and it was said that they weren't"
		}
		return ""
	}
	w.c.Version++
	for _, s := range w.c.Seats {
		if !s.Official() || !s.Sits() {
			continue
		}
		who := w.roster[s.Person]
		if !who.here {
			return "who has no role any more sits"
		}
		if int(s.Number) > len(before.Seats) {
			continue
		}
		if was := before.Seats[s.Number-1]; was.Public != who.Public {
			for _, readers := range w.read {
				delete(readers, s.Number)
			}
		}
	}
	return w.judge()
}
