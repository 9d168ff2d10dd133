// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
)

// Tend makes the seats of officials fit who works here today: who lost the role
// leaves; who has other keys has to be given all that he reads anew; and every
// secretary of the committee has a seat, but for who left his while others handle
// it. present is by party who holds the role in the organisation of the seat,
// with keys. After the end nobody is added. It tells whether anything changed.
func (c *Complaint) Tend(present func(Seat) (Officer, bool), secretaries []Officer, on civil.Date) (changed bool) {
	for i, s := range c.Seats {
		if !s.Official() || !s.Sits() {
			continue
		}
		o, here := present(s)
		switch {
		case !here:
			c.Seats[i].Until, changed = on, true
		case o.Public != s.Public:
			c.rekey(i, o.Public)
			changed = true
		}
	}
	if c.State.Ended() { // who sits reads on; nobody is added
		return changed
	}
	handled := slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Party == Secretary && s.Sits() })
	for _, o := range secretaries {
		sat := slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Person == o.Person && (s.Sits() || handled) })
		if !sat && c.seat(o.seat(Secretary), on) == nil {
			changed = true
		}
	}
	return changed
}

// rekey gives a seat other keys. What it was given was sealed to those before, but
// for the papers that are sealed to these already.
func (c *Complaint) rekey(i int, p Public, sealed ...PaperNumber) {
	s := &c.Seats[i]
	s.Was = append(slices.Clone(s.Was), s.Public)
	s.Public = p
	for j, paper := range c.Papers {
		if !slices.Contains(sealed, paper.Number) {
			c.Papers[j].Readers = slices.DeleteFunc(slices.Clone(paper.Readers), func(n SeatNumber) bool { return n == s.Number })
		}
	}
}
