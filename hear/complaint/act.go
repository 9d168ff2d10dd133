// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Act is a step as somebody takes it, with all that comes with it; or no step,
// and only what comes.
type Act struct {
	Since    int64 // the version that was on the screen
	Step     StepName
	Ground   string
	Weeks    civil.Weeks
	Hearing  Hearing
	JoinTo   ID
	Papers   []Sealed
	Withhold []Withhold
	Sit      []Seat
	Rise     []SeatNumber
	Bar      []org.PersonID
	Grants   []Grant
	Posts    []Posting
	Own      *Own  // the words that he made for himself
	Lend     *Lend // or that a secretary drew for somebody
}

// Lend is the words that are lent to somebody who sits there.
type Lend struct {
	To SeatNumber
	Own
}

// Own is what somebody puts in the place of words that were lent to him.
type Own struct {
	Lookup seal.LookupHash
	Public
}

// Do does it. Errors: ErrStale, those of Procedure.Take, of seats, papers,
// hearings and posts; what is refused changes nothing. Who sits down is given
// what he has to read by a Grant, in the same act or later; the accused party
// gets all of it with its copy.
func (p Procedure) Do(cal civil.Calendar, c *Complaint, by SeatNumber, a Act, on civil.Date) ([]ledger.Event, error) {
	next := c.apart()
	if err := p.do(cal, &next, by, a, on); err != nil {
		return nil, err
	}
	*c = next
	return a.events(), nil
}

