// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// tries takes a step as must does, and gives what came of it.
func (w *world) tries(party complaint.Party, step complaint.StepName, change ...func(*complaint.Act)) error {
	by, a := w.takes(party, step)
	for _, c := range change {
		c(&a)
	}
	return w.do(by, a)
}

func (w *world) bars(t *testing.T, by complaint.Party, who org.PersonID) {
	t.Helper()
	if err := w.do(w.of(by), complaint.Act{Since: w.c.Version, Bar: []org.PersonID{who}}); err != nil {
		t.Fatal(err)
	}
}

// The opportunity to be heard lies ahead until its day, unless he was heard or
// it was waived since.
func TestNobodyIsJudgedBeforeHisHearing(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		since func(*testing.T, *world)
		want  error
	}{
		{"the day before", func(*testing.T, *world) {}, complaint.ErrMissing},
		{"on the day", func(_ *testing.T, w *world) { w.on = w.on.AddDays(10) }, nil},
		{"heard earlier", func(t *testing.T, w *world) {
			w.must(t, complaint.Member, complaint.HearAccused)
			w.must(t, complaint.Secretary, complaint.ReportHearing)
		}, nil},
		{"the other side was heard", func(t *testing.T, w *world) {
			w.must(t, complaint.Member, complaint.Hear)
			w.must(t, complaint.Secretary, complaint.ReportHearing)
		}, complaint.ErrMissing},
		{"put off", func(t *testing.T, w *world) {
			w.on = w.on.AddDays(10)
			if err := w.tries(complaint.Secretary, complaint.InviteAccused, func(a *complaint.Act) { a.Hearing.On = w.on.AddDays(5) }); err != nil {
				t.Fatal(err)
			}
		}, complaint.ErrMissing},
	} {
		w := handled(t, publics(40))
		w.must(t, complaint.Secretary, complaint.Invite)
		if err := w.tries(complaint.Secretary, complaint.InviteAccused, func(a *complaint.Act) { a.Hearing.On = w.on.AddDays(10) }); err != nil {
			t.Fatal(err)
		}
		tc.since(t, w)
		if err := w.tries(complaint.Member, complaint.Advise); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.rule, err, tc.want)
		}
	}
}

// A committee of which a member left can't advise until another sits; once it has
// advised, it holds up nothing.
func TestAChamberThatFellApart(t *testing.T) {
	w := handled(t, publics(40))
	w.must(t, complaint.Secretary, complaint.Invite, complaint.InviteAccused)
	w.bars(t, complaint.Member, w.of(complaint.Member).Person) // the chair withdraws
	if err := w.tries(complaint.Member, complaint.Advise); !errors.Is(err, complaint.ErrChamber) {
		t.Fatalf("two members without a chair: %v", err)
	}
	w.must(t, complaint.Secretary, complaint.CheckHandler)
	w.must(t, complaint.Member, complaint.Advise)
	for _, s := range w.c.Seats {
		if s.Party == complaint.Member && s.Sits() {
			w.bars(t, complaint.Secretary, s.Person)
		}
	}
	w.must(t, complaint.Secretary, complaint.ReplaceDecider, complaint.CheckHandler)
	w.must(t, complaint.Authority, complaint.Conclude)
}

// Whoever concluded for an authority that it turns out to be about leaves, and is
// barred in the same act.
func TestItIsAboutTheAuthority(t *testing.T) {
	w := handled(t, publics(40))
	first := w.of(complaint.Authority)
	if err := w.tries(complaint.Secretary, complaint.ReplaceDecider, func(a *complaint.Act) { a.Bar = []org.PersonID{first.Person} }); err != nil {
		t.Fatal(err)
	}
	if now := w.of(complaint.Authority); now.Person == first.Person || !now.Sits() {
		t.Errorf("%s sits for the authority", now.Person)
	}
	if err := w.tries(complaint.Secretary, complaint.CheckHandler, func(a *complaint.Act) { a.Sit = []complaint.Seat{w.official(first.Person)} }); !errors.Is(err, complaint.ErrBarredPerson) {
		t.Errorf("he was let back: %v", err)
	}
}

