// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"slices"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// people lists everybody with an account, always in the same order.
func (w *world) people() (all []org.PersonID) {
	for id := range w.roster {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

// key gives keys that nobody has.
func (w *world) key() complaint.Public {
	next := w.keys[0]
	w.keys = w.keys[1:]
	return next
}

func (w *world) outsider(party complaint.Party, as complaint.Capacity) complaint.Seat {
	w.words++
	return complaint.Seat{Party: party, Capacity: as, Lookup: complainttest.Words(w.words), Public: w.key(), Post: w.random.IntN(2) == 0, Lent: w.random.IntN(2) == 0}
}

func (w *world) official(id org.PersonID) complaint.Seat {
	who := w.roster[id]
	return complaint.Seat{Party: who.party, Person: id, Org: "ministry", Public: who.Public}
}

func (w *world) sealed(d complaint.Document, n complaint.PaperNumber, readers ...complaint.SeatNumber) complaint.Sealed {
	return complaint.Sealed{Kind: d, Number: n, Readers: readers, Key: complainttest.Envelope("key"), Envelope: complainttest.Envelope("words")}
}

func pick[T any](w *world, all []T) T { return all[w.random.IntN(len(all))] }

// free lists who could sit down for a party.
func (w *world) free(party complaint.Party) (all []org.PersonID) {
	for _, id := range w.people() {
		if _, sits := w.c.Of(id); w.roster[id].party == party && w.roster[id].here && !sits && !w.barred[id] {
			all = append(all, id)
		}
	}
	return all
}

// act is something that somebody does, rather what can be done than what can't,
// and now and then with a slip.
func (w *world) act() (by complaint.Seat, a complaint.Act) {
	by = pick(w, w.c.Seats)
	a.Since = w.c.Version
	switch kind := w.random.IntN(100); {
	case kind < 67:
		by = w.step(&a)
	case kind < 77:
		by = w.givesOwed(&a)
	case kind < 79:
		a.Sit = []complaint.Seat{w.outsider(by.Party, pick(w, []complaint.Capacity{complaint.Supporter, complaint.Representative}))}
	case kind < 81:
		a.Rise = []complaint.SeatNumber{pick(w, w.c.Seats).Number}
	case kind < 83:
		a.Bar = []org.PersonID{pick(w, w.people())}
	case kind < 86:
		w.ownWords(by, &a)
	case kind < 92 && len(w.c.Posts) > 0:
		p := pick(w, w.c.Posts)
		a.Posts = []complaint.Posting{{Paper: p.Paper, Step: p.Step, To: p.To, State: pick(w, []complaint.PostState{complaint.Unsent, complaint.Printed, complaint.Posted})}}
	case kind < 94:
		w.writes(&a, complaint.Redacted)
		a.Papers[0].Of = pick(w, w.c.Papers).Number
	case kind < 95:
		w.lends(&a)
	case kind < 97:
		a.Withhold = []complaint.Withhold{{Paper: pick(w, w.c.Papers).Number, Withheld: w.withholds()}}
	default:
		w.writes(&a, pick(w, []complaint.Document{complaint.Draft, complaint.Deliberation, complaint.Findings}))
	}
	if w.random.IntN(8) == 0 {
		w.slip(by, &a)
	}
	return by, a
}

// step is a step that is open to somebody, with all that it needs.
func (w *world) step(a *complaint.Act) complaint.Seat {
	by := pick(w, w.c.Seats)
	for range 5 {
		by = pick(w, w.c.Seats)
		open := w.p.Open(w.c.Case, by.Party, w.on)
		if len(open) == 0 || !by.Sits() {
			continue
		}
		fresh := slices.DeleteFunc(slices.Clone(open), func(s complaint.StepName) bool { return w.did(s) })
		if len(fresh) > 0 && w.random.IntN(3) > 0 {
			open = fresh
		}
		a.Step = pick(w, open)
		if rule, _ := w.p.Find(a.Step); !rule.To.Ended() || rule.To == complaint.Concluded || w.random.IntN(40) == 0 {
			break
		}
	}
	rule, ok := w.p.Find(a.Step)
	if !ok {
		a.Step = complaint.Acknowledge
		return by
	}
	if len(rule.Grounds) > 0 {
		a.Ground = pick(w, rule.Grounds).Code
	}
	w.comes(a)
	w.letter(a, rule)
	return by
}

// comes is who and what comes with a step.
func (w *world) comes(a *complaint.Act) {
	switch a.Step { //nolint:exhaustive // with the others nothing comes
	case complaint.Adjourn, complaint.AdjournFurther:
		a.Weeks = civil.Weeks(1 + w.random.IntN(5))
	case complaint.Join:
		a.JoinTo = complainttest.ID(9)
	case complaint.Invite, complaint.InviteAccused:
		a.Hearing = complaint.Hearing{On: w.on.AddDays(w.random.IntN(6)), At: "09:30"}
	case complaint.Represent:
		a.Sit = []complaint.Seat{w.outsider(complaint.Complainant, complaint.Representative)}
	case complaint.SendCopy:
		a.Sit = []complaint.Seat{w.outsider(complaint.Accused, complaint.Self)}
		for _, paper := range w.c.Papers {
			if slices.Contains([]rune(rights[paper.Kind]), 'a') && w.kept[paper.Number].From != complaint.Accused {
				w.grant(a, paper.Number, complaint.SeatNumber(len(w.c.Seats)+1))
			}
		}
	case complaint.CheckHandler, complaint.ReplaceDecider:
		w.appoints(a)
	}
}

// appoints lets an authority sit down where none does, and members up to a
// chamber.
func (w *world) appoints(a *complaint.Act) {
	count := map[complaint.Party]int{}
	chairs := 0
	for _, s := range w.c.Seats {
		if s.Sits() {
			count[s.Party]++
			if s.Capacity == complaint.Chair {
				chairs++
			}
		}
	}
	if free := w.free(complaint.Authority); len(free) > 0 && (count[complaint.Authority] == 0 || a.Step == complaint.ReplaceDecider) {
		a.Sit = append(a.Sit, w.official(free[0]))
	}
	if a.Step == complaint.ReplaceDecider || w.c.Advice == complaint.Without {
		return
	}
	for _, id := range w.free(complaint.Member) {
		if count[complaint.Member] >= 3 && chairs > 0 {
			break
		}
		s := w.official(id)
		if chairs == 0 {
			s.Capacity = complaint.Chair
			chairs++
		}
		count[complaint.Member]++
		a.Sit = append(a.Sit, s)
	}
}

func (w *world) grant(a *complaint.Act, paper complaint.PaperNumber, to complaint.SeatNumber) {
	a.Grants = append(a.Grants, complaint.Grant{Paper: paper, To: to, Key: complainttest.Envelope("again")})
}

// withholds is from whom something is kept, and why; now and then from nobody.
func (w *world) withholds() complaint.Withheld {
	return pick(w, []complaint.Withheld{
		{},
		{From: complaint.Complainant, Ground: "private"},
		{From: complaint.Accused, Ground: "safety"},
		{From: complaint.Accused, Ground: "source"},
		{From: complaint.Member, Ground: "private"},
		{From: complaint.Accused, Ground: complaint.OwnLetter},
		{From: complaint.Accused, Ground: "because"},
	})
}

// letter is what a step needs: one paper, or one for each of the two parties; now
// and then one that is kept from somebody.
func (w *world) letter(a *complaint.Act, rule complaint.Rule) {
	own := func(from complaint.Party) complaint.Withheld {
		return complaint.Withheld{From: from, Ground: complaint.OwnLetter}
	}
	switch {
	case rule.Writes == complaint.NoDocument:
	case w.random.IntN(10) == 0:
		w.writes(a, rule.Writes, w.withholds())
	case withheld[rule.Writes] != "o" || w.random.IntN(4) == 0:
		w.writes(a, rule.Writes)
	case len(rule.Tells) == 2:
		w.writes(a, rule.Writes, own(complaint.Accused))
		w.writes(a, rule.Writes, own(complaint.Complainant))
	case rule.Tells[0] == complaint.Accused:
		w.writes(a, rule.Writes, own(complaint.Complainant))
	default:
		w.writes(a, rule.Writes, own(complaint.Accused))
	}
}

// writes adds a paper, sealed to who has a right to it once the act is done.
func (w *world) writes(a *complaint.Act, d complaint.Document, kept ...complaint.Withheld) {
	var from complaint.Withheld
	for _, one := range kept {
		from = one
	}
	copied := w.did(complaint.SendCopy) || a.Step == complaint.SendCopy
	seats := slices.Clone(w.c.Seats)
	for _, s := range a.Sit {
		s.Number = complaint.SeatNumber(len(seats) + 1)
		seats = append(seats, s)
	}
	var readers []complaint.SeatNumber
	for i, s := range seats {
		gone := i < len(w.c.Seats) && s.Party == complaint.Authority && a.Step == complaint.ReplaceDecider
		if s.Sits() && !gone && w.right(s, d, copied, from.From) {
			readers = append(readers, s.Number)
		}
	}
	paper := w.sealed(d, complaint.PaperNumber(len(w.c.Papers)+len(a.Papers)+1), readers...)
	paper.Withheld = from
	a.Papers = append(a.Papers, paper)
}

// givesOwed lets somebody give what he can read to who is owed it.
func (w *world) givesOwed(a *complaint.Act) complaint.Seat {
	by := pick(w, w.c.Seats)
	for range 3 {
		by = pick(w, w.c.Seats)
		for _, o := range w.c.Owed(w.p) {
			if w.read[o.Paper][by.Number] && by.Sits() {
				w.grant(a, o.Paper, o.To)
			}
		}
		if len(a.Grants) > 0 {
			return by
		}
	}
	return by
}

// ownWords makes words for somebody, who now and then can't open a paper that he
// was given.
func (w *world) ownWords(by complaint.Seat, a *complaint.Act) {
	w.words++
	a.Own = &complaint.Own{Lookup: complainttest.Words(w.words), Public: w.key()}
	for _, paper := range w.c.Papers {
		if w.read[paper.Number][by.Number] && w.random.IntN(20) > 0 {
			w.grant(a, paper.Number, by.Number)
		}
	}
}

// lends draws other words for somebody, and gives him what can be given at once.
func (w *world) lends(a *complaint.Act) {
	to := pick(w, w.c.Seats)
	w.words++
	a.Lend = &complaint.Lend{To: to.Number, Own: complaint.Own{Lookup: complainttest.Words(w.words), Public: w.key()}}
	for _, paper := range w.c.Papers {
		if w.right(to, paper.Kind, w.did(complaint.SendCopy), w.kept[paper.Number].From) && w.random.IntN(2) == 0 {
			w.grant(a, paper.Number, to.Number)
		}
	}
}

// slip makes an act of which a part is missing, wrong, or not his to do.
func (w *world) slip(by complaint.Seat, a *complaint.Act) {
	other := pick(w, w.c.Seats)
	switch w.random.IntN(14) {
	case 0:
		a.Papers = nil
	case 1:
		a.Sit = nil
	case 2:
		a.Step = pick(w, w.p.Rules).Step
	case 3:
		w.grant(a, pick(w, w.c.Papers).Number, other.Number)
	case 4:
		if len(a.Papers) > 0 && len(a.Papers[0].Readers) > 0 {
			a.Papers[0].Readers = a.Papers[0].Readers[1:]
		}
	case 5:
		if len(a.Papers) > 0 {
			a.Papers[0].Readers = append(a.Papers[0].Readers, other.Number)
		}
	case 6:
		a.Sit = append(a.Sit, w.outsider(complaint.Accused, complaint.Self))
	case 7:
		a.Sit = append(a.Sit, w.official(pick(w, w.people())))
	case 8:
		w.ownWords(other, a)
	case 9:
		a.Rise = append(a.Rise, by.Number)
	case 10:
		a.Bar = append(a.Bar, other.Person)
	case 11:
		a.Grants = append(a.Grants, a.Grants...)
	case 12:
		a.Withhold = append(a.Withhold, complaint.Withhold{Paper: pick(w, w.c.Papers).Number, Withheld: w.withholds()})
	case 13:
		if len(a.Papers) > 0 {
			a.Papers[0].Withheld = w.withholds()
		}
	}
}
