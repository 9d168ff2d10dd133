// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
)

// acted writes down what was done, and judges it by what was written down before.
func (w *world) acted(before complaint.Complaint, by complaint.Seat, a complaint.Act) string {
	if broken := w.mayAct(before, by, a); broken != "" {
		return broken
	}
	copied := w.did(complaint.SendCopy) || a.Step == complaint.SendCopy
	for _, s := range a.Papers {
		w.kept[s.Number] = s.Withheld
		w.read[s.Number] = map[complaint.SeatNumber]bool{}
		for _, n := range s.Readers {
			w.read[s.Number][n] = true
		}
	}
	for _, one := range a.Withhold {
		w.kept[one.Paper] = one.Withheld
	}
	if a.Lend != nil {
		if seat, _ := w.c.Seat(a.Lend.To); by.Party != complaint.Secretary || seat.Person != "" || !seat.Lent || seat.Lookup != a.Lend.Lookup {
			return "words were lent by another than a secretary, to somebody with an account, or without saying so"
		}
		w.loses(a.Lend.To, nil)
	}
	if a.Own != nil {
		w.loses(by.Number, a.Grants)
	}
	for _, g := range a.Grants {
		if !w.read[g.Paper][by.Number] {
			return "somebody gave what he couldn't read"
		}
		w.read[g.Paper][g.To] = true
	}
	for _, who := range a.Bar {
		w.barred[who] = true
	}
	for _, n := range given(a) {
		if s, ok := w.c.Seat(n); !ok || !s.Sits() || w.barred[s.Person] {
			return "somebody was given something who doesn't sit any more"
		}
	}
	if broken := w.keeps(by, a); broken != "" {
		return broken
	}
	if a.Step == "" {
		return w.posted(before, by, a, copied)
	}
	broken := w.opportunity(a)
	if broken == "" && before.State.Ended() {
		broken = "a step after the end"
	}
	w.log = append(w.log, entry{a.Step, by, w.on, a.Hearing.On})
	if broken == "" {
		broken = w.adjourned(before, a)
	}
	if broken == "" {
		broken = w.posted(before, by, a, copied)
	}
	return broken
}

// loses writes down that somebody has other keys, and opens nothing any more but
// what is sealed to those by now.
func (w *world) loses(who complaint.SeatNumber, sealed []complaint.Grant) {
	for n, readers := range w.read {
		anew := slices.ContainsFunc(sealed, func(g complaint.Grant) bool { return g.Paper == n && g.To == who })
		if readers[who] && !anew {
			w.lost[[2]int{int(n), int(who)}] = true
			delete(readers, who)
		}
	}
}

// keeps judges that nothing is kept from a party but with a ground that the table
// has for it, by the office, and before that party has read it.
func (w *world) keeps(by complaint.Seat, a complaint.Act) string {
	all := map[complaint.PaperNumber]complaint.Withheld{}
	for _, s := range a.Papers {
		all[s.Number] = s.Withheld
	}
	for _, one := range a.Withhold {
		all[one.Paper] = one.Withheld
		if by.Person == "" || one.Ground == complaint.OwnLetter {
			return "a party decided what the other reads, or called a decision a letter of its own"
		}
	}
	for n, kept := range all {
		kind := w.c.Papers[n-1].Kind
		because := map[complaint.Withholding]string{complaint.OwnLetter: "o", "bystander": "r", "private": "r", "health": "r", "safety": "r", "source": "r", "elsewhere": "r"}[kept.Ground]
		if kept.From == "" {
			continue
		}
		if by.Person == "" || because == "" || because != withheld[kind] || kept.From != complaint.Complainant && kept.From != complaint.Accused {
			return fmt.Sprintf("the %s is kept from the %s because of %q", kind, kept.From, kept.Ground)
		}
		for _, s := range w.c.Seats {
			if s.Party == kept.From && (w.read[n][s.Number] || w.lost[[2]int{int(n), int(s.Number)}] || w.c.Papers[n-1].By == s.Number) {
				return "something is kept from who has read it"
			}
		}
	}
	if a.Step != complaint.SendCopy {
		return ""
	}
	for _, paper := range w.c.Papers {
		version := slices.ContainsFunc(w.c.Papers, func(one complaint.Paper) bool { return one.Kind == complaint.Redacted && one.Of == paper.Number })
		if paper.Kind == complaint.Filing && w.kept[paper.Number].From == complaint.Accused && !version {
			return "the accused party got its copy without the complaint"
		}
	}
	return ""
}

