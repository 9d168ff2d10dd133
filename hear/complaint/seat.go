// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
)

// SeatNumber counts the seats of a complaint, from 1. A number isn't used again.
type SeatNumber int

// Capacity is as what somebody takes his seat.
type Capacity string

// The capacities.
const (
	Self           Capacity = ""               // the party himself
	Chair          Capacity = "chair"          // of the members
	Representative Capacity = "representative" // acts for a party, and reads what that party reads
	Supporter      Capacity = "supporter"      // reads what the party reads, and does nothing
)

// Key gives the message key of what the capacity is called.
func (c Capacity) Key() string { return "complaint.capacity." + string(c) }

// Public is a pair of public keys: one to seal to, one to check signatures with.
type Public struct{ Recipient, Verify string }

func (p Public) check() error {
	if _, err := seal.ParseRecipient(p.Recipient); err != nil {
		return ErrKeys
	}
	if _, err := seal.ParseVerifyKey(p.Verify); err != nil {
		return ErrKeys
	}
	return nil
}

// Seat is somebody's place in a complaint. Who works for the committee or the
// authority is known by his account; whoever else has words, from which his keys
// follow, so that the record doesn't say who he is.
type Seat struct {
	Number   SeatNumber
	Party    Party
	Capacity Capacity
	Person   org.PersonID // with an account
	Org      org.ID       // where he holds the role in which he sits here
	Lookup   seal.LookupHash
	Public
	Was   []Public // the keys that he had before
	Since civil.Date
	Until civil.Date // the day on which he left; zero: he sits
	// Lent holds that somebody else made his words and sent them, so that he has
	// to make his own before anything is believed to be by him alone.
	Lent bool
	Post bool // gets letters on paper
}

// Sits tells whether the seat is taken now.
func (s Seat) Sits() bool { return s.Until.IsZero() }

// Official tells whether the seat is that of an account.
func (s Seat) Official() bool { return s.Person != "" }

// official tells whether a party sits here by an account.
func (p Party) official() bool { return p == Secretary || p == Member || p == Authority }

// check refuses a seat that can't be given.
func (s Seat) check() error {
	if err := s.Public.check(); err != nil {
		return err
	}
	outside := !s.Party.official()
	words := s.Lookup != seal.LookupHash{}
	switch {
	case !slices.Contains(Parties(), s.Party), outside == s.Official(), outside != words, s.Official() != (s.Org != ""):
		return ErrSeat
	case s.Capacity == Chair && s.Party != Member:
		return ErrSeat
	case (s.Capacity == Representative || s.Capacity == Supporter) && !outside:
		return ErrSeat
	case s.Official() && (s.Lent || s.Post):
		return ErrSeat
	}
	return nil
}

// Seat gives a seat of the complaint.
func (c Complaint) Seat(n SeatNumber) (Seat, bool) {
	i := slices.IndexFunc(c.Seats, func(s Seat) bool { return s.Number == n })
	if i < 0 {
		return Seat{}, false
	}
	return c.Seats[i], true
}

// Of gives the seat that a person holds now.
func (c Complaint) Of(p org.PersonID) (Seat, bool) {
	i := slices.IndexFunc(c.Seats, func(s Seat) bool { return p != "" && s.Person == p && s.Sits() })
	if i < 0 {
		return Seat{}, false
	}
	return c.Seats[i], true
}

// OfWords gives the seat that somebody holds by words.
func (c Complaint) OfWords(h seal.LookupHash) (Seat, bool) {
	i := slices.IndexFunc(c.Seats, func(s Seat) bool { return h != seal.LookupHash{} && s.Lookup == h && s.Sits() })
	if i < 0 {
		return Seat{}, false
	}
	return c.Seats[i], true
}

// holds tells whether somebody sits here with one of these keys. To two seats of
// one key nothing can be sealed, and nobody could tell which of them signed.
func (c Complaint) holds(p Public) bool {
	return slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Sits() && (s.Recipient == p.Recipient || s.Verify == p.Verify) })
}

// seat adds a seat, the next in number.
func (c *Complaint) seat(s Seat, on civil.Date) error {
	if err := s.check(); err != nil {
		return err
	}
	if s.Person != "" {
		if slices.Contains(c.Barred, s.Person) {
			return ErrBarredPerson
		}
		if _, twice := c.Of(s.Person); twice {
			return ErrSeatTwice
		}
	}
	if _, twice := c.OfWords(s.Lookup); twice || c.holds(s.Public) {
		return ErrSeatTwice
	}
	if len(c.Seats) >= mostSeats {
		return ErrSeats.With("most", mostSeats)
	}
	s.Number, s.Since, s.Until = SeatNumber(len(c.Seats)+1), on, civil.Date{}
	c.Seats = append(c.Seats, s)
	return nil
}