func (p Procedure) do(cal civil.Calendar, c *Complaint, by SeatNumber, a Act, on civil.Date) error {
	seat, ok := c.Seat(by)
	switch {
	case !ok || !seat.Sits():
		return ErrSeat
	case a.Since != c.Version:
		return ErrStale
	}
	if seat.Capacity == Supporter && !a.onlyOwn(seat) {
		return ErrParty.With("step", string(a.Step))
	}
	c.Recount(p, cal, on) // before a step counts it from elsewhere
	rule, err := p.step(cal, c, seat, a, on)
	if err != nil {
		return err
	}
	for _, do := range []func() error{
		func() error { return c.seatAll(p, seat, a, on) },
		func() error { return c.own(seat, a) },
		func() error { return c.lend(seat, a) },
		func() error { return c.withholdAll(p, seat, a) },
		func() error { return c.writeAll(p, seat, rule, a, on) },
		func() error { return c.giveAll(p, seat, a) },
		func() error { return c.meet(rule, a, on) },
		func() error { return c.postAll(seat, a, on) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	if a.Step == SendCopy {
		if err := c.whole(); err != nil {
			return err
		}
		if !c.informed(p) {
			return ErrOwed
		}
	}
	if first := c.awaits(on); rule.Reports && first != "" {
		return ErrMissing.With("fact", first.Key())
	}
	return nil
}

// apart gives a complaint that can be changed while the one before stays as it
// is.
func (c Complaint) apart() Complaint {
	c.Seats, c.Papers, c.Posts = slices.Clone(c.Seats), slices.Clone(c.Papers), slices.Clone(c.Posts)
	c.Hearings, c.Moved = slices.Clone(c.Hearings), slices.Clone(c.Moved)
	return c
}

// step takes the step of an act, if it has one.
func (p Procedure) step(cal civil.Calendar, c *Complaint, seat Seat, a Act, on civil.Date) (Rule, error) {
	switch {
	case a.Step != "":
	case a.Ground != "":
		return Rule{}, ErrGround
	case a.JoinTo != "":
		return Rule{}, ErrJoin
	case a.Own == nil && a.Lend == nil && len(a.Papers)+len(a.Withhold)+len(a.Sit)+len(a.Rise)+len(a.Bar)+len(a.Grants)+len(a.Posts) == 0:
		return Rule{}, ErrStep.With("step", "")
	default:
		return Rule{}, nil
	}
	rule, _ := p.Find(a.Step)
	if rule.Himself && seat.Capacity != Self {
		return rule, ErrParty.With("step", string(a.Step))
	}
	if rule.Sure && seat.Lent {
		return rule, ErrLent
	}
	next, err := p.Take(cal, c.Case, Move{Step: a.Step, By: seat.Party, On: on, Ground: a.Ground, Weeks: a.Weeks})
	if err != nil {
		return rule, err
	}
	if to, err := ParseID(string(a.JoinTo)); a.Step == Join && (err != nil || to == c.ID) || a.Step != Join && a.JoinTo != "" {
		return rule, ErrJoin
	}
	c.Case = next
	if a.Step == Join {
		c.JoinedTo = a.JoinTo
	}
	if !c.State.Ended() {
		c.Counted = p.Terms.Conclude(cal, c.Received, c.Advice, c.Adjourned...).Date
	}
	return rule, nil
}

// informed tells whether the accused party itself sits here and was given all that it
// reads.
func (c Complaint) informed(p Procedure) bool {
	here := func(s Seat) bool { return s.Party == Accused && s.Capacity == Self && s.Sits() }
	owed := func(g Grant) bool {
		s, _ := c.Seat(g.To)
		return s.Party == Accused
	}
	return slices.ContainsFunc(c.Seats, here) && !slices.ContainsFunc(c.Owed(p), owed)
}

// writeAll keeps the papers of an act: those that the step needs, and those that
// may come with it.
func (c *Complaint) writeAll(p Procedure, by Seat, rule Rule, a Act, on civil.Date) error {
	at := -1
	var needed []Withheld
	if a.Step != "" {
		at = len(c.Taken) - 1
	}
	for _, s := range a.Papers {
		switch {
		case a.Step != "" && rule.Writes != NoDocument && s.Kind == rule.Writes:
			needed = append(needed, s.Withheld)
		case a.Step != "" && slices.Contains(rule.May, s.Kind):
		case a.Step == "" && by.beside(s.Kind) && p.Sees(by.Party, s.Kind):
		default:
			return ErrPaper
		}
		if err := p.checkWithheld(by, s.Kind, s.Withheld); err != nil {
			return err
		}
		if err := c.write(p, s, by.Number, at, on); err != nil {
			return err
		}
	}
	if a.Step == "" {
		return nil
	}
	return c.written(p, rule, needed)
}

// beside tells whether somebody writes a document without a step.
func (s Seat) beside(d Document) bool {
	switch d { //nolint:exhaustive // the others come with a step
	case Draft, Deliberation:
		return true
	case Redacted:
		return s.Official()
	case Details:
		return s.Party != Member && s.Party != Authority
	}
	return false
}

// written refuses a step without what has to be written for it: one paper, or one
// for each of the two parties. Who is told reads one, unless it is withheld from
// him with a reason, which he then is told.
func (c Complaint) written(p Procedure, rule Rule, papers []Withheld) error {
	if rule.Writes == NoDocument {
		return nil
	}
	if len(papers) == 0 || len(papers) > 2 || len(papers) == 2 && (papers[0].From == papers[1].From || papers[0].From == "" || papers[1].From == "") {
		return ErrPaper
	}
	for _, who := range c.Taken[len(c.Taken)-1].Told {
		if p.Sees(who, rule.Writes) && !slices.ContainsFunc(papers, func(w Withheld) bool { return w.From != who || w.Ground != OwnLetter }) {
			return ErrPaper
		}
	}
	return nil
}

func (c *Complaint) giveAll(p Procedure, by Seat, a Act) error {
	for _, g := range a.Grants {
		if a.Own != nil && g.To == by.Number {
			continue // seen to by own
		}
		g.By = by.Number
		if err := c.give(p, g); err != nil {
			return err
		}
	}
	return nil
}

// own puts words that somebody made himself in the place of those that were
// lent to him, or that he fears are known. What he seals anew in the same act he
// reads on; what he couldn't open has to be given to him anew, since a key that is
// none, from the other side, would else keep him from words of his own.
func (c *Complaint) own(by Seat, a Act) error {
	if a.Own == nil {
		return nil
	}
	if by.Official() || a.Step != "" || a.Own.Lookup == by.Lookup || a.Own.Recipient == by.Recipient || a.Own.Verify == by.Verify {
		return ErrSeat
	}
	if err := a.Own.check(); err != nil {
		return err
	}
	if _, twice := c.OfWords(a.Own.Lookup); twice || c.holds(a.Own.Public) || a.Own.Lookup == (seal.LookupHash{}) {
		return ErrSeatTwice
	}
	sealed, err := c.resealed(by, a.Grants)
	if err != nil {
		return err
	}
	c.rekey(int(by.Number)-1, a.Own.Public, sealed...)
	s := &c.Seats[by.Number-1]
	s.Lookup, s.Lent = a.Own.Lookup, false
	return nil
}

// lend gives somebody other words who lost his, or never got them: a secretary
// draws them and sends them by post. All see that they are lent. What he reads has
// to be given to him anew.
func (c *Complaint) lend(by Seat, a Act) error {
	if a.Lend == nil {
		return nil
	}
	to, ok := c.Seat(a.Lend.To)
	if !ok || !to.Sits() || to.Official() || by.Party != Secretary || a.Step != "" || a.Own != nil {
		return ErrSeat
	}
	if err := a.Lend.check(); err != nil {
		return err
	}
	if _, twice := c.OfWords(a.Lend.Lookup); twice || c.holds(a.Lend.Public) || a.Lend.Lookup == (seal.LookupHash{}) {
		return ErrSeatTwice
	}
	c.rekey(int(to.Number)-1, a.Lend.Public)
	c.Seats[to.Number-1].Lookup, c.Seats[to.Number-1].Lent = a.Lend.Lookup, true
	return nil
}

// onlyOwn tells whether all of an act is that somebody makes words of his own.
func (a Act) onlyOwn(by Seat) bool {
	others := func(g Grant) bool { return g.To != by.Number }
	return a.Own != nil && len(a.Papers)+len(a.Withhold)+len(a.Sit)+len(a.Rise)+len(a.Bar)+len(a.Posts) == 0 && !slices.ContainsFunc(a.Grants, others)
}

// resealed gives the papers that somebody seals to himself anew. Errors: ErrGrant
// for one that he doesn't read, or sealed twice.
func (c Complaint) resealed(to Seat, grants []Grant) (sealed []PaperNumber, err error) {
	for _, g := range grants {
		if g.To != to.Number {
			continue
		}
		if err := checkSealed(g.Key); err != nil {
			return nil, err
		}
		reads := slices.ContainsFunc(c.Papers, func(p Paper) bool { return p.Number == g.Paper && p.Reads(to.Number) })
		if !reads || slices.Contains(sealed, g.Paper) {
			return nil, ErrGrant
		}
		sealed = append(sealed, g.Paper)
	}
	return sealed, nil
}

// events is what is recorded of an act: what was done, with the digest of what was
// written, and each paper that is kept from a party or from it no longer. That each
// party gets a letter of its own is no such decision.
func (a Act) events() []ledger.Event {
	e := ledger.Event{Verb: "complaint.kept", Payload: digest(a.Papers...)}
	switch {
	case a.Step != "":
		e.Verb = "complaint." + string(a.Step)
	case a.Lend != nil:
		e.Verb = "complaint.lent"
	case len(a.Bar) > 0:
		e.Verb = "complaint.barred"
	}
	if a.Ground != "" {
		e.Note = map[string]string{"ground": a.Ground}
	}
	all := []ledger.Event{e}
	for _, s := range a.Papers {
		if s.Withheld.From != "" && s.Withheld.Ground != OwnLetter {
			all = append(all, Withhold{s.Number, s.Withheld}.event())
		}
	}
	for _, w := range a.Withhold {
		all = append(all, w.event())
	}
	return all
}

func digest(papers ...Sealed) (d ledger.Digest) {
	var all []byte
	for _, s := range papers {
		all = append(append(all, s.Key...), s.Envelope...)
	}
	if len(all) > 0 {
		d = ledger.DigestOf(all)
	}
	return d
}