// given lists the seats to which something was sealed.
func given(a complaint.Act) (all []complaint.SeatNumber) {
	for _, g := range a.Grants {
		all = append(all, g.To)
	}
	for _, s := range a.Papers {
		all = append(all, s.Readers...)
	}
	return all
}

// mayAct judges whether who did it may.
func (w *world) mayAct(before complaint.Complaint, by complaint.Seat, a complaint.Act) string {
	sits := 0
	chairs := 0
	for _, s := range before.Seats {
		if s.Party == complaint.Member && s.Sits() {
			sits++
			if s.Capacity == complaint.Chair {
				chairs++
			}
		}
	}
	switch {
	case !by.Sits():
		return "somebody acted who doesn't sit"
	case by.Person != "" && w.barred[by.Person]:
		return "somebody acted who is barred"
	case by.Capacity == complaint.Supporter && (a.Own == nil || a.Step != "" || len(a.Papers)+len(a.Sit)+len(a.Rise) > 0):
		return "a supporter acted"
	case a.Step == complaint.Settle && by.Capacity != complaint.Self:
		return "somebody else said that the complainant is satisfied"
	case a.Step == complaint.Advise && (sits < 3 || chairs != 1):
		return fmt.Sprintf("%d members with %d chairs advised", sits, chairs)
	case a.Step != complaint.CheckHandler && a.Step != complaint.ReplaceDecider && slices.ContainsFunc(a.Sit, func(s complaint.Seat) bool { return s.Party == complaint.Authority }):
		return "an authority sat down of whom it wasn't checked whether he was involved"
	}
	return ""
}

// opportunity judges whether both were heard, or could have been, before it was
// judged.
func (w *world) opportunity(a complaint.Act) string {
	if !slices.Contains([]complaint.StepName{complaint.Advise, complaint.Conclude, complaint.ConcludeAlone}, a.Step) {
		return ""
	}
	had := func(invite complaint.StepName, heard ...complaint.StepName) bool {
		at := w.last(invite)
		return at >= 0 && (!w.log[at].at.After(w.on) || w.last(heard...) > at)
	}
	waived := w.last(complaint.Waive, complaint.WaiveAlone)
	switch {
	case !had(complaint.InviteAccused, complaint.HearAccused, complaint.HearAccusedAlone):
		return "judged before the accused party had the opportunity to be heard"
	case waived < w.last(complaint.Invite) && !had(complaint.Invite, complaint.Hear, complaint.HearAlone), waived < 0 && !w.did(complaint.Invite):
		return "judged before the complainant had the opportunity to be heard, or it was waived"
	case !w.did(complaint.SendCopy), !w.did(complaint.Acknowledge):
		return "judged before both knew of it"
	case w.last(complaint.CheckHandler) < max(w.last(complaint.ReplaceDecider), 0):
		return "judged by somebody of whom it wasn't checked whether he was involved"
	}
	return ""
}

// adjourned judges that an adjournment is told to both, in writing, and gives
// more time.
func (w *world) adjourned(before complaint.Complaint, a complaint.Act) string {
	due := func(c complaint.Complaint) civil.Date {
		return w.p.Terms.Conclude(w.cal, c.Received, c.Advice, c.Adjourned...).Date
	}
	adjourns := a.Step == complaint.Adjourn || a.Step == complaint.AdjournFurther
	told := w.c.Taken[len(w.c.Taken)-1].Told
	switch {
	case due(w.c).Before(due(before)):
		return "the day by which it is concluded came nearer"
	case adjourns && due(w.c) == due(before):
		return "adjourned by nothing"
	case adjourns && len(w.c.Papers) == len(before.Papers):
		return "adjourned without a letter"
	case adjourns && (!slices.Contains(told, complaint.Complainant) || !slices.Contains(told, complaint.Accused)):
		return "adjourned without telling both"
	}
	return ""
}

