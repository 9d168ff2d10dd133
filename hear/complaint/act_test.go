// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// room gives a complaint that has just come in.
func room(t *testing.T, advice complaint.Advice, pool []complaint.Public) *world {
	t.Helper()
	return newWorld(t, rand.New(rand.NewPCG(1, 1)), pool, advice)
}

// of gives the first seat of a party that is taken.
func (w *world) of(party complaint.Party) complaint.Seat {
	for _, s := range w.c.Seats {
		if s.Party == party && s.Sits() {
			return s
		}
	}
	return complaint.Seat{Party: party}
}

// takes gives a step as a party takes it, with all that it needs.
func (w *world) takes(party complaint.Party, step complaint.StepName) (complaint.Seat, complaint.Act) {
	by, a := w.of(party), complaint.Act{Since: w.c.Version, Step: step}
	rule, _ := w.p.Find(step)
	if len(rule.Grounds) > 0 {
		a.Ground = rule.Grounds[0].Code
	}
	w.comes(&a)
	if a.Weeks > 0 {
		a.Weeks = 2
	}
	if a.Hearing.At != "" {
		a.Hearing.On = w.on
	}
	if rule.Writes != complaint.NoDocument {
		w.writes(&a, rule.Writes)
	}
	return by, a
}

func (w *world) do(by complaint.Seat, a complaint.Act) error {
	before := whole(w.c)
	if _, err := w.p.Do(w.cal, &w.c, by.Number, a, w.on); err != nil {
		return err
	}
	w.c.Version++
	if broken := w.acted(before, by, a) + w.judge(); broken != "" {
		return errors.New(broken)
	}
	return nil
}

func (w *world) must(t *testing.T, party complaint.Party, steps ...complaint.StepName) {
	t.Helper()
	for _, step := range steps {
		w.on = w.on.AddDays(1)
		by, a := w.takes(party, step)
		if err := w.do(by, a); err != nil {
			t.Fatalf("%s by the %s in %s: %v", step, party, w.c.State, err)
		}
	}
}

// A whole complaint, from the first word to the conclusion, with a committee and
// without one: each paper is read by exactly those who have a right to it.
func TestWholeComplaint(t *testing.T) {
	for _, advice := range []complaint.Advice{complaint.With, complaint.Without} {
		w := room(t, advice, publics(40))
		w.must(t, complaint.Secretary, complaint.Acknowledge, complaint.AskCompletion)
		w.must(t, complaint.Complainant, complaint.MakeComplete, complaint.Represent)
		w.must(t, complaint.Secretary, complaint.CheckHandler, complaint.Admit)
		w.must(t, complaint.Authority, complaint.Adjourn)
		for _, o := range w.c.Owed(w.p) { // who came later reads what was before
			if err := w.do(w.c.Seats[0], complaint.Act{Since: w.c.Version, Grants: []complaint.Grant{{Paper: o.Paper, To: o.To, Key: complainttest.Envelope("k")}}}); err != nil {
				t.Fatal(err)
			}
		}
		w.must(t, complaint.Secretary, complaint.SendCopy)
		w.must(t, complaint.Accused, complaint.Supplement)
		w.must(t, complaint.Secretary, complaint.Invite, complaint.InviteAccused)
		conclude, hears := complaint.ConcludeAlone, map[complaint.Party][]complaint.StepName{complaint.Authority: {complaint.HearAlone, complaint.HearAccusedAlone}}
		if advice == complaint.With {
			conclude, hears = complaint.Conclude, map[complaint.Party][]complaint.StepName{complaint.Member: {complaint.Hear, complaint.HearAccused}}
		}
		for who, steps := range hears {
			w.must(t, who, steps...)
		}
		w.must(t, complaint.Secretary, complaint.ReportHearing)
		if advice == complaint.With {
			w.must(t, complaint.Member, complaint.Advise)
		}
		w.must(t, complaint.Authority, conclude)
		if w.c.State != complaint.Concluded || len(w.c.Owed(w.p)) > 0 || len(w.c.Orphans()) > 0 || len(w.c.Hearings) != 2 {
			t.Errorf("%s a committee: %s, owed %v, orphans %v, hearings %v", advice, w.c.State, w.c.Owed(w.p), w.c.Orphans(), w.c.Hearings)
		}
	}
}