// rise ends a seat.
func (c *Complaint) rise(n SeatNumber, on civil.Date) error {
	for i, s := range c.Seats {
		if s.Number == n && s.Sits() {
			c.Seats[i].Until = on
			return nil
		}
	}
	return ErrSeat
}

// seatAll lets people sit down, leave and stay away, as far as it is for who
// does it to say.
func (c *Complaint) seatAll(p Procedure, by Seat, a Act, on civil.Date) error {
	if a.Step == ReplaceDecider {
		for _, s := range c.Seats {
			if s.Party == Authority && s.Sits() {
				a.Rise = append(slices.Clone(a.Rise), s.Number)
			}
		}
	}
	for _, who := range a.Bar {
		himself := by.Official() && who == by.Person
		if who == "" || by.Party != Secretary && !himself || himself && a.Step != "" {
			return ErrSeat
		}
		if s, ok := c.Of(who); ok {
			a.Rise = append(slices.Clone(a.Rise), s.Number)
		}
		if !slices.Contains(c.Barred, who) {
			c.Barred = append(slices.Clone(c.Barred), who)
		}
	}
	for _, n := range slices.Compact(ascending(a.Rise)) {
		if s, ok := c.Seat(n); !ok || !by.lifts(s) {
			return ErrSeat
		}
		if err := c.rise(n, on); err != nil {
			return err
		}
	}
	for _, s := range a.Sit {
		early := s.Party == Accused && !c.Is(CopySent) // he doesn't know of it yet
		if early || !by.invites(a.Step, s) {
			return ErrSeat
		}
		s.Lent = !s.Official() // whoever lets somebody sit down made his words
		if err := c.seat(s, on); err != nil {
			return err
		}
	}
	if a.Step == CheckHandler || a.Step == Advise {
		return p.Chamber.check(*c)
	}
	return nil
}

// lifts tells whether who sits here may end another's seat: a secretary those of
// officials, a party those that it invited, and everybody official his own.
func (s Seat) lifts(other Seat) bool {
	switch {
	case s.Number == other.Number:
		return s.Official()
	case s.Party == Secretary:
		return other.Official()
	}
	return !s.Official() && s.Capacity == Self && s.Party == other.Party && other.Capacity != Self
}

// invites tells whether who sits here may let another sit down with a step.
func (s Seat) invites(step StepName, other Seat) bool {
	if s.Party == Secretary {
		beside := other.Capacity == Representative || other.Capacity == Supporter
		return step == CheckHandler && (other.Party == Authority || other.Party == Member) ||
			step == ReplaceDecider && other.Party == Authority ||
			step == SendCopy && other.Party == Accused ||
			step == Represent && other.Party == Complainant && other.Capacity == Representative ||
			step == "" && (other.Party == Secretary || beside)
	}
	own := !s.Official() && s.Capacity == Self && other.Party == s.Party
	return own && (other.Capacity == Supporter && step == "" || other.Capacity == Representative && (step == Represent || step == "" && s.Party == Accused))
}

// Chamber is who has to sit for a complaint to be handled. No law says of how
// many members the committee consists, or says of which: that is for its
// regulation, and so for whoever runs Baken to choose.
type Chamber struct {
	Members int // at least, when a committee advises; one of them its chair
}

// check refuses a complaint that is handled by too few. Once the committee has
// advised it has done its part: who leaves it then holds up nothing.
func (ch Chamber) check(c Complaint) error {
	advised := slices.ContainsFunc(c.Taken[:len(c.Taken)-1], func(t Taken) bool { return t.Step == Advise })
	count := map[Party]int{}
	chairs := 0
	for _, s := range c.Seats {
		if s.Sits() {
			count[s.Party]++
			if s.Capacity == Chair {
				chairs++
			}
		}
	}
	switch {
	case count[Authority] == 0:
		return ErrNoAuthority
	case c.Committee == "":
		return ErrSeat
	case c.Advice == With && !advised && (count[Member] < ch.Members || chairs != 1):
		return ErrChamber.With("least", ch.Members)
	}
	return nil
}

// mostSeats bounds the seats of a complaint, those that were left too.
const mostSeats = 60