// The accused party knows nothing before its copy, and with it is told of an
// adjournment that came before, on paper too.
func TestTheAccusedPartyIsToldWithItsCopy(t *testing.T) {
	w := room(t, complaint.Without, publics(40))
	w.must(t, complaint.Complainant, complaint.MakeComplete)
	w.must(t, complaint.Secretary, complaint.CheckHandler, complaint.Admit)
	w.must(t, complaint.Authority, complaint.Adjourn)
	for _, as := range []complaint.Capacity{complaint.Supporter, complaint.Representative} {
		early := complaint.Act{Since: w.c.Version, Sit: []complaint.Seat{w.outsider(complaint.Accused, as)}}
		if err := w.do(w.of(complaint.Secretary), early); !errors.Is(err, complaint.ErrSeat) {
			t.Errorf("its %s sits before it has its copy: %v", as, err)
		}
	}
	for rule, tc := range map[string]struct {
		change func(*complaint.Act)
		want   error
	}{
		"not all of it":    {func(a *complaint.Act) { a.Grants = a.Grants[1:] }, complaint.ErrOwed},
		"to its supporter": {func(a *complaint.Act) { a.Sit[0].Capacity = complaint.Supporter }, complaint.ErrOwed},
		"to nobody": {func(a *complaint.Act) {
			a.Sit, a.Grants, a.Papers[0].Readers = nil, nil, a.Papers[0].Readers[:len(a.Papers[0].Readers)-1]
		}, complaint.ErrOwed},
	} {
		if err := w.tries(complaint.Secretary, complaint.SendCopy, tc.change); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	if err := w.tries(complaint.Secretary, complaint.SendCopy, func(a *complaint.Act) { a.Sit[0].Post = true }); err != nil {
		t.Fatal(err)
	}
	var kinds []complaint.Document
	for _, p := range w.c.Posts {
		if p.To == w.of(complaint.Accused).Number {
			kinds = append(kinds, w.c.Papers[p.Paper-1].Kind)
		}
	}
	slices.Sort(kinds)
	if want := []complaint.Document{complaint.Adjournment, complaint.Filing, complaint.Copy}; !slices.Equal(kinds, want) {
		t.Errorf("it gets %v on paper, want %v", kinds, want)
	}
}

// Who makes words of his own is found by those alone, and reads all that he read.
func TestWordsOfHisOwn(t *testing.T) {
	w := handled(t, publics(40))
	by, a := w.own(complaint.Accused)
	if err := w.do(by, a); err != nil {
		t.Fatal(err)
	}
	seat, found := w.c.OfWords(a.Own.Lookup)
	if _, old := w.c.OfWords(by.Lookup); old || !found || seat.Lent || !slices.Equal(seat.Was, []complaint.Public{by.Public}) {
		t.Errorf("%v %+v", old, seat)
	}
}

// Who lost his words is lent others by a secretary, and by nobody else. The old
// ones find nothing, all see that they are lent, and what he reads is owed to him
// until he is given it.
func TestWordsLentAnew(t *testing.T) {
	w := handled(t, publics(40))
	accused, member := w.of(complaint.Accused), w.of(complaint.Member)
	w.words++
	fresh := complaint.Own{Lookup: complainttest.Words(w.words), Public: w.key()}
	lending := func(to complaint.SeatNumber, own complaint.Own) complaint.Act {
		return complaint.Act{Since: w.c.Version, Lend: &complaint.Lend{To: to, Own: own}}
	}
	for rule, tc := range map[string]struct {
		by   complaint.Party
		act  complaint.Act
		want error
	}{
		"by the party itself":         {complaint.Complainant, lending(1, fresh), complaint.ErrSeat},
		"by a member":                 {complaint.Member, lending(accused.Number, fresh), complaint.ErrSeat},
		"to somebody with an account": {complaint.Secretary, lending(member.Number, fresh), complaint.ErrSeat},
		"to nobody":                   {complaint.Secretary, lending(59, fresh), complaint.ErrSeat},
		"words that another has":      {complaint.Secretary, lending(accused.Number, complaint.Own{Lookup: w.c.Seats[0].Lookup, Public: fresh.Public}), complaint.ErrSeatTwice},
		"keys that another has":       {complaint.Secretary, lending(accused.Number, complaint.Own{Lookup: fresh.Lookup, Public: member.Public}), complaint.ErrSeatTwice},
		"no keys":                     {complaint.Secretary, lending(accused.Number, complaint.Own{Lookup: fresh.Lookup}), complaint.ErrKeys},
	} {
		if err := w.do(w.of(tc.by), tc.act); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	reads := func() (n int) {
		for _, p := range w.c.Papers {
			if p.Reads(accused.Number) {
				n++
			}
		}
		return n
	}
	owed := func() (n int) {
		for _, g := range w.c.Owed(w.p) {
			if g.To == accused.Number {
				n++
			}
		}
		return n
	}
	read, lacked := reads(), owed()
	a := lending(accused.Number, fresh)
	w.grant(&a, w.c.Papers[0].Number, accused.Number)
	for _, seats := range w.read {
		delete(seats, accused.Number) // what was sealed to his old words
	}
	if err := w.do(w.of(complaint.Secretary), a); err != nil {
		t.Fatal(err)
	}
	seat, found := w.c.OfWords(fresh.Lookup)
	if _, old := w.c.OfWords(accused.Lookup); old || !found || !seat.Lent || seat.Number != accused.Number {
		t.Errorf("old words find it: %v; %+v", old, seat)
	}
	if reads() != 1 || owed() != lacked+read-1 {
		t.Errorf("he reads %d and is owed %d; before he read %d and was owed %d", reads(), owed(), read, lacked)
	}
}

// Of a letter on paper it is known whether it may have been sent, and it isn't
// sent twice.
func TestLettersOnPaper(t *testing.T) {
	w := room(t, complaint.With, publics(40))
	w.c.Seats[0].Post = true
	w.must(t, complaint.Secretary, complaint.Acknowledge)
	for _, tc := range []struct {
		by   complaint.Party
		to   complaint.PostState
		want error
	}{
		{complaint.Secretary, complaint.Posted, complaint.ErrPost},
		{complaint.Complainant, complaint.Printed, complaint.ErrPost},
		{complaint.Secretary, complaint.Printed, nil},
		{complaint.Secretary, complaint.Printed, complaint.ErrPost},
		{complaint.Secretary, complaint.Unsent, nil},
		{complaint.Secretary, complaint.Printed, nil},
		{complaint.Secretary, complaint.Posted, nil},
		{complaint.Secretary, complaint.Unsent, complaint.ErrPost},
		{complaint.Secretary, complaint.Posted, complaint.ErrPost},
		{complaint.Secretary, complaint.Printed, complaint.ErrPost},
	} {
		said := complaint.Act{Since: w.c.Version, Posts: []complaint.Posting{{Paper: 2, Step: 1, To: 1, State: tc.to}}}
		if err := w.do(w.of(tc.by), said); !errors.Is(err, tc.want) {
			t.Errorf("%s by the %s: %v, want %v", tc.to, tc.by, err, tc.want)
		}
	}
}

// Who gets other keys after the end is owed what he read: it is kept for years.
func TestOtherKeysAfterTheEnd(t *testing.T) {
	w := room(t, complaint.With, publics(40))
	w.must(t, complaint.Secretary, complaint.Withdraw)
	renewed := w.key()
	present := func(s complaint.Seat) (complaint.Officer, bool) {
		if s.Person == "s1" {
			return complaint.Officer{Public: renewed}, true
		}
		return complaint.Officer{Public: s.Public}, true
	}
	late := []complaint.Officer{{Person: "s3", At: "ministry", Public: w.roster["s3"].Public}}
	changed := w.c.Tend(present, late, w.on)
	_, seated := w.c.Of("s3")
	if owed := w.c.Owed(w.p); !changed || seated || len(owed) != len(w.c.Papers) || owed[0].To != 2 || w.c.Seats[1].Public != renewed {
		t.Errorf("changed %v, a newcomer sits %v, owed %v", changed, seated, owed)
	}
}

// A secretary who left his seat while a colleague handles it isn't put back by the
// machine; when nobody does, he is.
func TestWhoLeftIsntPutBack(t *testing.T) {
	w := room(t, complaint.With, publics(40))
	officers := []complaint.Officer{}
	for _, id := range []org.PersonID{"s1", "s2"} {
		officers = append(officers, complaint.Officer{Person: id, At: "ministry", Public: w.roster[id].Public})
	}
	present := func(s complaint.Seat) (complaint.Officer, bool) { return complaint.Officer{Public: s.Public}, true }
	leaves := func(n complaint.SeatNumber) {
		if err := w.do(w.c.Seats[n-1], complaint.Act{Since: w.c.Version, Rise: []complaint.SeatNumber{n}}); err != nil {
			t.Fatal(err)
		}
	}
	leaves(2)
	if w.c.Tend(present, officers, w.on) {
		t.Error("he was put back")
	}
	leaves(3)
	if !w.c.Tend(present, officers, w.on) || w.of(complaint.Secretary).Number == 0 {
		t.Error("nobody handles it")
	}
	if got := w.c.Orphans(); !slices.Equal(got, []complaint.PaperNumber{1}) {
		t.Errorf("orphans are %v", got)
	}
	w.on = w.on.AddDays(1)
	by, a := w.of(complaint.Complainant), complaint.Act{Since: w.c.Version}
	for _, o := range w.c.Owed(w.p) {
		a.Grants = append(a.Grants, complaint.Grant{Paper: o.Paper, To: o.To, Key: complainttest.Envelope("k")})
	}
	if err := w.do(by, a); err != nil || len(w.c.Orphans()) > 0 {
		t.Errorf("the complainant gave it to them: %v, %v", err, w.c.Orphans())
	}
}

// A complaint of which a part could hurt somebody goes to the accused party as a
// version without it; what is kept from it is so with a ground, by the office, and
// before it was read.
func TestWithhold(t *testing.T) {
	w := room(t, complaint.Without, publics(40))
	w.must(t, complaint.Complainant, complaint.MakeComplete, complaint.Supplement)
	w.must(t, complaint.Secretary, complaint.CheckHandler, complaint.Admit)
	const filing, enclosure = 1, 2
	keeps := func(paper complaint.PaperNumber, from complaint.Party, ground complaint.Withholding) complaint.Act {
		return complaint.Act{Since: w.c.Version, Withhold: []complaint.Withhold{{Paper: paper, Withheld: complaint.Withheld{From: from, Ground: ground}}}}
	}
	version := func(of complaint.PaperNumber) complaint.Act {
		a := complaint.Act{Since: w.c.Version}
		w.writes(&a, complaint.Redacted)
		a.Papers[0].Of = of
		return a
	}
	try := func(rule string, by complaint.Party, a complaint.Act, want error) {
		t.Helper()
		if err := w.do(w.of(by), a); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", rule, err, want)
		}
	}
	try("by a party", complaint.Complainant, keeps(filing, complaint.Accused, "safety"), complaint.ErrWithheld)
	try("from who wrote it", complaint.Secretary, keeps(filing, complaint.Complainant, "safety"), complaint.ErrWithheld)
	try("from a member", complaint.Secretary, keeps(filing, complaint.Member, "safety"), complaint.ErrWithheld)
	try("as a letter of its own", complaint.Secretary, keeps(filing, complaint.Accused, complaint.OwnLetter), complaint.ErrWithheld)
	try("on no ground", complaint.Secretary, keeps(filing, complaint.Accused, ""), complaint.ErrWithheld)
	try("of what isn't there", complaint.Secretary, keeps(9, complaint.Accused, "safety"), complaint.ErrWithheld)
	try("a version of nothing", complaint.Secretary, version(0), complaint.ErrPaper)
	try("a version of what comes later", complaint.Secretary, version(9), complaint.ErrPaper)
	try("a version by a party", complaint.Complainant, version(filing), complaint.ErrPaper)
	try("the complaint", complaint.Secretary, keeps(filing, complaint.Accused, "safety"), nil)
	try("and what came with it", complaint.Secretary, keeps(enclosure, complaint.Accused, "health"), nil)

	copies := func(want error) {
		t.Helper()
		w.on = w.on.AddDays(1)
		if err := w.tries(complaint.Secretary, complaint.SendCopy); !errors.Is(err, want) {
			t.Errorf("the copy is sent: %v, want %v", err, want)
		}
	}
	copies(complaint.ErrMissing)
	try("a version", complaint.Secretary, version(filing), nil)
	copies(nil)
	accused := w.of(complaint.Accused)
	if version := w.c.Papers[2]; w.c.Papers[0].Reads(accused.Number) || w.c.Papers[1].Reads(accused.Number) || !version.Reads(accused.Number) || version.Of != filing {
		t.Errorf("it reads %+v", w.c.Papers)
	}
	try("what it reads", complaint.Secretary, keeps(3, complaint.Accused, "safety"), complaint.ErrWithheld)
	try("no longer", complaint.Secretary, keeps(enclosure, "", ""), nil)
	if owed := w.c.Owed(w.p); !slices.ContainsFunc(owed, func(g complaint.Grant) bool { return g.Paper == enclosure && g.To == accused.Number }) {
		t.Errorf("owed: %v", owed)
	}
	w.c.Seats[accused.Number-1].Post = true
	gives := complaint.Act{Since: w.c.Version}
	w.grant(&gives, enclosure, accused.Number)
	try("and given", complaint.Secretary, gives, nil)
	try("and a version of it", complaint.Secretary, version(enclosure), nil)
	var waits []complaint.PaperNumber
	for _, p := range w.c.Posts {
		if p.To == accused.Number {
			waits = append(waits, p.Paper)
		}
	}
	if last := complaint.PaperNumber(len(w.c.Papers)); !slices.Equal(waits[max(len(waits)-2, 0):], []complaint.PaperNumber{enclosure, last}) {
		t.Errorf("on paper it gets %v", waits)
	}
}

// Who lost his words has read what he read: while he waits to be given it anew it
// can't be kept from him.
func TestWithholdFromWhoLostHisWords(t *testing.T) {
	w := handled(t, publics(40))
	accused := w.of(complaint.Accused)
	fresh := complaint.Own{Lookup: complainttest.Words(700), Public: w.key()}
	if err := w.do(w.of(complaint.Secretary), complaint.Act{Since: w.c.Version, Lend: &complaint.Lend{To: accused.Number, Own: fresh}}); err != nil {
		t.Fatal(err)
	}
	if w.c.Papers[0].Reads(accused.Number) {
		t.Fatal("what was sealed to the words that are gone counts as read")
	}
	a := complaint.Act{Since: w.c.Version, Withhold: []complaint.Withhold{{Paper: 1, Withheld: complaint.Withheld{From: complaint.Accused, Ground: "safety"}}}}
	if err := w.do(w.of(complaint.Secretary), a); !errors.Is(err, complaint.ErrWithheld) {
		t.Errorf("the complaint that it had read is kept from it: %v, want %v", err, complaint.ErrWithheld)
	}
}

// A key that is none, from the other side, keeps nobody from words of his own: the
// paper is owed to him, and can be given by whoever opens it.
func TestOwnWordsWithoutWhatDoesntOpen(t *testing.T) {
	w := handled(t, publics(40))
	by := w.of(complaint.Accused)
	a := complaint.Act{Since: w.c.Version, Own: &complaint.Own{Lookup: complainttest.Words(700), Public: w.key()}}
	var closed complaint.PaperNumber
	for _, paper := range w.c.Papers {
		switch {
		case !paper.Reads(by.Number):
		case closed == 0:
			closed = paper.Number
		default:
			w.grant(&a, paper.Number, by.Number)
		}
	}
	if err := w.do(by, a); err != nil {
		t.Fatal(err)
	}
	others := func(g complaint.Grant) bool { return g.To != by.Number }
	if got, want := slices.DeleteFunc(w.c.Owed(w.p), others), []complaint.Grant{{Paper: closed, To: by.Number}}; !reflect.DeepEqual(got, want) {
		t.Errorf("owed: %v, want %v", got, want)
	}
	if seat, _ := w.c.Seat(by.Number); seat.Lent || seat.Public != a.Own.Public {
		t.Error("the words aren't his own")
	}
	keeps := complaint.Act{Since: w.c.Version, Withhold: []complaint.Withhold{{Paper: closed, Withheld: complaint.Withheld{From: complaint.Accused, Ground: "safety"}}}}
	if err := w.do(w.of(complaint.Secretary), keeps); !errors.Is(err, complaint.ErrWithheld) {
		t.Errorf("what he was given is kept from him: %v, want %v", err, complaint.ErrWithheld)
	}
	gives := complaint.Act{Since: w.c.Version}
	w.grant(&gives, closed, by.Number)
	if err := w.do(w.of(complaint.Secretary), gives); err != nil || !w.c.Papers[closed-1].Reads(by.Number) {
		t.Errorf("given anew: %v", err)
	}
}

// What is withheld is recorded, each with from whom and why, and that it no longer
// is; a letter of its own to each party isn't.
func TestWithholdingIsRecorded(t *testing.T) {
	w := room(t, complaint.Without, publics(40))
	w.must(t, complaint.Complainant, complaint.MakeComplete, complaint.Supplement)
	w.must(t, complaint.Secretary, complaint.CheckHandler, complaint.Admit)
	safe := complaint.Withheld{From: complaint.Accused, Ground: "safety"}
	withheld := func(paper string) ledger.Event {
		return ledger.Event{Verb: "complaint.withheld", Note: map[string]string{"paper": paper, "from": "accused", "ground": "safety"}}
	}
	for _, tc := range []struct {
		rule string
		by   complaint.Party
		act  func(*complaint.Act)
		want []ledger.Event
	}{
		{"two at once", complaint.Secretary, func(a *complaint.Act) {
			a.Withhold = []complaint.Withhold{{Paper: 1, Withheld: safe}, {Paper: 2, Withheld: safe}}
		}, []ledger.Event{{Verb: "complaint.kept"}, withheld("1"), withheld("2")}},
		{"no longer", complaint.Secretary, func(a *complaint.Act) { a.Withhold = []complaint.Withhold{{Paper: 2}} }, []ledger.Event{
			{Verb: "complaint.kept"}, {Verb: "complaint.unwithheld", Note: map[string]string{"paper": "2"}},
		}},
		{"as it is added", complaint.Secretary, func(a *complaint.Act) {
			a.Step = complaint.Supplement
			w.writes(a, complaint.Enclosure, safe)
		}, []ledger.Event{{Verb: "complaint.supplement"}, withheld("3")}},
		{"letters of their own", complaint.Authority, func(a *complaint.Act) {
			a.Step, a.Weeks = complaint.Adjourn, 2
			for _, from := range []complaint.Party{complaint.Complainant, complaint.Accused} {
				w.writes(a, complaint.Adjournment, complaint.Withheld{From: from, Ground: complaint.OwnLetter})
			}
		}, []ledger.Event{{Verb: "complaint.adjourn"}}},
	} {
		a := complaint.Act{Since: w.c.Version}
		tc.act(&a)
		got, err := w.p.Do(w.cal, &w.c, w.of(tc.by).Number, a, w.on)
		if err != nil {
			t.Fatalf("%s: %v", tc.rule, err)
		}
		w.c.Version++
		for i := range got {
			got[i].Payload = ledger.Digest{}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}

// Who is told on paper is told of a step too for which nothing is written.
func TestToldOnPaperOfAStep(t *testing.T) {
	w := handled(t, publics(40))
	for i := range w.c.Seats {
		w.c.Seats[i].Post = w.c.Seats[i].Party == complaint.Accused
	}
	before := len(w.c.Posts)
	w.must(t, complaint.Secretary, complaint.ReplaceDecider, complaint.CheckHandler, complaint.Join)
	var told []complaint.StepName
	for _, p := range w.c.Posts[before:] {
		if p.Paper == 0 {
			told = append(told, w.c.Taken[p.Step].Step)
		}
	}
	if want := []complaint.StepName{complaint.ReplaceDecider, complaint.Join}; !slices.Equal(told, want) {
		t.Errorf("told of %v, want %v", told, want)
	}
}