func TestFileRefuses(t *testing.T) {
	w := room(t, complaint.With, publics(40))
	for _, tc := range []struct {
		rule  string
		wrong func(*complaint.Submission)
		want  error
	}{
		{"as it should be", func(*complaint.Submission) {}, nil},
		{"no id", func(f *complaint.Submission) { f.ID = "1" }, complaint.ErrID},
		{"an answer to no complaint", func(f *complaint.Submission) { f.Counters = "1" }, complaint.ErrID},
		{"an answer to itself", func(f *complaint.Submission) { f.Counters = f.ID }, complaint.ErrID},
		{"received tomorrow", func(f *complaint.Submission) { f.Received = w.on.AddDays(1) }, complaint.ErrDay},
		{"received long ago", func(f *complaint.Submission) { f.Received = w.on.AddDays(-401) }, complaint.ErrDay},
		{"received on no day", func(f *complaint.Submission) { f.Received = civil.Date{} }, complaint.ErrDay},
		{"by a member", func(f *complaint.Submission) { f.By = complaint.Member }, complaint.ErrParty},
		{"with neither a committee nor none", func(f *complaint.Submission) { f.Advice = complaint.Either }, complaint.ErrAdvice},
		{"of nobody", func(f *complaint.Submission) { f.Complainant = complaint.Seat{} }, complaint.ErrSeat},
		{"of who only stands by", func(f *complaint.Submission) { f.Complainant.Capacity = complaint.Supporter }, complaint.ErrSeat},
		{"of an account", func(f *complaint.Submission) { f.Complainant.Person = "p" }, complaint.ErrSeat},
		{"without words", func(f *complaint.Submission) { f.Complainant.Lookup[0], f.Complainant.Lookup[2] = 0, 0 }, complaint.ErrSeat},
		{"without keys", func(f *complaint.Submission) { f.Complainant.Public = complaint.Public{} }, complaint.ErrKeys},
		{"to no secretary", func(f *complaint.Submission) { f.Secretaries = nil }, complaint.ErrSeat},
		{"to a member", func(f *complaint.Submission) { f.Secretaries = []complaint.Seat{w.official("m1")} }, complaint.ErrSeat},
		{"to one twice", func(f *complaint.Submission) { f.Secretaries[1] = f.Secretaries[0] }, complaint.ErrSeatTwice},
		{"to the complainant's own key", func(f *complaint.Submission) { f.Secretaries[1].Public = f.Complainant.Public }, complaint.ErrSeatTwice},
		{"as something else", func(f *complaint.Submission) { f.Sealed.Kind = complaint.Copy }, complaint.ErrPaper},
		{"as a later paper", func(f *complaint.Submission) { f.Sealed.Number = 2 }, complaint.ErrStale},
		{"sealed to fewer", func(f *complaint.Submission) { f.Sealed.Readers = f.Sealed.Readers[1:] }, complaint.ErrReaders},
		{"sealed to more", func(f *complaint.Submission) { f.Sealed.Readers = append(f.Sealed.Readers, 4) }, complaint.ErrReaders},
		{"in clear", func(f *complaint.Submission) { f.Sealed.Envelope = []byte("he said") }, complaint.ErrEnvelope},
		{"with a key in clear", func(f *complaint.Submission) { f.Sealed.Key = nil }, complaint.ErrEnvelope},
		{"too large", func(f *complaint.Submission) {
			f.Sealed.Envelope = append(complainttest.Envelope(""), bytes.Repeat([]byte("a"), complaint.MostPaper)...)
		}, complaint.ErrLarge},
	} {
		f := complaint.Submission{
			ID: complainttest.ID(2), Org: "agency", Committee: "ministry", Advice: complaint.With, By: complaint.Complainant, Received: w.on,
			Complainant: complaint.Seat{Party: complaint.Complainant, Lookup: complainttest.Words(200), Public: w.c.Seats[0].Public},
			Secretaries: []complaint.Seat{w.official("s1"), w.official("s2")}, Sealed: w.sealed(complaint.Filing, 1, 1, 2, 3),
		}
		tc.wrong(&f)
		if _, _, err := w.p.File(f, w.on); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
}

// handled is a complaint with a committee that is taken up; its accused party
// knows of it, and a supporter and a representative of the complainant sit.
func handled(t *testing.T, pool []complaint.Public) *world {
	t.Helper()
	w := room(t, complaint.With, pool)
	w.must(t, complaint.Secretary, complaint.Acknowledge)
	w.must(t, complaint.Complainant, complaint.MakeComplete, complaint.Represent)
	if err := w.do(w.c.Seats[0], complaint.Act{Since: w.c.Version, Sit: []complaint.Seat{w.outsider(complaint.Complainant, complaint.Supporter)}}); err != nil {
		t.Fatal(err)
	}
	w.must(t, complaint.Secretary, complaint.CheckHandler, complaint.Admit, complaint.SendCopy)
	return w
}

// as gives the seat of a complainant's supporter or representative.
func (w *world) as(c complaint.Capacity) complaint.Seat {
	for _, s := range w.c.Seats {
		if s.Capacity == c {
			return s
		}
	}
	return complaint.Seat{}
}

func TestDoRefuses(t *testing.T) {
	pool := publics(40)
	type acts = func(*world) (complaint.Seat, complaint.Act)
	step := func(party complaint.Party, step complaint.StepName, wrong ...func(*world, *complaint.Act)) acts {
		return func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.takes(party, step)
			for _, change := range wrong {
				change(w, &a)
			}
			return by, a
		}
	}
	only := func(party complaint.Party, change func(*world, *complaint.Act)) acts {
		return func(w *world) (complaint.Seat, complaint.Act) {
			a := complaint.Act{Since: w.c.Version}
			change(w, &a)
			return w.of(party), a
		}
	}
	sits := func(party complaint.Party, seat func(*world) complaint.Seat) acts {
		return only(party, func(w *world, a *complaint.Act) { a.Sit = []complaint.Seat{seat(w)} })
	}
	for _, tc := range []struct {
		rule string
		acts acts
		want error
	}{
		{"nobody sits there", func(w *world) (complaint.Seat, complaint.Act) {
			return complaint.Seat{Number: 99}, complaint.Act{Since: w.c.Version}
		}, complaint.ErrSeat},
		{"changed since", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Since-- }), complaint.ErrStale},
		{"nothing", only(complaint.Secretary, func(*world, *complaint.Act) {}), complaint.ErrStep},
		{"no step of that name", step(complaint.Secretary, "burn"), complaint.ErrStep},
		{"filed again", step(complaint.Complainant, complaint.File), complaint.ErrStep},
		{"a ground for no step", only(complaint.Secretary, func(_ *world, a *complaint.Act) { a.Ground = "he is tired" }), complaint.ErrGround},
		{"into another with no step", only(complaint.Secretary, func(_ *world, a *complaint.Act) { a.JoinTo = complainttest.ID(3) }), complaint.ErrJoin},
		{"not his to take", step(complaint.Secretary, complaint.Adjourn), complaint.ErrParty},
		{"not from here", step(complaint.Secretary, complaint.Forward), complaint.ErrState},
		{"without a committee only", step(complaint.Authority, complaint.ConcludeAlone), complaint.ErrAdvice},
		{"not invited yet", step(complaint.Member, complaint.Hear), complaint.ErrMissing},
		{"done already", step(complaint.Secretary, complaint.Acknowledge), complaint.ErrBarred},
		{"a second copy", step(complaint.Secretary, complaint.SendCopy), complaint.ErrBarred},
		{"no ground", step(complaint.Member, complaint.Waive, func(_ *world, a *complaint.Act) { a.Ground = "" }), complaint.ErrGround},
		{"a ground of another step", step(complaint.Member, complaint.Waive, func(_ *world, a *complaint.Act) { a.Ground = "over-a-year" }), complaint.ErrGround},
		{"five weeks", step(complaint.Authority, complaint.Adjourn, func(_ *world, a *complaint.Act) { a.Weeks = 5 }), complaint.ErrWeeks},
		{"a day before the last", step(complaint.Secretary, complaint.Invite, func(w *world, _ *complaint.Act) { w.on = w.on.AddDays(-1) }), complaint.ErrDay},
		{"too late to adjourn", step(complaint.Authority, complaint.Adjourn, func(w *world, _ *complaint.Act) { w.on = w.on.AddDays(100) }), complaint.ErrPast},
		{"a supporter adds", func(w *world) (complaint.Seat, complaint.Act) {
			_, a := w.takes(complaint.Complainant, complaint.Supplement)
			return w.as(complaint.Supporter), a
		}, complaint.ErrParty},
		{"a supporter gives", func(w *world) (complaint.Seat, complaint.Act) {
			a := complaint.Act{Since: w.c.Version}
			w.grant(&a, 1, 5)
			return w.as(complaint.Supporter), a
		}, complaint.ErrParty},
		{"a representative is satisfied", func(w *world) (complaint.Seat, complaint.Act) {
			_, a := w.takes(complaint.Complainant, complaint.Settle)
			return w.as(complaint.Representative), a
		}, complaint.ErrParty},
		{"joined to nothing", step(complaint.Secretary, complaint.Join, func(_ *world, a *complaint.Act) { a.JoinTo = "" }), complaint.ErrJoin},
		{"joined to itself", step(complaint.Secretary, complaint.Join, func(w *world, a *complaint.Act) { a.JoinTo = w.c.ID }), complaint.ErrJoin},
		{"joined to no id", step(complaint.Secretary, complaint.Join, func(_ *world, a *complaint.Act) { a.JoinTo = "the other one" }), complaint.ErrJoin},
		{"joined by the way", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.JoinTo = complainttest.ID(3) }), complaint.ErrJoin},

		{"a member seats a colleague", sits(complaint.Member, func(w *world) complaint.Seat { return w.official("m5") }), complaint.ErrSeat},
		{"a secretary seats an authority by the way", sits(complaint.Secretary, func(w *world) complaint.Seat { return w.official("a2") }), complaint.ErrSeat},
		{"a complainant seats another", sits(complaint.Complainant, func(w *world) complaint.Seat { return w.outsider(complaint.Complainant, complaint.Self) }), complaint.ErrSeat},
		{"a complainant seats the accused party's supporter", sits(complaint.Complainant, func(w *world) complaint.Seat { return w.outsider(complaint.Accused, complaint.Supporter) }), complaint.ErrSeat},
		{"a supporter with an account", sits(complaint.Complainant, func(w *world) complaint.Seat {
			s := w.outsider(complaint.Complainant, complaint.Supporter)
			s.Person = "p"
			return s
		}), complaint.ErrSeat},
		{"words that sit", sits(complaint.Complainant, func(w *world) complaint.Seat {
			s := w.outsider(complaint.Complainant, complaint.Supporter)
			s.Lookup = w.of(complaint.Accused).Lookup
			return s
		}), complaint.ErrSeatTwice},
		{"a key that sits", sits(complaint.Complainant, func(w *world) complaint.Seat {
			s := w.outsider(complaint.Complainant, complaint.Supporter)
			s.Recipient = w.of(complaint.Accused).Recipient
			return s
		}), complaint.ErrSeatTwice},
		{"a person who sits", sits(complaint.Secretary, func(w *world) complaint.Seat { return w.official("s2") }), complaint.ErrSeatTwice},
		{"a person who is barred", only(complaint.Secretary, func(w *world, a *complaint.Act) {
			a.Bar, a.Sit = []org.PersonID{"s3"}, []complaint.Seat{w.official("s3")}
		}), complaint.ErrBarredPerson},
		{"no keys", sits(complaint.Complainant, func(w *world) complaint.Seat {
			s := w.outsider(complaint.Complainant, complaint.Supporter)
			s.Verify = s.Recipient
			return s
		}), complaint.ErrKeys},
		{"more than there is room for", only(complaint.Complainant, func(w *world, a *complaint.Act) {
			for n := range 60 {
				s := w.outsider(complaint.Complainant, complaint.Supporter)
				s.Lookup, w.keys = complainttest.Words(300+n), append(slices.Clone(w.keys), public())
				a.Sit = append(a.Sit, s)
			}
		}), complaint.ErrSeats},
		{"another's seat", only(complaint.Complainant, func(w *world, a *complaint.Act) { a.Rise = []complaint.SeatNumber{2} }), complaint.ErrSeat},
		{"a secretary lifts the complainant", only(complaint.Secretary, func(_ *world, a *complaint.Act) { a.Rise = []complaint.SeatNumber{1} }), complaint.ErrSeat},
		{"a member bars another", only(complaint.Member, func(_ *world, a *complaint.Act) { a.Bar = []org.PersonID{"s1"} }), complaint.ErrSeat},
		{"a member advises and withdraws at once", step(complaint.Member, complaint.Waive, func(w *world, a *complaint.Act) { a.Bar = []org.PersonID{w.of(complaint.Member).Person} }), complaint.ErrSeat},
		{"nobody is barred", only(complaint.Secretary, func(_ *world, a *complaint.Act) { a.Bar = []org.PersonID{""} }), complaint.ErrSeat},
		{"too small a chamber", step(complaint.Secretary, complaint.CheckHandler, func(w *world, a *complaint.Act) { a.Rise = []complaint.SeatNumber{w.of(complaint.Member).Number} }), complaint.ErrChamber},
		{"nobody to conclude", step(complaint.Secretary, complaint.CheckHandler, func(w *world, a *complaint.Act) { a.Rise = []complaint.SeatNumber{w.of(complaint.Authority).Number} }), complaint.ErrNoAuthority},

		{"no letter", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Papers = nil }), complaint.ErrPaper},
		{"two letters", step(complaint.Secretary, complaint.Invite, func(w *world, a *complaint.Act) { w.writes(a, complaint.Invitation) }), complaint.ErrPaper},
		{"a letter by the way", only(complaint.Secretary, func(w *world, a *complaint.Act) { w.writes(a, complaint.Invitation) }), complaint.ErrPaper},
		{"a secretary writes to the members only", only(complaint.Secretary, func(w *world, a *complaint.Act) { w.writes(a, complaint.Deliberation) }), complaint.ErrPaper},
		{"a number that is taken", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Papers[0].Number-- }), complaint.ErrStale},
		{"sealed to fewer", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Papers[0].Readers = a.Papers[0].Readers[1:] }), complaint.ErrReaders},
		{"sealed to one twice", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Papers[0].Readers[1] = a.Papers[0].Readers[0] }), complaint.ErrReaders},
		{"in clear", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Papers[0].Envelope = []byte("come") }), complaint.ErrEnvelope},

		{"given what he isn't owed", only(complaint.Secretary, func(w *world, a *complaint.Act) { w.grant(a, 1, 1) }), complaint.ErrGrant},
		{"given no paper", only(complaint.Secretary, func(w *world, a *complaint.Act) { w.grant(a, 99, 1) }), complaint.ErrGrant},
		{"given to nobody", only(complaint.Secretary, func(w *world, a *complaint.Act) { w.grant(a, 1, 99) }), complaint.ErrGrant},
		{"given twice", only(complaint.Secretary, func(w *world, a *complaint.Act) {
			o := w.c.Owed(w.p)[0]
			w.grant(a, o.Paper, o.To)
			w.grant(a, o.Paper, o.To)
		}), complaint.ErrGrant},
		{"given by who can't read it", only(complaint.Member, func(w *world, a *complaint.Act) {
			o := w.c.Owed(w.p)[0]
			w.grant(a, o.Paper, o.To)
		}), complaint.ErrGrant},
		{"a key in clear", only(complaint.Secretary, func(w *world, a *complaint.Act) {
			o := w.c.Owed(w.p)[0]
			a.Grants = []complaint.Grant{{Paper: o.Paper, To: o.To, Key: []byte("k")}}
		}), complaint.ErrEnvelope},

		{"an official's own words", func(w *world) (complaint.Seat, complaint.Act) { return w.own(complaint.Secretary) }, complaint.ErrSeat},
		{"own words with what he doesn't read", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			w.grant(&a, 99, by.Number)
			return by, a
		}, complaint.ErrGrant},
		{"own words with one twice", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Grants = append(a.Grants, a.Grants[0])
			return by, a
		}, complaint.ErrGrant},
		{"own words with one in clear", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Grants[0].Key = []byte("k")
			return by, a
		}, complaint.ErrEnvelope},
		{"somebody else's words", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Own.Lookup = w.of(complaint.Accused).Lookup
			return by, a
		}, complaint.ErrSeatTwice},
		{"somebody else's key", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Own.Verify = w.of(complaint.Accused).Verify
			return by, a
		}, complaint.ErrSeatTwice},
		{"the key that he had", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Own.Recipient = by.Recipient
			return by, a
		}, complaint.ErrSeat},
		{"own words with no keys", func(w *world) (complaint.Seat, complaint.Act) {
			by, a := w.own(complaint.Complainant)
			a.Own.Public = complaint.Public{}
			return by, a
		}, complaint.ErrKeys},

		{"invited to nothing", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Hearing = complaint.Hearing{} }), complaint.ErrHearing},
		{"invited for yesterday", step(complaint.Secretary, complaint.Invite, func(w *world, a *complaint.Act) { a.Hearing.On = w.on.AddDays(-1) }), complaint.ErrHearing},
		{"invited at no hour", step(complaint.Secretary, complaint.Invite, func(_ *world, a *complaint.Act) { a.Hearing.At = "half past nine" }), complaint.ErrHearing},
		{"a hearing by the way", step(complaint.Complainant, complaint.Supplement, func(w *world, a *complaint.Act) { a.Hearing = complaint.Hearing{On: w.on, At: "09:30"} }), complaint.ErrHearing},
		{"a letter that doesn't wait", only(complaint.Secretary, func(_ *world, a *complaint.Act) {
			a.Posts = []complaint.Posting{{Paper: 1, To: 1, State: complaint.Printed}}
		}), complaint.ErrPost},
	} {
		w := handled(t, pool)
		by, a := tc.acts(w)
		before := whole(w.c)
		if _, err := w.p.Do(w.cal, &w.c, by.Number, a, w.on); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
		if !reflect.DeepEqual(before, w.c) {
			t.Errorf("%s: it was refused and changed something", tc.rule)
		}
	}
}

func (w *world) own(party complaint.Party) (complaint.Seat, complaint.Act) {
	by, a := w.of(party), complaint.Act{Since: w.c.Version}
	w.ownWords(by, &a)
	return by, a
}