// posted judges the letters on paper: each waits once, and is posted once; who is
// told of a step and gets letters gets one.
func (w *world) posted(before complaint.Complaint, by complaint.Seat, a complaint.Act, copied bool) string {
	for _, said := range a.Posts {
		at := [3]int{int(said.Paper), said.Step, int(said.To)}
		legal := map[complaint.PostState][]complaint.PostState{
			complaint.Unsent: {complaint.Printed}, complaint.Printed: {complaint.Posted, complaint.Unsent},
		}[w.letters[at]]
		if !slices.Contains(legal, said.State) {
			return fmt.Sprintf("a letter that was %q became %q", w.letters[at], said.State)
		}
		w.letters[at] = said.State
	}
	for _, p := range w.c.Posts[len(before.Posts):] {
		at := [3]int{int(p.Paper), p.Step, int(p.To)}
		if _, twice := w.letters[at]; twice || p.State != complaint.Unsent || p.Paper != 0 && !w.read[p.Paper][p.To] {
			return "a letter waits twice, or for somebody who may not read it"
		}
		w.letters[at] = p.State
	}
	for _, p := range w.c.Posts {
		if w.letters[[3]int{int(p.Paper), p.Step, int(p.To)}] != p.State {
			return "a letter changed by itself"
		}
	}
	for _, paper := range w.c.Papers {
		for _, s := range w.c.Seats {
			party := s.Party == complaint.Complainant || s.Party == complaint.Accused && copied
			party = party && w.kept[paper.Number].From != s.Party
			_, waits := w.letters[[3]int{int(paper.Number), paper.Step, int(s.Number)}]
			if (paper.Kind == complaint.Adjournment || paper.Kind == complaint.Consent) && s.Post && s.Capacity == complaint.Self && party && !waits {
				return "who gets letters gets none of an adjournment"
			}
		}
	}
	if a.Step == complaint.SendCopy {
		for _, s := range w.c.Seats {
			for _, paper := range w.c.Papers {
				if _, waits := w.letters[[3]int{int(paper.Number), paper.Step, int(s.Number)}]; s.Party == complaint.Accused && s.Post && w.read[paper.Number][s.Number] && !waits {
					return fmt.Sprintf("with its copy the accused party isn't sent the %s", paper.Kind)
				}
			}
		}
	}
	if a.Step == "" {
		return ""
	}
	for _, s := range w.c.Seats {
		waits := slices.ContainsFunc(w.c.Posts[len(before.Posts):], func(p complaint.Post) bool { return p.To == s.Number })
		if s.Post && s.Sits() && s.Number != by.Number && !waits && slices.Contains(w.c.Taken[len(w.c.Taken)-1].Told, s.Party) {
			return fmt.Sprintf("who gets letters isn't told of %s", a.Step)
		}
	}
	return ""
}

// judge holds the seats and the papers against who was barred and who may read
// what.
func (w *world) judge() string {
	copied := w.did(complaint.SendCopy)
	sitting := map[org.PersonID]bool{}
	keys := map[string]bool{}
	for _, s := range w.c.Seats {
		if !s.Sits() {
			continue
		}
		switch {
		case w.barred[s.Person] && s.Person != "":
			return "somebody sits who is barred"
		case s.Person != "" && sitting[s.Person], keys[s.Recipient], keys[s.Verify]:
			return "somebody, or his key, sits twice"
		case s.Party == complaint.Accused && !copied:
			return "the accused party sits before it has its copy"
		}
		sitting[s.Person], keys[s.Recipient], keys[s.Verify] = true, true, true
	}
	owed := w.c.Owed(w.p)
	orphans := w.c.Orphans()
	for _, paper := range w.c.Papers {
		if broken := w.readers(paper, owed, copied); broken != "" {
			return broken
		}
		kept := slices.ContainsFunc(w.c.Seats, func(s complaint.Seat) bool { return s.Person != "" && s.Sits() && w.read[paper.Number][s.Number] })
		if kept == slices.Contains(orphans, paper.Number) {
			return "a paper that no official can open isn't called an orphan, or another is"
		}
	}
	return ""
}

// readers judges who was given a paper, and who is owed it.
func (w *world) readers(paper complaint.Paper, owed []complaint.Grant, copied bool) string {
	for _, s := range w.c.Seats {
		reads, due := paper.Reads(s.Number), slices.ContainsFunc(owed, func(g complaint.Grant) bool { return g.Paper == paper.Number && g.To == s.Number })
		may := w.right(s, paper.Kind, copied, w.kept[paper.Number].From)
		switch {
		case reads != w.read[paper.Number][s.Number]:
			return fmt.Sprintf("the record and what was sealed differ on whether a %s reads the %s", s.Party, paper.Kind)
		case reads && !may:
			return fmt.Sprintf("a %s reads the %s without a right to it", s.Party, paper.Kind)
		case s.Sits() && may && !reads && !due:
			return fmt.Sprintf("a %s isn't given the %s, nor owed it", s.Party, paper.Kind)
		case due && (reads || !may || !s.Sits()):
			return fmt.Sprintf("a %s is owed the %s for nothing", s.Party, paper.Kind)
		case reads && paper.Kind == complaint.Deliberation && s.Party != complaint.Member:
			return "what the members say to each other is read by another"
		}
	}
	return ""
}
